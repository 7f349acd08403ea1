import type {Tables} from "../figures/book.js";
import {reasons} from "../intake/reasons.js";
import {kindLabels} from "../metrics/index.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {table} from "./table.js";

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
  return table({
    label: "读取的文件",
    columns: [
      {key: "name", label: "文件"},
      {key: "kind", label: "种类", format: value => (value ? kindLabels[value as keyof typeof kindLabels] : "—")},
      {key: "encoding", label: "编码", format: value => encodings[String(value)] ?? String(value ?? "—")},
      {key: "records", label: "记录"},
      {key: "accepted", label: "采用"},
      {key: "quarantined", label: "隔离"},
      {key: "duplicates", label: "重复"},
      {key: "dropped", label: "略去"},
      {key: "warnings", label: "提示"},
      {
        key: "dates",
        label: "日期",
        format: (_, row) => (row.first_date ? `${row.first_date} 至 ${row.last_date}` : "—")
      },
      {key: "unknown_columns", label: "未识别的列", format: value => String(value || "—")},
      {key: "refused", label: "说明", format: value => String(value ?? "—")}
    ],
    rows: files
  });
}

/** Where something was refused or doubtful, and why; never what the cell said. */
export function problemTable({problems = []}: Tables): HTMLElement {
  if (!problems.length) return empty("没有发现问题。");
  return table({
    label: "发现的问题",
    columns: [
      {key: "name", label: "文件"},
      {key: "line", label: "行", format: value => (value ? String(value) : "—")},
      {key: "column_name", label: "列", format: value => String(value || "—")},
      {key: "severity", label: "处理", format: value => (value === "error" ? "隔离" : "采用,请核对")},
      {key: "code", label: "原因", format: code => reasons[String(code)] ?? "请对照问题清单"}
    ],
    rows: problems
  });
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

const encodings: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8(带 BOM)",
  gb18030: "GB18030",
  "utf-16le": "UTF-16"
};
