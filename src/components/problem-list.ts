import type {CellObject, Row, Sheet} from "write-excel-file/browser";
import {causesOf, others} from "../intake/causes.js";
import type {Problem} from "../intake/problem.js";
import {kindLabels} from "../metrics/index.js";
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

/** A sheet that still prints on a few pages; what does not fit is counted in its last line. */
const most = 500;
const longest = 200;

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

/** The problems of a file, one line a distinct cause, the most important first; names of people are never among the texts found. */
export function listed({name, refused, problems}: Pick<Checked, "name" | "refused" | "problems">): Listed[] {
  const whole: Listed[] = refused === null ? [] : [{...blank, file: name, ...halves(refused), fate: "整个文件没有读"}];
  const causes = causesOf(problems);
  const lines = causes.slice(0, most).map(
    (problem): Listed => ({
      file: name,
      line: problem.line > 0 ? problem.line : null,
      column: problem.columns.join("、"),
      cell: problem.cell ?? "",
      found: problem.personal ? (problem.found === "" ? "" : "(姓名等,不列出)") : plain(problem.found),
      what: problem.what + others(problem),
      remedy: problem.remedy,
      fate: problem.severity === "warning" ? "采用,请核对" : problem.line > 0 ? "没有采用" : "请核对"
    })
  );
  const left = causes.length - lines.length;
  const rest: Listed[] =
    left > 0 ? [{...blank, file: name, what: `还有 ${left} 处没有列出`, remedy: "改正上面的以后再查一次"}] : [];
  return [...whole, ...lines, ...rest];
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
 * The sheets of 问题清单.xlsx: all files at a glance, then a sheet for each file that has a problem, so that it can be
 * sent back to its owner alone. Every cell is text or a number, never a formula.
 */
export function problemSheets(files: readonly Checked[]): Sheet<never>[] {
  const names = new SheetNames();
  const summary: Sheet<never> = {
    sheet: names.take("汇总"),
    data: [
      ["文件", "种类", "编码", "记录", "采用", "没有采用", "重复", "略去", "提示", "未识别的列", "说明"].map(head),
      ...files.map(file => [
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
            ? `没有读:${halves(file.refused).what}`
            : file.problems.length === 0
              ? "没有发现问题"
              : "见该文件的工作表"
        )
      ])
    ],
    columns: [22, 9, 10, 7, 7, 8, 6, 14, 6, 14, 27].map(width => ({width})),
    stickyRowsCount: 1,
    orientation: "landscape"
  };
  const own = files.map(file => ({file, lines: listed(file)})).filter(({lines}) => lines.length > 0);
  return [summary, ...own.map(({file, lines}) => sheetOf(names.take(file.name), lines))];
}

/** The list of one file alone. */
export const listSheet = (name: string, lines: readonly Listed[]) => sheetOf(new SheetNames().take(name), lines);

function sheetOf(sheet: string, lines: readonly Listed[]): Sheet<never> {
  const rows = lines.map(
    (line): Row =>
      listColumns.map(({key}) => {
        const value = line[key as keyof Listed];
        return typeof value === "number" ? count(value) : text(value ?? "");
      })
  );
  return {
    sheet,
    data: [listColumns.map(({label}) => head(label)), ...rows],
    columns: [16, 6, 13, 8, 16, 30, 31, 10].map(width => ({width})),
    stickyRowsCount: 1,
    orientation: "landscape"
  };
}

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

/** `这是 PDF 文件;请导出 CSV。` → what and remedy. */
function halves(reason: string): {what: string; remedy: string} {
  const at = reason.lastIndexOf(";");
  return at < 0
    ? {what: reason, remedy: ""}
    : {what: reason.slice(0, at), remedy: reason.slice(at + 1).replace(/。$/, "")};
}

/** By UTF-16 length, as Excel counts, without cutting a character in two. */
function cut(name: string, length: number): string {
  const short = name.slice(0, length);
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}

/** Text that any file can hold: no control characters, no half characters, not too long. */
function plain(found: string): string {
  const whole = found
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return whole.length > longest ? `${cut(whole, longest)}…` : whole;
}

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
