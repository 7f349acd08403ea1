import type {Metric} from "../../metrics/index.js";
import type {Word} from "../tokens/words.js";
import type {Name, Names} from "./names.js";
import type {Said} from "./said.js";

/** What a number speaks of. A reading is settled before the number is looked at. */
export interface Reading {
  metric: Metric;
  /** `settled`: one metric, every word explained. `likely`: by far the likeliest, but something is open. */
  level: "settled" | "likely";
  /** What is open, for the reader. */
  open: string;
  /** The draft's unit is of another grain than the metric's. */
  slip: boolean;
  /** Other metrics that the words fit as well. */
  others: Metric[];
  /** Nothing is open but which of them is meant. */
  tied?: boolean;
  /** Named by words that others share. */
  weak?: boolean;
}

interface Candidate {
  name: Name;
  score: number;
  fit: number;
  /** Words taken from the rest of the clause. */
  far: boolean;
  likely: string;
  /** Words taken from what was told before in the breath. */
  parts: boolean;
}

/** The metric that the words speak of; null when none fits, or several do. `fits` says how a metric's unit fits. */
export function readingOf(said: Said, names: Names, fits: (metric: Metric) => number): Reading | null {
  const {kinds} = names.vocabulary;
  const local = [...said.left, ...said.right];
  const own = conceptsOf(local);
  const bridged = conceptsOf(said.bridged);
  const near = conceptsOf(said.near);
  const framed = conceptsOf(said.frame);
  const tried = new Set<Name>();
  const candidates: Candidate[] = [];
  for (const concept of [...own, ...bridged])
    for (const name of names.byConcept.get(concept) ?? []) {
      if (tried.has(name)) continue;
      tried.add(name);
      const found = candidate(name);
      if (found) candidates.push(found);
    }
  if (candidates.length === 0) return null;
  // A name that stands whole beside the number needs no words from further off.
  if (candidates.some(each => !each.far && !each.name.weak && each.fit > 0))
    for (const each of candidates) if (each.far && !each.name.weak) each.score -= 12;
  candidates.sort((a, b) => rank(b) - rank(a));
  const [best] = candidates;
  const {metric} = best!.name;
  const others = [
    ...new Set(
      candidates
        .filter(each => each.name.metric !== metric && (rank(best!) - rank(each) < 0.05 || rivals(each)))
        .map(each => each.name.metric)
    )
  ];
  // 协商107次、监督32次,提出建议397条: of both, or of the last.
  const kinds2 = new Set(said.wholes.filter(each => each.metric.kind === metric.kind).map(each => each.metric));
  if (best!.parts && kinds2.size > 1)
    for (const each of candidates)
      if (each.name.metric !== metric && each.fit === best!.fit && !others.includes(each.name.metric))
        others.push(each.name.metric);
  const open = best!.likely || (others.length > 0 ? "说法也适用于其他指标" : "");
  return {
    metric,
    level: open ? "likely" : "settled",
    open,
    slip: best!.fit === 0,
    others,
    tied: !best!.likely && others.length > 0,
    weak: best!.name.weak
  };

  /** 区领导批示 where 社情民意 was spoken of: of those, or of all. */
  function rivals({name, fit, far}: Candidate): boolean {
    if (fit === 0 || far || best!.fit === 0 || name.weak) return false;
    const [a, b] = [name, best!.name].map(each => each.concepts.filter(c => c !== names.topics.get(each.metric.id)));
    const topical =
      said.topic !== null &&
      [name, best!.name].some(
        each =>
          each.concepts.length > 1 && each.concepts.some(c => c === names.topics.get(each.metric.id) && !own.has(c))
      );
    return topical && a!.length === b!.length && a!.every(c => b!.includes(c));
  }

  function rank({score, fit, name, likely}: Candidate): number {
    return score + (fit === 0 ? -100 : fit) - (name.weak ? 60 : 0) - (likely ? 3 : 0);
  }

  function candidate(name: Name): Candidate | null {
    const {metric, concepts, weak} = name;
    if (metric.side && metric.side !== said.side) return null;
    const unit = fits(metric);
    if (unit < 0) return null;
    const topic = names.topics.get(metric.id);
    let score = 0;
    let telling = false;
    let far = false;
    let parts: "" | "near" | "far" = "";
    for (const concept of concepts) {
      const free = kinds.get(concept) === "free";
      if (own.has(concept)) score += 10;
      else if (bridged.has(concept)) score += 8;
      else if (concept === topic && concepts.length > 1 && said.topic === topic) score += said.topicNear ? 7 : -1;
      else if (concept === topic && concepts.length > 1 && !said.topic && names.implied.has(concept)) score -= 1;
      else if (kinds.get(concept) === "topic" && concepts.length > 1 && said.topic === concept)
        score += said.topicNear ? 5 : -1;
      else if (whole(concept, metric)) {
        score += 2;
        parts = parts === "far" || !whole(concept, metric)!.near ? "far" : "near";
      } else if (said.held.has(concept) && kinds.get(concept) === "thing") {
        score += 2;
        parts ||= "near";
      } else if (near.has(concept) && !free) {
        score += framed.has(concept) ? 12 : 3;
        far = true;
      } else return null;
      if ((own.has(concept) || bridged.has(concept)) && (!free || concepts.length === 1)) telling = true;
    }
    if (!telling && !(topic && said.topic === topic && concepts.some(c => own.has(c) || bridged.has(c)))) return null;
    // 全年开展活动251项,办结率100%: what was counted right before has no such rate.
    const [last] = said.wholes;
    const rate = metric.formula?.type === "ratio";
    if (rate && topic && !own.has(topic) && !said.topicNear && last?.near && isElse(metric, last.metric, names))
      return null;
    // Items of another kind are spoken of.
    if (
      topic &&
      said.topic &&
      said.topic !== topic &&
      !own.has(topic) &&
      !bridged.has(topic) &&
      !unique(metric, concepts, unit)
    )
      return null;
    if (
      weak &&
      [...said.before].some(
        c =>
          kinds.get(c) === "thing" && !names.known.get(metric.id)!.has(c) && !said.wholes.some(w => w.concepts.has(c))
      )
    )
      return null;
    if (weak && (said.open || said.left.some(each => each.kind === "actor"))) return null;
    // 81件提案 may be any of them, and 五个 are none.
    const bare = topic !== undefined && concepts.length === 1 && concepts[0] === topic;
    if (
      bare &&
      (said.involved ||
        (said.restated &&
          !said.left.some(each => each.concepts.some(c => names.known.get(metric.id)!.has(c))) &&
          said.bridged.length === 0) ||
        (unit > 1 && unit < 2.9))
    )
      return null;
    // A unit given by mistake is told only of a name that stands before the number.
    if (
      unit === 0 &&
      said.right.length > 0 &&
      !said.left.some(each => each.concepts.some(c => concepts.includes(c))) &&
      (said.right[0]!.kind === "free" ||
        !said.right[0]!.concepts.some(c => concepts.includes(c)) ||
        said.right
          .filter(each => each.concepts.length > 0 && each.kind !== "free")
          .some(each => !each.concepts.some(c => names.known.get(metric.id)!.has(c) || concepts.includes(c))))
    )
      return null;
    const strange = unexplained(metric, new Set(concepts), concepts.filter(c => own.has(c)).length);
    if (strange === "other") return null;
    const likely = weak
      ? "说法较宽"
      : strange ||
        (parts && metric.unit === "%" ? "说的可能是前面那一部分" : "") ||
        (far || parts === "far" ? "名称不在数字旁边" : "");
    return {name, score: score - (far ? 8 : 0) - (parts ? 3 : 0), fit: unit, far, likely, parts: parts !== ""};
  }

  /** Told before, and named by a word that is one of the metric's too. */
  function whole(concept: string, metric: Metric) {
    return said.wholes.find(
      each => each.metric !== metric && each.concepts.has(concept) && partOf(metric, each.metric)
    );
  }

  /** A rate that no other figure shares its name with: 采用率 is one of 社情民意 wherever it stands. */
  function unique(metric: Metric, concepts: readonly string[], unit: number): boolean {
    const items = names.topics.get(metric.id);
    return concepts.some(
      c =>
        c !== items &&
        (metric.unit === "%"
          ? !said.topicNear && (names.byConcept.get(c)?.length ?? 0) === 1
          : own.has(c) &&
            (!said.topicNear || unit === 3) &&
            names.byConcept.get(c)!.every(each => names.topics.get(each.metric.id) === items))
    );
  }

  /** 提案委收到提案: what all hand in, not its own. */
  function handles({concepts: [item = ""]}: Word, {id}: Metric): boolean {
    return item.includes(names.topics.get(id) ?? "?");
  }

  /** Words beside the number that the metric does not account for: they make it another figure. */
  function unexplained(metric: Metric, concepts: ReadonlySet<string>, count: number): "other" | string {
    const known = names.known.get(metric.id)!;
    const items = names.topics.has(metric.id);
    const matched = (each: Word) => each.concepts.some(c => concepts.has(c));
    const left = [...said.bridged, ...said.left];
    const last = left.findLastIndex(matched);
    const begin = left.findIndex(matched);
    const first = said.right.findIndex(matched);
    let open = "";
    for (const [i, each] of left.entries()) {
      if (partial(each)) return "other";
      if (each.kind === "either" && matched(each)) continue;
      if (
        each.kind === "item" &&
        !matched(each) &&
        !handles(each, metric) &&
        !(said.listed && (i < begin || (begin < 0 && first >= 0)))
      )
        return "other";
      for (const c of each.concepts) {
        if (concepts.has(c) || known.has(c)) continue;
        const kind = kinds.get(c);
        // 协商、调研等重点任务: a list that the name sums up.
        if ((i < begin || (begin < 0 && first >= 0)) && (said.listed || (said.beside.has(each) && kind !== "narrow")))
          continue;
        if (kind === "narrow") {
          if (items || begin < 0 || i > begin) return "other";
          open = "前面还说到别的";
        }
        if (kind === "whole" && metric.kind === "indicators") return "other";
        if (kind === "actor" && (items || i > last)) return "other";
        if (kind === "actor") open = "说的可能只是一部分单位";
        if (kind === "thing" && (i > last || !items)) {
          const only = [...concepts].every(each => names.byConcept.get(each)?.every(other => other.metric === metric));
          if (i > begin || begin < 0 || (count < 2 && !only)) return "other";
          open = "前面还说到别的";
        }
        if (kind === "topic" && items) {
          if (i > last) return "other";
          open = "前面还说到别的";
        }
      }
    }
    for (const [i, each] of said.right.entries()) {
      if (partial(each) || (each.kind === "item" && !matched(each) && !handles(each, metric))) return "other";
      if (each.kind === "either" && matched(each)) continue;
      if (said.beside.has(each) && each.kind !== "narrow") continue;
      if (i === 0 && first < 0 && each.kind === "thing") open ||= "数字后面说的是别的事";
      for (const c of each.concepts) {
        if (concepts.has(c) || known.has(c)) continue;
        const kind = kinds.get(c);
        // 立案的249件提案实行双向评价: a whole name, and what is done with it.
        if (kind === "narrow" && begin >= 0 && first >= 0 && i > first) continue;
        if (kind === "narrow") {
          if (items || (first < 0 ? last < 0 : i < first)) return "other";
          open ||= "后面还说到别的";
        }
        if (kind === "actor" && items) return "other";
        if (kind !== "thing" && kind !== "topic") continue;
        if (first < 0 ? i === 0 && last < 0 : i < first) return "other";
        if (first < 0 && i === 0) open = "数字后面说的是别的事";
      }
    }
    return open;
  }
}

const partial = ({kind}: Word) => kind === "scope" || kind === "body" || kind === "self" || kind === "other";

/** Whether a metric is among the items of another. */
export function partOf(metric: Metric, whole: Metric): boolean {
  if (whole.formula?.type === "sum") return whole.formula.of.includes(metric.id);
  return metric.subsetOf === whole.id || metric.kind === whole.kind;
}

/** Whether what was counted has no items of its own that a figure could be of: activities, people. */
export const isElse = ({kind}: Metric, counted: Metric, {topics}: Names) =>
  counted.count !== null && counted.kind !== kind && !topics.has(counted.id);

export const conceptsOf = (words: readonly Word[]) => new Set(words.flatMap(each => each.concepts));
