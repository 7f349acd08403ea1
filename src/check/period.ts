import type {Paragraph} from "./sentences.js";

/** The year that a number counts in, as the words around it say. */
export interface Period {
  /** Null where the words name several years or none that can be told. */
  year: number | null;
  /** Another year that may be meant instead. */
  or: number | null;
  /** Only some months of the year. */
  part: boolean;
  /** A plan for a year to come, not an account. */
  plan: boolean;
  /** −1 where only the words say that it is an earlier year: 由14件增至18件. */
  step?: number;
  /** The target of the year, whether it was met or not. */
  goal?: boolean;
  /** A promise that names no year: 确保20次以上. */
  vow?: boolean;
}

interface Mark {
  at: number;
  end: number;
  year: number | null;
  part: boolean;
  /** Holds for the whole sentence: 会议期间. */
  wide?: boolean;
  plan: boolean;
  /** Between parentheses; ends with them at `until`. */
  until: number;
  /** Years from the one that the words before name: 由232件增至261件 is −1, then 0. */
  step?: number;
  /** 从2022年: where something began, not the year told of. */
  origin?: boolean;
  /** Where the number ends that it stands before: what follows is of that year only perhaps. */
  alone?: number;
}

const words: [RegExp, (year: number, match: RegExpMatchArray) => Partial<Mark> | null][] = [
  [/(?<!\d)((?:19|20)\d{2})年/g, (_, match) => ({year: Number(match[1])})],
  [
    /二[〇零]([〇零一二三四五六七八九])([〇零一二三四五六七八九])年/g,
    (_, match) => ({year: 2000 + 10 * digit(match[1]!) + digit(match[2]!)})
  ],
  [/今年|如今|本年度?|一年来|这一年|过去的?一年/g, year => ({year})],
  [/全年|年内|一年中|年度内/g, () => ({step: 0})],
  [/去年|上年度?|上一年度?|前一年/g, year => ({year: year - 1})],
  [/前年/g, year => ({year: year - 2})],
  [
    /(?:增加|增长|提高|上升|提升|上涨|攀升|跃升|扩大|拓展|升|增|下降|回落|降|减少|降低|缩短|减|充实|壮大|扩充)(?:到了|到|至|为)(?=[约近超逾]?(?:\d|[一二两三四五六七八九]?[十百千]))/g,
    () => ({step: 0})
  ],
  [
    /(?:从|由)(?:原来的?|最初的?|过去的?)?(?=[约近超逾]?[\d一二两三四五六七八九十百千万.]+[余多]?[^,。;\d]{0,5},?(?:稳步|大幅|逐步|持续|进一步|小幅)?(?:增加|增长|提高|上升|提升|上涨|攀升|跃升|扩大|拓展|升|增|下降|回落|降|减少|降低|缩短|减|充实|壮大|扩充)(?:到了|到|至|为))/g,
    () => ({step: -1})
  ],
  [/明年|下一年度?|新的一年|来年|下年度?/g, year => ({year: year + 1, plan: true})],
  [
    /(?:[二三四五六七八九十]|\d{1,2})年来|[近前过去][二两三四五]年(?!级)|本届(?:政协)?以来|换届以来|任期内|任期以来|届内|历年|十[一二三四五]届以来|十[二三四]五[”"]?(?:以来|期间|时期)|(?:19|20)\d{2}年以来|自(?:19|20)\d{2}年/g,
    () => ({year: null})
  ],
  [/(?:会议|大会|全会|两会)期间/g, () => ({part: true, wide: true, year: NaN})],
  [/(?:19|20)\d{2}(?:年)?[-—至](?:19|20)\d{2}年/g, () => ({year: null})],
  [
    /[上下]半年|(?:前)?[一二三四1-4](?:个)?季度|(?<!截至)(?:截至)?\d{1,2}月(?!底|末)(?:份|初)?(?:\d{1,2}[日号])?|(?<!\d)(?:[1-9]|1[01])月[底末]/g,
    (_, match) => (/^截至.*[日号]$/.test(match[0]) ? null : {part: true, year: NaN})
  ]
];
const comparing = /(?:高出|多出|少于|多于|较之|比之|较|比|与|同|和|超|是|为|于|相比于|从|由)$/;
const plans = /(?:力争|确保|争取|目标|计划|拟|预计|不少于|将)/;

/** Where the draft names years, and what each number's year is. */
export class Periods {
  private readonly marks: Mark[];

  constructor(
    private readonly text: string,
    private readonly paragraphs: readonly Paragraph[],
    private readonly report: number
  ) {
    const found: Mark[] = [];
    for (const [pattern, make] of words)
      for (const match of text.matchAll(pattern)) {
        const made = make(report, match);
        if (!made) continue;
        const at = match.index;
        const end = at + match[0].length;
        const origin = /[从由自]$/.test(text.slice(Math.max(0, at - 1), at));
        const number =
          /^(?:同期|度)?的?[约近超逾]?(?:\d|[一二两三四五六七八九]?[十百千])[\d.十百千万余多]*[^,。;]?/.exec(
            text.slice(end)
          );
        const against =
          /[较比]之?$/.test(text.slice(Math.max(0, at - 2), at)) ||
          (/[与同和]/.test(text[at - 1] ?? "") && /^[^,。;]{0,12}(?:相比|持平|相当|一致)/.test(text.slice(end)));
        if (number && made.year !== undefined && against) {
          found.push({at, end, year: null, part: false, plan: false, ...made, until: end + number[0].length});
          continue;
        }
        const asideEnd = /^\((?:为)?[约近超]?[\d一二三四五六七八九十百]+[^()]*\)/.exec(text.slice(end));
        if (asideEnd && made.year !== undefined && /[较比]/.test(text[at - 1] ?? "")) {
          found.push({at, end, year: null, part: false, plan: false, ...made, until: end + asideEnd[0].length});
          continue;
        }
        if (/(?:高出|多出|少于|多于|高于|低于)$/.test(text.slice(Math.max(0, at - 3), at))) continue;
        if (
          comparing.test(text.slice(Math.max(0, at - 3), at)) &&
          !/^(?:19|20)\d{2}年(?:度)?[以的](?:来|工作)/.test(text.slice(at))
        ) {
          if (!/(?:从|由|是|为|于|与|同|和)$/.test(text.slice(Math.max(0, at - 1), at)) || comparison(text, at))
            continue;
        }
        if (/^(?:同期(?!(?:仅|只)?(?:为|是|有|的)?\d)|相比|持平)/.test(text.slice(at + match[0].length))) continue;
        const alone = typeof made.year === "number" && !Number.isNaN(made.year) ? attached(text, end) : null;
        found.push({
          at,
          end,
          year: null,
          part: false,
          plan: false,
          until: enclosing(text, at),
          origin,
          ...(alone === null ? {} : {alone}),
          ...made
        });
      }
    this.marks = merged(found);
  }

  /** The period in force at a place of the text. */
  at(position: number): Period {
    const index = this.paragraphs.findIndex(p => position >= p.start && position < p.end);
    const paragraph = this.paragraphs[index];
    if (!paragraph) return {year: this.report, or: null, part: false, plan: false};
    const sentence = paragraph.sentences.find(s => position >= s.start && position < s.end) ?? paragraph.sentences[0]!;
    const clause = sentence.clauses.find(c => position >= c.start && position < c.end) ?? sentence.clauses[0]!;
    const inForce = (mark: Mark) => mark.at < position && position < mark.until;
    const own = this.marks.filter(mark => mark.at >= sentence.start && inForce(mark));
    const partial = own.some(mark => mark.part && (mark.wide || mark.at >= clause.start - 12));
    const heading = this.heading(index);
    const years = stepped(
      own.filter(mark => !Number.isNaN(mark.year)),
      this.stated(paragraph, sentence, position) ?? heading?.year ?? this.report
    );
    const last = years.at(-1);
    const planned = heading?.plan ?? false;
    const clauseText = this.text.slice(clause.start, clause.end);
    if (last?.alone !== undefined && position >= last.alone && !last.plan) {
      const told = years.filter(mark => mark.alone === undefined && !mark.origin).at(-1)?.year;
      const now = last.year === this.report ? this.report : null;
      const year = told ?? now ?? this.stated(paragraph, sentence, position) ?? heading?.year ?? this.report;
      return {year, or: last.year === year ? null : last.year, part: partial, plan: planned};
    }
    if (last) {
      const plan =
        last.plan || (last.year !== null && last.year > this.report) || (planned && last.year === heading?.year);
      const step = last.step === undefined ? {} : {step: last.step};
      return {year: last.year, or: null, part: partial, plan, ...step};
    }
    const before = this.marks
      .filter(
        mark =>
          mark.at >= paragraph.start &&
          mark.at < sentence.start &&
          mark.until > position &&
          mark.step === undefined &&
          !mark.origin &&
          (mark.plan || opens(this.text, mark.at)) &&
          !Number.isNaN(mark.year)
      )
      .at(-1);
    const base = heading?.year ?? this.report;
    if (before) {
      if (before.year === base) return {year: base, or: null, part: partial, plan: planned};
      if (before.plan || (before.year !== null && before.year > this.report))
        return {year: before.year, or: null, part: partial, plan: true};
      return {year: before.year, or: base, part: partial, plan: false};
    }
    return {year: base, or: null, part: partial, plan: planned || (planned && plans.test(clauseText))};
  }

  /** Whether a stretch names the year it tells of. */
  marked(start: number, end: number): boolean {
    return this.marks.some(
      mark => mark.at >= start && mark.end <= end && mark.year && mark.step === undefined && !mark.origin
    );
  }

  /** The year from which something is said to have grown: 从2022年的236件. */
  origin(start: number, end: number): number | null {
    const found = this.marks.filter(mark => mark.origin && mark.at >= start && mark.end <= end && mark.year).at(-1);
    return found?.year ?? null;
  }

  /** The year that the paragraph named last before a sentence. */
  private stated(paragraph: Paragraph, sentence: {start: number}, position: number): number | null {
    const found = this.marks
      .filter(
        mark =>
          mark.at >= paragraph.start && mark.at < sentence.start && mark.until > position && mark.step === undefined
      )
      .filter(mark => mark.year && mark.year <= this.report && opens(this.text, mark.at));
    return found.at(-1)?.year ?? null;
  }

  /** What the nearest heading above says of the year. */
  private heading(index: number): {year: number; plan: boolean} | null {
    for (let i = index; i >= 0; i--) {
      const paragraph = this.paragraphs[i]!;
      if (!paragraph.heading || i === index) continue;
      const text = this.text.slice(paragraph.start, paragraph.end);
      if (/附录|附件|附表|数据来源|口径|名词解释/.test(text)) return null;
      const year = /((?:19|20)\d{2})年/.exec(text)?.[1];
      const plan = /(?:工作)?(?:安排|打算|任务|思路|部署|展望|目标|计划|建议)$|明年|今后|下一步|下一年/.test(text);
      const told = /回顾|总结|情况/.test(text);
      if (year && (plan || told || Number(year) !== this.report)) {
        const ahead = plan && !told && Number(year) > this.report;
        if (ahead || told) return {year: Number(year), plan: ahead};
      }
      if (/明年|下一步|今后/.test(text) && plan) return {year: this.report + 1, plan: true};
    }
    return null;
  }
}

/** Whether a sentence begins here, or nearly: what it says of the year may hold for the next. */
function opens(text: string, at: number): boolean {
  return /(?:^|[。;:!?\n])[^,。;:!?\n]{0,3}$/.test(text.slice(Math.max(0, at - 6), at));
}

/** The end of a number that directly follows a year: 2022年仅为22次 says nothing of the year of what follows. */
function attached(text: string, end: number): number | null {
  const number =
    /^(?:同期|度)?(?:的|仅为?|只有?|才|为|是|有|则为?|也为?|共|合计|达到?)*[约近超逾]?(?:\d[\d.,]*|[一二两三四五六七八九十百千]+)[余多]?[万%]?(?:个百分点|[一-龥](?:次)?)?/.exec(
      text.slice(end)
    );
  return number ? end + number[0].length : null;
}

/** Gives the years of 由…增至… from those that stand before; an origin (从2022年) is not what follows. */
function stepped(marks: Mark[], base: number): Mark[] {
  let year = base;
  return marks.map(mark => {
    if (mark.step !== undefined && mark.step < 0 && mark.origin) return mark;
    if (mark.step !== undefined) return {...mark, year: year + mark.step};
    if (mark.year !== null && !mark.origin) year = mark.year;
    return mark;
  });
}

function digit(char: string): number {
  return Math.max(0, "零一二三四五六七八九".indexOf(char === "〇" ? "零" : char));
}

function comparison(text: string, at: number): boolean {
  return /^(?:19|20)\d{2}年?(?:同期)?(?:相比|持平|的\d+(?:\.\d+)?倍)|^(?:上年|去年|上一年)(?:同期)?(?:相比|持平|的[\d.]+倍)/.test(
    text.slice(at)
  );
}

/** The end of the parentheses that a place is in, else the end of the text. */
function enclosing(text: string, at: number): number {
  const open = text.lastIndexOf("(", at);
  if (open < 0 || text.slice(open, at).includes(")") || text.slice(open, at).includes("\n")) return text.length;
  const close = text.indexOf(")", at);
  return close < 0 ? text.length : close;
}

/** In order; a span (2020—2024年) swallows the years inside it. */
function merged(marks: Mark[]): Mark[] {
  const sorted = marks.sort((a, b) => a.at - b.at || b.end - a.end);
  return sorted.filter(
    (mark, i) =>
      !sorted.some(
        (other, j) =>
          j !== i &&
          other.year === null &&
          !other.part &&
          other.at <= mark.at &&
          other.end >= mark.end &&
          other.end - other.at > mark.end - mark.at
      )
  );
}
