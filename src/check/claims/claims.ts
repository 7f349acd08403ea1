import type {Metric} from "../../metrics/index.js";
import type {Paragraph, Sentence} from "../clauses/clauses.js";
import {once} from "../once.js";
import {changed} from "./change.js";
import {subjected} from "./doubt.js";
import {everyOf} from "./every.js";
import {read} from "./explained.js";
import {saidOf} from "./gathered.js";
import {targetWords} from "./goals.js";
import {namedApart, oneOfTwo} from "./lists.js";
import {type Claim, type Page, startingIn} from "./page.js";
import {type Phrase, phrasesOf} from "./phrase.js";
import {againOf, scopeOf} from "./scope.js";
import {shared} from "./share.js";
import {headed, itemOf, pass, type State} from "./spoken-of.js";
import {aimedAt, baseOf, comparedYear, partsOf, restOf, stepOf, sumOf} from "./sums.js";
import {unitFit} from "./units.js";

const memory = 40;

/** The claims of a page, one a number, in order. */
export function claimsOf(page: Page): Claim[] {
  const claims: Claim[] = [];
  for (const paragraph of page.paragraphs) {
    const state: State = {
      topic: null,
      topicAt: -1,
      said: [],
      scope: null,
      own: false,
      subject: null,
      item: itemOf(page)
    };
    headed(paragraph, state, page);
    for (const sentence of paragraph.sentences)
      for (const clause of sentence.clauses) {
        let at = 0;
        for (const phrase of phrasesOf(page.text, clause)) {
          for (; at < clause.words.length && clause.words[at]!.start < phrase.numeral.start; at++)
            pass(clause.words[at]!, clause, state, page);
          const claim = claimOf(phrase, page, paragraph, state);
          claims.push(claim);
          const topic = claim.reading && page.names.topics.get(claim.reading.metric.id);
          if (topic && topic !== state.topic) Object.assign(state, {topic, topicAt: phrase.numeral.start});
          state.said.push(claim);
          if (state.said.length > memory) state.said.splice(0, memory / 2);
        }
        for (; at < clause.words.length; at++) pass(clause.words[at]!, clause, state, page);
      }
  }
  return claims;
}

function elsewhere(sentence: Sentence, {scope}: State): boolean {
  return scope !== null && scope.kind !== "scope" && (scope.kind !== "body" || scope.sentence === sentence);
}

function subjectOf(sentence: Sentence, {item}: State): string | null {
  return item && (item.sentence === null || item.sentence === sentence) ? item.name : null;
}

/** The labels of figures by item, 渠道分类：来信, which no words name as surely. */
const labelled = once(({names: {metrics}}: Page): readonly [label: string, metric: Metric][] =>
  [...metrics.values()]
    .filter(({label}) => label.includes("："))
    .map((metric): [string, Metric] => [metric.label.normalize("NFKC"), metric])
    .sort(([a], [b]) => b.length - a.length)
);

/** No label is longer. */
const reach = 60;

/** What stands right before a number, without 为, 达到. */
const leadOf = ({numeral, clause}: Claim, {text}: Page) =>
  text
    .slice(Math.max(clause.sentence.start, numeral.start - reach), numeral.start)
    .replace(/(?:约?[为是]|达到?|[:约])+$/, "");

/** 评议测评满意率98%: of metrics that words fit, the one whose whole label they are, though another is called so as well. */
function byLabel(claim: Claim, page: Page): void {
  const {reading} = claim;
  if (!reading || reading.slip) return;
  const lead = leadOf(claim, page);
  const [metric] = [reading.metric, ...reading.others]
    .filter(({label}) => lead.endsWith(label.normalize("NFKC")))
    .sort((a, b) => b.label.length - a.label.length);
  if (!metric) return;
  claim.labelled = true;
  if (reading.tied) claim.reading = {...reading, metric, others: [], level: "settled", open: "", tied: false};
}

/** The metric whose label stands right before a number, spelled out. */
function spelledOut(claim: Claim, page: Page): Metric | undefined {
  const {numeral} = claim;
  const lead = leadOf(claim, page);
  const [, metric] = labelled(page).find(([label]) => lead.endsWith(label)) ?? [];
  return metric && unitFit(metric, numeral.unit) >= 2 ? metric : undefined;
}

function claimOf(phrase: Phrase, page: Page, paragraph: Paragraph, state: State): Claim {
  const {numeral, clause} = phrase;
  const {sentence} = clause;
  const claim: Claim = {
    numeral,
    clause,
    sentence,
    phrase,
    role: "value",
    reading: null,
    all: [],
    period: page.periods.get(numeral)!,
    labelled: false,
    scope: null,
    words: [],
    part: /^[:(]?其中/.test(page.text.slice(clause.start, clause.start + 4)),
    goal: targetWords(numeral, clause, page.text),
    change: null,
    share: null,
    parts: null,
    rest: null,
    elsewhere: elsewhere(sentence, state),
    subject: subjectOf(sentence, state),
    why: ""
  };
  if (stepOf(claim, page, state.said)) return claim;
  const spelled = spelledOut(claim, page);
  if (spelled) {
    claim.reading = {metric: spelled, level: "settled", open: "", slip: false, others: []};
    claim.words = phrase.left;
    return claim;
  }
  const gather = () => saidOf(phrase, page, paragraph, state);
  if (changed(claim, page, state.said, gather) || shared(claim, page, state.said, gather)) {
    claim.scope ??= scopeOf(claim, state, page);
    return claim;
  }
  const series = page.series.get(numeral);
  if (series) {
    claim.period = {
      ...claim.period,
      year: series.years[series.numbers.indexOf(numeral)]!,
      sum: null,
      total: null,
      or: null
    };
    claim.words = startingIn(page.words, Math.max(series.start, series.end - 80), series.end);
    read(claim, {...saidOf(phrase, page, paragraph, state), left: claim.words, right: phrase.right, bridged: []}, page);
    return claim;
  }
  const apart = oneOfTwo(claim, page, state.said) ?? namedApart(claim, page, state.said);
  if (apart) {
    claim.words = apart.words;
    if (apart.reading !== undefined) claim.reading = apart.reading;
    else read(claim, {...saidOf(phrase, page, paragraph, state), left: apart.words, right: [], bridged: []}, page);
    if (apart.year !== undefined) claim.period = {...claim.period, year: apart.year, sum: null, total: null};
    claim.scope = scopeOf(claim, state, page);
    return claim;
  }
  const base = baseOf(claim, page, state.said);
  if (base) {
    const slip = base.reading !== null && unitFit(base.reading.metric, numeral.unit) === 0;
    const reading = base.reading && {...base.reading, slip};
    const then = claim.clause.aside ? claim.period.year : comparedYear(claim, base, page);
    const period = {...claim.period, year: then, sum: null, total: null, or: null, attached: true};
    Object.assign(claim, {reading, words: base.words, scope: base.scope, why: base.why, period});
    return claim;
  }
  const sum = sumOf(claim, page, state.said);
  if (sum) {
    claim.reading = {metric: sum, level: "settled", open: "", slip: false, others: []};
    return claim;
  }
  const parts = partsOf(claim, page, state.said);
  if (parts) {
    claim.parts = parts;
    claim.why = "各项中有没有读懂的";
    return claim;
  }
  const said = saidOf(phrase, page, paragraph, state);
  claim.words = [...said.bridged, ...said.left, ...said.right];
  read(claim, said, page);
  byLabel(claim, page);
  claim.scope = scopeOf(claim, state, page) ?? againOf(claim, page, state.said);
  subjected(claim, page, state, said);
  if (!claim.goal && everyOf(phrase, page.text)) Object.assign(claim, {reading: null, why: "说的是每一个"});
  claim.rest = restOf(claim, page);
  if (claim.goal && !claim.reading) claim.reading = aimedAt(claim, page, state.said);
  return claim;
}
