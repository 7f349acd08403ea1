import type {PivotData} from "../pivot/data.js";
import {chartRow} from "../pivot/own-chart.js";
import {metricRow} from "../pivot/own-metric.js";
import type {measureOf, Question} from "../pivot/question.js";
import {csvCell} from "./download.js";
import type {KeptRows} from "./kept.js";

export {keepForm} from "./kept.js";

/** What of a question can be said as rows of metrics.csv and charts.csv, under a name. `label`: of an axis. */
export function rowsOf(
  name: string,
  data: PivotData,
  {question, measure, label}: {question: Question; measure: ReturnType<typeof measureOf>; label: (id: string) => string}
): KeptRows {
  const metric = metricRow(question, measure, data.columns, data.book.catalogue);
  const chart = chartRow(question, measure, label, metric === null ? null : csvCell(name));
  return {...(metric === null ? {} : {metric}), ...(chart === null ? {} : {chart})};
}
