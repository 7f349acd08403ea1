import {exact} from "../../metrics/format.js";
import {rounded} from "../../metrics/round.js";
import {judgeChange} from "../claims/changes.js";
import type {ItemClaim} from "../claims/items.js";
import type {Claim, Page} from "../claims/page.js";
import {inPrint, judge} from "./judge.js";
import {type Judged, unknown} from "./judged.js";

/** How much an item's figure changed over the years. */
export function itemChangeVerdict(
  claim: Claim,
  {items, metrics, year}: ItemClaim,
  {figures, unfinished, ...page}: Page
): Judged {
  const {numeral, change: said} = claim;
  const base = said!.words.base!;
  const before = base < 0 ? year + base : base;
  const [item = ""] = items;
  const [metric] = metrics;
  if (unfinished && year === page.year) return unknown("没有可比较的那一期的数据", metric);
  const told = metrics.flatMap(each => {
    const [now, then] = [year, before].map(at => figures.of(each.id, at, item)[0]?.value ?? null);
    return now === null || then === null || now === undefined || then === undefined
      ? []
      : [{metric: each, now, then, ...judgeChange(numeral, said!.words.said, each, now, then)}];
  });
  const found = told.find(({holds}) => holds) ?? told[0];
  if (!found) return unknown(`没有${before}年${item}的${metric!.label}`, metric);
  const {holds, computed, should} = found;
  const reason = `${item}的${found.metric.label}${before}年为${exact(found.metric, found.then)},${year}年为${exact(found.metric, found.now)}`;
  const size = computed === null ? null : rounded(Math.abs(computed), 4);
  return {
    verdict: holds ? "一致" : "请核对",
    metric: found.metric,
    computed: size,
    should: holds ? null : should,
    reason
  };
}

/** What may be of some items or of all is right when it is one of them, and asked about when it is neither. */
export function ofSomeOrAll(all: Judged, some: Judged): Judged {
  if (all.verdict === "一致" || some.verdict !== "一致")
    return all.verdict === "不一致" ? {...all, verdict: "请核对"} : all;
  return some;
}

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
