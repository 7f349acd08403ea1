import {differenceOf, percentage} from "../metrics/change.js";
import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import type {Book} from "./book.js";
import {denominatorOf, denominatorWords, shown} from "./cells.js";
import type {FigureTable, Origin} from "./figure.js";
import {cutDay} from "./periods.js";

/** The metrics that either year has a figure of, in the catalogue's order: those of the rows of the comparison. */
export const compared = (book: Book): Metric[] =>
  book.catalogue.all.filter(({id, part}) => !part && (book.has(id) || book.has(id, book.versus)));

/** Every figure that either year has: both values, the difference, percent or 百分点, and the report's sentence. */
export function comparison(book: Book, listed = compared(book)): FigureTable {
  const {year, versus} = book;
  return {
    origins: listed.map(({id, unit}): (Origin | null)[] => {
      const of = (year: number) => (book.has(id, year) ? {metric: id, year} : null);
      const [then, now] = [of(versus), of(year)];
      const both = then && now ? {metric: id, year, versus} : null;
      return [null, null, then, now, both, unit === "%" ? null : both, both ?? now];
    }),
    columns: ["指标", "单位", `${book.versus}年`, `${book.year}年`, "增减", "变化", "报告用句"],
    rows: listed.map(metric => {
      const {difference, percent, reason} = book.change(metric.id);
      const rate = metric.unit === "%";
      const under = denominatorOf(book, metric.id);
      const [then, now] = [book.value(metric.id, book.versus), book.value(metric.id)];
      return [
        under ? `${metric.label}（${denominatorWords(under)}）` : metric.label,
        metric.unit,
        shown(metric, then) ?? book.said(metric.id, book.versus),
        shown(metric, now) ?? book.said(metric.id),
        difference === null
          ? null
          : rate
            ? signed(difference, "个百分点")
            : `${sign(difference)}${differenceOf(metric, now!, then!)}`,
        rate || percent === null ? (reason ?? "—") : signed(percent, "%"),
        sentence(book, metric.id)
      ];
    })
  };
}

/** 2024年提交提案261件,较上年增加29件,增长12.5%。 */
export function sentence(book: Book, id: string): string {
  const {words, reason} = book.change(id);
  const metric = book.metric(id);
  const value = book.printed(id);
  const verb = metric.unit === "%" || book.said(id) ? "为" : "";
  const subject = `${book.year}年${book.isCut(id) ? `截至${cutDay(book, book.year, book.basisOf(id))},` : ""}${metric.label}${book.only}`;
  const counted = metric.print?.all && value === "全部" ? `${book.exact(id)}(全部)` : value;
  if (!book.has(id)) return `${subject}无数据。`;
  if (book.said(id)) return `${subject}${verb}${value}。`;
  return `${subject}${verb}${counted}${reason ? `(${reason})` : `,${words}`}。`;
}

const sign = (value: number) => (value > 0 ? "+" : value < 0 ? "−" : "");

const signed = (value: number, unit: string): string => {
  const size = Math.abs(value);
  return `${sign(value)}${unit === "%" ? percentage(size) : rounded(size, 1).toFixed(1)}${unit}`;
};
