import type {Metric} from "./metric.js";

export type Comparison = "以上" | "以下" | "等于";
export type Verdict = "reached" | "on_course" | "behind" | "unknown";

export interface Progress {
  verdict: Verdict;
  /** 已完成, 按进度, 滞后, or 无数据. */
  words: string;
  /** Share of the target that is done, 0 and up; null where it cannot be said. */
  share: number | null;
  /** The target in the metric's own scale: 0.95 for 95%. */
  goal: number;
}

/**
 * How far a metric is from its target, at full precision. A count is on course while its share of the target is at
 * least the share of the year that has passed; a rate has no pace: it is reached or behind.
 * `target` is in the unit that the metric prints (95 for 95%), `elapsed` is 0…1. Throws on an unknown comparison.
 */
export function progress(
  metric: Metric,
  value: number | null,
  target: number,
  comparison: string,
  elapsed: number
): Progress {
  const goal = metric.unit === "%" ? target / 100 : target;
  if (value === null) return {verdict: "unknown", words: "无数据", share: null, goal};
  const share = goal === 0 ? null : value / goal;
  if (holds(value, goal, comparison)) return {verdict: "reached", words: "已完成", share, goal};
  const paced = metric.unit !== "%" && comparison === "以上" && share !== null && share >= elapsed;
  return paced ? {verdict: "on_course", words: "按进度", share, goal} : {verdict: "behind", words: "滞后", share, goal};
}

function holds(value: number, goal: number, comparison: string): boolean {
  switch (comparison) {
    case "以上":
      return value >= goal;
    case "以下":
      return value <= goal;
    case "等于":
      return value === goal;
    default:
      throw new Error(`invalid comparison: ${comparison}`);
  }
}
