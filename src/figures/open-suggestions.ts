import type {Book} from "./book.js";

/** How many of the suggestions handed over in a month were not done on a day, and how many of them overdue. */
export interface OpenRow {
  day: string;
  year: number;
  month: number;
  open: number;
  late: number;
}

/** The day on which a book's open suggestions are told: that of its view, else the data's own. */
export const openDay = (book: Book): string =>
  book.samePeriod ? book.period(Math.max(book.year, book.versus))!.until : book.tables.about[0]!.as_of;

/** The open suggestions of all years by the month in which they were handed over, oldest first. */
export const openOf = (book: Book): OpenRow[] =>
  (book.tables["suggestions-open"] ?? [])
    .filter(({day}) => day === openDay(book))
    .sort((a, b) => a.year - b.year || a.month - b.month);
