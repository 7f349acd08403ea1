import type {Metric} from "../../metrics/index.js";
import type {Name, Names} from "../claims/names.js";
import {isElse} from "../claims/reading.js";
import {unitFit} from "../claims/units.js";
import {dull, type Word} from "../tokens/words.js";

/** The words that may name what a number counts, by how near they stand. */
export interface Evidence {
  /** Beside the number. */
  own: readonly Word[];
  /** In the clauses before it that hold no number, or over a table. */
  lead: readonly Word[];
  /** Concepts told before in the sentence, and in the paragraph and its heading. */
  told: ReadonlySet<string>;
  ambient: ReadonlySet<string>;
  /** The items spoken of (提案), and whether this sentence names them. */
  topic: string | null;
  topicNear: boolean;
  /** Whose opinion is told of, where both sides rate. */
  side: "member" | "unit";
  unit: string;
  /** The figure that the number right before is of: 答复24条,答复率88.9%. */
  counted: string | null;
  /** Whether the number before in the sentence is nothing of ours. */
  unread: boolean;
  /** Where the number stands: what is behind it says less. */
  at: number;
}

/** A metric that words name, and how well. */
export interface Named {
  metric: Metric;
  score: number;
  /** Whether every word beside the number is one of the name's, and the name stands there whole. */
  explained: boolean;
  /** The unit is another than the metric's. */
  open: boolean;
}

/** What evidence is worth; what a name needs and does not find costs. */
const worth = {
  own: 1,
  ownFree: 0.55,
  lead: 0.55,
  leadFree: 0.2,
  topic: 0.5,
  bareTopic: 0.65,
  behind: -0.12,
  unread: -0.12,
  rate: -0.2,
  counted: 0.4,
  among: 0.2,
  either: 0.7,
  topicNear: 0.1,
  topicFar: -0.05,
  topicUnknown: -0.15,
  free: -0.12,
  told: -0.1,
  ambient: -0.3,
  weak: -0.5,
  narrow: -1,
  thingBefore: -0.6,
  thingBehind: -0.4,
  actor: -0.5,
  foreignTopic: -1,
  leadNarrow: -0.25
};

/** Whether a word says what is counted. */
export const tellingWord = ({kind}: Word) =>
  kind === "topic" ||
  kind === "thing" ||
  kind === "narrow" ||
  kind === "either" ||
  kind === "actor" ||
  kind === "whole";

const conceptsOf = (words: readonly Word[]) => new Set(words.flatMap(({concepts}) => concepts));

interface Heard extends Evidence {
  owned: ReadonlySet<string>;
  led: ReadonlySet<string>;
  either: ReadonlySet<string>;
}

/** Every metric that some of the words name and whose unit fits, the likeliest first. */
export function named(evidence: Evidence, names: Names): Named[] {
  const owned = conceptsOf(evidence.own);
  const led = conceptsOf(evidence.lead);
  const heard = {...evidence, owned, led, either: conceptsOf(evidence.own.filter(({kind}) => kind === "either"))};
  const best = new Map<Metric, Named>();
  const tried = new Set<Name>();
  for (const concept of [...owned, ...led])
    for (const name of names.byConcept.get(concept) ?? []) {
      if (tried.has(name)) continue;
      tried.add(name);
      const found = scored(name, heard, names);
      if (found && found.score > (best.get(found.metric)?.score ?? Number.NEGATIVE_INFINITY))
        best.set(found.metric, found);
    }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function scored({metric, concepts, weak}: Name, evidence: Heard, names: Names): Named | null {
  const {owned: own, led: lead, either} = evidence;
  if (metric.side && metric.side !== evidence.side) return null;
  const fit = evidence.unit === "" ? (metric.unit === "%" ? 0.5 : 1) : unitFit(metric, evidence.unit);
  if (fit <= 0) return null;
  const {kinds} = names.vocabulary;
  const topic = names.topics.get(metric.id);
  let score = fit >= 2.9 ? 0.25 : fit >= 2 ? 0.15 : 0;
  let telling = false;
  let whole = fit >= 2.9 || evidence.unit === "";
  const bare = concepts.length === 1 && concepts[0] === topic;
  if (
    bare &&
    own.has(topic!) &&
    evidence.own.every(each => !each.concepts.includes(topic!) || each.start > evidence.at)
  ) {
    score += worth.behind;
    whole = false;
  }
  for (const concept of concepts) {
    const free = kinds.get(concept) === "free";
    if (own.has(concept)) {
      score += free
        ? worth.ownFree
        : concept === topic
          ? concepts.length > 1
            ? worth.topic
            : worth.bareTopic
          : either.has(concept)
            ? worth.either
            : worth.own;
      if (!free || concepts.length === 1) telling = true;
    } else if (lead.has(concept)) {
      score += free ? worth.leadFree : worth.lead;
      if (!free) telling = true;
      whole = false;
    } else if (concept === topic && concepts.length > 1) {
      if (evidence.topic === topic) score += evidence.topicNear ? worth.topicNear : worth.topicFar;
      else if (evidence.topic === null && names.implied.has(topic)) score += worth.topicUnknown;
      else if (unique(concepts, topic, names) && !evidence.topicNear) score += worth.topicUnknown;
      else return null;
    } else if (free) score += worth.free;
    else if (evidence.told.has(concept)) {
      score += worth.told;
      whole = false;
    } else if (evidence.ambient.has(concept)) {
      score += worth.ambient;
      whole = false;
    } else return null;
  }
  if (!telling && !(evidence.topic === topic && topic && concepts.some(c => c !== topic && own.has(c)))) return null;
  if (
    topic &&
    evidence.topic &&
    evidence.topic !== topic &&
    evidence.topicNear &&
    !own.has(topic) &&
    (metric.unit === "%" || !unique(concepts, topic, names))
  )
    return null;
  const counted = evidence.counted === null ? undefined : names.metrics.get(evidence.counted);
  const rate = metric.formula?.type === "ratio";
  if (rate && topic && !own.has(topic) && !evidence.topicNear && counted && isElse(metric, counted, names)) return null;
  if (evidence.unread && (!whole || (topic !== undefined && !own.has(topic)))) {
    score += worth.unread;
    whole = false;
  }
  if (evidence.unit === "" && metric.unit === "%") score += worth.rate;
  const {formula} = metric;
  if (
    formula?.type === "ratio"
      ? formula.numerator === evidence.counted
      : !whole && metric.subsetOf === evidence.counted && !concepts.some(c => own.has(c) && kinds.get(c) === "thing")
  )
    score += formula ? worth.counted : worth.among;
  if (weak) score += worth.weak;
  const strange = unexplained(metric, concepts, evidence, names);
  return {
    metric,
    score: score + strange,
    explained: whole && strange === 0 && !weak && concepts.some(c => kinds.get(c) !== "free"),
    open: fit < 2.9 && evidence.unit !== ""
  };
}

/** Whether words name figures of one kind of items only: 采用率 is one of 社情民意 wherever it stands. */
const unique = (concepts: readonly string[], topic: string, names: Names) =>
  concepts.some(
    c => c !== topic && (names.byConcept.get(c) ?? []).every(each => names.topics.get(each.metric.id) === topic)
  );

/** What the words cost that the metric does not account for. */
function unexplained(metric: Metric, concepts: readonly string[], {own, lead}: Evidence, names: Names): number {
  const {kinds} = names.vocabulary;
  const known = names.known.get(metric.id)!;
  const items = names.topics.has(metric.id);
  const last = own.findLastIndex(each => each.concepts.some(c => concepts.includes(c)));
  let cost = 0;
  for (const [i, word] of own.entries()) {
    if (dull(word.kind) || (word.kind === "either" && word.concepts.some(c => concepts.includes(c)))) continue;
    for (const c of word.concepts) {
      if (concepts.includes(c) || known.has(c)) continue;
      const kind = kinds.get(c);
      if (kind === "narrow") cost += worth.narrow;
      else if (kind === "whole" && metric.kind === "indicators") cost += worth.narrow;
      else if (kind === "actor" && items) cost += worth.actor;
      else if (kind === "topic" && items) cost += worth.foreignTopic;
      else if (kind === "thing") cost += i < last ? worth.thingBehind : worth.thingBefore;
    }
  }
  for (const word of lead)
    for (const c of word.concepts)
      if (kinds.get(c) === "narrow" && items && !concepts.includes(c) && !known.has(c)) cost += worth.leadNarrow;
  return cost;
}
