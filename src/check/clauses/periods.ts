import {grammar} from "../grammar/grammar.js";
import type {Numeral} from "../tokens/numbers.js";
import type {Paragraph, Sentence, Span} from "./clauses.js";
import type {Perspective} from "./perspective.js";

/** When a number counts, as the words around it say. */
export interface Period {
  /** Null where the words name none that can be told. */
  year: number | null;
  /** Several years up to `year`, added: 五年来, or the whole term. */
  sum: number | "term" | null;
  /** Only some months, or a plenary in progress. */
  part: string | null;
  /** A year to come, not an account. */
  plan: boolean;
  /** Another year that may be meant: the year was said in an earlier sentence, or not said at all. */
  or: number | null;
  /** The words that named it stand right before the number. */
  attached: boolean;
  /** Of how many years the sentence speaks: 三年间由221件增至249件. */
  span: number;
  /** Where the words that named it begin; −1 where none did in the sentence. */
  since: number;
}

interface Mark extends Span {
  meaning: string;
  year: number | null;
  sum: number | "term" | null;
  /** 两年提高: the years that a change took. */
  took: number;
  /** 从2022年: where something began. */
  origin: boolean;
  /** 较上年: what is compared with. */
  against: boolean;
  /** Stands right before a number. */
  attached: boolean;
  /** −1 and 0 of 由A增至B. */
  step: number | null;
  opens: boolean;
}

const number = String.raw`[约近超逾]{0,2}过?(?:\d|[一二两三四五六七八九]?[十百千]|[一二两三四五六七八九][件篇条场次名])`;
const attachedTo = new RegExp(
  `^(?!\\d{1,2}月)(?:同期|度)?(?:的|仅为?|只有?|才|就?是|则?为|也?为|也?有|共|合计|达到?|:)*\\(?${number}`
);
/** 较上年232件增加29件: the number is of the year compared with, what follows it is the change. */
const measured =
  /^(?:同期)?的?[约近超]?[\d一二两三四五六七八九十百千][\d.一二三四五六七八九十百千万余多]*(?:%|[一-龥]{1,2}(?:次)?)?(?:相比)?,?(?:增|减|多|少|提|缩|延|快|慢|压|下降|上升|高|低|翻|升|降|有所|基本|大体|持平)/;
const grown =
  "(?:稳步|大幅|逐步|持续|进一步|小幅|逐年)*(?:增加|增长|提高|上升|提升|上涨|攀升|跃升|扩大|拓展|升|增|下降|回落|降|减少|降低|缩短|缩|减|充实|壮大|扩充)(?:到了|到|至|为)";
const steps = new RegExp(`${grown}(?:了)?(?=${number})`, "g");
const origins = new RegExp(
  `(?:从|由)(?:原来的?|最初的?|过去的?)?(?=${number}[\\d.十百千万余多]{0,6}[^,。;\\d]{0,5}(?:、${number}[\\d.十百千万余多]{0,6}[^,。;\\d]{0,5})?(?:,?${grown}|到(?=${number})))`,
  "g"
);
const changing = /^[^,。;\d]{0,4}(?:净?增|提高|提升|下降|减少|上升|缩短|[升降翻])/;
const grewTo = new RegExp(`^,?${grown}(?:了)?$`);
const plans = /力争|确保|争取|目标|计划|拟|预计|不少于|将|要/;
const planning = /(?:工作)?(?:安排|打算|任务|思路|部署|展望|目标|计划|建议)$|明年|今后|下一步|下一年/;

/** The period of every number. `report` is the year that the draft reports on. */
export function periodsOf(
  text: string,
  paragraphs: readonly Paragraph[],
  report: number,
  {later, doubtful, part}: Perspective
): Map<Numeral, Period> {
  const marks = marksOf(text, report, later);
  const other = doubtful ? (later ? report - 1 : report) : null;
  const periods = new Map<Numeral, Period>();
  let at = 0;
  for (const paragraph of paragraphs) {
    const heading = headed(text, paragraph, report);
    let stated: {year: number; plan: boolean} | null = null;
    const carry: {origin: number | null; ambient: Period | null} = {origin: null, ambient: null};
    for (const sentence of paragraph.sentences) {
      while (at < marks.length && marks[at]!.end <= sentence.start) at++;
      const own: Mark[] = [];
      for (let i = at; i < marks.length && marks[i]!.start < sentence.end; i++) own.push(marks[i]!);
      const base = stated ?? heading ?? {year: report, plan: false};
      const or = stated !== null && stated.year !== (heading?.year ?? report) ? report : null;
      const opening = sentencePeriods(text, sentence, own, base, or, report, part, periods, carry, other);
      if (opening) stated = opening;
    }
  }
  return periods;
}

function sentencePeriods(
  text: string,
  sentence: Sentence,
  marks: readonly Mark[],
  base: {year: number; plan: boolean},
  or: number | null,
  report: number,
  part: string | null,
  periods: Map<Numeral, Period>,
  carry: {origin: number | null; ambient: Period | null},
  other: number | null
): {year: number; plan: boolean} | null {
  let current: Period = {
    year: base.year,
    sum: null,
    part,
    plan: base.plan,
    or,
    attached: false,
    span: 0,
    since: -1
  };
  // What a semicolon goes on with: 三年来评选优秀委员98名;推出委员故事44期.
  const before =
    text[sentence.start - 1] === ";"
      ? sentence.paragraph.sentences[sentence.index - 1]?.clauses
          .findLast(each => each.numbers.length > 0)
          ?.numbers.at(-1)
      : undefined;
  const goesOn = before && (carry.ambient?.sum ? carry.ambient : periods.get(before));
  if (goesOn && (goesOn.sum || goesOn.part) && !goesOn.attached) current = {...goesOn, since: -1};
  if (goesOn) current = {...current, span: goesOn.span};
  let outer: Period | null = null;
  let opening: {year: number; plan: boolean} | null = null;
  let next: Period | null = null;
  let i = 0;
  let last: Period | null = null;
  let earlier: Numeral | undefined;
  let origin = false;
  for (const clause of sentence.clauses) {
    if (clause.aside && !outer) outer = current;
    if (!clause.aside && outer) {
      current = outer;
      outer = null;
    }
    for (const numeral of clause.numbers) {
      for (; i < marks.length && marks[i]!.end <= numeral.start + 1; i++) {
        const mark = marks[i]!;
        if (mark.against && !mark.attached) continue;
        const told: Period = {
          ...current,
          or: mark.step === -1 ? (timesOf(text, mark.end) ?? carry.origin) : mark.meaning === "last" ? other : null,
          attached: mark.attached,
          since: mark.start,
          ...(mark.meaning === "part" || mark.meaning === "session" ? {part: text.slice(mark.start, mark.end)} : {}),
          ...(mark.year !== null ? {year: mark.year, plan: mark.year > report, sum: null, part: null} : {}),
          ...(mark.took > 0 ? {year: report, sum: null, span: mark.took} : {}),
          ...(mark.sum !== null ? {year: mark.year ?? report, sum: mark.sum, span: Number(mark.sum) || 0} : {}),
          ...(mark.step !== null
            ? {
                year: (current.year ?? report) + (mark.step < 0 && current.span > 2 ? 1 - current.span : mark.step),
                sum: null,
                part: mark.meaning === "step" ? null : current.part
              }
            : {})
        };
        if (mark.origin && mark.year !== null && mark.year < report) carry.origin = mark.year;
        if (mark.origin && mark.step === null && !mark.attached) continue;
        origin = mark.step === -1;
        if (mark.step === -1 || mark.origin) next = told;
        else if (mark.attached && (mark.year !== report || current.sum !== null)) next = told;
        else {
          current = told;
          next = null;
          if (mark.opens && mark.year !== null) opening = {year: mark.year, plan: told.plan};
        }
      }
      const among =
        last?.attached &&
        /^(?:其中|占)/.test(text.slice(clause.start, clause.start + 2)) &&
        current.since < clause.start;
      // 从18篇、24篇次增加到33篇、74篇次
      const joined = origin && earlier !== undefined && text.slice(earlier.end, numeral.start) === "、";
      const period: Period = next ?? (among || joined ? last! : current);
      if (!clause.aside) last = period;
      const planned = period.plan || (base.plan && plans.test(text.slice(clause.start, numeral.end)));
      periods.set(numeral, {...period, plan: planned});
      if (earlier && grewTo.test(text.slice(earlier.end, numeral.start))) {
        const then = periods.get(earlier)!;
        if (then.year === period.year && period.year !== null && !then.attached)
          periods.set(earlier, {...then, year: period.year - 1, attached: true});
      }
      earlier = numeral;
      next = null;
    }
  }
  carry.ambient = outer ?? current;
  for (; i < marks.length; i++)
    if (marks[i]!.opens && marks[i]!.year !== null && !marks[i]!.against)
      opening ??= {year: marks[i]!.year!, plan: marks[i]!.year! > report};
  return opening;
}

/** 从2篇增至5篇,是2022年的2.5倍: the year that something grew from is told behind. */
function timesOf(text: string, at: number): number | null {
  const match = /^[^。;]{0,30}是((?:19|20)\d{2})年的/.exec(text.slice(at, at + 48));
  return match ? Number(match[1]) : null;
}

function marksOf(text: string, report: number, later: boolean): Mark[] {
  const found: Mark[] = [];
  const add = (start: number, end: number, mark: Partial<Mark>) =>
    found.push({
      start,
      end,
      meaning: "",
      year: null,
      sum: null,
      took: 0,
      origin: false,
      against: false,
      attached: false,
      step: null,
      opens: false,
      ...mark
    });
  for (const {meaning, pattern} of grammar().periods)
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const before = text.slice(Math.max(0, start - 3), start);
      const after = text.slice(end, end + 16);
      const year = yearOf(meaning, match, report, later);
      const against =
        /(?:[较比]之?|高于|低于|多于|少于|高出|不及|相当于|是|为)$/.test(before) &&
        !/(?:就|正|这|也)[是为]$/.test(before)
          ? /[是为]$/.test(before)
            ? /^(?:同期)?(?:那?的?[\d一二两三四五六七八九十百]{0,5}[一-龥]{0,2})?的[\d.一二两三四五六七八九十]+倍/.test(
                after
              )
            : true
          : (/[与同和]$/.test(before) && /^(?:同期)?[^,。;]{0,8}(?:相比|比(?=[,，])|持平|相当|一致)/.test(after)) ||
            /^(?:同期)?(?:相比|持平)/.test(after);
      const years = sumOf(meaning, match);
      const took = meaning === "years" && changing.test(after);
      const whole = {meaning, year, sum: took ? null : years, took: took ? Number(years) : 0, against};
      const direct =
        /[较比与同和]之?$/.test(before) && against
          ? measured.test(text.slice(end, end + 24))
          : !against || /^(?:同期)?(?:仅|那)?的?\d[\d.]*[^\d.倍]/.test(after);
      const attached = year !== null && direct && attachedTo.test(after);
      add(start, end, {
        ...whole,
        origin: /[从由自]$/.test(before),
        attached,
        step: meaning === "step" ? 0 : null,
        opens: /(?:^|[。;:!?\n])[^,。;:!?\n]{0,3}$/.test(text.slice(Math.max(0, start - 5), start))
      });
    }
  for (const match of text.matchAll(steps)) add(match.index, match.index + match[0].length, {step: 0});
  for (const match of text.matchAll(origins))
    add(match.index, match.index + match[0].length, {step: -1, attached: true});
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((mark, i) => !inside(mark, found, i));
}

/** 2020—2024年 swallows the years inside it. */
function inside(mark: Mark, all: readonly Mark[], i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 4); k--)
    if (all[k]!.end >= mark.end && all[k]!.end - all[k]!.start > mark.end - mark.start) return true;
  return false;
}

function yearOf(meaning: string, match: RegExpMatchArray, report: number, later: boolean): number | null {
  if (meaning === "this") return later ? report + 1 : report;
  if (meaning === "before") return later ? report - 1 : report - 2;
  if (meaning === "last") return later ? report : report - 1;
  if (meaning === "year") return Number(match[1]);
  if (meaning === "hanyear") return 2000 + 10 * digit(match[1]!) + digit(match[2]!);
  if (meaning === "span") return Number(match[0].match(/\d{4}/g)![1]);
  return /^[+-]?\d$/.test(meaning) ? report + Number(meaning) : null;
}

function sumOf(meaning: string, match: RegExpMatchArray): number | "term" | null {
  if (meaning === "years") return numberOf(match.slice(1).find(Boolean)!);
  if (meaning === "span") {
    const [from, to] = match[0].match(/\d{4}/g)!.map(Number);
    return to! - from! + 1;
  }
  return meaning === "term" ? "term" : null;
}

const digit = (char: string) => Math.max(0, "零一二三四五六七八九".indexOf(char === "〇" ? "零" : char));
const numberOf = (words: string) =>
  Number(words.replace("两", "二").replace("十", "10")) || digit(words.replace("两", "二"));

/** What the nearest heading above says of the year. */
function headed(text: string, {under}: Paragraph, report: number): {year: number; plan: boolean} | null {
  for (let heading = under, far = 0; heading && far < 12; heading = heading.under, far++) {
    const words = text.slice(heading.start, heading.end);
    if (/附录|附件|附表|数据来源|口径|名词解释/.test(words)) return null;
    // 2025,我们约定
    const ahead = Number(/^[^\d]{0,4}((?:19|20)\d{2})(?!年|\d|$|[-.])/.exec(words)?.[1] ?? Number.NaN);
    if (ahead > report) return {year: ahead, plan: true};
    const year = Number(/((?:19|20)\d{2})年/.exec(words)?.[1] ?? Number.NaN);
    const plan = planning.test(words);
    const told = /回顾|总结|情况/.test(words);
    if (year && plan && !told && year > report) return {year, plan: true};
    if (year && told && year <= report) return {year, plan: false};
    if (told && !plan) return null;
    if (/明年|下一步|今后/.test(words) && plan) return {year: report + 1, plan: true};
  }
  return null;
}
