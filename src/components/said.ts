import type {Book} from "../figures/book.js";
import type {FigureTable, Origin} from "../figures/figure.js";
import {typeset} from "../text/typeset.js";
import {pieces} from "../text/units.js";
import {type Child, h, held} from "./h.js";
import {metricHref} from "./part-words.js";
import {origin} from "./provenance.js";

/** Words before a number that is a change, or a year that it is compared with. */
const changed = /(?:增长|增加|减少|下降|提高|降低|上升|多|少|升|降)(?:了|到)?$/;
/** What counts things beside each other, not what a metric counts. */
const others = /(?:其余|滞后的共|^|[、;；])$/;

/**
 * A sentence of which every figure opens where it comes from and links to the page of its metric. Which one a number is:
 * the cell of the figure's own table that holds it, best in the row that the sentence has just named; else the metric
 * named last before it, of `ids`; else the first of them.
 */
export function said(book: Book, text: string, ids: readonly string[], data?: () => FigureTable): Child[] {
  const cells = data ? cellsOf(data()) : [];
  return numbered(text, (words, before) => origin(book, originOf(book, ids, cells, before, words), words));
}

/** A sentence of which every figure is made by a function of its words and of what stands before it. */
export function numbered(text: string, make: (words: string, before: string) => Child): Child[] {
  const set = typeset(text);
  let done = 0;
  const parts = numbersIn(set).flatMap(({start, end}): Child[] => {
    const before = set.slice(done, start);
    done = end;
    return [held(before), make(set.slice(start, end), set.slice(0, start))];
  });
  return [...parts, held(set.slice(done))];
}

/** A number that leads to the page of its metric, where no figure of the book stands behind it. */
export const leading = (id: string, year: number, text: string): HTMLElement =>
  h("a", {class: "origin", href: metricHref(id, year)}, held(text));

/** The figure that a text beside a mark of a chart says, 提交提案 2024年 261件; null where it says none. */
export function figureIn(
  book: Book,
  text: string,
  ids: readonly string[],
  data: () => FigureTable
): {at: Origin; words: string} | null {
  const set = typeset(text);
  const [first] = numbersIn(set);
  if (!first) return null;
  const words = set.slice(first.start, first.end);
  return {at: originOf(book, ids, cellsOf(data()), set.slice(0, first.start), words), words};
}

/** A line of which the names of metrics lead to their pages. */
export function named(book: Book, text: string, ids: readonly string[]): Child[] {
  const set = typeset(text);
  const places = ids
    .map(id => ({id, label: typeset(book.metric(id).label)}))
    .map(each => ({...each, start: set.indexOf(each.label)}))
    .filter(({start}) => start >= 0)
    .sort((a, b) => a.start - b.start || b.label.length - a.label.length);
  let done = 0;
  const parts = places.flatMap(({id, label, start}): Child[] => {
    if (start < done) return [];
    const before = set.slice(done, start);
    done = start + label.length;
    return [held(before), h("a", {class: "metric", href: metricHref(id, book.year)}, label)];
  });
  return [...parts, held(set.slice(done))];
}

/** Days, months, years and sessions are no figures; nor are things counted beside each other: 其余2项. */
function numbersIn(text: string): {start: number; end: number}[] {
  let start = 0;
  return pieces(text).flatMap(({text: piece, whole}) => {
    const before = text.slice(0, start);
    const [words] = (whole && /\d.*?(?=[（(]|$)/u.exec(piece)) || [];
    const at = start + (words === undefined ? 0 : piece.indexOf(words));
    start += piece.length;
    if (!words || /^[\d.,]+(?:[年月日届—]|$)/u.test(words)) return [];
    if (words.endsWith("项") && others.test(before)) return [];
    return [{start: at, end: at + words.length}];
  });
}

interface Cell {
  at: Origin;
  number: string;
  row: string;
}

/** The cells of a table that are figures, by the digits they show. */
function cellsOf({rows, origins}: FigureTable): Cell[] {
  return rows.flatMap((row, r) =>
    row.flatMap((value, c): Cell[] => {
      const at = origins?.[r]?.[c];
      return at && value !== null ? [{at, number: digits(String(value)), row: typeset(String(row[0] ?? ""))}] : [];
    })
  );
}

const digits = (text: string) => /\d+(?:\.\d+)?/.exec(text.replaceAll(",", ""))?.[0] ?? "";

function originOf(book: Book, ids: readonly string[], cells: readonly Cell[], before: string, words: string): Origin {
  const alike = cells.filter(({number}) => number === digits(words));
  const place = ({row}: Cell) => (row ? before.lastIndexOf(row) : -1);
  const isChange = changed.test(before) || /个百分点|倍$/.test(words);
  const [cell] = alike
    .filter(each => (each.at.versus !== undefined) === isChange)
    .sort((a, b) => place(b) - place(a) || Number(b.at.year === book.year) - Number(a.at.year === book.year));
  if (cell) return cell.at;
  const last = (id: string) => before.lastIndexOf(typeset(book.metric(id).label));
  const metric = ids.toSorted((a, b) => last(b) - last(a))[0]!;
  if (isChange) return {metric, year: book.year, versus: book.versus};
  const is = (year: number) => digits(book.exact(metric, year)) === digits(words);
  return {metric, year: !is(book.year) && is(book.versus) ? book.versus : book.year};
}
