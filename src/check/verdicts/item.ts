import {exact} from "../../metrics/format.js";
import type {ItemClaim} from "../claims/items.js";
import type {Claim, Page} from "../claims/page.js";
import {inPrint, judge} from "./judge.js";
import type {Judged} from "./judged.js";

/** A number that is of some items: whether the tables say so of each. */
export function itemVerdict({numeral}: Claim, {items, metrics, year, settled}: ItemClaim, {figures}: Page): Judged {
  const told = items.map(item => {
    const all = metrics.flatMap(metric =>
      figures
        .of(metric.id, year, item)
        .map(({value}) => ({item, metric, value: value!, ...judge(numeral, metric, value!)}))
    );
    return {...all[0]!, ...all.find(each => each.holds)};
  });
  const {item, metric, value, should, holds} = told.find(each => !each.holds) ?? told[0]!;
  const reason = `${year}年${item}的${metric.label}为${exact(metric, value)}`;
  const found = {metric, computed: inPrint(metric, value)};
  if (holds) return {verdict: "一致", ...found, reason};
  return settled
    ? {verdict: "不一致", ...found, should, reason}
    : {verdict: "请核对", ...found, should, reason: `可能是${item}的${metric.label},${year}年为${should}`};
}
