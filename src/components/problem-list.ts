import type {CellObject, Row, Sheet} from "write-excel-file/browser";
import {type Cause, causesByColumn, others, ranges} from "../intake/causes.js";
import type {Problem} from "../intake/problem.js";
import {kindLabels} from "../metrics/index.js";
import {fitted, notesSheet, sectionRow} from "../sheets/cells.js";
import {typeset} from "../text/typeset.js";
import type {Column} from "./table.js";

/** What a problem list says of one file; `problems` may be empty. */
export interface Checked {
  name: string;
  kind: string | null;
  encoding: string | null;
  refused: string | null;
  records: number;
  accepted: number;
  quarantined: number;
  duplicates: number;
  dropped: {header: number; total: number; footer: number; blank: number};
  warnings: number;
  unknownColumns: string[];
  problems: Problem[];
}

/** One line of the list, in the words of staff. */
export interface Listed {
  file: string;
  line: number | null;
  column: string;
  cell: string;
  found: string;
  what: string;
  remedy: string;
  fate: string;
}

/** So many lines of one file; what does not fit is counted in the last. */
const most = 100;
/** So much of a text found is shown, and so many texts of one column. */
const longest = 200;
const mostWords = 16;
/** So many places of one cause are named. */
const mostPlaces = 12;

export const listColumns: Column[] = [
  {key: "file", label: "文件"},
  {key: "line", label: "行"},
  {key: "column", label: "列"},
  {key: "cell", label: "单元格"},
  {key: "found", label: "原文"},
  {key: "what", label: "问题"},
  {key: "remedy", label: "应为"},
  {key: "fate", label: "处理"}
];

/** The problems of a file, one line a reason and column, the most important first; names of people are never among the texts found. */
export function listed({name, refused, problems}: Pick<Checked, "name" | "refused" | "problems">): Listed[] {
  const whole: Listed[] =
    refused === null ? [] : [{...blank, file: name, ...halves(typeset(refused)), fate: "整个文件没有读"}];
  const groups = causesByColumn(problems);
  const lines = groups.slice(0, most).map((causes): Listed => {
    const [problem] = causes;
    return {
      file: name,
      line: problem.line > 0 ? problem.line : null,
      column: problem.columns.join("、"),
      cell: problem.cell ?? "",
      found: plain(foundIn(causes)),
      what: typeset(whatOf(causes)),
      remedy: typeset(remedyOf(causes)),
      fate: problem.severity === "warning" ? "采用，请核对" : problem.line > 0 ? "没有采用" : "请核对"
    };
  });
  const left = groups.length - lines.length;
  const rest: Listed[] =
    left > 0 ? [{...blank, file: name, what: `还有 ${left} 类没有列出`, remedy: "改正上面的以后再查一次"}] : [];
  return [...whole, ...lines, ...rest];
}

type Causes = readonly [Cause, ...Cause[]];

/** The texts found: of words that a table lacks, how often each and what it may mean. */
function foundIn(causes: Causes): string {
  const [first] = causes;
  if (first.personal) return first.found === "" ? "" : "（姓名等，不列出）";
  if (causes.length === 1 && first.founds.length < 2) return cutTo(first.found, longest);
  const words = first.unlisted
    ? causes.map(({unlisted, times, line}) => {
        const near = unlisted!.near ? `，是否为「${unlisted!.near}」？` : "";
        return `${cutTo(unlisted!.word, longest)}（${times > 1 ? `${times} 处，` : ""}第 ${line} 行${near}）`;
      })
    : [...new Set(causes.flatMap(({founds}) => founds))].map(found => cutTo(found, 40));
  const shown = words.slice(0, mostWords).join("、");
  return words.length > mostWords ? `${shown} 等 ${words.length} 种` : shown;
}

/** What is wrong, and where else. */
function whatOf(causes: Causes): string {
  const [first] = causes;
  if (causes.length === 1) return first.what + others(first, mostPlaces);
  if (first.unlisted) return `${first.what.replace(`「${first.unlisted.word}」`, "")}(${causes.length} 种)`;
  const lines = causes.flatMap(cause => cause.lines).sort((a, b) => a - b);
  const times = causes.reduce((sum, cause) => sum + cause.times, 0);
  return `${first.what}(同类的共 ${times} 处:第 ${ranges(lines, mostPlaces)} 行)`;
}

/** What would be right: where that differs from text to text, of the first. */
function remedyOf(causes: Causes): string {
  const [first] = causes;
  if (causes.length > 1 && first.unlisted) {
    const plainly = causes.find(({unlisted}) => !unlisted!.near);
    return plainly?.remedy ?? first.remedy.replace(/^是否为「[^」]*」[?\uff1f]/, "");
  }
  const one = causes.length === 1 && first.founds.length < 2;
  return one || !/\d/.test(first.remedy) ? first.remedy : `第 ${first.line} 行${first.remedy}`;
}

/** What was dropped, by reason: `重复表头 1、空行 2`, or nothing. */
export function droppedWords({header, total, footer, blank: empty}: Checked["dropped"]): string {
  const parts: [string, number][] = [
    ["重复表头", header],
    ["合计行", total],
    ["页脚", footer],
    ["空行", empty]
  ];
  return parts
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what} ${count}`)
    .join("、");
}

export const kindLabel = (kind: string | null): string =>
  kind === null ? "—" : (kindLabels[kind as keyof typeof kindLabels] ?? kind);

/**
 * The sheets of 问题清单.xlsx: all files at a glance, then the problems, grouped by file, and what the checks ask to be looked
 * at over all files. Every cell is text or a number, never a formula.
 */
export function problemSheets(
  files: readonly Checked[],
  hints: readonly {rule: string; words: string}[] = []
): Sheet<never>[] {
  const widths = [24, 9, 10, 7, 7, 8, 6, 16, 7, 24, 34];
  const summary: Sheet<never> = {
    sheet: "汇总",
    data: [
      ["文件", "种类", "编码", "记录", "采用", "没有采用", "重复", "略去", "提示", "未识别的列", "说明"].map(head),
      ...files.map(file =>
        fitted(
          [
            text(file.name),
            text(kindLabel(file.kind)),
            text(file.encoding ?? "—"),
            count(file.records),
            count(file.accepted),
            count(file.quarantined),
            count(file.duplicates),
            text(droppedWords(file.dropped) || "—"),
            count(file.warnings),
            text(file.unknownColumns.join("、") || "—"),
            text(
              file.refused
                ? `没有读：${halves(typeset(file.refused)).what}`
                : file.problems.length === 0
                  ? "没有发现问题"
                  : "见「问题」一表"
            )
          ],
          widths
        )
      )
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 1,
    orientation: "landscape"
  };
  const own = files.map(file => ({file, lines: listed(file)})).filter(({lines}) => lines.length > 0);
  const sections = own.map(({file, lines}) => ({title: file.name, lines}));
  const notes = notesOf([
    ["汇总", "每个文件读了多少条、采用多少、没有采用多少；没有读的文件写明原因。"],
    ["问题", "按文件分组，可以分别发还报送的人。"],
    ...(hints.length > 0
      ? [["请核对", "读完以后各处的数互相对照，对不上的；已经计入，请看哪一处写错。"] as [string, string]]
      : [])
  ]);
  return [
    notes,
    summary,
    ...(own.length > 0 ? [sheetOf("问题", sections)] : []),
    ...(hints.length > 0 ? [hintSheet(hints)] : [])
  ];
}

function hintSheet(hints: readonly {rule: string; words: string}[]): Sheet<never> {
  const widths = [48, 90];
  return {
    sheet: "请核对",
    data: [
      ["应当", "对不上的"].map(head),
      ...hints.map(({rule, words}) => fitted([text(typeset(rule)), text(typeset(words))], widths))
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 1,
    orientation: "landscape"
  };
}

/** The list of one file alone, and how to read it. */
export function listSheets(name: string, lines: readonly Listed[]): Sheet<never>[] {
  const names = new SheetNames();
  const notes = notesOf([["这个文件", "下一张表列出其中的问题。"]]);
  names.take(notes.sheet!);
  return [notes, sheetOf(names.take(name), [{title: "", lines}])];
}

/** How to read a list of problems: its first sheet. */
const notesOf = (own: [string, string][]): Sheet<never> =>
  notesSheet("问题清单说明", [
    ...own,
    [
      "行、列、单元格",
      "问题在原文件中的位置，用Excel打开原文件即可找到：行号从第一行数起，标题和表头都算；CSV的格子里有换行的，每处换行多算一行。同一列同一原因的只占一行，写明共有多少处。"
    ],
    ["原文", "文件里现在写的；姓名等不列出。"],
    ["应为", "应当怎样写。"],
    [
      "处理",
      "“没有采用”的没有计入任何数字；“采用，请核对”的已经计入，请看是否写对；“整个文件没有读”的，有关数字不完整。"
    ],
    ["改正以后", "在原系统里改正后重新导出，或在原文件里改好另存，再放入一次，旧的会被替换。"]
  ]);

/** Problems under the name of their file; where it has none, the file stands in each row. */
function sheetOf(sheet: string, sections: readonly {title: string; lines: readonly Listed[]}[]): Sheet<never> {
  const all = sections.flatMap(({lines}) => lines);
  const columns = listColumns.filter(
    ({key}) => (key !== "file" || sections.some(({title}) => title === "")) && (key !== "cell" || all.some(d => d.cell))
  );
  const widths = columns.map(({key}) => sheetWidths[key as keyof Listed]);
  const rows = sections.flatMap(({title, lines}) => [
    ...(title ? [sectionRow(title, columns.length)] : []),
    ...lines.map(
      (line): Row =>
        fitted(
          columns.map(({key}) => {
            const value = line[key as keyof Listed];
            return typeof value === "number" ? count(value) : text(value ?? "");
          }),
          widths
        )
    )
  ]);
  return {
    sheet,
    data: [columns.map(({label}) => head(label)), ...rows],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 1,
    orientation: "landscape"
  };
}

const sheetWidths: Readonly<Record<keyof Listed, number>> = {
  ...{file: 18, line: 6, column: 14, cell: 8, found: 58, what: 40, remedy: 34, fate: 12}
};

/** Names of sheets as Excel takes them: 31 characters, none of `[]:*?/\`, no two alike. */
export class SheetNames {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    const base =
      plain(wanted)
        .replace(/[[\]:*?/\\]/g, "_")
        .replace(/\.(csv|txt|tsv|xlsx|xls)$/i, "")
        .replace(/^'+|'+$/g, "")
        .trim() || "文件";
    let name = cut(base, 31);
    for (let i = 2; this.#taken.has(name.toLowerCase()); i++) name = `${cut(base, 31 - `(${i})`.length)}(${i})`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

const blank: Listed = {file: "", line: null, column: "", cell: "", found: "", what: "", remedy: "", fate: ""};

/** `这是 PDF 文件；请导出 CSV。` → what and remedy. */
function halves(reason: string): {what: string; remedy: string} {
  const at = reason.lastIndexOf("；");
  return at < 0
    ? {what: reason, remedy: ""}
    : {what: reason.slice(0, at), remedy: reason.slice(at + 1).replace(/。$/, "")};
}

/** By UTF-16 length, as Excel counts, without cutting a character in two. */
function cut(name: string, length: number): string {
  const short = name.slice(0, length);
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}

/** Text that any file can hold: no control characters, no half characters. */
const plain = (found: string): string =>
  found
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

const cutTo = (found: string, length: number) => (found.length > length ? `${cut(found, length)}…` : found);

const head = (value: string): CellObject => ({
  value,
  type: String,
  fontWeight: "bold",
  backgroundColor: "#f2f0ea",
  alignVertical: "center",
  height: 22
});

const text = (value: string): CellObject => ({
  value: plain(value),
  type: String,
  format: "@",
  wrap: true,
  alignVertical: "top"
});
const count = (value: number): CellObject => ({value, type: Number, alignVertical: "top"});
