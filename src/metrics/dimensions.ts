import {type KindName, kinds} from "../kinds/index.js";
import type {KindDimension} from "../kinds/kind.js";
import type {Metric} from "./metric.js";

/** A way to split the metrics of a kind. */
export interface Dimension extends KindDimension {
  kind: KindName;
}

/** Every way that a kind declares, those for filters alone too. */
export const declaredDimensions: readonly Dimension[] = kinds.flatMap(({name, dimensions = []}) =>
  dimensions.map(dimension => ({kind: name, ...dimension}))
);

/** Every dimension by which figures are kept; `id` is unique within its kind. */
export const dimensions: readonly Dimension[] = declaredDimensions.filter(({only}) => only !== "filters");

/** The dimensions of a kind. */
export const dimensionsOf = (kind: string) => dimensions.filter(dimension => dimension.kind === kind);

/**
 * Whether a metric adds up how many stand in the list of a column, as 主办件 those in 主办单位: split by it, each has its
 * own, and together they are as many as there are.
 */
export function countsList({kind, count}: Pick<Metric, "kind" | "count">, column: string): boolean {
  const field = count?.field?.name;
  const of = field && kinds.find(({name}) => name === kind)?.derived?.[field]?.counts;
  return of === column;
}

/** Whether the items of a dimension together are more than there are: one may stand under several, under each as a whole. */
export const exceeds = (metric: Pick<Metric, "kind" | "count">, {multiple, column}: KindDimension): boolean =>
  multiple === true && !countsList(metric, column);

/** The dimension that a part is of: a declared one, or a field by which the office splits. */
export function dimensionOf(kind: string, id: string): Dimension {
  const declared = dimensionsOf(kind).find(other => other.id === id);
  if (declared) return declared;
  const field = kinds.find(({name}) => name === kind)?.fields[id];
  return {
    kind: kind as Dimension["kind"],
    id,
    column: id,
    label: field?.names[0] ?? id,
    multiple: field?.type === "list"
  };
}
