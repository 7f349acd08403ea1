import type {Metric} from "../metrics/index.js";
import {byMonth, byYear, type Question} from "./question.js";

/**
 * A question as a row of charts.csv after the name (形状,指标,维度,年数,页面,标题), where a chart of the office's own can
 * say it; null of what is dated or crossed by two columns. `own`: the label under which metrics.csv has the measure with
 * its filters; without it they are none of the catalogue's.
 */
export function chartRow(
  question: Question,
  {id, label, basis, bases}: Metric,
  axisLabel: (id: string) => string,
  own: string | null = null
): string | null {
  const {rows, columns, against, filters, view, years} = question;
  const filtered = Object.values(filters).some(labels => labels.length > 0);
  if (own === null && (filtered || id.includes(":"))) return null;
  if (against || view !== "year" || question.kind === "multi" || (bases.length > 1 && question.basis !== basis))
    return null;
  const axes = [rows, columns].filter(axis => axis !== null && axis !== byYear);
  const [axis] = axes;
  if (axes.length > 1 || axis === byMonth) return null;
  const metric = own ?? label;
  const count = years.length >= 2 && years.length <= 20 ? String(years.length) : "";
  if (!axis) return rows === byYear || columns === byYear ? `走势,${metric},,${count},自选图表,` : null;
  const shape = rows === byYear || columns === byYear ? "矩阵" : "排行";
  return `${shape},${metric},${axisLabel(axis)},${shape === "矩阵" ? count : ""},自选图表,`;
}
