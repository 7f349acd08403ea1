import {itemsOf} from "../../kinds/index.js";
import type {Book} from "../book.js";

/** A figure of a metric by the items of a dimension. */
export interface ItemsFigure {
  id: string;
  name: string;
  metric: string;
  dimension: string;
  /** What the items are, 类别. */
  what: string;
  top?: number;
  note?: string | ((book: Book) => string);
  /** The metric whose items have a row even where they have none of this one: units that nobody voted on. */
  also?: string;
  /** The finding, where it is not which items are largest. */
  title?: (book: Book) => string;
  /** Items are counted several times: no row for the rest, whose sum would say nothing. */
  multiple?: boolean;
}

/** Whether something is told of the items that a metric falls into: 未填 alone says nothing. */
export const hasItems = (book: Book, metric: string, dimension: string, year = book.year): boolean =>
  book.items(metric, dimension, year).some(({item}) => item !== "未填");

/** The same of any year; of a metric that is zero in all of them nothing can be told. */
export const everHasItems = (book: Book, metric: string, dimension: string): boolean => {
  const years = book.series(metric);
  return years.every(({value}) => !value) || years.some(({year}) => hasItems(book, metric, dimension, year));
};

/** The dataset that has a metric by the items of dimensions. */
export const byItems = (metric: string) => itemsOf(metric.slice(0, metric.indexOf(".")));

/**
 * The value of an item: 0 where other items of the year have all, null where nothing is known of the year's items; of a
 * rate null too where the year has no such item, as there is nothing to divide by.
 */
export function itemValue(book: Book, metric: string, dimension: string, item: string, year: number): number | null {
  const items = book.items(metric, dimension, year);
  if (items.length > 0) return items.find(d => d.item === item)?.value ?? (book.metric(metric).unit === "%" ? null : 0);
  return book.value(metric, year) === 0 ? 0 : null;
}
