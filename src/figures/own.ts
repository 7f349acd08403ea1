import {bars, funnel, parts} from "../charts/index.js";
import {countsList} from "../metrics/dimensions.js";
import {dataOf, pageOf} from "../metrics/own-charts.js";
import {roundedPercentage} from "../metrics/round.js";
import type {OwnChart} from "../metrics/table/charts.js";
import type {Book} from "./book.js";
import {gapNote, stepsLeft} from "./caption.js";
import {formats, itemCell, valueCell, yearNames} from "./cells.js";
import {type Figure, figure, traced} from "./figure.js";
import {marksByYear, notesOn} from "./notes.js";
import {changesOf} from "./overview.js";
import {changeFinding, leaders} from "./sentences.js";
import {barsFigure, calendarFigure, cumulativeFigure, matrixFigure, trendFigure} from "./shapes/index.js";
import {byItems, hasItems, itemValue} from "./shapes/items.js";
import type {Tables} from "./tables.js";

const made = new WeakMap<Tables["about"], Figure[]>();

/** The office's own charts, as charts.csv declares them. */
export function ownFigures({tables}: Book): Figure[] {
  let figures = made.get(tables.about);
  if (!figures) {
    figures = chartsIn(tables).map(ownFigure);
    made.set(tables.about, figures);
  }
  return figures;
}

/**
 * The own charts of a page: those that name it and whose data it has. The page 自选图表 has the others.
 */
export function ownOn(book: Book, page: string): Figure[] {
  const figures = ownFigures(book);
  return chartsIn(book.tables).flatMap((chart, i) => (pageOf(chart) === page ? [figures[i]!] : []));
}

/** The datasets that the own charts of a page draw from. */
export const drawnOn = ({tables}: Book, page: string): string[] => [
  ...new Set(chartsIn(tables).flatMap(chart => (pageOf(chart) === page ? dataOf(chart) : [])))
];

/** The own charts that name a page but whose data it has not: they stand on 自选图表. */
export const elsewhere = (book: Book, page: string): Figure[] =>
  ownOn(book, "charts").filter(({id}) => chartsIn(book.tables)[Number(id.slice(4)) - 1]?.page === page);

/** The own charts whose page there is not, and why: 「庚」应在「履职活动」页，没有履职活动的数据，没有这一页. */
export const moved = ({tables}: Book): string[] =>
  chartsIn(tables).flatMap(({name, moved}) => (moved ? [`「${name}」应在「${moved.page}」页，${moved.why}`] : []));

const chartsIn = ({about}: Tables) => JSON.parse(about[0]?.charts ?? "[]") as OwnChart[];

function ownFigure(chart: OwnChart, i: number): Figure {
  const figure = {...shaped(chart, `own-${i + 1}`), ...(chart.title ? {title: () => chart.title!} : {})};
  return chart.years ? ofYears(figure, chart.years) : figure;
}

/** A figure that sees so many years of each metric. */
function ofYears(figure: Figure, count: number): Figure {
  const cut = (book: Book): Book =>
    Object.create(book, {series: {value: (id: string) => book.series(id, count)}}) as Book;
  return {
    ...figure,
    draw: (book, options) => figure.draw(cut(book), options),
    table: book => figure.table(cut(book)),
    ...(figure.gaps ? {gaps: (book: Book) => figure.gaps!(cut(book))} : {}),
    ...(figure.years ? {years: (book: Book) => figure.years!(cut(book))} : {})
  };
}

function shaped(chart: OwnChart, id: string): Figure {
  const {shape, metrics, dimension} = chart;
  const drawn = drawnAs(chart, id);
  if (shape === "漏斗") return {...drawn, gaps: book => stepsLeft(book, metrics)};
  const gaps = (book: Book) => [
    ...(shape === "累计" || shape === "矩阵" ? [gapNote(book, metrics)] : [drawn.gaps?.(book) ?? ""]),
    ...(dimension ? [yearsUnsplit(book, metrics[0]!, dimension)] : [])
  ];
  return {...drawn, gaps: book => gaps(book).filter(Boolean).join("；")};
}

/** The years of a metric that cannot be told by the items: 2023年不能按来源渠道分（2023年的导出文件没有「来源渠道」列）. */
function yearsUnsplit(book: Book, metric: string, {id, label}: {id: string; label: string}): string {
  const told = book.series(metric).filter(({value, year}) => value !== null && year <= book.year);
  return told
    .flatMap(({year}) => {
      const why = book.reason(metric, year, id);
      return why ? [`${year}年不能按${label}分（${why}）`] : [];
    })
    .join("；");
}

function drawnAs({name, shape, metrics, dimension}: OwnChart, id: string): Figure {
  const metric = metrics[0]!;
  const split = dimension && {
    ...{id, name, metric, dimension: dimension.id, what: dimension.label},
    ...(dimension.multiple ? {multiple: true, note: "一项可归几类，各类之和大于总数"} : {})
  };
  switch (shape) {
    case "累计":
      return cumulativeFigure({id, name, metric});
    case "排行":
      return barsFigure(split!);
    case "矩阵":
      return matrixFigure(split!);
    case "占比":
      return dimension!.multiple ? severalFigure(split!, dimension!.column) : sharesFigure(split!);
    case "变化":
      return changesOf(id, name, metrics);
    case "日历":
      return calendarFigure({id, name, metric});
    case "漏斗":
      return stepsFigure(id, name, metrics);
    case "走势":
      return trendOf(id, name, metrics);
  }
}

/** Metrics over the years, each by its label. */
function trendOf(id: string, name: string, metrics: string[]): Figure {
  const lines = (book: Book) => metrics.map((metric): [string, string] => [metric, book.metric(metric).label]);
  const of = (book: Book) => trendFigure({id, name, lines: lines(book)});
  return figure({
    id,
    name,
    needs: [],
    metrics: () => metrics,
    has: book => of(book).has!(book),
    title: book => of(book).title(book),
    subtitle: book => of(book).subtitle(book),
    years: book => of(book).years!(book),
    gaps: book => of(book).gaps!(book),
    draw: (book, options) => of(book).draw(book, options),
    table: book => of(book).table(book)
  });
}

/** Metrics one after another, from the largest group to the smallest. */
function stepsFigure(id: string, name: string, metrics: string[]): Figure {
  const first = metrics[0]!;
  return figure({
    id,
    name,
    needs: [],
    metrics: () => metrics,
    has: book => metrics.some(metric => book.value(metric) !== null),
    title: book => changeFinding(book, first),
    subtitle: book => `${yearNames(book, first).now}，${book.metric(first).unit}；短线为${book.againstOf(first)}`,
    draw: (book, options) =>
      funnel(
        metrics
          .filter(metric => book.value(metric) !== null)
          .map(metric => ({
            item: book.metric(metric).label,
            value: book.value(metric)!,
            previous: book.value(metric, book.versus),
            named: metric === first
          })),
        {...formats(book, first), label: `${name}：${changeFinding(book, first)}`, ...yearNames(book, first)},
        options
      ),
    table: book =>
      traced(
        ["环节", ...[book.year, book.versus].map(year => `${year}年（${book.metric(first).unit}）`)],
        metrics.map(metric => [
          book.metric(metric).label,
          valueCell(book, metric, book.year),
          valueCell(book, metric, book.versus)
        ])
      )
  });
}

/**
 * The share of a metric's items under each item of a dimension, where one may stand under several: of all there are, as
 * the metrics of its values say, not of the mentions. What counts the mentions themselves is parted as a whole is.
 */
function severalFigure(of: Split, column: string): Figure {
  const {id, name, metric, dimension, what} = of;
  const apart = sharesFigure({...of, note: ""});
  const mentions = (book: Book) => countsList(book.metric(metric), column);
  const ratio = (book: Book, item: string, year: number) => {
    const [part, whole] = [itemValue(book, metric, dimension, item, year), book.value(metric, year)];
    return part !== null && whole ? part / whole : null;
  };
  const items = (book: Book) => {
    const all = book.items(metric, dimension).map(d => d.item);
    return [...all.filter(item => item !== "未填"), ...all.filter(item => item === "未填")];
  };
  const percent = (value: number) => `${roundedPercentage(value * 100)}%`;
  const bare = (value: number | null) => (value === null ? null : roundedPercentage(value * 100));
  const several = figure({
    id,
    name,
    needs: [byItems(metric)],
    metrics: () => [metric],
    has: book => hasItems(book, metric, dimension) && Boolean(book.value(metric)),
    title: book => leaders(book, metric, dimension, what),
    subtitle: book =>
      `${yearNames(book, metric).now}各${what}占${book.metric(metric).label}${book.exact(metric)}的比例，%；短线为${book.againstOf(metric)}`,
    note: () => of.note ?? "",
    draw: (book, options) =>
      bars(
        items(book).map(item => ({
          item,
          value: ratio(book, item, book.year) ?? 0,
          previous: ratio(book, item, book.versus),
          quiet: item === "未填"
        })),
        {
          ...{format: percent, plain: percent, label: `${name}：${leaders(book, metric, dimension, what)}`},
          ...{top: 10, rest: null, ...yearNames(book, metric)}
        },
        options
      ),
    table: book => {
      const years = [book.year, book.versus];
      const {unit} = book.metric(metric);
      return traced(
        [what, ...years.flatMap(year => [`${year}年（${unit}）`, `${year}年占比（%）`])],
        items(book).map(item => [
          item,
          ...years.flatMap(year => [
            itemCell(book, metric, year, {dimension, item, value: itemValue(book, metric, dimension, item, year)}),
            bare(ratio(book, item, year))
          ])
        ])
      );
    }
  });
  const shown = (book: Book) => (mentions(book) ? apart : several);
  return {
    ...several,
    has: book => shown(book).has!(book),
    title: book => shown(book).title(book),
    subtitle: book => shown(book).subtitle(book),
    note: book => shown(book).note?.(book) ?? "",
    draw: (book, options) => shown(book).draw(book, options),
    table: book => shown(book).table(book)
  };
}

interface Split {
  id: string;
  name: string;
  metric: string;
  dimension: string;
  what: string;
  note?: string;
}

/** What share each item of a dimension has of a metric, year by year: the four largest, and the rest together. */
function sharesFigure(of: Split): Figure {
  const {id, name, metric, dimension, what} = of;
  const years = (book: Book) =>
    book
      .series(metric, 5)
      .map(d => d.year)
      .filter(year => book.items(metric, dimension, year).length > 0);
  const named = (book: Book) => book.items(metric, dimension).map(d => d.item);
  const largest = (book: Book) => named(book).slice(0, named(book).length > 5 ? 4 : 5);
  const value = (book: Book, item: string, year: number) =>
    book.items(metric, dimension, year).find(d => d.item === item)?.value ?? 0;
  const rest = (book: Book, year: number) =>
    book
      .items(metric, dimension, year)
      .filter(d => !largest(book).includes(d.item))
      .reduce((sum, d) => sum + d.value, 0);
  const noted = (book: Book) => marksByYear(notesOn(book, {name, metrics: () => [metric], years}));
  const whole = (book: Book, year: number) => `${year}年${book.isCut(metric) ? "同期" : ""}${noted(book)[year] ?? ""}`;
  return figure({
    id,
    name,
    needs: [byItems(metric)],
    metrics: () => [metric],
    has: book => hasItems(book, metric, dimension),
    years,
    title: book => leaders(book, metric, dimension, what),
    subtitle: book => `${book.metric(metric).label}按${what}的构成，%${book.isCut(metric) ? "，各年均截至同期" : ""}`,
    draw: (book, options) => {
      const other = years(book).some(year => rest(book, year) > 0) ? ["其余"] : [];
      return parts(
        years(book).flatMap(year => [
          ...largest(book).map(part => ({whole: whole(book, year), part, value: value(book, part, year)})),
          ...other.map(part => ({whole: whole(book, year), part, value: rest(book, year)}))
        ]),
        {
          ...formats(book, metric),
          label: `${name}：${leaders(book, metric, dimension, what)}`,
          parts: [...largest(book), ...other],
          unfinished: book.isCut(metric) ? whole(book, Math.max(book.year, book.versus)) : undefined,
          share: ratio => `${roundedPercentage(ratio * 100)}%`
        },
        options
      );
    },
    table: book =>
      traced(
        [what, ...years(book).map(year => `${year}年（${book.metric(metric).unit}）`)],
        named(book).map(item => [
          item,
          ...years(book).map(year => itemCell(book, metric, year, {dimension, item, value: value(book, item, year)}))
        ])
      )
  });
}
