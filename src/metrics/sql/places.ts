import type {KindName} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import type {Metric} from "../metric.js";
import {type FormulaSql, formulaSql} from "./formula.js";
import {amongThem, has, type Leaf, leavesOf, type Since, together, valuedParts} from "./place-counts.js";
import {name, text} from "./text.js";

/**
 * The statements that make the figures of places and of what they belong to, of what was counted (`wide`, `anew`)
 * and of `lacking` (place, metric, year, alone: not known or not complete there; `alone`: known there, but in no sum). They create
 * - `place_figures` (place, metric, year, value, numerator, denominator): of each place by its own rules
 * - `place_sums` (place, metric, year, value, numerator, denominator, places): of all places within one; counts add, rates
 *   are recomputed from their parts, medians and distinct counts from the items; `places` says how many are in it. A
 *   place where a figure is not known or not complete is in none of its sums.
 */
export function placeMeasures(catalogue: Catalogue, since?: Since): string[] {
  const metrics = catalogue.all;
  return [
    ...figuresAgain(catalogue, since?.figures ?? null),
    `create table place_sums as select place, metric, year, value, numerator, denominator, places::integer as places from (
  select place, year, ${eachOf(
    metrics.map(metric => ({...formulaOver(catalogue, metric), known: name(within(metric)), metric})),
    "places"
  )}
  from (${summed(catalogue, metrics)}) left join (${countedAnew(catalogue)}) using (place, year)
) where places > 0`
  ];
}

function figuresAgain(catalogue: Catalogue, since: Since["figures"]): string[] {
  const metrics = catalogue.all;
  if (!since) return [`create table place_figures as ${figuresOf(catalogue, metrics)}`];
  const places = amongThem(since.places);
  const others = since.metrics.length > 0 ? `metric in (${since.metrics.map(text).join(", ")})` : "false";
  const changed = metrics.filter(({id}) => since.metrics.includes(id));
  return [
    `delete from place_figures where ${places} or ${others}`,
    `insert into place_figures by name ${figuresOf(catalogue, metrics, places)}`,
    ...(changed.length > 0
      ? [`insert into place_figures by name ${figuresOf(catalogue, changed, `not (${places})`)}`]
      : [])
  ];
}

/** The statement that makes figures of places of what was counted, of all or of some. */
const figuresOf = (catalogue: Catalogue, metrics: readonly Metric[], some = "true"): string =>
  `select place, metric, year, value, numerator, denominator from (
  select place, year, ${eachOf(metrics.map(metric => figureOf(catalogue, metric)))}
  from wide where ${some}
) as f where known and not exists (from lacking as l where l.place = f.place and l.year = f.year and l.metric = f.metric and not l.alone)`;

/** How the figure of a metric is made of what was counted. */
export const figureOf = (catalogue: Catalogue, metric: Metric): FormulaSql & {known: string; metric: Metric} => ({
  ...formulaSql(catalogue, metric),
  known: known(catalogue, metric),
  metric
});

/** Where a place has what a metric is made of: items of its kind, of the ledger a number of its own. */
const known = (catalogue: Catalogue, metric: Metric): string =>
  [
    ...new Set(
      leavesOf(catalogue, metric).map(({part, span, column}) =>
        part.kind === "indicators" ? `${name(column)} is not null` : has(part.kind as KindName, span)
      )
    )
  ].join(" or ");

/** A row for each of some metrics, out of one that has the columns of all. */
const eachOf = (rows: readonly (FormulaSql & {known: string; metric: Metric})[], called = "known") =>
  `unnest([${rows
    .map(
      ({value, numerator, denominator, known, metric: {id}}) =>
        `{metric: ${text(id)}, ${called}: ${known}, value: (${value})::double, numerator: (${numerator})::double, denominator: (${denominator})::double}`
    )
    .join(",\n  ")}], recursive := true)`;

/** The columns of a metric's sum: in how many places it is known, and its parts over these. */
const within = (metric: Metric, leaf?: Leaf) => `${metric.id}|${leaf?.column ?? ""}`;

/** A metric over its own columns: its parts are summed over other places than another's. */
function formulaOver(catalogue: Catalogue, metric: Metric): FormulaSql {
  const over = (sql: string) =>
    leavesOf(catalogue, metric).reduce(
      (all, leaf) => all.replaceAll(name(leaf.column), name(within(metric, leaf))),
      sql
    );
  const {value, numerator, denominator} = formulaSql(catalogue, metric);
  return {value: over(value), numerator: over(numerator), denominator: over(denominator)};
}

/** Of every place that others lie in the parts that add, each metric's over the places where it is known; in one pass. */
function summed(catalogue: Catalogue, metrics: readonly Metric[]): string {
  const here = (metric: Metric) => name(`${metric.id}?`);
  const flags = metrics.map(
    metric =>
      `(${known(catalogue, metric)}) and not coalesce(list_contains(lacks, ${text(metric.id)}), false) as ${here(metric)}`
  );
  const columns = metrics.flatMap(metric => [
    // Of so many columns a filter costs twenty times what an if does.
    `count(if(${here(metric)}, 1, null)) as ${name(within(metric))}`,
    ...leavesOf(catalogue, metric).flatMap(leaf =>
      together(leaf.part) === "values"
        ? []
        : [`sum(if(${here(metric)}, ${name(leaf.column)}, null)) as ${name(within(metric, leaf))}`]
    )
  ]);
  return `select ancestor as place, year, ${columns.join(",\n  ")}
from (
  select *, ${flags.join(",\n  ")}
  from wide left join (select place, year, list(metric) as lacks from lacking group by all) using (place, year)
) join within using (place) group by ancestor, year`;
}

/** What is made of values, in the columns of the metrics' sums. */
function countedAnew(catalogue: Catalogue): string {
  const columns = valuedParts(catalogue).map(
    ([metric, leaf]) =>
      `max(value) filter (where metric = ${text(metric.id)} and part = ${text(leaf.column)}) as ${name(within(metric, leaf))}`
  );
  return `select ${["place, year", ...columns].join(", ")} from anew group by place, year`;
}

/** The metrics whose sums over places need the items: medians, distinct counts and what is made of them. */
export const needItems = (catalogue: Catalogue): Metric[] =>
  catalogue.all.filter(metric => leavesOf(catalogue, metric).some(({part}) => together(part) === "values"));
