import {arrows, change} from "../metrics/change.js";
import {numeral} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded, roundedPercentage} from "../metrics/round.js";
import type {Answer, Cell} from "./answer.js";
import {byYear, type Question} from "./question.js";

/** A table as it is laid out: what stands in a row by the key of its column. */
export interface PlainTable {
  columns: {key: string; label: string}[];
  rows: Record<string, string | number | null>[];
}

/** What the cells of a table show. */
export const shows = {value: "数值", row: "占行", column: "占列", all: "占全部", change: "同比"} as const;
export type Show = keyof typeof shows;

export interface PivotTable {
  question: Question;
  metric: Metric;
  answer: Answer;
  previous: Answer | null;
  show: Show;
  heat: boolean;
  /** What the rows and columns are: 主办单位, 党派. */
  rowName: string;
  columnName: string;
  /** The columns' years that are not over: not compared with whole ones. */
  unfinished: (year: number) => boolean;
  /** Sorted by a column, the last for totals; null as the answer gives them. */
  sorted: {column: number; down: boolean} | null;
}

/** The ways to show a measure: shares of what adds up, changes where a year before is at hand. */
export const showsFor = ({adds}: Metric, {columns}: Question, previous: boolean): Show[] => [
  "value",
  ...(adds ? (["row", "column", "all"] as const) : []),
  ...(previous || columns === byYear ? (["change"] as const) : [])
];

/** The words of a cell as the table shows it. */
export function cellText(table: PivotTable, r: number, c: number): string {
  const {answer, metric, show} = table;
  const cell = answer.at(r, c);
  if (show === "change") return changeText(table, r, c);
  if (show === "value") return cell.value === null ? "—" : numeral(metric, cell.value, {group: true});
  const whole = {
    row: answer.at(r, answer.columns.length),
    column: answer.at(answer.rows.length, c),
    all: answer.at(answer.rows.length, answer.columns.length)
  }[show].value;
  return cell.value === null || !whole ? "—" : `${roundedPercentage((cell.value / whole) * 100)}%`;
}

function changeText(table: PivotTable, r: number, c: number): string {
  const {answer, question, metric, unfinished} = table;
  const year = question.columns === byYear ? Number(answer.columns[c]) : question.years[0]!;
  if (question.columns === byYear && (c >= answer.columns.length || unfinished(year))) return "—";
  const previous = before(table, r, c);
  const value = answer.at(r, c).value;
  if (value === null || !previous || previous.value === null) return "—";
  const {direction, percent, difference} = change({metric, value, previous: previous.value});
  if (direction === null || difference === null) return "—";
  if (direction === "flat") return arrows.flat;
  const size = Math.abs(rounded(percent ?? difference, metric.unit === "%" || percent !== null ? 1 : 2));
  return `${arrows[direction]}${size}${metric.unit === "%" ? "个百分点" : percent === null ? metric.unit : "%"}`;
}

/** The cell that one is compared with. */
function before({answer, previous, question}: PivotTable, r: number, c: number): Cell | null {
  const {rows, columns} = answer;
  if (question.columns === byYear) {
    const earlier = columns.indexOf(String(Number(columns[c]) - 1));
    return earlier < 0 ? null : answer.at(r, earlier);
  }
  if (!previous) return null;
  const row = r < rows.length ? previous.rows.indexOf(rows[r]!) : previous.rows.length;
  const column = c < columns.length ? previous.columns.indexOf(columns[c]!) : previous.columns.length;
  return row < 0 || column < 0 ? null : previous.at(row, column);
}

/** The label of a place on an axis: years with their word. */
export const yearOf = (axis: string | null, label: string) => (axis === byYear ? `${label}年` : label);

/** The places of the rows in the order chosen. */
export function orderOf({answer, sorted}: PivotTable): number[] {
  const places = answer.rows.map((_, r) => r);
  if (!sorted) return places;
  const value = (r: number) => answer.at(r, sorted.column).value;
  return places.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sorted.down ? y - x : x - y;
  });
}

/** Whether a total over an axis says something: of years only what adds up. */
export const totals = (axis: string, {adds}: Metric) => axis !== byYear || adds;

/** The same as rows for files: numbers as they are printed, with the totals. */
export function plainTable(table: PivotTable): PlainTable {
  const {answer, question, metric, rowName} = table;
  const {rows, columns} = answer;
  const last = columns.length;
  const keys = [...columns.map((_, c) => c), last];
  return {
    columns: [
      {key: "row", label: rowName || "合计"},
      ...keys.map(c => ({
        key: String(c),
        label: c < last ? yearOf(question.columns, columns[c]!) : `合计${metric.unit && `（${metric.unit}）`}`
      }))
    ],
    rows: [...orderOf(table), rows.length].map(r => ({
      row: r < rows.length ? yearOf(question.rows, rows[r]!) : "合计",
      ...Object.fromEntries(keys.map(c => [String(c), cellText({...table, show: table.show}, r, c)]))
    }))
  };
}
