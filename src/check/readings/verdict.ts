import {exact} from "../../metrics/format.js";
import {judgeChange} from "../claims/changes.js";
import type {Page} from "../claims/page.js";
import type {Figures} from "../verdicts/figures.js";
import {inPrint, judge} from "../verdicts/judge.js";
import {type Judged, unknown} from "../verdicts/judged.js";
import {isSlip} from "../verdicts/others.js";
import {addressOf, calledAs, metricOf, type Quantity, valuesOf} from "./quantity.js";
import type {Alternative, Reading} from "./reading.js";

/** Alternatives that are so much less likely than the best are not meant; and so many that remain say nothing. */
const bounds = {margin: 0.33, alone: 0.2, confirm: 6, ask: 3, least: 0.3, sure: 0.75, likely: 0.8};

/** What the chart says of a number. */
export interface Charted extends Judged {
  /** What it may be, the likeliest first. */
  close: readonly Alternative[];
  /** How much less likely than the best that is by which it is right. */
  gap: number;
  /** Others of its list say what it is. */
  vouched?: boolean;
}

/** The metrics and items by which a number that is read is right: those that follow in its list are of the same. */
export function agreedBy({numeral, alternatives, role, foreign}: Reading, figures: Figures): Set<string> {
  if (numeral.value === null || role !== "value" || foreign) return new Set();
  return new Set(
    alternatives
      .filter(({quantity}) =>
        valuesOf(quantity, figures).some(value => judge(numeral, metricOf(quantity), value).holds)
      )
      .map(({quantity}) => addressOf(quantity).metric.id)
  );
}

interface Compared extends Alternative {
  holds: boolean;
  computed: number | null;
  should: string;
  reason: string;
}

/** Compares a number with all that it may mean: it is right when one of them agrees, wrong when the only one, fully explained, does not. */
export function chartVerdict(reading: Reading, page: Page): Charted {
  const {numeral, alternatives, foreign} = reading;
  if (numeral.value === null) return {...unknown("没有具体数字"), close: [], gap: 0};
  if (foreign) return {...unknown(foreign), close: [], gap: 0};
  const [best] = alternatives;
  if (!best || best.score < bounds.least) return {...unknown("看不出是哪个数字"), close: [], gap: 0};
  const close = alternatives
    .filter(each => each.vouched || each.score >= best.score - bounds.margin)
    .slice(0, bounds.confirm);
  const every = close.flatMap(each => compared(reading, each, page));
  const good = every.find(each => each.holds);
  if (good)
    return {
      verdict: "一致",
      metric: addressOf(good.quantity).metric,
      computed: good.computed,
      reason: good.reason,
      gap: best.score - good.score,
      close
    };
  // Of most items most figures are 0: that says nothing against a number.
  const all = every.filter(each => each.computed !== 0);
  const [first] = all;
  if (!first) return {...unknown("没有可比较的数据"), close, gap: 0};
  const metric = addressOf(first.quantity).metric;
  const told = {metric, computed: first.computed, should: first.should, reason: first.reason, close, gap: 0};
  // 28件 of 主办件 and 28件次 of 立案提案 are one.
  const different = (some: readonly Compared[]) => new Set(some.map(each => each.computed ?? each.should)).size;
  const rivals = different(all);
  const near = different(all.filter(each => each.score >= first.score - bounds.alone));
  const slip = first.computed !== null && isSlip(numeral.value, first.computed);
  if (
    near === 1 &&
    first.vouched &&
    numeral.value > 0 &&
    ((!first.account && !reading.cell) || (first.explained && slip))
  )
    return {verdict: "不一致", vouched: true, ...told};
  if (near === 1 && first.explained && first.score >= bounds.sure && first.quantity.kind !== "sum")
    return {verdict: "不一致", ...told};
  if (rivals <= bounds.ask && !first.open && first.score >= bounds.likely)
    return {verdict: "请核对", ...told, reason: `可能是${calledAs(first.quantity)}，${first.reason}`};
  return {...unknown("可能是几个数字中的一个", metric), close, gap: 0};
}

function compared(reading: Reading, each: Alternative, page: Page): Compared[] {
  const {numeral, change} = reading;
  const {figures} = page;
  const {quantity} = each;
  const metric = metricOf(quantity);
  if (change) {
    const [value] = valuesOf(quantity, figures);
    if (value === undefined) return [];
    return reading.bases(quantity).flatMap(base => {
      const [before] = valuesOf(base, figures);
      if (before === undefined) return [];
      const {holds, computed, should, reason} = judgeChange(numeral, change, metric, value, before);
      const told = change.versus
        ? `${whenOf(quantity)}${calledAs(quantity)}为${exact(metric, value)}，${calledAs(base)}为${exact(metricOf(base), before)}`
        : `${whenOf(base)}为${exact(metric, before)}，${whenOf(quantity)}为${exact(metric, value)}`;
      return [
        {
          ...each,
          holds,
          computed: computed === null ? null : Math.abs(computed),
          should,
          reason: reason ? `${told}，${reason}` : told
        }
      ];
    });
  }
  const values = valuesOf(quantity, figures);
  if (values.length === 0) return [];
  if (quantity.kind === "target") {
    const {holds, should} = judge(numeral, metric, values[0]!);
    const words =
      figures.target(metric.id, quantity.of.year)?.comparison === "以下"
        ? ["以下", "不超过", ""]
        : ["以上", "", "超", "逾"];
    const said = numeral.value === inPrint(metric, values[0]!) && words.includes(numeral.word);
    return [{...each, ...told(values[0]!, {holds: said, should: holds ? exact(metric, values[0]!) : should})}];
  }
  if (quantity.kind === "each") {
    const judged = values.map((value, i) => ({value, of: quantity.of[i]!, ...judge(numeral, metric, value)}));
    const off = judged.find(({holds}) => !holds) ?? judged[0]!;
    return [{...each, quantity: off.of, ...told(off.value, off, off.of)}];
  }
  return values.map(value => ({...each, ...told(value, judge(numeral, metric, value))}));

  function told(value: number, {holds, should}: {holds: boolean; should: string}, of = quantity) {
    return {
      holds,
      should,
      computed: inPrint(metric, value),
      reason: `${whenOf(of)}${calledAs(of)}为${exact(metric, value)}`
    };
  }
}

function whenOf(quantity: Quantity): string {
  const {year, years} = addressOf(quantity);
  return years > 1 ? `${year - years + 1}年至${year}年` : `${year}年`;
}
