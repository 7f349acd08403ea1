import type {Catalogue} from "../metrics/index.js";

/**
 * 一致 · 不一致 (one figure, every word explained, and it differs) · 请核对 (by far the likeliest figure differs) ·
 * 无法核对 (no such figure, or not certain which) · 不是数据 (dates, ordinals, slogans, titles).
 */
export type Verdict = "一致" | "不一致" | "请核对" | "无法核对" | "不是数据";

/** One figure of one year. Rates are ratios (0.984); `value` is null where there is no data. */
export interface Figure {
  metric: string;
  label?: string;
  unit?: string;
  year: number;
  value: number | null;
  numerator?: number | null;
  denominator?: number | null;
  /** Why there is no value; printed with 无法核对. */
  missing?: string;
  /** Its value without what a rule of the office counts in (基本满意计入满意), by which a draft may tell it. */
  without?: {value: number; rule: string};
  /** What the ledger says in place of a value: 第3名. */
  said?: string;
  /** What it may leave out: the files and cells that were not read. */
  incomplete?: string;
  /** The figure of some items only: the category, unit, party, committee, or month (3月). */
  item?: string;
  /** What the item is one of: category, main_unit, month; items of one name may be of several. */
  dimension?: string;
  /** Not of the whole year: up to the day to which the unfinished report year is known. */
  cut?: boolean;
}

/** A target in the metric's printed unit: 20, or 95 for 95%. */
export interface DraftTarget {
  metric: string;
  year: number;
  target: number;
  comparison: string;
}

export interface CheckOptions {
  /** The year that the draft reports on: what 今年 and a sentence without a year mean. */
  year: number;
  /** Goals that the draft may announce; without them such numbers are 无法核对. */
  targets?: readonly DraftTarget[];
  /** The last day that the figures of the report year know of, 2025-10-31, where it is not over. */
  until?: string | null;
  /** The first year of the term that 本届以来 adds up from. */
  termStart?: number;
  /** What staff said of numbers before: 这是, 不是这个指标. */
  answers?: Answers;
  /** What the office's level is called, 区 where it is not said: 县领导 of a county is what 区领导 is of a district. */
  level?: string;
  /** Whether every line feed ends a paragraph, as in the text of a .docx; else lines may be wrapped. */
  paragraphs?: boolean;
  /** What items by which figures are split are called besides, by the office's table of units: 区教委 of 区教育局. */
  called?: ReadonlyMap<string, readonly string[]>;
  /** The catalogue in force: labels and phrases by which a draft calls its figures. */
  catalogue: Catalogue;
}

/** By a finding's `key`: whether the number is of a metric. */
export type Answers = Readonly<Record<string, {metric: string; is: boolean}>>;

/**
 * What the checker says of one number of the draft.
 * `text` is the draft from `start` to `end` (the number with its words and unit). `number` and `computed` are in the
 * printed unit, rates as percentages; null where the words hold no number.
 */
export interface Finding {
  text: string;
  start: number;
  end: number;
  number: number | null;
  metric: string | null;
  label: string | null;
  verdict: Verdict;
  computed: number | null;
  should_read: string | null;
  reason: string;
  /** By which an answer finds the number again; null where there is nothing to answer. */
  key?: string | null;
  /** Why it is not of the whole; null where it is. */
  scope?: string | null;
  /** 2024年, 2025年目标, 至2024年累计. */
  period?: string | null;
  /** Labels of what it may be, the likeliest first. */
  candidates?: string[];
}
