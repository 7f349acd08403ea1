import {dimensionsOf} from "../src/metrics/dimensions.js";
import type {Catalogue, Kind, Metric} from "../src/metrics/index.js";
import {typesToward} from "../src/metrics/rules.js";
import {aggregate, facts, formulaSql, itemSql, monthSql} from "../src/metrics/statement.js";

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
export function measures({all}: Catalogue): string[] {
  const counted = kinds.map(kind => [kind, all.filter(metric => metric.kind === kind && metric.sql)] as const);
  return [
    `create table metrics (place integer, id varchar, label varchar, unit varchar, kind varchar, basis varchar, rule varchar, subset_of varchar, by_types boolean, entry varchar)`,
    `insert into metrics values ${all.map(described).join(",\n")}`,
    ...counted.map(([kind, list]) => wide(kind, list)),
    ...counted.filter(([kind]) => kind !== "indicators").map(([kind, list]) => none(kind, list)),
    `create table figures as ${union(all.map(figure))}`,
    `create table months as ${union(counted.flatMap(([kind, list]) => months(kind, list)))}`,
    ...counted.filter(([kind]) => dimensionsOf(kind).length).map(([kind, list]) => wideByDimension(kind, list)),
    `create view dimensions as ${union(all.flatMap(byDimension))}`
  ];
}

const kinds = ["proposals", "opinions", "activities", "indicators"] as const;
/** The last event of an item: a figure is as of its year's end, or of the last event counted after it. */
const lastEvent = {
  proposals: "max(least(greatest(submitted, reviewed, assigned, replied, closed), cutoff))",
  opinions: "max(least(greatest(received, compiled, forwarded, instructed), cutoff))",
  activities: "max(started)",
  indicators: "null::date"
} as const;

/** How the year of a kind's facts is counted: a column where both ways are, else a constant. */
const basis = (kind: Kind) =>
  kind === "proposals"
    ? "any_value(main) and basis = 'session' as main, basis"
    : "any_value(main) as main, 'calendar' as basis";
const ways = (kind: Kind) => (kind === "proposals" ? "view, basis" : "view");

const union = (statements: string[]) => statements.join("\nunion all by name\n");
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const name = (value: string) => `"${value.replaceAll('"', '""')}"`;

function described(metric: Metric, place: number): string {
  const {id, label, unit, kind, basis, rule, subsetOf, settings} = metric;
  const byTypes = settings.includes(typesToward(label));
  return `(${place}, ${[id, label, unit, kind, basis, rule].map(text).join(", ")}, ${subsetOf ? text(subsetOf) : "null"}, ${byTypes}, ${text(JSON.stringify(metric))})`;
}

function wide(kind: (typeof kinds)[number], list: Metric[]): string {
  const columns = list.map(aggregate).join(",\n  ");
  return `create table ${kind}_by_year as
select view, ${basis(kind)}, year, least(any_value(cutoff), greatest(any_value(until), ${lastEvent[kind]})) as as_of,
  ${columns}
from ${facts[kind]} group by ${ways(kind)}, year`;
}

/** A year that has items, but none of them by the cut of a view, counts 0 there: that is known, not missing. */
function none(kind: (typeof kinds)[number], list: Metric[]): string {
  const zeros = list.filter(({adds}) => adds).map(({id}) => `0 as ${name(id)}`);
  const own = kind === "proposals" ? "p.main and p.basis = 'session'" : "p.main";
  return `insert into ${kind}_by_year by name
select p.view, ${own} as main, p.basis, p.year, p.until as as_of, ${zeros.join(", ")}
from periods as p
semi join (from ${kind}_by_year where view = 'year') as w on w.basis = p.basis and w.year = p.year
anti join ${kind}_by_year as k on k.view = p.view and k.basis = p.basis and k.year = p.year`;
}

function figure(metric: Metric): string {
  if (!metric.formula)
    return `select view, main, basis, ${text(metric.id)} as metric, year, ${name(metric.id)} as value,
  null::double as numerator, null::double as denominator, as_of from ${metric.kind}_by_year`;
  const {value, numerator, denominator} = formulaSql(metric.formula);
  const several = metric.kind === "multi";
  const from = several
    ? `(from proposals_by_year where basis = 'session') as p
  full join opinions_by_year as o using (view, main, year) full join activities_by_year as a using (view, main, year)`
    : `${metric.kind}_by_year`;
  return `select view, main, ${several ? "'mixed' as basis" : "basis"}, ${text(metric.id)} as metric, year, ${value} as value,
  ${numerator} as numerator, ${denominator} as denominator, ${several ? "greatest(p.as_of, o.as_of, a.as_of) as as_of" : "as_of"} from ${from}`;
}

function months(kind: (typeof kinds)[number], list: Metric[]): string[] {
  const dated = list.filter(metric => metric.at && metric.adds);
  return [...new Set(dated.map(metric => metric.at!))].map(at => {
    const group = dated.filter(metric => metric.at === at);
    const structs = group.map(metric => `{metric: ${text(metric.id)}, value: (${metric.sql})::double}`).join(", ");
    return `select view, ${basis(kind)}, unnest([${structs}], recursive := true), year, month from (
  select *, ${monthSql(at)} as month
  from ${facts[kind]} where ${at} is not null
) group by ${ways(kind)}, year, month`;
  });
}

function wideByDimension(kind: (typeof kinds)[number], list: Metric[]): string {
  const columns = list.map(aggregate).join(",\n  ");
  return `create table ${kind}_by_dimension as ${union(
    dimensionsOf(kind).map(
      dimension => `select view, ${basis(kind)}, year, ${text(dimension.id)} as dimension, item, ${columns}
from (select *, ${itemSql(dimension)} as item from ${facts[kind]}) group by ${ways(kind)}, year, item`
    )
  )}`;
}

function byDimension(metric: Metric): string[] {
  if (metric.kind === "multi" || metric.kind === "indicators") return [];
  if (!metric.formula)
    return [
      `select view, main, basis, ${text(metric.id)} as metric, year, dimension, item, ${name(metric.id)} as value,
  null::double as numerator, null::double as denominator from ${metric.kind}_by_dimension`
    ];
  const {value, numerator, denominator} = formulaSql(metric.formula);
  return [
    `select view, main, basis, ${text(metric.id)} as metric, year, dimension, item, ${value} as value,
  ${numerator} as numerator, ${denominator} as denominator from ${metric.kind}_by_dimension`
  ];
}
