import type {Clause} from "../clauses/clauses.js";
import {type Claim, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {isElse, type Reading, readingOf} from "./reading.js";
import {plainly} from "./said.js";

/** What is said of a figure without a number: 全部办结, 与上年持平, 连续三年增长, 翻了一番. */
export interface Wording {
  start: number;
  end: number;
  kind: "all" | "level" | "course" | "double";
  match: RegExpMatchArray;
  reading: Reading;
  year: number;
  /** The year of an earlier number that the sentence tells of it. */
  from?: number | null | undefined;
  /** Why it may be of a part only; null where it is of the whole. */
  scope: string | null;
}

const rising = "增长|上升|提高|增加|攀升|递增|提升|走高";
export const falling = "下降|减少|回落|走低";
const steadily = "(?:保持|实现|呈现|呈|稳步|稳定|持续|大幅)*";
const patterns: [Wording["kind"], RegExp][] = [
  [
    "all",
    /全部(?!办理(?:工作|质量))|均(?![衡等匀值可])|所有|全数|悉数|都已?|100%(?=地?(?:已|得到|实现)?(?:办结|回复|答复|办复))/g
  ],
  [
    "level",
    /(?:与|和|同|较|比)(上年|去年|上一年度?|上年度|((?:19|20)\d{2})年)(?:同期)?(?:的?\d+[一-龥]{1,2})?(?:相比|相较)?,?(基本|大体|总体)?(?:上)?(?:保持)?持平/g
  ],
  ["course", new RegExp(`连续([两二三四五六七八九]|[2-9])年${steadily}(${rising}|${falling})`, "g")],
  [
    "course",
    new RegExp(`([三四五])年(?:来|间|里)?${steadily}(?:逐年|连年|年年)${steadily}(${rising}|${falling})`, "g")
  ],
  ["double", /翻(?:了)?(一|两)?番/g]
];

/** The wordings of a page, with what each is said of. */
export function wordingsOf(page: Page, claims: readonly Claim[]): Wording[] {
  const clauses = page.paragraphs.flatMap(({sentences}) => sentences.flatMap(each => each.clauses));
  const numbers = claims.map(each => ({start: each.numeral.start, claim: each}));
  return patterns.flatMap(([kind, pattern]) =>
    [...page.text.matchAll(pattern)].flatMap(match => {
      const clause = clauseAt(clauses, match.index);
      if (!clause) return [];
      const before = startingIn(numbers, clause.sentence.start, match.index).map(each => each.claim);
      const said =
        kind === "all" ? predicates(match, clause, page, before) : [spoken(match.index, clause, page, before)];
      const [first] = said;
      return first
        ? [{start: match.index + lead(match[0]), end: match.index + match[0].length, kind, match, ...first}]
        : [];
    })
  );
}

/** 与上年的232件相比基本持平, 三年来逐年增加: what is before is a number, or a span, of its own. */
const lead = (words: string) =>
  Math.max(
    /^.*\d[一-龥]{1,2}(?:相比|相较)?,?/.exec(words)?.[0].length ?? 0,
    /^[三四五]年(?:来|间|里)?/.exec(words)?.[0].length ?? 0
  );

function clauseAt(clauses: readonly Clause[], at: number): Clause | undefined {
  const [found] = startingIn(clauses, 0, at + 1).slice(-1);
  return found && found.end > at ? found : undefined;
}

type Spoken = Pick<Wording, "reading" | "year" | "scope" | "from">;

/** What words at a place are said of: what was named since the last number, else that number. */
function spoken(at: number, clause: Clause, page: Page, before: readonly Claim[]): Spoken | undefined {
  const last = before.at(-1);
  const from = Math.max(clause.start, last?.numeral.end ?? 0);
  const words = startingIn(page.words, from, at);
  const year = last?.period.year ?? page.year;
  if (words.some(telling)) {
    const topic = topicBefore(page, clause, at) ?? page.topicOf(clause.sentence.paragraph);
    // 教育类翻了一番: of proposals or of entries, where nothing says it.
    if (topic === null && words.some(({kind}) => kind === "item")) return undefined;
    const reading = readingOf({...plainly, left: words, topic, topicNear: true}, page.names, () => 2);
    return reading ? {reading, year: page.year, scope: null} : undefined;
  }
  const told = before.findLast(each => each.role !== "share");
  return told?.reading
    ? {
        reading: told.reading,
        year:
          told.change?.year ??
          Math.max(
            year,
            ...before.filter(each => each.reading?.metric === told.reading!.metric).map(each => each.period.year ?? 0)
          ),
        scope: told.scope ?? (told.period.part ? "只是一部分" : null),
        from: before.find(
          each =>
            each.sentence === told.sentence &&
            each.reading?.metric === told.reading!.metric &&
            (each.period.year ?? year) < year
        )?.period.year
      }
    : undefined;
}

function topicBefore(page: Page, {sentence}: Clause, at: number): string | null {
  return (
    startingIn(page.words, sentence.paragraph.start, at).findLast(each => each.kind === "topic")?.concepts[0] ?? null
  );
}

/** 立案提案均已办结: the figure of those of whom it is so. */
function predicates(match: RegExpMatchArray, clause: Clause, page: Page, before: readonly Claim[]): Spoken[] {
  const {text, names} = page;
  const at = match.index!;
  const end = at + match[0].length;
  const to = Math.min(clause.end, end + 14);
  if (
    /全部|均|悉数|全数|都已/.test(text.slice(end, to)) ||
    /[未没不]|尚/.test(text.slice(Math.max(clause.start, at - 4), at))
  )
    return [];
  const after = startingIn(page.words, at, to).filter(each => each.end > end);
  const number = startingIn(page.numbers, end, to)[0];
  const topic = topicBefore(page, clause, to);
  const named = startingIn(page.words, clause.sentence.start, to).some(({kind}) => kind === "topic");
  const last = before.findLast(each => each.role === "value");
  for (const [i, word] of after.entries()) {
    if (
      !telling(word) ||
      word.kind === "topic" ||
      /[向对给]/.test(text[word.start - 1]!) ||
      (number && number.start < word.start && !/^提案|^社情/.test(text.slice(number.end)))
    )
      continue;
    // 全部立案提案 are those that the sentence goes on about; 主办单位均已办结的 is a definition.
    const next = after[i + 1];
    if (/^(?:的|后的)/.test(text.slice(word.end, word.end + 2)) || (next?.start === word.end && next.kind === "topic"))
      continue;
    const reading = readingOf({...plainly, left: [word], topic, topicNear: true}, names, metric =>
      metric.unit === "%" ? -1 : 2
    );
    if (!reading || reading.metric.kind === "indicators") continue;
    const told = last?.sentence === clause.sentence ? last.reading : null;
    if (told && !named && isElse(reading.metric, told.metric, names)) continue;
    const scope =
      last?.scope ??
      (last && !last.reading && last.numeral.unit !== "%" ? "说的是其中一部分" : narrowed(clause, reading, page, to));
    const period =
      last?.period ?? page.periods.get(startingIn(page.numbers, clause.sentence.paragraph.start, at).at(-1)!);
    return [{reading, year: period?.year ?? page.year, scope: period?.part || period?.plan ? "只是一部分时间" : scope}];
  }
  return [];
}

function narrowed(clause: Clause, {metric}: Reading, page: Page, to: number): string | null {
  const known = page.names.known.get(metric.id)!;
  // 编报率最高的是农工党区委,报送的信息全部编报
  const before = clause.sentence.clauses[clause.index - 1];
  const whose = before?.numbers.length === 0 ? before.words.filter(({end}) => end === before.end) : [];
  const strange = [...whose, ...startingIn(page.words, clause.start, to)].some(
    each =>
      each.kind === "scope" ||
      each.kind === "item" ||
      each.kind === "body" ||
      each.kind === "self" ||
      each.kind === "other" ||
      (each.kind === "narrow" && each.concepts.some(c => !known.has(c)))
  );
  return strange ? "说的是其中一部分" : null;
}
