import type {Clause, Paragraph, Sentence} from "../clauses/clauses.js";
import type {Word} from "../tokens/words.js";
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

/** Before the name of a body that is not the subject: 与上城区政协相比, 只有武侯区政协的三分之一. */
const beside = /[与比较和占是为足向被由对给待赴到同于在从及讲好有加入进受]/;
/** What a body does that is the subject. */
const acts =
  /^(?!提案|信息|社情|委员(?!会)|全会|办公室|机关|党组|常委|主席|大会|的?(?:领导|指导|支持|部署|要求)|组成|工作|界|[编采评])/;

/** What is said of a subject that acts: 各党派团体在各类会议上发言. */
const does = /^(?:在[各一]|共|积极|踊跃|通过|全年|围绕|聚焦|充分|认真)/;

/** A word changes what is spoken of. */
export function pass(word: Word, clause: Clause, state: State, {text, speaker}: Page) {
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
  if (word.kind === "own") {
    state.scope = null;
    if (opens && word.end - word.start > 2 && acts.test(text.slice(word.end, word.end + 6))) state.own = true;
  }
  if (
    speaker &&
    word.start === clause.start &&
    /^(?:我们|我支部|本支部|支部|我委|本委|我局|我街道)/.test(text.slice(word.start, word.start + 4))
  )
    state.own = false;
  if (
    opens &&
    (clause.numbers.length === 0 || word.kind === "actor" || does.test(text.slice(word.end, word.end + 4))) &&
    (word.kind === "narrow" || word.kind === "actor")
  )
    state.subject = {word, sentence};
  if (word.kind === "own" || word.kind === "body" || word.kind === "self" || word.kind === "other")
    state.subject = null;
  const named = word.end === clause.end && !beside.test(text[word.start - 1] ?? "");
  if (word.kind === "other" && !opens && !named) return;
  if (clause.aside || (state.scope?.kind === "self" && word.kind !== "self" && word.kind !== "other")) return;
  if (word.kind === "body" || word.kind === "self" || word.kind === "other" || word.kind === "scope")
    state.scope = {kind: word.kind, at: word.start, sentence};
}
