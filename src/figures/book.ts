import {type Against, type Change, change} from "../metrics/change.js";
import type {Filter} from "../metrics/filters.js";
import {exact, printed} from "../metrics/format.js";
import {basisLabels, kindLabels, type Metric, metricByLabel, metricOf, metrics} from "../metrics/index.js";
import {type Progress, progress} from "../metrics/target.js";

/** Rows of the datasets, named as their files; a page loads those that its figures need. */
export interface Tables {
  figures: FigureRow[];
  years: PeriodRow[];
  about: {sample: boolean; as_of: string; fingerprint: string}[];
  months?: MonthRow[];
  "proposals-by"?: ItemRow[];
  "opinions-by"?: ItemRow[];
  "activities-by"?: ItemRow[];
  days?: {year: number; day: string; held: number; sessions: number}[];
  replies?: {view: string; year: number; days: number; replied: number; late: number}[];
  targets?: {year: number; label: string; target: number; comparison: string}[];
  files?: FileRow[];
  problems?: ProblemRow[];
  checks?: {name: string; rule: string; rows: number}[];
  rules?: {rule: string; value: string; options: string; note: string}[];
  sources?: SourceRow[];
  /** Set where a filter is in force: the other tables hold what it leaves. */
  filtered?: Filtered;
}

/** What a filter makes of a book's tables, and what it cannot make. */
export interface Filtered {
  filter: Filter;
  /** 类别:教育;党派:民盟. */
  words: string;
  /** The items left and all there are, of each kind that the page filters. */
  left: {kind: Metric["kind"]; count: number; of: number}[];
  /** A metric by the items of a dimension. */
  items: (id: string, dimension: string, view: string, year: number) => ItemRow[];
  /** Why a metric or a dataset is not offered under this filter; null where it is. */
  reason: (needed: string) => string | null;
  /** The reasons in force, each once, with the metrics they hold for. */
  withheld: {reason: string; labels: string[]}[];
}

/** The rows of a file that count in a year. */
export interface SourceRow {
  kind: Metric["kind"];
  year: number;
  name: string;
  sha256: string;
  rows: number;
}

/** One metric of one year in one view; ratios are 0…1. */
export interface FigureRow {
  view: string;
  metric: string;
  year: number;
  value: number;
  numerator: number | null;
  denominator: number | null;
  as_of: string;
}

export interface PeriodRow {
  view: string;
  basis: "session" | "calendar";
  year: number;
  session: string | null;
  new_term: boolean;
  opens: string | null;
  since: string;
  until: string;
  complete: boolean;
  /** The cut-offs of a year in order, from 1. */
  step: number;
}

export interface MonthRow {
  view: string;
  metric: string;
  year: number;
  month: number;
  value: number;
}

export interface ItemRow {
  view: string;
  metric: string;
  year: number;
  dimension: string;
  item: string;
  value: number;
}

export interface FileRow {
  name: string;
  kind: string | null;
  encoding: string | null;
  records: number;
  accepted: number;
  quarantined: number;
  duplicates: number;
  dropped: number;
  dropped_header: number;
  dropped_total: number;
  dropped_footer: number;
  dropped_blank: number;
  warnings: number;
  first_date: string | null;
  last_date: string | null;
  unknown_columns: string | null;
  refused: string | null;
  sha256: string;
}

/** What is wrong in one column of one file for one reason, without what the cells said; `lines` are the first of them. */
export interface ProblemRow {
  name: string;
  column_name: string;
  severity: string;
  code: string;
  times: number;
  lines: string;
}

/** The year reported on and the year it is compared with. */
export interface Scope {
  year: number;
  versus: number;
}

/**
 * The figures of one report year. Everything that pages and documents say is asked of it, so that they cannot differ.
 * Where one of the two years is not over, both and all others are cut at the same point (同期).
 */
export class Book {
  readonly year: number;
  readonly versus: number;
  readonly view: string;
  readonly samePeriod: boolean;
  private readonly index = new Map<string, FigureRow>();

  constructor(
    readonly tables: Tables,
    scope: Partial<Scope> = {}
  ) {
    const {year, versus} = this.choose(scope);
    this.year = year;
    this.versus = versus;
    const unfinished = tables.years.find(
      p => p.view === "year" && !p.complete && (p.year === year || p.year === versus)
    );
    const view = unfinished && tables.years.find(p => p.view !== "year" && p.until === unfinished.until)?.view;
    this.view = view ?? "year";
    this.samePeriod = this.view !== "year";
    for (const row of tables.figures) this.index.set(key(row.view, row.metric, row.year), row);
  }

  /** The years that have figures, oldest first. */
  get years(): number[] {
    return [...new Set(this.tables.figures.filter(d => d.view === "year").map(d => d.year))].sort((a, b) => a - b);
  }

  /** The last year that is over, or the last at all. */
  private choose(scope: Partial<Scope>): Scope {
    const years = this.years;
    const complete = this.tables.years.filter(p => p.view === "year" && p.complete).map(p => p.year);
    const latest = years.findLast(year => complete.includes(year)) ?? years.at(-1);
    const year = scope.year && years.includes(scope.year) ? scope.year : latest;
    if (year === undefined) throw new Error("invalid figures: no year");
    const versus = scope.versus && years.includes(scope.versus) ? scope.versus : year - 1;
    return {year, versus};
  }

  figure(id: string, year = this.year): FigureRow | undefined {
    return this.index.get(key(this.view, metricOf(id).id, year));
  }

  value(id: string, year = this.year): number | null {
    return this.figure(id, year)?.value ?? null;
  }

  /** A metric's years up to the one reported on; null where there is no figure. */
  series(id: string, count = 6): {year: number; value: number | null}[] {
    const years = this.years.filter(year => year <= Math.max(this.year, this.versus)).slice(-count);
    return years.map(year => ({year, value: this.value(id, year)}));
  }

  change(id: string): Change {
    const metric = metricOf(id);
    return change({
      metric,
      value: this.value(id),
      previous: this.value(id, this.versus),
      against: this.against
    });
  }

  /** How the year compared with is called: 上年, 上年同期, 2021年. */
  get against(): Against {
    const then = this.year - this.versus === 1 ? ("上年" as const) : (`${this.versus}年` as const);
    return this.samePeriod ? `${then}同期` : then;
  }

  /** As a report prints it, 140余篇. */
  printed(id: string, year = this.year): string {
    const value = this.value(id, year);
    return value === null ? "无数据" : printed(metricOf(id), value, other => this.value(other, year));
  }

  /** With every digit, 146篇. */
  exact(id: string, year = this.year): string {
    const value = this.value(id, year);
    return value === null ? "无数据" : exact(metricOf(id), value);
  }

  /** Monthly increments of a year, January to the last month that the view covers. */
  months(id: string, year = this.year): {month: number; value: number}[] {
    const {basis} = metricOf(id);
    const until = this.period(year, basis)?.until ?? `${year}-12-31`;
    const last = until > `${year}-12-31` ? 12 : Number(until.slice(5, 7));
    const rows = (this.tables.months ?? []).filter(d => d.view === this.view && d.metric === id && d.year === year);
    return Array.from({length: last}, (_, i) => ({
      month: i + 1,
      value: rows.find(d => d.month === i + 1)?.value ?? 0
    }));
  }

  /** A metric by the items of a dimension, largest first. */
  items(id: string, dimension: string, year = this.year): ItemRow[] {
    const {filtered} = this.tables;
    if (filtered) return filtered.items(id, dimension, this.view, year).sort(bySize);
    const {kind} = metricOf(id);
    const table = this.tables[`${kind}-by` as "proposals-by"] ?? [];
    return table
      .filter(d => d.view === this.view && d.metric === id && d.dimension === dimension && d.year === year)
      .sort(bySize);
  }

  /** What the figures are limited to by a filter, in brackets; empty without one. */
  get only(): string {
    return this.tables.filtered ? `(${this.tables.filtered.words})` : "";
  }

  period(year: number, basis: "session" | "calendar" | "mixed" = "calendar"): PeriodRow | undefined {
    const wanted = basis === "session" ? "session" : "calendar";
    return this.tables.years.find(p => p.view === this.view && p.basis === wanted && p.year === year);
  }

  /** Days that a unit has to reply, by the rule in force. */
  get deadline(): number {
    return Number(this.tables.rules?.find(d => d.rule === "答复期限天数")?.value ?? 90);
  }

  /** Years whose session was the first of a new term. */
  get newTerms(): number[] {
    return this.tables.years.filter(p => p.view === "year" && p.basis === "session" && p.new_term).map(p => p.year);
  }

  /** For charts: the last year, while it is not over. */
  get unfinished(): {year: number; label: string} | undefined {
    if (!this.samePeriod) return undefined;
    const year = Math.max(this.year, this.versus);
    return {year, label: `截至${day(this.view)}`};
  }

  /** Share of the year that had passed at the cut-off, 0…1. */
  get elapsed(): number {
    const until = this.period(this.year)?.until ?? `${this.year}-12-31`;
    const length = days(`${this.year}-01-01`, `${this.year + 1}-01-01`);
    return Math.min(1, (days(`${this.year}-01-01`, until) + 1) / length);
  }

  /** The targets of a year with how far each is. */
  targets(year = this.year): (Progress & {metric: Metric; target: number; comparison: string; value: number | null})[] {
    return (this.tables.targets ?? [])
      .filter(d => d.year === year)
      .map(({label, target, comparison}) => {
        const metric = metricByLabel(label);
        if (!metric) throw new Error(`unknown metric of target: ${label}`);
        const value = this.value(metric.id, year);
        return {metric, target, comparison, value, ...progress(metric, value, target, comparison, this.elapsed)};
      });
  }

  /** 全年, or the range that every year is cut to. */
  get range(): string {
    return this.samePeriod ? `1月1日至${day(this.view)}(同期)` : "全年";
  }

  /** The metrics that have a figure for the report year, in the catalogue's order. */
  get known(): Metric[] {
    return [...metrics.values()].filter(metric => !metric.part && this.value(metric.id) !== null);
  }

  /** What stands beneath a chart: rule, as-of date and source of the metrics in it. */
  caption(ids: string[]): {rule: string; asOf: string; source: string} {
    const shown = ids.map(metricOf);
    const dates = ids.map(id => this.figure(id)?.as_of).filter(date => date !== undefined);
    const kinds = [...new Set(shown.map(metric => metric.kind))];
    return {
      rule: [...new Set(shown.map(metric => metric.rule))].join(""),
      asOf: dates.sort().at(-1) ?? this.tables.about[0]!.as_of,
      source: kinds.map(kind => this.source(kind)).join("、")
    };
  }

  private source(kind: Metric["kind"]): string {
    if (kind === "multi") return "三类导出";
    if (kind === "indicators") return kindLabels.indicators;
    const files = (this.tables.files ?? []).filter(file => file.kind === kind && file.accepted > 0).length;
    return files ? `${kindLabels[kind]}导出${files}个文件` : `${kindLabels[kind]}导出`;
  }

  /** 按届次年度 or 按自然年. */
  basis(id: string): string {
    return `按${basisLabels[metricOf(id).basis]}`;
  }
}

/** `2025-10-31` → 10月31日. */
export function day(iso: string): string {
  return `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
}

/** `2024-12-31` → 2024年12月31日. */
export function fullDay(iso: string): string {
  return `${iso.slice(0, 4)}年${day(iso)}`;
}

const bySize = (a: ItemRow, b: ItemRow) => b.value - a.value || (a.item < b.item ? -1 : 1);
const key = (view: string, metric: string, year: number) => `${view} ${metric} ${year}`;
const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
