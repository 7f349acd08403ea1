import {multipleOf} from "../intake/units.js";
import {asWritten, numeral, shownNumber} from "./format.js";
import type {Basis, Metric} from "./metric.js";
import {decimalsOf, rounded, roundedPercentage, roundedTo} from "./round.js";

/** What a value is compared with; 同比 is said of calendar years only. */
export type Against = "上年" | "上年同期" | "同比" | `${number}年` | `${number}年同期`;

export type Direction = "up" | "down" | "flat";

/** Two values of one metric. Ratios come as ratios (0.984); null where there is no data. */
export interface Comparable {
  metric: Metric;
  value: number | null;
  previous: number | null;
  /** What stands in place of a number, which is printed and compared with nothing: 第2名; or one in another unit, 12件. */
  said?: string | null;
  previousSaid?: string | null;
  /** A file that may hold some of it was not read. */
  incomplete?: boolean;
  /** How the other period is called; 上年 where absent. */
  against?: Against;
  /** The period basis of each value, where it was chosen on a page; different ones are not compared. */
  basis?: Basis;
  previousBasis?: Basis;
  /** Whether a value covers only part of its year; a part is not compared with a whole. */
  partial?: boolean;
  previousPartial?: boolean;
  /** What changed in the counting rule between the two, in a few words; printed with the change. */
  ruleNote?: string;
}

/**
 * - `difference`: in the metric's unit; of rates in percentage points; unrounded
 * - `percent`: unrounded; null for rates, and where the previous value is under 10
 * - `words`: as a report prints it, 较上年增加29件,增长12.5%; where there is no change to tell, the reason
 * - `short`: the same for a tile, 增加29件,增长12.5%
 * - `reason`: why there is no change to tell, else null
 */
export interface Change {
  difference: number | null;
  percent: number | null;
  direction: Direction | null;
  words: string;
  short: string;
  reason: string | null;
  note: string | null;
}

/** Marks of direction beside a change. */
export const arrows: Record<Direction, string> = {up: "▲", down: "▼", flat: "＝"};

/** A base under this gives no percentage: one more of three is not 增长33.3%. */
export const smallBase = 10;

/** What changed from the previous value to this one. The only place that says it. */
export function change(pair: Comparable): Change {
  const {metric, value, previous, ruleNote} = pair;
  const against = pair.against === "同比" && metric.basis !== "calendar" ? "上年" : (pair.against ?? "上年");
  const then = against === "同比" ? "上年同期" : against;
  const reason = refusal(pair, then);
  if (reason !== null || value === null || previous === null) {
    const text = reason ?? "";
    return {difference: null, percent: null, direction: null, words: text, short: text, reason, note: null};
  }

  const rate = metric.unit === "%";
  const difference = rate ? (value - previous) * 100 : value - previous;
  const direction = difference > 0 ? "up" : difference < 0 ? "down" : "flat";
  // 0.98亿元 is no small base, though its digits are.
  const base = previous * multipleOf(metric.unit).times;
  const percent = rate || base < smallBase ? null : (difference / previous) * 100;
  const short = rate ? points(pair, difference) : amounts(pair, difference, percent, then);
  const note = ruleNote ? `口径有变:${ruleNote}` : null;
  const words =
    direction === "flat"
      ? `与${then}持平${rate ? `,均为${numeral(metric, value)}%` : ""}`
      : !rate && previous === 0
        ? `${then}为0,${short}`
        : `${against === "同比" ? "同比" : `较${against}`}${short}`;
  return {
    difference,
    percent,
    direction,
    words: note ? `${words}(${note})` : words,
    short: `${direction === "flat" ? "持平" : short}${note ? "(口径有变)" : ""}`,
    reason: null,
    note
  };
}

function refusal({metric, value, previous, partial, previousPartial, ...pair}: Comparable, then: string) {
  if (value === null && pair.said) return notComparable("", pair.said, metric);
  if (pair.incomplete && value !== null && previous !== null) return "数字不完整，不作比较";
  if ((pair.basis ?? metric.basis) !== (pair.previousBasis ?? metric.basis)) return "年度口径不同,不作比较";
  if ((partial ?? false) !== (previousPartial ?? false)) return "一方为不完整年度,不与全年比较";
  if (value === null) return "本年无数据";
  if (previous === null && pair.previousSaid) return notComparable(then, pair.previousSaid, metric);
  return previous === null ? `${then}无数据` : null;
}

/** Why what stands in place of a number is not compared: 是文字，不作比较; 上年为12件，单位不同，不作比较. */
const notComparable = (then: string, said: string, {unit}: Metric) => {
  const other = /^[+-]?\d[\d.]*(?=[^\d.])/.test(said) && !said.endsWith(unit);
  return `${then ? `${then}为${said}，` : ""}${other ? "单位不同" : "是文字"}，不作比较`;
};

/** 提高1.4个百分点(由97%升至98.4%), in the places of the metric; the difference is of unrounded rates. */
function points({metric, value, previous}: Comparable, difference: number): string {
  const [verb, to] = difference > 0 ? ["提高", "升至"] : ["下降", "降至"];
  const places = Math.max(1, asWritten(metric) ? digitsOf(metric, value!, previous!) : (metric.print?.decimals ?? 1));
  const shown = [0, 1, 2].map(more => [previous!, value!].map(each => shownNumber(metric, each, places + more)));
  // Rates that print alike are told to more places; where that does not part them either, the difference says it.
  const [from, till] = shown.find(([a, b]) => a !== b) ?? [];
  const both = from === undefined ? "" : `(由${from}%${to}${till}%)`;
  return `${verb}${decimal(difference, places)}个百分点${both}`;
}

/** 增加29件,增长12.5%; from the double on 增加65件,是上年的2.3倍; the difference alone over a small base. */
function amounts({metric, value, previous}: Comparable, difference: number, percent: number | null, then: string) {
  const up = difference > 0;
  const amount = `${up ? "增加" : "减少"}${differenceOf(metric, value!, previous!)}${metric.unit}`;
  if (percent === null) return amount;
  if (value! >= 2 * previous!) return `${amount},是${then}的${rounded(value! / previous!, 1)}倍`;
  return `${amount},${up ? "增长" : "下降"}${rounded(Math.abs(percent), 1) === 0 ? decimal(percent) : percentage(Math.abs(percent))}%`;
}

/** How far apart two amounts are, with the decimals that they are printed with. */
export function differenceOf(metric: Metric, value: number, previous: number): number {
  const size = Math.abs(value - previous);
  const places = asWritten(metric) ? digitsOf(metric, value, previous) : (metric.print?.decimals ?? 2);
  return rounded(size, places) || roundedTo(size, 2);
}

/** As many decimals as the more exact of two values is printed with. */
const digitsOf = (metric: Metric, ...values: number[]) =>
  Math.max(...values.map(value => decimalsOf(shownNumber(metric, value))));

/** The size of a change in percent to one decimal: what falls by all but a little does not fall by 100.0%. */
export const percentage = (size: number): string => (rounded(size, 1) === 0 ? 0 : roundedPercentage(size)).toFixed(1);

/** One decimal always, 12.5 and 11.0, or as many as asked; what would round to nothing is 不足0.1. */
function decimal(value: number, places = 1): string {
  const size = rounded(Math.abs(value), places);
  return size === 0 ? `不足${10 ** -places}` : size.toFixed(places);
}
