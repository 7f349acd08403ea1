import type {Metric} from "../../metrics/index.js";
import {grammar} from "../grammar/grammar.js";
import {once} from "../once.js";

/** The unit in which numerals are compared, and how many of it one of the metric's is: 亿元 are 万元, 万次 are 次. */
export function spokenIn({unit}: Metric): {unit: string; times: number} {
  if (unit === "亿元") return {unit: "万元", times: 1e4};
  if (unit === "元") return {unit: "万元", times: 1e-4};
  const [, scale, rest] = /^(万|亿)(?!元)(.+)$/.exec(unit) ?? [];
  return rest ? {unit: rest, times: scale === "万" ? 1e4 : 1e8} : {unit, times: 1};
}

/** How the draft's unit fits a metric's: 3 its own, 2 of the same grain, 1 none told, 0 a likely slip, −1 another thing. */
export function unitFit(metric: Metric, unit: string): number {
  const known = fitting(metric);
  const found = known.get(unit) ?? fitOf(metric, unit);
  known.set(unit, found);
  return found;
}

const fitting = once((_: Metric) => new Map<string, number>());

function fitOf(metric: Metric, unit: string): number {
  if (unit === "") return metric.unit === "%" ? -1 : 1;
  const {units} = grammar();
  const print = metric.print?.unit ?? "";
  const own = [metric.unit, spokenIn(metric).unit, print, ...print.split(/[()]/).filter(Boolean)];
  if (own.includes(unit)) return 3;
  // 主办件279件: the name itself ends in what it is counted by.
  if (metric.label.endsWith(unit) && metric.unit.startsWith(unit)) return 2.9;
  if (print.includes("(") && unit === print.replace(/[()]/g, "")) return 3;
  // A lead is counted in either.
  if (metric.label.endsWith("线索") && unit === "条") return 2.5;
  const kin = units.get(metric.unit)?.kin ?? [];
  const at = kin.indexOf(unit);
  if (at >= 0) return 2.9 - at / 10;
  if (own.some(each => units.get(each)?.kin.includes(unit))) return 2;
  if (print.includes("人") && /^[人名次]$/.test(unit)) return 2;
  if ((metric.unit === "%") !== (unit === "%")) return -1;
  const classes = units.get(metric.unit)?.classes ?? [];
  return units.get(unit)?.classes.some(each => classes.includes(each)) ? 0 : -1;
}
