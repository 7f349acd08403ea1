import {type Catalogue, readCatalogue} from "../metrics/index.js";
import {day} from "./days.js";
import type {FigureRow, ItemRow, MonthRow, Tables, YearBasis} from "./tables.js";

/**
 * The year reported on and the year it is compared with; as of which date (one of those offered, the data's own where
 * absent); and how the years of proposals are counted (by session where absent).
 */
export interface Scope {
  year: number;
  versus: number;
  asOf?: string;
  basis?: YearBasis;
}

/** A date on the page's list: the view that has it, and what is printed for it, 6月30日. */
export interface OfferedDate {
  view: string;
  label: string;
}

/** The basis that a row is of: its own, else its metric's. */
export const rowBasis = ({get}: Catalogue, row: FigureRow | MonthRow | ItemRow) => row.basis ?? get(row.metric).basis;

/** The catalogue that tables come with. */
export const catalogueIn = ({about}: Tables): Catalogue => readCatalogue(about);

/** The years that have figures, oldest first. */
export function yearsOf(tables: Tables, yearBasis: YearBasis): number[] {
  const catalogue = catalogueIn(tables);
  const whole = tables.figures.filter(d => d.view === "year");
  const own = whole.filter(d => rowBasis(catalogue, d) === catalogue.get(d.metric).basis);
  // Under a filter only the rows of the basis that is shown are there.
  const rows =
    own.length > 0 ? own : whole.filter(d => rowBasis(catalogue, d) === shownBasis(catalogue, d.metric, yearBasis));
  return [...new Set(rows.map(d => d.year))].sort((a, b) => a - b);
}

/** How a metric's years are counted: as chosen where it allows that, else its own way. */
export function shownBasis({get}: Catalogue, id: string, yearBasis: YearBasis) {
  const {basis, bases} = get(id);
  return bases.includes(yearBasis) ? yearBasis : basis;
}

/** The years to compare with, the latest first: of the data, and the one compared with though nothing is known of it. */
export const comparedYears = ({years, versus}: {years: readonly number[]; versus: number}): number[] =>
  [...new Set([...years, versus])].sort((a, b) => b - a);

/**
 * The last year that is over, or the last at all, and the one before, where none is asked for. The first year of an
 * office has none before it: the next one is shown then, as far as it has gone.
 */
export function chosenYears(
  tables: Tables,
  years: readonly number[],
  scope: Partial<Scope>
): {year: number; versus: number} {
  const complete = tables.years.filter(p => p.view === "year" && p.complete).map(p => p.year);
  const over = years.findLast(year => complete.includes(year));
  const latest = over === undefined || over === years[0] ? years.at(-1) : over;
  const year = scope.year && years.includes(scope.year) ? scope.year : latest;
  if (year === undefined) throw new Error("invalid figures: no year");
  const versus = scope.versus && years.includes(scope.versus) ? scope.versus : year - 1;
  return {year, versus};
}

/** The tables and the two years chosen: what a book knows before it knows its view. */
interface Chosen {
  tables: Tables;
  year: number;
  versus: number;
}

/** Whole years, or the data's own date while one of the two years is not over. */
export function ownView({tables, year, versus}: Chosen): string {
  const unfinished = tables.years.find(p => p.view === "year" && !p.complete && (p.year === year || p.year === versus));
  if (!unfinished) return "year";
  const {basis, until} = unfinished;
  const cut = tables.years.filter(p => p.view !== "year" && p.main !== false && p.basis === basis);
  return cut.find(p => p.year === unfinished.year && p.until === until)?.view ?? "year";
}

/**
 * Whether the calendar's years are over although a view cuts others: it ends with 31 December. They are shown whole then; a session
 * year ends on the day before the next plenary.
 */
export function calendarOver({tables, year, versus}: Chosen, view: string): boolean {
  const cut = tables.years.filter(p => p.view === view && p.basis === "calendar" && !p.complete);
  return !cut.some(p => p.year === year || p.year === versus);
}

/** The view in which two years of a basis are compared. */
export function viewFor(chosen: Chosen, basis: string): string {
  const view = ownView(chosen);
  return basis === "calendar" && calendarOver(chosen, view) ? "year" : view;
}

/** What is shown unless a date is chosen: 全年, or the date of the data while a year is not over. */
export function ownDate(chosen: Chosen): string {
  const view = ownView(chosen);
  return view === "year" ? "全年" : `截至${day(view)}`;
}

/**
 * The dates that can be chosen instead: those of the later of the two years. The views of a later year's dates cut its
 * session by another year's days since the opening, which is another day of this one.
 */
export function offeredDates(chosen: Chosen): OfferedDate[] {
  const {tables, year, versus} = chosen;
  const latest = Math.max(year, versus);
  const own = ownView(chosen);
  const offered = new Map<string, OfferedDate>();
  for (const p of tables.years) {
    if (p.view === "year" || p.basis !== "calendar" || p.year !== latest || p.view === own) continue;
    if (p.until !== p.view) continue;
    offered.set(p.until, {view: p.view, label: day(p.until)});
  }
  return [...offered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, date]) => date);
}
