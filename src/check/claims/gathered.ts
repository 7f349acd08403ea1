import type {Metric} from "../../metrics/index.js";
import type {Paragraph} from "../clauses/clauses.js";
import type {Word} from "../tokens/words.js";
import {breath} from "./breath.js";
import {targetWords} from "./goals.js";
import {bridge, governed, introduced} from "./goes-on.js";
import {openIn, type Page, startingIn} from "./page.js";
import {type Phrase, sideOf, telling} from "./phrase.js";
import {conceptsOf} from "./reading.js";
import type {Said} from "./said.js";
import type {State} from "./spoken-of.js";

/** So many characters of a clause are remembered: longer ones are lists. */
const remembered = 400;

/** Gathers the words that a number is read from. */
export function saidOf(phrase: Phrase, page: Page, paragraph: Paragraph, state: State): Said {
  const {numeral, clause, left, right} = phrase;
  const {sentence} = clause;
  const last = state.said.findLast(each => !each.clause.aside || clause.aside);
  const bare = ![...left, ...right].some(each => telling(each) || each.kind === "plain");
  const goal = targetWords(numeral, clause, page.text);
  const involved = /(?:涉及|涉评|所涉)(?:的)?(?:(?:政协)?提案)?[共约达]?$/.test(
    page.text.slice(Math.max(clause.start, numeral.start - 10), numeral.start)
  );
  const bridged =
    involved && last && breath(last, sentence, page)
      ? last.words
      : bare
        ? bridge(phrase, page, last, goal)
        : (governed(phrase, page) ?? introduced(phrase, page));
  const {words} = clause;
  const before = sentence.clauses[clause.index - 1];
  const frame = before && before.numbers.length === 0 && clause.numbers[0] === numeral ? before.words : [];
  const near = [
    ...frame,
    ...startingIn(words, Math.max(clause.start, numeral.start - 40), Math.min(clause.end, numeral.end + 40)).filter(
      each => each.end <= phrase.from || each.start >= phrase.to
    )
  ];
  const own = [...left, ...right, ...bridged].findLast(each => each.kind === "topic")?.concepts[0];
  const heading = own || state.topic ? null : page.topicOf(paragraph);
  const values = state.said.filter(
    each => breath(each, sentence, page) && each.role === "value" && each.reading && (!each.scope || each.subject)
  );
  const sum = values.findLast(each => each.reading!.metric.formula?.type === "sum");
  const wholes = [...values.slice(-3).reverse(), ...(sum ? [sum] : [])].map(each => ({
    metric: each.reading!.metric,
    concepts: named(each.reading!.metric, each.words, page),
    near: each.sentence === sentence
  }));
  return {
    left,
    right,
    near,
    frame,
    bridged,
    topic: own ?? state.topic ?? heading,
    topicNear: own !== undefined || state.topicAt >= sentence.start,
    wholes,
    before: conceptsOf([
      ...startingIn(page.words, Math.max(clause.start, phrase.from - remembered), phrase.from),
      ...(frame.length > 0 && /[上中里时后间]$/.test(page.text.slice(before!.start, before!.end)) ? frame : []),
      ...state.said.slice(-3).flatMap(each => (each.sentence === sentence && !each.reading ? each.words : []))
    ]),
    held: conceptsOf(last && !last.reading && last.sentence === sentence && last.role === "value" ? last.words : []),
    listed: (left.some(({kind}) => kind === "item")
      ? /等(?!于|候|级)[^、]{0,12}$/
      : /、.*等(?!于|候|级)[^、]{0,12}$/
    ).test(page.text.slice(Math.max(phrase.from, numeral.start - 40), numeral.start)),
    restated: restatedIn(phrase, page),
    involved,
    open: openIn(page, phrase.from, numeral.start) > 1,
    beside: new Set([
      ...left.filter(each => /[与同和对向由]/.test(page.text[each.start - 1] ?? "")),
      ...right.filter(each =>
        /(?:被|由|经|受)(?:有关|相关|各|区|市|县)*$/.test(page.text.slice(Math.max(0, each.start - 4), each.start))
      )
    ]),
    side: sideOf(phrase, page.text)
  };
}

/** Those of the words that a metric is called by. */
function named(metric: Metric, words: readonly Word[], {names}: Page): Set<string> {
  const own = names.own.get(metric.id) ?? new Set<string>();
  return new Set([...conceptsOf(words)].filter(each => own.has(each)));
}

/** 对81件提案开展评议, 249件提案全部办结: the number is of some that were told of, not a count of its own. */
function restatedIn({numeral, clause, right}: Phrase, {text}: Page): boolean {
  const noun = right.find(each => each.kind === "topic");
  if (!noun) return false;
  const before = text.slice(Math.max(clause.start, numeral.start - 2), numeral.start);
  const after = text.slice(noun.end, noun.end + 2);
  if (/^[中里]/.test(after)) return false;
  // 2家单位、10件提案受到表扬: those to whom something was done.
  if (/(?:受到|荣获|获得?|被)(?:[一-龥]{0,6}?)(?:表扬|表彰|评为|通报|奖|点名)/.test(text.slice(noun.end, clause.end)))
    return true;
  return /(?:对|的|这|将|把|从|于|在|使|让)$/.test(before) || !/^(?:[、,。;:和与及()经共]|$)/.test(after);
}
