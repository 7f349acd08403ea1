import {rounded} from "../../metrics/round.js";
import type {Claim, Page} from "../claims/page.js";
import {agrees} from "./judge.js";
import {type Judged, unknown} from "./judged.js";

/** A percentage of a whole, from the figures, or from the draft's own numbers where the figures do not know them. */
export function shareVerdict(claim: Claim, {figures}: Page): Judged {
  const {share, numeral, reading, scope, period} = claim;
  if (!share) return unknown(claim.why || "看不出占比的分子");
  if (!share.part) return unknown("看不出占比的分子");
  if (scope) return unknown(scope);
  if (period.part || period.plan) return unknown("没有可比较的那一期的数据");
  const numberOf = (each: NonNullable<typeof share.part>) =>
    "number" in each ? each.number : figures.value(each.metric.id, each.year);
  const part = numberOf(share.part);
  const metric = "metric" in share.part ? share.part.metric : null;
  if (part === null) return unknown("没有占比的分子", metric);
  const ratios = share.wholes.flatMap(each => {
    const whole = numberOf(each);
    return whole ? [(100 * part) / whole] : [];
  });
  const [first] = ratios;
  if (first === undefined) return unknown("看不出占比的分母", metric);
  const good = ratios.find(each => agrees(numeral, each));
  if (good !== undefined) return {verdict: "一致", metric, computed: good, reason: `${rounded(good, 2)}%`};
  // 交通出行类立案32件,已解决19件,占59.4%: the number before is another than the figure's, of some of them.
  if (share.told !== undefined && share.told !== part) {
    const {told} = share;
    const own = share.wholes.flatMap(each => ("number" in each && each.number > 0 ? [(100 * told) / each.number] : []));
    const same = own.find(each => agrees(numeral, each));
    if (same !== undefined) return {verdict: "一致", metric, computed: same, reason: `${rounded(same, 2)}%`};
    return unknown("占的是前面那个数", metric);
  }
  // 五家合计130件,占47.3%: the sum is wrong, not its share.
  const {added} = share;
  const whole = share.wholes
    .map(numberOf)
    .find(each => added !== undefined && each && agrees(numeral, (100 * added) / each));
  if (whole) {
    const computed = (100 * added!) / whole;
    return {verdict: "一致", metric, computed, reason: `各项相加为${added},占${rounded(computed, 2)}%`};
  }
  const should = `${rounded(first, Math.max(1, numeral.decimals))}%`;
  const settled =
    (metric === null || reading?.level === "settled") &&
    (share.named || metric !== null) &&
    // The share of an item is a figure of its own: it agrees with none of what it may be a share of.
    (metric?.item !== undefined || new Set(ratios.map(each => rounded(each, 1))).size === 1);
  const reason = share.goal ? `完成目标的${rounded(first, 2)}%` : `实占${rounded(first, 2)}%`;
  return settled
    ? {verdict: "不一致", metric, computed: first, should, reason}
    : {
        verdict: "请核对",
        metric,
        computed: first,
        should,
        reason: `${reason}${share.named ? "" : "(没有说是谁的占比)"}`
      };
}
