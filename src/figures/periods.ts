import type {Metric} from "../metrics/index.js";
import type {Book} from "./book.js";
import {day, dayBefore, fullDay, passed, span} from "./days.js";
import type {PeriodRow} from "./tables.js";

/** The day at which a year is cut, 10月31日; session years have their own. */
export function cutDay(book: Book, year: number, basis: Metric["basis"] = "calendar"): string {
  return day(book.period(year, basis)?.until ?? `${year}-12-31`);
}

/** The date up to which the later of the two years is shown. */
export function cutOff(book: Book): string {
  const year = Math.max(book.year, book.versus);
  return book.period(year)?.until ?? `${year}-12-31`;
}

/** For charts of a metric: the last year, where it is not shown whole. */
export function unfinished(book: Book, id: string): {year: number; label: string} | undefined {
  if (!book.isCut(id)) return undefined;
  const year = Math.max(book.year, book.versus);
  return {year, label: `截至${cutDay(book, year)}`};
}

/** Years whose session was the first of a new term. */
export function newTerms(book: Book): number[] {
  return book.tables.years.filter(p => p.view === "year" && p.basis === "session" && p.new_term).map(p => p.year);
}

/**
 * Share of the year that had passed at the cut-off, 0…1. Of session years, from the opening of the plenary to the
 * next one's, which comes a year later where the sessions table does not know it; 31 December does not end them.
 */
export function elapsed(book: Book, basis: Metric["basis"] = "calendar", year = book.year): number {
  const period = book.period(year, basis);
  if (!period) return 1;
  const next = basis === "session" ? nextPlenary(period) : null;
  if (next) return passed(period.opens!, reached(book, period), next);
  return period.complete ? 1 : passed(`${year}-01-01`, period.until, `${year + 1}-01-01`);
}

/** 2024年1月15日至2025年1月12日: what a year covers here; a session year, up to the day before the next plenary. */
export function covered(book: Book, year: number, basis: Metric["basis"]): string {
  const period = book.period(year, basis);
  return period ? `${fullDay(period.since)}至${fullDay(reached(book, period))}` : `${year}年`;
}

/** 全年, or the range that every calendar year is cut to. */
export function range(book: Book): string {
  return book.viewOf("calendar") !== "year" ? `1月1日至${cutDay(book, book.year)}(同期)` : "全年";
}

/**
 * What the two years cover, precisely: 2025年1月1日至10月31日、2024年1月1日至10月31日. Of session years, from the first
 * day on which proposals are received, with the days since the plenary opened; empty for whole years.
 */
export function ranges(book: Book, basis: Metric["basis"]): string {
  if (book.viewOf(basis) === "year") return "";
  const periods = [book.year, book.versus].flatMap(year => book.period(year, basis) ?? []);
  const said = periods.map(({year, since, until, days}) => {
    const counted = days == null ? "" : days < 0 ? `(开幕前${-days}天)` : `(开幕后${days}天)`;
    return `${basis === "session" ? `${year}年度自` : ""}${span(since, until)}${counted}`;
  });
  const undated = basis === "session" ? periods.filter(({opens}) => !opens).map(({year}) => `${year}年`) : [];
  const reason = undated.length ? `,届次表没有${undated.join("、")}的开幕日期,按同月同日截` : "";
  return said.join("、") + reason;
}

/** The last day of a year that is shown: of whole session years, that before the next plenary, or the data's own. */
function reached(book: Book, period: PeriodRow): string {
  const next = period.basis === "session" ? nextPlenary(period) : null;
  if (period.view !== "year" || !next) return period.until;
  const asOf = book.tables.about[0]?.as_of ?? period.until;
  return [asOf, dayBefore(next)].sort()[0]!;
}

/** When the plenary after that of a session year opens: as known, else a year later; null where its own is unknown. */
function nextPlenary({year, opens, next_opens: next}: PeriodRow): string | null {
  if (!opens) return null;
  if (next && Number(next.slice(0, 4)) <= year + 1) return next;
  return `${Number(opens.slice(0, 4)) + 1}${opens.slice(4).replace("-02-29", "-02-28")}`;
}
