import {type Dimension, dimensionsOf} from "../src/metrics/dimensions.js";
import type {Formula} from "../src/metrics/formula.js";
import {type Kind, type Metric, metrics} from "../src/metrics/index.js";
import {labels} from "./labels.js";

/**
 * The one module that joins strings into SQL: the aggregates of the catalogue over the facts, by year,
 * by month and by dimension. Creates
 * - `metrics` (id, label, unit, kind, basis, rule, subset_of): the catalogue itself, for checks and analysts
 * - `figures` (view, metric, year, value, numerator, denominator, as_of): every metric
 * - `months` (view, metric, year, month, value): the counts that add, by the month of their event
 * - `dimensions` (view, metric, year, dimension, item, value, numerator, denominator): within a kind
 */
export function measures(): string[] {
  const counted = kinds.map(kind => [kind, counts(kind)] as const);
  return [
    `create table metrics (id varchar, label varchar, unit varchar, kind varchar, basis varchar, rule varchar, subset_of varchar)`,
    `insert into metrics values ${[...metrics.values()].map(described).join(",\n")}`,
    ...counted.map(([kind, list]) => wide(kind, list)),
    `create table figures as ${union([...metrics.values()].map(figure))}`,
    `create table months as ${union(counted.flatMap(([kind, list]) => months(kind, list)))}`,
    ...counted.filter(([kind]) => dimensionsOf(kind).length).map(([kind, list]) => wideByDimension(kind, list)),
    `create table dimensions as ${union([...metrics.values()].flatMap(byDimension))}`
  ];
}

const kinds = ["proposals", "opinions", "activities", "indicators"] as const;
const facts = {
  proposals: "proposal_facts",
  opinions: "opinion_facts",
  activities: "activity_facts",
  indicators: "indicator_facts"
} as const;
/** The last event of an item: a figure is as of its year's end, or of the last event counted after it. */
const lastEvent = {
  proposals: "max(least(greatest(submitted, reviewed, assigned, replied, closed), cutoff))",
  opinions: "max(least(greatest(received, compiled, forwarded, instructed), cutoff))",
  activities: "max(started)",
  indicators: "null::date"
} as const;

const counts = (kind: Kind) => [...metrics.values()].filter(metric => metric.kind === kind && metric.sql);
const union = (statements: string[]) => statements.join("\nunion all by name\n");
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const name = (value: string) => `"${value.replaceAll('"', '""')}"`;

function described({id, label, unit, kind, basis, rule, subsetOf}: Metric): string {
  return `(${[id, label, unit, kind, basis, rule].map(text).join(", ")}, ${subsetOf ? text(subsetOf) : "null"})`;
}

function wide(kind: (typeof kinds)[number], list: Metric[]): string {
  const columns = list.map(metric => `(${metric.sql})::double as ${name(metric.id)}`).join(",\n  ");
  return `create table ${kind}_by_year as
select view, year, least(any_value(cutoff), greatest(any_value(until), ${lastEvent[kind]})) as as_of,
  ${columns}
from ${facts[kind]} group by view, year`;
}

function figure(metric: Metric): string {
  if (!metric.formula)
    return `select view, ${text(metric.id)} as metric, year, ${name(metric.id)} as value,
  null::double as numerator, null::double as denominator, as_of from ${metric.kind}_by_year`;
  const {value, numerator, denominator} = formulaSql(metric.formula);
  const from =
    metric.kind === "multi"
      ? "proposals_by_year as p full join opinions_by_year as o using (view, year) full join activities_by_year as a using (view, year)"
      : `${metric.kind}_by_year`;
  const asOf = metric.kind === "multi" ? "greatest(p.as_of, o.as_of, a.as_of)" : "as_of";
  return `select view, ${text(metric.id)} as metric, year, ${value} as value,
  ${numerator} as numerator, ${denominator} as denominator, ${asOf} as as_of from ${from}`;
}

function formulaSql(formula: Formula): {value: string; numerator: string; denominator: string} {
  if (formula.type === "sum") {
    const value = formula.of.map(id => `coalesce(${name(id)}, 0)`).join(" + ");
    return {value, numerator: "null::double", denominator: "null::double"};
  }
  const ratios = formula.type === "ratio" ? [formula] : formula.of;
  const values = ratios.map(ratio => `${name(ratio.numerator)} / nullif(${name(ratio.denominator)}, 0)`);
  const pick = (part: "numerator" | "denominator") => {
    const parts = ratios.map(ratio => name(ratio[part]));
    if (parts.length === 1) return parts[0]!;
    const lowest = `least(${values.join(", ")})`;
    return `case ${ratios.map((_, i) => `when ${values[i]} = ${lowest} then ${parts[i]}`).join(" ")} else ${parts[0]} end`;
  };
  return {
    value: values.length === 1 ? values[0]! : `least(${values.join(", ")})`,
    numerator: pick("numerator"),
    denominator: pick("denominator")
  };
}

function months(kind: (typeof kinds)[number], list: Metric[]): string[] {
  const dated = list.filter(metric => metric.at && metric.adds);
  return [...new Set(dated.map(metric => metric.at!))].map(at => {
    const group = dated.filter(metric => metric.at === at);
    const structs = group.map(metric => `{metric: ${text(metric.id)}, value: (${metric.sql})::double}`).join(", ");
    return `select view, unnest([${structs}], recursive := true), year, month from (
  select *, case when year(${at}) < year then 1 when year(${at}) > year then 12 else month(${at}) end as month
  from ${facts[kind]} where ${at} is not null
) group by view, year, month`;
  });
}

function wideByDimension(kind: (typeof kinds)[number], list: Metric[]): string {
  const columns = list.map(metric => `(${metric.sql})::double as ${name(metric.id)}`).join(",\n  ");
  return `create table ${kind}_by_dimension as ${union(
    dimensionsOf(kind).map(
      dimension => `select view, year, ${text(dimension.id)} as dimension, item, ${columns}
from (select *, ${item(dimension)} as item from ${facts[kind]}) group by view, year, item`
    )
  )}`;
}

function item(dimension: Dimension): string {
  const {column, multiple} = dimension;
  const coded = labels(dimension);
  const label = (value: string) =>
    coded.length
      ? `case ${value} ${coded.map(([code, label]) => `when ${text(code)} then ${text(label)}`).join(" ")} else ${value} end`
      : value;
  if (multiple) return `unnest(if(len(${column}) > 0, ${column}, ['未填']))`;
  return `coalesce(${label(column)}, '未填')`;
}

function byDimension(metric: Metric): string[] {
  if (metric.kind === "multi" || metric.kind === "indicators") return [];
  if (!metric.formula)
    return [
      `select view, ${text(metric.id)} as metric, year, dimension, item, ${name(metric.id)} as value,
  null::double as numerator, null::double as denominator from ${metric.kind}_by_dimension`
    ];
  const {value, numerator, denominator} = formulaSql(metric.formula);
  return [
    `select view, ${text(metric.id)} as metric, year, dimension, item, ${value} as value,
  ${numerator} as numerator, ${denominator} as denominator from ${metric.kind}_by_dimension`
  ];
}
