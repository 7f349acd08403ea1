import {exact} from "../../metrics/format.js";
import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import type {Claim, Page} from "../claims/page.js";
import type {Reading} from "../claims/reading.js";
import type {Total} from "../clauses/periods.js";
import type {Figure} from "../finding.js";
import {grammar} from "../grammar/grammar.js";
import type {Numeral} from "../tokens/numbers.js";
import {inPrint, judge} from "./judge.js";
import {differs, type Judged, unknown} from "./judged.js";
import {targetVerdict} from "./target.js";

/** A number that is a figure of its own; null where it counts nothing. */
export function valueVerdict(claim: Claim, page: Page): Judged | null {
  const {numeral, reading, period, scope} = claim;
  if (numeral.kind === "vague" || numeral.value === null) {
    const counts = /十|百|千|万|批/.test(page.text.slice(numeral.digitsStart, numeral.digitsEnd));
    return reading || counts ? unknown("没有具体数字", reading?.metric) : null;
  }
  const rest = claim.rest && left(claim, claim.rest, page);
  if (rest && !(reading && ownWord(claim, reading, page)) && (rest.verdict === "一致" || !reading)) return rest;
  if (claim.parts) return addedUp(claim, claim.parts, page);
  const one = numeral.kind === "chinese" && numeral.value === 1;
  if (!reading) return one ? null : unknown(claim.why || "系统中没有这个数字");
  if (scope) return unknown(scope);
  if (claim.goal || period.plan) return targetVerdict(claim, reading, page);
  if (period.part && !heldThen(reading.metric, period.part))
    return unknown(`只是全年的一部分(${period.part})`, reading.metric);
  if (period.year === null) return unknown("看不出是哪一年", reading.metric);
  if (period.sum && !reading.metric.span) return summed(claim, reading, page);
  if (period.total && claim.all.length === 0) return oneOrAll(claim, reading, period.total, page);
  const verdicts = (claim.all.length > 0 ? claim.all : [reading]).map(each => compared(claim, each, page));
  const worst =
    verdicts.find(each => each.verdict === "不一致" || each.verdict === "请核对") ??
    verdicts.find(each => each.verdict === "无法核对") ??
    verdicts[0]!;
  // 会议期间: of the plenary, or of the next one that is held as the draft is read.
  if (period.part && !/全会|大会/.test(period.part) && worst.verdict !== "一致")
    return unknown(`只是全年的一部分(${period.part})`, reading.metric);
  return one && worst.verdict !== "一致" ? null : worst;
}

/** 全会期间收到大会发言材料11篇: there is no other time at which it is counted. */
const heldThen = ({label}: Metric, part: string) => /全会|大会|会议/.test(part) && /^(?:大会|全会)/.test(label);

/** 超期提案 of an office that has a figure of that label: its own, not what is left of another. */
const ownWord = ({phrase}: Claim, {metric, level}: Reading, {text}: Page) =>
  level === "settled" &&
  [...phrase.left, ...phrase.right].some(
    ({start, end}) => grammar().complements.has(text.slice(start, end)) && metric.label.includes(text.slice(start, end))
  ) &&
  text.slice(phrase.from, phrase.to).includes(metric.label);

/** What is left of a whole; asked about where it is not so many. */
function left(claim: Claim, {whole, part}: NonNullable<Claim["rest"]>, {figures}: Page): Judged {
  const {period, numeral, subject, scope} = claim;
  const of = ({id}: Metric) =>
    subject ? (figures.of(id, period.year, subject)[0]?.value ?? null) : figures.value(id, period.year, period.cut);
  const [all, done] = [of(whole), of(part)];
  if (all === null || done === null || (scope && !subject) || period.part || period.sum)
    return unknown(scope || "系统中没有这个数字");
  const {holds, should} = judge(numeral, whole, all - done);
  const reason = `${exact(whole, all)}中${part.label}${exact(part, done)}`;
  return holds
    ? {verdict: "一致", metric: part, computed: all - done, reason}
    : {verdict: "请核对", metric: part, computed: all - done, should, reason};
}

/** The figures of the parts, added. */
function addedUp(claim: Claim, parts: readonly Claim[], {figures}: Page): Judged {
  const values = parts.map(({reading, scope, period, goal}) =>
    reading && !scope && !goal && !period.part && !period.sum
      ? figures.value(reading.metric.id, period.year, period.cut)
      : null
  );
  const [first] = parts;
  const metric = first?.reading?.metric;
  if (!metric || values.includes(null)) return unknown(claim.why);
  const total = values.reduce<number>((sum, each) => sum + each!, 0);
  const {holds, should} = judge(claim.numeral, metric, total);
  const reason = `各项合计${exact(metric, total)}`;
  if (holds) return {verdict: "一致", computed: total, reason};
  const settled = parts.every(
    (each, i) =>
      each.reading!.level === "settled" &&
      !each.reading!.slip &&
      judge(each.numeral, each.reading!.metric, values[i]!).holds
  );
  return {verdict: settled ? "不一致" : "请核对", computed: total, should, reason};
}

/** Agreeing with the reading, or with another that is as close, is enough. */
function compared(claim: Claim, reading: Reading, page: Page): Judged {
  const {numeral, period} = claim;
  const {figures} = page;
  const year = period.year!;
  const choices = [reading.metric, ...reading.others].flatMap(metric =>
    [year, ...(period.or === null ? [] : [period.or])].map(at => ({
      metric,
      at,
      figure: figures.get(metric.id, at, period.cut)
    }))
  );
  for (const {metric, at, figure} of choices) {
    if (figure?.value === null || figure?.value === undefined) continue;
    const verdict = judge(numeral, metric, figure.value);
    if (verdict.holds && !reading.slip)
      return {
        verdict: "一致",
        metric,
        computed: inPrint(metric, figure.value),
        reason: `${at}年${metric.label}为${exact(metric, figure.value)}`
      };
  }
  const [{metric, figure}] = choices as [(typeof choices)[0]];
  const bare = figure?.without;
  if (bare && !reading.slip && judge(numeral, metric, bare.value).holds)
    return {
      verdict: "一致",
      metric,
      computed: inPrint(metric, bare.value),
      reason: `${year}年${metric.label}为${exact(metric, bare.value)}，不含${bare.rule.split("计入")[0]}的`
    };
  const value = figure?.value ?? null;
  if (value === null) return unknown(figure?.missing ?? `没有${year}年的${metric.label}`, metric);
  const computed = inPrint(metric, value);
  const verdict = judge(numeral, metric, value);
  if (reading.slip) {
    if (!verdict.holds || numeral.upper !== null) return unknown(`单位与${metric.label}不同`, metric);
    return {
      verdict: numeral.kind === "digits" ? "不一致" : "请核对",
      metric,
      computed,
      should: reworded(page.text, numeral, metric) ?? exact(metric, value),
      reason: `单位应为“${metric.unit}”`
    };
  }
  const same = choices.every(each => each.figure?.value === value);
  if (reading.tied && same)
    return differs(
      {...claim, reading: {...reading, level: "settled"}},
      {metric, computed, should: verdict.should, reason: verdict.reason}
    );
  if (period.guessed) return unknown("没有说是哪一年", metric);
  const likely =
    period.or !== null
      ? {...claim, reading: {...reading, level: "likely" as const, open: reading.open || "年份是前面说的"}}
      : {...claim, reading};
  return differs(likely, {
    metric,
    computed,
    should: verdict.should,
    reason: `${verdict.reason}${infeasible(numeral, figure)}`
  });
}

/** Under words that add up years: of the year, or of them all; it has to be neither to be asked about. */
function oneOrAll(claim: Claim, reading: Reading, total: Total, page: Page): Judged {
  const likely = {...reading, level: "likely" as const, open: reading.open || "说的可能是几年合计"};
  const one = compared(claim, reading.level === "settled" ? likely : reading, page);
  if (one.verdict !== "请核对" && one.verdict !== "不一致") return one;
  const all = summed({...claim, reading: likely, period: {...claim.period, ...total}}, likely, page);
  const off = ({computed}: Judged) => Math.abs((claim.numeral.value ?? 0) - (computed ?? Number.POSITIVE_INFINITY));
  return all.verdict === "一致" || (all.verdict === "请核对" && off(all) < off(one)) ? all : one;
}

/** 五年来: the years added, where all are known. */
function summed(claim: Claim, reading: Reading, page: Page): Judged {
  const {numeral, period} = claim;
  const {metric} = reading;
  const {figures} = page;
  const first = period.sum === "term" ? (page.termStart ?? null) : period.year! - Number(period.sum) + 1;
  if (first === null || metric.unit === "%" || !(metric.adds || metric.kind === "indicators"))
    return unknown("几年合计的数字,不能由各年相加", metric);
  const values: number[] = [];
  for (let year = first; year <= period.year!; year++) {
    const value = figures.value(metric.id, year);
    if (value === null) return unknown(`没有${year}年的${metric.label},不能合计`, metric);
    values.push(value);
  }
  const total = values.reduce((a, b) => a + b, 0);
  const verdict = judge(numeral, metric, total);
  const computed = inPrint(metric, total);
  if (verdict.holds)
    return {verdict: "一致", metric, computed, reason: `${first}年至${period.year}年合计${exact(metric, total)}`};
  const told = {...claim, reading: {...reading, open: reading.open || `${first}年至${period.year}年合计`}};
  const reason = `${first}年至${period.year}年合计${exact(metric, total)}`;
  return differs(told, {metric, computed, should: verdict.should, reason});
}

/** The number with the metric's own unit. */
function reworded(text: string, {start, end, unit}: Numeral, metric: Metric): string | null {
  const words = text.slice(start, end);
  const at = words.lastIndexOf(unit);
  return at < 0 ? null : words.slice(0, at) + metric.unit + words.slice(at + unit.length);
}

/** A percentage that no whole number over the denominator gives. */
function infeasible({value, decimals, word, kind, unit}: Numeral, figure: Figure | undefined): string {
  const n = figure?.denominator;
  if (!n || !Number.isInteger(n) || unit !== "%" || word !== "" || value === null || kind === "fraction") return "";
  const k = Math.round((value * n) / 100);
  const possible = [k - 1, k, k + 1].some(each => rounded((100 * each) / n, decimals) === value);
  return possible ? "" : `;分母为${n}时不会得出${value}%`;
}
