import {grouped} from "../../charts/index.js";
import type {Book} from "../book.js";
import {formats, itemCell} from "../cells.js";
import {type Figure, figure, traced} from "../figure.js";
import {newTerms, unfinished} from "../periods.js";
import {moversFinding} from "../sentences.js";
import {byItems, type ItemsFigure, itemValue} from "./items.js";

/** A metric by the items of a dimension over the years, one small chart each. */
export function groupedFigure({id, name, metric, dimension, what, top = 8, note}: ItemsFigure): Figure {
  const items = (book: Book) =>
    book
      .items(metric, dimension)
      .filter(d => d.item !== "未填")
      .slice(0, top)
      .map(d => d.item);
  const value = (book: Book, item: string, year: number) => itemValue(book, metric, dimension, item, year);
  return figure({
    id,
    name,
    needs: [byItems(metric)],
    metrics: () => [metric],
    has: book => items(book).length > 0,
    title: book => moversFinding(book, metric, dimension, what),
    subtitle: book =>
      `${book.metric(metric).label}按${what},${book.metric(metric).unit},各图同一尺度${book.isCut(metric) ? ",各年均截至同期" : ""}`,
    note: book => (typeof note === "function" ? note(book) : (note ?? "")),
    draw: (book, options) =>
      grouped(
        items(book).flatMap(item =>
          book.series(metric).map(({year}) => ({item, year, value: value(book, item, year)}))
        ),
        {
          ...formats(book, metric),
          label: `${name}:${moversFinding(book, metric, dimension, what)}`,
          newTerms: newTerms(book),
          unfinished: unfinished(book, metric)
        },
        options
      ),
    table: book =>
      traced(
        [what, ...book.series(metric).map(d => `${d.year}年(${book.metric(metric).unit})`)],
        items(book).map(item => [
          item,
          ...book
            .series(metric)
            .map(({year}) => itemCell(book, metric, year, {dimension, item, value: value(book, item, year)}))
        ])
      )
  });
}
