import {type KindName, kindOf, kinds} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import {addsUp as countAddsUp} from "../count.js";
import type {Metric} from "../metric.js";
import {metricSql} from "./count.js";
import {facts} from "./facts.js";
import {type FormulaSql, formulaSql} from "./formula.js";
import {leaves} from "./sources.js";
import {name, text} from "./text.js";

/** Which year of a kind's items compares across places: its own, or the calendar's. */
export type BasisOf = (kind: KindName) => string;

/** The metrics that are computed over places: those of single years. */
export const overPlaces = (catalogue: Catalogue): Metric[] =>
  catalogue.all.filter(metric => leaves(catalogue, metric).every(([, span]) => !span));

/** What stands of the last time: the kinds that were counted by the same statement, but for the places named. */
export interface Since {
  kinds: ReadonlySet<string>;
  places: readonly string[];
  /** The places and the metrics whose figures are made anew; null: all. */
  figures: {places: readonly string[]; metrics: readonly string[]} | null;
}

const amongThem = (places: readonly string[]): string =>
  places.length > 0 ? `place in (${places.map(text).join(", ")})` : "false";

/**
 * The statements that count over the facts of all places (column `place`); `since`: again only those that changed. They create, for every kind that metrics are
 * counted of, `wide_<kind>` (place, year, `has <kind>`, a column for each counted metric), and
 * - `anew` (place, metric, part, year, value): what of all places within one is not the sum of theirs, counted over the
 *   items of those of which the metric is known (`lacking`, `within`)
 */
export function placeCounts(catalogue: Catalogue, basis: BasisOf, since?: Since): string[] {
  return [
    ...kindsCounted(catalogue).flatMap(kind => {
      const table = `wide_${kind}`;
      if (!since?.kinds.has(kind)) return [`create table ${table} as ${wideOf(catalogue, kind, basis(kind))}`];
      const some = amongThem(since.places);
      return [
        `delete from ${table} where ${some}`,
        `insert into ${table} by name ${wideOf(catalogue, kind, basis(kind), some)}`
      ];
    }),
    "create table anew (place varchar, metric varchar, part varchar, year integer, value double)",
    ...anewParts(catalogue).map(([metric, part]) => {
      const kind = part.kind as KindName;
      return `insert into anew select a.ancestor, ${text(metric.id)}, ${text(part.id)}, f.year, (${metricSql(part)})::double
from ${facts[kind]} as f join within as a using (place)
where ${itemsOf(kind, basis(kind))} and not ${lacks(metric, "f.", true)} group by all`;
    })
  ];
}

/**
 * The statements that make the figures of places and of what they belong to, of what was counted (`wide_<kind>`, `anew`),
 * of figures given in place of rows (`bundled`), and of `lacking` (place, metric, year, alone: not known or not complete
 * there; `alone`: known there, but in no sum). They create
 * - `place_figures` (place, metric, year, value, numerator, denominator): of each place by its own rules
 * - `place_sums` (place, metric, year, value, numerator, denominator, places): of all places within one; counts add, rates
 *   are recomputed from their parts, medians and distinct counts from the items; `places` says how many are in it. A
 *   place where a figure is not known or not complete is in none of its sums.
 */
export function placeMeasures(catalogue: Catalogue, since?: Since): string[] {
  const metrics = overPlaces(catalogue);
  const used = kindsCounted(catalogue);
  return [
    ...used.map(
      kind =>
        `insert into wide_${kind} by name ${bundledOf(catalogue, kind, since?.kinds.has(kind) ? amongThem(since.places) : "true")}`
    ),
    `create table wide as from ${used.map((kind, i) => (i ? `full join wide_${kind} using (place, year)` : `wide_${kind}`)).join(" ")}`,
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

/** The kinds that metrics over places are counted of. */
export function kindsCounted(catalogue: Catalogue): KindName[] {
  const counted = new Set<string>(overPlaces(catalogue).flatMap(({count, kind}) => (count ? [kind] : [])));
  return kinds.map(({name}) => name).filter(kind => counted.has(kind));
}

/** What of a metric must be counted anew for several places: the metric, and the part of it. */
export const anewParts = (catalogue: Catalogue): [metric: Metric, part: Metric][] =>
  overPlaces(catalogue).flatMap(metric =>
    counts(catalogue, metric).flatMap(part => (addsUp(part) ? [] : [[metric, part] as [Metric, Metric]]))
  );

/** The counted metrics that one is made of, each once. */
const counts = (catalogue: Catalogue, metric: Metric) => [
  ...new Map(leaves(catalogue, metric).map(([part]) => [part.id, part])).values()
];

/** The statement that counts a kind's metrics, of all places or of some. */
export const wideOf = (catalogue: Catalogue, kind: KindName, basis: string, some = "true"): string =>
  `select place, year, true as ${name(`has ${kind}`)}, ${countedOf(catalogue, kind)
    .map(metric => `(${metricSql(metric)})::double as ${name(metric.id)}`)
    .join(",\n  ")}
from ${facts[kind]} where ${itemsOf(kind, basis)} and ${some} group by place, year`;

/** What places gave as figures, beside what is counted from rows. */
const bundledOf = (catalogue: Catalogue, kind: KindName, some: string) =>
  `select place, year, true as ${name(`has ${kind}`)}, ${countedOf(catalogue, kind)
    .map(({id}) => `max(case when metric = ${text(id)} then value end) as ${name(id)}`)
    .join(",\n  ")}
from bundled where kind = ${text(kind)} and ${some} group by place, year`;

const countedOf = (catalogue: Catalogue, kind: KindName): Metric[] =>
  overPlaces(catalogue).filter(metric => metric.count && metric.kind === kind);

function figuresAgain(catalogue: Catalogue, since: Since["figures"]): string[] {
  const metrics = overPlaces(catalogue);
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

/** The items of a kind that count in years of a basis; of kinds with one basis, all. */
export const itemsOf = (kind: KindName, basis: string) =>
  kindOf(kind).alternative ? `basis = ${text(basis)}` : "true";

/** Where a place has items of a kind that a metric is made of, and the figure is known and complete. */
const known = (catalogue: Catalogue, metric: Metric) => {
  const parts = [...new Set(leaves(catalogue, metric).map(([{kind}]) => kind))];
  return `${parts.map(kind => name(`has ${kind}`)).join(" or ")}`;
};

/** What is not known of a place; `summed`: or is known, but cannot be added to what others have. */
const lacks = ({id}: Metric, at = "", summed = false) =>
  `(${at}place, ${at}year) in (select (place, year) from lacking where metric = ${text(id)}${summed ? "" : " and not alone"})`;

/** A row for each of some metrics, out of one that has the columns of all. */
const eachOf = (rows: readonly (FormulaSql & {known: string; metric: Metric})[], called = "known") =>
  `unnest([${rows
    .map(
      ({value, numerator, denominator, known, metric: {id}}) =>
        `{metric: ${text(id)}, ${called}: ${known}, value: (${value})::double, numerator: (${numerator})::double, denominator: (${denominator})::double}`
    )
    .join(",\n  ")}], recursive := true)`;

/** The columns of a metric's sum: in how many places it is known, and its parts over these. */
const within = (metric: Metric, part?: Metric) => `${metric.id}|${part?.id ?? ""}`;

/** A metric over its own columns: its parts are summed over other places than another's. */
function formulaOver(catalogue: Catalogue, metric: Metric): FormulaSql {
  const over = (sql: string) =>
    counts(catalogue, metric).reduce((all, part) => all.replaceAll(name(part.id), name(within(metric, part))), sql);
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
    ...counts(catalogue, metric)
      .filter(addsUp)
      .map(part => `sum(if(${here(metric)}, ${name(part.id)}, null)) as ${name(within(metric, part))}`)
  ]);
  return `select ancestor as place, year, ${columns.join(",\n  ")}
from (
  select *, ${flags.join(",\n  ")}
  from wide left join (select place, year, list(metric) as lacks from lacking group by all) using (place, year)
) join within using (place) group by ancestor, year`;
}

/** What was counted anew, in the columns of the metrics' sums. */
function countedAnew(catalogue: Catalogue): string {
  const columns = anewParts(catalogue).map(
    ([metric, part]) =>
      `max(value) filter (where metric = ${text(metric.id)} and part = ${text(part.id)}) as ${name(within(metric, part))}`
  );
  return `select ${["place, year", ...columns].join(", ")} from anew group by place, year`;
}

/** The metrics whose sums over places need the items: medians, distinct counts and what is made of them. */
export const needItems = (catalogue: Catalogue): Metric[] =>
  overPlaces(catalogue).filter(metric => !counts(catalogue, metric).every(addsUp));

/** Whether the counts of places add to that of all of them. */
const addsUp = ({count}: Metric) => countAddsUp(count!);
