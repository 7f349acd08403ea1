import type {Clause, Paragraph, Sentence} from "../clauses/clauses.js";
import {once} from "../once.js";
import {dull, type Word} from "../tokens/words.js";
import {type Claim, type Page, startingIn} from "./page.js";

/** What the paragraph has said so far. */
export interface State {
  /** The items spoken of, and where they were named last. */
  topic: string | null;
  topicAt: number;
  /** Claims of the paragraph, the latest last; only the last few matter. */
  said: Claim[];
  /** Another body, or some items, that the sentence speaks of, and where it was named. */
  scope: {kind: "body" | "self" | "other" | "scope"; at: number; sentence: Sentence} | null;
  /** Who the paragraph speaks of, where they are some. */
  subject: {word: Word; sentence: Sentence} | null;
  /** The unit, committee or party whose account is given; to the end of the sentence, or of the paragraph that begins so. */
  item: {name: string; sentence: Sentence | null} | null;
  /** In a draft of another body: whether the office itself is spoken of. */
  own: boolean;
}

/** 二、提案委自身工作: what stands under it is of that body. */
export function headed({under, sentences}: Paragraph, state: State, {words, text}: Page) {
  const sentence = sentences[0];
  if (!under || !sentence || under.end - under.start > 24 || text[under.start] === "│") return;
  const body = startingIn(words, under.start, under.end).find(({kind}) => kind === "body" || kind === "self");
  if (body) state.scope = {kind: "self", at: under.start, sentence};
}

/** The dimensions whose items act: they can be the subject of a sentence. */
const actors = ["committee", "main_unit", "party"];

/** Whose account a draft of another body is, where figures are split by it. */
export const itemOf = once(({speaker, figures}: Page): State["item"] => {
  if (!speaker) return null;
  const bodies = [...figures.items].filter(([, of]) => of.has("committee") || of.has("main_unit"));
  const shortened = bodies.filter(([item]) => shortens(item, speaker));
  const found =
    bodies.find(([item]) => figures.named.get(item)?.names.some(name => speaker.includes(name))) ??
    (shortened.length === 1 ? shortened[0] : undefined);
  return found ? {name: found[0], sentence: null} : null;
});

/** 城建环保委 of 城市建设和环境保护委员会: its characters stand in the full name, in order, the first at the head of it. */
export function shortens(item: string, name: string): boolean {
  const full = /[一-龥]{4,}?委员会/.exec(name)?.[0];
  if (!full || !/^[一-龥]{3,8}委$/.test(item)) return false;
  return new RegExp(`(?:^|[区县市协会府的])${[...item].join("[一-龥]*?")}`).test(full);
}

/** Whether an item is whose account is given from there on: 经济科技委通报, 城乡建设类提案立案. */
function accounted(word: Word, clause: Clause, {text, figures, names}: Page): boolean {
  const item = word.concepts[0]!;
  const after = text.slice(word.end, word.end + 4);
  if (clause.numbers.some(each => each.start < word.start)) return false;
  if (/^(?:提案|社情|信息)(?!委)/.test(after)) return !clause.numbers.some(each => each.start <= word.end + 4);
  // 提案委收到提案261件: what all hand in.
  if ([...names.topics.values()].some(topic => item.includes(topic))) return false;
  const dimensions = figures.items.get(item);
  return actors.some(each => dimensions?.has(each)) && !/^(?:[、和与及的各]|等)/.test(after);
}

/** Before the name of a body that is not the subject: 与上城区政协相比, 只有武侯区政协的三分之一. */
const beside = /[与比较和占是为足向被由对给待赴到同于在从及讲好有加入进受]/;
/** What a body does that is the subject. */
const acts =
  /^(?!提案|信息|社情|委员(?!会)|全会|办公室|机关|党组|常委|主席|大会|的?(?:领导|指导|支持|部署|要求)|组成|工作|界|[编采评])/;

/** 各党派团体在各类会议上发言, 党派团体提交: whether what follows says what the subject does. */
function acting({end}: Word, clause: Clause, {text, words, numbers}: Page): boolean {
  const [next] = startingIn(words, end, Math.min(clause.end, end + 6));
  const [number] = startingIn(numbers, end, clause.end);
  if (!next) return number === undefined;
  if (/^[的、和与及]/.test(text.slice(end, end + 1))) return false;
  if (number && number.start < next.end) return false;
  return next.kind === "free" || dull(next.kind);
}

/** A word changes what is spoken of. */
export function pass(word: Word, clause: Clause, state: State, page: Page) {
  const {text, speaker} = page;
  const {sentence} = clause;
  const lead = text.slice(clause.start, Math.min(word.start, clause.start + 12));
  const opens =
    lead.length < 10 &&
    !beside.test(lead.at(-1) ?? "") &&
    !(word.kind === "other" && /[占比与较为向被由对]/.test(lead));
  if (word.kind === "topic") {
    state.topic = word.concepts[0]!;
    state.topicAt = word.start;
  }
  if (speaker && opens && word.kind === "whole") state.own = true;
  // 临江区收到203篇。编报率我区为69.2%
  if (
    state.scope?.kind === "other" &&
    /^[我本][区县旗]/.test(text.slice(word.start, word.end)) &&
    /^(?:[一-龥A-Z]{1,2}[区县旗市]|[全外]市)/.test(text.slice(state.scope.at, state.scope.at + 3))
  )
    state.scope = null;
  if (word.kind === "own") {
    state.scope = null;
    if (opens && word.end - word.start > 2 && acts.test(text.slice(word.end, word.end + 6))) state.own = true;
  }
  if (
    speaker &&
    word.start === clause.start &&
    /^(?:而|但)?(?:我(?!区|市|县|会|代表)|本支部|支部|本委)/.test(text.slice(word.start, word.start + 4))
  )
    state.own = false;
  const counted = /\d[名位家]$/.test(lead) && lead.length < 12;
  const first = !clause.numbers.some(each => each.start < word.start);
  if (((opens && first) || counted) && (word.kind === "narrow" || word.kind === "actor") && acting(word, clause, page))
    state.subject = {word, sentence};
  if (word.kind === "own" || word.kind === "body" || word.kind === "self" || word.kind === "other")
    state.subject = null;
  if (opens && word.kind === "item" && accounted(word, clause, page)) {
    const whole =
      word.start - sentence.paragraph.start < 3 && /^(?:[一-龥]{0,4}通报)?:/.test(text.slice(word.end, word.end + 8));
    state.item = {name: word.concepts[0]!, sentence: whole ? null : sentence};
    state.scope = null;
    return;
  }
  if (word.kind === "own" || word.kind === "body" || word.kind === "self" || word.kind === "other") state.item = null;
  const named = word.end === clause.end && !beside.test(text[word.start - 1] ?? "");
  if (word.kind === "other" && !opens && !named) return;
  if (clause.aside || (state.scope?.kind === "self" && word.kind !== "self" && word.kind !== "other")) return;
  // 全市38个区县政协平均收到
  if (word.kind === "scope" && state.scope?.kind === "other" && state.scope.at >= clause.start) return;
  if (word.kind === "body" || word.kind === "self" || word.kind === "other" || word.kind === "scope")
    state.scope = {kind: word.kind, at: word.start, sentence};
}
