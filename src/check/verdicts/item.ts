import {exact} from "../../metrics/format.js";
import type {ItemClaim} from "../claims/items.js";
import type {Claim, Page} from "../claims/page.js";
import {inPrint, judge} from "./judge.js";
import type {Judged} from "./judged.js";

/** A number that is of some items: whether the tables say so. What differs is worth a look, for others may count otherwise. */
export function itemVerdict({numeral}: Claim, {item, metrics, year}: ItemClaim, {figures}: Page): Judged {
  const all = metrics.flatMap(metric => figures.of(metric.id, year, item).map(({value}) => ({metric, value: value!})));
  const told = all.map(each => ({...each, ...judge(numeral, each.metric, each.value)}));
  const good = told.find(each => each.holds);
  const {metric, value, should} = good ?? told[0]!;
  const reason = `${year}年${item}的${metric.label}为${exact(metric, value)}`;
  return good
    ? {verdict: "一致", metric, computed: inPrint(metric, value), reason}
    : {
        verdict: "请核对",
        metric,
        computed: inPrint(metric, value),
        should,
        reason: `可能是${item}的${metric.label},${year}年为${should}`
      };
}
