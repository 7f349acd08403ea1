import {type KindName, kindOf, kinds} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import type {Metric} from "../metric.js";
import {metricSql} from "./count.js";
import {facts} from "./facts.js";
import {formulaSql} from "./formula.js";
import {leaves} from "./sources.js";
import {name, text} from "./text.js";

/** Which year of a kind's items compares across places: its own, or the calendar's. */
export type BasisOf = (kind: KindName) => string;

/** The metrics that are computed over places: those of single years. */
export const overPlaces = (catalogue: Catalogue): Metric[] =>
  catalogue.all.filter(metric => leaves(catalogue, metric).every(([, span]) => !span));

/**
 * The statements that make the figures of places and of what they belong to, over the facts of all places (column
 * `place`), `lacking` (place, metric, year, alone: not known or not complete there; `alone`: known there, but in no sum), `within` (place, ancestor) and `years`
 * (place, year). They create
 * - `wide`: one row a place and year, a column for each counted metric
 * - `place_figures` (place, metric, year, value, numerator, denominator): of each place by its own rules
 * - `place_sums` (place, metric, year, value, numerator, denominator, places): of all places within one; counts add, rates
 *   are recomputed from their parts, medians and distinct counts from the items; `places` says how many are in it. A
 *   place where a figure is not known or not complete is in none of its sums.
 */
export function placeMeasures(catalogue: Catalogue, basis: BasisOf): string[] {
  const metrics = overPlaces(catalogue);
  const counted = metrics.filter(({count}) => count);
  const used = kinds.map(({name}) => name).filter(kind => counted.some(metric => metric.kind === kind));
  return [
    ...used.flatMap(kind => [wideOf(kind, counted, basis(kind)), bundledOf(kind, counted)]),
    `create table wide as from ${used
      .map(kind => `wide_${kind}`)
      .join(" full join ")
      .replaceAll(/ full join (\S+)/g, " full join $1 using (place, year)")}`,
    `create table place_figures as ${metrics.map(metric => ofPlace(catalogue, metric)).join("\nunion all by name\n")}`,
    `create table place_sums as ${metrics.map(metric => ofSum(catalogue, metric, basis)).join("\nunion all by name\n")}`
  ];
}

const wideOf = (kind: KindName, counted: readonly Metric[], basis: string) => `create table wide_${kind} as
select place, year, true as ${name(`has ${kind}`)}, ${counted
  .filter(metric => metric.kind === kind)
  .map(metric => `(${metricSql(metric)})::double as ${name(metric.id)}`)
  .join(",\n  ")}
from ${facts[kind]} where ${of(kind, basis)} group by place, year`;

/** What places gave as figures, beside what is counted from rows. */
const bundledOf = (kind: KindName, counted: readonly Metric[]) => `insert into wide_${kind} by name
select place, year, true as ${name(`has ${kind}`)}, ${counted
  .filter(metric => metric.kind === kind)
  .map(({id}) => `max(case when metric = ${text(id)} then value end) as ${name(id)}`)
  .join(",\n  ")}
from bundled where kind = ${text(kind)} group by place, year`;

/** The items of a kind that count in years of a basis; of kinds with one basis, all. */
const of = (kind: KindName, basis: string) => (kindOf(kind).alternative ? `basis = ${text(basis)}` : "true");

/** Where a place has items of a kind that a metric is made of, and the figure is known and complete. */
const known = (catalogue: Catalogue, metric: Metric) => {
  const parts = [...new Set(leaves(catalogue, metric).map(([{kind}]) => kind))];
  return `${parts.map(kind => name(`has ${kind}`)).join(" or ")}`;
};

const parts = (catalogue: Catalogue, metric: Metric) =>
  Object.entries(formulaSql(catalogue, metric))
    .map(([part, sql]) => `(${sql})::double as ${part}`)
    .join(", ");

/** What is not known of a place; `summed`: or is known, but cannot be added to what others have. */
const lacks = ({id}: Metric, at = "", summed = false) =>
  `(${at}place, ${at}year) in (select (place, year) from lacking where metric = ${text(id)}${summed ? "" : " and not alone"})`;

const ofPlace = (
  catalogue: Catalogue,
  metric: Metric
) => `select place, ${text(metric.id)} as metric, year, ${parts(catalogue, metric)}
from wide where (${known(catalogue, metric)}) and not ${lacks(metric)}`;

/** Parts that add are added up; the others are counted anew over the items of the places that are in the sum. */
function ofSum(catalogue: Catalogue, metric: Metric, basis: BasisOf): string {
  const counted = [...new Map(leaves(catalogue, metric).map(([part]) => [part.id, part])).values()];
  const adds = counted.filter(each => addsUp(each));
  const anew = counted.filter(each => !addsUp(each));
  const sums = adds.map(({id}) => `, sum(w.${name(id)}) as ${name(id)}`).join("");
  const summed = `select a.ancestor as place, w.year, count(*) as places${sums}
  from wide as w join within as a using (place)
  where (${known(catalogue, metric)}) and not ${lacks(metric, "w.", true)} group by all`;
  const joined = anew.map(
    (part, i) => `
  left join (
    select a.ancestor as place, f.year, (${metricSql(part)})::double as ${name(part.id)}
    from ${facts[part.kind as KindName]} as f join within as a using (place)
    where ${of(part.kind as KindName, basis(part.kind as KindName))} and not ${lacks(metric, "f.", true)} group by all
  ) as n${i} using (place, year)`
  );
  return `select place, ${text(metric.id)} as metric, year, ${parts(catalogue, metric)}, places::integer as places
from (${summed})${joined.join("")}`;
}

/** The metrics whose sums over places need the items: medians, distinct counts and what is made of them. */
export const needItems = (catalogue: Catalogue): Metric[] =>
  overPlaces(catalogue).filter(metric => leaves(catalogue, metric).some(([part]) => !addsUp(part)));

/** Whether the counts of places add to that of all of them. */
const addsUp = ({count}: Metric) => count!.aggregate === "count" || count!.aggregate === "sum";
