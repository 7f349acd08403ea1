import {funnel} from "../charts/index.js";
import {exact} from "../metrics/format.js";
import type {Book} from "./book.js";
import {stepsLeft} from "./caption.js";
import {formats, valueCell, yearNames} from "./cells.js";
import {figure, traced} from "./figure.js";
import {changeFinding} from "./sentences.js";
import {barsFigure, cumulativeFigure, trendFigure} from "./shapes/index.js";

const steps: [id: string, label: string, rate?: string][] = [
  ["opinions.received", "收到"],
  ["opinions.compiled", "编报", "opinions.compiled_rate"],
  ["opinions.forwarded", "转报"],
  ["opinions.adopted", "采用", "opinions.adopted_rate"],
  ["opinions.instructed", "批示"]
];
const several = "一篇可同时转报多处、被多级采用,各项之和大于总数";

/** The figures of 社情民意. */
export const opinionFigures = {
  funnel: figure({
    id: "opinions-funnel",
    name: "社情民意流转",
    needs: [],
    metrics: () => steps.flatMap(([id, , rate]) => (rate ? [id, rate] : [id])),
    has: book => book.value("opinions.received") !== null,
    title: funnelFinding,
    named: () => ["编报"],
    gaps: book =>
      stepsLeft(
        book,
        steps.map(([id]) => id)
      ),
    subtitle: book =>
      `${yearNames(book, "opinions.received").now}社情民意从收到到批示,篇;短线为${book.againstOf("opinions.received")}`,
    draw: (book, options) =>
      funnel(
        steps
          .filter(([id]) => book.value(id) !== null)
          .map(([id, item, rate]) => ({
            item,
            value: book.value(id)!,
            previous: book.value(id, book.versus),
            note:
              rate && book.value(rate) !== null
                ? `${book.metric(rate).label} ${exact(book.metric(rate), book.value(rate))}`
                : undefined
          })),
        {
          ...formats(book, "opinions.received"),
          label: `社情民意流转:${funnelFinding(book)}`,
          ...yearNames(book, "opinions.received")
        },
        options
      ),
    table: book =>
      traced(
        ["环节", `${book.year}年(篇)`, `${book.versus}年(篇)`],
        steps.map(([id, item]) => [item, valueCell(book, id, book.year), valueCell(book, id, book.versus)])
      )
  }),
  trend: trendFigure({
    id: "opinions-trend",
    name: "社情民意趋势",
    lines: [
      ["opinions.received", "收到"],
      ["opinions.compiled", "编报"],
      ["opinions.forwarded", "转报"],
      ["opinions.instructed", "批示"]
    ]
  }),
  compiledRate: trendFigure({
    id: "opinions-compiled-rate",
    name: "编报率",
    lines: [["opinions.compiled_rate", "编报率"]]
  }),
  cumulative: cumulativeFigure({id: "opinions-cumulative", name: "社情民意年内进度", metric: "opinions.received"}),
  sources: barsFigure({
    id: "opinions-sources",
    name: "社情民意来源",
    metric: "opinions.received",
    dimension: "source_type",
    what: "来源"
  }),
  topics: barsFigure({
    id: "opinions-topics",
    name: "社情民意主题",
    metric: "opinions.received",
    dimension: "category",
    what: "类别"
  }),
  forwarded: barsFigure({
    id: "opinions-forwarded",
    name: "报送去向",
    metric: "opinions.forwarded",
    dimension: "forwarded_to",
    what: "报送去向",
    note: several,
    multiple: true
  }),
  adopted: barsFigure({
    id: "opinions-adopted",
    name: "采用层级",
    metric: "opinions.adopted",
    dimension: "adopted_by",
    what: "采用层级",
    note: several,
    multiple: true
  })
};

function funnelFinding(book: Book): string {
  const rate = book.value("opinions.compiled_rate");
  if (rate === null)
    return book.value("opinions.received") === null
      ? `${book.year}年没有社情民意数据`
      : changeFinding(book, "opinions.received");
  if (rate === 0 && book.complete("opinions.compiled_rate"))
    return `收到社情民意${book.exact("opinions.received")},还没有编报`;
  return `收到的${book.exact("opinions.received")}社情民意中,${book.exact("opinions.compiled_rate")}得到编报`;
}
