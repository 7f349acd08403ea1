import type {Book} from "../figures/book.js";
import {fullDay} from "../figures/days.js";
import {type OpenRow, openDay, openOf, toldYears} from "../figures/open-suggestions.js";
import {edition} from "./edition.js";
import {h} from "./h.js";
import {whenNear} from "./near.js";
import {empty} from "./page.js";
import {leading, numbered} from "./said.js";
import {type Row, table} from "./table.js";
import {rowsOf} from "./tables.js";

/**
 * The suggestions that are not done, oldest first: how many were handed over in which month; in the analyst edition each
 * of them.
 */
export function openItems(book: Book): HTMLElement {
  const told = toldYears(book);
  if (!told.length) return empty("导出文件没有「办理状态」和「办结日期」列，不知道哪些没有办结。");
  const rows = openOf(book);
  const day = openDay(book);
  const file = book.tables.rows?.suggestions;
  return h(
    "section",
    null,
    h(
      "p",
      null,
      numbered(openWords(rows, day), (words, before) =>
        leading(before.endsWith("其中") ? late : open, book.year, words)
      )
    ),
    rows.length ? counts(rows) : null,
    rows.length && edition() === "analyst" && file
      ? whenNear(async () => [items(openRows(rowsOf(await file()), day, told))])
      : null
  );
}

/** 截至2025年10月31日，各年交办的意见还有12条没有办结，其中6条逾期，最早的是2024年5月交办的。 */
export function openWords(rows: readonly OpenRow[], day: string): string {
  const [first] = rows;
  if (!first) return `截至${fullDay(day)}，交办的意见都已办结。`;
  const sum = (of: "open" | "late") => rows.reduce((total, row) => total + (row[of] ?? 0), 0);
  const late = sum("late") ? `，其中${sum("late")}条逾期` : "";
  return `截至${fullDay(day)}，各年交办的意见还有${sum("open")}条没有办结${late}，最早的是${first.year}年${first.month}月交办的。`;
}

/** What is open, and overdue, as the metrics call it. */
const [open, late] = ["suggestions.open", "suggestions.open_late"] as const;

/** A number that links to what it counts; what is not known has nothing to link to. */
const linked = (id: string, year: number, n: unknown) =>
  n === null || n === undefined ? "—" : leading(id, year, String(n));

const counts = (rows: readonly OpenRow[]) =>
  table({
    label: "未办结的监督意见按交办月份",
    columns: [
      {key: "month", label: "交办月份"},
      {key: "open", label: "未办结（条）", align: "end", format: (n, {year}) => linked(open, year, n)},
      {key: "late", label: "其中逾期（条）", align: "end", format: (n, {year}) => linked(late, year, n)}
    ],
    rows: rows.map(row => ({...row, month: `${row.year}年${row.month}月`}))
  });

const items = (rows: readonly Row[]) =>
  table({
    label: "未办结的监督意见",
    columns: [
      {key: "number", label: "意见编号"},
      {key: "handed", label: "交办日期"},
      {key: "units", label: "交办单位", format: value => String(value ?? "").replaceAll("\n", "、")},
      {key: "text", label: "意见建议"},
      {key: "stage", label: "办理进展"},
      {key: "due", label: "办理时限"},
      {key: "late", label: "逾期（天）", align: "end"}
    ],
    rows: [...rows]
  });

/** The rows of these years that were not done on a day, by the day on which they were handed over. */
export const openRows = (rows: readonly Row[], day: string, told: readonly number[]): Row[] =>
  rows
    .filter(
      row =>
        row.view === "year" &&
        told.includes(row.year) &&
        row.handed <= day &&
        (row.closed ? row.closed > day : row["metric.closed"] !== 1)
    )
    .map((row): Row => ({...row, late: row.due && row.due < day ? days(row.due, day) : null}))
    .sort((a, b) => (a.handed < b.handed ? -1 : a.handed > b.handed ? 1 : 0));

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
