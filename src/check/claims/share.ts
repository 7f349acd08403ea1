import type {Metric} from "../../metrics/index.js";
import type {Clause} from "../clauses/clauses.js";
import {once} from "../once.js";
import type {Numeral} from "../tokens/numbers.js";
import {findWords} from "../tokens/words.js";
import {targetAfter} from "./goals.js";
import {type Claim, openIn, type Page, type ShareClaim, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {readingOf} from "./reading.js";
import type {Said} from "./said.js";
import {unitFit} from "./units.js";

/** 占提案总数的60.5%: where the words of the whole are. */
export interface ShareWords {
  start: number;
  whole: string;
  wholeAt: number;
  goal: boolean;
}

const ofGoal =
  /(?:完成率|达成率|完成(?:了)?(?:\d+[一-龥]{1,2}(?:以上)?(?:的)?)?(?:年度|全年)?(?:目标|任务|计划)?(?:数|值)?的?|(?:相当于|为|是|占)(?:年度|全年|年初)?目标(?:数|值)?的?)(?:为|达到?)?$/;
const ahead = /(?:在|从)([^,。;\d]{1,12})(?:中|里),?占(?:了|比)?(?:到|达)?$/;
const equal = /(?:为|是)([^,。;\d]{1,10}(?:总数|总量)的?)$/;
const plain = /^(.*)占(?:比|了)?([^,。;\d]{0,18}?)(?:的比例|比重|比例)?(?:的)?(?:为|达到?|约|在)?$/;

/** 三家占了全部立案的三成多: the numbers before, added; how many says the group. */
export const together =
  /(?:以上|这|前)?([两二三四五六七八九]|\d)(?:家|项|类|者|地|个[一-龥]{0,2})(?:单位|党派|部门|提案)?(?:合计|合起来|共计|总共|一共|加起来|加在一起|相加)?(?:后)?占/;

export function shareWords(text: string, numeral: Numeral, clause: Clause): ShareWords | null {
  if (numeral.unit !== "%" || numeral.value === null) return null;
  const {start: end} = inOneRow(text, numeral, clause)[0]!;
  const from = Math.max(clause.start, end - 60);
  const lead = text.slice(from, end);
  const named = ahead.exec(lead) ?? equal.exec(lead);
  if (named)
    return {
      start: from + named.index,
      whole: named[1]!,
      wholeAt: from + named.index + named[0].indexOf(named[1]!),
      goal: false
    };
  const match = plain.exec(lead);
  if (match) {
    const start = from + match[1]!.length;
    return {
      start,
      whole: match[2]!,
      wholeAt: start + 1 + lead.slice(match[1]!.length + 1).indexOf(match[2]!),
      goal: /目标|(?<!履职|监督)任务|计划/.test(match[2]!)
    };
  }
  const goal = targetAfter.test(text.slice(numeral.end, numeral.end + 16)) ? null : ofGoal.exec(lead);
  return goal ? {start: from + goal.index, whole: "目标", wholeAt: from, goal: true} : null;
}

/** 分别占65.1%、25.3%和3.6%: the percentages that one 占 is said of; any other alone. */
export function inOneRow(text: string, numeral: Numeral, {numbers, start}: Clause): readonly Numeral[] {
  const at = numbers.indexOf(numeral);
  let [first, last] = [at, at];
  const joined = (i: number) =>
    numbers[i]?.unit === "%" &&
    numbers[i + 1]?.unit === "%" &&
    /^(?:、|,|和|与|及|以及)$/.test(text.slice(numbers[i]!.end, numbers[i + 1]!.start));
  while (joined(first - 1)) first--;
  while (joined(last)) last++;
  const row = numbers.slice(first, last + 1);
  return row.length > 1 && parting.test(text.slice(start, row[0]!.start)) ? row : [numeral];
}

const parting = /(?:分别|依次|各)(?:约|大约)?占[^,。;\d]*$/;

/** Rates that are called a share of what no other figure is called: 党外委员占比, not 集体提案占比, which is what 集体提案 take. */
const sharesNamed = once(({names: {metrics}}: Page): readonly string[] =>
  [...metrics.values()].flatMap(({unit, label, phrases = [], formula, item}) => {
    const numerator = formula?.type === "ratio" ? metrics.get(formula.numerator)?.label : undefined;
    return unit !== "%" || item || `${numerator}占比` === label
      ? []
      : [label, ...phrases].filter(each => /(?:占比|比重|比例)$/.test(each));
  })
);

/** Whether such a name stands right before the number. */
function isNamed({numeral, clause}: Claim, page: Page): boolean {
  const lead = page.text
    .slice(Math.max(clause.start, numeral.start - 60), numeral.start)
    .replace(/(?:约?[为是占]|达到?|[:约])+$/, "");
  return sharesNamed(page).some(label => lead.endsWith(label));
}

/** Reads a percentage as a share; false when it is none. */
export function shared(claim: Claim, page: Page, said: readonly Claim[], words: () => Said): boolean {
  const {numeral, sentence, phrase, period} = claim;
  const share = shareWords(page.text, numeral, claim.clause);
  if (!share) return again(claim, page, said);
  if (isNamed(claim, page)) return false;
  claim.role = "share";
  const told = said.filter(
    each =>
      each.role === "value" &&
      each.sentence === sentence &&
      each.numeral.unit !== "%" &&
      (!each.clause.aside || each.clause === claim.clause)
  );
  if (share.goal) {
    claim.share = ofGoalTold(told, period.year, page);
    return true;
  }
  const left = phrase.left.filter(each => each.end <= share.start);
  const fits = (metric: Metric) => (metric.unit === "%" ? -1 : 2);
  const named = left.some(telling) ? readingOf({...words(), left, right: [], bridged: []}, page.names, fits) : null;
  const last = parted(claim, told, page) ?? told.findLast(each => each.period.year === period.year) ?? told.at(-1);
  const unread = left.some(each => telling(each) && each.kind !== "topic");
  if (!named && (unread || openIn(page, phrase.from, share.start) > 1)) {
    claim.why = "看不出占比的分子";
    return true;
  }
  // 其中基层协商57场次,占53.3%, a line of its own: of what the line before tells.
  if (
    !share.whole &&
    said.length === 1 &&
    /^[^一-龥\d]*其中/.test(page.text.slice(sentence.paragraph.start, numeral.start))
  ) {
    claim.why = "占的是前一段说的总数";
    return true;
  }
  if (together.test(page.text.slice(Math.max(claim.clause.start, numeral.start - 40), numeral.start))) {
    claim.why = "说的是几项合计的占比";
    return true;
  }
  const own =
    named && !(last && last.reading?.metric === named.metric)
      ? {reading: named, year: period.year, scope: null, number: null}
      : null;
  const part =
    own ??
    (last && {
      reading: last.reading,
      year: stepped(claim, page) ? period.year : (last.period.year ?? period.year),
      scope: last.scope,
      number: last.numeral
    });
  if (!part) {
    claim.why = "看不出占比的分子";
    return true;
  }
  claim.scope = null;
  const metric =
    part.scope || left.some(each => each.kind === "scope" || each.kind === "body")
      ? null
      : (part.reading?.metric ?? null);
  // 重点督办10件,民生保障类占了一半: of those, or of all.
  const among = own !== null && !share.whole && last?.reading?.metric.subsetOf !== undefined;
  claim.reading = metric
    ? among
      ? {...part.reading!, level: "likely", open: "占的可能是前面那一部分"}
      : part.reading
    : null;
  const number = part.number && part.number.word === "" && part.number.upper === null ? part.number.value : null;
  const wholes = wholesOf(share, metric, part.year, page, words());
  const before = said.at(-1);
  if (
    own &&
    !share.whole &&
    metric &&
    before?.role === "share" &&
    before.sentence === sentence &&
    before.share?.named
  ) {
    // 对口协商占协商活动的22.4%,基层协商占53.3%
    claim.share = {...before.share, part: {metric, year: part.year}};
    return true;
  }
  const earlier =
    told.some(each => each !== last) || share.whole || !metric
      ? []
      : said.filter(each => each.role === "value" && each.numeral.unit !== "%" && each !== last).slice(-4);
  const row = inOneRow(page.text, numeral, claim.clause);
  // What the same row gives shares of is the whole of none of them.
  const beside = row.length > 1 ? told.filter(each => each.numeral.end <= row[0]!.start).slice(-row.length) : [];
  const numbers = [...told, ...earlier]
    .filter(
      each =>
        each !== last &&
        !beside.includes(each) &&
        each.numeral.word === "" &&
        (each.numeral.value ?? 0) >= (number ?? Number.POSITIVE_INFINITY) &&
        alike(each.numeral.unit, last!.numeral.unit)
    )
    .map(each => ({number: each.numeral.value!}));
  claim.share = {
    part: metric ? {metric, year: part.year} : number === null ? null : {number},
    ...(metric && number !== null ? {told: number} : {}),
    ...(!own && last?.parts ? {added: last.parts.reduce((sum, each) => sum + (each.numeral.value ?? 0), 0)} : {}),
    wholes:
      wholes.length > 0 && (share.whole || (metric && page.names.topics.has(metric.id)))
        ? [...wholes]
        : [...numbers.reverse(), ...wholes],
    named: share.whole !== "" && wholes.length > 0,
    goal: false
  };
  return true;
}

/** 占比由60.5%提升到62.4%: the first is of an earlier year than the number that is split. */
const stepped = ({numeral, period, clause}: Claim, {text}: Page) =>
  period.attached && /[从由][^,。;\d]*$/.test(text.slice(clause.start, numeral.start));

/** 已答复231件、已办结228件,分别占立案数的95.9%和94.6%: one after another. */
function parted({clause, numeral}: Claim, told: readonly Claim[], {text}: Page): Claim | undefined {
  const row = inOneRow(text, numeral, clause);
  const before = told.filter(each => each.numeral.end <= row[0]!.start).slice(-row.length);
  return row.length > 1 && before.length === row.length ? before[row.indexOf(numeral)] : undefined;
}

const alike = (a: string, b: string) => a === b || (/^[次场]/.test(a) && /^[次场]/.test(b) && !/人/.test(a + b));

/** 占60.5%,六成以上: the share before, told in other words. */
function again(claim: Claim, page: Page, said: readonly Claim[]): boolean {
  const {numeral, sentence} = claim;
  const last = said.at(-1);
  if (numeral.unit !== "%" || last?.role !== "share" || last.sentence !== sentence) return false;
  const between = page.text.slice(last.numeral.end, numeral.start);
  const spelled = last.numeral.kind === "fraction" && /^[,;]?(?:为|达|即|约)$/.test(between);
  if (!spelled && !(numeral.kind === "fraction" ? /^[,;(]?(?:在|达到?|接近)?$/ : /^\($/).test(between)) return false;
  Object.assign(claim, {role: "share", share: last.share, reading: last.reading, scope: last.scope});
  return true;
}

/** 目标18次,完成177.8%: a number told over the target told, or over that of the target table. */
function ofGoalTold(told: readonly Claim[], year: number | null, {figures}: Page): ShareClaim | null {
  const actual = told.findLast(each => !each.goal && !each.period.plan && each.numeral.value !== null);
  const goal = told.findLast(each => (each.goal || each.period.plan) && each.numeral.value !== null);
  if (!actual) return null;
  const metric = actual.reading?.metric;
  const listed = metric ? figures.target(metric.id, actual.period.year ?? year)?.target : undefined;
  const over = goal?.numeral.value ?? listed;
  if (!over) return null;
  return {
    part: metric && !actual.scope ? {metric, year: actual.period.year} : {number: actual.numeral.value!},
    wholes: [{number: over}],
    named: true,
    goal: true
  };
}

/** The figures that the words of the whole may mean, the likeliest first. */
function wholesOf(
  {whole, wholeAt}: ShareWords,
  metric: Metric | null,
  year: number | null,
  page: Page,
  said: Said
): {metric: Metric; year: number | null}[] {
  const {names, figures} = page;
  const chain: Metric[] = [];
  for (let id = metric?.subsetOf; id; id = figures.metrics.get(id)?.subsetOf) {
    const found = figures.metrics.get(id);
    if (found) chain.push(found);
  }
  // 全部立案提案 is one word of the office, and names a figure.
  const words = /^(?:全部|全区|所有)/.test(whole)
    ? findWords(whole.slice(2), names.vocabulary)
    : startingIn(page.words, wholeAt, wholeAt + whole.length);
  const of = (list: readonly Metric[]) => [...new Set(list)].map(each => ({metric: each, year}));
  if (!words.some(telling)) {
    return of(chain);
  }
  const fits = (each: Metric) => (each === metric || each.unit === "%" ? -1 : metric ? unitFit(each, metric.unit) : 2);
  const reading = readingOf({...said, left: words, right: [], bridged: [], wholes: [], restated: false}, names, fits);
  const topicOnly = words.filter(telling).every(each => each.kind === "topic");
  const named = reading ? [reading.metric, ...reading.others] : [];
  // 提案总数 may be of any that the part is among.
  return of(topicOnly ? [...named, ...chain.filter(each => each.kind === named[0]?.kind)] : named);
}
