import type {Book} from "../figures/book.js";
import type {ItemRow, MonthRow} from "../figures/tables.js";
import {dimensionsOf} from "../metrics/dimensions.js";
import type {Metric} from "../metrics/index.js";
import type {Answer, Cell} from "./answer.js";
import {byMonth, byYear, type Question} from "./question.js";

/** The figures that a published site has, by month and by one dimension: what it can answer without rows. */
export interface Published {
  book: Book;
  items: readonly ItemRow[];
  /** Read when a question is split by months. */
  months: readonly MonthRow[];
}

const nothing: Cell = {value: null, numerator: null, denominator: null, items: 0};

/** The ways to split a metric that figures are published by. */
export function publishedAxes({items}: Published, {id, kind, at}: Metric): string[] {
  const found = new Set(items.filter(row => row.metric === id).map(({dimension}) => dimension));
  return [
    ...dimensionsOf(kind)
      .map(dimension => dimension.id)
      .filter(dimension => found.has(dimension)),
    ...(at ? [byMonth] : [])
  ];
}

/** Answers a question from figures: rows by a dimension, by months or none, columns by years or none. */
export function publishedAnswer(published: Published, metric: Metric, {rows, columns, years}: Question): Answer {
  const {book} = published;
  const {id, adds} = metric;
  const one = (value: number | null): Cell => ({...nothing, value});
  const figure = (year: number): Cell => {
    const row = book.figure(id, year);
    return row ? {value: row.value, numerator: row.numerator, denominator: row.denominator, items: 0} : nothing;
  };
  const month = (year: number, label: string): Cell => {
    if (book.value(id, year) === null) return nothing;
    const found = published.months.find(
      row => row.metric === id && row.view === "year" && row.year === year && `${row.month}月` === label
    );
    return one(found?.value ?? 0);
  };
  const item = (year: number, label: string): Cell => {
    if (book.value(id, year) === null || book.reason(id, year, rows) !== null) return nothing;
    const rowsOf = published.items.filter(row => row.metric === id && row.view === "year" && row.year === year);
    const found = rowsOf.filter(row => row.dimension === rows);
    // A year by whose items nothing is published is not one in which all are zero.
    if (!found.length) return nothing;
    return one(found.find(row => row.item === label)?.value ?? (adds ? 0 : null));
  };
  const of = (year: number, label: string | null): Cell =>
    label === null
      ? figure(year)
      : rows === byYear
        ? figure(Number(label))
        : rows === byMonth
          ? month(year, label)
          : item(year, label);
  const over = (list: readonly number[], label: string | null): Cell => {
    const cells = list.map(year => of(year, label));
    if (cells.length === 1) return cells[0]!;
    if (!adds || cells.some(({value}) => value === null)) return nothing;
    return one(cells.reduce((sum, {value}) => sum + value!, 0));
  };
  const labels = labelsOf(published, id, rows, years, label => over(years, label).value ?? -1);
  const across = columns === byYear ? years : [];
  return {
    rows: labels,
    columns: across.map(String),
    at: (row, column) => {
      const label = row < labels.length ? labels[row]! : null;
      if (rows === byYear) return label === null ? over(years, null) : figure(Number(label));
      return over(column < across.length ? [across[column]!] : years, label);
    },
    behind: () => []
  };
}

function labelsOf(
  {items}: Published,
  id: string,
  rows: string | null,
  years: readonly number[],
  size: (label: string) => number
): string[] {
  if (rows === null) return [];
  if (rows === byYear) return years.map(String);
  if (rows === byMonth) return Array.from({length: 12}, (_, i) => `${i + 1}月`);
  const found = items.filter(row => row.metric === id && row.dimension === rows && years.includes(row.year));
  return [...new Set(found.map(({item}) => item))].sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
}
