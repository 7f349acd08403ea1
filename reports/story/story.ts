import type {Book} from "../../src/figures/book.js";
import type {Figure, FigureTable} from "../../src/figures/figure.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Metric} from "../../src/metrics/index.js";
import {nearest} from "../nearest.js";
import {halfWidth, leftOver} from "./markdown.js";
import {fill, holdsWhen, TemplateFault, understood, understoodCondition} from "./placeholders.js";

/** Text of a paragraph, some of it set off. */
export interface Run {
  text: string;
  bold: boolean;
}

export type Block =
  | {type: "heading"; level: 1 | 2 | 3; text: string}
  | {type: "paragraph"; runs: Run[]}
  /** One figure, or several side by side. */
  | {type: "figures"; figures: Figure[]}
  | {type: "table"; caption: string; table: FigureTable; note: string};

/** A template filled with the figures of a year: what every kind of document is made from. */
export interface Story {
  /** File name without ending. */
  name: string;
  title: string;
  blocks: Block[];
  /** The metrics it speaks of, in order of appearance: what the appendix explains. */
  metrics: Metric[];
  /** Metrics that the template names but that the year has no data of: their sentences were left out. */
  absent: Metric[];
  /** Whether an appendix with sources and counting rules follows; 附录: 无 leaves it out. */
  appendix: boolean;
  /** Whether a presentation is made of it; 演示稿: 有. */
  presentation: boolean;
  /** Whether it is set small, to fit one page; 版式: 紧凑. */
  compact: boolean;
}

/** Fills a template. Throws StaffError with file, line and remedy of everything that cannot be filled. */
export function story(name: string, template: string, book: Book, figures: readonly Figure[]): Story {
  const faults: string[] = [];
  const used = new Map<string, Metric>();
  const dropped = new Map<string, Metric>();
  const at = (line: number, make: () => string): string => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      faults.push(`${name}.md 第 ${line} 行:${error.message}。`);
      return "";
    }
  };
  const settings = {附录: "有", 演示稿: "无", 版式: "公文"};
  const {head, body, offset} = frontMatter(halfWidth(template.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")));
  for (const [i, line] of head.entries()) at(i + 2, () => choose(settings, line));
  for (const [i, line] of body.split("\n").entries())
    at(offset + i + 1, () => {
      const left = leftOver(line);
      return left ? fault(left) : "";
    });
  const filled = substitute(body, offset, book, figures, {used, dropped}, at);
  const {title, blocks} = read(filled, offset, book, figures, used, at);
  if (!title && !faults.length) faults.push(`${name}.md:没有标题,请在开头写一行「# 标题」。`);
  if (faults.length) throw new StaffError(faults.join("\n"));
  return {
    name,
    title,
    blocks,
    metrics: [...used.values()],
    absent: [...dropped.values()].filter(({id}) => !used.has(id) && book.value(id) === null),
    appendix: settings.附录 === "有",
    presentation: settings.演示稿 === "有",
    compact: settings.版式 === "紧凑"
  };
}

type At = (line: number, make: () => string) => string;

function frontMatter(text: string): {head: string[]; body: string; offset: number} {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!match) return {head: [], body: text, offset: 0};
  const head = match[1]!.split("\n");
  return {head, body: text.slice(match[0].length), offset: head.length + 2};
}

const choices: Record<string, string[]> = {附录: ["有", "无"], 演示稿: ["有", "无"], 版式: ["公文", "紧凑"]};

function choose(settings: Record<string, string>, line: string): string {
  const [, key, value] = /^(\S+?)\s*[:\uff1a]\s*(\S+)$/.exec(line) ?? [];
  if (!key || !choices[key]?.includes(value!))
    throw new TemplateFault(`看不懂的设置“${line}”,可写「附录: 无」「演示稿: 有」「版式: 紧凑」`);
  settings[key] = value!;
  return "";
}

/**
 * Replaces `{{…}}` and keeps or drops conditional text; lines keep their numbers. What is dropped need have no value,
 * but a misspelt name in it is found this year, not in the year in which it is printed.
 */
function substitute(
  text: string,
  offset: number,
  book: Book,
  figures: readonly Figure[],
  {used, dropped}: Record<"used" | "dropped", Map<string, Metric>>,
  at: At
): string {
  let out = "";
  let line = offset + 1;
  const open: {line: number; holds: boolean; shown: boolean}[] = [];
  const shown = () => open.every(condition => condition.shown);
  for (const piece of text.split(/(\{\{[^{}]*\}\})/)) {
    const inner = /^\{\{\s*(.*?)\s*\}\}$/.exec(piece)?.[1];
    const here = line;
    line += piece.split("\n").length - 1;
    if (inner === undefined) {
      out += shown() ? piece : piece.replace(/[^\n]/g, "");
      if (!shown())
        for (const [i, dropped] of piece.split("\n").entries())
          for (const [, name] of dropped.matchAll(/\[\[(?:表[:\uff1a])?([^\]]+)\]\]/g))
            at(here + i, () => figureOf(figures, name!.trim()).name);
    } else if (/^如果\s/.test(inner)) {
      const condition = inner.replace(/^如果\s+/, "");
      let holds = false;
      at(here, () => {
        if (shown()) holds = holdsWhen(book, condition);
        else understoodCondition(book, condition);
        return "";
      });
      open.push({line: here, holds, shown: holds});
    } else if (inner === "否则" || inner === "完") {
      const last = open.at(-1);
      if (!last) at(here, () => fault(`「${inner}」前面没有「如果」`));
      else if (inner === "完") open.pop();
      else last.shown = !last.holds;
    } else if (shown()) {
      out += at(here, () => {
        const {text, metric} = fill(book, inner);
        if (metric) used.set(metric.id, metric);
        return text;
      });
    } else
      at(here, () => {
        const {metric} = understood(book, inner);
        if (metric) dropped.set(metric.id, metric);
        return "";
      });
  }
  for (const {line} of open) at(line, () => fault("「如果」没有结束,请在句末写 {{完}}"));
  return out;
}

function figureOf(figures: readonly Figure[], name: string): Figure {
  const near = () =>
    nearest(
      name,
      figures.map(figure => figure.name)
    ).join("、");
  return figures.find(figure => figure.name === name) ?? fault(`没有图表“${name}”,相近的有:${near()}`);
}

function read(
  text: string,
  offset: number,
  book: Book,
  figures: readonly Figure[],
  used: Map<string, Metric>,
  at: At
): {title: string; blocks: Block[]} {
  let title = "";
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const close = () => {
    const found = runs(paragraph.join(""));
    if (found.length) blocks.push({type: "paragraph", runs: found});
    paragraph = [];
  };
  const named = (name: string): Figure => {
    const found = figureOf(figures, name);
    if (found.has && !found.has(book)) throw new TemplateFault(`图表「${name}」${book.year}年没有数据,请删去这一行`);
    for (const id of found.metrics(book)) if (!used.has(id)) used.set(id, book.metric(id));
    return found;
  };
  for (const [i, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    const number = offset + i + 1;
    const heading = /^(#{1,4})\s+(.+)$/.exec(line);
    const pictures = [...line.matchAll(/!\[\[([^\]]+)\]\]/g)].map(match => match[1]!.trim());
    const table = /^\[\[表[:\uff1a](.+)\]\]$/.exec(line);
    if (line === "") close();
    else if (heading) {
      close();
      if (heading[1] === "#" && title)
        at(number, () => fault(`又有一个标题“${heading[2]}”,一份文稿只有一个「# 标题」;章节请写「## 」`));
      else if (heading[1] === "#") title = heading[2]!;
      else blocks.push({type: "heading", level: (heading[1]!.length - 1) as 1 | 2 | 3, text: heading[2]!});
    } else if (pictures.length) {
      close();
      at(number, () => {
        const beside = line.replace(/!\[\[[^\]]+\]\]/g, "").trim();
        if (beside) fault(`图表旁边有文字“${beside.slice(0, 30)}”,图表应单独成行,文字请另起一行`);
        blocks.push({type: "figures", figures: pictures.map(named)});
        return "";
      });
    } else if (table) {
      close();
      at(number, () => {
        const figure = named(table[1]!.trim());
        const count = blocks.filter(block => block.type === "table").length + 1;
        const note = [withoutKey(figure.subtitle(book)), figure.note?.(book)].filter(Boolean).join("。");
        blocks.push({type: "table", caption: `表${count} ${figure.title(book)}`, table: figure.table(book), note});
        return "";
      });
    } else {
      // An item of a list is a paragraph of its own, as official documents have it; its number stays.
      const item = /^(?:[-*+]|(\d{1,3}[.)]))(?:\s+(.*))?$/.exec(line);
      const listed = item && (item[2] !== undefined || !item[1]);
      if (listed) close();
      paragraph.push(listed ? `${item[1] ?? ""}${item[2] ?? ""}` : line);
    }
  }
  close();
  return {title, blocks: renumbered(blocks)};
}

const han = "零一二三四五六七八九十";
const ordinal = (n: number) => (n <= 10 ? han[n]! : n < 20 ? `十${han[n - 10]}` : String(n));

/** Numbers headings anew (一、 and (一)) where the template numbers them: a condition may have left one out. */
function renumbered(blocks: Block[]): Block[] {
  let first = 0;
  let second = 0;
  return blocks.map(block => {
    if (block.type !== "heading") return block;
    const [, rest] =
      (block.level === 1 ? /^[一二三四五六七八九十]+、(.+)$/ : /^[(\uff08][一二三四五六七八九十]+[)\uff09](.+)$/).exec(
        block.text
      ) ?? [];
    if (!rest || block.level === 3) return block;
    if (block.level === 2) return {...block, text: `(${ordinal(++second)})${rest}`};
    second = 0;
    return {...block, text: `${ordinal(++first)}、${rest}`};
  });
}

/** `**着重**` is set off; the rest is plain. */
function runs(text: string): Run[] {
  return text
    .replaceAll("****", "")
    .split(/(\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map(piece => (piece.startsWith("**") ? {text: piece.slice(2, -2), bold: true} : {text: piece, bold: false}));
}

/** 没有数据而没有写进文稿的指标:文史资料、…; null where every metric of the stories has data. */
export function absentWords(stories: readonly Story[]): string | null {
  const labels = new Set(stories.flatMap(({absent}) => absent.map(({label}) => label)));
  return labels.size ? `没有数据而没有写进文稿的指标:${[...labels].join("、")}` : null;
}

/** A figure's subtitle without what explains the drawing's lines: for tables, and for charts drawn otherwise. */
export const withoutKey = (subtitle: string) => subtitle.replace(/[;;][^;;,]*线为[^;;,]*/, "");

/** The plain text of a story, as it is read aloud. */
export function plain({title, blocks}: Story): string {
  const lines = blocks.flatMap(block => {
    if (block.type === "heading") return [block.text];
    return block.type === "paragraph" ? [block.runs.map(run => run.text).join("")] : [];
  });
  return [title, ...lines].join("\n");
}

function fault(message: string): never {
  throw new TemplateFault(message);
}
