import {cumulative} from "../../charts/index.js";
import type {Book} from "../book.js";
import {formats} from "../cells.js";
import {type Figure, figure, type Traced, traced} from "../figure.js";
import {monthsOf, partMonths} from "../months.js";
import {unfinished} from "../periods.js";
import {paceFinding} from "../sentences.js";

/** A metric's running total through the year against the year before. */
export function cumulativeFigure({id, name, metric}: {id: string; name: string; metric: string}): Figure {
  /** Of a year that no export tells there is no line, not one along zero. */
  const known = (book: Book, year: number) => book.value(metric, year) !== null;
  const shownYears = (book: Book) =>
    [...new Set([...book.series(metric).map(d => d.year), book.year, book.versus])]
      .filter(year => known(book, year))
      .sort((a, b) => a - b);
  const finding = (book: Book) => paceFinding(book, metric);
  const cutNote = (book: Book) => {
    const cut = partMonths(book, metric);
    return cut.length ? `;${cut.join("、")},不满整月的不作比较` : "";
  };
  return figure({
    id,
    name,
    needs: ["months"],
    metrics: () => [metric],
    has: book => monthsOf(book, metric).some(d => d.value > 0),
    years: shownYears,
    title: finding,
    subtitle: book =>
      `年内累计${book.metric(metric).label},${book.metric(metric).unit}${book.basisOf(metric) === "session" ? ";全会前提交的计入1月" : ""}${book.isCut(metric) ? ",各年均截至同期" : ""}${cutNote(book)}`,
    draw: (book, options) =>
      cumulative(
        shownYears(book).flatMap(year => monthsOf(book, metric, year).map(d => ({...d, year}))),
        {
          ...formats(book, metric),
          label: `${name}:${finding(book)}`,
          year: book.year,
          versus: book.versus,
          unfinished: unfinished(book, metric),
          through: Object.fromEntries(shownYears(book).map(year => [year, monthsOf(book, metric, year).length]))
        },
        options
      ),
    table: book => {
      const years = [book.versus, book.year];
      const months = Math.max(...years.map(year => monthsOf(book, metric, year).length));
      return traced(
        ["月份", ...years.map(year => `${year}年累计(${book.metric(metric).unit})`)],
        Array.from({length: months}, (_, i) => [
          `${i + 1}月`,
          ...years.map(
            (year): Traced => ({
              ...{metric, year, part: {months: [1, i + 1]}},
              value: known(book, year) ? (running(monthsOf(book, metric, year))[i] ?? null) : null
            })
          )
        ])
      );
    }
  });
}

function running(months: {value: number}[]): number[] {
  let total = 0;
  return months.map(d => (total += d.value));
}
