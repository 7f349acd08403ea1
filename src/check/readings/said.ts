import {type Row, rowsOf} from "../claims/mentions.js";
import {openIn, startingIn} from "../claims/page.js";
import {type Phrase, sideOf, telling} from "../claims/phrase.js";
import type {State} from "../claims/spoken-of.js";
import {dull, type Word} from "../tokens/words.js";
import {addressOf} from "./quantity.js";
import type {Chart, Reading} from "./reading.js";
import type {Time} from "./times.js";

/** What a number's words say, wherever they stand: beside it, over it in a table. */
export interface Said {
  own: readonly Word[];
  lead: readonly Word[];
  rows: readonly Row[];
  leadRows: readonly Row[];
  unit: string;
  times: readonly Time[];
  /** Han characters of no known word beside the number. */
  open: number;
  /** Whether the number before is nothing of ours: what has no name of its own may be of the same. */
  unread: boolean;
  /** What words that say that it is some, or not so, cost. */
  doubt: number;
  topic: string | null;
  topicNear: boolean;
  told: ReadonlySet<string>;
  ambient: ReadonlySet<string>;
  side: "member" | "unit";
  /** Where the number stands, and where 其中 stands before it in the sentence: what is behind that is a part; −1 where none does. */
  at: number;
  part: number;
  /** Whether the words beside the number say when. */
  timed: boolean;
  /** Whether they say that it is of all: 全区. */
  whole: boolean;
  /** The items that the number before was of, or names: 讲座和义诊25场次,惠及群众4860人次. */
  carried: Row | null;
  /** Whose account it is: items that what is not named otherwise is of. */
  body: string | null;
  /** Whether every number of the draft is of that body, or only the sentence. */
  bodyWhole: boolean;
  /** Readings that a number without words of its own goes on with, the nearest first, and what that costs. */
  before: readonly {reading: Reading; cost: number}[];
}

const memory = 10;

/** Those at the end of a list that hold, in order. */
function lately(
  told: readonly Reading[],
  holds: (each: Reading) => boolean,
  most = Number.POSITIVE_INFINITY
): Reading[] {
  let at = told.length;
  while (at > 0 && told.length - at < most && holds(told[at - 1]!)) at--;
  return told.slice(at);
}

function conceptsOf(readings: readonly Reading[], more: readonly string[] = []): Set<string> {
  const found = new Set(more);
  for (const {words} of readings) for (const {concepts} of words) for (const each of concepts) found.add(each);
  return found;
}

/** The words around a number in prose. `until`: where they end that name it, before those of a change or a share. */
export function saidIn(
  phrase: Phrase,
  chart: Chart,
  state: State,
  times: readonly Time[],
  until = phrase.numeral.start
): Said {
  const {page, mentions, told} = chart;
  const {numeral, clause, from, to} = phrase;
  const {sentence} = clause;
  const useful = (word: Word) => !dull(word.kind) && word.kind !== "own";
  const own = [
    ...phrase.left.filter(each => each.end <= until),
    ...(until === numeral.start ? phrase.right : [])
  ].filter(useful);
  const first = clause.numbers[0] === numeral;
  const leads = first ? leadClauses(clause) : [];
  const joined = (before: Phrase["clause"]["sentence"]) =>
    before === sentence ||
    (before.paragraph === sentence.paragraph &&
      page.text[sentence.start - 1] === ";" &&
      before.index === sentence.index - 1);
  const subject =
    state.subject && joined(state.subject.sentence) && state.subject.word.end <= from ? [state.subject.word] : [];
  const lead = [...subject, ...captionOver(phrase, page), ...leads.flatMap(each => each.words)].filter(useful);
  const within = (start: number, end: number) => startingIn(mentions, start, end);
  const right = until === numeral.start ? within(numeral.end, to) : [];
  // 对区交通局、区教育局等6家单位: those that the number sums up.
  const rows = rowsOf([...within(from, until), ...right], page.text).filter(row => page.text[row.at(-1)!.end] !== "等");
  const here = lately(told, each => each.phrase.clause.sentence === sentence);
  const paragraph = lately(told, each => each.phrase.clause.sentence.paragraph === sentence.paragraph, memory);
  const under = sentence.paragraph.under;
  const heading = under ? startingIn(page.words, under.start, under.end).flatMap(({concepts}) => concepts) : [];
  const ownTopic = [...lead, ...own].findLast(each => each.kind === "topic")?.concepts[0];
  const topic = ownTopic ?? state.topic ?? page.topicOf(sentence.paragraph) ?? topicAbove(sentence.paragraph, page);
  const last = here.at(-1);
  const rowOf = ({phrase: {from, to}}: Reading) => rowsOf(within(from, to), page.text).at(-1);
  // 直播助农94场、1251人次,公益活动76场次、1137人次: of the last that is named.
  const from2 =
    here.findLast(each => each.role === "value" && (each.named || rowOf(each))) ??
    (last?.role === "value" ? last : undefined);
  const lastRow = from2 && rowOf(from2);
  return {
    own,
    lead,
    rows,
    leadRows: leads.flatMap(each => rowsOf(within(each.start, each.end), page.text)),
    unit: numeral.unit,
    times,
    open: openIn(page, from, until),
    doubt: doubtIn(phrase, page.text),
    unread: isUnread(told.at(-1), sentence),
    topic,
    topicNear: ownTopic !== undefined || state.topicAt >= sentence.start,
    side: sideOf(phrase, page.text),
    told: conceptsOf(here.slice(-6)),
    ambient: conceptsOf(paragraph, heading),
    at: numeral.start,
    part:
      page.text.lastIndexOf("其中", numeral.start) >= sentence.start
        ? page.text.lastIndexOf("其中", numeral.start)
        : -1,
    timed: page.periods.get(numeral)!.since >= clause.start,
    whole:
      phrase.left.some(({kind}) => kind === "whole" || kind === "own") ||
      /全[区会县]|全部/.test(page.text.slice(from, numeral.start)),
    carried: lastRow && lastRow[0].months === null ? lastRow : null,
    body:
      state.item && (state.item.sentence === null || state.item.sentence === sentence)
        ? state.item.name
        : chart.account,
    bodyWhole: state.item?.sentence !== sentence,
    before: goesOnWith(phrase, chart)
  };
}

/** A line without numbers right above: 问:对口协商呢? */
function captionOver({clause, left, right}: Phrase, page: Chart["page"]): readonly Word[] {
  const {paragraph} = clause.sentence;
  const above = page.paragraphs[paragraph.index - 1];
  // 活动。从134项增至251项
  const [label] = paragraph.sentences;
  if (clause.sentence.index > 0)
    return ![...left, ...right].some(telling) &&
      label!.end - label!.start <= 10 &&
      label!.clauses.every(({numbers}) => numbers.length === 0)
      ? label!.clauses.flatMap(({words}) => words)
      : [];
  if (!above || above.end - above.start > 40) return [];
  const clauses = above.sentences.flatMap(each => each.clauses);
  return clauses.some(({numbers}) => numbers.length > 0) ? [] : clauses.flatMap(({words}) => words);
}

/** The items that the lines above speak of, where they are short. */
function topicAbove({index}: Phrase["clause"]["sentence"]["paragraph"], page: Chart["page"]): string | null {
  for (let i = index - 1; i >= Math.max(0, index - 4); i--) {
    const {start, end} = page.paragraphs[i]!;
    if (end - start > 80) return null;
    const topic = startingIn(page.words, start, end)
      .flatMap(({concepts}) => concepts)
      .findLast(each => page.names.vocabulary.kinds.get(each) === "topic");
    if (topic) return topic;
  }
  return null;
}

/** The words of the clauses before a number that hold none. */
export const leadWords = ({clause, numeral}: Phrase) =>
  clause.numbers[0] === numeral ? leadClauses(clause).flatMap(({words}) => words) : [];

/** Whether the number before in the sentence is nothing of ours. */
const isUnread = (last: Reading | undefined, sentence: Phrase["clause"]["sentence"]) =>
  last !== undefined &&
  last.phrase.clause.sentence === sentence &&
  last.role === "value" &&
  (last.alternatives.length === 0 || last.foreign !== null);

/** The clauses right before one that hold no number. */
function leadClauses({sentence, index, aside}: Phrase["clause"]) {
  const found: Phrase["clause"][] = [];
  for (let i = index - 1; i >= 0 && index - i <= 4; i--) {
    const each = sentence.clauses[i]!;
    if (each.numbers.length > 0) break;
    if (each.aside === aside || !each.aside) found.unshift(each);
  }
  return found;
}

/** The readings that a number may go on with: those of its sentence, then of those before. */
function goesOnWith({clause}: Phrase, {told}: Chart): {reading: Reading; cost: number}[] {
  const found: {reading: Reading; cost: number}[] = [];
  const {sentence} = clause;
  const seen = new Set<string>();
  let unread = 0;
  for (let i = told.length - 1; i >= 0 && found.length < 6; i--) {
    const reading = told[i]!;
    const of = reading.phrase.clause.sentence;
    if (of.paragraph.index < sentence.paragraph.index - 1) break;
    const [best] = reading.subject ?? reading.alternatives;
    const behind = i === told.length - 1 && reading.change?.from !== undefined;
    if ((reading.role === "change" && !behind) || reading.role === "share") continue;
    if (!best || reading.foreign) {
      unread += 0.2;
      continue;
    }
    const {metric, items} = addressOf(best.quantity);
    const key = `${metric.id} ${items.join("+")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const far =
      of.paragraph !== sentence.paragraph
        ? 0.35
        : of === sentence
          ? 0
          : Math.min(0.3, 0.1 * (sentence.index - of.index));
    const aside = reading.phrase.clause.aside && !clause.aside ? 0.2 : 0;
    found.push({reading, cost: 0.1 * found.length + far + aside + Math.min(0.5, unread)});
  }
  return found;
}

const doubtful =
  /个别|有的|有个|某|另有|另外|至多|最多|最少|最短|最长|每位|每件|每个|其余|其他|还有|仍有|尚有|不足之处|没有|未能|零|从未/;
const involved = /涉及|其中有|中有/;

const startingScope = ({words}: Phrase["clause"], from: number, until: number) =>
  startingIn(words, from, until).some(({kind}) => kind === "scope");

/** Words that say that a number is of some only, or of what was not done; and a number before that nobody knows. */
function doubtIn({clause, from, numeral, to}: Phrase, text: string): number {
  const before = text.slice(from, numeral.start);
  const behind = text.slice(numeral.end, Math.min(clause.end, Math.max(to, numeral.end + 10)));
  const scoped = startingScope(clause, from, numeral.start);
  return (
    (doubtful.test(before) || /^[^,。;\d]{0,6}(?:没有|未|尚未|不足)/.test(behind) ? 0.3 : 0) +
    (involved.test(before) ? 0.1 : 0) +
    (scoped ? 0.25 : 0)
  );
}
