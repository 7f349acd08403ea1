import {exact} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import {type Claim, type Draft, nothing, say, style, type Text} from "./claim.js";
import type {Figure} from "./finding.js";
import {inPrint, judge} from "./judge.js";
import {type Numeral, redundant} from "./numbers.js";
import type {Period} from "./period.js";
import {startingIn} from "./sentences.js";
import type {Subject} from "./subject.js";

/** 提交提案261件: judges a number that is a figure of its own; false where it counts nothing. */
export function judgeValue(claim: Claim, text: Text): boolean {
  const {numeral, finding} = claim;
  const subjects = subjectsOf(claim, text);
  if (subjects.length === 0) subjects.push(...inherited(claim, text));
  const first = subjects[0] ?? null;
  if (numeral.kind === "vague" || numeral.value === null) {
    if (!first && !/十|百|千|万|批/.test(text.text.slice(numeral.digitsStart, numeral.digitsEnd))) return false;
    if (first) Object.assign(finding, {metric: first.metric.id, label: first.metric.label});
    return say(finding, "无法核对", "没有具体数字");
  }
  claim.subject = first;
  if (!first) {
    if (numeral.kind === "chinese" && numeral.value === 1) return false;
    if (style(numeral, finding)) return true;
    return say(finding, "无法核对", "系统中没有这个数字");
  }
  const period =
    claim.series === undefined
      ? text.periods.at(numeral.start)
      : {year: claim.series, or: null, part: false, plan: false};
  claim.year = period.year;
  claim.plan = period.plan;
  if (/│/.test(text.text.slice(claim.place.sentence.start, claim.place.sentence.end)))
    for (const each of subjects) each.evidence = "maybe";
  const narrower = within(claim, first, text);
  if (narrower === "doubt") for (const subject of subjects) subject.evidence = "maybe";
  else if (narrower)
    subjects[0] = {...first, metric: narrower, ties: [first.metric, ...first.ties].filter(each => each !== narrower)};
  const verdicts = subjects.map(subject => judged(claim, subject, period, text));
  const worst =
    verdicts.find(each => each.verdict === "不一致") ??
    verdicts.find(each => each.verdict === "无法核对") ??
    verdicts[0]!;
  if (numeral.kind === "chinese" && numeral.value === 1 && worst.verdict !== "一致") return false;
  Object.assign(finding, worst);
  const settled = first.ties.find(each => each.id === worst.metric);
  if (settled) claim.subject = {...first, metric: settled};
  return true;
}

/** Whether the number before makes this one a part of its own: 区教委承办提案28件,满意率100%; 重点提案12件,办结率100%. */
function within({numeral, place}: Claim, {metric, ties}: Subject, text: Text): "doubt" | Metric | null {
  if (metric.kind !== "proposals" && metric.kind !== "opinions") return null;
  const topical = (start: number, end: number) =>
    text.subjects.between(start, end).some(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
  const last = text.recent
    .filter(
      ({role, numeral: each}) =>
        role === "value" && each.end <= numeral.start && each.start >= place.sentence.start && each.unit !== "%"
    )
    .at(-1);
  if (!last || (metric.unit !== "%" && topical(place.clause.start, numeral.end))) return null;
  if (numeral.unit !== "%" && (numeral.value ?? 0) > (last.numeral.value ?? 0)) return null;
  const other = last.subject?.metric;
  if (!other || last.finding.verdict === "无法核对")
    return last.numeral.value !== null && topical(last.place.clause.start, last.place.clause.end) ? "doubt" : null;
  const {explained} = text.book;
  const word = partWord[other.name];
  if (!word || other.kind !== metric.kind || explained.get(metric.id)!.has(word)) return null;
  return ties.find(each => explained.get(each.id)!.has(word)) ?? "doubt";
}

/** The subject of the number before, where only a year or a verb stands between: 由232件增加到261件, (2023年为232件). */
function inherited({numeral, place}: Claim, text: Text): Subject[] {
  const last = text.recent
    .filter(
      each =>
        each.numeral.end <= numeral.start &&
        each.numeral.start >= place.sentence.start &&
        (each.role === "value" || (each.role === "change" && numeral.unit === "%" && each.subject?.metric.unit === "%"))
    )
    .at(-1);
  if (!last?.subject || (last.subject.metric.unit === "%") !== (numeral.unit === "%")) return [];
  const words = text.text.slice(last.numeral.end, numeral.start);
  const linked =
    /^[,;(:]?(?:从|由)$|^[,;(:]?[较比]?(?:(?:今年|本年|去年|上年|前年|20\d{2}年|年)+度?的?(?:为|是|达到?|有)?|(?:从|由)?(?:增加|增长|提高|上升|提升|升|增|下降|降|减少|降低)(?:到了|到|至)(?:了)?(?:今年的?|20\d{2}年的?)?)$/.test(
      words
    );
  return linked
    ? [
        {
          ...last.subject,
          slip: numeral.unit !== "%" && last.numeral.unit !== numeral.unit,
          evidence: last.subject.evidence === "sure" ? "likely" : last.subject.evidence
        }
      ]
    : [];
}

/** Usually one; the rates of 办结率、回复率均为100% are several; 分别 gives each number its own words. */
function subjectsOf(claim: Claim, text: Text): Subject[] {
  const {numeral, place} = claim;
  const {clause} = place;
  const inClause = startingIn(text.numerals, clause.start, place.sentence.end);
  const lead = text.text.slice(clause.start, numeral.start);
  const apart = /分别(?:为|是|有|达到?|开展|召开|提出|形成|完成|约)?/.exec(text.text.slice(clause.start, clause.end));
  if (apart && clause.start + apart.index < numeral.start) {
    const numbers = inClause.filter(
      each =>
        each.start > clause.start + apart.index &&
        !/[,。;]/.test(text.text.slice(clause.start + apart.index, each.start).replace(/,(?=\d{3}\D)/g, ""))
    );
    const at = numbers.indexOf(numeral);
    const years = yearsIn(lead.slice(0, apart.index));
    if (at >= 0 && numbers.length > 1 && years.length === numbers.length) {
      claim.series = years[at]!;
      const found = text.subjects.of(numeral, {left: lead.slice(0, apart.index), shared: ""});
      return found ? [found] : [];
    }
    const names = lead
      .slice(0, apart.index)
      .split(/、|以及|和|与|及/)
      .filter(Boolean);
    const own = names.slice(-numbers.length);
    if (at >= 0 && own.length === numbers.length && numbers.length > 1) {
      const shared = text.subjects
        .between(clause.start, clause.start + apart.index)
        .filter(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
      const found = text.subjects.of(numeral, {
        left: own[at]!,
        shared: shared.map(each => text.text.slice(each.start, each.end)).join("")
      });
      return found ? [found] : [];
    }
    if (numbers.length > 1) return [];
  }
  if (numeral.unit === "%") {
    const previous = inClause.filter(each => each.end <= numeral.start && each.start >= clause.start).at(-1);
    const start = previous?.end ?? clause.start;
    const rates = text.subjects.between(start, numeral.start).filter(each => each.concepts.some(c => /率$/.test(c)));
    if (rates.length > 1) {
      const shared = text.subjects
        .between(start, numeral.start)
        .filter(each => each.concepts.includes("提案"))
        .map(each => text.text.slice(each.start, each.end))
        .join("");
      return rates.flatMap(
        each => text.subjects.of(numeral, {left: text.text.slice(each.start, each.end), shared}) ?? []
      );
    }
  }
  const found = text.subjects.of(numeral);
  return found ? [found] : [];
}

function judged({numeral}: Claim, subject: Subject, period: Period, text: Text): Partial<Draft> {
  const result: Draft = {...nothing, from: 0, to: 0};
  const metrics = [subject.metric, ...subject.ties];
  const {metric} = subject;
  Object.assign(result, {metric: metric.id, label: metric.label});
  const finish = () => {
    const {from: _from, to: _to, number: _number, ...rest} = result;
    return rest;
  };
  if (period.plan || (period.year !== null && period.year > text.year))
    return planned(numeral, subject, period, result, finish, text);
  if (period.year === null) return say(result, "无法核对", "说的是几年的合计,系统中只有各年的数字") && finish();

  const years = [period.year, ...(period.or === null ? [] : [period.or])];
  const tried = metrics.flatMap(each =>
    years.map(year => ({metric: each, year, value: text.figures.value(each.id, year)}))
  );
  const values = tried.filter((each): each is {metric: Metric; year: number; value: number} => each.value !== null);
  if (values.length === 0) return say(result, "无法核对", `没有${period.year}年的${metric.label}`) && finish();
  const verdicts = values.map(each => ({...each, ...judge(numeral, each.metric, each.value)}));
  const good = verdicts.find(each => each.holds);
  const shown = good ?? verdicts[0]!;
  Object.assign(result, {
    metric: shown.metric.id,
    label: shown.metric.label,
    computed: rounded(inPrint(shown.metric, shown.value), 4)
  });
  if (good && subject.slip) {
    if (subject.evidence === "maybe" || period.part)
      return say(result, "无法核对", `单位不是${shown.metric.unit}`) && finish();
    result.should_read = withUnit(numeral, good.metric, text) ?? good.should;
    return say(result, "不一致", `数字相符,单位应为“${shown.metric.unit}”`) && finish();
  }
  if (good)
    return say(result, "一致", `${shown.year}年${shown.metric.label}为${exact(shown.metric, shown.value)}`) && finish();
  const overdone = redundant(numeral.words);
  if (overdone && shown.reason.includes("重复")) {
    result.should_read = shown.should;
    return say(result, "不一致", shown.reason) && finish();
  }
  if (subject.slip) Object.assign(result, {metric: null, label: null, computed: null});
  if (subject.slip) return say(result, "无法核对", "系统中没有这个数字") && finish();
  if (period.part || values.length < tried.length) {
    const why = period.part ? "说的是一年中的一段时间" : "与系统中的口径不同";
    return (
      say(result, "无法核对", `${why}(${shown.year}年${shown.metric.label}为${exact(shown.metric, shown.value)})`) &&
      finish()
    );
  }
  const whole = inPrint(shown.metric, shown.value);
  const overWhole = subject.partial && numeral.value! > 0.75 * whole;
  const near = numeral.value! > 0 && whole > 0 && numeral.value! / whole < 6 && whole / numeral.value! < 6;
  const certain =
    subject.evidence === "sure"
      ? !subject.partial || overWhole
      : subject.evidence === "likely" && near && (!subject.partial || overWhole);
  if (!certain)
    return (
      say(
        result,
        "无法核对",
        `不能确定说的是${shown.metric.label}(${shown.year}年为${exact(shown.metric, shown.value)})`
      ) && finish()
    );
  result.should_read = shown.should;
  return (
    say(result, "不一致", shown.reason + infeasible(numeral, text.figures.get(shown.metric.id, shown.year))) && finish()
  );
}

/** The number as the draft has it, with the metric's unit: 1.2万余人 → 1.2万余人次. */
function withUnit(numeral: Numeral, metric: Metric, text: Text): string | null {
  if (numeral.unit === "万元" || numeral.unit === "") return null;
  const words = text.text.slice(trimmed(text.text, numeral), numeral.end);
  const at = words.lastIndexOf(numeral.unit);
  return at < 0 ? null : words.slice(0, at) + metric.unit + words.slice(at + numeral.unit.length);
}

/** Numbers of a plan are compared with the targets. */
function planned(
  numeral: Numeral,
  subject: Subject,
  period: Period,
  result: Draft,
  finish: () => Partial<Draft>,
  text: Text
): Partial<Draft> {
  const {metric} = subject;
  const target = text.figures.target(metric.id, period.year);
  if (!target) return say(result, "无法核对", "计划或目标,目标表中没有这一项") && finish();
  const agrees = numeral.value === target.target;
  const words = target.comparison === "以下" ? ["以下", "不超过", ""] : ["以上", "", "超", "逾"];
  result.computed = target.target;
  if (agrees && words.includes(numeral.word))
    return say(result, "一致", `${period.year}年目标为${target.target}${metric.unit}${target.comparison}`) && finish();
  const actual = text.figures.value(metric.id, text.year);
  const promised =
    numeral.word !== "" ||
    /力争|确保|争取|目标|计划|不少于|不低于|达到/.test(text.text.slice(numeral.start - 20, numeral.start));
  if (actual !== null && !promised && judge(numeral, metric, actual).holds) {
    result.computed = rounded(inPrint(metric, actual), 4);
    return say(result, "一致", `${text.year}年为${exact(metric, actual)}`) && finish();
  }
  if (subject.evidence === "maybe" || subject.slip)
    return say(result, "无法核对", `不能确定说的是${metric.label}的目标`) && finish();
  result.should_read = `${target.target}${metric.unit}${target.comparison === "等于" ? "" : target.comparison}`;
  return say(result, "不一致", `${period.year}年目标为${result.should_read}`) && finish();
}

/** Figures of some proposals or opinions only: what follows them in a sentence may be said of those. */
const partWord: Record<string, string> = {
  organised: "党派团体",
  joint: "联名",
  key: "重点",
  appraised: "民主评议",
  merged: "并案"
};

/** 2020年至2024年, or 2022年、2023年、2024年, one by one. */
function yearsIn(text: string): number[] {
  const span = /((?:19|20)\d{2})年?(?:至|到|—+|-)((?:19|20)\d{2})年/.exec(text);
  if (!span) return [...text.matchAll(/((?:19|20)\d{2})年/g)].map(match => Number(match[1]));
  const [from, to] = [Number(span[1]), Number(span[2])];
  return to > from && to - from < 12 ? Array.from({length: to - from + 1}, (_, i) => from + i) : [];
}

/** 达261件 is found as 261件; words that say something of the number stay. */
export function trimmed(text: string, {start, digitsStart}: Numeral): number {
  const lead = /^(?:达到|多达|高达|达)+/.exec(text.slice(start, digitsStart));
  return start + (lead?.[0].length ?? 0);
}

/** A percentage that no whole number over the denominator gives. */
function infeasible({value, decimals, word, kind}: Numeral, figure: Figure | undefined): string {
  const n = figure?.denominator;
  if (!n || word !== "" || value === null || kind === "fraction") return "";
  const k = Math.round((value * n) / 100);
  const possible = [k - 1, k, k + 1].some(each => rounded((100 * each) / n, decimals) === value);
  return possible ? "" : `;分母为${n}时不会得出${value}%`;
}
