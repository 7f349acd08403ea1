import writeExcelFile, {type CellObject, type Row, type Sheet} from "write-excel-file/node";
import {basesWords} from "../../src/figures/bases.js";
import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import {range} from "../../src/figures/periods.js";
import {targetsOf} from "../../src/figures/targets.js";
import {unreadWords} from "../../src/figures/unknown.js";
import {inCell, printedTarget} from "../../src/metrics/format.js";
import {basisLabels, kindLabels, type Metric} from "../../src/metrics/index.js";
import {
  cell,
  colours,
  columnWidth,
  fitted,
  font,
  head,
  notesSheet,
  sectionRow,
  titleRow
} from "../../src/sheets/cells.js";
import {printed} from "./sheets/print.js";
import {settled} from "./zip.js";

/** `figures.xlsx`: notes; every figure with five years, change and words; the rules; the targets. */
export async function workbook(book: Book): Promise<Uint8Array> {
  const sheets = [
    notesSheet(`${book.year}年履职数据 说明`, notes(book)),
    figuresSheet(book),
    rulesSheet(book),
    ...(targetsOf(book).length ? [targetsSheet(book)] : [])
  ];
  const bytes = await writeExcelFile(sheets, font).toBuffer();
  return settled(bytes, book.tables.about[0]!.as_of, {part: printed(sheets)});
}

/** The years that the sheets show. */
const yearsIn = (book: Book) => book.series(book.catalogue.all[0]!.id, 5).map(d => d.year);

/** What any of the years shown knows: a figure that only others have stands with the reason why this one has not. */
const shownIn = (book: Book): Metric[] =>
  book.catalogue.all.filter(({id, part}) => !part && yearsIn(book).some(year => book.has(id, year)));

function figuresSheet(book: Book): Sheet<never> {
  const years = yearsIn(book);
  const metrics = shownIn(book);
  const heads = [
    "指标",
    "单位",
    ...years.map(year => `${year}年`),
    `较${book.versus}年`,
    "增减幅度",
    "文字表述",
    "报告写法"
  ];
  const width = heads.length;
  const labels = metrics.map(metric => metric.label);
  const widths = [columnWidth(labels, 20, 36), 9, ...years.map(() => 9.5), 15, 11, 48, 16];
  const data: Row[] = [
    titleRow(`${book.year}年履职数据`, width),
    heads.map((value, i) => ({
      ...head(value, i >= 2 && i < years.length + 4 ? "right" : "left"),
      ...(value === "文字表述" ? {indent: 1} : {})
    })),
    ...grouped(metrics, width, metric => fitted(figureRow(book, metric, years), widths))
  ];
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
    {...cell(metric.label), fontWeight: "bold", wrap: true},
    {...cell(metric.unit), textColor: colours.mute},
    ...values,
    amount(change.difference, metric.unit === "%" ? signed("0.0", "个百分点") : signed("0.##", "")),
    amount(change.percent === null ? null : change.percent / 100, signed("0.0%", "")),
    {...cell(change.words), wrap: true, indent: 1},
    {...cell(book.has(metric.id) ? book.printed(metric.id) : (book.reason(metric.id) ?? "无数据")), wrap: true}
  ];
}

/** Rows under the kind of export that they come from. */
function grouped(metrics: readonly Metric[], width: number, row: (metric: Metric) => Row): Row[] {
  return metrics.flatMap((metric, i) => [
    ...(metric.kind === metrics[i - 1]?.kind ? [] : [sectionRow(kindLabels[metric.kind], width)]),
    row(metric)
  ]);
}

function rulesSheet(book: Book): Sheet<never> {
  const heads = ["指标", "年度口径", "计算口径"];
  const metrics = shownIn(book);
  const widths = [
    columnWidth(
      metrics.map(metric => metric.label),
      20,
      36
    ),
    22,
    84
  ];
  return {
    sheet: "口径",
    data: [
      titleRow(`${book.year}年履职数据的计算口径`, heads.length),
      heads.map(value => head(value, "left")),
      ...grouped(metrics, heads.length, metric =>
        fitted(
          [
            {...cell(metric.label), fontWeight: "bold", wrap: true},
            {...cell(basisLabels[metric.basis]), textColor: colours.mute, wrap: true},
            {...cell(captionOf(book, [metric.id]).rule), wrap: true}
          ],
          widths
        )
      )
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 1,
    orientation: "landscape",
    showGridLines: false
  };
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

/** What is in the book and how to read it. */
function notes(book: Book): [string, string][] {
  const {as_of, sample} = book.tables.about[0]!;
  const years = yearsIn(book);
  const {asOf} = captionOf(
    book,
    book.known.map(({id}) => id)
  );
  const unread = [...book.incomplete.map(unreadWords), ...book.cellsUnread].join("；");
  return [
    ...(sample ? [["性质", "示例数据，不反映真实情况。"] as [string, string]] : []),
    ...(unread ? [["不完整", `${unread}，有关数字标有“不完整”。`] as [string, string]] : []),
    ["报告年度", `${book.year}年（${range(book)}），与${book.against}比较；另列${years[0]}年以来各年。`],
    ["数据截至", `${fullDay(asOf)}${as_of === asOf ? "" : `；业务系统数据导出到${fullDay(as_of)}`}。`],
    ["年度口径", `${basesWords(book)}。`],
    [
      "主要指标",
      "每行一个指标，按提案、社情民意、履职活动和其他分组：各年数值、较上年的差额和幅度、文字表述、报告里的写法。"
    ],
    ["口径", "每个指标怎样计算，按什么年度计。"],
    ...(targetsOf(book).length ? [["目标", `${book.year}年的目标和完成情况。`] as [string, string]] : []),
    ["比率", "由分子、分母现算，不取平均；差额按未四舍五入的数值相减，单位为个百分点。"],
    ["—", "没有数据，或不能比较；没有数据不等于零。"]
  ];
}

/** A value with the format that shows it as a report rounds: a rate short of all never shows 100.0%. */
function number(metric: Metric, value: number | null, current: boolean): CellObject {
  if (value === null) return {...cell("—"), align: "right", textColor: colours.mute};
  const shown = inCell(metric, value);
  return {...numeric(shown.value, shown.format), ...(current ? {fontWeight: "bold" as const} : {})};
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
