import {kindOf, kinds} from "../../kinds/index.js";
import type {Kind} from "../../kinds/kind.js";
import {type Catalogue, written} from "../catalogue.js";
import {type Dimension, dimensionsOf} from "../dimensions.js";
import type {Metric} from "../metric.js";
import type {Unknown} from "../needs.js";
import {typesToward} from "../rules.js";
import {metricSql} from "./count.js";
import {daysSql} from "./days.js";
import {itemSql, listSql, monthSql} from "./dimensions.js";
import {facts} from "./facts.js";
import {formulaSql} from "./formula.js";
import {type Knowing, knowing, unsaid} from "./knowing.js";
import {leaves, main, none, type Source, sourceOf, sourcesOf, wide} from "./sources.js";
import {name, text} from "./text.js";

/**
 * The statements that make the tables of figures: the aggregates of the catalogue over the facts, by year, by month and
 * by dimension, of what `counts` makes. After `first`, the lists of `apart` do not wait for each other; `last` asks what
 * all of them made. They create
 * - `metrics` (place, id, label, unit, kind, basis, rule, subset_of, by_types, entry): the catalogue itself, for checks, analysts and
 *   pages, in its order; `entry` is all of a metric as JSON;
 *   `by_types` are counted by what the table of activity types says
 * - `figures` (view, main, basis, metric, year, value, numerator, denominator, as_of): every metric
 * - `months` (view, main, basis, metric, year, month, value): the counts that add, by the month of their event
 * - `days` (metric, year, day, value): those that kinds and own calendars (`calendars`) count by days
 * - `dimensions` (view, main, basis, metric, year, dimension, item, value, numerator, denominator): within a kind; those
 *   of one kind are `proposals_dimensions` …, quicker to ask
 * - `main_dimensions`: those that are shown unless a reader chooses otherwise; of counts, those that are not zero
 * - `zeros` (kind): the kinds of which a zero is kept as well, since what is blank is none
 * - `shown_dimensions`: those of the metrics that pages show by month or item, far quicker to ask
 * `basis` is session or calendar (mixed for metrics of several kinds); metrics that allow both have rows of each.
 * `main` rows are what is shown unless a reader chooses otherwise: whole years and the data's own date, the metric's own basis.
 */
export function measures(
  catalogue: Catalogue,
  unknown: readonly Unknown[],
  calendars: readonly string[] = []
): {first: string[]; apart: string[][]; last: string[]} {
  const {all} = catalogue;
  const known = knowing(unknown);
  const yearly = sourcesOf(catalogue).filter(({span}) => !span);
  const byKind = kinds.flatMap(({name: kind}) => byDimension(catalogue, kind, known).map(sql => [kind, sql] as const));
  return {
    first: [
      "create table metrics (place integer, id varchar, label varchar, unit varchar, kind varchar, basis varchar, rule varchar, subset_of varchar, by_types boolean, entry varchar)",
      `insert into metrics values ${all.map(described).join(",\n")}`
    ],
    apart: [
      [`create table months as ${union(yearly.flatMap(source => months(source, known)))}`],
      [
        // A value in a unit that does not convert is said as it is written, 12件.
        `create table figures as select f.*, coalesce(t.said, if(f.value is null and t.unit <> m.unit, t.written, null)) as said
from (${union(figures(catalogue, known))}) as f
join metrics as m on m.id = f.metric
left join (
  select view, year, indicator, any_value(said) as said, any_value(unit) as unit,
    any_value(regexp_replace(value::varchar, '\\.0$', '') || unit) as written
  from indicator_facts where said is not null or unit is not null group by all
) as t
  on m.kind = 'indicators' and t.indicator = m.label and t.view = f.view and t.year = f.year`,
        daysSql(catalogue, calendars)
      ]
    ],
    last: [
      ...byKind.map(([kind, sql]) => `create view ${kind}_dimensions as ${sql}`),
      `create view dimensions as ${union(byKind.map(([kind]) => `select * from ${kind}_dimensions`))}`,
      `create view zeros as select unnest([${kinds
        .filter(keepsZeros)
        .map(({name}) => text(name))
        .join(", ")}]::varchar[]) as kind`,
      `create view main_dimensions as select * exclude (main) from dimensions where main and value is not null and (value <> 0 or denominator > 0 or split_part(metric, '.', 1) in (from zeros))`,
      `create view shown_dimensions as ${union(kinds.flatMap(kind => byDimension(catalogue, kind.name, known, isShown(kind))))}`
    ]
  };
}

/**
 * The statements that count the facts of some kinds, by year and by dimension: lists that do not wait for each other,
 * the longest first. `further`: dimensions of the office's own charts. `apart`: many facts are counted by one dimension
 * after the other. They create `<kind>_by_year`, and of each span of the catalogue one more, and `<kind>_by_dimension`.
 */
export function counts(
  catalogue: Catalogue,
  unknown: readonly Unknown[],
  which: ReadonlySet<string>,
  further: readonly Dimension[] = [],
  apart = false
): string[][] {
  const split = (kind: string) => [...dimensionsOf(kind), ...further.filter(dimension => dimension.kind === kind)];
  const known = knowing(unknown);
  const sources = sourcesOf(catalogue).filter(({kind}) => which.has(kind));
  const yearly = sources.filter(({span}) => !span);
  return [
    ...yearly
      .filter(({kind}) => split(kind).length)
      .map(source => byDimensions(source, split(source.kind), unknown, known, apart)),
    [
      ...sources.map(source => wide(source, known)),
      ...yearly.filter(({kind}) => kindOf(kind).date).map(source => none(source, known))
    ]
  ];
}

const union = (statements: string[]) => statements.join("\nunion all by name\n");

function described(metric: Metric, place: number): string {
  const {id, label, unit, kind, basis, rule, subsetOf, settings} = metric;
  const byTypes = settings.includes(typesToward(label));
  return `(${place}, ${[id, label, unit, kind, basis, rule].map(text).join(", ")}, ${subsetOf ? text(subsetOf) : "null"}, ${byTypes}, ${text(written(metric))})`;
}

/** Of the metrics that are read from the same tables those tables are read once. */
function figures(catalogue: Catalogue, known: Knowing): string[] {
  const read = new Map<string, {source: ReturnType<typeof sourceOf>; metrics: Metric[]}>();
  for (const metric of catalogue.all) {
    const source = sourceOf(catalogue, metric);
    const key = Object.values(source).join("\n");
    const {metrics} = read.get(key) ?? {metrics: []};
    read.set(key, {source, metrics: [...metrics, metric]});
  }
  return [...read.values()].map(({source: {from, main, basis, asOf}, metrics}) => {
    const rows = metrics.map(metric => partsOf(catalogue, metric, known));
    return `select view, ${main} as main, ${basis} as basis, year, ${asOf} as as_of, ${unnested(rows)}
from ${from}`;
  });
}

type Row = Record<string, string>;

/** A metric with its value and the parts of a ratio, all null where it is not known. */
function partsOf(catalogue: Catalogue, metric: Metric, known: Knowing): Row {
  const parts = Object.entries(formulaSql(catalogue, metric)).map(
    ([part, sql]) => [part, `(${known(metric.id, sql, metric.kind === "multi")})::double`] as const
  );
  return {metric: text(metric.id), ...Object.fromEntries(parts)};
}

/** Columns of so many rows each: a list a column, which is made in half the time of a list of structs. */
const unnested = (rows: readonly Row[]): string =>
  Object.keys(rows[0]!)
    .map(column => `unnest([\n  ${rows.map(row => row[column]!).join(",\n  ")}\n]) as ${column}`)
    .join(", ");

function months({kind, columns}: Source, known: Knowing): string[] {
  const dated = [...columns.values()].filter(metric => metric.at && metric.adds);
  return [...new Set(dated.map(metric => metric.at!))].map(at => {
    const group = dated.filter(metric => metric.at === at);
    const rows = group.map(metric => ({
      metric: text(metric.id),
      value: known(metric.id, `(${metricSql(metric)})::double`)
    }));
    return `select view, ${main(kind)}, ${unnested(rows)}, year, month from (
  select *, ${monthSql(at)} as month
  from ${facts[kind]} where ${at} is not null
) group by view, basis, year, month`;
  });
}

/** The table of a kind's metrics by dimension; with `apart` one dimension after the other, in a fraction of the memory. */
function byDimensions(
  source: Source,
  split: readonly Dimension[],
  unknown: readonly Unknown[],
  known: Knowing,
  apart: boolean
): string[] {
  const table = `${source.kind}_by_dimension`;
  const parts = apart ? split.map(dimension => [dimension]) : [split];
  return parts.map(
    (part, i) => `${i ? `insert into ${table} by name` : `create table ${table} as`}
${wideByDimension(source, part, unknown, known)}`
  );
}

/**
 * Each item stands once under every item of every dimension that it has, so that all are counted in one pass. What is
 * counted is found out before, once an item.
 */
function wideByDimension(
  {kind, columns}: Source,
  split: readonly Dimension[],
  unknown: readonly Unknown[],
  known: Knowing
): string {
  const items = split.map(dimension => {
    const {multiple} = dimension;
    const [each, list] = multiple ? ["x", listSql(dimension)] : [itemSql(dimension), null];
    const struct = `{dimension: ${text(dimension.id)}, item: (${each})::varchar}`;
    return list ? `list_transform(${list}, lambda x: ${struct})` : `[${struct}]`;
  });
  const conditions: string[] = [];
  const held = (condition: string) => {
    if (!conditions.includes(condition)) conditions.push(condition);
    return `held_${conditions.indexOf(condition)}`;
  };
  const sums = [...columns.values()]
    .map(
      metric => `${known(metric.id, `if(unsaid, null, (${metricSql(metric, held)})::double)`)} as ${name(metric.id)}`
    )
    .join(",\n  ");
  // 主办件 of one 主办单位: of the units of a proposal it is one.
  const each = Object.entries(kindOf(kind).derived ?? {}).flatMap(([column, {counts}]) => {
    const of = split.filter(dimension => dimension.multiple && dimension.column === counts);
    const under = of.map(({id}) => text(id)).join(", ");
    return of.length ? [`if(dimension in (${under}), least(${column}, 1), ${column}) as ${column}`] : [];
  });
  const found = conditions.map((condition, i) => `case when ${condition} then 1::utinyint end as held_${i}`);
  return `select view, ${main(kind)}, year, dimension, item, ${sums}
from (
  select *${each.length ? ` replace (${each.join(", ")})` : ""}, ${unsaid(unknown, kind)} as unsaid
  from (select *, unnest(flatten([${items.join(", ")}]), recursive := true) from (
    select ${["*", ...found].join(", ")} from ${facts[kind]}
  ))
) group by view, basis, year, dimension, item, unsaid`;
}

/** The figures of a kind's metrics within its dimensions, as rows: the wide table is read once for all of them. */
function byDimension(catalogue: Catalogue, kind: string, known: Knowing, which = (_: Metric) => true): string[] {
  const rows = within(catalogue, kind)
    .filter(which)
    .map(metric => partsOf(catalogue, metric, known));
  if (rows.length === 0) return [];
  return [`select view, main, basis, year, dimension, item, ${unnested(rows)}\nfrom ${kind}_by_dimension`];
}

/** The metrics of a kind that are counted within its dimensions too. */
const within = (catalogue: Catalogue, kind: string): Metric[] =>
  dimensionsOf(kind).length
    ? catalogue.all.filter(metric => metric.kind === kind && leaves(catalogue, metric).every(([, span]) => !span))
    : [];

/** Whether an item's zero is no blank: exports leave blank what nobody wrote down. */
const keepsZeros = ({fields}: Kind): boolean => Object.values(fields).some(({unsaid}) => unsaid !== undefined);

const isShown =
  ({shown = {}}: Kind) =>
  ({name}: Metric): boolean =>
    [...(shown.months ?? []), ...(shown.dimensions ?? [])].includes(name);
