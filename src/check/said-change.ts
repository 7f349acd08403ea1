import {change} from "../metrics/change.js";
import {exact} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import {type ChangeWords, changeWords, judgeChange} from "./changes.js";
import {type Claim, say, style, type Text} from "./claim.js";
import {targetAfter} from "./goals.js";
import {agrees, inPrint} from "./judge.js";
import {namesOf, oneOfTwo, respective, toldBefore} from "./lists.js";
import type {Subject} from "./subject.js";

/** What a change may be said of; the first is the likeliest, the others only excuse it. */
interface Reading {
  subject: Subject;
  year: number;
  base: number;
}

/** 较上年增加29件,增长12.5%: judges a number that says how much something changed; false when it says no such thing. */
export function judgeSaidChange(claim: Claim, text: Text): boolean {
  const {numeral, place, finding} = claim;
  if (numeral.value === null) return false;
  const words = changeWords(text.text, numeral, place.clause.start, place.sentence.start);
  if (!words) {
    if (!/百分点|倍/.test(numeral.unit)) return false;
    claim.role = "change";
    if (timesOfTwo(claim, text)) return true;
    return say(finding, "无法核对", "看不出是哪个数字的变化");
  }
  if (words.goal && targetAfter.test(text.text.slice(numeral.end, numeral.end + 16))) return false;
  claim.role = "change";
  const unit = /百分点|倍|%/.test(numeral.unit) ? "" : numeral.unit;
  const subjects = spokenOf(claim, words, unit, text);
  const [first] = subjects;
  if (!first) return say(finding, "无法核对", "看不出是哪个数字的变化");
  claim.subject = first.subject;
  claim.year = first.year;
  const {metric} = first.subject;
  Object.assign(finding, {metric: metric.id, label: metric.label});
  const period = text.periods.at(numeral.start);
  if (words.goal) return overTarget(claim, first.subject, first.year, text);
  if (first.year === null || words.base === null || period.part)
    return say(finding, "无法核对", "没有可比较的那一期的数据");
  if (unit && !sameUnit(metric, unit)) return say(finding, "无法核对", `单位与${metric.label}不同`);
  const readings = subjects.flatMap(({subject, year}) =>
    year === null ? [] : basesOf(claim, words, subject.metric, year, text).map(base => ({subject, year, base}))
  );
  return judged(claim, words, readings, text);
}

/** 9件次,上年为6件次,前者是后者的1.5倍. */
function timesOfTwo({numeral, place, finding}: Claim, text: Text): boolean {
  if (!/前者(?:约?[是为]|相当于|达到?)后者的?$/.test(text.text.slice(place.clause.start, numeral.start))) return false;
  const [a, b] = text.recent.filter(each => each.role === "value" && each.place.sentence === place.sentence).slice(-2);
  if (!a?.numeral.value || !b?.numeral.value || a.numeral.unit !== b.numeral.unit) return false;
  const ratio = a.numeral.value / b.numeral.value;
  finding.computed = rounded(ratio, 4);
  if (agrees(numeral, ratio)) return say(finding, "一致", `${a.numeral.value}除以${b.numeral.value}`);
  if ([a, b].some(each => each.numeral.word !== "")) return say(finding, "无法核对", "不是准确数字");
  finding.should_read = `${rounded(ratio, 1)}倍`;
  return say(finding, "不一致", `${a.numeral.value}是${b.numeral.value}的${rounded(ratio, 2)}倍`);
}

/** Agreeing in one reading is enough; otherwise the first decides. */
function judged(claim: Claim, words: ChangeWords, readings: Reading[], {figures, recent}: Text): boolean {
  const {numeral, place, finding} = claim;
  const [main] = readings;
  if (!main || main.base === main.year) return say(finding, "无法核对", "看不出与哪一年比较");
  const told = readings
    .filter(each => each.base !== each.year)
    .map(each => {
      const id = each.subject.metric.id;
      return {...each, value: figures.value(id, each.year), before: figures.value(id, each.base)};
    });
  const known = told.filter((each): each is Known => each.value !== null && each.before !== null);
  const verdicts = known.map(each => ({
    ...each,
    ...judgeChange(numeral, words.said, each.subject.metric, each.value, each.before)
  }));
  const good = verdicts.find(each => each.holds);
  if (good) {
    const {metric} = good.subject;
    claim.base = good.base;
    Object.assign(finding, {metric: metric.id, label: metric.label, computed: size(good.computed)});
    return (
      style(numeral, finding) ||
      say(finding, "一致", `${good.base}年为${exact(metric, good.before)},${good.year}年为${exact(metric, good.value)}`)
    );
  }
  const {metric} = main.subject;
  const shown = verdicts[0];
  const own = told.filter(each => each.subject === main.subject);
  if (known.filter(each => each.subject === main.subject).length < own.length || shown?.subject !== main.subject)
    return say(
      finding,
      "无法核对",
      `没有${figures.value(metric.id, main.year) === null ? main.year : main.base}年的${metric.label}`
    );
  finding.computed = size(shown.computed);
  // 由63天降至62天,缩短4天: both values agree, so the figure is the one.
  const shownBoth = recent.filter(
    each =>
      each.role === "value" &&
      each.place.sentence === place.sentence &&
      each.subject?.metric === metric &&
      each.finding.verdict === "一致"
  );
  const exactly = shownBoth.some(each => each.numeral.word === "" && (each.numeral.value ?? 0) >= 10);
  if ((main.subject.evidence === "maybe" || main.subject.partial) && shownBoth.length < 2 && !exactly)
    return say(finding, "无法核对", `不能确定说的是${metric.label}`);
  if (!words.based && readings.length > 1 && readings.every(each => each.subject === main.subject))
    return say(finding, "无法核对", "看不出与哪一年比较");
  const {value, before, base, year} = shown;
  finding.should_read =
    base === year - 1 ? shown.should : change({metric, value, previous: before, against: `${base}年`}).words;
  return say(finding, "不一致", shown.reason);
}

/** 比目标多89次. */
function overTarget(
  {numeral, place, finding}: Claim,
  {metric, evidence}: Subject,
  year: number | null,
  {figures, recent}: Text
) {
  const told = recent.findLast(each => each.plan && each.place.sentence === place.sentence)?.numeral.value;
  const target = told ?? (year === null ? undefined : figures.target(metric.id, year)?.target);
  const value = figures.value(metric.id, year);
  if (target === undefined || value === null) return say(finding, "无法核对", "目标表中没有这一项");
  const difference = rounded(Math.abs(inPrint(metric, value) - target), 4);
  finding.computed = difference;
  if (agrees(numeral, difference))
    return say(finding, "一致", `目标为${target}${metric.unit},实际${exact(metric, value)}`);
  if (evidence === "maybe") return say(finding, "无法核对", `不能确定说的是${metric.label}`);
  finding.should_read = `${difference}${metric.unit === "%" ? "个百分点" : metric.unit}`;
  return say(finding, "不一致", `目标为${target}${metric.unit},实际${exact(metric, value)}`);
}

type Known = Reading & {value: number; before: number};

const size = (computed: number | null) => (computed === null ? null : rounded(Math.abs(computed), 4));

/** The metrics that a change may be said of, with the year told of. */
function spokenOf(
  claim: Claim,
  words: ChangeWords,
  unit: string,
  text: Text
): {subject: Subject; year: number | null}[] {
  const {numeral, place} = claim;
  const {clause, sentence} = place;
  const year = text.periods.at(numeral.start).year;
  const rate = /百分点/.test(numeral.unit) ? true : null;
  const previous = text.recent.filter(each => each.numeral.end <= numeral.start);
  const inSentence = previous.filter(each => each.numeral.start >= sentence.start);
  const inClause = inSentence.filter(each => each.numeral.start >= clause.start).at(-1);
  const apart = oneOfSeveral(claim, text);
  if (apart) return apart;
  const from = Math.max(clause.start, inClause?.numeral.end ?? clause.start);
  const pronoun = /[前后]者/.exec(text.text.slice(from, numeral.start))?.[0];
  const meant = pronoun && oneOfTwo(pronoun, claim, text);
  if (meant) return [meant];
  if (words.start > from && speaks(from, words.start, text)) {
    const subject =
      text.subjects.named(from, words.start, rate, {unit}) ?? text.subjects.named(from, words.start, null);
    return subject ? [{subject, year}] : [];
  }
  const versus = words.base !== null && words.base < 0 ? text.year + words.base : words.base;
  // 是2022年那15条的2倍: what stands within the words of the change is what is compared with.
  const before = inSentence.filter(
    each =>
      each.numeral.start < words.start &&
      each.role !== "share" &&
      (each.role !== "value" || each.year === null || each.year !== versus)
  );
  const values = before.filter(each => each.role === "value");
  if (values.length > 0 && !values.at(-1)!.subject) return [];
  const told = before.filter(each => each.subject).reverse();
  const last = told[0];
  const own = text.periods.marked(Math.min(clause.start, last?.numeral.end ?? clause.start), numeral.start);
  if (!last) {
    const heading =
      sentence.start < clause.start && speaks(sentence.start, clause.start, text)
        ? text.subjects.named(sentence.start, clause.start, rate, {unit})
        : null;
    if (heading) return [{subject: {...heading, evidence: heading.evidence === "sure" ? "likely" : "maybe"}, year}];
    const earlier = previous.filter(each => each.place.paragraph === place.paragraph).at(-1);
    if (!earlier?.subject) return [];
    const far = earlier.scoped || /[。!?]/.test(text.text.slice(earlier.numeral.end, numeral.start));
    return [
      {
        subject: far ? {...earlier.subject, evidence: "maybe"} : earlier.subject,
        year: own ? year : (earlier.year ?? year)
      }
    ];
  }
  const yearOf = (each: Claim) => (own ? year : (each.year ?? year));
  const all = told.map(each => ({
    subject: each.scoped ? {...each.subject!, evidence: "maybe" as const} : each.subject!,
    year: yearOf(each)
  }));
  const isRate = (each: {subject: Subject}) => each.subject.metric.unit === "%";
  if (rate) return onePerMetric(all.filter(isRate).length > 0 ? all.filter(isRate) : all);
  if (!isRate(all[0]!)) {
    const near = unit ? fitting(all, unit) : all.slice(0, 1);
    const sum = all.find(each => each.subject.metric.formula?.type === "sum");
    return sum && sum !== near[0] && text.text.slice(told.at(-1)!.numeral.end, numeral.start).includes("其中")
      ? [...near, sum]
      : near;
  }
  const over = numeratorOf(all[0]!.subject.metric, text);
  const counts = [...all.filter(each => !isRate(each)), ...(over ? [{subject: over, year: all[0]!.year}] : [])];
  return unit ? counts : [...all.slice(0, 1), ...counts];
}

function onePerMetric(all: {subject: Subject; year: number | null}[]) {
  return all.filter((each, i) => all.findIndex(other => other.subject.metric === each.subject.metric) === i);
}

/** Those of a unit, the nearest first; all where none is. */
function fitting(all: {subject: Subject; year: number | null}[], unit: string) {
  const fit = all.filter(each => sameUnit(each.subject.metric, unit));
  return fit.length > 0 ? fit.slice(0, 1) : all.slice(0, 1);
}

/** What a rate counts: 立案率95.4%,较上年增加30件. */
function numeratorOf(metric: Metric, {figures}: Text): Subject | null {
  const counted = metric.formula?.type === "ratio" ? figures.metrics.get(metric.formula.numerator) : undefined;
  return counted ? {metric: counted, evidence: "maybe", slip: false, partial: false, ties: []} : null;
}

/** 提交提案261件、立案249件,分别较上年增长12.5%、13.7%: each number its own; null where it is none of several. */
function oneOfSeveral(claim: Claim, text: Text): {subject: Subject; year: number | null}[] | null {
  const list = respective(claim, text, true);
  if (!list) return null;
  const year = text.periods.at(claim.numeral.start).year;
  const name = namesOf(list, text)[list.index];
  if (name && speaks(name.start, name.end, text)) {
    const subject = text.subjects.named(name.start, name.end, null);
    return subject ? [{subject, year}] : [];
  }
  const own = toldBefore(list, claim, text, true);
  return own?.subject ? [{subject: own.subject, year: own.year ?? year}] : [];
}

/** The years that a change may be measured from; one where the draft says which. */
function basesOf({numeral, place}: Claim, words: ChangeWords, metric: Metric, year: number, text: Text): number[] {
  const base = words.base!;
  if (words.based) return [base < 0 ? year + base : base];
  const {sentence} = place;
  const last = text.recent.at(-1);
  if (last?.role === "change" && last.base !== undefined && last.place.sentence === sentence) {
    if (
      last.subject?.metric === metric &&
      /^[、,;]?[一-龥]{0,4}$/.test(text.text.slice(last.numeral.end, numeral.start))
    )
      return [last.base];
  }
  const lead = text.text.slice(sentence.start, numeral.start);
  const span = /([两二三四五六七八九]|\d)年(?:间|来|里|时间|内)?(?:共|累计|总共)?[^,。;\d]{0,4}$/.exec(lead)?.[1];
  const origin = text.periods.origin(sentence.start, numeral.start);
  const years = span ? "零一二三四五六七八九".indexOf(span.replace("两", "二")) : 0;
  const long = span ? [year - (years > 0 ? years : Number(span)), year - (years > 0 ? years : Number(span)) + 1] : [];
  const grown = text.recent
    .filter(each => each.place.sentence === place.sentence && each.role === "value" && each.year !== null)
    .filter(each => each.subject?.metric === metric && each.year! < year && each.numeral.end <= numeral.start)
    .map(each => each.year!);
  if (/每年|年均/.test(lead)) return [];
  const bases = [
    ...new Set([
      ...grown.slice(-1),
      ...(grown.length > 0 && !span ? [] : [year - 1]),
      ...(origin ? [origin] : []),
      ...long
    ])
  ];
  return bases.filter(each => each < year);
}

/** Whether a stretch names a figure. */
export function speaks(start: number, end: number, {subjects, book}: Text): boolean {
  const {kinds} = book.vocabulary;
  return subjects.between(start, end).some(each => each.concepts.some(c => kinds.get(c) !== "free"));
}

function sameUnit(metric: Metric, unit: string): boolean {
  return (
    metric.unit === unit ||
    metric.unit.includes(unit) ||
    unit.includes(metric.unit) ||
    (/[次场项]/.test(metric.unit) && /[次场项]/.test(unit))
  );
}
