import type {Metric} from "../../metrics/index.js";
import {grammar} from "../grammar/grammar.js";
import {breath} from "./breath.js";
import {type Claim, openIn, type Page} from "./page.js";
import {telling} from "./phrase.js";
import {type Reading, readingOf} from "./reading.js";
import type {Said} from "./said.js";
import {ofSome} from "./scope.js";
import type {State} from "./spoken-of.js";
import {unitFit} from "./units.js";

/** 党派团体积极建言。全年提出提案158件: who was spoken of before may be who is meant. */
export function subjected(claim: Claim, page: Page, state: State, said: Said) {
  const {sentence} = claim;
  const kin = kindred(claim, page, state);
  if (kin) claim.reading = {...kin, slip: false, others: []};
  const {reading} = claim;
  if (reading?.level === "settled" && narrower(claim, state, page))
    claim.reading = {...reading, level: "likely", open: "说的可能是前面那一部分"};
  if (ofSome(claim, page) && reading?.level === "settled" && claim.phrase.right.length === 0)
    claim.reading = {...reading, level: "likely", open: "说的可能是其中一部分"};
  if (outOf(claim, page) && reading?.level === "settled")
    claim.reading = {...reading, level: "likely", open: "说的可能是整体"};
  if (aboutOne(claim, page) && reading?.level === "settled")
    claim.reading = {...reading, level: "likely", open: "说的可能只是这一项工作"};
  // 全国政协15篇(上年转报14篇)
  const outer = claim.clause.aside ? state.said.at(-1)?.phrase : undefined;
  const known = reading && page.names.known.get(reading.metric.id);
  const more = outer?.left.some(each => each.kind === "narrow" && !each.concepts.some(c => known?.has(c)));
  if (reading?.level === "settled" && outer?.clause.index === claim.clause.index - 1 && more)
    claim.reading = {...reading, level: "likely", open: "括号前面还有限定"};
  const doubt = reading?.level === "settled" ? doubtOf(claim, page, state) : null;
  if (doubt) claim.reading = {...reading!, level: "likely", ...doubt};
  if (
    reading?.level === "settled" &&
    state.subject?.word.kind === "actor" &&
    state.subject.sentence === sentence &&
    state.subject.word.end < claim.phrase.from
  )
    claim.reading = {...reading, level: "likely", open: "说的可能只是一部分单位"};
  if (
    !reading ||
    !state.subject ||
    state.subject.sentence.paragraph !== sentence.paragraph ||
    (claim.phrase.left.some(telling) === false && state.subject.sentence !== sentence)
  )
    return;
  if (claim.words.some(each => each.kind === "narrow" || each.kind === "actor")) return;
  const other = readingOf({...said, left: [state.subject.word, ...said.left]}, page.names, metric =>
    unitFit(metric, claim.numeral.unit)
  );
  if (!other || other.slip || other.metric === reading.metric || other.metric.unit !== reading.metric.unit) return;
  claim.reading = {...other, level: "likely", open: "主语是前面说的", others: [...other.others, reading.metric]};
}

/**
 * 交办意见27条,办结率77.8%,采纳19条: what is counted goes on; words that are part of a figure of the same items mean that,
 * though alone they would be another's.
 */
function kindred(
  {reading, phrase, numeral, sentence, elsewhere, part}: Claim,
  page: Page,
  {said}: State
): Pick<Reading, "metric" | "level" | "open"> | null {
  if (phrase.left.some(({kind}) => kind === "topic") || phrase.right.some(telling)) return null;
  const {figures, names} = page;
  const joined = (each: Claim) => (part ? breath(each, sentence, page) : each.sentence === sentence);
  const last = said.findLast(each => joined(each) && each.role === "value" && each.numeral.unit !== "%");
  if (!last || elsewhere || last.scope || last.reading?.slip) return null;
  const of = last.reading?.metric;
  // 7件线索中,立案4件: what was counted is named, though no figure is.
  const topic = of
    ? undefined
    : [...last.phrase.right, ...last.phrase.left].find(({kind}) => kind === "topic")?.concepts[0];
  const same = ({id, kind}: Metric) => (of ? kind === of.kind : names.topics.get(id) === topic);
  // 逾期10条,其中还没有办结的6条: those of what was told, not of all.
  const among = part && of && reading?.level === "settled" && reading.metric.subsetOf === of.subsetOf;
  const settled = reading && (same(reading.metric) || reading.metric.kind === "multi");
  if ((!of && !topic) || (settled && !among)) return null;
  const told = phrase.left.flatMap(each => (telling(each) || each.kind === "free" ? each.concepts : []));
  if (told.length === 0) return null;
  const parts = among ? [of.id] : of ? [of.id, of.subsetOf] : null;
  const found = [...figures.metrics.values()].filter(metric => {
    const {id, unit, formula, subsetOf, item} = metric;
    if (item || !same(metric) || id === of?.id || !told.every(c => names.own.get(id)?.has(c))) return false;
    if (unit === "%" || numeral.unit === "%")
      return unit === numeral.unit && formula?.type === "ratio" && (parts?.includes(formula.denominator) ?? true);
    return unitFit(metric, numeral.unit) > 0 && subsetOf !== undefined && (parts?.includes(subsetOf) ?? true);
  });
  // It is no more certain than what it goes on with.
  const {level, open} = last.reading ?? {level: "likely", open: "前面的数没有读懂"};
  return found.length === 1 ? {metric: found[0]!, level, open} : null;
}

/** What was said right before may be what is gone on with: then the number is no more certain than that. */
function doubtOf({reading, numeral, sentence, phrase}: Claim, page: Page, {said}: State): Partial<Reading> | null {
  const {metric} = reading!;
  const last = said.at(-1);
  if (!last || last.sentence !== sentence || last.role !== "value") return null;
  const named = phrase.left.some(telling) || phrase.right.some(telling);
  if (!named && last.reading?.metric === metric && last.reading.level === "likely")
    return {open: last.reading.open, others: last.reading.others};
  // 转报全国政协30篇,转报数从6篇增至14篇
  const part = said.findLast(
    each => each.sentence === sentence && each.reading?.metric.subsetOf === metric.id && each.role === "value"
  );
  const told = said.some(each => each.sentence === sentence && each.reading?.metric === metric);
  if (part && !told && /数|量/.test(page.text.slice(phrase.from, numeral.start)))
    return {open: `说的可能是${part.reading!.metric.label}`, others: [part.reading!.metric, ...reading!.others]};
  const open = "说的可能只是前面那一项";
  // 公益讲座和义诊25场次,惠及群众4860人次
  if (
    /^,?(?:惠及|受益|覆盖|吸引|参与|参加)/.test(page.text.slice(last.numeral.end, phrase.from + 3)) &&
    numeral.unit !== last.numeral.unit &&
    /人/.test(numeral.unit)
  )
    return {open};
  // 转报全国政协14篇,被采用1篇
  if (
    /^[被获]/.test(page.text[phrase.from] ?? "") &&
    last.reading &&
    depth(last.reading.metric, page) > depth(metric, page) + 1
  )
    return {open};
  // 提案提出的73条建议,采纳了58条; 留言3400条、回复率92%
  const own = page.names.own.get(metric.id)!;
  const same = numeral.unit === last.numeral.unit && last.words.some(each => each.concepts.some(c => own.has(c)));
  const noun = phrase.left.some(({kind}) => kind === "topic" || kind === "thing");
  if (metric.subsetOf && same && !noun && (!last.reading || last.reading.weak)) return {open};
  const items = grammar().units.get(last.numeral.unit)?.classes.includes("items") && !/次|场/.test(last.numeral.unit);
  const unread = !last.reading || last.reading.slip || openIn(page, last.phrase.from, last.numeral.start) > 1;
  const topic = phrase.left.some(each => each.kind === "topic");
  if (metric.unit === "%" && items && unread && !topic && last.numeral.end >= phrase.from - 1) return {open};
  // 读书沙龙11场,参与委员860人次
  const held = /场|期|次|届/.test(last.numeral.unit) && !/人/.test(last.numeral.unit);
  const whole = metric.count?.aggregate === "sum" && metric.count.where.length === 0;
  return held && !last.reading && whole && numeral.unit !== last.numeral.unit ? {open} : null;
}

/** How often a figure is a part of another. */
const depth = ({subsetOf}: Metric, page: Page): number => {
  const whole = subsetOf === undefined ? undefined : page.figures.metrics.get(subsetOf);
  return whole ? 1 + depth(whole, page) : 0;
};

/** 再看立案,261件里有12件没有立案: what is counted is named before, what it is out of is not. */
const outOf = ({numeral, phrase}: Claim, {text}: Page) =>
  /^[中里](?:面|头)?有?[\d一二两三四五六七八九十]/.test(text.slice(numeral.end, numeral.end + 5)) &&
  !phrase.left.some(each => each.kind === "topic");

/** 围绕乡村振兴提交提案20件: one subject of work is named, what follows may count that work only. */
function aboutOne({numeral, sentence, reading}: Claim, {text}: Page): boolean {
  const lead = text.slice(Math.max(sentence.start, numeral.start - 80), numeral.start);
  const match =
    /(?:围绕|聚焦|紧扣|针对|就)([^,。;\d]{2,40}?)(?=,|开展|组织|提交|提出|召开|深入|形成|举办|撰写|反映|建言|$)/.exec(
      lead
    );
  return match !== null && reading?.metric.unit !== "%" && !broad.test(match[1]!);
}

const broad =
  /等|、.+、|中心|大局|全区|区委|区政府|重点|经济|社会|高质量|民生|群众|党政|改革|稳定|目标|重大|现代化|关切|年度|提案|协商|是|业|此/;

/** 重点提案12件,办结率100%: of those, or of all. */
function narrower({reading, sentence, phrase, words}: Claim, {said}: State, {names}: Page): boolean {
  const last = said.findLast(
    each => each.role === "value" && each.sentence === sentence && each.numeral.unit !== "%" && !each.clause.aside
  );
  const part = last?.reading?.metric;
  if (
    reading?.metric.unit !== "%" ||
    !part?.subsetOf ||
    part.kind !== reading.metric.kind ||
    !names.topics.has(part.id) ||
    part === reading.metric
  )
    return false;
  if (words.some(each => each.start >= phrase.from && each.kind === "topic")) return false;
  const known = names.known.get(reading.metric.id)!;
  const own = names.all.find(each => each.metric === part)?.concepts ?? [];
  return (
    own.some(c => !known.has(c) && !names.known.get(part.subsetOf!)?.has(c)) && reading.metric.subsetOf !== part.id
  );
}
