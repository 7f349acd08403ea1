import {parts} from "../charts/index.js";
import {rounded, roundedPercentage} from "../metrics/round.js";
import type {Book} from "./book.js";
import {formats, itemCell, valueCell} from "./cells.js";
import {figure, traced} from "./figure.js";
import {comparable, leaders} from "./sentences.js";
import {barsFigure, matrixFigure, trendFigure} from "./shapes/index.js";
import {everHasItems, hasItems} from "./shapes/items.js";

const rate = "appraisals.satisfaction";
const issued = "appraisals.issued";
const returned = "appraisals.returned";
const abstained = "appraisals.abstained";
const votes: [id: string, label: string][] = [
  ["appraisals.satisfied", "满意"],
  ["appraisals.basic", "基本满意"],
  ["appraisals.dissatisfied", "不满意"]
];
const labels = new Map([...votes, [abstained, "弃权"]]);
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
    title: moved,
    also: returned,
    note: book =>
      book
        .series(returned)
        .flatMap(({year}) => {
          const names = unreturned(book, year);
          return names.length ? [`${names.join("、")}${year}年没有收回测评票,没有满意率`] : [];
        })
        .join(";")
  }),
  votes: figure({
    id: "appraisals-votes",
    name: "测评票",
    needs: ["appraisals-by"],
    metrics: book => [returned, issued, ...counted(book), rate],
    has: book => hasItems(book, returned, "unit"),
    ever: book => everHasItems(book, returned, "unit"),
    title: votesFinding,
    subtitle: book => `${book.year}年收回的测评票按意见,%;最后一行是各单位合计`,
    listed: book => `${book.year}年各单位的测评票,张;“—”是没有写或没有测评票;最后一行是各单位合计`,
    leaves: book => {
      const names = unreturned(book);
      return names.length ? `没有收回测评票的${names.join("、")}不在图中` : "";
    },
    draw: (book, options) =>
      parts(
        [...units(book).filter(unit => !unreturned(book).includes(unit)), all].flatMap(whole =>
          cast(book, whole).map(([part, value]) => ({whole, part, value}))
        ),
        {
          ...formats(book, returned),
          label: `测评票:${votesFinding(book)}`,
          parts: shownParts(book),
          share: ratio => `${roundedPercentage(ratio * 100)}%`
        },
        options
      ),
    table: book => {
      const ids = [issued, returned, ...counted(book)];
      const cell = (id: string, unit: string) =>
        itemCell(book, id, book.year, {dimension: "unit", item: unit, value: written(book, id, unit)});
      return traced(
        ["单位", "发出(张)", "收回(张)", ...counted(book).map(id => `${labels.get(id)}(张)`), "测评满意率(%)"],
        [
          ...units(book).map(unit => [unit, ...[...ids, rate].map(id => cell(id, unit))]),
          [all, ...[...ids, rate].map(id => valueCell(book, id, book.year))]
        ]
      );
    }
  })
};

/** The opinions that the table has a column of: those who abstained only where that is written. */
const counted = (book: Book): string[] => [
  ...votes.map(([id]) => id),
  ...(book.value(abstained) === null ? [] : [abstained])
];

/** The units of the year, those most voted for first; last those of which no vote came back. */
const units = (book: Book): string[] => {
  const order = book.items(rate, "unit").map(({item}) => item);
  const others = [returned, issued].flatMap(id => book.items(id, "unit").map(({item}) => item));
  return [...new Set([...order, ...others])];
};

/** The units of which no vote came back: no part is drawn of them, and there is no rate. */
const unreturned = (book: Book, year = book.year): string[] =>
  book.items(returned, "unit", year).flatMap(({item, value}) => (value === 0 ? [item] : []));

/** What is written of a unit, or of all; null where nothing is. */
const written = (book: Book, id: string, unit: string): number | null =>
  unit === all || book.value(id) === null
    ? book.value(id)
    : (book.items(id, "unit").find(({item}) => item === unit)?.value ?? null);

/** The votes of a unit by what they say, as far as it is known; those of which it is not told last. */
function cast(book: Book, unit: string): [part: string, value: number][] {
  const said = votes.flatMap(([id, label]): [string, number][] => {
    const value = written(book, id, unit);
    return value === null ? [] : [[label, value]];
  });
  const left = rounded((written(book, returned, unit) ?? 0) - said.reduce((sum, [, value]) => sum + value, 0), 0);
  // Where those who abstained are not among the votes returned, they are no part of them.
  const silent = written(book, abstained, unit) ?? 0;
  const among = silent <= left ? silent : 0;
  return [...said, ["弃权", among], [rest, left - among]];
}

const shownParts = (book: Book): string[] => {
  const sums = cast(book, all);
  return [...votes.map(([, label]) => label), "弃权", rest].filter(part =>
    sums.some(([name, value]) => name === part && value)
  );
};

/** 收回测评票300张,其中满意票294张、基本满意票6张. */
function votesFinding(book: Book): string {
  if (book.value(returned) === null) return `${book.year}年没有测评票的数据`;
  const said = [...labels].filter(([id]) => book.value(id)).map(([id, label]) => `${label}票${book.exact(id)}`);
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
