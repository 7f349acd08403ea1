import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import type {Claim, Text} from "./claim.js";
import type {Figures} from "./figures.js";
import type {Finding} from "./finding.js";
import {agrees} from "./judge.js";
import type {Numeral} from "./numbers.js";
import type {Clause} from "./sentences.js";
import type {Subjects} from "./subject.js";

/** 占提案总数的60.5%: where the words of the whole are. */
export interface ShareWords {
  start: number;
  /** What is said to be the whole: 提案总数, 立案提案; empty where it is left out. */
  whole: string;
}

/** Reads a percentage as a share; null when it is none. */
export function shareWords(text: string, numeral: Numeral, clause: Clause): ShareWords | null {
  if (numeral.unit !== "%" || numeral.value === null) return null;
  const match = /占(?:比)?([^,。;\d]{0,18}?)(?:的比例|比重|比例)?(?:的)?(?:为|达到?|约)?$/.exec(
    text.slice(clause.start, numeral.start)
  );
  return match ? {start: clause.start + match.index, whole: match[1]!} : null;
}

type Verdict = Pick<Finding, "metric" | "label" | "verdict" | "computed" | "should_read" | "reason">;

/** 占提案总数的60.5%: judges a number that is a share; false when it is none. */
export function judgeShare(claim: Claim, text: Text): boolean {
  const words = shareWords(text.text, claim.numeral, claim.place.clause);
  if (!words) return false;
  claim.role = "share";
  Object.assign(claim.finding, shareVerdict(words, claim, text));
  return true;
}

/** Whether a share is so, from the figures, or from the draft's own numbers where the figures do not know the part. */
function shareVerdict(words: ShareWords, {numeral, place}: Claim, reading: Text): Verdict {
  const {text, recent: claims, subjects, figures, periods} = reading;
  const period = periods.at(numeral.start);
  const unknown = (reason: string): Verdict => ({
    metric: null,
    label: null,
    verdict: "无法核对",
    computed: null,
    should_read: null,
    reason
  });
  const heard = claims
    .filter(each => each.numeral.end <= numeral.start && each.numeral.start >= place.clause.start)
    .at(-1);
  const from = heard?.numeral.end ?? place.clause.start;
  const named = subjects.named(from, words.start, false);
  const namedValue =
    named && named.evidence !== "maybe" && named.metric.unit !== "%" && period.year !== null && !period.plan
      ? figures.value(named.metric.id, period.year)
      : null;
  if (named && namedValue !== null) {
    const ids = wholes(words.whole, named.metric, subjects, words, figures);
    const ratios = ids.flatMap(id => {
      const whole = figures.value(id, period.year);
      return whole ? [(100 * namedValue) / whole] : [];
    });
    if (ratios.length > 0) {
      const good = ratios.find(each => agrees(numeral, each));
      const base = {metric: named.metric.id, label: `${named.metric.label}占比`};
      if (good !== undefined)
        return {
          ...base,
          verdict: "一致",
          computed: rounded(good, 4),
          should_read: null,
          reason: `${rounded(good, 2)}%`
        };
      return {
        ...base,
        verdict: "不一致",
        computed: rounded(ratios[0]!, 4),
        should_read: `${rounded(ratios[0]!, Math.max(1, numeral.decimals))}%`,
        reason: `实占${rounded(ratios[0]!, 2)}%`
      };
    }
  }
  const before = claims.filter(
    each =>
      each.numeral.start >= place.sentence.start &&
      each.numeral.end <= numeral.start &&
      each.role === "value" &&
      each.numeral.unit !== "%"
  );
  const part = before.at(-1);
  const own =
    part && part.numeral.start >= place.clause.start
      ? part
      : part && !/[一-龥]{3,}/.test(text.slice(place.clause.start, words.start))
        ? part
        : undefined;
  if (!own || own.numeral.value === null) return unknown("看不出占比的分子");
  const year = own.year ?? period.year;
  const metric = own.subject?.metric ?? null;
  const said = wholes(words.whole, metric, subjects, words, figures);
  const parts = new Set<number>();
  const value = metric && year !== null && own.finding.verdict !== "无法核对" ? figures.value(metric.id, year) : null;
  if (value !== null && metric && metric.unit !== "%") parts.add(value);
  else if (numeral.word === "" && own.numeral.word === "") parts.add(own.numeral.value);
  const denominators = new Set<number>();
  for (const id of said) {
    const whole = figures.value(id, year);
    if (whole) denominators.add(whole);
  }
  const inDraft = before.filter(
    each =>
      each !== own &&
      each.numeral.unit === own.numeral.unit &&
      each.numeral.word === "" &&
      (each.numeral.value ?? 0) >= own.numeral.value!
  );
  if (!words.whole || !said.length) for (const each of inDraft) denominators.add(each.numeral.value!);
  if (parts.size === 0 || denominators.size === 0) return unknown("看不出占比的分母");
  const ratios = [...parts].flatMap(a => [...denominators].map(b => (100 * a) / b));
  const good = ratios.find(each => agrees(numeral, each));
  const label = metric && value !== null ? `${metric.label}占比` : null;
  const base = {metric: value !== null && metric ? metric.id : null, label};
  if (good !== undefined)
    return {...base, verdict: "一致", computed: rounded(good, 4), should_read: null, reason: `${rounded(good, 2)}%`};
  const sure = (value !== null && own.subject!.evidence !== "maybe") || inDraft.length > 0 || words.whole !== "";
  const best = ratios[0]!;
  if (!sure) return unknown("不能确定占比的分母");
  return {
    ...base,
    verdict: "不一致",
    computed: rounded(best, 4),
    should_read: `${rounded(best, Math.max(1, numeral.decimals))}%`,
    reason: `实占${rounded(best, 2)}%`
  };
}

/** The figures that the words of the whole may mean, the likeliest first. */
function wholes(
  whole: string,
  metric: Metric | null,
  subjects: Subjects,
  words: ShareWords,
  figures: Figures
): string[] {
  const chain: string[] = [];
  for (let id = metric?.subsetOf; id; id = figures.metrics.get(id)?.subsetOf) chain.push(id);
  if (/立案/.test(whole)) return ["proposals.filed"];
  if (/提案/.test(whole))
    return /总|全部|提交|收到/.test(whole)
      ? ["proposals.submitted", "proposals.filed"]
      : ["proposals.submitted", "proposals.filed"];
  if (/社情民意|信息/.test(whole)) return ["opinions.received", "opinions.compiled"];
  if (/编报|编发/.test(whole)) return ["opinions.compiled"];
  if (whole && !/总|全部|比|的/.test(whole)) return [];
  const topic =
    chain.length > 0 ? [] : subjects.between(Math.max(0, words.start - 60), words.start).flatMap(each => each.concepts);
  if (topic.includes("提案")) return ["proposals.submitted", "proposals.filed"];
  return chain;
}
