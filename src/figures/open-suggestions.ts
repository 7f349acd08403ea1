import type {Book} from "./book.js";

/** How many of the suggestions handed over in a month were not done on a day, and how many of them overdue. */
export interface OpenRow {
  day: string;
  year: number;
  month: number;
  open: number;
  /** Null where the year's exports say no time by which they were to be done. */
  late: number | null;
}

/** The day on which a book's open suggestions are told: that of its view, else the data's own. */
export const openDay = (book: Book): string =>
  book.isCut("suggestions.handed") ? book.period(Math.max(book.year, book.versus))!.until : book.tables.about[0]!.as_of;

/** The years whose exports say what is done. */
export const toldYears = (book: Book): number[] =>
  book.years.filter(year => book.value("suggestions.closed", year) !== null);

/** The open suggestions of the years that tell by the month in which they were handed over, oldest first. */
export function openOf(book: Book): OpenRow[] {
  const told = new Set(toldYears(book));
  return (book.tables["suggestions-open"] ?? [])
    .filter(({day, year}) => day === openDay(book) && told.has(year))
    .map(row => ({...row, late: book.value("suggestions.late", row.year) === null ? null : row.late}))
    .sort((a, b) => a.year - b.year || a.month - b.month);
}
