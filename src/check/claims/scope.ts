import type {Metric} from "../../metrics/index.js";
import type {Sentence} from "../clauses/clauses.js";
import type {Word} from "../tokens/words.js";
import {alike} from "./alike.js";
import {restates} from "./goes-on.js";
import type {Claim, Page} from "./page.js";
import {telling} from "./phrase.js";
import {conceptsOf} from "./reading.js";
import type {State} from "./spoken-of.js";

/** Whether the sentence is about some only, and the number does not say otherwise. */
export function scopeOf(claim: Claim, state: State, page: Page): string | null {
  const {phrase, reading, sentence, words} = claim;
  const {scope} = state;
  if (
    claim.subject &&
    !page.speaker &&
    ![...phrase.left, ...phrase.right].some(({kind}) => kind === "item") &&
    reading &&
    reading.metric.kind !== "indicators" &&
    words.every(each => each.kind !== "own")
  )
    return `说的是${claim.subject}的`;
  if (page.speaker && !state.own) return `文稿是${page.speaker}的`;
  if (!reading) return null;
  const people = state.said.at(-1);
  if (
    people?.sentence === sentence &&
    !people.reading &&
    alike(people.numeral.unit, "名") &&
    phrase.from === phrase.clause.start &&
    page.text.slice(people.numeral.end, phrase.from).length < 3 &&
    (page.names.topics.has(reading.metric.id) ||
      /中有[^,。;]{0,6}$/.test(page.text.slice(people.clause.start, people.numeral.start)))
  )
    return "说的是前面那些人";
  if (onOne(claim, page)) return "说的是其中一个方面";
  if (
    (ofSome(claim, page) || !phrase.left.some(telling)) &&
    refused.test(page.text.slice(claim.numeral.end, claim.numeral.end + 14))
  )
    return "说的是没有做到的那一部分";
  const part = ofPart(claim, state, page) ?? ofThose(claim, state, page);
  if (part) return part;
  if (!scope) return null;
  const goesOn =
    scope.kind === "body" && page.text[sentence.start - 1] === ";" && scope.sentence.index === sentence.index - 1;
  if (scope.kind !== "other" && scope.kind !== "self" && scope.sentence !== sentence && !goesOn) return null;
  if (goesOn) scope.sentence = sentence;
  if (scope.kind === "scope" && scope.at < phrase.clause.start && !page.names.topics.has(reading.metric.id))
    return null;
  const since = Math.max(scope.at, phrase.from);
  if (since > scope.at && words.some(each => each.kind === "topic" && each.start > scope.at) && scope.kind === "scope")
    return null;
  return scope.kind === "other" ? "说的是别的单位或层级" : "说的只是其中一部分";
}

/** The same figure of the same year a second time in a breath: some of it. */
export function againOf(
  {reading, period, sentence, numeral, phrase, goal}: Claim,
  page: Page,
  said: readonly Claim[]
): string | null {
  if (!reading || reading.metric.unit === "%") return null;
  const told = said.findLast(
    each =>
      each.role === "value" &&
      each.reading?.metric === reading.metric &&
      each.sentence === sentence &&
      !each.clause.aside &&
      !each.scope
  );
  if (
    !told ||
    told.scope ||
    told.goal !== goal ||
    told.period.year !== period.year ||
    told.period.sum !== period.sum ||
    told.period.part !== period.part
  )
    return null;
  if (restates.test(page.text.slice(Math.max(told.numeral.end, phrase.from), numeral.start))) return null;
  return (numeral.value ?? 0) < (told.numeral.value ?? 0) ? "前面已说过这个指标,这里可能是其中一部分" : null;
}

const adjunct =
  /(?:围绕|聚焦|紧扣|针对|就)([^,。;\d]{2,40}?)(?:等(?:课题|议题|方面|问题|工作)?)?,?(?:共|分别|先后)?(?:提交|提出|反映|报送|撰写|形成)(?:了|的)?(?:提案|社情民意|信息)?$/;

/** 就健全养老服务提出的提案9件: items on one matter are some of them; 围绕中心大局 is on all. */
function onOne({numeral, sentence, reading}: Claim, {text, names}: Page): boolean {
  if (!names.topics.has(reading!.metric.id)) return false;
  const match = adjunct.exec(text.slice(Math.max(sentence.start, numeral.start - 60), numeral.start));
  return match !== null && !wide.test(match[1]!);
}

const wide =
  /中心|大局|全区|区委|区政府|重点|经济社会|高质量|民生|群众|党政|改革|稳定|目标|重大|现代化|关切|年度|提案|协商|业务|主题|党派|各界|委员/;

const refused = /^[^,。;\d]{0,8}(?:没有|未能?|尚未)/;

const some = /(?:^|[,。;:(]|其中|另|还|更|内|[中里])有[约近]?$/;

/** 有1篇获3位领导同时批示, 立案提案中有9件: some of what was told before. */
export const ofSome = ({numeral, clause}: Claim, {text}: Page) =>
  some.test(text.slice(Math.max(clause.start - 1, numeral.start - 6), numeral.start));

/** 12件重点提案中,…;已解决或采纳10件: what a number with 中 opens goes on to the full stop. */
function ofThose(
  {reading, sentence, words, phrase, role}: Claim,
  {said}: State,
  {text, names, figures}: Page
): string | null {
  const {metric} = reading!;
  const first = opening(sentence, text);
  const whole = said.findLast(
    each =>
      each.reading &&
      each.sentence.paragraph === sentence.paragraph &&
      each.sentence.index >= first &&
      /^[^,。;]{0,12}[中里]$/.test(text.slice(each.numeral.end, each.clause.end))
  )?.reading?.metric;
  const topic = names.topics.get(metric.id);
  // 立案提案中,委员个人66件
  const at = phrase.clause.index;
  const lead = sentence.clauses
    .slice(Math.max(0, at - 6), at + 1)
    .find(
      each => each.end <= phrase.from && each.numbers.length === 0 && /[中里]$/.test(text.slice(each.start, each.end))
    );
  const among = lead && partOfAll(lead.words, names);
  if (
    topic &&
    role === "value" &&
    among &&
    (among.subsetOf || among.formula?.type === "sum") &&
    names.topics.get(among.id) === topic &&
    !isAmong(metric, among, figures.metrics)
  )
    return `说的是${among.label}中的`;
  if (!whole?.subsetOf || whole === metric || !topic || names.topics.get(whole.id) !== topic) return null;
  if (words.some(each => each.start >= phrase.from && (each.kind === "topic" || each.kind === "own"))) return null;
  const of = metric.formula?.type === "ratio" ? metric.formula.numerator : metric.id;
  for (let id: string | undefined = of; id; id = figures.metrics.get(id)?.subsetOf) if (id === whole.id) return null;
  // 立案的249件提案中: a step that the others are counted of.
  for (const {formula} of figures.metrics.values())
    if (formula?.type === "ratio" && [formula.numerator, formula.denominator].includes(whole.id)) return null;
  return `说的是${whole.label}中的`;
}

/** The figure that words name, and no more than that. */
function partOfAll(words: readonly Word[], {all}: Page["names"]): Metric | undefined {
  const said = conceptsOf(words.filter(telling));
  const named = all.filter(({concepts}) => concepts.length === said.size && concepts.every(c => said.has(c)));
  return (named.find(({weak}) => !weak) ?? named[0])?.metric;
}

/** Whether a figure is the part, of it, or a rate over it. */
function isAmong(metric: Metric, part: Metric, metrics: Page["figures"]["metrics"]): boolean {
  const {formula} = metric;
  if (formula?.type === "ratio")
    return [formula.numerator, formula.denominator].some(id => isAmong(metrics.get(id)!, part, metrics));
  for (let id: string | undefined = metric.id; id; id = metrics.get(id)?.subsetOf) if (id === part.id) return true;
  return false;
}

/** The first of the sentences that semicolons join. */
function opening({paragraph, index}: Sentence, text: string): number {
  let first = index;
  while (first > 0 && text[paragraph.sentences[first]!.start - 1] === ";") first--;
  return first;
}

/** 区教委承办提案28件,满意率100%: the number before was of some, and so is this. */
function ofPart({reading, sentence, phrase, words, period}: Claim, {said}: State, {names}: Page): string | null {
  const topic = names.topics.get(reading!.metric.id);
  const last = said.findLast(
    each => each.role === "value" && each.sentence === sentence && each.numeral.unit !== "%" && !each.clause.aside
  );
  if (
    !topic ||
    !last ||
    last.numeral.value === null ||
    words.some(each => each.start >= phrase.from && (each.kind === "topic" || each.kind === "own"))
  )
    return null;
  if (last.period.year !== period.year) return null;
  const about = last.words.some(each => each.concepts.includes(topic));
  return about && (!last.reading || last.scope) ? "说的可能是前面那一部分" : null;
}
