import {type Shape, shapes} from "./shape.js";
import {type PivotTable, type Show, shows} from "./table.js";

/** What is chosen beside the question: how its answer is shown. */
export interface Look {
  show: Show;
  shape: Shape | null;
  heat: boolean;
  sorted: PivotTable["sorted"];
}

/** How an address says that its answer is shown. */
export function lookIn(query: URLSearchParams): Look {
  const [show, shape] = [query.get("show"), query.get("shape")];
  return {
    show: show && Object.hasOwn(shows, show) ? (show as Show) : "value",
    shape: shape && Object.hasOwn(shapes, shape) ? (shape as Shape) : null,
    heat: query.get("heat") !== "0",
    sorted: null
  };
}
