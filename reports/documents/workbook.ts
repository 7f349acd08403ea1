import type {Document, Element} from "@xmldom/xmldom";
import writeExcelFile, {type CellObject, type Row, type Sheet} from "write-excel-file/node";
import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import {range} from "../../src/figures/periods.js";
import {targetsOf} from "../../src/figures/targets.js";
import {printedTarget} from "../../src/metrics/format.js";
import {basisLabels, kindLabels, type Metric} from "../../src/metrics/index.js";
import {roundedPercentage} from "../../src/metrics/round.js";
import {cell, colours, fitted, head, sectionRow, titleRow} from "./cells.js";
import {settled} from "./zip.js";

/** `figures.xlsx`: notes; every figure with five years, change and words, and rule; the targets. */
export async function workbook(book: Book): Promise<Uint8Array> {
  const sheets = [notesSheet(book), figuresSheet(book), ...(targetsOf(book).length ? [targetsSheet(book)] : [])];
  const bytes = await writeExcelFile(sheets, {
    fontFamily: "Microsoft YaHei",
    fontSize: 10
  }).toBuffer();
  return settled(bytes, book.tables.about[0]!.as_of, {part: onOnePageWide});
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
  const widths = [28, 10, ...years.map(() => 10), 16, 11, 46, 16, 22, 66];
  const data: Row[] = [
    titleRow(`${book.year}年履职数据`, width),
    heads.map((value, i) => head(value, i >= 2 && i < years.length + 4 ? "right" : "left"))
  ];
  let kind: Metric["kind"] | undefined;
  for (const metric of book.known) {
    if (metric.kind !== kind) {
      kind = metric.kind;
      data.push(sectionRow(kindLabels[kind], width));
    }
    data.push(fitted(figureRow(book, metric, years), widths));
  }
  return {
    sheet: "主要指标",
    data,
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
}

function figureRow(book: Book, metric: Metric, years: number[]): CellObject[] {
  const change = book.change(metric.id);
  const values = years.map(year => number(metric, book.value(metric.id, year), year === book.year));
  return [
    {...cell(metric.label), fontWeight: "bold"},
    {...cell(metric.unit), textColor: colours.mute},
    ...values,
    amount(change.difference, metric.unit === "%" ? signed("0.0", "个百分点") : signed("0.##", "")),
    amount(change.percent === null ? null : change.percent / 100, signed("0.0%", "")),
    {...cell(change.words), wrap: true, indent: 1},
    {...cell(book.has(metric.id) ? book.printed(metric.id) : (book.reason(metric.id) ?? "无数据")), wrap: true},
    {...cell(basisLabels[metric.basis]), textColor: colours.mute, wrap: true},
    {...cell(captionOf(book, [metric.id]).rule), textColor: colours.mute, wrap: true}
  ];
}

function targetsSheet(book: Book): Sheet<never> {
  const heads = ["指标", "目标", `${book.year}年实际`, "进展"];
  const widths = [28, 16, 16, 60];
  const data: Row[] = [
    titleRow(`${book.year}年目标`, heads.length),
    heads.map(value => head(value, "left")),
    ...targetsOf(book).map(({metric, target, comparison, value, words}) =>
      fitted(
        [
          {...cell(metric.label), fontWeight: "bold" as const, wrap: true},
          cell(printedTarget(metric, target, comparison)),
          cell(value === null ? "无数据" : book.exact(metric.id)),
          {...cell(words), wrap: true}
        ],
        widths
      )
    )
  ];
  return {
    sheet: "目标",
    data,
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
}

/** What is in the book and how to read it, the first sheet. */
function notesSheet(book: Book): Sheet<never> {
  const {as_of, sample} = book.tables.about[0]!;
  const widths = [18, 96];
  const years = book.series(book.known[0]!.id, 5).map(d => d.year);
  const entries: [string, string][] = [
    ...(sample ? [["性质", "示例数据,不反映真实情况。"] as [string, string]] : []),
    ...(book.incomplete.length
      ? [
          ["不完整", `${book.incomplete.map(({name}) => name).join("、")}没有读，有关数字标有“不完整”。`] as [
            string,
            string
          ]
        ]
      : []),
    ["报告年度", `${book.year}年(${range(book)}),与${book.against}比较;另列${years[0]}年以来各年。`],
    ["数据截至", `${fullDay(as_of)}。`],
    ["年度口径", "提案按届次年度计,社情民意、履职活动和台账指标按自然年计。"],
    ["主要指标", "每行一个指标:各年数值、较上年的差额和幅度、文字表述、报告里的写法、计算口径。"],
    ...(targetsOf(book).length ? [["目标", `${book.year}年的目标和完成情况。`] as [string, string]] : []),
    ["比率", "由分子、分母现算,不取平均;差额按未四舍五入的数值相减,单位为个百分点。"],
    ["—", "没有数据,或不能比较;没有数据不等于零。"]
  ];
  const data: Row[] = [
    titleRow(`${book.year}年履职数据 说明`, widths.length),
    ...entries.map(([name, text]) =>
      fitted(
        [
          {...cell(name), fontWeight: "bold" as const},
          {...cell(text), wrap: true}
        ],
        widths
      )
    )
  ];
  return {
    sheet: "说明",
    data,
    columns: widths.map(width => ({width})),
    orientation: "landscape",
    showGridLines: false
  };
}

/** A value with the format that shows it as a report rounds: a rate short of all never shows 100.0%. */
function number(metric: Metric, value: number | null, current: boolean): CellObject {
  if (value === null) return {...cell("—"), align: "right", textColor: colours.mute};
  const rate = metric.unit === "%";
  const format = rate ? "0.0%" : Number.isInteger(value) ? "[>=10000]#\\ ##0;0" : "0.0";
  const percentage = roundedPercentage(value * 100);
  const shown = rate && Math.abs(percentage - value * 100) > 0.0501 ? percentage / 100 : value;
  return {...numeric(shown, format), ...(current ? {fontWeight: "bold" as const} : {})};
}

function amount(value: number | null, format: string): CellObject {
  return value === null ? {...cell("—"), align: "right", textColor: colours.mute} : numeric(value, format);
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
export function onOnePageWide(name: string): ((part: Document) => void) | null {
  return name.startsWith("xl/worksheets/sheet") ? fitWidth : null;
}

function fitWidth(part: Document): void {
  const root = part.documentElement!;
  const made = (name: string) => part.createElementNS(root.namespaceURI, name);
  const properties = made("sheetPr");
  const fit = made("pageSetUpPr");
  properties.appendChild(fit);
  fit.setAttribute("fitToPage", "1");
  root.insertBefore(properties, root.firstChild);
  const setup = Array.from(root.childNodes).find(node => node.nodeName === "pageSetup") as Element | undefined;
  const own = {paperSize: "9", orientation: "landscape", fitToWidth: "1", fitToHeight: "0"};
  for (const [key, value] of Object.entries(setup ? own : {})) setup!.setAttribute(key, value);
}
