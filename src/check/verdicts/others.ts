import type {Metric} from "../../metrics/index.js";
import {type Claim, openIn, type Page} from "../claims/page.js";
import {unitFit} from "../claims/units.js";
import type {Paragraph} from "../clauses/clauses.js";
import {inPrint} from "./judge.js";
import type {Draft} from "./judged.js";
import {toldOtherwise} from "./verdict.js";

/** `named`: the draft says of which items it is; `likely`: the metric that the chart thinks likeliest. */
type Told = {claim: Claim; finding: Draft; named?: boolean; likely?: string | null};

/** So many numbers that are far off, and so large a part of those that were read, are no slips. */
const [few, most] = [3, 0.5];
/** A number that is further from the figure than this part of it is no slip of a digit; so often it, or less, is of another kind. */
const [slip, times, much] = [0.25, 3, 15];
const telling = 30;

/**
 * A draft, a section or a paragraph most of whose numbers are far off speaks of somebody else, or of another time: nothing
 * in it is called wrong. A single number that no slip explains, 14 for 87, is asked about where the sentence names the
 * office itself, else not checked.
 */
export function ofOthers(told: readonly Told[], page: Page): void {
  const strange = told.filter(each => differs(each) && isStrange(each, page));
  const parts = new Map<Paragraph | null, Told[]>();
  // 教育类提案46件 says itself of what it is.
  for (const each of told.filter(({named}) => !named)) {
    const {paragraph} = each.claim.sentence;
    for (const part of new Set([paragraph, paragraph.under, null])) {
      const list = parts.get(part);
      if (list) list.push(each);
      else parts.set(part, [each]);
    }
  }
  const off = new Set<Told>();
  for (const list of parts.values()) {
    const differing = list.filter(({finding}) => finding.verdict === "不一致");
    const agreeing = list.filter(({finding}) => finding.verdict === "一致").length;
    const far = differing.filter(isFar).length;
    if (far >= few && far >= most * (differing.length + agreeing)) for (const each of differing) off.add(each);
  }
  for (const {claim, finding} of strange.filter(each => !off.has(each))) {
    const own = claim.sentence.clauses.some(({words}) => words.some(({kind}) => kind === "own" || kind === "whole"));
    finding.verdict = own && finding.verdict === "不一致" ? "请核对" : "无法核对";
    finding.reason = `${finding.reason}(相差太大,说的可能是别的单位或别的时段)`;
  }
  for (const {finding} of off) {
    finding.verdict = "无法核对";
    finding.reason = `${finding.reason}(这一部分多数数字与系统不同,说的可能是别的单位或别的时段)`;
  }
}

/** So many numbers of a paragraph that are right, so many times those that are not, say that it speaks of the office. */
const [own, over] = [2, 3];
/** A number of one digit is a slip of any other. */
const least = 10;

/**
 * A number that is asked about and is a slip of the pen away from the likeliest figure, in a paragraph that else agrees, is wrong;
 * not where it is the figure of another year, or another of the kind.
 */
export function slips(told: readonly Told[], page: Page): void {
  const parts = new Map<Paragraph, Told[]>();
  for (const each of told) {
    const {paragraph} = each.claim.sentence;
    const list = parts.get(paragraph);
    if (list) list.push(each);
    else parts.set(paragraph, [each]);
  }
  for (const list of parts.values()) {
    const right = list.filter(({finding}) => finding.verdict === "一致").length;
    const wrong = list.filter(differs);
    for (const each of wrong) {
      const {finding, claim, likely} = each;
      const {number, computed, metric} = finding;
      if (finding.verdict !== "请核对" || likely !== metric || right < own || right < over * (wrong.length - 1))
        continue;
      const [a, b] = [Math.abs(number!), Math.abs(computed!)];
      const known = page.figures.metrics.get(metric ?? "");
      if (
        !known ||
        Math.min(a, b) < least ||
        !isSlip(a, b) ||
        toldOtherwise(claim, known, page) ||
        isOther(a, known, claim, page)
      )
        continue;
      if (!standsAlone(each, list, page)) continue;
      finding.verdict = "不一致";
      // It rests on the others, no longer on a doubt about its words.
      if (finding.should_read) finding.reason = `应为${finding.should_read}，同一段里别的数对得上`;
    }
  }
}

/** Whether nothing but the words of a number is open: not what part of the year it is of, nor, of a rate, what is rated. */
function standsAlone({claim, named}: Told, list: readonly Told[], page: Page): boolean {
  const {period, numeral, clause, sentence, phrase, role, reading, scope, elsewhere} = claim;
  if (period.part !== null || period.cut || period.plan || scope || elsewhere || numeral.kind === "fraction")
    return false;
  if (page.unfinished && (period.year !== page.year || /同期/.test(page.text.slice(sentence.start, numeral.end))))
    return false;
  if (reading && unitFit(reading.metric, numeral.unit) < 2 && !["", "%"].includes(numeral.unit) && role === "value")
    return false;
  if (!reading && (role !== "value" || (phrase.from > clause.start && !named))) return false;
  if (reading && numeral.unit !== "%") return true;
  const before = list.findLast(each => each.claim.sentence === sentence && each.claim.numeral.start < numeral.start);
  return openIn(page, clause.start, clause.end) <= 1 && (!before || before.finding.verdict === "一致");
}

/** Whether a number is the figure of a year nearby, or another of its kind. */
function isOther(told: number, metric: Metric, {period}: Claim, {figures}: Page): boolean {
  const year = period.year ?? 0;
  const is = (each: Metric, at: number) => {
    const value = figures.value(each.id, at);
    return value !== null && Math.abs(inPrint(each, value) - told) < 0.05;
  };
  return (
    [year - 2, year - 1, year + 1].some(at => is(metric, at)) ||
    [...figures.metrics.values()].some(each => each.kind === metric.kind && is(each, year))
  );
}

const differs = ({finding: {verdict, number, computed}}: Told) =>
  (verdict === "不一致" || verdict === "请核对") && number !== null && computed !== null;

const isFar = ({finding: {number, computed}}: Told) =>
  number !== null && computed !== null && Math.abs(number - computed) > slip * Math.abs(computed);

/** Whether no slip explains a number: a digit, two that changed places, another year's or another figure's. */
function isStrange({claim, finding, named}: Told, page: Page): boolean {
  const {number, computed, metric} = finding;
  const [told, meant] = [Math.abs(number!), Math.abs(computed!)];
  if (claim.role !== "value" || named || claim.goal || claim.period.sum) return false;
  if ((told * times >= meant && told <= meant * times) || Math.abs(told - meant) < much) return false;
  // 2310元 for 2310万元
  const tens = told > 0 && meant > 0 && Number.isInteger(Number(Math.log10(told / meant).toFixed(6)));
  if (tens || alike(String(told), written(meant, told))) return false;
  const found = metric === null ? undefined : page.figures.metrics.get(metric);
  // So many figures are small that one of them is any number.
  return !(told >= telling && found && isOther(told, found, claim, page));
}

/** Whether a number may be a figure with a slip of the pen. */
export const isSlip = (told: number, meant: number) =>
  Math.abs(told - meant) <= slip * Math.abs(meant) || alike(String(told), written(meant, told));

/** A figure with as many decimals as the draft tells. */
const written = (meant: number, told: number) => {
  const decimals = String(told).split(".")[1]?.length ?? 0;
  return String(Number(meant.toFixed(decimals)));
};

/** One digit put in, left out or changed, or several that changed places. */
function alike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 1 || [...a].sort().join() === [...b].sort().join();
}
