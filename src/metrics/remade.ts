import type {Catalogue} from "./catalogue.js";
import type {Count} from "./count.js";
import {type CubeKind, cubeDimensions} from "./filters.js";
import type {Metric} from "./metric.js";

/**
 * How a counted metric is made anew from a cube: as the sum of its own column; as an item of another metric by a
 * dimension; as the number of items of a dimension that have any of its column; as the middle of the days of its column;
 * or as one column over another.
 */
export type Remaking =
  | {from: "sum"}
  | {from: "item"; of: string; dimension: string; item: string}
  | {from: "distinct"; dimension: string}
  | {from: "median"}
  | {from: "mean"};

/** The column of a kind whose days are in its cube. */
const daysField = "reply_days";

/** How a metric is made anew; null where the cube cannot give it. */
export function remaking(catalogue: Catalogue, metric: Metric): Remaking | null {
  const {count, kind, span, item} = metric;
  if (!count || span || kind === "indicators" || kind === "multi") return null;
  const dimensionOf = (column: string) => cubeDimensions(kind).find(dimension => dimension.column === column);
  const dimension = item && dimensionOf(item.dimension);
  if (dimension) return {from: "item", of: catalogue.get(item.of).name, dimension: dimension.id, item: item.value};
  const field = count.field?.name ?? "";
  switch (count.aggregate) {
    case "count":
    case "sum":
      return {from: "sum"};
    case "distinct": {
      const of = dimensionOf(field);
      return of ? {from: "distinct", dimension: of.id} : null;
    }
    case "median":
      return field === daysField ? {from: "median"} : null;
    case "mean":
      return {from: "mean"};
    case "max":
      return null;
  }
}

/** A column of a cube: what is added up under its name. */
export interface CubeColumn {
  name: string;
  count: Count;
}

/** The column that holds how many values a mean is of. */
export const numberOf = (name: string) => `${name}#`;

/** The column that holds of how many items nobody wrote down what is added up. */
export const blankOf = (name: string) => `${name}?`;

/** The columns of a kind's cube, from which its metrics are made anew. */
export function cubeColumns(catalogue: Catalogue, kind: CubeKind): CubeColumn[] {
  return catalogue.all
    .filter(metric => metric.kind === kind && metric.count)
    .flatMap(metric => {
      const {name} = metric;
      const {field, where} = metric.count!;
      const number = (test: "filled" | "blank"): Count => ({
        aggregate: "count",
        field: null,
        where: [...where, ...(field ? [{field, test, values: []}] : [])]
      });
      const filled = number("filled");
      switch (remaking(catalogue, metric)?.from) {
        case "sum":
          return field?.unsaid
            ? [
                {name, count: {...metric.count!, field: {...field, unsaid: false}}},
                {name: numberOf(name), count: filled},
                {name: blankOf(name), count: number("blank")}
              ]
            : [{name, count: metric.count!}];
        case "distinct":
        case "median":
          return [{name, count: filled}];
        case "mean":
          return [
            {name, count: {...metric.count!, aggregate: "sum" as const}},
            {name: numberOf(name), count: filled}
          ];
        default:
          return [];
      }
    });
}
