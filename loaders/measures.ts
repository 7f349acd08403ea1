import {kindOf, kinds} from "../src/kinds/index.js";
import type {Kind} from "../src/kinds/kind.js";
import {type Dimension, dimensionsOf} from "../src/metrics/dimensions.js";
import {references} from "../src/metrics/formula.js";
import {type Catalogue, type Metric, written} from "../src/metrics/index.js";
import {typesToward} from "../src/metrics/rules.js";
import {
  type Counted,
  columnOf,
  facts,
  factsSql,
  formulaSql,
  itemSql,
  listSql,
  metricSql,
  monthSql,
  name,
  text
} from "../src/metrics/sql/index.js";

import {latest} from "./staged.js";
import type {Unknown} from "./unknown.js";

/**
 * The one module that joins strings into SQL: the aggregates of the catalogue over the facts, by year,
 * by month and by dimension. Creates
 * - `metrics` (place, id, label, unit, kind, basis, rule, subset_of, by_types, entry): the catalogue itself, for checks, analysts and
 *   pages, in its order; `entry` is all of a metric as JSON;
 *   `by_types` are counted by what the table of activity types says
 * - `figures` (view, main, basis, metric, year, value, numerator, denominator, as_of): every metric
 * - `months` (view, main, basis, metric, year, month, value): the counts that add, by the month of their event
 * - `dimensions` (view, main, basis, metric, year, dimension, item, value, numerator, denominator): within a kind
 * `basis` is session or calendar (mixed for metrics of several kinds); metrics that allow both have rows of each.
 * `main` rows are what is shown unless a reader chooses otherwise: whole years and the data's own date, the metric's own basis.
 */
export function measures(
  catalogue: Catalogue,
  unknown: readonly Unknown[],
  further: readonly Dimension[] = []
): string[] {
  const split = (kind: string) => [...dimensionsOf(kind), ...further.filter(dimension => dimension.kind === kind)];
  const {all} = catalogue;
  const known = knowing(unknown);
  const sources = sourcesOf(catalogue);
  const yearly = sources.filter(({span}) => !span);
  return [
    `create table metrics (place integer, id varchar, label varchar, unit varchar, kind varchar, basis varchar, rule varchar, subset_of varchar, by_types boolean, entry varchar)`,
    `insert into metrics values ${all.map(described).join(",\n")}`,
    ...sources.map(source => wide(source, known)),
    ...yearly.filter(({kind}) => kindOf(kind).date).map(source => none(source, known)),
    `create table figures as select f.*, t.said
from (${union(all.map(metric => figure(catalogue, metric, known)))}) as f
join metrics as m on m.id = f.metric
left join (select view, year, indicator, any_value(said) as said from indicator_facts where said is not null group by all) as t
  on m.kind = 'indicators' and t.indicator = m.label and t.view = f.view and t.year = f.year`,
    `create table months as ${union(yearly.flatMap(source => months(source, known)))}`,
    ...yearly
      .filter(({kind}) => split(kind).length)
      .map(source => wideByDimension(source, split(source.kind), unknown, known)),
    `create view dimensions as ${union(kinds.flatMap(({name: kind}) => byDimension(catalogue, kind, known)))}`
  ];
}

/** The counted metrics of a kind over a span, by the columns that hold them: a table of their own. */
interface Source {
  kind: Counted;
  span?: Metric["span"];
  columns: Map<string, Metric>;
}

/** Every counted metric by its year, and those over the spans that figures ask for. */
function sourcesOf(catalogue: Catalogue): Source[] {
  const sources = new Map<string, Source>(
    kinds.map(({name: kind}) => [kind, {kind, columns: new Map<string, Metric>()}])
  );
  for (const metric of catalogue.all)
    for (const [part, span] of leaves(catalogue, metric)) {
      const kind = part.kind as Counted;
      const key = table(kind, span);
      const source = sources.get(span ? key : kind) ?? {kind, span, columns: new Map<string, Metric>()};
      source.columns.set(columnOf(part, span), part);
      sources.set(span ? key : kind, source);
    }
  return [...sources.values()].filter(({columns}) => columns.size);
}

/** The counted metrics that a metric is made of, each with the span that it is counted over there. */
function leaves(catalogue: Catalogue, metric: Metric, outer?: Metric["span"]): [Metric, Metric["span"]][] {
  const {formula, span = outer} = metric;
  return formula ? references(formula).flatMap(id => leaves(catalogue, catalogue.get(id), span)) : [[metric, span]];
}

const table = (kind: Counted, span?: Metric["span"]) => `${kind}_by_year${span ? `_${span}` : ""}`;

/** The last event of an item: a figure is as of its year's end, or of the last event counted after it. */
function lastEvent({events}: Kind): string {
  return events.length ? `max(least(${latest(events)}, cutoff))` : "null::date";
}

/** Whether a year counted one way is what is shown unless a reader chooses otherwise. */
const main = (kind: string) => `any_value(main) and basis = ${text(kindOf(kind).basis)} as main, basis`;

/** An expression that is null in the years for which a metric is not known; `mixed`: the years of several kinds. */
type Knowing = (metric: string, sql: string, mixed?: boolean) => string;

function knowing(unknown: readonly Unknown[]): Knowing {
  const lacking = new Map<string, Unknown[]>();
  for (const each of unknown.filter(({dimension}) => dimension === null))
    lacking.set(each.metric, [...(lacking.get(each.metric) ?? []), each]);
  return (metric, sql, mixed) => {
    const years = (lacking.get(metric) ?? []).map(({basis, year}) => (mixed ? `${year}` : `(${text(basis)}, ${year})`));
    return years.length ? `if(${mixed ? "year" : "(basis, year)"} in (${years.join(", ")}), null, ${sql})` : sql;
  };
}

/** Whether a year lacks the column of a dimension: nothing can be said of its items. */
function unsaid(unknown: readonly Unknown[], kind: string): string {
  const places = unknown
    .filter(({metric, dimension}) => dimension !== null && metric.startsWith(`${kind}.`))
    .map(({basis, year, dimension}) => `(${text(dimension!)}, ${text(basis)}, ${year})`);
  return places.length ? `(dimension, basis, year) in (${[...new Set(places)].join(", ")})` : "false";
}

const union = (statements: string[]) => statements.join("\nunion all by name\n");

function described(metric: Metric, place: number): string {
  const {id, label, unit, kind, basis, rule, subsetOf, settings} = metric;
  const byTypes = settings.includes(typesToward(label));
  return `(${place}, ${[id, label, unit, kind, basis, rule].map(text).join(", ")}, ${subsetOf ? text(subsetOf) : "null"}, ${byTypes}, ${text(written(metric))})`;
}

function wide({kind, span, columns}: Source, known: Knowing): string {
  const sum = (metric: Metric) => {
    const sql = `(${metricSql(metric)})::double`;
    return span ? sql : known(metric.id, sql);
  };
  const sums = [...columns].map(([column, metric]) => `${sum(metric)} as ${name(column)}`).join(",\n  ");
  return `create table ${table(kind, span)} as
select view, ${main(kind)}, any_value(main) as shown, year, least(any_value(cutoff), greatest(any_value(until), ${lastEvent(kindOf(kind))})) as as_of,
  ${sums}
from ${factsSql(kind, span)} group by view, basis, year`;
}

/** A year that has items, but none of them by the cut of a view, counts 0 there: that is known, not missing. */
function none({kind, columns}: Source, known: Knowing): string {
  const zeros = [...columns.values()].filter(({adds}) => adds).map(({id}) => `${known(id, "0")} as ${name(id)}`);
  const own = `p.main and p.basis = ${text(kindOf(kind).basis)}`;
  return `insert into ${kind}_by_year by name
select view, main, shown, basis, year, as_of, ${zeros.join(", ")}
from (
  select p.view, ${own} as main, p.main as shown, p.basis, p.year, p.until as as_of
  from periods as p
  semi join (from ${kind}_by_year where view = 'year') as w on w.basis = p.basis and w.year = p.year
  anti join ${kind}_by_year as k on k.view = p.view and k.basis = p.basis and k.year = p.year
)`;
}

function figure(catalogue: Catalogue, metric: Metric, known: Knowing): string {
  const {from, main, basis, asOf} = sourceOf(catalogue, metric);
  return `select view, ${main} as main, ${basis} as basis, ${text(metric.id)} as metric, year,
  ${partsSql(catalogue, metric, known)}, ${asOf} as as_of from ${from}`;
}

/** The value of a metric and the parts of a ratio, all null where it is not known. */
function partsSql(catalogue: Catalogue, metric: Metric, known: Knowing, as: "columns" | "struct" = "columns"): string {
  return Object.entries(formulaSql(catalogue, metric))
    .map(([part, sql]) => {
      const value = known(metric.id, sql, metric.kind === "multi");
      return as === "struct" ? `${part}: (${value})::double` : `${value} as ${part}`;
    })
    .join(", ");
}

/** The tables that hold the parts of a metric, side by side; of several kinds, each with its years as it counts them. */
function sourceOf(catalogue: Catalogue, metric: Metric): Record<"from" | "main" | "basis" | "asOf", string> {
  const {kind, bases} = metric;
  const tables = new Map(leaves(catalogue, metric).map(([part, span]) => [table(part.kind as Counted, span), part]));
  const only = kind !== "multi" && kindOf(kind).alternative !== undefined && bases.length === 1;
  const [first, ...others] = [...tables].map(([table, part], i) => {
    const basis = kind === "multi" ? part.bases[0] : only ? bases[0] : null;
    return basis && kindOf(part.kind).alternative
      ? `(select * replace (shown as main) from ${table} where basis = ${text(basis)}) as s${i}`
      : `${table} as s${i}`;
  });
  const using = kind === "multi" ? "(view, main, year)" : "(view, main, basis, year)";
  const dates = [...tables].map((_, i) => `s${i}.as_of`);
  return {
    from: [first, ...others.map(other => `full join ${other} using ${using}`)].join("\n  "),
    main: "main",
    basis: kind === "multi" ? "'mixed'" : "basis",
    asOf: dates.length > 1 ? `greatest(${dates.join(", ")})` : "as_of"
  };
}

function months({kind, columns}: Source, known: Knowing): string[] {
  const dated = [...columns.values()].filter(metric => metric.at && metric.adds);
  return [...new Set(dated.map(metric => metric.at!))].map(at => {
    const group = dated.filter(metric => metric.at === at);
    const structs = group
      .map(metric => `{metric: ${text(metric.id)}, value: ${known(metric.id, `(${metricSql(metric)})::double`)}}`)
      .join(", ");
    return `select view, ${main(kind)}, unnest([${structs}], recursive := true), year, month from (
  select *, ${monthSql(at)} as month
  from ${facts[kind]} where ${at} is not null
) group by view, basis, year, month`;
  });
}

/** Each item stands once under every item of every dimension that it has, so that all are counted in one pass. */
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
  const sums = [...columns.values()]
    .map(metric => `${known(metric.id, `if(unsaid, null, (${metricSql(metric)})::double)`)} as ${name(metric.id)}`)
    .join(",\n  ");
  return `create table ${kind}_by_dimension as
select view, ${main(kind)}, year, dimension, item, ${sums}
from (
  select *, ${unsaid(unknown, kind)} as unsaid
  from (select *, unnest(flatten([${items.join(", ")}]), recursive := true) from ${facts[kind]})
) group by view, basis, year, dimension, item, unsaid`;
}

/** The figures of a kind's metrics within its dimensions, as rows: the wide table is read once for all of them. */
function byDimension(catalogue: Catalogue, kind: string, known: Knowing): string[] {
  const split = catalogue.all.filter(
    metric => metric.kind === kind && leaves(catalogue, metric).every(([, span]) => !span)
  );
  if (dimensionsOf(kind).length === 0 || split.length === 0) return [];
  const structs = split.map(metric => `{metric: ${text(metric.id)}, ${partsSql(catalogue, metric, known, "struct")}}`);
  return [
    `select view, main, basis, year, dimension, item, unnest([
  ${structs.join(",\n  ")}
], recursive := true)
from ${kind}_by_dimension`
  ];
}
