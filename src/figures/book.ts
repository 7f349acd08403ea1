import {type Against, type Change, change} from "../metrics/change.js";
import type {Filter} from "../metrics/filters.js";
import {exact, printed} from "../metrics/format.js";
import {basisLabels, kindLabels, type Metric, metricByLabel, metricOf, metrics} from "../metrics/index.js";
import {type RulesInForce, ruleText, withParts} from "../metrics/rules.js";
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
  ledger?: LedgerRow[];
  replies?: {view: string; basis?: YearBasis; year: number; days: number; replied: number; late: number}[];
  targets?: {year: number; label: string; target: number; comparison: string}[];
  files?: FileRow[];
  problems?: ProblemRow[];
  checks?: {name: string; rule: string; rows: number}[];
  rules?: {rule: string; value: string; options: string | null; note: string | null}[];
  "rule-changes"?: {label: string; since: number; note: string}[];
  sources?: SourceRow[];
  /** The items themselves, in the analyst edition; fetched when they are asked for. */
  rows?: Partial<Record<Metric["kind"], () => Promise<ArrayBuffer>>>;
  /** Set where a filter is in force: the other tables hold what it leaves. */
  filtered?: Filtered;
}

/** How a year is counted: by the plenary session a proposal belongs to, or from January to December. */
export type YearBasis = "session" | "calendar";

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
  basis: YearBasis;
  year: number;
  name: string;
  sha256: string;
  rows: number;
}

/** One metric of one year in one view; ratios are 0…1. Without a basis the row is of the metric's own. */
export interface FigureRow {
  view: string;
  basis?: Metric["basis"];
  metric: string;
  year: number;
  value: number;
  numerator: number | null;
  denominator: number | null;
  as_of: string;
}

/** What a year covers in a view. `main` views are whole years and the data's own date; others are offered to choose. */
export interface PeriodRow {
  view: string;
  main?: boolean;
  basis: YearBasis;
  year: number;
  session: string | null;
  new_term: boolean;
  opens: string | null;
  /** When the next year's plenary opens, where the sessions table knows it. */
  next_opens?: string | null;
  /** Days from the opening of the plenary to the cut; null where the year is cut by the calendar, or not at all. */
  days?: number | null;
  since: string;
  until: string;
  complete: boolean;
  /** The cut-offs of a year in order, from 1. */
  step: number;
}

export interface MonthRow {
  view: string;
  basis?: Metric["basis"];
  metric: string;
  year: number;
  month: number;
  value: number;
}

export interface ItemRow {
  view: string;
  basis?: Metric["basis"];
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

/** A line of 其他指标台账 without who reported it. */
export interface LedgerRow {
  indicator: string;
  year: number;
  value: number;
  unit: string | null;
  rule: string | null;
  origin: string | null;
  name: string;
  line: number;
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

/** A target with how far it is. */
export interface Target extends Progress {
  metric: Metric;
  target: number;
  comparison: string;
  value: number | null;
}

/**
 * The figures of one report year. Everything that pages and documents say is asked of it, so that they cannot differ.
 * Where one of the two years is not over, or a date was chosen, both and all others are cut at the same point (同期).
 */
export class Book {
  readonly year: number;
  readonly versus: number;
  readonly view: string;
  readonly samePeriod: boolean;
  /** How the years of metrics that allow both are counted. */
  readonly yearBasis: YearBasis;
  private readonly index = new Map<string, FigureRow>();
  private readonly lists = new Map<string, Map<string, unknown[]>>();

  constructor(
    readonly tables: Tables,
    scope: Partial<Scope> = {}
  ) {
    this.yearBasis = scope.basis === "calendar" ? "calendar" : "session";
    const {year, versus} = this.choose(scope);
    this.year = year;
    this.versus = versus;
    const chosen = this.dates.some(({view}) => view === scope.asOf) ? scope.asOf : undefined;
    this.view = chosen ?? this.ownView;
    this.samePeriod = this.view !== "year";
    for (const row of tables.figures) this.index.set(key(row.view, basisOf(row), row.metric, row.year), row);
  }

  /** Whole years, or the data's own date while one of the two years is not over. */
  private get ownView(): string {
    const unfinished = this.tables.years.find(
      p => p.view === "year" && !p.complete && (p.year === this.year || p.year === this.versus)
    );
    const cut = this.tables.years.filter(p => p.view !== "year" && p.main !== false);
    return (unfinished && cut.find(p => p.until === unfinished.until)?.view) ?? "year";
  }

  /** What is shown unless a date is chosen: 全年, or the date of the data while a year is not over. */
  get ownDate(): string {
    return this.ownView === "year" ? "全年" : `截至${day(this.ownView)}`;
  }

  /**
   * The dates that can be chosen instead: those of the later of the two years. The views of a later year's dates cut its
   * session by another year's days since the opening, which is another day of this one.
   */
  get dates(): OfferedDate[] {
    const latest = Math.max(this.year, this.versus);
    const offered = new Map<string, OfferedDate>();
    for (const p of this.tables.years) {
      if (p.view === "year" || p.basis !== "calendar" || p.year !== latest || p.view === this.ownView) continue;
      if (p.until !== p.view) continue;
      offered.set(p.until, {view: p.view, label: day(p.until)});
    }
    return [...offered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, date]) => date);
  }

  /** The years that have figures, oldest first. */
  get years(): readonly number[] {
    this.ownYears ??= this.findYears();
    return this.ownYears;
  }
  private ownYears?: readonly number[];

  private findYears(): number[] {
    const whole = this.tables.figures.filter(d => d.view === "year");
    const own = whole.filter(d => basisOf(d) === metricOf(d.metric).basis);
    // Under a filter only the rows of the basis that is shown are there.
    const rows = own.length > 0 ? own : whole.filter(d => this.counts(d));
    return [...new Set(rows.map(d => d.year))].sort((a, b) => a - b);
  }

  /** The last year that is over, or the last at all. */
  private choose(scope: Partial<Scope>): {year: number; versus: number} {
    const years = this.years;
    const complete = this.tables.years.filter(p => p.view === "year" && p.complete).map(p => p.year);
    const latest = years.findLast(year => complete.includes(year)) ?? years.at(-1);
    const year = scope.year && years.includes(scope.year) ? scope.year : latest;
    if (year === undefined) throw new Error("invalid figures: no year");
    const versus = scope.versus && years.includes(scope.versus) ? scope.versus : year - 1;
    return {year, versus};
  }

  /** How a metric's years are counted here: as chosen where it allows that, else its own way. */
  basisOf(id: string): Metric["basis"] {
    const {basis, bases} = metricOf(id);
    return bases.includes(this.yearBasis) ? this.yearBasis : basis;
  }

  /** Whether a row counts its years as this book does. */
  counts(row: FigureRow | MonthRow | ItemRow): boolean {
    return basisOf(row) === this.basisOf(row.metric);
  }

  figure(id: string, year = this.year): FigureRow | undefined {
    return this.index.get(key(this.view, this.basisOf(id), metricOf(id).id, year));
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
    const basis = this.basisOf(id);
    return change({
      metric,
      value: this.value(id),
      previous: this.value(id, this.versus),
      against: this.against,
      basis,
      previousBasis: basis,
      partial: this.isPart(this.year, basis),
      previousPartial: this.isPart(this.versus, basis),
      ruleNote: this.ruleNote(id)
    });
  }

  /** Whether the figures of a year cover only part of it. */
  private isPart(year: number, basis: Metric["basis"]): boolean {
    return this.samePeriod || this.period(year, basis)?.complete === false;
  }

  /** What changed in the rule of a metric, or of what it is computed from, after one year and up to another. */
  ruleNote(
    id: string,
    first = Math.min(this.year, this.versus),
    last = Math.max(this.year, this.versus)
  ): string | undefined {
    const parts = withParts(metricOf(id)).map(({label}) => label);
    const notes = (this.tables["rule-changes"] ?? [])
      .filter(d => parts.includes(d.label) && d.since > first && d.since <= last)
      .map(d => `${d.since}年起${d.note}`);
    return notes.length ? [...new Set(notes)].join(";") : undefined;
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
    const until = this.period(year, this.basisOf(id))?.until ?? `${year}-12-31`;
    const last = until > `${year}-12-31` ? 12 : Number(until.slice(5, 7));
    const rows = this.rowsOf("months", this.tables.months ?? [], id, year);
    return Array.from({length: last}, (_, i) => ({
      month: i + 1,
      value: rows.find(d => d.month === i + 1)?.value ?? 0
    }));
  }

  /** How many months from January can be compared: those that both years have whole, or all where cut alike. */
  comparableMonths(id: string): number {
    const years = [this.year, this.versus];
    const months = Math.min(...years.map(year => this.months(id, year).length));
    return this.partMonths(id).length ? Math.min(months, ...years.map(year => this.wholeMonths(id, year))) : months;
  }

  /** The months that a cut leaves in part, where the two years are cut on different days: 2024年3月到2日. */
  partMonths(id: string): string[] {
    const basis = this.basisOf(id);
    const cuts = [this.year, this.versus].map(year => ({year, until: this.period(year, basis)?.until ?? ""}));
    // The same day of every calendar year is the same share of its month, 28 February of a common year too.
    if (basis !== "session" || cuts[0]!.until.slice(5) === cuts[1]!.until.slice(5)) return [];
    return cuts
      .filter(({year, until}) => this.wholeMonths(id, year) < this.months(id, year).length && until)
      .map(({year, until}) => `${year}年${Number(until.slice(5, 7))}月到${Number(until.slice(8))}日`);
  }

  private wholeMonths(id: string, year: number): number {
    const until = this.period(year, this.basisOf(id))?.until ?? `${year}-12-31`;
    if (until >= `${year}-12-31`) return 12;
    const ends = new Date(Date.parse(until) + 86_400_000).getUTCDate() === 1;
    return Number(until.slice(5, 7)) - (ends ? 0 : 1);
  }

  /** A metric by the items of a dimension, largest first. */
  items(id: string, dimension: string, year = this.year): ItemRow[] {
    const {filtered} = this.tables;
    if (filtered) return filtered.items(id, dimension, this.view, year).sort(bySize);
    const name = `${metricOf(id).kind}-by` as "proposals-by";
    return this.rowsOf(name, this.tables[name] ?? [], id, year)
      .filter(d => d.dimension === dimension)
      .sort(bySize);
  }

  /** The rows of a dataset that are of a metric and year here; sorted once, asked often. */
  private rowsOf<T extends MonthRow | ItemRow>(name: string, rows: T[], id: string, year: number): T[] {
    let found = this.lists.get(name);
    if (!found) {
      found = new Map();
      for (const row of rows) {
        if (row.view !== this.view || !this.counts(row)) continue;
        const at = `${row.metric} ${row.year}`;
        const list = found.get(at);
        if (list) list.push(row);
        else found.set(at, [row]);
      }
      this.lists.set(name, found);
    }
    return [...((found.get(`${id} ${year}`) ?? []) as T[])];
  }

  /** How many proposals were replied to within how many days, in tens. */
  replies(year = this.year): {days: number; replied: number; late: number}[] {
    return (this.tables.replies ?? []).filter(
      d => d.view === this.view && (d.basis ?? "session") === this.yearBasis && d.year === year
    );
  }

  /** What the figures are limited to by a filter, in brackets; empty without one. */
  get only(): string {
    return this.tables.filtered?.words ? `(${this.tables.filtered.words})` : "";
  }

  period(year: number, basis: Metric["basis"] = "calendar"): PeriodRow | undefined {
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

  /** For charts: the last year, where it is not shown whole. */
  get unfinished(): {year: number; label: string} | undefined {
    if (!this.samePeriod) return undefined;
    const year = Math.max(this.year, this.versus);
    return {year, label: `截至${this.cutDay(year)}`};
  }

  /** The date up to which the later of the two years is shown. */
  get cutOff(): string {
    const year = Math.max(this.year, this.versus);
    return this.period(year)?.until ?? `${year}-12-31`;
  }

  /** The day at which a year is cut, 10月31日; session years have their own. */
  cutDay(year: number, basis: Metric["basis"] = "calendar"): string {
    return day(this.period(year, basis)?.until ?? `${year}-12-31`);
  }

  /**
   * Share of the year that had passed at the cut-off, 0…1. Of session years, from the opening of the plenary to the
   * next one's, which comes a year later where the sessions table does not know it; 31 December does not end them.
   */
  elapsed(basis: Metric["basis"] = "calendar", year = this.year): number {
    const period = this.period(year, basis);
    if (!period) return 1;
    const next = basis === "session" ? nextPlenary(period) : null;
    if (next) return share(period.opens!, this.reached(period), next);
    return period.complete ? 1 : share(`${year}-01-01`, period.until, `${year + 1}-01-01`);
  }

  /** 2024年1月15日至2025年1月12日: what a year covers here; a session year, up to the day before the next plenary. */
  covered(year: number, basis: Metric["basis"]): string {
    const period = this.period(year, basis);
    return period ? `${fullDay(period.since)}至${fullDay(this.reached(period))}` : `${year}年`;
  }

  /** The last day of a year that is shown: of whole session years, that before the next plenary, or the data's own. */
  private reached(period: PeriodRow): string {
    const next = period.basis === "session" ? nextPlenary(period) : null;
    if (period.view !== "year" || !next) return period.until;
    const asOf = this.tables.about[0]?.as_of ?? period.until;
    return [asOf, dayBefore(next)].sort()[0]!;
  }

  /** The targets of a year with how far each is. */
  targets(year = this.year): Target[] {
    return (this.tables.targets ?? [])
      .filter(d => d.year === year)
      .map(({label, target, comparison}) => {
        const metric = metricByLabel(label);
        if (!metric) throw new Error(`unknown metric of target: ${label}`);
        const value = this.value(metric.id, year);
        const elapsed = this.elapsed(this.basisOf(metric.id), year);
        return {metric, target, comparison, value, ...progress(metric, value, target, comparison, elapsed)};
      });
  }

  /** 全年, or the range that every calendar year is cut to. */
  get range(): string {
    return this.samePeriod ? `1月1日至${this.cutDay(this.year)}(同期)` : "全年";
  }

  /**
   * What the two years cover, precisely: 2025年1月1日至10月31日、2024年1月1日至10月31日. Of session years, from the first
   * day on which proposals are received, with the days since the plenary opened; empty for whole years.
   */
  ranges(basis: Metric["basis"]): string {
    if (!this.samePeriod) return "";
    const periods = [this.year, this.versus].flatMap(year => this.period(year, basis) ?? []);
    const said = periods.map(({year, since, until, days}) => {
      const counted = days == null ? "" : days < 0 ? `(开幕前${-days}天)` : `(开幕后${days}天)`;
      return `${basis === "session" ? `${year}年度自` : ""}${span(since, until)}${counted}`;
    });
    const undated = basis === "session" ? periods.filter(({opens}) => !opens).map(({year}) => `${year}年`) : [];
    const reason = undated.length ? `,届次表没有${undated.join("、")}的开幕日期,按同月同日截` : "";
    return said.join("、") + reason;
  }

  /** 同期 with both ranges of each basis among the metrics, as captions print it; empty for whole years. */
  samePeriodNote(ids: string[]): string {
    if (!this.samePeriod) return "";
    const shown = new Set(ids.map(id => this.basisOf(id)));
    const ranges: string[] = [];
    if (shown.has("session") || shown.has("mixed")) ranges.push(`届次年度:${this.ranges("session")}`);
    if (shown.has("calendar") || shown.has("mixed")) ranges.push(`自然年:${this.ranges("calendar")}`);
    return `同期,${ranges.join(";")}`;
  }

  /** What exports date no event of, and from when it counts instead; empty for whole years. */
  undatedNote(ids: string[]): string {
    if (!this.samePeriod) return "";
    const parts = ids.flatMap(id => withParts(metricOf(id)).map(metric => metric.id));
    return [...new Set(parts.flatMap(id => undated[id] ?? []))].join(";");
  }

  /** 口径 of a metric as it is in force, with how its years are counted here. */
  rule(id: string): string {
    return ruleText(metricOf(id), this.rules, this.basisOf(id));
  }

  /** The rules in force by name. */
  get rules(): RulesInForce {
    return new Map((this.tables.rules ?? []).map(({rule, value}) => [rule, value]));
  }

  /** The metrics that have a figure for the report year, in the catalogue's order. */
  get known(): Metric[] {
    return [...metrics.values()].filter(metric => !metric.part && this.value(metric.id) !== null);
  }

  /** What stands beneath a chart: rule, as-of date and source of the metrics in it. */
  caption(ids: string[]): {rule: string; asOf: string; source: string; note: string} {
    const shown = ids.map(metricOf);
    const dates = ids.map(id => this.figure(id)?.as_of).filter(date => date !== undefined);
    const all = [...new Set(shown.map(metric => metric.kind))];
    const kinds = all.length > 1 ? all.filter(kind => kind !== "multi") : all;
    return {
      rule: sentences(ids.map(id => this.rule(id))),
      note: [
        this.samePeriodNote(ids),
        this.undatedNote(ids),
        ...new Set(ids.flatMap(id => this.ruleNote(id) ?? []).map(note => `口径有变:${note}`))
      ]
        .filter(Boolean)
        .join(" · "),
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
    const basis = this.basisOf(id);
    const chosen = basis === "calendar" && metricOf(id).basis === "session";
    return chosen ? "按提交日期所在自然年" : `按${basisLabels[basis]}`;
  }
}

/** Metrics of events that exports give no day for, with what bounds them where a year is cut at a day. */
const undated: Record<string, string> = {
  "proposals.instructions": "提案批示没有日期,答复或办结后才计入",
  "proposals.appraised": "民主评议没有日期,提案答复或办结后才计入",
  "proposals.appraised_units": "民主评议没有日期,提案答复或办结后才计入",
  "proposals.key": "重点提案没有确定日期,交办后才计入",
  "activities.adopted": "采纳建议没有日期,活动结束即计入",
  "activities.instructions": "活动批示没有日期,活动结束即计入"
};

/** `2025-10-31` → 10月31日. */
export function day(iso: string): string {
  return `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
}

/** `2024-12-31` → 2024年12月31日. */
export function fullDay(iso: string): string {
  return `${iso.slice(0, 4)}年${day(iso)}`;
}

const bySize = (a: ItemRow, b: ItemRow) => b.value - a.value || (a.item < b.item ? -1 : 1);
/** 2025年1月1日至10月31日; the year again where it differs. */
function span(since: string, until: string): string {
  return `${fullDay(since)}至${since.slice(0, 4) === until.slice(0, 4) ? day(until) : fullDay(until)}`;
}

/** Rules one after another, each sentence once. */
function sentences(rules: string[]): string {
  return [...new Set(rules.flatMap(rule => rule.match(/[^。]+。?/g) ?? []))].join("");
}

/** When the plenary after that of a session year opens: as known, else a year later; null where its own is unknown. */
function nextPlenary({year, opens, next_opens: next}: PeriodRow): string | null {
  if (!opens) return null;
  if (next && Number(next.slice(0, 4)) <= year + 1) return next;
  return `${Number(opens.slice(0, 4)) + 1}${opens.slice(4).replace("-02-29", "-02-28")}`;
}

const dayBefore = (iso: string) => new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10);

/** How much of the time from one day to before another is over at the end of a day, 0…1. */
function share(from: string, until: string, to: string): number {
  return Math.max(0, Math.min(1, (days(from, until) + 1) / days(from, to)));
}

const basisOf = (row: FigureRow | MonthRow | ItemRow) => row.basis ?? metricOf(row.metric).basis;
const key = (view: string, basis: string, metric: string, year: number) => `${view} ${basis} ${metric} ${year}`;
const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
