import {unzipSync} from "fflate";
import pptxgen from "pptxgenjs";
import {print} from "../../src/charts/index.js";
import type {Book} from "../../src/figures/book.js";
import {captionOf, unreadNote} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure, FigureTable} from "../../src/figures/figure.js";
import {newTerms} from "../../src/figures/periods.js";
import {fullWidth} from "../../src/text/punctuation.js";
import {type Story, withoutKey} from "../story/story.js";
import {settled} from "./zip.js";

type Slide = ReturnType<InstanceType<typeof pptxgen>["addSlide"]>;

const hex = (color: string) => color.slice(1).toUpperCase();
const colors = {
  ink: hex(print.ink),
  mute: hex(print.mute),
  rule: hex(print.rule),
  now: hex(print.now),
  prev: hex(print.prev),
  past: hex(print.past)
};
const sans = "Microsoft YaHei";
const serif = "SimSun";
const margin = 0.7;
const width = 13.33 - 2 * margin;

/** A story as a presentation: a cover, what it says, and every figure as a chart that can be edited. */
export async function deck(story: Story, book: Book): Promise<Uint8Array> {
  const {as_of, sample} = book.tables.about[0]!;
  const presentation = new pptxgen();
  presentation.layout = "LAYOUT_WIDE";
  presentation.title = story.title;
  presentation.author = "履职数据年报";
  presentation.company = "";
  presentation.theme = {headFontFace: sans, bodyFontFace: sans};
  const cover = presentation.addSlide();
  cover.addShape("rect", {x: margin, y: 2.5, w: 0.08, h: 1.6, fill: {color: colors.now}});
  cover.addText(story.title, {
    x: margin + 0.3,
    y: 2.4,
    w: width,
    h: 1,
    fontFace: serif,
    fontSize: 40,
    bold: true,
    color: colors.ink
  });
  cover.addText(fullWidth(`${sample ? "示例数据,不反映真实情况 ・ " : ""}数据截至${fullDay(as_of)}`), {
    x: margin + 0.3,
    y: 3.45,
    w: width,
    h: 0.6,
    fontFace: sans,
    fontSize: 18,
    color: colors.mute
  });
  for (const group of points(story)) overview(presentation.addSlide(), story.title, group);
  const figures = story.blocks.flatMap(block => (block.type === "figures" ? block.figures : []));
  for (const figure of figures) chartSlide(presentation.addSlide(), figure, book);
  const bytes = (await presentation.write({outputType: "uint8array"})) as Uint8Array;
  return settled(bytes, as_of, renumbering(bytes));
}

interface Point {
  heading: string;
  runs: {text: string; bold: boolean}[];
}

/** The paragraphs under their headings, four to a slide. */
function points(story: Story): Point[][] {
  let heading = "";
  const all: Point[] = [];
  for (const block of story.blocks) {
    if (block.type === "heading") heading = block.text;
    if (block.type !== "paragraph") continue;
    all.push({heading, runs: block.runs});
    heading = "";
  }
  return Array.from({length: Math.ceil(all.length / 4)}, (_, i) => all.slice(i * 4, i * 4 + 4));
}

function overview(slide: Slide, title: string, group: Point[]) {
  heading(slide, title);
  const height = 5.4 / Math.max(group.length, 3);
  for (const [i, point] of group.entries()) {
    const y = 1.5 + i * height;
    slide.addText(point.heading, {
      x: margin,
      y,
      w: 2,
      h: height - 0.2,
      fontFace: sans,
      fontSize: 20,
      bold: true,
      color: colors.ink,
      valign: "top",
      margin: 0
    });
    slide.addText(
      point.runs.map(({text, bold}) => ({text, options: {bold, color: bold ? colors.now : colors.ink}})),
      {
        x: margin + 2.1,
        y,
        w: width - 2.1,
        h: height - 0.2,
        fontFace: sans,
        fontSize: 20,
        valign: "top",
        margin: 0,
        fit: "shrink"
      }
    );
    if (i) slide.addShape("line", {x: margin, y: y - 0.14, w: width, h: 0, line: {color: colors.rule, width: 0.75}});
  }
}

function heading(slide: Slide, text: string) {
  slide.addShape("rect", {x: margin, y: 0.45, w: width, h: 0.03, fill: {color: colors.ink}});
  slide.addText(text, {
    x: margin,
    y: 0.55,
    w: width,
    h: 0.7,
    fontFace: serif,
    fontSize: 26,
    bold: true,
    color: colors.ink,
    margin: 0,
    fit: "shrink"
  });
}

/** The finding, the chart with its data behind it, and where it comes from. */
function chartSlide(slide: Slide, figure: Figure, book: Book) {
  const {asOf, source} = captionOf(book, figure.metrics(book));
  heading(slide, fullWidth(figure.title(book)));
  const unread = unreadNote(book, figure.metrics(book));
  slide.addText(fullWidth([withoutKey(figure.subtitle(book)), unread].filter(Boolean).join("。")), {
    x: margin,
    y: 1.2,
    w: width,
    h: 0.35,
    fontFace: sans,
    fontSize: 14,
    color: colors.mute,
    margin: 0
  });
  const {names, series, time} = chartData(figure.table(book));
  const firsts = new Set(newTerms(book).map(year => `${year}年`));
  const labels = names.map(name => (firsts.has(name) ? fullWidth(`${name}(新一届)`) : name));
  const data = series.map(({name, values}) => ({name: fullWidth(name), labels, values: values as number[]}));
  slide.addChart(time ? "line" : "bar", data, {
    x: margin,
    y: 1.65,
    w: width,
    h: 4.9,
    altText: figure.title(book),
    chartColors: time ? [colors.now, colors.prev, colors.past, colors.mute] : [colors.now, colors.past],
    barDir: "bar",
    barGapWidthPct: 40,
    // The types forget that categories may run downwards, which makes the first the topmost.
    catAxisOrientation: (time ? "minMax" : "maxMin") as "minMax",
    catAxisLabelFontFace: sans,
    catAxisLabelFontSize: 13,
    catAxisLabelColor: colors.ink,
    valAxisHidden: !time,
    valAxisLabelFontFace: sans,
    valAxisLabelFontSize: 12,
    valAxisLabelColor: colors.mute,
    valAxisMinVal: time ? undefined : 0,
    valGridLine: time ? {color: colors.rule, size: 0.5} : {style: "none"},
    catGridLine: {style: "none"},
    lineSize: 2.5,
    lineDataSymbolSize: 7,
    showLegend: series.length > 1,
    legendPos: "t",
    legendFontFace: sans,
    legendFontSize: 13,
    legendColor: colors.ink,
    showValue: true,
    dataLabelPosition: time ? "t" : "outEnd",
    dataLabelFontFace: sans,
    dataLabelFontSize: 12,
    dataLabelColor: colors.ink,
    dataLabelFormatCode: "General"
  });
  slide.addText(fullWidth(`截至${fullDay(asOf)} ・ 来源:${source}`), {
    x: margin,
    y: 6.75,
    w: width,
    h: 0.35,
    fontFace: sans,
    fontSize: 12,
    color: colors.mute,
    margin: 0
  });
}

interface ChartData {
  names: string[];
  series: {name: string; values: (number | null)[]}[];
  /** Whether the names are years or months, to be joined by a line. */
  time: boolean;
}

/** The columns of a figure's table that a chart can show: numbers of one unit, at most twelve items. */
export function chartData({columns, rows}: FigureTable): ChartData {
  const time = /^(年度|月份)$/.test(columns[0]!);
  const shown = time ? rows : rows.slice(0, 12);
  const numeric = columns
    .map((name, i) => ({name, i}))
    .filter(({i}) => i > 0 && shown.every(row => row[i] === null || typeof row[i] === "number"));
  const years = numeric.filter(({name}) => /^\d{4}年/.test(name));
  const picked = time || !years.length ? numeric : years.toSorted((a, b) => (a.name < b.name ? 1 : -1)).slice(0, 2);
  return {
    names: shown.map(row => String(row[0])),
    series: picked.map(({name, i}) => ({name, values: shown.map(row => row[i] as number | null)})),
    time
  };
}

/** The library numbers charts on from the presentation before; here they start at 1. */
function renumbering(bytes: Uint8Array) {
  const text = new TextDecoder("latin1").decode(bytes);
  const first = Math.min(...[...text.matchAll(/charts\/chart(\d+)\.xml/g)].map(match => Number(match[1])));
  const shift = (content: string) =>
    content.replace(
      /(chart|Microsoft_Excel_Worksheet)(\d+)(?=\.xml|\.xlsx)/g,
      (_, what, n) => `${what}${Number(n) - first + 1}`
    );
  const parts = new Set(Object.keys(unzipSync(bytes)).map(name => `/${shift(name)}`));
  // It also lists a slide master for each slide; there is one.
  const present = (types: string) =>
    types.replace(/<Override PartName="([^"]+)"[^>]*\/>/g, (entry, part) => (parts.has(part) ? entry : ""));
  return {
    name: shift,
    text: (name: string, content: string) =>
      name === "[Content_Types].xml" ? present(shift(content)) : quietLines(shift(content))
  };
}

/** Of several lines only the first says its values: the others' would lie on one another. */
function quietLines(xml: string): string {
  if (!xml.includes("<c:lineChart>")) return xml;
  const [head, first, ...others] = xml.split(/(?=<c:ser>)/);
  return [head, first, ...others.map(line => line.replaceAll('<c:showVal val="1"/>', '<c:showVal val="0"/>'))].join("");
}
