import type {Book} from "./book.js";
import {endsMonth} from "./days.js";

/** Monthly increments of a year, January to the last month that the view covers. */
export function monthsOf(book: Book, id: string, year = book.year): {month: number; value: number}[] {
  const until = untilOf(book, id, year);
  const last = until > `${year}-12-31` ? 12 : Number(until.slice(5, 7));
  const rows = book.monthRows(id, year);
  return Array.from({length: last}, (_, i) => ({
    month: i + 1,
    value: rows.find(d => d.month === i + 1)?.value ?? 0
  }));
}

/** How many months from January can be compared: those that both years have whole, or all where cut alike. */
export function comparableMonths(book: Book, id: string): number {
  const years = [book.year, book.versus];
  const common = Math.min(...years.map(year => monthsOf(book, id, year).length));
  return partMonths(book, id).length ? Math.min(common, ...years.map(year => wholeMonths(book, id, year))) : common;
}

/** The months that a cut leaves in part, where the two years are cut on different days: 2024年3月到2日. */
export function partMonths(book: Book, id: string): string[] {
  const basis = book.basisOf(id);
  const cuts = [book.year, book.versus].map(year => ({year, until: book.period(year, basis)?.until ?? ""}));
  // The same day of every calendar year is the same share of its month, 28 February of a common year too.
  if (basis !== "session" || cuts[0]!.until.slice(5) === cuts[1]!.until.slice(5)) return [];
  return cuts
    .filter(({year, until}) => wholeMonths(book, id, year) < monthsOf(book, id, year).length && until)
    .map(({year, until}) => `${year}年${Number(until.slice(5, 7))}月到${Number(until.slice(8))}日`);
}

function wholeMonths(book: Book, id: string, year: number): number {
  const until = untilOf(book, id, year);
  return until >= `${year}-12-31` ? 12 : Number(until.slice(5, 7)) - (endsMonth(until) ? 0 : 1);
}

const untilOf = (book: Book, id: string, year: number) => book.period(year, book.basisOf(id))?.until ?? `${year}-12-31`;
