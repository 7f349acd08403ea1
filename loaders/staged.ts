import type {Kind, Setting} from "../src/kinds/kind.js";
import {dimensionsOf} from "../src/metrics/dimensions.js";
import {latest, text} from "../src/metrics/sql/text.js";
import {lastDay} from "./ingest/spread.js";
import {countings} from "./presence.js";

/**
 * What staging knows of all kinds alike:
 * - `items` (kind, basis, own, year, file, line): one row a record and way to count its year; `own` is the kind's own way
 * - `last_events` (last): the day of the last event of each kind
 * - `last_standing` (last): the last day that is over on which a record that stands over years began or ended
 * - `shown` (metric, grain): the metrics that pages show by month (`months`) and by item (`dimensions`)
 * - `splits` (kind, dimension, multiple, offered): the dimensions by which figures are kept; `offered`: a reader who
 *   chooses another date or way to count years sees them too
 * - macro `rule(name)`: how a counting rule is set, its own value where the office's table lacks it
 */
export function staged(kinds: readonly Kind[], settings: readonly Setting[]): string[] {
  const items = kinds.flatMap(kind =>
    countings(kind).map(
      ({basis, year, rows}) =>
        `select ${text(kind.name)} as kind, ${text(basis)} as basis, ${basis === kind.basis} as own, ${year} as year, file, line /*@ , whose */ from ${kind.name} where ${rows}`
    )
  );
  // What the office itself wrote down as happened says too that the data reach so far; a day to come is a slip.
  const own = (kind: Kind) => ownDates(kind).map(field => `if(${field} <= current_date, ${field}, null)`);
  const events = kinds
    .filter(({events}) => events.length)
    .map(
      kind =>
        `select /*@ whose, */ max(${latest([...kind.events, ...own(kind)])}) as last from ${kind.name} where ${tookPlace(kind)} /*@ group by whose */`
    );
  const standing = kinds
    .filter(({stands}) => stands)
    .map(kind => `select (${lastDay(kind, "s")}) as last /*@ , whose from offices as s */`);
  return [
    `create view items as ${items.join("\nunion all ")}`,
    `create view last_events as ${events.join("\nunion all ")}`,
    `create view last_standing as select max(last) as last /*@ , whose */ from (${standing.join(" union all ")}) /*@ group by whose */`,
    ...filled(
      "shown",
      "metric varchar, grain varchar",
      kinds.flatMap(({name, shown = {}}) =>
        (["months", "dimensions"] as const).flatMap(grain =>
          (shown[grain] ?? []).map(metric => `(${text(`${name}.${metric}`)}, ${text(grain)})`)
        )
      )
    ),
    ...filled(
      "splits",
      "kind varchar, dimension varchar, multiple boolean, offered boolean",
      kinds.flatMap(({name, shown = {}}) =>
        dimensionsOf(name).map(
          ({id, multiple = false}) => `(${text(name)}, ${text(id)}, ${multiple}, ${shown.by?.includes(id) ?? true})`
        )
      )
    ),
    `create table settings_known as from (values ${settings.map(({rule, value}) => `(${text(rule)}, ${text(value)})`).join(", ")}) as t(rule, value)`,
    `create macro rule(name /*@ , of_whom */) as coalesce((select any_value(r.value) from rules as r where r.rule = name /*@ and r.whose = of_whom */), (select any_value(k.value) from settings_known as k where k.rule = name))`
  ];
}

/** A table with its rows, made by two statements. */
const filled = (table: string, columns: string, rows: readonly string[]) => [
  `create table ${table} (${columns})`,
  ...(rows.length ? [`insert into ${table} values ${rows.join(", ")}`] : [])
];

/** Holds for the records of what took place. */
export const tookPlace = ({never = {}}: Kind, of = "") =>
  Object.entries(never)
    .map(([field, codes]) => `coalesce(${of}${field} not in (${codes.map(text).join(", ")}), true)`)
    .join(" and ") || "true";

/** What a header says of a day that is planned or a limit: it is known before, and nothing happened on it. */
const planned = /期限|时限|限期|截止|截至|到期|有效|计划|拟|预计|预定|约定|[应须]/;

/** Days of the office's own, each of something that happened on it. */
export const ownDates = ({fields}: Pick<Kind, "fields">): string[] =>
  Object.keys(fields).filter(field => {
    const {own, type, names} = fields[field]!;
    return own && type === "date" && !planned.test(names[0]!);
  });
