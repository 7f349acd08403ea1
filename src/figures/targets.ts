import type {Metric} from "../metrics/index.js";
import {accrues, type Progress, progress} from "../metrics/target.js";
import type {Book} from "./book.js";
import {elapsed} from "./periods.js";

/** A target with how far it is. */
export interface Target extends Progress {
  metric: Metric;
  target: number;
  comparison: string;
  value: number | null;
}

/** The targets of a year with how far each is. Throws where one is of no metric. */
export function targetsOf(book: Book, year = book.year): Target[] {
  return (book.tables.targets ?? [])
    .filter(d => d.year === year)
    .map(({label, target, comparison}) => {
      const metric = book.catalogue.byLabel(label);
      if (!metric) throw new Error(`unknown metric of target: ${label}`);
      const value = book.value(metric.id, year);
      const time = elapsed(book, book.basisOf(metric.id), year);
      const told = {
        accrues: accrues(book.catalogue, metric),
        whole: book.complete(metric.id, year),
        written: book.said(metric.id, year)
      };
      return {metric, target, comparison, value, ...progress(metric, value, target, comparison, time, told)};
    });
}
