import {type Catalogue, evaluate, type Metric, type Parts} from "../metrics/index.js";
import {numberOf, remaking} from "../metrics/remade.js";
import type {Selection} from "./selection.js";

/** A metric of a year as of a view, made anew from what is left of the cubes; null where they cannot give it. */
export function remade(
  catalogue: Catalogue,
  metric: Metric,
  selectionOf: (kind: Metric["kind"]) => Selection | undefined,
  view: string,
  year: number
): Parts {
  return evaluate(catalogue, metric, part => {
    const selection = selectionOf(part.kind);
    return selection ? counted(catalogue, part, selection, view, year) : null;
  });
}

function counted(
  catalogue: Catalogue,
  metric: Metric,
  selection: Selection,
  view: string,
  year: number
): number | null {
  const {name} = metric;
  const how = remaking(catalogue, metric);
  switch (how?.from) {
    case "sum":
      return selection.total(name, view, year);
    case "item":
      return selection.items(how.of, how.dimension, view, year).find(({item}) => item === how.item)?.value ?? 0;
    case "distinct":
      return selection.distinct(name, how.dimension, view, year);
    case "median":
      return selection.medianDays(name, view, year);
    case "mean": {
      const [sum, number] = [selection.total(name, view, year), selection.total(numberOf(name), view, year)];
      return sum !== null && number ? sum / number : null;
    }
    default:
      return null;
  }
}
