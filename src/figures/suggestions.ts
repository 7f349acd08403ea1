import {funnel} from "../charts/index.js";
import {exact} from "../metrics/format.js";
import type {Book} from "./book.js";
import {formats, valueCell, yearNames} from "./cells.js";
import {figure, traced} from "./figure.js";
import {barsFigure, cumulativeFigure, trendFigure} from "./shapes/index.js";

/** The step that its title speaks of. */
const closed = "办结";
const handed = "suggestions.handed";
const steps: [id: string, label: string, rate?: string][] = [
  [handed, "交办"],
  ["suggestions.replied", "答复", "suggestions.reply_rate"],
  ["suggestions.closed", closed, "suggestions.closing_rate"],
  ["suggestions.taken", "采纳", "suggestions.adoption_rate"]
];
const several = "一条交办给几个单位的,在几个单位各计一次,各单位之和大于总数";

/** The tiles of its page. */
export const suggestionTiles = [handed, "suggestions.closing_rate", "suggestions.adoption_rate", "suggestions.late"];

/** The figures of 民主监督: what became of the suggestions that were handed to units. */
export const suggestionFigures = {
  path: figure({
    id: "suggestions-path",
    name: "监督意见办理",
    needs: [],
    metrics: () => steps.flatMap(([id, , rate]) => (rate ? [id, rate] : [id])),
    has: book => book.value(handed) !== null,
    title: pathFinding,
    named: () => [closed],
    subtitle: book => `${yearNames(book, handed).now}民主监督意见从交办到采纳,条;短线为${book.againstOf(handed)}`,
    draw: (book, options) =>
      funnel(
        steps
          .filter(([id]) => book.value(id) !== null)
          .map(([id, item, rate]) => ({
            item,
            value: book.value(id)!,
            previous: book.value(id, book.versus),
            named: item === closed,
            note: rate && book.value(rate) !== null ? exact(book.metric(rate), book.value(rate)) : undefined
          })),
        {...formats(book, handed), label: `监督意见办理:${pathFinding(book)}`, ...yearNames(book, handed)},
        options
      ),
    table: book =>
      traced(
        ["环节", `${book.year}年(条)`, `${book.versus}年(条)`],
        steps.map(([id, item]) => [item, valueCell(book, id, book.year), valueCell(book, id, book.versus)])
      )
  }),
  trend: trendFigure({
    id: "suggestions-trend",
    name: "监督意见趋势",
    lines: [
      [handed, "交办"],
      ["suggestions.closed", "办结"],
      ["suggestions.taken", "采纳"]
    ]
  }),
  rates: trendFigure({
    id: "suggestions-rates",
    name: "监督意见办结率和采纳率",
    lines: [
      ["suggestions.closing_rate", "办结率"],
      ["suggestions.adoption_rate", "采纳率"]
    ]
  }),
  cumulative: cumulativeFigure({id: "suggestions-cumulative", name: "监督意见年内进度", metric: handed}),
  units: barsFigure({
    id: "suggestions-units",
    name: "监督意见交办单位",
    metric: handed,
    dimension: "unit",
    what: "交办单位",
    note: several,
    multiple: true
  }),
  sources: barsFigure({
    id: "suggestions-sources",
    name: "监督意见来源活动",
    metric: handed,
    dimension: "activity_type",
    what: "来源活动类型"
  })
};

function pathFinding(book: Book): string {
  const rate = book.value("suggestions.closing_rate");
  if (book.value(handed) === null) return `${book.year}年没有民主监督意见数据`;
  const given = `交办的${book.exact(handed)}监督意见`;
  if (rate === null) return `${book.year}年${given}`;
  return rate === 0 && book.complete("suggestions.closing_rate")
    ? `${given}还没有办结`
    : `${given}中,${book.exact("suggestions.closing_rate")}已经办结`;
}
