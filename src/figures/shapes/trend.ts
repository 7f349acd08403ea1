import {bars, type TrendRow, trend} from "../../charts/index.js";
import {printedTarget} from "../../metrics/format.js";
import type {Book} from "../book.js";
import {basisWords, gapNote} from "../caption.js";
import {formats, yearTable} from "../cells.js";
import {type Figure, figure} from "../figure.js";
import {notesOn} from "../notes.js";
import {newTerms, unfinished} from "../periods.js";
import {trendFinding} from "../sentences.js";
import {targetsOf} from "../targets.js";

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
  const first = ids[0]!;
  const years = (book: Book) => [...new Set(ids.flatMap(metric => book.series(metric).map(d => d.year)))];
  const labels = new Map(lines);
  return figure({
    id,
    name,
    needs: [],
    metrics: () => ids,
    has: book =>
      ids.some(metric => book.value(metric) !== null) &&
      // Of a filter that leaves nothing a line of zeros would say the opposite: that there was something to count.
      (!book.tables.filtered || ids.some(metric => book.series(metric).some(d => d.value))),
    title: book => title?.(book) ?? trendFinding(book, first),
    subtitle: book =>
      `${lines.map(([, label]) => label).join("、")},${book.metric(first).unit},${basisWords(book, first)}${book.isCut(first) ? ",各年均截至同期" : ""}`,
    years,
    gaps: book => gapNote(book, ids),
    draw: (book, options) => {
      const rate = book.metric(first).unit === "%";
      const rows: TrendRow[] = lines.flatMap(([metric, series]) => book.series(metric).map(d => ({...d, series})));
      const known = rows.filter(d => d.value !== null);
      // One year makes no line: its values stand side by side.
      if (new Set(known.map(d => d.year)).size === 1)
        return bars(
          known.map(({series, value}) => ({item: series!, value: value!})),
          {
            ...formats(book, first),
            label: `${name}：${trendFinding(book, first)}`,
            unfinished: known[0]!.year === unfinished(book, first)?.year
          },
          options
        );
      return trend(
        rows,
        {
          ...formats(book, first),
          label: `${name}:${trendFinding(book, first)}`,
          series: lines.map(([, label]) => label),
          zero: !rate,
          max: rate ? 1 : undefined,
          newTerms: newTerms(book),
          unfinished: unfinished(book, first),
          notes: notesOn(book, {name, metrics: () => ids, years}).map(({year, mark, metric}) => ({
            ...{year, mark},
            series: metric === null ? null : labels.get(metric)!
          })),
          ...(targets ? {goals: goals(book, first)} : {})
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
    targetsOf(book, year)
      .filter(({metric}) => metric.id === id)
      .map(({metric, target, comparison, goal}) => ({
        ...{year, value: goal},
        label: `目标${printedTarget(metric, target, comparison)}`
      }))
  );
}
