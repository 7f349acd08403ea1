import {change} from "../metrics/change.js";
import {exact} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import {type Canon, canonical, originalRange} from "./canon.js";
import {changeWords, judgeChange} from "./changes.js";
import {Figures} from "./figures.js";
import type {CheckOptions, Figure, Finding, Verdict} from "./finding.js";
import {againstItself} from "./itself.js";
import {inPrint, judge} from "./judge.js";
import {findNotData} from "./notdata.js";
import {findNumerals, type Numeral, redundant} from "./numbers.js";
import {type Period, Periods} from "./period.js";
import {type Phrasebook, phrasebook} from "./phrases.js";
import {quantified} from "./quantifiers.js";
import {paragraphs, startingIn} from "./sentences.js";
import {judgeShare, shareWords} from "./shares.js";
import {type Place, type Subject, Subjects} from "./subject.js";
import {respelled, straddles, tag} from "./tags.js";

/** A number of the draft as understood, for the checks of one number against another. */
export interface Claim {
  numeral: Numeral;
  place: Place;
  subject: Subject | null;
  year: number | null;
  /** The number's own year in a series: 2022年、2023年、2024年分别为…. */
  series?: number;
  /** Said of a year to come. */
  plan: boolean;
  role: "value" | "change" | "share";
  /** Where the 其中 stands that makes it a part. */
  partOf: number | null;
  finding: Draft;
}

type Draft = Omit<Finding, "text" | "start" | "end"> & {from: number; to: number};

const books = new WeakMap<ReadonlyMap<string, Metric>, Phrasebook>();

/**
 * Finds every number of a draft, decides what each speaks of, and says whether the figures agree.
 * `figures` may hold several years; rates are ratios. Offsets of the findings are those of `text`. Never throws on
 * any text; a number that cannot be told to be one figure is 无法核对, not 不一致.
 */
export function checkDraft(text: string, figures: readonly Figure[], options: CheckOptions): Finding[] {
  const known = new Figures(figures, options.targets, options.metrics);
  const bookKey = known.metrics;
  const book = books.get(bookKey) ?? phrasebook(known.metrics.values());
  books.set(bookKey, book);
  return new Reader(text, known, book, options.year).findings();
}

class Reader {
  private readonly canon: Canon;
  private readonly text: string;
  private readonly numerals: Numeral[];
  private readonly periods: Periods;
  private readonly subjects: Subjects;
  private readonly reading;
  private readonly out: Draft[] = [];
  private readonly claims: Claim[] = [];
  /** Those of the paragraph that is being read. */
  private recent: Claim[] = [];

  constructor(
    private readonly draft: string,
    private readonly figures: Figures,
    book: Phrasebook,
    private readonly year: number
  ) {
    this.canon = canonical(draft, (before, after) => straddles(before, after, book.vocabulary));
    this.text = respelled(this.canon.text, book.vocabulary);
    const masked = withoutAdverbials(this.text);
    const skipped = findNotData(this.text);
    for (const each of skipped)
      this.out.push({...nothing, from: each.start, to: each.end, verdict: "不是数据", reason: each.reason});
    this.numerals = findNumerals(this.text).filter(
      each => !skipped.some(s => s.start < each.end && each.digitsStart < s.end)
    );
    const pages = paragraphs(this.text);
    const titles = [...this.text.matchAll(/《[^》\n]*》/g)].map(m => ({
      start: m.index + 1,
      end: m.index + m[0].length - 1
    }));
    const tags = tag(masked, book.vocabulary).filter(
      each => !titles.some(t => each.start >= t.start && each.end <= t.end && t.end - t.start > each.end - each.start)
    );
    this.reading = {text: this.text, tags, paragraphs: pages, numerals: this.numerals, book};
    this.periods = new Periods(this.text, pages, year);
    this.subjects = new Subjects(this.reading);
  }

  findings(): Finding[] {
    for (const numeral of this.numerals) this.read(numeral);
    this.level();
    for (const each of quantified(this.reading, this.subjects, this.periods, this.figures)) this.out.push(each);
    againstItself(this.claims, this.figures);
    return this.out
      .filter(each => each.to > each.from)
      .map(({from, to, ...rest}) => {
        const [start, end] = originalRange(this.canon, from, to);
        return {text: this.draft.slice(start, end), start, end, ...rest};
      })
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private read(numeral: Numeral): void {
    const place = this.subjects.locate(numeral.start);
    if (!place) return;
    const draft: Draft = {
      ...nothing,
      from: trimmed(this.text, numeral),
      to: numeral.end,
      number: printedNumber(numeral)
    };
    const claim: Claim = {
      numeral,
      place,
      subject: null,
      year: this.year,
      plan: false,
      role: "value",
      partOf: this.among(numeral, place),
      finding: draft
    };
    const said = this.change(claim) || this.share(claim) || this.value(claim);
    if (!said) return;
    this.out.push(draft);
    this.claims.push(claim);
    if (this.recent[0]?.place.paragraph !== place.paragraph) this.recent = [];
    this.recent.push(claim);
  }

  /** 较上年增加29件,增长12.5%. */
  private change(claim: Claim): boolean {
    const {numeral, place, finding} = claim;
    if (numeral.value === null) return false;
    const {clause, sentence} = place;
    const words = changeWords(this.text, numeral, clause.start, sentence.start);
    if (!words) {
      if (!/百分点|倍/.test(numeral.unit)) return false;
      claim.role = "change";
      return say(finding, "无法核对", "看不出是哪个数字的变化");
    }
    claim.role = "change";
    const previous = this.recent.filter(each => each.numeral.end <= numeral.start);
    const inClause = previous.filter(each => each.numeral.start >= clause.start).at(-1);
    const from = Math.max(clause.start, inClause?.numeral.end ?? clause.start);
    const rate = /百分点/.test(numeral.unit) ? true : null;
    const countUnit = /百分点|倍|%/.test(numeral.unit) ? "" : numeral.unit;
    const named = words.start > from && this.speaks(from, words.start);
    let subject = named ? this.subjects.named(from, words.start, rate, countUnit) : null;
    let year: number | null = this.periods.at(numeral.start).year;
    const versus = words.base !== null && words.base < 0 ? this.year + words.base : words.base;
    const last = previous
      .filter(each => each.numeral.start >= sentence.start && (each.role !== "value" || each.year !== versus))
      .at(-1);
    if (!named) {
      subject = last?.subject ?? null;
      if (last?.role === "value" && last.year !== null) year = last.year;
      if (!last) {
        const before = previous.filter(each => each.place.paragraph === place.paragraph).at(-1);
        subject = before?.subject ? {...before.subject, evidence: "maybe"} : null;
      }
    }
    claim.subject = subject;
    claim.year = year;
    if (!subject) return say(finding, "无法核对", "看不出是哪个数字的变化");
    const {metric} = subject;
    Object.assign(finding, {metric: metric.id, label: metric.label});
    const period = this.periods.at(numeral.start);
    if (year === null || words.base === null || period.part)
      return say(finding, "无法核对", "没有可比较的那一期的数据");
    const base = words.base < 0 ? year + words.base : words.base;
    if (base === year) return say(finding, "无法核对", "看不出与哪一年比较");
    const [value, before] = [this.figures.value(metric.id, year), this.figures.value(metric.id, base)];
    if (value === null || before === null)
      return say(finding, "无法核对", `没有${value === null ? year : base}年的${metric.label}`);
    if (countUnit && !sameUnit(metric, countUnit)) return say(finding, "无法核对", `单位与${metric.label}不同`);
    const verdict = judgeChange(numeral, words.said, metric, value, before);
    finding.computed = verdict.computed === null ? null : rounded(Math.abs(verdict.computed), 4);
    if (!verdict.holds) {
      if (subject.evidence === "maybe" || subject.partial)
        return say(finding, "无法核对", `不能确定说的是${metric.label}`);
      finding.should_read =
        base === year - 1 ? verdict.should : change({metric, value, previous: before, against: `${base}年`}).words;
      return say(finding, "不一致", verdict.reason);
    }
    return (
      this.style(numeral, finding) ||
      say(finding, "一致", `${base}年为${exact(metric, before)},${year}年为${exact(metric, value)}`)
    );
  }

  /** 占提案总数的60.5%. */
  private share(claim: Claim): boolean {
    const {numeral, place, finding} = claim;
    const words = shareWords(this.text, numeral, place.clause);
    if (!words) return false;
    claim.role = "share";
    const verdict = judgeShare(
      words,
      claim,
      this.recent,
      this.reading,
      this.subjects,
      this.figures,
      this.periods.at(numeral.start)
    );
    Object.assign(finding, verdict);
    return true;
  }

  private value(claim: Claim): boolean {
    const {numeral, finding} = claim;
    const subjects = this.subjectsOf(claim);
    if (subjects.length === 0) subjects.push(...this.inherited(claim));
    const first = subjects[0] ?? null;
    if (numeral.kind === "vague" || numeral.value === null) {
      if (!first && !/十|百|千|万|批/.test(this.text.slice(numeral.digitsStart, numeral.digitsEnd))) return false;
      if (first) Object.assign(finding, {metric: first.metric.id, label: first.metric.label});
      return say(finding, "无法核对", "没有具体数字");
    }
    claim.subject = first;
    if (!first) {
      if (numeral.kind === "chinese" && numeral.value === 1) return false;
      if (this.style(numeral, finding)) return true;
      return say(finding, "无法核对", "系统中没有这个数字");
    }
    const period =
      claim.series === undefined
        ? this.periods.at(numeral.start)
        : {year: claim.series, or: null, part: false, plan: false};
    claim.year = period.year;
    claim.plan = period.plan;
    if (/\|/.test(this.text.slice(claim.place.sentence.start, claim.place.sentence.end)))
      for (const each of subjects) each.evidence = "maybe";
    const within = this.within(claim, first);
    if (within === "doubt") for (const subject of subjects) subject.evidence = "maybe";
    else if (within)
      subjects[0] = {...first, metric: within, ties: [first.metric, ...first.ties].filter(each => each !== within)};
    const verdicts = subjects.map(subject => this.judged(claim, subject, period));
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
  private within({numeral, place}: Claim, {metric, ties}: Subject): "doubt" | Metric | null {
    if (metric.kind !== "proposals" && metric.kind !== "opinions") return null;
    const topical = (start: number, end: number) =>
      this.subjects.between(start, end).some(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
    const last = this.recent
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
    const {explained} = this.reading.book;
    const word = partWord[other.name];
    if (!word || other.kind !== metric.kind || explained.get(metric.id)!.has(word)) return null;
    return ties.find(each => explained.get(each.id)!.has(word)) ?? "doubt";
  }

  /** The subject of the number before, where only a year or a verb stands between: 由232件增加到261件, (2023年为232件). */
  private inherited({numeral, place}: Claim): Subject[] {
    const last = this.recent
      .filter(
        each =>
          each.numeral.end <= numeral.start &&
          each.numeral.start >= place.sentence.start &&
          (each.role === "value" ||
            (each.role === "change" && numeral.unit === "%" && each.subject?.metric.unit === "%"))
      )
      .at(-1);
    if (!last?.subject || (last.subject.metric.unit === "%") !== (numeral.unit === "%")) return [];
    const words = this.text.slice(last.numeral.end, numeral.start);
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
  private subjectsOf(claim: Claim): Subject[] {
    const {numeral, place} = claim;
    const {clause} = place;
    const inClause = startingIn(this.numerals, clause.start, place.sentence.end);
    const lead = this.text.slice(clause.start, numeral.start);
    const apart = /分别(?:为|是|有|达到?|开展|召开|提出|形成|完成|约)?/.exec(this.text.slice(clause.start, clause.end));
    if (apart && clause.start + apart.index < numeral.start) {
      const numbers = inClause.filter(
        each =>
          each.start > clause.start + apart.index &&
          !/[,。;]/.test(this.text.slice(clause.start + apart.index, each.start).replace(/,(?=\d{3}\D)/g, ""))
      );
      const at = numbers.indexOf(numeral);
      const years = yearsIn(lead.slice(0, apart.index));
      if (at >= 0 && numbers.length > 1 && years.length === numbers.length) {
        claim.series = years[at]!;
        const found = this.subjects.of(numeral, {left: lead.slice(0, apart.index), shared: ""});
        return found ? [found] : [];
      }
      const names = lead
        .slice(0, apart.index)
        .split(/、|以及|和|与|及/)
        .filter(Boolean);
      const own = names.slice(-numbers.length);
      if (at >= 0 && own.length === numbers.length && numbers.length > 1) {
        const shared = this.subjects
          .between(clause.start, clause.start + apart.index)
          .filter(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
        const found = this.subjects.of(numeral, {
          left: own[at]!,
          shared: shared.map(each => this.text.slice(each.start, each.end)).join("")
        });
        return found ? [found] : [];
      }
      if (numbers.length > 1) return [];
    }
    if (numeral.unit === "%") {
      const previous = inClause.filter(each => each.end <= numeral.start && each.start >= clause.start).at(-1);
      const start = previous?.end ?? clause.start;
      const rates = this.subjects.between(start, numeral.start).filter(each => each.concepts.some(c => /率$/.test(c)));
      if (rates.length > 1) {
        const shared = this.subjects
          .between(start, numeral.start)
          .filter(each => each.concepts.includes("提案"))
          .map(each => this.text.slice(each.start, each.end))
          .join("");
        return rates.flatMap(
          each => this.subjects.of(numeral, {left: this.text.slice(each.start, each.end), shared}) ?? []
        );
      }
    }
    const found = this.subjects.of(numeral);
    return found ? [found] : [];
  }

  private judged({numeral}: Claim, subject: Subject, period: Period): Partial<Draft> {
    const result: Draft = {...nothing, from: 0, to: 0};
    const metrics = [subject.metric, ...subject.ties];
    const {metric} = subject;
    Object.assign(result, {metric: metric.id, label: metric.label});
    const finish = () => {
      const {from: _from, to: _to, number: _number, ...rest} = result;
      return rest;
    };
    if (period.plan || (period.year !== null && period.year > this.year))
      return this.planned(numeral, subject, period, result, finish);
    if (period.year === null) return say(result, "无法核对", "说的是几年的合计,系统中只有各年的数字") && finish();

    const years = [period.year, ...(period.or === null ? [] : [period.or])];
    const tried = metrics.flatMap(each =>
      years.map(year => ({metric: each, year, value: this.figures.value(each.id, year)}))
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
      result.should_read = this.withUnit(numeral, good.metric) ?? good.should;
      return say(result, "不一致", `数字相符,单位应为“${shown.metric.unit}”`) && finish();
    }
    if (good)
      return (
        say(result, "一致", `${shown.year}年${shown.metric.label}为${exact(shown.metric, shown.value)}`) && finish()
      );
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
      say(result, "不一致", shown.reason + infeasible(numeral, this.figures.get(shown.metric.id, shown.year))) &&
      finish()
    );
  }

  /** The number as the draft has it, with the metric's unit: 1.2万余人 → 1.2万余人次. */
  private withUnit(numeral: Numeral, metric: Metric): string | null {
    if (numeral.unit === "万元" || numeral.unit === "") return null;
    const words = this.text.slice(trimmed(this.text, numeral), numeral.end);
    const at = words.lastIndexOf(numeral.unit);
    return at < 0 ? null : words.slice(0, at) + metric.unit + words.slice(at + numeral.unit.length);
  }

  /** Numbers of a plan are compared with the targets. */
  private planned(
    numeral: Numeral,
    subject: Subject,
    period: Period,
    result: Draft,
    finish: () => Partial<Draft>
  ): Partial<Draft> {
    const {metric} = subject;
    const target = this.figures.target(metric.id, period.year);
    if (!target) return say(result, "无法核对", "计划或目标,目标表中没有这一项") && finish();
    const agrees = numeral.value === target.target;
    const words = target.comparison === "以下" ? ["以下", "不超过", ""] : ["以上", "", "超", "逾"];
    result.computed = target.target;
    if (agrees && words.includes(numeral.word))
      return (
        say(result, "一致", `${period.year}年目标为${target.target}${metric.unit}${target.comparison}`) && finish()
      );
    const actual = this.figures.value(metric.id, this.year);
    const promised =
      numeral.word !== "" ||
      /力争|确保|争取|目标|计划|不少于|不低于|达到/.test(this.text.slice(numeral.start - 20, numeral.start));
    if (actual !== null && !promised && judge(numeral, metric, actual).holds) {
      result.computed = rounded(inPrint(metric, actual), 4);
      return say(result, "一致", `${this.year}年为${exact(metric, actual)}`) && finish();
    }
    if (subject.evidence === "maybe" || subject.slip)
      return say(result, "无法核对", `不能确定说的是${metric.label}的目标`) && finish();
    result.should_read = `${target.target}${metric.unit}${target.comparison === "等于" ? "" : target.comparison}`;
    return say(result, "不一致", `${period.year}年目标为${result.should_read}`) && finish();
  }

  /** 与上年持平. */
  private level(): void {
    for (const match of this.text.matchAll(
      /(?:与|和|同)(上年|去年|上一年|((?:19|20)\d{2})年)(?:同期)?(?:相比)?(基本)?持平/g
    )) {
      const place = this.subjects.locate(match.index);
      if (!place) continue;
      const from = Math.max(place.clause.start, this.numerals.filter(each => each.end <= match.index).at(-1)?.end ?? 0);
      const last = this.claims
        .filter(each => each.numeral.end <= match.index && each.numeral.start >= place.sentence.start)
        .at(-1);
      const subject = this.speaks(from, match.index)
        ? this.subjects.named(from, match.index, null)
        : (last?.subject ?? null);
      const year = last?.year ?? this.year;
      if (!subject) continue;
      const {metric} = subject;
      const base = match[2] ? Number(match[2]) : year - 1;
      const [value, before] = [this.figures.value(metric.id, year), this.figures.value(metric.id, base)];
      const draft: Draft = {
        ...nothing,
        from: match.index,
        to: match.index + match[0].length,
        metric: metric.id,
        label: metric.label
      };
      this.out.push(draft);
      if (value === null || before === null) say(draft, "无法核对", `没有可比较的${metric.label}`);
      else if (value === before || (match[3] && Math.abs(value - before) <= 0.05 * before))
        say(draft, "一致", `${base}年为${exact(metric, before)}`);
      else if (subject.evidence === "maybe") say(draft, "无法核对", `不能确定说的是${metric.label}`);
      else {
        draft.should_read = change({metric, value, previous: before}).words;
        say(draft, "不一致", `${base}年为${exact(metric, before)},${year}年为${exact(metric, value)}`);
      }
    }
  }

  /** 其中 at the head of the number's clause, or of the clause that enumerates parts. */
  private among(numeral: Numeral, {clause}: Place): number | null {
    const head = this.text.slice(clause.start, numeral.start);
    return /^[:(]?其中/.test(head) ? clause.start : null;
  }

  private speaks(start: number, end: number): boolean {
    const kinds = this.reading.book.vocabulary.kinds;
    return this.subjects.between(start, end).some(each => each.concepts.some(c => kinds.get(c) !== "free"));
  }

  private style(numeral: Numeral, finding: Draft): boolean {
    const twice = redundant(numeral.words);
    if (!twice) return false;
    return say(finding, "不一致", `“${twice}”用词重复,只用一个`);
  }
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

export const nothing = {
  number: null,
  metric: null,
  label: null,
  verdict: "无法核对" as Verdict,
  computed: null,
  should_read: null,
  reason: ""
};

function say(finding: Draft, verdict: Verdict, reason: string): true {
  finding.verdict = verdict;
  finding.reason = reason;
  return true;
}

/** 达261件 is found as 261件; words that say something of the number stay. */
function trimmed(text: string, {start, digitsStart}: Numeral): number {
  const lead = /^(?:达到|多达|高达|达)+/.exec(text.slice(start, digitsStart));
  return start + (lead?.[0].length ?? 0);
}

function printedNumber({value}: Numeral): number | null {
  return value === null ? null : rounded(value, 4);
}

function sameUnit(metric: Metric, unit: string): boolean {
  return (
    metric.unit === unit ||
    metric.unit.includes(unit) ||
    unit.includes(metric.unit) ||
    /[次场项]/.test(metric.unit + unit)
  );
}

/** A percentage that no whole number over the denominator gives. */
function infeasible({value, decimals, word, kind}: Numeral, figure: Figure | undefined): string {
  const n = figure?.denominator;
  if (!n || word !== "" || value === null || kind === "fraction") return "";
  const k = Math.round((value * n) / 100);
  const possible = [k - 1, k, k + 1].some(each => rounded((100 * each) / n, decimals) === value);
  return possible ? "" : `;分母为${n}时不会得出${value}%`;
}

/** 在市政协指导下 and the like say under whom, not who. Blanked, so that places stay. */
function withoutAdverbials(text: string): string {
  return text.replace(
    /(?:在|按照|根据|对照)[^,。;:\n\d]{1,40}?(?:领导|指导|支持|关心|带领|帮助|推动|要求|部署)(?:和[^,。;:\n\d]{1,8})?下?(?=[,、。]|[一-龥])/g,
    match => (/下$|要求|部署/.test(match) ? "·".repeat(match.length) : match)
  );
}
