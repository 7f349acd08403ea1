import {exact, numeral} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import type {Book} from "./book.js";
import {type FigureTable, type Traced, traced} from "./figure.js";

/** How a chart prints a metric's values: with the unit, and the digits alone. */
export function formats(book: Book, id: string): {format: (value: number) => string; plain: (value: number) => string} {
  const metric = book.metric(id);
  const percent = metric.unit === "%" ? "%" : "";
  return {format: value => exact(metric, value), plain: value => `${numeral(metric, value)}${percent}`};
}

/** How the two years of a metric are named in a chart, 2025年同期, and whether its bars are of a year that is not over. */
export function yearNames(book: Book, id: string): {now: string; previous: string; unfinished: boolean} {
  const name = (year: number) => `${year}年${book.isCut(id) ? "同期" : ""}`;
  return {now: name(book.year), previous: name(book.versus), unfinished: book.isCut(id)};
}

/** The table of metrics over the years, one row a year. */
export function yearTable(book: Book, ids: string[]): FigureTable {
  const years = book.series(ids[0]!).map(d => d.year);
  return traced(
    ["年度", ...ids.map(id => `${book.metric(id).label}(${book.metric(id).unit})`)],
    years.map(year => [`${year}年`, ...ids.map(id => valueCell(book, id, year))])
  );
}

/** A metric's value of a year. */
export const valueCell = (book: Book, id: string, year: number): Traced => ({
  metric: id,
  year,
  value: shown(book.metric(id), book.value(id, year))
});

/** A metric's value of a year under an item of a dimension. */
export const itemCell = (
  book: Book,
  metric: string,
  year: number,
  {dimension, item, value}: {dimension: string; item: string; value: number | null}
): Traced => ({
  ...{metric, year, part: {dimension, item}},
  value: shown(book.metric(metric), value)
});

/** A value as tables hold it: a percentage to one decimal, a count as it is. */
export function shown(metric: Metric, value: number | null): number | null {
  return value === null ? null : Number(numeral(metric, value));
}

/** What a rate is a part of; null of what is no rate. */
export function denominatorOf(book: Book, id: string): Metric | null {
  const {formula} = book.metric(id);
  return formula?.type === "ratio" ? book.metric(formula.denominator) : null;
}

/** What a rate of a year was divided by, as its denominator prints: over the years of the rate, not of the denominator. */
export function denominatorPrinted(book: Book, id: string): string {
  const under = denominatorOf(book, id)!;
  const number = book.figure(id)?.denominator ?? null;
  return number === null || number === book.value(under.id) ? book.printed(under.id) : exact(under, number);
}

/** 分母：参评提案; one whose name says that it is one stands as it is. */
export const denominatorWords = ({label}: Metric): string => (label.includes("分母") ? label : `分母：${label}`);
