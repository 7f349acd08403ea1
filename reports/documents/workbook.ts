import writeExcelFile, {type CellObject, type Row, type Sheet} from "write-excel-file/node";
import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import {range} from "../../src/figures/periods.js";
import {targetsOf} from "../../src/figures/targets.js";
import {printedTarget} from "../../src/metrics/format.js";
import {basisLabels, kindLabels, type Metric} from "../../src/metrics/index.js";
import {roundedPercentage} from "../../src/metrics/round.js";
import {settled} from "./zip.js";

const ink = "#1f2328";
const mute = "#646b73";
const rule = "#d5d1c8";
const ground = "#f2f0ea";
const now = "#a8322a";

/** `figures.xlsx`: every figure with five years, change and words, and rule; the targets; notes. */
export async function workbook(book: Book): Promise<Uint8Array> {
  const sheets = [figuresSheet(book), ...(targetsOf(book).length ? [targetsSheet(book)] : [])];
  const bytes = await writeExcelFile(sheets, {
    fontFamily: "Microsoft YaHei",
    fontSize: 10
  }).toBuffer();
  return settled(bytes, book.tables.about[0]!.as_of, {text: onOnePageWide});
}

function figuresSheet(book: Book): Sheet<never> {
  const years = book.series(book.known[0]!.id, 5).map(d => d.year);
  const heads = [
    "指标",
    "单位",
    ...years.map(year => `${year}年`),
    `较${book.versus}年`,
    "增减幅度",
    "文字表述",
    "报告写法",
    "年度口径",
    "计算口径"
  ];
  const width = heads.length;
  const data: Row[] = [
    titleRow(`${book.year}年履职数据`, width),
    noteRow(notes(book), width),
    heads.map((value, i) => head(value, i >= 2 && i < years.length + 4 ? "right" : "left"))
  ];
  let kind: Metric["kind"] | undefined;
  for (const metric of book.known) {
    if (metric.kind !== kind) {
      kind = metric.kind;
      data.push(sectionRow(kindLabels[kind], width));
    }
    data.push(figureRow(book, metric, years));
  }
  return {
    sheet: "主要指标",
    data,
    columns: [28, 8, ...years.map(() => 10), 14, 11, 46, 16, 22, 66].map(width => ({width})),
    stickyRowsCount: 3,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
}

function figureRow(book: Book, metric: Metric, years: number[]): Row {
  const change = book.change(metric.id);
  const values = years.map(year => number(metric, book.value(metric.id, year), year === book.year));
  return [
    {...cell(metric.label), fontWeight: "bold"},
    {...cell(metric.unit), textColor: mute},
    ...values,
    amount(change.difference, metric.unit === "%" ? signed("0.0", "个百分点") : signed("0.##", "")),
    amount(change.percent === null ? null : change.percent / 100, signed("0.0%", "")),
    {...cell(change.words), wrap: true, indent: 1},
    cell(book.printed(metric.id)),
    {...cell(basisLabels[metric.basis]), textColor: mute, wrap: true},
    {...cell(captionOf(book, [metric.id]).rule), textColor: mute, wrap: true}
  ];
}

function targetsSheet(book: Book): Sheet<never> {
  const heads = ["指标", "目标", `${book.year}年实际`, "进展"];
  const data: Row[] = [
    titleRow(`${book.year}年目标`, heads.length),
    heads.map(value => head(value, "left")),
    ...targetsOf(book).map(({metric, target, comparison, value, words}) => [
      {...cell(metric.label), fontWeight: "bold" as const},
      cell(printedTarget(metric, target, comparison)),
      cell(value === null ? "无数据" : book.exact(metric.id)),
      {...cell(words), wrap: true}
    ])
  ];
  return {
    sheet: "目标",
    data,
    columns: [28, 16, 16, 60].map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
}

function notes(book: Book): string {
  const asOf = fullDay(book.tables.about[0]!.as_of);
  const sample = book.tables.about[0]!.sample ? "示例数据,非真实情况。" : "";
  return `${sample}${range(book)};数据截至${asOf};提案按届次年度计,其余按自然年计;满意率等比率按未四舍五入的数值相减。`;
}

const cell = (value: string): CellObject => ({
  value,
  type: String,
  format: "@",
  align: "left",
  alignVertical: "center",
  textColor: ink,
  bottomBorderColor: rule,
  bottomBorderStyle: "hair",
  height: 18
});

const head = (value: string, align: "left" | "right"): CellObject => ({
  value,
  type: String,
  align,
  alignVertical: "center",
  fontWeight: "bold",
  backgroundColor: ground,
  topBorderColor: ink,
  topBorderStyle: "thin",
  bottomBorderColor: ink,
  bottomBorderStyle: "thin",
  height: 24
});

const titleRow = (value: string, columnSpan: number): Row => [
  {
    value,
    type: String,
    fontFamily: "SimSun",
    fontSize: 18,
    fontWeight: "bold",
    height: 34,
    columnSpan,
    alignVertical: "center"
  },
  ...Array(columnSpan - 1).fill(null)
];

const noteRow = (value: string, columnSpan: number): Row => [
  {value, type: String, textColor: mute, height: 20, columnSpan, alignVertical: "center"},
  ...Array(columnSpan - 1).fill(null)
];

const sectionRow = (value: string, width: number): Row =>
  Array.from({length: width}, (_, i) => ({
    value: i === 0 ? value : undefined,
    type: String,
    fontWeight: "bold" as const,
    textColor: now,
    height: 22,
    alignVertical: "bottom" as const,
    bottomBorderColor: rule,
    bottomBorderStyle: "thin" as const
  }));

/** A value with the format that shows it as a report rounds: a rate short of all never shows 100.0%. */
function number(metric: Metric, value: number | null, current: boolean): CellObject {
  if (value === null) return {...cell("—"), align: "right", textColor: mute};
  const rate = metric.unit === "%";
  const format = rate ? "0.0%" : Number.isInteger(value) ? "[>=10000]#\\ ##0;0" : "0.0";
  const percentage = roundedPercentage(value * 100);
  const shown = rate && Math.abs(percentage - value * 100) > 0.0501 ? percentage / 100 : value;
  return {...numeric(shown, format), ...(current ? {fontWeight: "bold" as const} : {})};
}

function amount(value: number | null, format: string): CellObject {
  return value === null ? {...cell("—"), align: "right", textColor: mute} : numeric(value, format);
}

const numeric = (value: number, format: string): CellObject => ({
  ...cell(""),
  value,
  type: Number,
  format,
  align: "right"
});

/** A format with its sign always shown, and 持平 for none. */
const signed = (digits: string, unit: string) => {
  const suffix = unit ? `"${unit}"` : "";
  return `+${digits}${suffix};-${digits}${suffix};"持平"`;
};

/** Prints all columns on one page's width. */
export function onOnePageWide(name: string, xml: string): string {
  if (!name.startsWith("xl/worksheets/sheet")) return xml;
  const setup = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
  return xml
    .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(/<pageSetup[^>]*\/>/, setup);
}
