import {labels} from "../../kinds/labels.js";
import {type Dimension, declaredDimensions} from "../dimensions.js";
import {cubeDimensions, type Filter, filterFields} from "../filters.js";
import type {Metric} from "../metric.js";
import {text} from "./text.js";

/** The item of a dimension that a row falls under, as a label; of several, the list is unnested. */
export function itemSql(dimension: Dimension): string {
  const {column, multiple} = dimension;
  if (multiple) return `unnest(${listSql(dimension)})`;
  // A field by which the office alone splits may be a flag; text is what stands in those that kinds declare.
  const declared = declaredDimensions.some(({kind, id}) => kind === dimension.kind && id === dimension.id);
  const coded = [...labels(dimension), ...(declared ? [] : flags)];
  const of = declared ? column : `${column}::varchar`;
  const cases = coded.map(([code, label]) => `when ${text(code)} then ${text(label)}`).join(" ");
  return `coalesce(${coded.length ? `case ${of} ${cases} else ${of} end` : of}, '未填')`;
}

const flags = [
  ["true", "是"],
  ["false", "否"]
] as const;

/** The items of a dimension of which a row can have several. */
export const listSql = ({column}: Dimension) => `if(len(${column}) > 0, ${column}, ['未填'])`;

/** The month in which an event counts within its item's year: before the year in January, after it in December. */
export const monthSql = (at: string) =>
  `case when year(${at}) < year then 1 when year(${at}) > year then 12 else month(${at}) end`;

/** A filter as conditions on a kind's facts; fields that the kind lacks are left out. */
export function conditionsOf(kind: Exclude<Metric["kind"], "indicators" | "multi">, filter: Filter): string[] {
  return filterFields.flatMap(({id, dimensions}) => {
    const chosen = filter.items[id] ?? [];
    const dimension = cubeDimensions(kind).find(other => other.id === dimensions[kind]);
    if (!dimension || chosen.length === 0) return [];
    const list = chosen.map(text).join(", ");
    return dimension.multiple
      ? [`list_has_any(${listSql(dimension)}, [${list}])`]
      : [`${itemSql(dimension)} in (${list})`];
  });
}
