import {type KindName, kindOf, kinds} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import {addsUp} from "../count.js";
import {ledgerAdds} from "../ledger.js";
import type {Metric} from "../metric.js";
import {metricSql} from "./count.js";
import {facts} from "./facts.js";
import {columnOf} from "./formula.js";
import {leaves} from "./sources.js";
import {name, text} from "./text.js";
import {item, ofValues, type Valued, valuedOf, valuesSql} from "./values.js";

/** Which year of a kind's items compares across places: its own, or the calendar's. */
export type BasisOf = (kind: KindName) => string;

/** What stands of the last time: the kinds that were counted by the same statements, but for the places named. */
export interface Since {
  kinds: ReadonlySet<string>;
  places: readonly string[];
  /** The places and the metrics whose figures are made anew; null: all. */
  figures: {places: readonly string[]; metrics: readonly string[]} | null;
}

/** A counted metric within another, over the years of one figure, with the column that holds it. */
export interface Leaf {
  part: Metric;
  span: Metric["span"];
  column: string;
}

/** How the figure of several places is made: of theirs, of the values that all of them count, or not at all. */
export function together({count, kind, unit, label}: Metric): "added" | "values" | "none" {
  if (addsUp(count!)) return "added";
  return kind === "indicators" ? (ledgerAdds(unit, label) ? "added" : "none") : "values";
}

/** The counted metrics that one is made of, each once. */
export const leavesOf = (catalogue: Catalogue, metric: Metric): Leaf[] => [
  ...new Map(
    leaves(catalogue, metric).map(([part, span]) => {
      const column = columnOf(part, span);
      return [column, {part, span, column}];
    })
  ).values()
];

/** What of a metric is made of the values of several places: the metric, and the part of it. */
export const valuedParts = (catalogue: Catalogue): [metric: Metric, leaf: Leaf][] =>
  catalogue.all.flatMap(metric =>
    leavesOf(catalogue, metric).flatMap(leaf =>
      together(leaf.part) === "values" ? [[metric, leaf] as [Metric, Leaf]] : []
    )
  );

/** The counted metrics of a kind, each once. */
export const countedOf = (catalogue: Catalogue, kind: KindName): Metric[] =>
  catalogue.all.filter(metric => metric.count && metric.kind === kind);

/** The kinds that metrics are counted of. */
export const kindsCounted = (catalogue: Catalogue): KindName[] =>
  kinds.map(({name}) => name).filter(kind => countedOf(catalogue, kind).length > 0);

/** What metrics of a kind are made of beside counts. */
export const valuesOf = (catalogue: Catalogue, kind: KindName): Valued[] =>
  valuedOf(
    kind,
    countedOf(catalogue, kind).filter(metric => together(metric) === "values")
  );

/** The items of a kind that count in years of a basis; of kinds with one basis, all. */
export const itemsOf = (kind: KindName, basis: string) =>
  kindOf(kind).alternative ? `basis = ${text(basis)}` : "true";

/** What figures over several years are made of, of a kind. */
export function spannedValues(catalogue: Catalogue, kind: KindName): Valued[] {
  const parts = valuedParts(catalogue).flatMap(([, {part, span}]) => (span && part.kind === kind ? [part] : []));
  return valuedOf(kind, [...new Set(parts)]);
}

export const amongThem = (places: readonly string[]): string =>
  places.length > 0 ? `place in (${places.map(text).join(", ")})` : "false";

/** The tables of what is counted of a kind, in the order in which they are made, each with its statement; of all places, or of some. */
export function countTables(catalogue: Catalogue, kind: KindName, basis: string, some = "true"): [string, string][] {
  const values = valuesOf(catalogue, kind);
  const where = `${itemsOf(kind, basis)} and ${some}`;
  const adding = countedOf(catalogue, kind).filter(metric => together(metric) !== "values");
  const made = values.flatMap(({parts, table}) => parts.map(part => ({part, table})));
  const joined = made.map(
    ({part, table}, i) =>
      `left join (${ofValues(part, `select place, year, ${item}, ${name(part.id)} as n from ${table} where ${some}`)}) as v${i} using (place, year)`
  );
  const columns = [
    ...adding.map(metric => `(${metricSql(metric)})::double as ${name(metric.id)}`),
    ...(adding.length === 0 ? ["null as none"] : [])
  ];
  return [
    ...values.map((valued): [string, string] => [valued.table, valuesSql(valued, where)]),
    [
      name(`wide_${kind}`),
      `select ${["place", "year", `true as ${name(`has ${kind}`)}`, ...adding.map(({id}) => name(id)), ...made.map(({part}, i) => `${orNone(part, `v${i}.value`)} as ${name(part.id)}`)].join(",\n  ")}
from (select place, year, ${columns.join(",\n  ")}
from ${facts[kind]} where ${where} group by place, year) ${joined.join("\n")}`
    ]
  ];
}

/** Of a year that has items, none is a count too; a median of none is nothing. */
const orNone = ({count}: Metric, value: string) => (count!.aggregate === "distinct" ? `coalesce(${value}, 0)` : value);

/**
 * The statements that count over the facts of all places (column `place`), or again over those that changed (`since`). They create, for every
 * kind that metrics are counted of, `wide_<kind>` (place, year, `has <kind>`, a column for each counted metric) and
 * `values_<kind>_<field>` (place, year, item, how often for each metric that is made of it).
 */
export const placeCounts = (catalogue: Catalogue, basis: BasisOf, since?: Since): string[] =>
  kindsCounted(catalogue).flatMap(kind => {
    const again = since?.kinds.has(kind) ? amongThem(since.places) : null;
    return countTables(catalogue, kind, basis(kind), again ?? undefined).flatMap(([table, sql]) =>
      again === null
        ? [`create table ${table} as ${sql}`]
        : [`delete from ${table} where ${again}`, `insert into ${table} by name ${sql}`]
    );
  });

/** The spans that figures of a kind cover. */
const spansOf = (catalogue: Catalogue, kind: KindName): NonNullable<Metric["span"]>[] => [
  ...new Set(
    catalogue.all.flatMap(metric =>
      leavesOf(catalogue, metric).flatMap(({part, span}) => (span && part.kind === kind ? [span] : []))
    )
  )
];

const spansTable = (kind: string, span: Metric["span"]) => name(`spans_${kind}_${span}`);
const spannedTable = (kind: string, span: Metric["span"]) => name(`wide_${kind}_${span}`);

/** The column that says that a place has a figure's kind in its years. */
export const has = (kind: string, span: Metric["span"]) => name(span ? `has ${kind}@${span}` : `has ${kind}`);

/**
 * The statements that put together what was counted of places, with the figures given in place of rows (`bundled`): `wide`, a row for
 * each place and year, a column for each part, those of several years named as `columnOf` says. A year is left out where
 * what a place gave does not reach back to the first year of its span.
 */
export function placeYears(catalogue: Catalogue, since?: Since): string[] {
  const used = kindsCounted(catalogue);
  const spanned = used.flatMap(kind => spansOf(catalogue, kind).map(span => ({kind, span})));
  return [
    ...used.map(
      kind =>
        `insert into wide_${kind} by name ${bundledOf(catalogue, kind, since?.kinds.has(kind) ? amongThem(since.places) : "true")}`
    ),
    ...spanned.flatMap(({kind, span}) => [
      `create table ${spansTable(kind, span)} as
select w.place, w.year, w.first from (
  select place, year, ${span === "term" ? "(select max(t.year) from terms as t where t.place = k.place and t.year <= k.year)" : `year - ${Number(span) - 1}`} as first from wide_${kind} as k
) as w join wide_${kind} as k on k.place = w.place and k.year between w.first and w.year
group by all having count(*) = w.year - w.first + 1`,
      `create table ${spannedTable(kind, span)} as ${spannedOf(catalogue, kind, span)}`
    ]),
    `create table wide as from ${used.map((kind, i) => (i ? `full join wide_${kind} using (place, year)` : `wide_${kind}`)).join(" ")} ${spanned.map(({kind, span}) => `left join ${spannedTable(kind, span)} using (place, year)`).join(" ")}`
  ];
}

/** What was counted over several years, of each place by itself. */
function spannedOf(catalogue: Catalogue, kind: KindName, span: NonNullable<Metric["span"]>): string {
  const found = new Map(
    catalogue.all
      .flatMap(metric => leavesOf(catalogue, metric))
      .filter(leaf => leaf.span === span && leaf.part.kind === kind)
      .map(leaf => [leaf.column, leaf])
  );
  const all = [...found.values()];
  const summed = all.filter(({part}) => together(part) !== "values");
  const valued = all.filter(({part}) => together(part) === "values");
  const columns = [
    "s.place",
    "s.year",
    `true as ${has(kind, span)}`,
    ...summed.map(({part, column}) => {
      const of = `k.${name(part.id)}`;
      return `if(count(${of}) = count(*), sum(${of}), null) as ${name(column)}`;
    }),
    ...valued.map(({part, column}, i) => `any_value(${orNone(part, `v${i}.value`)}) as ${name(column)}`)
  ];
  const joined = valued.map(
    (leaf, i) =>
      `left join (${ofValues(leaf.part, valuesIn(catalogue, leaf))}) as v${i} on v${i}.place = s.place and v${i}.year = s.year`
  );
  return `select ${columns.join(",\n  ")}
from ${spansTable(kind, span)} as s join wide_${kind} as k on k.place = s.place and k.year between s.first and s.year
${joined.join("\n")} group by s.place, s.year`;
}

/** How often each value of a part occurs in the years of its figures, at `place`; `more`: what else is asked of a place. */
function valuesIn(catalogue: Catalogue, {part, span}: Leaf, place = "f.place", more = ""): string {
  const kind = part.kind as KindName;
  const {table} = valuesOf(catalogue, kind).find(({field}) => field.name === part.count!.field!.name)!;
  const [year, over] = span
    ? ["s.year", `join ${spansTable(kind, span)} as s on s.place = f.place and f.year between s.first and s.year`]
    : ["f.year", ""];
  return `select ${place} as place, ${year} as year, f.${item}, sum(f.${name(part.id)})::bigint as n
from ${table} as f ${over} ${more.replaceAll("f.year", year)} group by all`;
}

/** What is not known of a place, or cannot be added to what others have. */
const lacks = ({id}: Metric, year: string) =>
  `(f.place, ${year}) in (select (place, year) from lacking where metric = ${text(id)})`;

/**
 * The statements that fill `anew` (place, metric, part, year, value), which `createAnew` makes: what of all places within one is not the sum of theirs, made of the values of those of
 * which the metric is known (`lacking`, `within`). `elsewhere`: what an engine has told already is left out.
 */
export const placesAnew = (catalogue: Catalogue, elsewhere = false): string[] =>
  valuedParts(catalogue)
    .filter(([, {span}]) => !elsewhere || span)
    .map(([metric, leaf]) => {
      const {part, span, column} = leaf;
      const up = (of: string, year: string) =>
        `join within as a on a.place = ${of}.place where not ${lacks(metric, year).replaceAll("f.place", `${of}.place`)}`;
      const there = span
        ? `${spansTable(part.kind, span)} as k ${up("k", "k.year")}`
        : `wide_${part.kind} as k ${up("k", "k.year")}`;
      return `insert into anew select place, ${text(metric.id)}, ${text(column)}, year, ${orNone(part, "value")}
from (select distinct a.ancestor as place, k.year from ${there})
left join (${ofValues(part, valuesIn(catalogue, leaf, "a.ancestor", up("f", "f.year")))}) using (place, year)`;
    });

export const createAnew = "create table anew (place varchar, metric varchar, part varchar, year integer, value double)";

/** What places gave as figures, beside what is counted from rows. */
const bundledOf = (catalogue: Catalogue, kind: KindName, some: string) =>
  `select place, year, true as ${name(`has ${kind}`)}, ${countedOf(catalogue, kind)
    .map(({id}) => `max(case when metric = ${text(id)} then value end) as ${name(id)}`)
    .join(",\n  ")}
from bundled where kind = ${text(kind)} and ${some} group by place, year`;
