import type {CellObject, Row, Sheet} from "write-excel-file/browser";
import {basesWords} from "../figures/bases.js";
import type {Book} from "../figures/book.js";
import {captionOf} from "../figures/caption.js";
import {compared, comparison} from "../figures/comparison.js";
import {fullDay} from "../figures/days.js";
import {ranges} from "../figures/periods.js";
import {kindLabels} from "../metrics/index.js";
import {cell, colours, columnWidth, fitted, head, notesSheet, sectionRow, titleRow} from "./cells.js";

/** 年度对比: how to read it, then every figure of the two years under the kind of export that it comes from. */
export function comparisonSheets(book: Book): Sheet<never>[] {
  return [notesSheet(`${book.year}年与${book.versus}年对比 说明`, notes(book)), figures(book)];
}

function notes(book: Book): [string, string][] {
  const {sample, as_of} = book.tables.about[0]!;
  const {asOf, source} = captionOf(
    book,
    compared(book).map(({id}) => id)
  );
  const cut = [ranges(book, "session"), ranges(book, "calendar")].filter(Boolean).join("；");
  return [
    ...(sample ? [["性质", "示例数据，不反映真实情况。"] as [string, string]] : []),
    ["数据截至", `${fullDay(asOf)}${as_of === asOf ? "" : `；业务系统数据导出到${fullDay(as_of)}`}。来源：${source}。`],
    ...(cut ? [["同期", `${cut}。`] as [string, string]] : []),
    ...(book.only ? [["筛选", book.only] as [string, string]] : []),
    ["年度口径", `${basesWords(book)}。`],
    ["增减和变化", "按未四舍五入的数值计算；比率相减，单位为个百分点；上年不足10的不算百分比。"],
    ["空格和—", "没有数据，或不能比较；没有数据不等于零。"]
  ];
}

function figures(book: Book): Sheet<never> {
  const metrics = compared(book);
  const {columns, rows} = comparison(book, metrics);
  const widths = [
    columnWidth(
      metrics.map(({label}) => label),
      20,
      36
    ),
    9,
    13,
    13,
    14,
    14,
    64
  ];
  const right = (i: number) => i > 1 && i < 6;
  const body: Row[] = metrics.flatMap((metric, n) => [
    ...(metric.kind === metrics[n - 1]?.kind ? [] : [sectionRow(kindLabels[metric.kind], columns.length)]),
    fitted(
      rows[n]!.map((value, i): CellObject => {
        const {value: _, ...style} = cell("");
        const set = right(i) ? {align: "right" as const} : {};
        // Text stays text: a cell that begins with = + - @ is no formula where it is typed.
        if (typeof value === "number") return {...style, ...set, value, type: Number, format: "General"};
        const look = i === 0 ? {fontWeight: "bold" as const} : i === 1 ? {textColor: colours.mute} : {};
        return {...cell(value ?? ""), ...set, ...look, ...(i === 0 || i === 6 ? {wrap: true} : {})};
      }),
      widths
    )
  ]);
  return {
    sheet: "年度对比",
    data: [
      titleRow(`${book.year}年与${book.versus}年对比`, columns.length),
      columns.map((value, i) => head(value, right(i) ? "right" : "left")),
      ...body
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
}
