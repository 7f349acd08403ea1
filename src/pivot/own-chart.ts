import type {Metric} from "../metrics/index.js";
import {byMonth, byYear, type Question} from "./question.js";

/**
 * A question as a row of charts.csv after the name (形状,指标,维度,年数,页面,标题), where a chart of the office's own can
 * say it; null of what is filtered, dated, crossed by two columns or no metric of the catalogue.
 */
export function chartRow(question: Question, {id, label}: Metric, axisLabel: (id: string) => string): string | null {
  const {rows, columns, filters, view, years} = question;
  const filtered = Object.values(filters).some(labels => labels.length > 0);
  if (filtered || view !== "year" || id.includes(":") || question.kind === "multi") return null;
  const axes = [rows, columns].filter(axis => axis !== null && axis !== byYear);
  const [axis] = axes;
  if (axes.length > 1 || axis === byMonth) return null;
  const count = years.length >= 2 && years.length <= 20 ? String(years.length) : "";
  if (!axis) return rows === byYear || columns === byYear ? `走势,${label},,${count},自选图表,` : null;
  const shape = rows === byYear || columns === byYear ? "矩阵" : "排行";
  return `${shape},${label},${axisLabel(axis)},${shape === "矩阵" ? count : ""},自选图表,`;
}
