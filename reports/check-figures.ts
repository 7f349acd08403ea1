import type {WarehouseOptions} from "../loaders/warehouse.js";
import type {DraftTarget, Figure} from "../src/check/index.js";
import {metricByLabel, metrics} from "../src/metrics/index.js";
import {bookOf} from "./edition.js";
import {readTables} from "./tables.js";

/** What a draft of a year is checked against: every figure of every year, and the targets. */
export async function checkFigures(options: WarehouseOptions, wanted?: string) {
  const tables = await readTables(options);
  const book = bookOf(tables, wanted);
  const figures: Figure[] = book.years.flatMap(year =>
    [...metrics.values()].flatMap(metric => {
      const row = book.figure(metric.id, year);
      const {value, numerator, denominator} = row ?? {value: null, numerator: null, denominator: null};
      return value === null
        ? []
        : [{metric: metric.id, label: metric.label, unit: metric.unit, year, value, numerator, denominator}];
    })
  );
  const targets: DraftTarget[] = (tables.targets ?? []).flatMap(({label, ...rest}) => {
    const metric = metricByLabel(label);
    return metric ? [{metric: metric.id, year: rest.year, target: rest.target, comparison: rest.comparison}] : [];
  });
  return {figures, targets, year: book.year};
}
