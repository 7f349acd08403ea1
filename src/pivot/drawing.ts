import type {ChartOptions, NumberSpec} from "../charts/chart.js";
import {bars, dots, heat, parts, scatter, trend} from "../charts/index.js";
import type {Book} from "../figures/book.js";
import {exact, numeral} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {roundedPercentage} from "../metrics/round.js";
import type {Answer, Cell} from "./answer.js";
import {type Pair, pairsOf} from "./pairs.js";
import {byYear, type Question} from "./question.js";
import type {Shape} from "./shape.js";

/** Fewer items than this say little of a rate, a median or a mean. */
export const few = 5;

/** Rows that a chart shows of a long answer; the table has all. */
const most = 24;

/** What a chart is drawn of. */
export interface Drawn {
  question: Question;
  metric: Metric;
  answer: Answer;
  /** The same a year before, where one year is asked for. */
  previous: Answer | null;
  /** The measure that the rows are held against, where one is chosen. */
  against: {metric: Metric; answer: Answer} | null;
  /** The rows in the order of the table. */
  order: readonly number[];
  label: string;
  book: Book;
}

/** Draws an answer in a shape; all that fits of it. */
export function drawing(shape: Shape, drawn: Drawn): (options: ChartOptions) => SVGSVGElement {
  const {metric, label} = drawn;
  const numbers: NumberSpec = {
    label,
    format: value => exact(metric, value),
    plain: value => numeral(metric, value)
  };
  switch (shape) {
    case "bars":
      return options => barsOf(drawn, numbers, options);
    case "dots":
      return options => dotsOf(drawn, numbers, options);
    case "lines":
      return options => linesOf(drawn, numbers, options);
    case "stacked":
      return options => stackedOf(drawn, numbers, options);
    case "heat":
      return options => heatOf(drawn, numbers, options);
    case "scatter":
      return options => scatterOf(drawn, options);
  }
}

/** The cells of the one axis that an answer has. */
function along({answer, question, order}: Drawn): {item: string; cell: Cell}[] {
  const {rows, columns} = answer;
  const year = (question.rows ?? question.columns) === byYear ? "年" : "";
  return question.rows !== null
    ? order.map(r => ({item: `${rows[r]!}${year}`, cell: answer.at(r, columns.length)}))
    : columns.map((item, c) => ({item: `${item}${year}`, cell: answer.at(rows.length, c)}));
}

function before({previous, question}: Drawn, item: string): number | null {
  if (!previous) return null;
  const place = (question.rows !== null ? previous.rows : previous.columns).indexOf(item);
  if (place < 0) return null;
  return question.rows !== null
    ? previous.at(place, previous.columns.length).value
    : previous.at(previous.rows.length, place).value;
}

const known = (drawn: Drawn) =>
  along(drawn)
    .filter((d): d is {item: string; cell: Cell & {value: number}} => d.cell.value !== null)
    .slice(0, most);

function names({question, previous}: Drawn) {
  const [year] = question.years.length === 1 ? question.years : [];
  return year && previous ? {now: `${year}年`, previous: `${year - 1}年`} : {};
}

/** Whether a value is made of so few items that it says little. */
const thin = ({metric}: Drawn, {items}: Cell) => !metric.adds && items > 0 && items < few;

/** The items of a chart, the one that its title names marked: the largest, of those that say something. */
function ranked(drawn: Drawn) {
  const cells = known(drawn);
  const said = cells.filter(({item, cell}) => item !== "未填" && !thin(drawn, cell));
  const most = said.toSorted((a, b) => b.cell.value - a.cell.value)[0];
  return cells.map(each => ({
    ...{item: each.item, value: each.cell.value, previous: before(drawn, each.item)},
    ...{few: thin(drawn, each.cell), named: each === most}
  }));
}

const barsOf = (drawn: Drawn, numbers: NumberSpec, options: ChartOptions) =>
  bars(ranked(drawn), {...numbers, ...names(drawn)}, options);

function dotsOf(drawn: Drawn, numbers: NumberSpec, options: ChartOptions) {
  const {adds, unit} = drawn.metric;
  return dots(ranked(drawn), {...numbers, ...names(drawn), zero: adds || unit !== "%", few: `不足${few}条`}, options);
}

/** Whether a pair is made of so few items that it says little. */
export const weak = ({items}: Pair, ...metrics: readonly Metric[]): boolean =>
  metrics.some(({adds}) => !adds) && items > 0 && items < few;

function scatterOf({metric, answer, against, label}: Drawn, options: ChartOptions) {
  const {metric: other, answer: up} = against!;
  const axis = ({label, unit}: Metric) => `${label}${unit ? `（${unit}）` : ""}`;
  return scatter(
    pairsOf(answer, up).map(pair => ({...pair, few: weak(pair, metric, other)})),
    {
      label,
      format: value => numeral(other, value),
      formatX: value => numeral(metric, value),
      ...{across: axis(metric), up: axis(other)}
    },
    options
  );
}

function linesOf(drawn: Drawn, numbers: NumberSpec, options: ChartOptions) {
  const {answer, question, metric, book} = drawn;
  const {rows, columns} = answer;
  const down = question.rows === byYear;
  const years = (down ? rows : columns).map(Number);
  const split = (down ? question.columns : question.rows) !== null;
  const series = split ? (down ? columns : rows).slice(0, 4) : [""];
  const at = (y: number, s: number) => {
    const other = split ? s : down ? columns.length : rows.length;
    return down ? answer.at(y, other) : answer.at(other, y);
  };
  const open = book.tables.years.find(
    period => period.view === "year" && period.basis === question.basis && period.year === years.at(-1)
  );
  return trend(
    series.flatMap((name, s) => years.map((year, y) => ({year, series: name, value: at(y, s).value}))),
    {
      ...numbers,
      zero: metric.adds || metric.unit !== "%",
      ...(metric.unit === "%" ? {max: 1} : {}),
      ...(open && !open.complete && question.view === "year"
        ? {
            unfinished: {
              year: open.year,
              label: `截至${Number(open.until.slice(5, 7))}月${Number(open.until.slice(8))}日`
            }
          }
        : {}),
      newTerms: book.tables.years
        .filter(period => period.new_term && period.view === "year" && period.basis === question.basis)
        .map(({year}) => year)
    },
    options
  );
}

function stackedOf(drawn: Drawn, numbers: NumberSpec, options: ChartOptions) {
  const {answer, question} = drawn;
  const {rows, columns} = answer;
  // A whole is a year, or else a row; its parts are what stands across.
  const turned = question.columns === byYear;
  const [wholes, all] = turned ? [columns, rows] : [rows, columns];
  const at = (w: number, p: number) => (turned ? answer.at(p, w) : answer.at(w, p)).value ?? 0;
  const shown = all.length > 5 ? 4 : all.length;
  const named = [...all.slice(0, shown), ...(all.length > shown ? ["其余"] : [])];
  const year = (turned ? question.columns : question.rows) === byYear ? "年" : "";
  return parts(
    wholes.slice(0, 14).flatMap((whole, w) =>
      named.map((part, p) => ({
        ...{whole: `${whole}${year}`, part},
        value: p < shown ? at(w, p) : all.slice(shown).reduce((sum, _, i) => sum + at(w, shown + i), 0)
      }))
    ),
    {...numbers, parts: named, share: ratio => `${roundedPercentage(ratio * 100)}%`},
    options
  );
}

function heatOf({answer, question}: Drawn, numbers: NumberSpec, options: ChartOptions) {
  const year = (axis: string | null, label: string) => (axis === byYear ? `${label}年` : label);
  return heat(
    answer.rows.slice(0, most).flatMap((item, r) =>
      answer.columns.map((column, c) => ({
        ...{item: year(question.rows, item), column: year(question.columns, column)},
        value: answer.at(r, c).value
      }))
    ),
    numbers,
    options
  );
}
