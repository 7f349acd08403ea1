import {changes} from "../charts/index.js";
import {exact, numeral} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import type {Book} from "./book.js";
import {type Figure, figure, traced} from "./figure.js";
import {cutDay} from "./periods.js";
import {everUnknown} from "./unknown.js";

/** The tiles of the year at a glance, as the tables of metrics say, with the page that says more. */
export const tiles = (book: Book): [id: string, href: string][] =>
  book.catalogue.all
    .filter(({id, tile}) => tile !== undefined && !everUnknown(book, [id]))
    .toSorted((a, b) => a.tile! - b.tile!)
    .map(({id, kind}) => [id, `./${kind === "multi" || kind === "indicators" ? "compare" : kind}`]);

export interface Moved {
  metric: Metric;
  value: number;
  previous: number;
  percent: number;
}

/** The counts whose percentages can be told, largest rise first. Ledger figures and parts of others stay out. */
export function moved(book: Book, minor = false): Moved[] {
  return book.known
    .filter(metric => minor || !metric.minor)
    .flatMap(metric => {
      const {percent} = book.change(metric.id);
      const [value, previous] = [book.value(metric.id), book.value(metric.id, book.versus)];
      return percent === null || value === null || previous === null ? [] : [{metric, value, previous, percent}];
    })
    .sort((a, b) => b.percent - a.percent || (a.metric.id < b.metric.id ? -1 : 1));
}

/** The largest rises and falls, at most `count` together, rises first. */
export function largest(book: Book, count: number): Moved[] {
  const all = moved(book).filter(d => d.percent !== 0);
  const chosen = all.toSorted((a, b) => Math.abs(b.percent) - Math.abs(a.percent)).slice(0, count);
  return all.filter(d => chosen.includes(d));
}

/** What changed most between the two years. */
export const changesFigure = (id: string, name: string, count: number): Figure =>
  changedFigure(id, name, book => largest(book, count));

/** How these metrics changed between the two years. */
export const changesOf = (id: string, name: string, metrics: string[]): Figure =>
  changedFigure(id, name, book => moved(book, true).filter(({metric}) => metrics.includes(metric.id)));

function changedFigure(id: string, name: string, shown: (book: Book) => Moved[]): Figure {
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
    note: () => "基数小于10的不列百分比",
    draw: (book, options) =>
      changes(
        shown(book).map(({metric, value, previous, percent}) => ({
          item: metric.label,
          change: percent / 100,
          values: `${numeral(metric, previous)} → ${exact(metric, value)}`,
          words: `${percent > 0 ? "+" : "−"}${rounded(Math.abs(percent), 1).toFixed(1)}%`,
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
  changes: changesFigure("changes", "变化最大的指标", 8)
};

/** One or two sentences that say the year: parts that stand out are `{value}`. */
export function lead(book: Book): (string | {value: string})[] {
  const submitted = book.change("proposals.submitted");
  const rates = ["proposals.closing_rate", "proposals.reply_rate"] as const;
  const [closing, reply] = rates.map(id => book.value(id));
  const same = closing !== null && closing === reply;
  const parts: (string | {value: string})[] = [
    `${book.samePeriod ? `${book.year}年截至${cutDay(book, book.year, book.basisOf("proposals.submitted"))}` : "全年"}收到提案`,
    {value: book.exact("proposals.submitted")},
    submitted.reason ? "" : `,${submitted.words}`,
    `;立案${book.exact("proposals.filed")}`,
    same
      ? `,办结率、回复率均为${book.exact(rates[0])}`
      : `,办结率${book.exact(rates[0])}、回复率${book.exact(rates[1])}`,
    "。"
  ];
  const [first] = largest(book, 8);
  const last = largest(book, 8).at(-1);
  if (first && first.percent > 0) parts.push(`增长最快的是${first.metric.label}`);
  if (last && last.percent < 0)
    parts.push(`${first && first.percent > 0 ? "," : ""}${last.metric.label}${book.change(last.metric.id).words}`);
  if (first) parts.push("。");
  return parts;
}
