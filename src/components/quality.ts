import type {FileRow, ProblemRow, Tables} from "../figures/tables.js";
import {reasons} from "../intake/reasons.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {droppedWords, kindLabel} from "./problem-list.js";
import {type Column, table} from "./table.js";

/** One sentence: how many files and records were read, and how many records were not taken. */
export function qualityLead({files = []}: Tables): HTMLElement {
  const sum = (key: "records" | "accepted" | "quarantined" | "duplicates" | "dropped") =>
    files.reduce((total, file) => total + (file[key] ?? 0), 0);
  const refused = files.filter(file => file.refused).length;
  const parts = [
    `共读取${files.length}个文件、${sum("records")}条记录:采用${sum("accepted")}条`,
    `隔离${sum("quarantined")}条`,
    `重复${sum("duplicates")}条`,
    `略去${sum("dropped")}条(重复表头、合计行、页脚、空行)`
  ];
  return h("p", {class: "lead"}, `${parts.join(",")}${refused ? `;另有${refused}个文件没有读` : ""}。`);
}

/** Every file with encoding, records and dates. */
export function fileTable({files = []}: Tables): HTMLElement {
  const columns: Column[] = [
    {key: "name", label: "文件"},
    {key: "kind", label: "种类", format: kind => kindLabel(kind as string | null)},
    {key: "encoding", label: "编码", format: value => String(value ?? "—")},
    {key: "records", label: "记录"},
    {key: "accepted", label: "采用"},
    {key: "quarantined", label: "隔离"},
    {key: "duplicates", label: "重复"},
    {key: "dropped", label: "略去", align: "end", format: (_, row) => dropped(row as FileRow)},
    {key: "warnings", label: "提示"},
    {
      key: "dates",
      label: "日期",
      format: (_, row) => (row.first_date ? `${row.first_date}至${row.last_date}` : "—")
    },
    {key: "unknown_columns", label: "未识别的列", format: value => String(value || "—")},
    {key: "refused", label: "说明", format: value => String(value ?? "—")}
  ];
  // What is told of no file takes no room.
  const told = ({key}: Column) =>
    !["unknown_columns", "refused"].includes(key) || files.some(file => file[key as keyof FileRow]);
  return table({label: "读取的文件", columns: columns.filter(told), rows: files});
}

/** Where something was refused or doubtful, and why; never what the cell said. */
export function problemTable({problems = []}: Tables): HTMLElement {
  if (!problems.length) return empty("没有发现问题。");
  return table({
    label: "发现的问题",
    columns: [
      {key: "name", label: "文件"},
      {key: "column_name", label: "列", format: value => String(value || "—")},
      {key: "severity", label: "处理", format: value => (value === "error" ? "没有采用" : "采用,请核对")},
      {key: "code", label: "原因", format: code => reasons[String(code)] ?? "见问题清单"},
      {key: "times", label: "处数"},
      {key: "lines", label: "行", align: "start", format: (_, row) => linesWords(row as ProblemRow)}
    ],
    rows: problems
  });
}

function linesWords({lines, times}: ProblemRow): string {
  if (!lines) return "整个文件";
  return times > lines.split("、").length ? `${lines} 等` : lines;
}

function dropped(file: FileRow): string {
  const {dropped_header: header, dropped_total: total, dropped_footer: footer, dropped_blank: blank} = file;
  const words = droppedWords({header, total, footer, blank});
  return words ? `${file.dropped}(${words})` : "0";
}

/** What is checked on every build, each with its result. */
export function checkTable({checks = []}: Tables): HTMLElement {
  return table({
    label: "校验",
    columns: [
      {key: "rule", label: "必须成立"},
      {key: "rows", label: "结果", align: "start", format: value => (value ? `${value} 处不符` : "通过")}
    ],
    rows: checks
  });
}

/**
 * What the checks asked to be looked at when the exports on this site were read: how many of each rule, and where rows may
 * be shown each of them; nothing where all holds.
 */
export function hintList({checks = [], "rows-checks": said = []}: Pick<Tables, "checks" | "rows-checks">): HTMLElement {
  const told = checks.filter(({rows}) => rows > 0);
  if (told.length === 0) return h("div", null);
  return h(
    "section",
    null,
    h("h2", null, "已经读入的数据里要核对的"),
    said.length
      ? table({
          label: "要核对的",
          columns: [
            {key: "rule", label: "应当", align: "start"},
            {key: "words", label: "对不上的", align: "start"}
          ],
          rows: said
        })
      : checkTable({checks: told} as Tables),
    said.length ? null : h("p", {class: "remark"}, "逐处的位置和数在 npm run ingest 写出的问题清单里。")
  );
}
