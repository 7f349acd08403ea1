import type {Book} from "./book.js";
import type {Figure} from "./figure.js";
import {trendFigure} from "./shapes/index.js";
import {targetsOf} from "./targets.js";

/** The metrics with a target in the report year or the next, each over the years. */
export function targetTrends(book: Book): Figure[] {
  const targets = [...targetsOf(book, book.year), ...targetsOf(book, book.year + 1)];
  const metrics = [...new Set(targets.map(target => target.metric))];
  return metrics.map(({id, label}) =>
    trendFigure({id: `target-${id.replace(".", "-")}`, name: `${label}走势`, lines: [[id, label]], targets: true})
  );
}
