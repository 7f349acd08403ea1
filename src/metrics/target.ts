import {notWhole} from "../text/whole.js";
import type {Catalogue} from "./catalogue.js";
import {addsUp} from "./count.js";
import {exact, printedTarget} from "./format.js";
import {references} from "./formula.js";
import {ledgerAdds} from "./ledger.js";
import type {Metric} from "./metric.js";
import {rounded, written} from "./round.js";

/** How a value is held against its goal. */
export const comparisons = ["以上", "以下", "等于"] as const;
export type Comparison = (typeof comparisons)[number];
export type Verdict = "reached" | "on_course" | "behind" | "unknown";

/** `share` and `elapsed` are ratios, unrounded. */
export interface Progress {
  verdict: Verdict;
  /** 已完成, 按进度, 滞后, 无数据, or 不作判断 where something that may count was not read. */
  words: string;
  /** The words with the numbers: 按进度(17次,目标20次以上,完成85%,时间已过83%). */
  said: string;
  /** The value with as many digits as it takes to tell it from a target that it misses: 94.96%. */
  actual: string;
  /** Whether the value grows through the year: of a rate, a mean or a median no share is done and no pace kept. */
  accrues: boolean;
  /** Share of the target that is done, 0 and up; null where it cannot be said. */
  share: number | null;
  /** Share of the year gone, in the time of the metric's year; 1 when it is over. */
  elapsed: number;
  /** Whether the share of the year is what the verdict was measured by. */
  paced: boolean;
  /** The target in the metric's own scale: 0.95 for 95%. */
  goal: number;
}

const words = {reached: "已完成", on_course: "按进度", behind: "滞后", unknown: "无数据"} as const;

/** Whether what a metric counts adds up through the year: no part of it is a rate, a mean, a median, a maximum or a rank. */
export function accrues(catalogue: Catalogue, metric: Metric): boolean {
  const {count, formula, kind, unit, label} = metric;
  if (unit === "%") return false;
  if (formula) return formula.type === "sum" && references(formula).every(id => accrues(catalogue, catalogue.get(id)));
  return kind === "indicators" ? ledgerAdds(unit, label) : count!.aggregate === "distinct" || addsUp(count!);
}

/**
 * How far a metric is from its target, at full precision: 94.96% is not 95%. A count is on course while its share of
 * the target is at least the share of the year that has passed; one that must stay under its target, while it is at
 * most that share, and only the end of the year shows that it did. What does not accrue has no pace: it is reached or
 * behind. Of what is not `whole` nothing is said, nor of what is `written` in place of a number.
 * `target` is in the unit that the metric prints (95 for 95%), `elapsed` is 0…1. Throws on an unknown comparison.
 */
export function progress(
  metric: Metric,
  value: number | null,
  target: number,
  comparison: string,
  elapsed: number,
  {
    accrues = metric.unit !== "%",
    whole = true,
    written = null
  }: {accrues?: boolean; whole?: boolean; written?: string | null} = {}
): Progress {
  if (!isComparison(comparison)) throw new Error(`invalid comparison: ${comparison}`);
  const goal = metric.unit === "%" ? target / 100 : target;
  const share = value === null || goal === 0 || !whole ? null : value / goal;
  const verdict =
    value === null || !whole ? "unknown" : judge({value, goal, share, comparison, elapsed: accrues ? elapsed : 1});
  const paced = accrues && elapsed < 1 && (verdict === "on_course" || verdict === "behind");
  // 第1 stands there, and is no number that could be held against one.
  const worded = value === null && written !== null;
  const actual = worded
    ? written
    : value === null
      ? "无数据"
      : distinct(metric, value, target, goal) + (whole ? "" : notWhole);
  const aim = `目标${printedTarget(metric, target, comparison)}`;
  const said = worded ? "是文字，不作比较" : value !== null && !whole ? "不作判断" : words[verdict];
  const numbers =
    value === null
      ? [...(worded ? [actual] : []), aim]
      : [
          actual,
          aim,
          ...(accrues && share !== null ? [`完成${percent(share)}%`] : []),
          ...(paced ? [`时间已过${percent(elapsed)}%`] : [])
        ];
  return {
    verdict,
    words: said,
    said: `${said}(${numbers.join(",")})`,
    actual,
    accrues,
    share,
    elapsed,
    paced,
    goal
  };
}

function judge(d: {
  value: number;
  goal: number;
  share: number | null;
  comparison: Comparison;
  elapsed: number;
}): Verdict {
  const {goal, share, comparison, elapsed} = d;
  // 98.4 of 100 and 123 of 125 are one number, though not to the last binary digit.
  const value = Math.abs(d.value - goal) <= 1e-12 * Math.abs(goal) ? goal : d.value;
  if (comparison === "以下") {
    if (value > goal) return "behind";
    if (elapsed === 1) return "reached";
    return (share ?? 0) <= elapsed ? "on_course" : "behind";
  }
  if (comparison === "以上" ? value >= goal : value === goal) return "reached";
  if (value > goal) return "behind";
  return elapsed < 1 && share !== null && share >= elapsed ? "on_course" : "behind";
}

const isComparison = (text: string): text is Comparison => (comparisons as readonly string[]).includes(text);

/** Whole percent, rounded down: 99.9% of the target is not all of it. */
const percent = (ratio: number) => Math.floor(ratio * 100 + 1e-9);

/** The value as printed; with more digits where that would read as the target though it is another number. */
function distinct(metric: Metric, value: number, target: number, goal: number): string {
  const text = exact(metric, value);
  if (value === goal || text !== `${written(target)}${metric.unit}`) return text;
  const size = metric.unit === "%" ? value * 100 : value;
  for (let decimals = 2; decimals < 12; decimals++) {
    const shown = rounded(size, decimals);
    if (shown !== target) return `${shown}${metric.unit}`;
  }
  return text;
}
