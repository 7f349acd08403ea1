import {type KindName, kindOf} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import {type Dimension, dimensionsOf} from "../dimensions.js";
import type {Metric} from "../metric.js";
import {metricSql} from "./count.js";
import {itemSql, monthSql} from "./dimensions.js";
import {facts} from "./facts.js";
import {type BasisOf, itemsOf, kindsCounted} from "./place-counts.js";
import {text} from "./text.js";

/** Some metrics of a kind, split by the months of a date, or by the items of a dimension. */
export type PlaceSplit = {kind: KindName; metrics: readonly Metric[]} & ({at: string} | {dimension: Dimension});

/** The splits of the figures of places that pages and documents show: of counts that add. */
export function splitsShown(catalogue: Catalogue): PlaceSplit[] {
  const counted = catalogue.all.filter(({count, adds}) => count && adds);
  return kindsCounted(catalogue).flatMap((kind): PlaceSplit[] => {
    const {months = [], dimensions = []} = kindOf(kind).shown ?? {};
    const own = counted.filter(metric => metric.kind === kind);
    const dated = own.filter(({name, at}) => at && months.includes(name));
    const itemised = own.filter(({name}) => dimensions.includes(name));
    return [
      ...[...new Set(dated.map(({at}) => at!))].map(at => ({
        ...{kind, at},
        metrics: dated.filter(metric => metric.at === at)
      })),
      ...(itemised.length === 0
        ? []
        : dimensionsOf(kind)
            .filter(({id}) => shownBy(kind, id))
            .map(dimension => ({kind, dimension, metrics: itemised})))
    ];
  });
}

const shownBy = (kind: KindName, dimension: string) => kindOf(kind).shown?.by?.includes(dimension) ?? true;

/** Whether a metric by month is among what is shown. */
export function monthsShown(metric: string): boolean {
  const [kind, name] = metric.split(".") as [KindName, string];
  return Boolean(kindOf(kind).shown?.months?.includes(name));
}

/** Whether the items of a metric by a dimension are among what is shown. */
export function itemsShown(metric: string, dimension: string): boolean {
  const [kind, name] = metric.split(".") as [KindName, string];
  return Boolean(kindOf(kind).shown?.dimensions?.includes(name)) && shownBy(kind, dimension);
}

/**
 * The statements that split the figures of places, as views: nothing is counted that nobody asks for.
 * - `place_months` (place, metric, year, month, value): the counts that pages show by month, where they are not zero; null
 *   where the place holds a small count back
 * - `place_items` (place, metric, year, dimension, item, value): those that they show by item; null where the place
 *   holds a small count back
 * of what is known of a place (`lacking`), and by dimensions that its exports have (`unsplit`: metric, dimension).
 * `counted`: the tables that hold these columns already, counted elsewhere.
 */
export function placeSplits(catalogue: Catalogue, basis: BasisOf, counted?: {months: string; items: string}): string[] {
  const all = counted ? [] : splitsShown(catalogue);
  const union = (of: "at" | "dimension") =>
    all.filter(split => of in split).map(split => splitSql(split, basis(split.kind)));
  const months = counted ? [`from ${counted.months}`] : [noMonths, ...union("at")];
  const items = counted ? [`from ${counted.items}`] : [noItems, ...union("dimension")];
  const known =
    "not exists (from lacking as l where l.place = s.place and l.metric = s.metric and l.year = s.year and not l.alone)";
  return [
    `create or replace view place_months as select place, metric, year, month::integer as month, value from (
${months.join("\nunion all by name\n")}
) as s where value <> 0 and ${known}
union all by name select place, metric, year, month, value from bundle_months where coalesce(value, 1) <> 0`,
    `create or replace view place_items as select place, metric, year, dimension, item, value from (
${items.join("\nunion all by name\n")}
) as s where value <> 0 and ${known}
  and not exists (from unsplit as u where u.place = s.place and u.metric = s.metric and u.year = s.year and u.dimension = s.dimension)
union all by name select place, metric, year, dimension, item, value from bundle_cells where coalesce(value, 1) <> 0`
  ];
}

const noMonths =
  "select null::varchar as place, 0 as year, 0 as month, null::varchar as metric, 0::double as value where false";
const noItems =
  "select null::varchar as place, 0 as year, null::varchar as dimension, null::varchar as item, null::varchar as metric, 0::double as value where false";

/** The rows of a split: place, year, metric, value, with month, or dimension and item. */
export function splitSql({kind, metrics, ...by}: PlaceSplit, basis: string): string {
  const values = `unnest([${metrics.map(metric => `{metric: ${text(metric.id)}, value: (${metricSql(metric)})::double}`).join(", ")}], recursive := true)`;
  return "at" in by
    ? `select place, year, month, ${values}
from (select *, ${monthSql(by.at)} as month from ${facts[kind]} where ${itemsOf(kind, basis)} and ${by.at} is not null)
group by place, year, month`
    : `select place, year, ${text(by.dimension.id)} as dimension, item, ${values}
from (select *, (${itemSql(by.dimension)})::varchar as item from ${facts[kind]} where ${itemsOf(kind, basis)})
group by place, year, item`;
}
