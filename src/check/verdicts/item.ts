import {exact} from "../../metrics/format.js";
import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import {judgeChange} from "../claims/changes.js";
import type {ItemClaim} from "../claims/items.js";
import type {Claim, Page} from "../claims/page.js";
import {inPrint, judge} from "./judge.js";
import {type Judged, unknown} from "./judged.js";

type Known = Pick<Page, "figures">;

/** The figure of the items, each by itself or added up; by each dimension that knows an item. */
function valuesOf({items, together, cut}: ItemClaim, {id}: Metric, year: number, {figures}: Known): number[] {
  const all = items.map(item => figures.of(id, year, item, cut).map(({value}) => value!));
  if (!together) return all[0] ?? [];
  return all.some(each => each.length === 0) ? [] : [all.reduce((sum, [first]) => sum + first!, 0)];
}

const called = ({items}: ItemClaim) => items.join("、");

/** How much an item's figure changed over the years. */
export function itemChangeVerdict(claim: Claim, item: ItemClaim, page: Page): Judged {
  const {numeral, change: said} = claim;
  const {metrics, year} = item;
  const base = said!.words.base!;
  const before = base < 0 ? year + base : base;
  const [metric] = metrics;
  const cut = page.unfinished && year === page.year;
  const told = metrics.flatMap(each => {
    const [now] = valuesOf({...item, cut: false}, each, year, page);
    const [then] = valuesOf({...item, cut}, each, before, page);
    return now === undefined || then === undefined
      ? []
      : [{metric: each, now, then, ...judgeChange(numeral, said!.words.said, each, now, then)}];
  });
  const found = told.find(({holds}) => holds) ?? told[0];
  if (!found) return unknown(`没有${before}年${called(item)}的${metric!.label}`, metric);
  const {holds, computed, should} = found;
  const reason = `${called(item)}的${found.metric.label}${before}年为${exact(found.metric, found.then)},${year}年为${exact(found.metric, found.now)}`;
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

/** A number that is of some items: whether the tables say so, of each or of them together. */
export function itemVerdict({numeral}: Claim, item: ItemClaim, page: Known): Judged {
  const {metrics, year, settled} = item;
  const ways = item.together ? [item] : item.items.map(each => ({...item, items: [each]}));
  const told = ways.map(way => {
    const all = metrics.flatMap(metric =>
      valuesOf(way, metric, year, page).map(value => ({way, metric, value, ...judge(numeral, metric, value)}))
    );
    return {...all[0]!, ...all.find(each => each.holds)};
  });
  const {way, metric, value, should, holds} = told.find(each => !each.holds) ?? told[0]!;
  const of = `${called(way)}的${metric.label}`;
  const found = {metric, computed: inPrint(metric, value), reason: `${year}年${of}为${exact(metric, value)}`};
  if (holds) return {verdict: "一致", ...found};
  if (item.inherited) return unknown(`可能是${of}`, metric);
  return settled
    ? {verdict: "不一致", ...found, should}
    : {verdict: "请核对", ...found, should, reason: `可能是${of},${year}年为${should}`};
}
