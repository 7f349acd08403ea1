import {parts} from "../charts/index.js";
import {rounded, roundedPercentage} from "../metrics/round.js";
import type {Book} from "./book.js";
import {formats, itemCell} from "./cells.js";
import {figure, traced} from "./figure.js";
import {comparable, leaders} from "./sentences.js";
import {barsFigure, matrixFigure, trendFigure} from "./shapes/index.js";
import {everHasItems, hasItems} from "./shapes/items.js";

const rate = "appraisals.satisfaction";
const returned = "appraisals.returned";
const votes: [id: string, label: string][] = [
  ["appraisals.satisfied", "满意"],
  ["appraisals.basic", "基本满意"],
  ["appraisals.dissatisfied", "不满意"]
];
const rest = "其余（没有分列）";
const all = "合计";

/** The figures of 民主评议: how units were voted on. */
export const appraisalFigures = {
  trend: trendFigure({id: "appraisals-trend", name: "测评满意率趋势", lines: [[rate, "测评满意率"]]}),
  held: trendFigure({id: "appraisals-held", name: "被评议单位趋势", lines: [["appraisals.held", "被评议单位"]]}),
  rates: barsFigure({
    id: "appraisals-rates",
    name: "各单位测评满意率",
    metric: rate,
    dimension: "unit",
    what: "单位",
    top: 30,
    multiple: true
  }),
  years: matrixFigure({
    id: "appraisals-years",
    name: "各单位测评满意率历年",
    metric: rate,
    dimension: "unit",
    what: "单位",
    title: moved
  }),
  votes: figure({
    id: "appraisals-votes",
    name: "测评票",
    needs: ["appraisals-by"],
    metrics: () => [returned, rate],
    has: book => hasItems(book, returned, "unit"),
    ever: book => everHasItems(book, returned, "unit"),
    title: votesFinding,
    subtitle: book => `${book.year}年收回的测评票按意见,%;最后一行是各单位合计`,
    draw: (book, options) =>
      parts(
        [...units(book), all].flatMap(whole => cast(book, whole).map(([part, value]) => ({whole, part, value}))),
        {
          ...formats(book, returned),
          label: `测评票:${votesFinding(book)}`,
          parts: shownParts(book),
          share: ratio => `${roundedPercentage(ratio * 100)}%`
        },
        options
      ),
    table: book =>
      traced(
        ["单位", "发出(张)", "收回(张)", ...votes.map(([, label]) => `${label}(张)`), "测评满意率(%)"],
        units(book).map(unit => {
          const cell = (metric: string, value: number | null) =>
            itemCell(book, metric, book.year, {dimension: "unit", item: unit, value});
          return [
            unit,
            ...["appraisals.issued", returned, ...votes.map(([id]) => id)].map(id => cell(id, count(book, id, unit))),
            cell(rate, book.items(rate, "unit").find(({item}) => item === unit)?.value ?? null)
          ];
        })
      )
  })
};

/** The units of the year, those most voted for first. */
const units = (book: Book): string[] => {
  const order = book.items(rate, "unit").map(({item}) => item);
  const others = book.items(returned, "unit").map(({item}) => item);
  return [...order, ...others.filter(item => !order.includes(item))];
};

/** What is written of a unit, or of all; null where nothing is, or zero: what is zero is in no dataset. */
const written = (book: Book, id: string, unit: string): number | null =>
  unit === all || book.value(id) === null
    ? book.value(id)
    : (book.items(id, "unit").find(({item}) => item === unit)?.value ?? null);

/** How many of the votes returned are among none of those written: nobody knows what they say. */
function unsaid(book: Book, unit: string): number {
  const said = votes.reduce((sum, [id]) => sum + (written(book, id, unit) ?? 0), 0);
  return rounded((written(book, returned, unit) ?? said) - said, 0);
}

/** Zero where the year has none for a unit; not known where votes are left that could be these, or came back from those handed out. */
function count(book: Book, id: string, unit: string): number | null {
  const found = written(book, id, unit);
  if (found !== null || book.value(id) === null) return found;
  const open = votes.some(([vote]) => vote === id) ? unsaid(book, unit) : (written(book, returned, unit) ?? 0);
  return open > 0 ? null : 0;
}

/** The votes of a unit by what they say, as far as it is known; those of which it is not told last. */
const cast = (book: Book, unit: string): [part: string, value: number][] => [
  ...votes.flatMap(([id, label]): [string, number][] => {
    const value = count(book, id, unit);
    return value === null ? [] : [[label, value]];
  }),
  [rest, unsaid(book, unit)]
];

const shownParts = (book: Book): string[] => {
  const sums = cast(book, all);
  return [...votes.map(([, label]) => label), rest].filter(part =>
    sums.some(([name, value]) => name === part && value)
  );
};

/** 收回测评票300张,其中满意票294张、基本满意票6张. */
function votesFinding(book: Book): string {
  if (book.value(returned) === null) return `${book.year}年没有测评票的数据`;
  const said = votes.filter(([id]) => book.value(id)).map(([id, label]) => `${label}票${book.exact(id)}`);
  return `收回测评票${book.exact(returned)}${said.length ? `,其中${said.join("、")}` : ""}`;
}

/** How many units that were voted on in both years stand higher, and how many lower, as their rates are printed. */
function moved(book: Book): string {
  const shown = (value: number) => roundedPercentage(value * 100);
  const before = new Map(book.items(rate, "unit", book.versus).map(({item, value}) => [item, shown(value)]));
  const both = book.items(rate, "unit").flatMap(({item, value}) => {
    const then = before.get(item);
    return then === undefined ? [] : [[then, shown(value)] as const];
  });
  const up = both.filter(([then, now]) => now > then).length;
  const down = both.filter(([then, now]) => now < then).length;
  if (!both.length || !comparable(book, rate, book.year, book.versus)) return leaders(book, rate, "unit", "单位");
  const level = both.length - up - down;
  const said = [up && `提高的${up}家`, down && `下降的${down}家`, level && `持平的${level}家`]
    .filter(Boolean)
    .join("、");
  return `与${book.versus}年相比,测评满意率${said}`;
}
