import {type BarRow, bars, type ChartOptions} from "../../charts/index.js";
import type {Book} from "../book.js";
import {formats, itemCell, yearNames} from "../cells.js";
import {type Figure, figure, traced} from "../figure.js";
import {leaders} from "../sentences.js";
import {byItems, everHasItems, hasItems, type ItemsFigure, itemValue} from "./items.js";

/** A metric by the items of a dimension, beside the year compared with. */
export function barsFigure({id, name, metric, dimension, what, top = 10, note, multiple}: ItemsFigure): Figure {
  const rows = (book: Book): BarRow[] => {
    const items = book.items(metric, dimension);
    // Blank cells are no item to rank; they come last.
    const sorted = [...items.filter(d => d.item !== "未填"), ...items.filter(d => d.item === "未填")];
    const most = sorted.filter(({item, value}) => item !== "未填" && value === sorted[0]!.value).length;
    return sorted.map(({item, value}, i) => ({
      item,
      value,
      // Red is what the title names: up to three that are equal.
      named: i < most && most <= 3,
      previous: itemValue(book, metric, dimension, item, book.versus),
      quiet: item === "未填"
    }));
  };
  /** What the year compared with alone has: none of it was this year. */
  const gone = (book: Book) => {
    const now = new Set(book.items(metric, dimension).map(({item}) => item));
    return book
      .items(metric, dimension, book.versus)
      .filter(({item, value}) => !now.has(item) && value)
      .map(({item, value}) => ({item, value: itemValue(book, metric, dimension, item, book.year), previous: value}));
  };
  /** Whether the items of a year that is shown come to more than there is: then what `note` says is so. */
  const exceeds = (book: Book) =>
    [book.year, book.versus].some(year => {
      const sum = book.items(metric, dimension, year).reduce((total, {value}) => total + (value ?? 0), 0);
      return sum > (book.value(metric, year) ?? 0) + 1e-9;
    });
  return figure({
    id,
    name,
    needs: [byItems(metric)],
    metrics: () => [metric],
    has: book => hasItems(book, metric, dimension),
    ever: book => everHasItems(book, metric, dimension),
    title: book => leaders(book, metric, dimension, what),
    subtitle: book =>
      `${yearNames(book, metric).now}${book.metric(metric).label}按${what},${book.metric(metric).unit}${compared(rows(book)) ? `;短线为${book.againstOf(metric)}` : ""}`,
    named: book => rows(book).flatMap(({item, named}) => (named ? [item] : [])),
    note: book => (typeof note === "function" ? note(book) : multiple && !exceeds(book) ? "" : (note ?? "")),
    leaves: book => (multiple ? leftOut(rows(book).length, top, what) : ""),
    draw: (book: Book, options: ChartOptions) =>
      bars(
        rows(book),
        {
          ...formats(book, metric),
          label: `${name}:${leaders(book, metric, dimension, what)}`,
          top,
          rest: multiple ? null : undefined,
          ...yearNames(book, metric)
        },
        options
      ),
    table: book =>
      traced(
        [what, `${book.year}年(${book.metric(metric).unit})`, `${book.versus}年(${book.metric(metric).unit})`],
        [...rows(book), ...gone(book)].map(({item, value, previous}) => [
          item,
          itemCell(book, metric, book.year, {dimension, item, value}),
          itemCell(book, metric, book.versus, {dimension, item, value: previous ?? null})
        ])
      )
  });
}

const compared = (rows: readonly BarRow[]) => rows.some(({previous}) => previous !== null && previous !== undefined);

/** How many items a ranking without a row for the rest does not show. */
const leftOut = (count: number, top: number, what: string) =>
  count > top + 1 ? `图中只列前${top}个${what},另有${count - top}个没有列出` : "";
