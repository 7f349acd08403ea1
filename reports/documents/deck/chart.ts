import type {Book} from "../../../src/figures/book.js";
import {captionFor, unreadNote} from "../../../src/figures/caption.js";
import {fullDay} from "../../../src/figures/days.js";
import type {Figure, FigureTable} from "../../../src/figures/figure.js";
import {notesOn, noteWords} from "../../../src/figures/notes.js";
import {newTerms} from "../../../src/figures/periods.js";
import {typeset} from "../../../src/text/typeset.js";
import {listedWords, withoutKey} from "../../story/story.js";
import {column, type Said} from "./numbers.js";
import {colors, foot, heading, margin, type Slide, sans, width, write} from "./slide.js";

/**
 * The finding, the number it is about, the chart with its data behind it, and where it comes from. Of the chart one thing
 * is red: its first line, or the bars that it gives back, by their place; null where a table stands for it.
 */
export function chartSlide(
  slide: Slide,
  figure: Figure,
  book: Book,
  numbers: readonly Said[],
  over = ""
): number[] | null {
  const {asOf, source} = captionFor(figure, book);
  const origin = typeset(`截至${fullDay(asOf)},来源:${source}`);
  heading(slide, typeset(figure.title(book)), over);
  const {names, series, time} = chartData(figure.table(book));
  column(slide, numbers, time ? colors.now : colors.ink);
  const left = numbers.length ? 3.8 : 0;
  const place = {x: margin + left, w: width - left};
  const unread = unreadNote(book, figure.metrics(book));
  // Bars of so many colours nobody tells apart.
  const asTable = series.length === 0 || (!time && series.length > mostSeries);
  const words = asTable ? listedWords(figure, book) : withoutKey(figure.subtitle(book));
  write(slide, typeset([words, unread, ...noteWords(notesOn(book, figure))].filter(Boolean).join("。")), {
    ...{...place, y: 1.85, h: 0.32, size: 14, least: 9},
    color: colors.mute
  });
  const firsts = new Set(newTerms(book).map(year => `${year}年`));
  if (asTable) {
    grid(slide, figure.table(book), place);
    foot(slide, origin);
    return null;
  }
  const labels = names.map(name => (firsts.has(name) ? typeset(`${name}(新一届)`) : name));
  const data = series.map(({name, values}) => ({name: typeset(name), labels, values: values as number[]}));
  slide.addChart(time ? "line" : "bar", data, {
    ...place,
    y: 2.2,
    h: 4.6,
    altText: typeset(figure.title(book)),
    chartColors: (time
      ? [colors.now, colors.prev, colors.past, colors.mute]
      : [colors.prev, colors.past, colors.rule, colors.mute]
    ).slice(0, series.length),
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
  foot(slide, origin);
  if (time) return [];
  const named = figure.named?.(book).flatMap(name => (names.includes(name) ? [names.indexOf(name)] : [])) ?? [];
  return named.length ? named : [0];
}

const mostSeries = 4;

/** The first rows and columns of a table, as a table. */
function grid(slide: Slide, {columns, rows}: FigureTable, {x, w}: {x: number; w: number}): void {
  const wide = 8;
  const line = (cells: readonly (string | number | null)[], bold: boolean) =>
    cells.slice(0, wide + 1).map((cell, i) => ({
      text: cell === null ? "—" : typeset(String(cell)),
      options: {bold, align: (i ? "right" : "left") as "left", color: bold ? colors.mute : colors.ink}
    }));
  const shown = rows.slice(0, 12);
  slide.addTable([line(columns, true), ...shown.map(row => line(row, false))], {
    ...{x, w, y: 2.2, rowH: 0.33, fontFace: sans, fontSize: 12, margin: 0.04},
    border: {type: "none"}
  });
  const left = [
    ...(rows.length > shown.length ? [`前${shown.length}行，共${rows.length}行`] : []),
    ...(columns.length > wide + 1 ? [`前${wide}列，共${columns.length - 1}列`] : [])
  ];
  if (left.length) write(slide, left.join("；"), {x, w, y: 6.62, h: 0.28, size: 12, color: colors.mute});
}

interface ChartData {
  names: string[];
  series: {name: string; values: (number | null)[]}[];
  /** Whether the names are years or months, to be joined by a line. */
  time: boolean;
}

/** The columns of a figure's table that a chart can show: numbers of one unit, at most twelve items. */
export function chartData({columns, rows}: FigureTable): ChartData {
  // One year or month makes no line.
  const time = /^(年度|月份)$/.test(columns[0]!) && rows.length > 1;
  const shown = time ? rows : rows.slice(0, 12);
  const numeric = columns
    .map((name, i) => ({name, i}))
    .filter(
      ({i}) =>
        i > 0 && shown.every(row => row[i] === null || typeof row[i] === "number") && shown.some(row => row[i] !== null)
    );
  const years = numeric.filter(({name}) => /^\d{4}年/.test(name));
  const picked = time || !years.length ? numeric : years.toSorted((a, b) => (a.name < b.name ? 1 : -1)).slice(0, 2);
  return {
    names: shown.map(row => String(row[0])),
    series: picked.map(({name, i}) => ({name, values: shown.map(row => row[i] as number | null)})),
    time
  };
}
