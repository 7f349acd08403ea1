import type {Metric} from "../metrics/index.js";
import {byMonth, byYear, type Question} from "./question.js";

/** How an answer may be drawn, by the words on the page. */
export const shapes = {
  bars: "条形",
  dots: "点图",
  lines: "折线",
  stacked: "构成",
  heat: "热图",
  scatter: "散点"
} as const;
export type Shape = keyof typeof shapes;

/** The shapes that an answer can take, the one that suits it best first. */
export function shapesFor(
  {rows, columns, against}: Pick<Question, "rows" | "columns" | "against">,
  {adds}: Metric,
  count: {rows: number; columns: number}
): Shape[] {
  const stacked: Shape[] = adds ? ["stacked"] : [];
  if (rows === null && columns === null) return [];
  if (rows === null || columns === null) {
    const axis = rows ?? columns;
    if (axis === byYear) return ["lines", "bars"];
    if (axis === byMonth) return ["bars"];
    return against && rows !== null ? ["scatter", "bars", "dots"] : ["bars", "dots"];
  }
  const years = rows === byYear || columns === byYear;
  const series = rows === byYear ? count.columns : count.rows;
  if (!years) return ["heat", ...(columns === byMonth || rows === byMonth ? [] : stacked)];
  if (rows === byMonth || columns === byMonth) return ["heat"];
  return series <= 3 ? ["lines", "heat", ...stacked] : ["heat", "lines", ...stacked];
}
