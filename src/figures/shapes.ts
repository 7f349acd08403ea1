import {
  type BarRow,
  bars,
  type ChartOptions,
  cumulative,
  grouped,
  matrix,
  type TrendRow,
  trend
} from "../charts/index.js";
import {exact, numeral, printedTarget} from "../metrics/format.js";
import {metricOf} from "../metrics/index.js";
import type {Book} from "./book.js";
import {type Figure, type FigureTable, figure, type Traced, traced} from "./figure.js";
import {leaders, moversFinding, paceFinding, trendFinding} from "./sentences.js";

/** How a chart prints a metric's values: with the unit, and the digits alone. */
export function formats(id: string): {format: (value: number) => string; plain: (value: number) => string} {
  const metric = metricOf(id);
  const percent = metric.unit === "%" ? "%" : "";
  return {format: value => exact(metric, value), plain: value => `${numeral(metric, value)}${percent}`};
}

/** How the two years are named in a chart, 2025年同期, and whether its bars are of a year that is not over. */
export function yearNames(book: Book): {now: string; previous: string; unfinished: boolean} {
  const name = (year: number) => `${year}年${book.samePeriod ? "同期" : ""}`;
  return {now: name(book.year), previous: name(book.versus), unfinished: book.samePeriod};
}

/** The table of metrics over the years, one row a year. */
export function yearTable(book: Book, ids: string[]): FigureTable {
  const years = book.series(ids[0]!).map(d => d.year);
  return traced(
    ["年度", ...ids.map(id => `${metricOf(id).label}(${metricOf(id).unit})`)],
    years.map(year => [`${year}年`, ...ids.map(id => valueCell(book, id, year))])
  );
}

/** A metric's value of a year. */
export const valueCell = (book: Book, id: string, year: number): Traced => ({
  metric: id,
  year,
  value: shown(id, book.value(id, year))
});

/** A metric's value of a year under an item of a dimension. */
const itemCell = (metric: string, year: number, dimension: string, item: string, value: number | null): Traced => ({
  ...{metric, year, part: {dimension, item}},
  value: shown(metric, value)
});

/** A value as tables hold it: a percentage to one decimal, a count as it is. */
export function shown(id: string, value: number | null): number | null {
  return value === null ? null : Number(numeral(metricOf(id), value));
}

interface TrendFigure {
  id: string;
  name: string;
  /** The metrics drawn, the one spoken of first, each with its short name at the line's end. */
  lines: [id: string, label: string][];
  title?: (book: Book) => string;
  /** Targets of the first metric are drawn over their years. */
  targets?: boolean;
}

/** Metrics over the years. */
export function trendFigure({id, name, lines, title, targets}: TrendFigure): Figure {
  const ids = lines.map(([metric]) => metric);
  const first = metricOf(ids[0]!);
  const rate = first.unit === "%";
  return figure({
    id,
    name,
    needs: [],
    metrics: () => ids,
    has: book =>
      ids.some(metric => book.value(metric) !== null) &&
      // Of a filter that leaves nothing a line of zeros would say the opposite: that there was something to count.
      (!book.tables.filtered || ids.some(metric => book.series(metric).some(d => d.value))),
    title: book => title?.(book) ?? trendFinding(book, ids[0]!),
    subtitle: book =>
      `${lines.map(([, label]) => label).join("、")},${first.unit},${book.basis(first.id)}${book.samePeriod ? ",各年均截至同期" : ""}`,
    draw: (book, options) => {
      const rows: TrendRow[] = lines.flatMap(([metric, series]) => book.series(metric).map(d => ({...d, series})));
      return trend(
        rows,
        {
          ...formats(first.id),
          label: `${name}:${trendFinding(book, first.id)}`,
          series: lines.map(([, label]) => label),
          zero: !rate,
          max: rate ? 1 : undefined,
          newTerms: book.newTerms,
          unfinished: book.unfinished,
          ...(targets ? {goals: goals(book, first.id)} : {})
        },
        options
      );
    },
    table: book => yearTable(book, ids)
  });
}

/** The targets of a metric in the years shown, as labels print them: 目标20次以上. */
function goals(book: Book, id: string): {year: number; value: number; label: string}[] {
  return book.series(id).flatMap(({year}) =>
    book
      .targets(year)
      .filter(({metric}) => metric.id === id)
      .map(({metric, target, comparison, goal}) => ({
        ...{year, value: goal},
        label: `目标${printedTarget(metric, target, comparison)}`
      }))
  );
}

interface BarsFigure {
  id: string;
  name: string;
  metric: string;
  dimension: string;
  /** What the items are, 类别. */
  what: string;
  top?: number;
  note?: string;
  /** Items are counted several times: no row for the rest, whose sum would say nothing. */
  multiple?: boolean;
}

/** A metric by the items of a dimension, beside the year compared with. */
export function barsFigure({id, name, metric, dimension, what, top = 10, note, multiple}: BarsFigure): Figure {
  const {kind, label, unit} = metricOf(metric);
  const rows = (book: Book): BarRow[] => {
    const before = new Map(book.items(metric, dimension, book.versus).map(d => [d.item, d.value]));
    const items = book.items(metric, dimension);
    // Blank cells are no item to rank; they come last.
    const sorted = [...items.filter(d => d.item !== "未填"), ...items.filter(d => d.item === "未填")];
    return sorted.map(({item, value}) => ({
      item,
      value,
      previous: book.value(metric, book.versus) === null ? null : (before.get(item) ?? 0),
      quiet: item === "未填"
    }));
  };
  return figure({
    id,
    name,
    needs: [`${kind}-by` as "proposals-by"],
    metrics: () => [metric],
    has: book => book.items(metric, dimension).length > 0,
    title: book => leaders(book, metric, dimension, what),
    subtitle: book => `${yearNames(book).now}${label}按${what},${unit};短线为${book.against}`,
    note: book => [note ?? "", multiple ? leftOut(rows(book).length, top, what) : ""].filter(Boolean).join(";"),
    draw: (book: Book, options: ChartOptions) =>
      bars(
        rows(book),
        {
          ...formats(metric),
          label: `${name}:${leaders(book, metric, dimension, what)}`,
          top,
          rest: multiple ? null : undefined,
          ...yearNames(book)
        },
        options
      ),
    table: book =>
      traced(
        [what, `${book.year}年(${unit})`, `${book.versus}年(${unit})`],
        rows(book).map(({item, value, previous}) => [
          item,
          itemCell(metric, book.year, dimension, item, value),
          itemCell(metric, book.versus, dimension, item, previous ?? null)
        ])
      )
  });
}

/** How many items a ranking without a row for the rest does not show. */
const leftOut = (count: number, top: number, what: string) =>
  count > top + 1 ? `图中只列前${top}个${what},另有${count - top}个没有列出` : "";

/** A metric's running total through the year against the year before. */
export function cumulativeFigure({id, name, metric}: {id: string; name: string; metric: string}): Figure {
  const {label, unit} = metricOf(metric);
  const shownYears = (book: Book) =>
    [...new Set([...book.series(metric).map(d => d.year), book.year, book.versus])].sort((a, b) => a - b);
  const finding = (book: Book) => paceFinding(book, metric);
  const partMonths = (book: Book) => {
    const months = book.partMonths(metric);
    return months.length ? `;${months.join("、")},不满整月的不作比较` : "";
  };
  return figure({
    id,
    name,
    needs: ["months"],
    metrics: () => [metric],
    has: book => book.months(metric).some(d => d.value > 0),
    title: finding,
    subtitle: book =>
      `年内累计${label},${unit}${book.basisOf(metric) === "session" ? ";全会前提交的计入1月" : ""}${book.samePeriod ? ",各年均截至同期" : ""}${partMonths(book)}`,
    draw: (book, options) =>
      cumulative(
        shownYears(book).flatMap(year => book.months(metric, year).map(d => ({...d, year}))),
        {
          ...formats(metric),
          label: `${name}:${finding(book)}`,
          year: book.year,
          versus: book.versus,
          unfinished: book.unfinished,
          through: Object.fromEntries(shownYears(book).map(year => [year, book.months(metric, year).length]))
        },
        options
      ),
    table: book => {
      const years = [book.versus, book.year];
      const months = Math.max(...years.map(year => book.months(metric, year).length));
      return traced(
        ["月份", ...years.map(year => `${year}年累计(${unit})`)],
        Array.from({length: months}, (_, i) => [
          `${i + 1}月`,
          ...years.map(
            (year): Traced => ({
              ...{metric, year, part: {months: [1, i + 1]}},
              value: running(book.months(metric, year))[i] ?? null
            })
          )
        ])
      );
    }
  });
}

/** A metric by the items of a dimension over the years, one small chart each. */
export function groupedFigure({id, name, metric, dimension, what, top = 8, note}: BarsFigure): Figure {
  const {label, unit} = metricOf(metric);
  const items = (book: Book) =>
    book
      .items(metric, dimension)
      .filter(d => d.item !== "未填")
      .slice(0, top)
      .map(d => d.item);
  const value = (book: Book, item: string, year: number) =>
    book.value(metric, year) === null
      ? null
      : (book.items(metric, dimension, year).find(d => d.item === item)?.value ?? 0);
  return figure({
    id,
    name,
    needs: [`${metricOf(metric).kind}-by` as "proposals-by"],
    metrics: () => [metric],
    has: book => items(book).length > 0,
    title: book => moversFinding(book, metric, dimension, what),
    subtitle: book => `${label}按${what},${unit},各图同一尺度${book.samePeriod ? ",各年均截至同期" : ""}`,
    note: () => note ?? "",
    draw: (book, options) =>
      grouped(
        items(book).flatMap(item =>
          book.series(metric).map(({year}) => ({item, year, value: value(book, item, year)}))
        ),
        {
          ...formats(metric),
          label: `${name}:${moversFinding(book, metric, dimension, what)}`,
          newTerms: book.newTerms,
          unfinished: book.unfinished
        },
        options
      ),
    table: book =>
      traced(
        [what, ...book.series(metric).map(d => `${d.year}年(${unit})`)],
        items(book).map(item => [
          item,
          ...book.series(metric).map(({year}) => itemCell(metric, year, dimension, item, value(book, item, year)))
        ])
      )
  });
}

/** A metric by the items of a dimension and years, as a table of tinted numbers. */
export function matrixFigure({id, name, metric, dimension, what, top = 24}: BarsFigure): Figure {
  const {label, unit} = metricOf(metric);
  const items = (book: Book) => {
    const years = book.series(metric).map(d => d.year);
    const totals = new Map<string, number>();
    for (const year of years)
      for (const d of book.items(metric, dimension, year)) totals.set(d.item, (totals.get(d.item) ?? 0) + d.value);
    return [...totals]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, top)
      .map(([item]) => item);
  };
  const rows = (book: Book) =>
    items(book).flatMap(item =>
      book.series(metric).map(({year}) => ({
        item,
        year,
        value: book.items(metric, dimension, year).find(d => d.item === item)?.value ?? 0
      }))
    );
  return figure({
    id,
    name,
    needs: [`${metricOf(metric).kind}-by` as "proposals-by"],
    metrics: () => [metric],
    has: book => items(book).length > 0,
    title: book => leaders(book, metric, dimension, what),
    subtitle: book => `${label}按${what},${unit}${book.samePeriod ? ",各年均截至同期" : ""}`,
    draw: (book, options) =>
      matrix(
        rows(book),
        {
          ...formats(metric),
          label: `${name}:${leaders(book, metric, dimension, what)}`,
          year: book.year,
          newTerms: book.newTerms,
          unfinished: book.unfinished
        },
        options
      ),
    table: book => {
      const values = new Map(rows(book).map(d => [`${d.year} ${d.item}`, d.value]));
      return traced(
        [what, ...book.series(metric).map(d => `${d.year}年(${unit})`)],
        items(book).map(item => [
          item,
          ...book
            .series(metric)
            .map(({year}) => itemCell(metric, year, dimension, item, values.get(`${year} ${item}`) ?? null))
        ])
      );
    }
  });
}

function running(months: {value: number}[]): number[] {
  let total = 0;
  return months.map(d => (total += d.value));
}
