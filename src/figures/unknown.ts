import type {Metric} from "../metrics/index.js";
import type {Book} from "./book.js";
import type {Figure} from "./figure.js";
import type {IncompleteRow, Tables, UnknownRow} from "./tables.js";

/** Why figures are not known, or not complete: by metric, way to count the year, year and dimension (of the whole: none). */
export class Unknown {
  readonly #reasons = new Map<string, string>();

  /** `rows`: JSON of `UnknownRow`s, as the dataset `about` has them. */
  constructor(rows: string | undefined) {
    for (const row of JSON.parse(rows ?? "[]") as UnknownRow[])
      this.#reasons.set(key(row.metric, row.basis, row.year, row.dimension), row.reason);
  }

  /** “2024年的导出文件没有「批示级别」列”; null where the figure is known, or where nothing was exported at all. */
  reason(metric: string, basis: Metric["basis"], year: number, dimension: string | null = null): string | null {
    const whole = this.#reasons.get(key(metric, basis, year, null)) ?? null;
    return whole ?? (dimension === null ? null : (this.#reasons.get(key(metric, basis, year, dimension)) ?? null));
  }
}

/** The files that were not read, or not wholly, and may hold records of these kinds, each once. */
export function unread({about}: Tables, kinds: readonly string[]): IncompleteRow[] {
  const rows = (JSON.parse(about[0]?.incomplete ?? "[]") as IncompleteRow[]).filter(({kind}) => kinds.includes(kind));
  return rows.filter(({name}, i) => rows.findIndex(row => row.name === name) === i);
}

const key = (metric: string, basis: string, year: number, dimension: string | null) =>
  `${metric} ${basis} ${year} ${dimension ?? ""}`;

/** What was not read of a file, for a sentence: 提案.csv没有读; 提案.csv的45行里有31行没有采用. */
export const unreadWords = ({name, reason, partly}: IncompleteRow): string =>
  partly ? `${name}的${reason}` : `${name}没有读`;

/** Whether nothing is known of these metrics in any year that is shown: the office has no export that tells them. */
export const everUnknown = (
  book: {series(id: string): readonly {value: number | null}[]},
  ids: readonly string[]
): boolean => ids.length > 0 && ids.every(id => book.series(id).every(({value}) => value === null));

/** Whether the office has no export that tells a figure: nothing of its metrics, or nothing of what it splits them by. */
export const neverTold = (figure: Figure, book: Book): boolean =>
  everUnknown(book, figure.metrics(book)) || figure.ever?.(book) === false;

/**
 * The sentence that stands in the place of a figure which has nothing to show, though something is known of it: zero in
 * every year, or nothing in this one; null where it has.
 */
export function nothingToShow(figure: Figure, book: Book): string | null {
  const ids = figure.metrics(book);
  const all = ids.flatMap(id => book.series(id));
  if (all.every(({value}) => !value) && ids.some(id => book.value(id) === 0)) return `「${figure.name}」各年都是0。`;
  if (figure.has?.(book) ?? true) return null;
  // It picks its metrics itself and found none: its title says so, its note which it leaves out.
  if (ids.length === 0) return `${[figure.title(book), figure.note?.(book)].filter(Boolean).join("，")}。`;
  const why = ids.flatMap(id => book.reason(id) ?? book.unread(id).map(unreadWords))[0];
  return `${book.year}年没有「${figure.name}」的数据${book.only}${why && !book.only ? `（${why}）` : ""}。`;
}
