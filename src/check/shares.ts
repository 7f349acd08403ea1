import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import {type Claim, say, type Text} from "./claim.js";
import type {Finding} from "./finding.js";
import {targetAfter} from "./goals.js";
import {agrees} from "./judge.js";
import {kinds} from "./lists.js";
import type {Numeral} from "./numbers.js";
import type {Clause} from "./sentences.js";

/** 占提案总数的60.5%: where the words of the whole are. */
export interface ShareWords {
  start: number;
  /** What is said to be the whole: 提案总数, 立案提案; empty where it is left out. */
  whole: string;
  /** Where the words of the whole begin. */
  wholeAt: number;
  /** Of a target: 完成年度目标的177.8%. */
  goal: boolean;
}

const ofGoal =
  /(?:完成率|达成率|完成(?:了)?(?:\d+[一-龥]{1,2}(?:以上)?(?:的)?)?(?:年度|全年)?(?:目标|任务|计划)?(?:数|值)?的?|(?:相当于|为|是|占)(?:年度|全年|年初)?目标(?:数|值)?的?)(?:为|达到?)?$/;

/** Reads a percentage as a share; null when it is none. */
export function shareWords(text: string, numeral: Numeral, clause: Clause): ShareWords | null {
  if (numeral.unit !== "%" || numeral.value === null) return null;
  const lead = text.slice(clause.start, numeral.start);
  const ahead = /(?:在|从)([^,。;\d]{1,12})(?:中|里),?占(?:了|比)?(?:到|达)?$/.exec(lead);
  const plain = ahead ?? /(?:为|是)([^,。;\d]{1,10}(?:总数|总量)的?)$/.exec(lead);
  if (plain)
    return {
      start: clause.start + plain.index,
      whole: plain[1]!,
      wholeAt: clause.start + plain.index + plain[0].indexOf(plain[1]!),
      goal: false
    };
  const match = /^.*占(?:比|了)?([^,。;\d]{0,18}?)(?:的比例|比重|比例)?(?:的)?(?:为|达到?|约|在)?$/.exec(lead);
  if (match) {
    const start = clause.start + match[0].lastIndexOf("占");
    const wholeAt = clause.start + match[0].lastIndexOf(match[1]!);
    return {start, whole: match[1]!, wholeAt, goal: /目标|(?<!履职|监督)任务|计划/.test(match[1]!)};
  }
  const goal = targetAfter.test(text.slice(numeral.end, numeral.end + 16)) ? null : ofGoal.exec(lead);
  return goal ? {start: clause.start + goal.index, whole: "目标", wholeAt: 0, goal: true} : null;
}

type Verdict = Pick<Finding, "metric" | "label" | "verdict" | "computed" | "should_read" | "reason">;

/** 占提案总数的60.5%: judges a number that is a share; false when it is none. */
export function judgeShare(claim: Claim, text: Text): boolean {
  const words = shareWords(text.text, claim.numeral, claim.place.clause);
  if (!words) return again(claim, text);
  claim.role = "share";
  if (words.goal) return ofTarget(claim, text);
  Object.assign(claim.finding, shareVerdict(words, claim, text));
  return true;
}

/** 占60.5%,六成以上: the share before, told in other words. */
function again(claim: Claim, text: Text): boolean {
  const {numeral, place, finding} = claim;
  const last = text.recent.at(-1);
  if (numeral.unit !== "%" || last?.role !== "share" || last.place.sentence !== place.sentence) return false;
  const between = text.text.slice(last.numeral.end, numeral.start);
  if (!(numeral.kind === "fraction" ? /^[,;(]?(?:在|达到?|接近)?$/ : /^\($/).test(between)) return false;
  claim.role = "share";
  const {metric, label, computed} = last.finding;
  Object.assign(finding, {metric, label, computed});
  if (computed === null) return say(finding, "无法核对", last.finding.reason);
  if (agrees(numeral, computed)) return say(finding, "一致", `${rounded(computed, 2)}%`);
  finding.should_read = `${rounded(computed, 1)}%`;
  return say(finding, "不一致", `实占${rounded(computed, 2)}%`);
}

/** 目标18次,完成177.8%: a number told over the target told, or over that of the target table. */
function ofTarget(claim: Claim, text: Text): boolean {
  const {numeral, place, finding} = claim;
  const told = text.recent.filter(each => each.place.sentence === place.sentence && each.role === "value");
  const actual = told.findLast(each => !each.plan && each.numeral.unit !== "%" && each.numeral.value !== null);
  const goal = told.findLast(each => each.plan && each.numeral.value !== null);
  if (!actual) return say(finding, "无法核对", "看不出完成的是哪项目标");
  const metric = actual.subject?.metric ?? null;
  const listed = metric && actual.year !== null ? (text.figures.target(metric.id, actual.year)?.target ?? null) : null;
  const over = goal ? goal.numeral.value! : listed;
  if (!over) return say(finding, "无法核对", "目标表中没有这一项");
  if (metric) Object.assign(finding, {metric: metric.id, label: `${metric.label}完成目标`});
  const ratio = (100 * actual.numeral.value!) / over;
  finding.computed = rounded(ratio, 4);
  if (agrees(numeral, ratio)) return say(finding, "一致", `${rounded(ratio, 2)}%`);
  if (actual.numeral.word !== "") return say(finding, "无法核对", "完成数不是准确数字");
  finding.should_read = `${rounded(ratio, Math.max(1, numeral.decimals))}%`;
  return say(finding, "不一致", `完成目标的${rounded(ratio, 2)}%`);
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
  const told = claims.filter(each => each.role === "value" && each.place.sentence === place.sentence);
  const said = told.findLast(each => each.year === period.year) ?? told.at(-1);
  const summed = partOfTotal(words, numeral, told, from, reading);
  if (summed) return summed;
  const named = said?.scoped ? null : subjects.named(from, words.start, false);
  const year = said && named && said.subject?.metric === named.metric ? (said.year ?? period.year) : period.year;
  const namedValue =
    named && named.evidence !== "maybe" && named.metric.unit !== "%" && year !== null && !period.plan
      ? figures.value(named.metric.id, year)
      : null;
  if (named && namedValue !== null) {
    const ids = wholes(words.whole, named.metric, words, reading);
    const ratios = ids.flatMap(id => {
      const whole = figures.value(id, year);
      return whole ? [(100 * namedValue) / whole] : [];
    });
    if (ratios.length > 0) {
      const loose = words.whole === "" && named.metric.kind === "activities";
      const whole = loose
        ? claims.filter(each => each.role === "value" && alike(each.numeral.unit, named.metric.unit))
        : [];
      for (const each of whole)
        if ((each.numeral.value ?? 0) >= namedValue && each.subject?.metric !== named.metric)
          ratios.push((100 * namedValue) / each.numeral.value!);
      const good = ratios.find(each => agrees(numeral, each));
      const base = {metric: named.metric.id, label: `${named.metric.label}占比`};
      if (good === undefined && loose && ratios.length === ids.length) return unknown("看不出占比的分母");
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
  const part = before.findLast(each => each.year === period.year) ?? before.at(-1);
  const own =
    part && (part.numeral.start >= place.clause.start || (named && part.subject?.metric === named.metric))
      ? part
      : part && !/[一-龥]{3,}/.test(text.slice(place.clause.start, words.start))
        ? part
        : undefined;
  if (!own || own.numeral.value === null) return unknown("看不出占比的分子");
  const toldYear = own.year ?? period.year;
  const metric = own.scoped ? null : (own.subject?.metric ?? null);
  const over = wholes(words.whole, metric, words, reading);
  const parts = new Set<number>();
  const value =
    metric && toldYear !== null && own.finding.verdict !== "无法核对" ? figures.value(metric.id, toldYear) : null;
  if (value !== null && metric && metric.unit !== "%") parts.add(value);
  else if (numeral.word === "" && own.numeral.word === "") parts.add(own.numeral.value);
  const denominators = new Set<number>();
  for (const id of over) {
    const whole = figures.value(id, toldYear);
    if (whole) denominators.add(whole);
  }
  const loose = !words.whole && metric?.kind === "activities";
  const inDraft = (loose ? claims.filter(each => each.role === "value") : before).filter(
    each => each !== own && alike(each.numeral.unit, own.numeral.unit) && (wholeOf(each) ?? 0) >= own.numeral.value!
  );
  const listed = own.partOf !== null && !words.whole ? inDraft.slice(-1) : [];
  if (listed.length > 0) denominators.clear();
  if (!words.whole || !over.length)
    for (const each of listed.length > 0 ? listed : inDraft) denominators.add(wholeOf(each)!);
  if (parts.size === 0 || denominators.size === 0) return unknown("看不出占比的分母");
  const ratios = [...parts].flatMap(a => [...denominators].map(b => (100 * a) / b));
  const good = ratios.find(each => agrees(numeral, each));
  const label = metric && value !== null ? `${metric.label}占比` : null;
  const base = {metric: value !== null && metric ? metric.id : null, label};
  if (good !== undefined)
    return {...base, verdict: "一致", computed: rounded(good, 4), should_read: null, reason: `${rounded(good, 2)}%`};
  if (loose && own.partOf === null && inDraft.length === 0) return unknown("看不出占比的分母");
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

/** 批示共31件次,其中提案占35.5%: a part of a sum told before, named by its kind. */
function partOfTotal(
  words: ShareWords,
  numeral: Numeral,
  told: readonly Claim[],
  from: number,
  {subjects, figures}: Text
): Verdict | null {
  const sum = told.findLast(each => each.subject?.metric.formula?.type === "sum");
  const formula = sum?.subject?.metric.formula;
  if (!sum || formula?.type !== "sum" || (words.whole && !/其中|批示|总/.test(words.whole))) return null;
  const own = subjects.between(from, words.start).flatMap(each => each.concepts);
  const id = formula.of.find(each => kinds[each.split(".")[0]!]?.some(c => own.includes(c)));
  const metric = id ? figures.metrics.get(id) : undefined;
  const [part, whole] = [metric && figures.value(metric.id, sum.year), figures.value(sum.subject!.metric.id, sum.year)];
  if (!metric || part === null || part === undefined || !whole) return null;
  const ratio = (100 * part) / whole;
  const base = {
    metric: metric.id,
    label: `${metric.label}占比`,
    computed: rounded(ratio, 4),
    reason: `${rounded(ratio, 2)}%`
  };
  if (agrees(numeral, ratio)) return {...base, verdict: "一致", should_read: null};
  return {
    ...base,
    verdict: "不一致",
    should_read: `${rounded(ratio, Math.max(1, numeral.decimals))}%`,
    reason: `实占${rounded(ratio, 2)}%`
  };
}

/** The number told, or of 40余条 the figure that it agrees with. */
const wholeOf = ({numeral, finding}: Claim) =>
  numeral.word === "" ? numeral.value : finding.verdict === "一致" ? finding.computed : null;

const alike = (a: string, b: string) => a === b || (/^[次场]/.test(a) && /^[次场]/.test(b) && !/人/.test(a + b));

/** 提案总数 is of the submitted, unless the sentence speaks of the filed. */
function filedToo(whole: string, {start}: ShareWords, {text, subjects}: Text): boolean {
  const place = subjects.locate(start);
  return !/总数|总量/.test(whole) || /立案|交办|承办/.test(text.slice(place?.sentence.start ?? start, start));
}

/** 协商总次数 of 基层协商: figures of the same unit that are named by some of the words of the whole. */
function wider(whole: string, metric: Metric | null, {wholeAt}: ShareWords, {subjects, book, figures}: Text): string[] {
  const said = new Set(subjects.between(wholeAt, wholeAt + whole.length).flatMap(each => each.concepts));
  if (said.size === 0 || !metric) return [];
  const found = book.signatures.filter(
    each => each.metric !== metric && alike(each.metric.unit, metric.unit) && each.concepts.every(c => said.has(c))
  );
  return [...new Set(found.map(each => each.metric.id))].filter(id => figures.metrics.has(id));
}

/** The figures that the words of the whole may mean, the likeliest first. */
function wholes(whole: string, metric: Metric | null, words: ShareWords, reading: Text): string[] {
  const {subjects, figures} = reading;
  const chain: string[] = [];
  for (let id = metric?.subsetOf; id; id = figures.metrics.get(id)?.subsetOf) chain.push(id);
  const bare = whole.replace(/总数|总量|总次数|总|全部|所有|比|的|数|量|次/g, "");
  const over = bare ? subjects.named(words.wholeAt, words.wholeAt + whole.length, false) : null;
  const said = over ? [over.metric, ...over.ties].filter(each => each !== metric && each.unit === metric?.unit) : [];
  if (said.length > 0) {
    if (said[0]!.id === "proposals.submitted" && !/提交|收到|提出|征集/.test(whole))
      return filedToo(whole, words, reading) ? ["proposals.submitted", "proposals.filed"] : ["proposals.submitted"];
    return said.map(each => each.id);
  }
  const broad = wider(whole, metric, words, reading);
  if (broad.length > 0) return broad;
  if (/立案/.test(whole)) return ["proposals.filed"];
  if (/提交|收到/.test(whole) && metric?.kind === "proposals") return ["proposals.submitted"];
  if (/收到/.test(whole) && metric?.kind === "opinions") return ["opinions.received"];
  if (/提案/.test(whole))
    return filedToo(whole, words, reading) ? ["proposals.submitted", "proposals.filed"] : ["proposals.submitted"];
  if (/社情民意|信息/.test(whole)) return ["opinions.received", "opinions.compiled"];
  if (bare) return [];
  const topic =
    chain.length > 0 ? [] : subjects.between(Math.max(0, words.start - 60), words.start).flatMap(each => each.concepts);
  if (topic.includes("提案")) return ["proposals.submitted", "proposals.filed"];
  return chain;
}
