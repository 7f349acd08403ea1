import type {Metric} from "./metric.js";
import {cutOff, decimalsOf, roundedPercentage, roundedTo, written} from "./round.js";

/** The value of another metric of the same year, or null where it is not known. */
export type Lookup = (id: string) => number | null | undefined;

/** What of a metric says how its values print. */
export type Printable = Pick<Metric, "unit" | "print"> & Partial<Pick<Metric, "kind" | "formula">>;

/** Whether values print with the digits that the office wrote: a line of the ledger of which no row says how many. */
export const asWritten = ({kind, formula, print}: Printable): boolean =>
  kind === "indicators" && !formula && print?.decimals === undefined;

/** What stands for a value that is not known, in tables and tiles; a report stops instead. */
export const missing = "—";

/** From how many on a figure without a number may be called 多. */
const several = 3;

/**
 * The value as a report prints it, with its unit: 261件, 140余篇, 98.4%, 全部, 多篇.
 * Ratios are given as ratios (0.984). `lookup` finds the metric that 全部 is measured by; without it the
 * number is printed. A value that is exactly the round number prints without 余, one below the place exactly.
 */
export function printed(metric: Metric, value: number | null, lookup: Lookup = () => null): string {
  if (value === null) return missing;
  const print = metric.print ?? {};
  const unit = print.unit ?? metric.unit;
  if (print.all && value > 0 && lookup(print.all) === value) return "全部";
  if (print.vague) return value >= several ? `多${unit}` : exact(metric, value);
  if (print.word && print.place && value >= print.place) {
    const base = Math.floor(value / print.place) * print.place;
    return `${inTenThousands(base, print.place, value > base)}${value > base ? print.word : ""}${unit}`;
  }
  return `${numeral(metric, value)}${unit}`;
}

/** 万余, 2万余 and 2万 where the place is ten thousand; digits otherwise. */
function inTenThousands(base: number, place: number, more: boolean): string {
  if (place < 10_000) return String(base);
  return base === 10_000 && more ? "万" : `${base / 10_000}万`;
}

/** The value to its last digit, with the metric's own unit: 146篇, 98.4%. */
export function exact(metric: Printable, value: number | null): string {
  return value === null ? missing : `${numeral(metric, value)}${metric.unit}`;
}

/**
 * The digits alone, for tiles, axes and tables: 146, 98.4. Ratios become percentages with one decimal at most; of what is
 * not 0 no 0 is printed, 0.02.
 * `group` parts thousands by a thin space from five digits on, for tables.
 */
export function numeral(metric: Printable, value: number | null, {group = false}: {group?: boolean} = {}): string {
  if (value === null) return missing;
  const text = plainly(shownNumber(metric, value));
  if (!group || Math.abs(value) < 10_000) return text;
  const [whole, fraction] = text.split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, "\u2009");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** Digits without an exponent: 0.0000003. */
const plainly = (value: number) =>
  Math.abs(value) < 1e-6 && value !== 0 ? value.toFixed(Math.min(20, decimalsOf(value))) : String(value);

/** The number that is printed, in the printed unit: rounded, or cut off where the metric says so; to other places if asked. */
export function shownNumber(metric: Printable, value: number, places?: number): number {
  const {unit, print = {}} = metric;
  const whole = unit === "%" ? value * 100 : value;
  if (places === undefined && asWritten(metric)) return written(whole);
  const decimals = places ?? print.decimals ?? (unit === "%" ? 1 : 2);
  if (print.cut) return roundedTo(whole, decimals, cutOff);
  return unit === "%" ? roundedPercentage(whole, decimals) : roundedTo(whole, decimals);
}

/** A value as a cell of a workbook holds it, with the format that shows it as a report rounds: never 100.0% short of all. */
export function inCell(metric: Printable, value: number): {value: number; format: string} {
  const shown = shownNumber(metric, value);
  const places = decimalsOf(shown);
  const zeros = "0".repeat(Math.max(1, places));
  if (metric.unit === "%") {
    const off = Math.abs(shown - value * 100) > 0.501 * 10 ** -zeros.length;
    return {value: off ? shown / 100 : value, format: `0.${zeros}%`};
  }
  return {value, format: places === 0 && Number.isInteger(value) ? "[>=10000]#\\ ##0;0" : `0.${zeros}`};
}

/** A target as a report prints it: 20次以上, 95%以上. The target comes in the printed unit, 95 for 95%. */
export function printedTarget(metric: Metric, target: number, comparison: string): string {
  return `${written(target)}${metric.unit}${comparison === "等于" ? "" : comparison}`;
}

/** Words that a report puts around a number; the empty one is the bare number. */
const numberWords = ["", "余", "多", "近", "超", "逾", "以上", "以下", "约", "左右"] as const;
export type NumberWord = (typeof numberWords)[number];

/**
 * Whether the words are true of x. `n` and `x` in the same printed unit: 140 and 146, 98.4 and 98.39 (percent).
 * With `decimals` the bare number is true of a rate that rounds to it as reports round (`cut`: whose further digits were
 * cut off); without, only of itself.
 */
export function holds(
  word: NumberWord,
  n: number,
  x: number,
  {decimals, cut = false}: {decimals?: number; cut?: boolean} = {}
): boolean {
  switch (word) {
    case "":
      if (decimals === undefined) return same(x, n);
      return same(cut ? cutOff(x, decimals) : roundedPercentage(x, decimals), n);
    case "余":
    case "多":
      return n > 0 && x > n && !same(x, n) && x < n + lastPlace(n);
    case "近":
      return n > 0 && x < n && !same(x, n) && x >= n - lastPlace(n) / 2;
    case "超":
    case "逾":
      return x > n && !same(x, n);
    case "以上":
      return x >= n;
    case "以下":
      return x <= n;
    case "约":
    case "左右":
      return Math.abs(x - n) <= Math.abs(n) * 0.05 + 1e-9;
  }
}

/** Whether 均, 所有, 全部 are true. */
export const holdsForAll = (numerator: number, denominator: number) => denominator > 0 && numerator === denominator;

const same = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

/** The place of the last digit that is not zero: 100 of 2300, 0.1 of 98.4. */
function lastPlace(n: number): number {
  const [digits, exponent = "0"] = n.toExponential().split("e");
  const decimals = digits!.split(".")[1]?.length ?? 0;
  return 10 ** (Number(exponent) - decimals);
}
