import type {Book} from "../figures/book.js";
import type {Origin} from "../figures/figure.js";
import {dimensionOf} from "../metrics/dimensions.js";
import type {Metric} from "../metrics/index.js";
import type {Part} from "../metrics/sql/index.js";

/** 2024年提交提案, 类别:教育. */
export function named(book: Book, {metric: id, year, versus, part}: Origin): string {
  const metric = book.metric(id);
  const years = versus === undefined ? `${year}年` : `${year}年与${versus}年`;
  return `${years}${metric.label}${part ? `(${partWords(metric, part)})` : ""}`;
}

/** 类别:教育; 1月至3月; 用时30至39天. */
export function partWords(metric: Metric, part: Part): string {
  if ("days" in part) return `用时${part.days}至${part.days + 9}天`;
  if ("dimension" in part) return `${dimensionOf(metric.kind, part.dimension).label}:${part.item}`;
  const [first, last] = part.months;
  return first === last ? `${first}月` : `${first}月至${last}月`;
}

/** The page of a metric: all there is of it. */
export const metricHref = (id: string, year: number) => `./metric.html?metric=${encodeURIComponent(id)}&year=${year}`;
