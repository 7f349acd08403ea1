import {matrix} from "../../charts/index.js";
import type {Book} from "../book.js";
import {formats, itemCell} from "../cells.js";
import {type Figure, figure, traced} from "../figure.js";
import {marksByYear, notesOn} from "../notes.js";
import {newTerms, unfinished} from "../periods.js";
import {leaders} from "../sentences.js";
import {byItems, everHasItems, hasItems, type ItemsFigure, itemValue} from "./items.js";

/** A metric by the items of a dimension and years, as a table of tinted numbers. */
export function matrixFigure({id, name, metric, dimension, what, top = 24, title, note, also}: ItemsFigure): Figure {
  const finding = (book: Book) => title?.(book) ?? leaders(book, metric, dimension, what);
  const items = (book: Book) => {
    const years = book.series(metric).map(d => d.year);
    const totals = new Map<string, number>();
    for (const year of years)
      for (const d of book.items(metric, dimension, year)) totals.set(d.item, (totals.get(d.item) ?? 0) + d.value);
    if (also)
      for (const year of years)
        for (const {item} of book.items(also, dimension, year)) if (!totals.has(item)) totals.set(item, -1);
    return [...totals]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, top)
      .map(([item]) => item);
  };
  const rows = (book: Book) =>
    items(book).flatMap(item =>
      book.series(metric).map(({year}) => ({
        item,
        year,
        value: itemValue(book, metric, dimension, item, year)
      }))
    );
  const years = (book: Book) => book.series(metric).map(d => d.year);
  return figure({
    id,
    name,
    needs: [byItems(metric)],
    metrics: () => [metric],
    has: book => book.series(metric).some(({year}) => hasItems(book, metric, dimension, year)),
    ever: book => everHasItems(book, metric, dimension),
    years,
    title: finding,
    ...(note ? {note: book => (typeof note === "function" ? note(book) : note)} : {}),
    subtitle: book =>
      `${book.metric(metric).label}按${what},${book.metric(metric).unit}${book.isCut(metric) ? ",各年均截至同期" : ""}`,
    draw: (book, options) =>
      matrix(
        rows(book),
        {
          ...formats(book, metric),
          label: `${name}:${finding(book)}`,
          year: book.year,
          ...(book.metric(metric).unit === "%" ? {from: lowest(rows(book))} : {}),
          newTerms: newTerms(book),
          marks: marksByYear(notesOn(book, {name, metrics: () => [metric], years})),
          unfinished: unfinished(book, metric)
        },
        options
      ),
    table: book => {
      const values = new Map(rows(book).map(d => [`${d.year} ${d.item}`, d.value]));
      return traced(
        [what, ...book.series(metric).map(d => `${d.year}年(${book.metric(metric).unit})`)],
        items(book).map(item => [
          item,
          ...book
            .series(metric)
            .map(({year}) =>
              itemCell(book, metric, year, {dimension, item, value: values.get(`${year} ${item}`) ?? null})
            )
        ])
      );
    }
  });
}

/** Rates lie close together: the lowest has the palest tint. */
const lowest = (rows: readonly {value: number | null}[]) =>
  Math.min(...rows.flatMap(({value}) => (value === null ? [] : [value - 0.01])));
