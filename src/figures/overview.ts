import {changes} from "../charts/index.js";
import {kindOf} from "../kinds/index.js";
import {percentage, smallBase} from "../metrics/change.js";
import {exact, numeral} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import type {Book} from "./book.js";
import {type Figure, figure, traced} from "./figure.js";
import {byPercent, counts, headlineBase, type Moved, main, weightOf} from "./headline.js";
import {everUnknown} from "./unknown.js";

/**
 * The tiles of the year at a glance, as the tables of metrics say, with the page that says more. An office of which that
 * leaves hardly any, as it exports other things, has two rows of its own figures, what weighs most first.
 */
export function tiles(book: Book): [id: string, href: string][] {
  const stated = book.catalogue.all
    .filter(({id, tile}) => tile !== undefined && !everUnknown(book, [id]))
    .toSorted((a, b) => a.tile! - b.tile!);
  const others = book.known
    .filter(metric => weightOf(metric) > 0 && !stated.includes(metric) && book.value(metric.id) !== null)
    .toSorted((a, b) => weightOf(b) - weightOf(a));
  const shown = stated.length < 4 ? [...stated, ...others].slice(0, 8) : stated;
  return shown.map(({id, kind}) => [id, `./${pageOf(kind)}`]);
}

/** The page that says more of a kind: its own; of what has none, 年度对比. */
const pageOf = (kind: Metric["kind"]) =>
  kind === "multi" || kind === "indicators" ? "compare" : (kindOf(kind).page ?? kind);

/** What the changes figure needs of a metric whose percentage can be told. */
type Shown = Pick<Moved, "metric" | "percent"> & {value: number; previous: number};

const moved = (book: Book): Shown[] =>
  book.known
    .flatMap(metric => {
      const {percent} = book.change(metric.id);
      const [value, previous] = [book.value(metric.id), book.value(metric.id, book.versus)];
      return percent === null || value === null || previous === null ? [] : [{metric, value, previous, percent}];
    })
    .sort(byPercent);

/** The largest rises and falls of what matters, at most `count` together, rises first. */
function largest(book: Book, count: number, least: number): Shown[] {
  const told = new Set(counts(book, least).map(d => d.metric));
  const all = moved(book).filter(d => told.has(d.metric) && d.percent !== 0);
  const chosen = all.toSorted((a, b) => Math.abs(b.percent) - Math.abs(a.percent)).slice(0, count);
  return all.filter(d => chosen.includes(d));
}

/** What changed most between the two years. */
export const changesFigure = (
  id: string,
  name: string,
  count: number,
  least: (book: Book) => number = () => 1
): Figure => changedFigure(id, name, book => largest(book, count, least(book)), `分项和基数小于${headlineBase}的不列`);

/** How these metrics changed between the two years. */
export const changesOf = (id: string, name: string, metrics: string[]): Figure =>
  changedFigure(
    id,
    name,
    book => moved(book).filter(({metric}) => metrics.includes(metric.id)),
    `基数小于${smallBase}的不列百分比`
  );

function changedFigure(id: string, name: string, shown: (book: Book) => Shown[], note: string): Figure {
  const finding = (book: Book) => {
    const [first] = shown(book);
    const last = shown(book).at(-1);
    if (!first || !last) return `${book.year}年与${book.versus}年没有可比的变化`;
    if (first.percent > 0 && last.percent < 0)
      return `增幅最大的是${first.metric.label},降幅最大的是${last.metric.label}`;
    return first.percent > 0 ? `增幅最大的是${first.metric.label}` : `降幅最大的是${last.metric.label}`;
  };
  return figure({
    id,
    name,
    needs: [],
    metrics: book => shown(book).map(d => d.metric.id),
    has: book => shown(book).length > 0,
    title: finding,
    subtitle: book => `${book.year}年较${book.against}的变化,%;右侧为两年数值${book.samePeriod ? ",均截至同期" : ""}`,
    note: () => note,
    draw: (book, options) =>
      changes(
        shown(book).map(({metric, value, previous, percent}) => ({
          item: metric.label,
          change: percent / 100,
          values: `${numeral(metric, previous)} → ${exact(metric, value)}`,
          words: `${percent > 0 ? "+" : "−"}${percentage(Math.abs(percent))}%`,
          tip: `${metric.label}:${book.change(metric.id).words}`
        })),
        {label: `${name}:${finding(book)}`, reference: book.against},
        options
      ),
    table: book => {
      const {year, versus} = book;
      return traced(
        ["指标", "单位", `${versus}年`, `${year}年`, "变化(%)"],
        shown(book).map(({metric: {id, label, unit}, value, previous, percent}) => [
          label,
          unit,
          {metric: id, year: versus, value: previous},
          {metric: id, year, value},
          {metric: id, year, versus, value: Math.round(percent * 10) / 10}
        ])
      );
    }
  });
}

export const overviewFigures = {
  changes: changesFigure("changes", "变化最大的指标", 8, main)
};
