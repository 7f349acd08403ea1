import type {Numeral} from "../tokens/numbers.js";
import type {Paragraph, Sentence} from "./clauses.js";
import {grown, type Mark, marksOf} from "./marks.js";
import {monthsIn} from "./months.js";
import type {Perspective} from "./perspective.js";
import {datedAfter, reaches} from "./until.js";

/** When a number counts, as the words around it say. */
export interface Period {
  /** Null where the words name none that can be told. */
  year: number | null;
  /** Several years up to `year`, added: 五年来, or the whole term. */
  sum: number | "term" | null;
  /** Only some months, or a plenary in progress. */
  part: string | null;
  /** Up to the day that the unfinished report year is known to, in whatever year. */
  cut: boolean;
  /** A year to come, not an account. */
  plan: boolean;
  /** Another year that may be meant: the year was said in an earlier sentence, or not said at all. */
  or: number | null;
  /** Nothing says the year: 由A件增至B件. */
  guessed: boolean;
  /** The months that `part` means, where they are told: 1—6月. */
  months: string[] | null;
  /** The words that named it stand right before the number. */
  attached: boolean;
  /** Of how many years the sentence speaks: 三年间由221件增至249件. */
  span: number;
  /** Where the words that named it begin; −1 where none did in the sentence. */
  since: number;
  /** Years that the paragraph or the lines above add up: of one year or of them all, unless the clause says which. */
  total: Total | null;
}

/** Several years up to one, added. */
export interface Total {
  year: number;
  sum: number | "term";
}

const grewTo = new RegExp(`^,?${grown}(?:了)?$`);
/** 2月6日前分送25个承办单位, 2月21日召开交办会,交由25个单位承办: the day of what was done. */
const onDay = /^\d{1,2}月\d{1,2}[日号]$/;
const handedOut = /^[^。;\d]*(?:交办会|分送|交由|移交|送达)/;
/** 今日应到220名: who is counted at a meeting. */
const present = /^(?:今[日天]|当[日天]|本次会议)[^,。;\d]{0,2}(?:应到|实到|到会|报到)/;
const plans = /力争|约定|确保|争取|目标|计划|拟|预计|不少于|将|要/;
const planning = /(?:工作)?(?:安排|打算|任务|思路|部署|展望|目标|计划|建议)$|明年|今后|下一步|下一年/;

/** The period of every number. `report` is the year that the draft reports on; no part of a name in `named` is one: 3月走访. */
export function periodsOf(
  text: string,
  paragraphs: readonly Paragraph[],
  report: number,
  {later, doubtful, part: titled, planned}: Perspective,
  until: string | null,
  named: readonly {start: number; end: number}[] = []
): Map<Numeral, Period> {
  const part = titled !== null && (reaches(titled, until) || datedAfter(titled, until)) ? null : titled;
  const marks = marksOf(text, report, later).filter(mark => !named.some(each => holds(each, mark)));
  const other = doubtful ? (later ? report - 1 : report) : null;
  const periods = new Map<Numeral, Period>();
  let at = 0;
  let section: Total | null = null;
  for (const paragraph of paragraphs) {
    while (at < marks.length && marks[at]!.end <= paragraph.start) at++;
    let lead: Mark | undefined;
    for (let i = at; i < marks.length && marks[i]!.start < paragraph.sentences[0]!.end; i++)
      if (marks[i]!.sum !== null) lead ??= marks[i];
    const counts = paragraph.sentences.some(({clauses}) =>
      clauses.some(({numbers}) => numbers.some(each => each.unit !== "" && each.unit !== "年"))
    );
    if (paragraph.heading || (lead && !counts))
      section = lead ? totalOf(lead, report) : paragraph.index > 0 ? null : section;
    const label = /^[^,。;\d]{1,10}:/.exec(text.slice(paragraph.start, paragraph.start + 12))?.[0].slice(0, -1) ?? "";
    const heading = /(?:安排|打算|任务|思路|部署|展望|目标|计划)$|明年|今后|下一步|下步|下一年/.test(label)
      ? {year: report + 1, plan: true}
      : /^[附注]/.test(label)
        ? null
        : (headed(text, paragraph, report, later, planned) ?? (planned === null ? null : {year: planned, plan: true}));
    let stated: {year: number; plan: boolean} | null = null;
    const carry: Carry = {day: null, origin: null, ambient: null, total: section};
    for (const sentence of paragraph.sentences) {
      while (at < marks.length && marks[at]!.end <= sentence.start) at++;
      const own: Mark[] = [];
      for (let i = at; i < marks.length && marks[i]!.start < sentence.end; i++) own.push(marks[i]!);
      const base = stated ?? heading ?? {year: report, plan: false};
      const or = stated !== null && stated.year !== (heading?.year ?? report) ? report : null;
      const opening = sentencePeriods(text, sentence, own, base, or, report, part, periods, carry, other, until);
      if (opening) stated = opening;
    }
  }
  return periods;
}

interface Carry {
  /** 今日应到220名,实到206名: what stands behind it in the paragraph is of that day. */
  day: string | null;
  origin: number | null;
  ambient: Period | null;
  total: Total | null;
}

const totalOf = ({year, sum}: Mark, report: number): Total => ({year: year ?? report, sum: sum!});

function sentencePeriods(
  text: string,
  sentence: Sentence,
  marks: readonly Mark[],
  base: {year: number; plan: boolean},
  or: number | null,
  report: number,
  part: string | null,
  periods: Map<Numeral, Period>,
  carry: Carry,
  other: number | null,
  until: string | null
): {year: number; plan: boolean} | null {
  let current: Period = {
    year: base.year,
    sum: null,
    part: part ?? carry.day,
    cut: false,
    guessed: false,
    months: part === null ? null : monthsIn(part),
    plan: base.plan,
    or,
    attached: false,
    span: Number(carry.total?.sum) || 0,
    since: -1,
    total: carry.total
  };
  // What a semicolon goes on with: 三年来评选优秀委员98名;推出委员故事44期.
  const before =
    text[sentence.start - 1] === ";"
      ? lastToldOf(sentence.paragraph.sentences[sentence.index - 1], periods)
      : undefined;
  const goesOn = before && (carry.ambient?.sum ? carry.ambient : periods.get(before));
  const opened = before ? sentence.paragraph.sentences[sentence.index - 1]!.clauses[0]!.end : 0;
  if (goesOn && (goesOn.sum || (goesOn.part && goesOn.since < opened)) && !goesOn.attached)
    current = {...goesOn, since: -1};
  if (goesOn) current = {...current, span: goesOn.span || current.span};
  let outer: Period | null = null;
  let opening: {year: number; plan: boolean} | null = null;
  let next: Period | null = null;
  let i = 0;
  let last: Period | null = null;
  let earlier: Numeral | undefined;
  let origin = false;
  let opens = -1;
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
        // 提案于2月交办,交由25个单位主办: the month of what was done, not of what is counted.
        if (mark.end < clause.start && /于\d{1,2}月$/.test(text.slice(sentence.start, mark.end))) continue;
        if (onDay.test(text.slice(mark.start, mark.end)) && handedOut.test(text.slice(mark.end, numeral.start)))
          continue;
        const told: Period = {
          ...current,
          or: mark.step === -1 ? (timesOf(text, mark.end) ?? carry.origin) : mark.meaning === "last" ? other : null,
          attached: mark.attached,
          since: mark.start,
          guessed: false,
          ...(mark.meaning === "part" || mark.meaning === "session" ? partOf(text, sentence, mark, until) : {}),
          ...(mark.year !== null
            ? {
                year: mark.year,
                plan: mark.year > report,
                sum: null,
                // 去年同期 of the months that are spoken of.
                ...(mark.same && current.part !== null
                  ? {}
                  : {
                      part: mark.year === report ? part : null,
                      months: mark.year === report && part !== null ? monthsIn(part) : null,
                      cut: mark.same && until !== null
                    })
              }
            : {}),
          ...(mark.took > 0 ? {year: report, sum: null, span: mark.took} : {}),
          ...(mark.sum !== null ? {year: mark.year ?? report, sum: mark.sum, span: Number(mark.sum) || 0} : {}),
          ...(mark.step !== null
            ? {
                year: (current.year ?? report) + (mark.step < 0 && current.span > 2 ? 1 - current.span : mark.step),
                sum: null,
                guessed: mark.step < 0 && current.span <= 2,
                part: mark.meaning === "step" ? null : current.part,
                months: mark.meaning === "step" ? null : current.months
              }
            : {})
        };
        if (present.test(text.slice(mark.start, mark.end + 4))) carry.day = told.part;
        if (mark.origin && mark.year !== null && mark.year < report) carry.origin = mark.year;
        if (mark.origin && mark.step === null && !mark.attached) continue;
        origin = mark.step === -1;
        if (mark.step === -1 || mark.origin) next = told;
        else if (
          mark.attached &&
          !(mark.opens && !clause.aside && /全年$/.test(text.slice(mark.start, mark.end))) &&
          (mark.year !== report || current.sum !== null)
        )
          next = told;
        else {
          current = told;
          next = null;
          if (mark.opens && (mark.sum !== null || mark.year !== null)) {
            carry.total = mark.sum === null ? null : totalOf(mark, report);
            current = {...current, total: carry.total};
          }
          if (mark.opens && mark.year !== null && !mark.same) opening = {year: mark.year, plan: told.plan};
        }
      }
      const among =
        last?.attached &&
        /^(?:其中|占)/.test(text.slice(clause.start, clause.start + 2)) &&
        current.since < clause.start;
      // 从18篇、24篇次增加到33篇、74篇次
      const joined =
        (origin || last?.attached) &&
        earlier !== undefined &&
        /^[、和与及]$/.test(text.slice(earlier.end, numeral.start));
      // 从22场到94场
      const reached =
        origin && earlier !== undefined && /^,?(?:一直|直)?[到至]$/.test(text.slice(earlier.end, numeral.start));
      // 上年22条全部办结,采纳率81.8%: of that year, or of the one that the sentence is about.
      const rated = numeral.unit === "%" && last?.attached && opens === last.since && current.since < clause.start;
      const going = rated && current.or === null ? {...current, or: last!.year} : current;
      const period: Period =
        next ?? (among || joined ? last! : reached ? {...current, sum: null, year: current.year ?? report} : going);
      if (!clause.aside) last = period;
      if (!clause.aside && next) opens = clause.start;
      const planned = period.plan || (base.plan && plans.test(text.slice(clause.start, numeral.end)));
      const own = period.sum !== null || period.attached || period.since >= clause.start;
      periods.set(numeral, {...period, plan: planned, total: own || planned ? null : period.total});
      if (earlier && grewTo.test(text.slice(earlier.end, numeral.start))) {
        const then = periods.get(earlier)!;
        if (then.year === period.year && period.year !== null && !then.attached)
          periods.set(earlier, {...then, year: period.year - 1, attached: true, guessed: true});
      }
      earlier = numeral;
      next = null;
    }
  }
  carry.ambient = outer ?? current;
  for (; i < marks.length; i++)
    if (marks[i]!.opens && marks[i]!.year !== null && !marks[i]!.against && !marks[i]!.same)
      opening ??= {year: marks[i]!.year!, plan: marks[i]!.year! > report};
  return opening;
}

/** Whether a stretch holds another and more. */
const holds = (outer: {start: number; end: number}, {start, end}: Mark) =>
  outer.start <= start && end <= outer.end && outer.end - outer.start > end - start;

/** The last number of a sentence; not one of another time that stands beside it: 上年同季为43篇. */
function lastToldOf(sentence: Sentence | undefined, periods: ReadonlyMap<Numeral, Period>): Numeral | undefined {
  const numbers = sentence?.clauses.flatMap(each => each.numbers) ?? [];
  return numbers.findLast(each => !periods.get(each)!.attached) ?? numbers.at(-1);
}

/** The part of the year that a mark means; none where it reaches the day that an unfinished year is known to. */
function partOf(text: string, sentence: Sentence, {start, end, meaning}: Mark, until: string | null) {
  const words = text.slice(Math.max(sentence.start, start - 4), end + 3);
  if (meaning === "part" && reaches(words, until)) return {part: null, months: null};
  return {part: text.slice(start, end), months: meaning === "part" ? monthsIn(words) : null};
}

/** 从2篇增至5篇,是2022年的2.5倍: the year that something grew from is told behind. */
function timesOf(text: string, at: number): number | null {
  const match = /^[^。;]{0,30}是((?:19|20)\d{2})年的/.exec(text.slice(at, at + 48));
  return match ? Number(match[1]) : null;
}

/** What the nearest heading above says of the year. */
function headed(
  text: string,
  {under}: Paragraph,
  report: number,
  later: boolean,
  planned: number | null
): {year: number; plan: boolean} | null {
  for (let heading = under, far = 0; heading && far < 12; heading = heading.under, far++) {
    const words = text.slice(heading.start, heading.end);
    if (/附录|附件|附表|数据来源|口径|名词解释/.test(words)) return null;
    // 2025,我们约定
    const ahead = Number(/^[^\d]{0,4}((?:19|20)\d{2})(?!年|\d|$|[-.])/.exec(words)?.[1] ?? Number.NaN);
    if (ahead > report) return {year: ahead, plan: true};
    const year = Number(/((?:19|20)\d{2})年/.exec(words)?.[1] ?? Number.NaN);
    const plan = planning.test(words);
    const told = /回顾|总结|情况/.test(words);
    if (planned !== null && year && year < planned && far === 0) return {year, plan: false};
    if (year && plan && !told && year > report) return {year, plan: true};
    if (plan && !told && /下半年|下阶段/.test(words)) return {year: report, plan: true};
    if (year && told && year <= report) return {year, plan: false};
    if (told && !plan) return null;
    if ((later ? /明年|下一步|今后|今年/ : /明年|下一步|今后/).test(words) && plan)
      return {year: report + 1, plan: true};
  }
  return null;
}
