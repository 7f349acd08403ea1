import type {ItemsOf, KindName} from "../kinds/index.js";
import type {Filter} from "../metrics/filters.js";
import type {Metric} from "../metrics/index.js";
import type {KeptView} from "../notebook/link.js";
import type {OpenRow} from "./open-suggestions.js";

/** Rows of the datasets, named as their files; a page loads those that its figures need. */
export interface Tables extends Partial<Record<ItemsOf, ItemRow[]>> {
  figures: FigureRow[];
  years: PeriodRow[];
  /**
   * `catalogue`: the metrics in force; `unknown`: the figures that are not known (`UnknownRow`); `partial`: those
   * that leave out cells which were not understood (`UnknownRow`, why in `reason`); `undated`: those that are not known
   * where a year is cut at a day; `incomplete`:
   * the files that were not read, by the kinds they may hold (`IncompleteRow`); `made`: of what facts are made that exports
   * of several kinds tell (`MadeRow`); `charts`: the
   * office's own (`OwnChart`); `notes`: what it notes on charts (`Note`); all as JSON.
   */
  about: {
    sample: boolean;
    as_of: string;
    /** The date of the exports themselves, which may be later than the one that is asked for. */
    data_as_of?: string;
    fingerprint: string;
    catalogue?: string;
    unknown?: string;
    partial?: string;
    undated?: string;
    incomplete?: string;
    made?: string;
    charts?: string;
    notes?: string;
  }[];
  months?: MonthRow[];
  /** Counts by the day of their event; `day`: days since 1 January. */
  days?: {metric: string; year: number; day: number; value: number}[];
  ledger?: LedgerRow[];
  replies?: {view: string; basis?: YearBasis; year: number; days: number; replied: number; late: number}[];
  "suggestions-open"?: OpenRow[];
  targets?: {year: number; label: string; target: number; comparison: string}[];
  files?: FileRow[];
  problems?: ProblemRow[];
  checks?: {name: string; rule: string; rows: number}[];
  /** What the checks ask to be looked at, row by row: in the analyst edition alone. */
  "rows-checks"?: {rule: string; words: string}[];
  rules?: {rule: string; value: string; options: string | null; note: string | null}[];
  "rule-changes"?: {label: string; since: number; note: string}[];
  sources?: SourceRow[];
  /** What is kept of questions and statements, for templates. */
  kept?: KeptView[];
  /** Of an upper level: its figures are sums over places. */
  upper?: Upper;
  /** Datasets that are fetched when somebody asks where a number comes from. */
  asked?: Record<string, () => Promise<ArrayBuffer>>;
  /** Datasets that the office's own charts draw from, fetched where one of the page's does. */
  drawn?: Record<string, () => Promise<ArrayBuffer>>;
  /** The items themselves, in the analyst edition; fetched when they are asked for. */
  rows?: Partial<Record<Metric["kind"], () => Promise<ArrayBuffer>>>;
  /** Set where a filter is in force: the other tables hold what it leaves. */
  filtered?: Filtered;
}

/** Over which places sums are: how many deliver and how many wholly, in words; by metric and year how many are in it. */
export interface Upper {
  place: string;
  due: number;
  whole: number;
  counted: (metric: string, year: number) => number;
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
  value: number | null;
  /** What the ledger says in place of a number: 第2; printed and never computed. */
  said?: string | null;
  numerator: number | null;
  denominator: number | null;
  as_of: string;
}

/** A file that was not read, and a kind whose records may be in it. */
export interface IncompleteRow {
  kind: string;
  name: string;
  reason: string;
  /** It was read, but many of its rows were put aside: how many, in `reason`. */
  partly?: boolean;
}

/** A fact that exports of several kinds tell: those that tell it here, those that may, and what is said of the others. */
export interface MadeRow {
  kind: string;
  field: string;
  kinds: KindName[];
  may: KindName[];
  said: string;
}

/** A figure of a year that no export says anything of, and why; with a dimension, only how it is split. */
export interface UnknownRow {
  metric: string;
  basis: Metric["basis"];
  year: number;
  dimension: string | null;
  reason: string;
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
  /** Its number, in the order in which the exports are read. */
  file: number;
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
