import {calendar} from "../../charts/index.js";
import type {Book} from "../book.js";
import {formats} from "../cells.js";
import {type Figure, figure, type Traced, traced} from "../figure.js";

/** A metric by the days of the year. */
export interface CalendarFigure {
  id: string;
  name: string;
  metric: string;
  /** What happens on a day, 活动开始; the metric's label where it is absent. */
  what?: string;
  /** What the drawing shows of each day, 每天开始的活动. */
  subtitle?: string;
  /** The columns of the table behind it, by months; the metric alone where they are absent. */
  columns?: readonly (readonly [metric: string, heading: string])[];
}

/** The days of a year tinted by how much of a metric falls on them. */
export function calendarFigure({id, name, metric, what, subtitle, columns}: CalendarFigure): Figure {
  const days = (book: Book) => daysOf(book, metric);
  const finding = (book: Book) => {
    const months = byMonth(days(book));
    const of = what ?? book.metric(metric).label;
    if (!months.size) return `${book.year}年没有${of}的日期`;
    const most = busiest(months);
    const when = `${most.join("、")}月最多,${most.length > 1 ? "各" : ""}${months.get(most[0]!)}`;
    return `${days(book).length}天有${of},${when}${book.metric(metric).unit}`;
  };
  return figure({
    id,
    name,
    needs: ["days"],
    metrics: () => [metric],
    has: book => book.has(metric) && days(book).length > 0,
    title: finding,
    subtitle: book => {
      const {label, unit} = book.metric(metric);
      return `${book.year}年${subtitle ?? `每天的${label}`},${unit}`;
    },
    draw: (book, options) =>
      calendar(
        days(book),
        {
          ...formats(book, metric),
          label: `${name}:${finding(book)}`,
          year: book.year,
          until: book.period(book.year)?.until,
          unit: `每日${book.metric(metric).unit}`,
          named: busiest(byMonth(days(book)))
        },
        options
      ),
    table: book => {
      const shown = columns ?? [[metric, `${book.metric(metric).label}(${book.metric(metric).unit})`] as const];
      const sums = shown.map(([id]) => [id, byMonth(daysOf(book, id))] as const);
      return traced(
        ["月份", ...shown.map(([, heading]) => heading)],
        Array.from({length: 12}, (_, i) => [
          `${i + 1}月`,
          ...sums.map(
            ([id, months]): Traced => ({
              ...{metric: id, year: book.year, part: {months: [i + 1, i + 1]}},
              value: months.get(i + 1) ?? 0
            })
          )
        ])
      );
    }
  });
}

function daysOf(book: Book, metric: string): {date: string; value: number}[] {
  const until = book.period(book.year)?.until ?? `${book.year}-12-31`;
  return (book.tables.days ?? [])
    .filter(d => d.metric === metric && d.year === book.year)
    .map(({day, value}) => ({date: new Date(Date.UTC(book.year, 0, 1 + day)).toISOString().slice(0, 10), value}))
    .filter(({date}) => date <= until);
}

/** The months with the most, in order. */
function busiest(months: ReadonlyMap<number, number>): number[] {
  const most = Math.max(...months.values());
  return [...months].flatMap(([month, count]) => (count === most ? [month] : [])).sort((a, b) => a - b);
}

function byMonth(days: readonly {date: string; value: number}[]): Map<number, number> {
  const months = new Map<number, number>();
  for (const {date, value} of days) {
    const month = Number(date.slice(5, 7));
    months.set(month, (months.get(month) ?? 0) + value);
  }
  return months;
}
