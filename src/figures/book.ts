import {itemsOf, kinds} from "../kinds/index.js";
import {type Against, type Change, change} from "../metrics/change.js";
import {exact, printed} from "../metrics/format.js";
import {type Catalogue, countedParts, type Metric} from "../metrics/index.js";
import {lookedUpOf, needsOf} from "../metrics/needs.js";
import {type RulesInForce, ruleText, withParts} from "../metrics/rules.js";
import {notWhole} from "../text/whole.js";
import {
  calendarOver,
  catalogueIn,
  chosenYears,
  offeredDates,
  ownView,
  rowBasis,
  type Scope,
  shownBasis,
  yearsOf
} from "./scope.js";
import type {FigureRow, IncompleteRow, ItemRow, MadeRow, MonthRow, PeriodRow, Tables, YearBasis} from "./tables.js";
import {Unknown, unread} from "./unknown.js";

/**
 * The figures of one report year. Everything that pages and documents say is asked of it, so that they cannot differ.
 * Where one of the two years is not over, or a date was chosen, both and all others are cut at the same point (同期); those
 * of metrics whose own years are over, the calendar's on 31 December, stay whole though others are cut.
 */
export class Book {
  /** The metrics in force. */
  readonly catalogue: Catalogue;
  /** The years that have figures, oldest first. */
  readonly years: readonly number[];
  readonly year: number;
  readonly versus: number;
  readonly view: string;
  /** Whether any years are cut; of a metric's own `isCut` tells. */
  readonly samePeriod: boolean;
  private readonly calendarOver: boolean;
  /** How the years of metrics that allow both are counted. */
  readonly yearBasis: YearBasis;
  private readonly index = new Map<string, FigureRow>();
  /** The files that were not read, of whatever kind. */
  readonly incomplete: readonly IncompleteRow[];
  private readonly unknown: Unknown;
  private readonly partial: Unknown;
  private readonly undated: Unknown;
  private readonly facts: readonly MadeRow[];
  /** The kinds of which some figure is known. */
  private told: ReadonlySet<string> | null = null;
  private readonly lists = new Map<string, Map<string, unknown[]>>();

  constructor(
    readonly tables: Tables,
    /** What was asked for: years, a date, a way to count them. */
    readonly scope: Partial<Scope> = {}
  ) {
    this.catalogue = catalogueIn(tables);
    this.unknown = new Unknown(tables.about[0]?.unknown);
    this.partial = new Unknown(tables.about[0]?.partial);
    this.undated = new Unknown(tables.about[0]?.undated);
    this.facts = JSON.parse(tables.about[0]?.made ?? "[]") as MadeRow[];
    this.incomplete = unread(
      tables,
      kinds.map(({name}) => name)
    );
    this.yearBasis = scope.basis === "calendar" ? "calendar" : "session";
    this.years = yearsOf(tables, this.yearBasis);
    const years = chosenYears(tables, this.years, scope);
    this.year = years.year;
    this.versus = years.versus;
    const chosen = offeredDates({tables, ...years}).some(({view}) => view === scope.asOf) ? scope.asOf : undefined;
    this.view = chosen ?? ownView({tables, ...years});
    this.calendarOver = calendarOver({tables, ...years}, this.view);
    this.samePeriod = this.viewOf(this.yearBasis) !== "year";
    for (const row of tables.figures)
      this.index.set(key(row.view, rowBasis(this.catalogue, row), row.metric, row.year), row);
  }

  /** How a metric's years are counted here: as chosen where it allows that, else its own way. */
  basisOf(id: string): Metric["basis"] {
    return shownBasis(this.catalogue, id, this.yearBasis);
  }

  /** The view that has the rows of a basis: that of whole years where they are over. */
  viewOf(basis: Metric["basis"]): string {
    return basis === "calendar" && this.calendarOver ? "year" : this.view;
  }

  /** Whether the years of a metric are cut at a day (同期). */
  isCut(id: string): boolean {
    return this.viewOf(this.basisOf(id)) !== "year";
  }

  /** Whether a row counts its years as this book does. */
  counts(row: FigureRow | MonthRow | ItemRow): boolean {
    return rowBasis(this.catalogue, row) === this.basisOf(row.metric);
  }

  /** The metric of an id; throws where there is none. */
  metric(id: string): Metric {
    return this.catalogue.get(id);
  }

  figure(id: string, year = this.year): FigureRow | undefined {
    const basis = this.basisOf(id);
    return this.index.get(key(this.viewOf(basis), basis, id, year));
  }

  value(id: string, year = this.year): number | null {
    return this.figure(id, year)?.value ?? null;
  }

  /** What the ledger says of a metric in place of a number, 第2名; null where it does not. */
  said(id: string, year = this.year): string | null {
    const said = this.figure(id, year)?.said ?? null;
    const {unit} = this.metric(id);
    return said && unit && /\d$/.test(said) ? `${said}${unit}` : said;
  }

  /** Whether there is something to print of a metric: a number, or words of the ledger. */
  has(id: string, year = this.year): boolean {
    return this.value(id, year) !== null || this.said(id, year) !== null;
  }

  /**
   * Why a figure of a year is not known (of a dimension: why it cannot be split), for 出处 and lists of what is left
   * out; null where it is known.
   */
  reason(id: string, year = this.year, dimension: string | null = null): string | null {
    const reason = this.unknown.reason(id, this.basisOf(id), year, dimension);
    if (reason || !this.isCut(id) || this.value(id, year) !== null) return reason;
    return this.undated.reason(id, this.basisOf(id), year);
  }

  /** The files that were not read although they may hold what a metric counts: its figures are incomplete. */
  unread(id: string): IncompleteRow[] {
    if (this.incomplete.length === 0) return [];
    const counted = countedParts(this.catalogue, this.metric(id)).map(({kind}) => kind);
    return unread(this.tables, [
      ...counted,
      ...lookedUpOf(this.catalogue, this.metric(id), kinds),
      ...(counted.some(kind => this.byHand(kind)) ? ["indicators"] : []),
      ...this.madeOf(id).flatMap(({may}) => may)
    ]);
  }

  /** Whether nothing of a kind of people is there: then the office counts by hand, and its ledger has the number. */
  private byHand(kind: Metric["kind"]): boolean {
    const people = kinds.some(({name, internal}) => name === kind && internal);
    if (!people) return false;
    this.told ??= new Set(
      this.tables.figures.filter(({value}) => value !== null).map(({metric}) => metric.slice(0, metric.indexOf(".")))
    );
    return !this.told.has(kind);
  }

  /** The facts that a metric counts of which exports of several kinds tell. */
  madeOf(id: string): MadeRow[] {
    if (this.facts.length === 0) return [];
    const needs = needsOf(this.catalogue, this.metric(id), kinds, this.rules);
    return this.facts.filter(fact => needs.some(({kind, field}) => kind === fact.kind && field === fact.field));
  }

  /**
   * What a figure of a year leaves out: cells that nobody understood, 2024年「办理结果」有2处没有读懂, or exports that other
   * years have, 2024年没有履职活动的导出文件; null: none.
   */
  unreadCells(id: string, year = this.year): string | null {
    return this.partial.reason(id, this.basisOf(id), year);
  }

  /** The same of all figures of the year, each reason once. */
  get cellsUnread(): string[] {
    return [...new Set(this.catalogue.all.flatMap(({id}) => this.unreadCells(id)?.split("；") ?? []))];
  }

  /** Whether every file and every cell that may hold what a metric counts was read. */
  complete(id: string, year = this.year): boolean {
    return this.unread(id).length === 0 && this.unreadCells(id, year) === null;
  }

  /** A metric's years up to the one reported on; null where there is no figure. */
  series(id: string, count = 6): {year: number; value: number | null}[] {
    const years = this.years.filter(year => year <= Math.max(this.year, this.versus)).slice(-count);
    return years.map(year => ({year, value: this.value(id, year)}));
  }

  change(id: string): Change {
    const metric = this.metric(id);
    const basis = this.basisOf(id);
    return change({
      metric,
      value: this.value(id),
      previous: this.value(id, this.versus),
      said: this.said(id),
      previousSaid: this.said(id, this.versus),
      incomplete: !this.complete(id) || !this.complete(id, this.versus),
      against: this.againstOf(id),
      basis,
      previousBasis: basis,
      partial: this.isPart(this.year, basis),
      previousPartial: this.isPart(this.versus, basis),
      ruleNote: this.ruleNote(id)
    });
  }

  /** How the year compared with is called: 上年, 上年同期, 2021年. */
  get against(): Against {
    return this.called(this.samePeriod);
  }

  /** The same of a metric. */
  againstOf(id: string): Against {
    return this.called(this.isCut(id));
  }

  private called(cut: boolean): Against {
    const then = this.year - this.versus === 1 ? ("上年" as const) : (`${this.versus}年` as const);
    return cut ? `${then}同期` : then;
  }

  /** As a report prints it, 140余篇; with what is not complete marked. */
  printed(id: string, year = this.year): string {
    const value = this.value(id, year);
    if (value === null) return this.said(id, year) ?? "无数据";
    return printed(this.metric(id), value, other => this.value(other, year)) + this.mark(id, year);
  }

  /** With every digit, 146篇; with what is not complete marked. */
  exact(id: string, year = this.year): string {
    const value = this.value(id, year);
    if (value === null) return this.said(id, year) ?? "无数据";
    return exact(this.metric(id), value) + this.mark(id, year);
  }

  /** What stands behind a figure of which a file or a cell was not read. */
  mark(id: string, year = this.year): string {
    return this.complete(id, year) ? "" : notWhole;
  }

  /** The monthly increments of a metric that are not zero. */
  monthRows(id: string, year = this.year): MonthRow[] {
    return this.rowsOf("months", this.tables.months ?? [], id, year);
  }

  /** A metric by the items of a dimension, largest first. */
  items(id: string, dimension: string, year = this.year): ItemRow[] {
    const {filtered} = this.tables;
    if (this.reason(id, year, dimension)) return [];
    if (filtered) return filtered.items(id, dimension, this.viewOf(this.basisOf(id)), year).sort(bySize);
    const name = itemsOf(this.metric(id).kind);
    return this.rowsOf(name, this.tables[name] ?? [], id, year)
      .filter(d => d.dimension === dimension)
      .sort(bySize);
  }

  /** How many proposals were replied to within how many days, in tens. */
  replies(year = this.year): {days: number; replied: number; late: number}[] {
    return (this.tables.replies ?? []).filter(
      d => d.view === this.viewOf(this.yearBasis) && (d.basis ?? "session") === this.yearBasis && d.year === year
    );
  }

  /** What the figures are limited to by a filter, in brackets; empty without one. */
  get only(): string {
    return this.tables.filtered?.words ? `(${this.tables.filtered.words})` : "";
  }

  period(year: number, basis: Metric["basis"] = "calendar"): PeriodRow | undefined {
    const wanted = basis === "session" ? "session" : "calendar";
    return this.tables.years.find(p => p.view === this.viewOf(wanted) && p.basis === wanted && p.year === year);
  }

  /** What changed in the rule of a metric, or of what it is computed from, after one year and up to another. */
  ruleNote(
    id: string,
    first = Math.min(this.year, this.versus),
    last = Math.max(this.year, this.versus)
  ): string | undefined {
    const parts = withParts(this.catalogue, this.metric(id)).map(({label}) => label);
    const notes = (this.tables["rule-changes"] ?? [])
      .filter(d => parts.includes(d.label) && d.since > first && d.since <= last)
      .map(d => `${d.since}年起${d.note}`);
    return notes.length ? [...new Set(notes)].join(";") : undefined;
  }

  /** 口径 of a metric as it is in force, with how its years are counted here. */
  rule(id: string): string {
    const rule = ruleText(this.catalogue, this.metric(id), this.rules, this.basisOf(id));
    return [rule, ...this.madeOf(id).map(({said}) => said)].join("");
  }

  /** The rules in force by name. */
  get rules(): RulesInForce {
    return new Map((this.tables.rules ?? []).map(({rule, value}) => [rule, value]));
  }

  /** Days that a unit has to reply, by the rule in force. */
  get deadline(): number {
    return Number(this.rules.get("答复期限天数") ?? 90);
  }

  /** The metrics that have a figure for the report year, in the catalogue's order. */
  get known(): Metric[] {
    return this.catalogue.all.filter(metric => !metric.part && this.has(metric.id));
  }

  /** Whether the figures of a year cover only part of it. */
  private isPart(year: number, basis: Metric["basis"]): boolean {
    return this.viewOf(basis) !== "year" || this.period(year, basis)?.complete === false;
  }

  /** The rows of a dataset that are of a metric and year here; sorted once, asked often. */
  private rowsOf<T extends MonthRow | ItemRow>(name: string, rows: T[], id: string, year: number): T[] {
    let found = this.lists.get(name);
    if (!found) {
      found = new Map();
      for (const row of rows) {
        if (row.view !== this.viewOf(rowBasis(this.catalogue, row)) || !this.counts(row)) continue;
        const at = `${row.metric} ${row.year}`;
        const list = found.get(at);
        if (list) list.push(row);
        else found.set(at, [row]);
      }
      this.lists.set(name, found);
    }
    return [...((found.get(`${id} ${year}`) ?? []) as T[])];
  }
}

const bySize = (a: ItemRow, b: ItemRow) => b.value - a.value || (a.item < b.item ? -1 : 1);
const key = (view: string, basis: string, metric: string, year: number) => `${view} ${basis} ${metric} ${year}`;
