import type {Book} from "../../src/figures/book.js";
import {captionLine, unreadNote} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure} from "../../src/figures/figure.js";
import {notesOn, noteWords} from "../../src/figures/notes.js";
import {everUnknown, neverTold, nothingToShow} from "../../src/figures/unknown.js";
import {StaffError} from "../../src/intake/problem.js";
import {ownLevel} from "../../src/kinds/rules.js";
import type {Metric} from "../../src/metrics/index.js";
import {levelled} from "../../src/text/level.js";
import {type Block, renumbered, runs} from "./blocks.js";
import {fault, NotKnown, unknownName} from "./fault.js";
import {placeholder, whyUnknown} from "./placeholders.js";
import {type Filled, fillText, type LeftOut, type Missing} from "./sentences.js";
import {type At, decided, faultsOf, readTemplate} from "./template.js";

export type {Block, Run} from "./blocks.js";

/** A template filled with the figures of a year: what every kind of document is made from. */
export interface Story {
  /** File name without ending. */
  name: string;
  title: string;
  blocks: Block[];
  /** Nothing of it is in the exports, and it says so. */
  empty?: boolean;
  /** The metrics it speaks of, in order of appearance: what the appendix explains. */
  metrics: Metric[];
  /** What was left out for want of data, and why; sentences that would say nothing but zero too, where so set. */
  left: LeftOut[];
  /** Whether an appendix with sources and counting rules follows: 有 in short, 全 to the last word, 无 none. */
  appendix: "有" | "全" | "无";
  /** Whether a presentation is made of it; 演示稿: 有. */
  presentation: boolean;
  /** Whether it is set small, to fit one page; 版式: 紧凑. */
  compact: boolean;
}

/** Fills a template. Throws StaffError with file, line and remedy of everything that is written wrong in it. */
export function story(name: string, text: string, book: Book, figures: readonly Figure[]): Story {
  const {faults, at} = faultsOf(name);
  // What an office writes itself stays as it wrote it.
  const level = /^我的/.test(name) ? ownLevel.value : (book.rules.get(ownLevel.rule) ?? ownLevel.value);
  const template = readTemplate(levelled(text, level), at);
  const {settings} = template;
  const filler = new Filler(book, figures, settings.零 === "略去");
  // Every name, also in what is not printed: a misspelt one is found this year, not in the year in which it is.
  for (const [i, line] of template.lines.entries()) filler.look(line, template.first + i, at);
  const {lines, undecided} = decided(template, book, at);
  if (faults().length) throw new StaffError(faults().join("\n"));
  for (const {condition, ...why} of undecided) filler.left.push({...why, text: `如果 ${condition}`});
  const {title, blocks} = read(lines, template, filler, at);
  if (faults().length) throw new StaffError(faults().join("\n"));
  if (!title) throw new StaffError(`${name}.md:没有标题,请在开头写一行「# 标题」。`);
  const parted = template.lines.some(line => /^##/.test(line.trim()));
  const told = [...filler.metrics.keys()];
  // Next year's target of what no export tells is no account of the year.
  const frame =
    told.length === 0
      ? blocks.every(({type}) => type === "paragraph")
      : everUnknown(book, told) && blocks.every(({type}) => type === "paragraph" || type === "heading");
  const empty = parted && frame;
  return {
    name,
    title,
    // Its frame alone would say that a report follows.
    ...(empty ? {empty} : {}),
    blocks: empty ? [sentence(`${book.year}年的导出文件里没有本稿要写的内容。`)] : blocks,
    metrics: [...filler.metrics.values()],
    left: filler.left,
    appendix: settings.附录,
    presentation: settings.演示稿 === "有",
    compact: settings.版式 === "紧凑"
  };
}

/** Fills text with the figures of a book and remembers what it spoke of and what it left out. */
class Filler {
  readonly metrics = new Map<string, Metric>();
  readonly left: LeftOut[] = [];

  constructor(
    private readonly book: Book,
    private readonly figures: readonly Figure[],
    private readonly withoutZeros: boolean
  ) {}

  /** A text with what is known, and the metrics in it. */
  fill(text: string, line: number, at: At): {text: string; metrics: readonly Metric[]} {
    let filled: {text: string; metrics: readonly Metric[]} = {text: "", metrics: []};
    at(line, () => {
      const found = fillText(text, inner => this.ask(inner));
      for (const metric of found.metrics) this.metrics.set(metric.id, metric);
      this.left.push(...found.left);
      filled = found;
    });
    return filled;
  }

  /**
   * A figure by its name; where what is known of this year leaves nothing to show the sentence that says so; null,
   * and listed, where nothing is known.
   */
  figure(name: string): Figure | string | null {
    const found = this.named(name);
    const ids = found.metrics(this.book);
    const nothing = nothingToShow(found, this.book);
    const known = ids.some(id => this.book.has(id));
    if (nothing && known && !neverTold(found, this.book)) return nothing;
    if (nothing) {
      const unknown = ids.find(id => !this.book.has(id));
      const {year} = this.book;
      const none = ids.length > 0 ? `${year}年没有可画的数据` : nothing.replace(/。$/, "");
      const untold = found.ever?.(this.book) === false ? "各年的导出文件都没有要分的列" : none;
      const reason = unknown ? whyUnknown(this.book, this.book.metric(unknown)) : untold;
      this.left.push({text: `图表「${name}」`, metric: null, reason, zero: false});
      return null;
    }
    // What a chart would show but nothing is known of needs no explanation.
    for (const id of ids)
      if (this.book.series(id).some(({value}) => value !== null)) this.metrics.set(id, this.book.metric(id));
    return found;
  }

  /** Looks at a line as typed: every name in it must be one. */
  look(text: string, line: number, at: At): void {
    for (const [, inner] of text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g))
      if (!/^(如果\s|否则$|完$)/.test(inner!)) at(line, () => void placeholder(this.book, inner!));
    for (const [, name] of text.matchAll(/\[\[(?:表[:：])?([^\]]+)\]\]/g)) at(line, () => this.named(name!.trim()));
  }

  table(name: string, count: number): Block | null {
    const figure = this.figure(name);
    if (figure === null) return null;
    return typeof figure === "string" ? sentence(figure) : this.tableOf(figure, count);
  }

  /** The table behind a figure; of one that has a source of its own with that. */
  tableOf(figure: Figure, count: number): Block {
    const own = figure.caption?.(this.book);
    const unread = unreadNote(this.book, figure.metrics(this.book));
    const remarks = noteWords(notesOn(this.book, figure));
    const note = [
      ...(figure.undrawn ? [] : [listedWords(figure, this.book)]),
      ...[figure.note?.(this.book), unread, ...remarks],
      own && captionLine({...own, asOf: fullDay(own.asOf)})
    ]
      .filter(Boolean)
      .join("。");
    const caption = `表${count}\u3000${figure.title(this.book)}`;
    return {type: "table", caption, table: figure.table(this.book), note};
  }

  private ask(inner: string): Filled | Missing {
    const {metric, print, zero} = placeholder(this.book, inner);
    try {
      const text = print(this.book);
      const out = this.withoutZeros && zero(this.book);
      return out ? {metric, reason: `「${metric!.label}」为零`, zero: true} : {text, metric};
    } catch (error) {
      if (error instanceof NotKnown) return {metric, reason: error.message, zero: false};
      throw error;
    }
  }

  private named(name: string): Figure {
    const names = this.figures.map(figure => figure.name);
    const found = this.figures.find(figure => figure.name === name) ?? unknownName("没有图表", name, names);
    return found.refused ? fault(found.refused) : found;
  }
}

/** A paragraph that stands in the place of a figure. */
const sentence = (text: string): Block => ({type: "paragraph", runs: runs(text), metrics: []});

/** Whether a line is more than conditions: a heading over such lines goes when nothing of them is left. */
const isContent = (line: string) => {
  const words = line.replace(/\{\{\s*(如果\s[^{}]*|否则|完)\s*\}\}/g, "").trim();
  return words !== "" && !words.startsWith("#");
};

function read(lines: string[], template: {lines: string[]; first: number}, filler: Filler, at: At) {
  let title = "";
  const blocks: (Block & {line: number})[] = [];
  let paragraph: {text: string; line: number} | null = null;
  const tables = () => blocks.filter(({type}) => type === "table").length;
  const close = () => {
    const found = paragraph && filler.fill(paragraph.text, paragraph.line, at);
    const said = found ? runs(found.text) : [];
    if (found && said.length)
      blocks.push({type: "paragraph", runs: said, metrics: found.metrics, line: paragraph!.line});
    paragraph = null;
  };
  for (const [i, raw] of lines.entries()) {
    const text = raw.trim();
    const line = template.first + i;
    const heading = /^(#{1,4})\s+(.+)$/.exec(text);
    const pictures = [...text.matchAll(/!\[\[([^\]]+)\]\]/g)].map(match => match[1]!.trim());
    const table = /^\[\[表[:：](.+)\]\]$/.exec(text)?.[1]?.trim();
    const listed = /^(?:[-*+]|(\d{1,3}[.)]))(?:\s+(.*))?$/.exec(text);
    const item = listed && (listed[2] !== undefined || !listed[1]) ? listed : null;
    // An item of a list is a paragraph of its own, as official documents have it; its number stays.
    if (text === "" || heading || pictures.length || table !== undefined || item) close();
    if (text === "") continue;
    if (heading) {
      const said = filler.fill(heading[2]!, line, at).text;
      const level = heading[1]!.length - 1;
      if (level === 0) at(line, () => (title ? fault(secondTitle(said)) : undefined));
      if (level === 0) title ||= said;
      else if (said) blocks.push({type: "heading", level: level as 1 | 2 | 3, text: said, line});
    } else if (pictures.length)
      at(line, () => {
        const beside = text.replace(/!\[\[[^\]]+\]\]/g, "").trim();
        if (beside) fault(`图表旁边有文字“${beside.slice(0, 30)}”,图表应单独成行,文字请另起一行`);
        const found = pictures.flatMap(name => filler.figure(name) ?? []);
        const figures = found.filter(each => typeof each !== "string" && !each.undrawn) as Figure[];
        if (figures.length) blocks.push({type: "figures", figures, line});
        for (const each of found)
          if (typeof each === "string") blocks.push({...sentence(each), line});
          else if (each.undrawn) blocks.push({...filler.tableOf(each, tables() + 1), line});
      });
    else if (table !== undefined)
      at(line, () => {
        const made = filler.table(table, tables() + 1);
        if (made) blocks.push({...made, line});
      });
    else if (item) paragraph = {text: `${item[1] ?? ""}${item[2] ?? ""}`, line};
    else if (paragraph)
      paragraph = {...(paragraph as {text: string; line: number}), text: (paragraph as {text: string}).text + text};
    else paragraph = {text, line};
  }
  close();
  return {title, blocks: renumbered(withoutBare(blocks, template))};
}

const secondTitle = (text: string) => `又有一个标题“${text}”,一份文稿只有一个「# 标题」;章节请写「## 」`;

/** Without headings over nothing, where the template has something beneath them. */
function withoutBare(blocks: (Block & {line: number})[], {lines, first}: {lines: string[]; first: number}): Block[] {
  const end = first + lines.length;
  return blocks.filter((block, i) => {
    if (block.type !== "heading") return true;
    const next = blocks.findIndex((other, k) => k > i && other.type === "heading" && other.level <= block.level);
    const section = blocks.slice(i + 1, next < 0 ? undefined : next);
    const until = next < 0 ? end : blocks[next]!.line;
    const typed = lines.slice(block.line - first + 1, until - first).some(isContent);
    return section.some(({type}) => type !== "heading") || !typed;
  });
}

/** A figure's subtitle without what explains the drawing's lines: for tables, and for charts drawn otherwise. */
export const withoutKey = (subtitle: string) => subtitle.replace(/[;;][^;;,]*线为[^;;,]*/, "");

/** What stands beneath the table of a figure. */
export const listedWords = (figure: Figure, book: Book): string =>
  figure.listed?.(book) ?? withoutKey(figure.subtitle(book));

/** The plain text of a story, as it is read aloud. */
export function plain({title, blocks}: Story): string {
  const lines = blocks.flatMap(block => {
    if (block.type === "heading") return [block.text];
    return block.type === "paragraph" ? [block.runs.map(run => run.text).join("")] : [];
  });
  return [title, ...lines].join("\n");
}
