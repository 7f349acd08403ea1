import type {Metric} from "../../metrics/index.js";
import {monthsIn} from "../clauses/months.js";
import {dull, findWords, letterOf, type Named, type Vocabulary, vocabulary} from "../tokens/words.js";

/** The words that together name a metric: 党派团体提案 → 党派团体 and 提案. */
export interface Name {
  metric: Metric;
  concepts: readonly string[];
  /** The words may mean another figure too. */
  weak: boolean;
}

/** The catalogue as drafts call it. */
export interface Names {
  metrics: ReadonlyMap<string, Metric>;
  vocabulary: Vocabulary;
  byConcept: ReadonlyMap<string, readonly Name[]>;
  all: readonly Name[];
  /** By metric: concepts that may stand beside it without making it another: its own and those of what it is part of. */
  known: ReadonlyMap<string, ReadonlySet<string>>;
  /** By metric: the items of its kind (提案), which need not be said each time. */
  topics: ReadonlyMap<string, string>;
  /** Topics that may be meant without being named: of kinds that the catalogue has a word for without them, 立案, 编报. */
  implied: ReadonlySet<string>;
  labels: ReadonlyMap<string, Metric>;
  /** By metric: the concepts of all its names. */
  own: ReadonlyMap<string, ReadonlySet<string>>;
}

const joints = /^[的和与及、以等在了各]+|[的和与及、以等在了各]+$/g;

/** Reads labels and phrases of a catalogue; words that the grammar does not know become concepts of their own. */
export function namesOf(metrics: ReadonlyMap<string, Metric>, items: ReadonlyMap<string, Named> = new Map()): Names {
  const called = {wholes: wholesIn(metrics.values()), told: toldParts(metrics)};
  const list = [...metrics.values()].filter(metric => phrasesOf(metric, called).length > 0);
  const base = vocabulary();
  const words = vocabulary(
    list.flatMap(metric => phrasesOf(metric, called).flatMap(phrase => leftovers(phrase, metric, base))),
    items
  );
  const all = distinct(list.flatMap(metric => namesOfOne(metric, phrasesOf(metric, called), words)));
  const byConcept = new Map<string, Name[]>();
  const byMetric = new Map<string, Name[]>();
  const under = <K>(map: Map<K, Name[]>, key: K, name: Name) => {
    const list = map.get(key);
    if (list) list.push(name);
    else map.set(key, [name]);
  };
  for (const name of all) {
    under(byMetric, name.metric.id, name);
    for (const concept of name.concepts) under(byConcept, concept, name);
  }
  const topics = topicsOf(list, all, words);
  return {
    metrics,
    vocabulary: words,
    byConcept,
    all,
    topics,
    implied: new Set(
      all.flatMap(({metric: {id, item}, concepts: [first = "", ...more], weak}) =>
        !weak && !item && more.length === 0 && first !== topics.get(id) ? (topics.get(id) ?? []) : []
      )
    ),
    known: new Map(list.map(metric => [metric.id, knownOf(metric, metrics, byMetric, topics)])),
    own: new Map(list.map(({id}) => [id, new Set(byMetric.get(id)?.flatMap(each => each.concepts))])),
    labels: new Map(list.flatMap(metric => [...(metric.formerly ?? []), metric.label].map(each => [each, metric])))
  };
}

/** Without the names by which figures of some items would be taken for those of all: 提案 of 提案类别：城乡建设. */
function distinct(names: readonly Name[]): Name[] {
  const key = ({concepts}: Name) => [...concepts].sort().join();
  const whole = new Set(names.filter(({metric}) => !metric.item).map(key));
  return names.filter(name => !name.metric.item || !whole.has(key(name)));
}

/** Of 全部批示级别批示社情民意件次, split into 市领导批示社情民意件次: what is split is called without saying into what. */
function wholesIn(metrics: Iterable<Metric>): Map<string, string> {
  return new Map(
    [...metrics].flatMap(({item, label, unit}): [string, string][] =>
      item && unit !== "%" && label.startsWith(item.value) && !/[（(]/.test(label)
        ? [[item.of, label.slice(item.value.length).replace(new RegExp(`${unit}$`), "")]]
        : []
    )
  );
}

/** What a part is called that a rate of its whole counts, 采纳的活动建议, or that is a rate itself. */
function toldParts(metrics: ReadonlyMap<string, Metric>): Set<string> {
  return new Set(
    [...metrics.values()].flatMap(({id, unit, formula}) =>
      formula?.type === "ratio" && metrics.get(formula.numerator)?.subsetOf === formula.denominator
        ? [formula.numerator]
        : unit === "%"
          ? [id]
          : []
    )
  );
}

/** How drafts call a metric, its label first. */
const phrasesOf = (
  {id, label, phrases = [], formerly = [], part}: Metric,
  {wholes, told}: {wholes: ReadonlyMap<string, string>; told: ReadonlySet<string>}
) =>
  wholes.has(id)
    ? [wholes.get(id)!]
    : part && phrases.length === 0 && !told.has(id)
      ? []
      : [label, ...phrases, ...formerly];

function namesOfOne(metric: Metric, phrases: readonly string[], words: Vocabulary): Name[] {
  const seen = new Set<string>();
  return phrases.flatMap(phrase => {
    const concepts = [...new Set(wordsOf(phrase.replace(/^\?/, ""), words))];
    const key = [...concepts].sort().join();
    if (concepts.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [{metric, concepts, weak: phrase.startsWith("?")}];
  });
}

/** A word that is a concept of its own name says no more than that: 协商活动, not 协商 and 活动. */
const wordsOf = (phrase: string, words: Vocabulary) =>
  findWords(phrase, words).flatMap(({start, end, concepts}) => {
    const spelled = phrase.slice(start, end);
    return concepts.includes(spelled) ? [spelled] : concepts;
  });

/** The topic of a kind is the one that names its items by itself. */
function topicsOf(list: readonly Metric[], all: readonly Name[], {kinds}: Vocabulary): Map<string, string> {
  const byKind = new Map<string, string>();
  for (const {metric, concepts} of all)
    if (concepts.length === 1 && kinds.get(concepts[0]!) === "topic" && !byKind.has(metric.kind))
      byKind.set(metric.kind, concepts[0]!);
  return new Map(list.flatMap(({id, kind}) => (byKind.has(kind) ? [[id, byKind.get(kind)!]] : [])));
}

function knownOf(
  metric: Metric,
  metrics: ReadonlyMap<string, Metric>,
  byMetric: ReadonlyMap<string, readonly Name[]>,
  topics: ReadonlyMap<string, string>
): Set<string> {
  const ids = new Set<string>();
  const collect = (id: string | undefined) => {
    const found = id === undefined || ids.has(id) ? undefined : metrics.get(id);
    if (!found) return;
    ids.add(found.id);
    collect(found.subsetOf);
    if (found.formula?.type === "ratio")
      for (const each of [found.formula.numerator, found.formula.denominator]) collect(each);
  };
  collect(metric.id);
  const known = new Set(
    [...ids].flatMap(id =>
      (byMetric.get(id) ?? []).flatMap(each => (!each.weak || each.metric === metric ? each.concepts : []))
    )
  );
  const topic = topics.get(metric.id);
  if (topic) known.add(topic);
  return known;
}

/** Words that elsewhere say that the sentence is about some only: in a name they are part of it, 人均提案, 全市信息排名. */
const limiting: ReadonlySet<string> = new Set(["scope", "other", "body", "self"]);

function leftovers(phrase: string, {unit, item}: Metric, words: Vocabulary): string[] {
  const plain = phrase.replace(/^\?/, "");
  const lettered = letterOf(plain);
  if (lettered) return [lettered];
  const rest: string[] = [];
  let at = 0;
  const found = findWords(plain, words);
  const limited = found.some(({kind, start, end}) => limiting.has(kind) && end - start < plain.length);
  // Of words that any sentence may have no figure is known: 委员出席率.
  const common = found.length > 1 && found.every(({kind}) => kind === "free" || dull(kind));
  // 3月走访: months in a name are no part of the year.
  const months = monthsIn(plain) !== null;
  if (!item && (limited || months || (common && plain === phrase && plain.length > 4))) return [plain];
  const telling = found.filter(w => !dull(w.kind));
  for (const each of [...telling, {start: plain.length, end: plain.length}]) {
    rest.push(plain.slice(at, each.start));
    at = each.end;
  }
  // The unit behind a word makes it another: 困难户.
  const last = telling.at(-1);
  if (last && !item && unit.length === 1 && plain.slice(last.end) === unit) rest.push(plain.slice(last.start));
  // 农村 of the item 农业农村 is no word of its own, where 农业 may stand anywhere.
  const loose = item !== undefined && findWords(item.value, words).every(({kind}) => kind === "free" || dull(kind));
  const partial = (word: string) => loose && word !== item.value && item.value.includes(word);
  return rest.map(word => word.replace(joints, "")).filter(word => /[一-龥]{2,}/.test(word) && !partial(word));
}
