import {change} from "../../metrics/change.js";
import {exact} from "../../metrics/format.js";
import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import {judgeChange} from "../claims/changes.js";
import type {Claim, Page} from "../claims/page.js";
import type {Reading} from "../claims/reading.js";
import {unitFit} from "../claims/units.js";
import {agrees, inPrint, judge} from "./judge.js";
import {differs, type Judged, unknown} from "./judged.js";

/** A number that says how much something changed. */
export function changeVerdict(claim: Claim, page: Page): Judged {
  const {numeral, reading, change: said, period, scope} = claim;
  const {figures} = page;
  const cut = cutOf(claim, page);
  if (claim.share && said) return overShares(claim, page);
  if (!reading || !said) return unknown(claim.why || "看不出是哪个数字的变化");
  if (scope) return unknown(scope);
  const {metric} = reading;
  if (said.versus) return between(claim, said.versus, page);
  if (said.words.goal) return overTarget(claim, page);
  if (said.year === null || said.words.base === null || period.part || period.plan || said.bases.length === 0)
    return unknown("没有可比较的那一期的数据", metric);
  const counted = !/百分点|倍|%/.test(numeral.unit) && numeral.unit !== "";
  if (counted && unitFit(metric, numeral.unit) < 2) return unknown(`单位与${metric.label}不同`, metric);
  const metrics = [metric, ...reading.others];
  const known = metrics.flatMap(each =>
    said.bases.flatMap(base => {
      const [value, before] = [figures.value(each.id, said.year, cut), figures.value(each.id, base, cut)];
      return value === null || before === null
        ? []
        : [{metric: each, base, value, before, ...judgeChange(numeral, said.words, each, value, before)}];
    })
  );
  const good = known.find(each => each.holds);
  const size = (computed: number | null) => (computed === null ? null : rounded(Math.abs(computed), 4));
  if (good)
    return {
      verdict: "一致",
      metric: good.metric,
      computed: size(good.computed),
      reason: `${good.base}年为${exact(good.metric, good.before)},${said.year}年为${exact(good.metric, good.value)}`
    };
  const [first] = known;
  if (first?.metric !== metric || first.base !== said.bases[0])
    return unknown(
      `没有${figures.value(metric.id, said.year, cut) === null ? said.year : said.bases[0]}年的${metric.label}`,
      metric
    );
  if (said.from && !judge(said.from, metric, first.before).holds) return unknown("没有说与哪一年比", metric);
  const should =
    first.base === said.year - 1
      ? first.should
      : change({metric, value: first.value, previous: first.before, against: `${first.base}年`}).words;
  const several = said.bases.length > 1 && reading.level === "settled";
  const of = several ? {...claim, reading: {...reading, level: "likely" as const, open: "没有说与哪一年比"}} : claim;
  return differs(of, {metric, computed: size(first.computed), should, reason: first.reason});
}

/** 立案率比办结率低4.6个百分点: two figures of one year. */
function between(claim: Claim, other: Reading, {figures}: Page): Judged {
  const {numeral, reading, change: said, period} = claim;
  if (said!.year === null || period.part || period.plan || period.sum)
    return unknown("没有可比较的那一期的数据", reading!.metric);
  const cases = [reading!, other].map(({metric, others}) => [metric, ...others]);
  const known = cases[0]!.flatMap(metric =>
    cases[1]!.flatMap(against => {
      const [a, b] = [metric, against].map(({id}) => figures.value(id, said!.year, period.cut));
      if (a == null || b == null || metric === against) return [];
      const told = `${said!.year}年${metric.label}为${exact(metric, a)},${against.label}为${exact(against, b)}`;
      const {reason, ...judged} = judgeChange(numeral, said!.words, metric, a, b);
      return [{metric, ...judged, reason: reason ? `${told},${reason}` : told}];
    })
  );
  const found = known.find(({holds}) => holds) ?? known[0];
  if (!found) return unknown(`没有${said!.year}年的${reading!.metric.label}或${other.metric.label}`, reading!.metric);
  const {holds, metric, should, reason} = found;
  const computed = rounded(Math.abs(found.computed!), 4);
  if (holds) return {verdict: "一致", metric, computed, reason};
  const open =
    other.level === "settled" && cases.every(each => each.length === 1)
      ? reading!
      : {...reading!, level: "likely" as const};
  return differs({...claim, reading: open}, {metric, computed, should, reason});
}

/** An unfinished year is compared with the same part of the year before. */
const cutOf = ({change}: Claim, {unfinished, year}: Page) => unfinished && change?.year === year;

/** How much a share changed, where the figures know part and whole of both years. */
function overShares(claim: Claim, page: Page): Judged {
  const {figures} = page;
  const cut = cutOf(claim, page);
  const {numeral, share, change: said, scope} = claim;
  if (scope) return unknown(scope);
  const metric = share!.part && "metric" in share!.part ? share!.part.metric : null;
  const [base] = said!.bases;
  if (!metric || said!.year === null || base === undefined) return unknown("没有可比较的那一期的数据", metric);
  const of = (whole: Metric, year: number) => {
    const [a, b] = [figures.value(metric.id, year, cut), figures.value(whole.id, year, cut)];
    return a === null || !b ? null : (100 * a) / b;
  };
  const told = share!.wholes.flatMap(each => {
    if (!("metric" in each)) return [];
    const [now, then] = [of(each.metric, said!.year!), of(each.metric, base)];
    return now === null || then === null ? [] : [{now, then, points: now - then}];
  });
  const down = said!.words.said.direction === "down";
  const good = told.find(
    ({points}) => Math.sign(points) === (down ? -1 : 1) && agrees(numeral, rounded(Math.abs(points), numeral.decimals))
  );
  const [first] = told;
  if (!first) return unknown("没有可比较的那一期的数据", metric);
  const {now, then, points} = good ?? first;
  const reason = `${base}年占${rounded(then, 1)}%,${said!.year}年占${rounded(now, 1)}%`;
  const computed = rounded(Math.abs(points), 4);
  if (good) return {verdict: "一致", metric, computed, reason};
  const should = `${points < 0 ? "下降" : "提高"}${rounded(Math.abs(points), 1)}个百分点`;
  return {verdict: share!.named && told.length === 1 ? "不一致" : "请核对", metric, computed, should, reason};
}

/** 比目标多89次. */
function overTarget(claim: Claim, {figures}: Page): Judged {
  const {numeral, reading, change: said} = claim;
  const {metric} = reading!;
  const target = figures.target(metric.id, said!.year)?.target;
  const value = figures.value(metric.id, said!.year);
  if (target === undefined || value === null) return unknown("目标表中没有这一项", metric);
  const over = {times: value / target - 1, percent: 100 * (value / target - 1)};
  if (numeral.unit === "倍" || (numeral.unit === "%" && metric.unit !== "%")) {
    const computed = rounded(numeral.unit === "倍" ? over.times : over.percent, 4);
    const told = `目标为${target}${metric.unit},实际${exact(metric, value)}`;
    const should = `${rounded(computed, 1)}${numeral.unit}`;
    if (agrees(numeral, numeral.word === "" ? rounded(computed, numeral.decimals) : computed))
      return {verdict: "一致", metric, computed, reason: told};
    return differs(claim, {metric, computed, should, reason: told});
  }
  const difference = rounded(Math.abs(inPrint(metric, value) - target), 4);
  const reason = `目标为${target}${metric.unit},实际${exact(metric, value)}`;
  if (agrees(numeral, difference)) return {verdict: "一致", metric, computed: difference, reason};
  return differs(claim, {
    metric,
    computed: difference,
    should: `${difference}${metric.unit === "%" ? "个百分点" : metric.unit}`,
    reason
  });
}
