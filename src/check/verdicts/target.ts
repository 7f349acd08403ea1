import {exact} from "../../metrics/format.js";
import type {Claim, Page} from "../claims/page.js";
import type {Reading} from "../claims/reading.js";
import {unitFit} from "../claims/units.js";
import {inPrint, judge} from "./judge.js";
import {differs, type Judged, unknown} from "./judged.js";

const promised = /力争|确保|争取|目标|计划|不少于|不低于|达到|以上/;

/** Numbers of a plan are compared with the targets. */
export function targetVerdict(claim: Claim, reading: Reading, page: Page): Judged {
  const {numeral, period} = claim;
  const {metric} = reading;
  const {figures, text} = page;
  const target = figures.target(metric.id, period.year);
  const actual = figures.value(metric.id, page.year);
  const plain =
    !claim.goal &&
    /^[余多]?$/.test(numeral.word) &&
    !promised.test(text.slice(Math.max(0, numeral.start - 20), numeral.end + 2));
  if (plain && actual !== null && !figures.incomplete(metric.id, page.year) && judge(numeral, metric, actual).holds)
    return {
      verdict: "一致",
      metric,
      computed: inPrint(metric, actual),
      reason: `${page.year}年为${exact(metric, actual)}`
    };
  if (!target) return unknown("计划或目标,目标表中没有这一项", metric);
  const words = target.comparison === "以下" ? ["以下", "不超过", ""] : ["以上", "", "超", "逾"];
  const told = `${period.year}年目标为${target.target}${metric.unit}${target.comparison}`;
  if (numeral.value === target.target && words.includes(numeral.word))
    return {verdict: "一致", metric, computed: target.target, reason: told};
  const should = `${target.target}${metric.unit}${target.comparison === "等于" ? "" : target.comparison}`;
  // 开展专项民主监督6项: counted otherwise than the target is.
  if (numeral.unit !== "" && unitFit(metric, numeral.unit) < 2.9) return unknown(`目标的单位是${metric.unit}`, metric);
  return differs({...claim, reading}, {metric, computed: target.target, should, reason: told});
}
