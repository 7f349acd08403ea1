import type {Metric} from "../metrics/index.js";
import {implied} from "./lexicon.js";
import {tag, type Vocabulary, vocabulary} from "./tags.js";

/** The words that together name a metric: 党派团体提案 → 党派团体 and 提案. */
export interface Signature {
  metric: Metric;
  concepts: readonly string[];
  /** The words may mean another figure too: agreeing is worth telling, differing is not. */
  weak: boolean;
}

export interface Phrasebook {
  vocabulary: Vocabulary;
  signatures: Signature[];
  byConcept: Map<string, Signature[]>;
  /** Words that may stand beside a metric without making it another: its own and those of what it is part of. */
  explained: Map<string, Set<string>>;
  topics: Map<string, string>;
}

const topicOf: Record<string, string> = {proposals: "提案", opinions: "社情民意"};
const joints = /^[的和与及、以等在了各]+|[的和与及、以等在了各]+$/g;

/** Reads the labels and phrases of the catalogue; words that the lexicon does not know become concepts of their own. */
export function phrasebook(metrics: Iterable<Metric>): Phrasebook {
  const list = [...metrics].filter(metric => !metric.part || metric.phrases);
  const base = vocabulary();
  const own = new Set<string>();
  for (const phrase of list.flatMap(phrasesOf)) for (const word of leftovers(phrase, base)) own.add(word);
  const words = vocabulary(own);

  const signatures = list.flatMap(metric => {
    const seen = new Set<string>();
    return phrasesOf(metric).flatMap(phrase => {
      const weak = phrase.startsWith("?");
      const named = new Set(tag(phrase, words).flatMap(each => each.concepts));
      const concepts = [...named].filter(concept => ![...named].some(other => implied[other] === concept));
      const key = [...concepts].sort().join();
      if (concepts.length === 0 || seen.has(key)) return [];
      seen.add(key);
      return [{metric, concepts, weak}];
    });
  });

  const byId = new Map(list.map(metric => [metric.id, metric]));
  const explained = new Map<string, Set<string>>();
  for (const metric of list) {
    const all = new Set<string>();
    const ids = new Set<string>();
    collect(metric.id);
    for (const id of ids)
      for (const each of signatures) if (each.metric.id === id && !each.weak) for (const c of each.concepts) all.add(c);
    const topic = topicOf[metric.kind];
    if (topic) all.add(topic);
    if (metric.kind === "proposals" && metric.unit === "%")
      for (const c of ["立案", "办结", "回复", "参评"]) all.add(c);
    explained.set(metric.id, all);

    function collect(id: string) {
      if (ids.has(id)) return;
      ids.add(id);
      const parent = byId.get(id)?.subsetOf;
      if (parent && parent !== "activities.sessions" && parent !== "activities.suggestions") collect(parent);
    }
  }
  const byConcept = new Map<string, Signature[]>();
  for (const signature of signatures)
    for (const concept of signature.concepts) byConcept.set(concept, [...(byConcept.get(concept) ?? []), signature]);
  return {
    vocabulary: words,
    signatures,
    byConcept,
    explained,
    topics: new Map(list.flatMap(metric => (topicOf[metric.kind] ? [[metric.id, topicOf[metric.kind]!]] : [])))
  };
}

const phrasesOf = (metric: Metric) => [metric.label, ...(metric.phrases ?? [])];

function leftovers(phrase: string, words: Vocabulary): string[] {
  const rest: string[] = [];
  let at = 0;
  for (const each of [...tag(phrase, words), {start: phrase.length, end: phrase.length}]) {
    rest.push(phrase.slice(at, each.start));
    at = each.end;
  }
  return rest.map(word => word.replace(joints, "")).filter(word => /[一-龥]{2,}/.test(word));
}
