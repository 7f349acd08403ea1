import type {Metric} from "../metrics/index.js";

/** 一致 · 不一致 · 无法核对 (no such figure, or not certain which) · 不是数据 (dates, ordinals, slogans, titles). */
export type Verdict = "一致" | "不一致" | "无法核对" | "不是数据";

/** One figure of one year. Rates are ratios (0.984); `value` is null where there is no data. */
export interface Figure {
  metric: string;
  label?: string;
  unit?: string;
  year: number;
  value: number | null;
  numerator?: number | null;
  denominator?: number | null;
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
  /** Whether every line feed ends a paragraph, as in the text of a .docx; else lines may be wrapped. */
  paragraphs?: boolean;
  /** The catalogue in force, by id. */
  metrics: ReadonlyMap<string, Metric>;
}

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
}
