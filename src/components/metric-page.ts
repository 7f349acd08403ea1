import {Book} from "../figures/book.js";
import {comparison} from "../figures/comparison.js";
import type {Figure} from "../figures/figure.js";
import {barsFigure, cumulativeFigure, trendFigure} from "../figures/shapes/index.js";
import type {ItemRow, Tables} from "../figures/tables.js";
import {dimensionsOf, exceeds} from "../metrics/dimensions.js";
import type {Metric} from "../metrics/index.js";
import {h} from "./h.js";
import {whenNear} from "./near.js";
import {empty, grid} from "./page.js";
import {origin, tracedTable} from "./provenance.js";
import {type Input, select} from "./select.js";
import {table} from "./table.js";
import {fetched} from "./tables.js";
import {figureCard, metricTile} from "./yearbook.js";

/** The metric that the address names; the first that the book knows where it names none. */
export function metricInput(book: Book): Input<string> {
  const asked = new URLSearchParams(location.search).get("metric");
  // What the office has in no year is not offered, but stands where a link asks for it.
  const ever = ({id}: Metric) => book.years.some(year => book.has(id, year));
  const listed = book.catalogue.all.filter(each => each.id === asked || (!each.part && ever(each)));
  const element = select({
    label: "指标",
    options: listed.map(({id, label}) => ({value: id, label})),
    value: asked && book.catalogue.has(asked) ? asked : listed[0]!.id
  });
  element.addEventListener("input", () => {
    const query = new URLSearchParams(location.search);
    query.set("metric", element.value);
    history.replaceState(null, "", `?${query}`);
  });
  return element;
}

/**
 * All of a metric: its value and change, its years and months; further down its items, its rule and where it comes from,
 * which are fetched when a reader comes near or prints. `items`: the rows of `metric-items`.
 */
export function metricPage(book: Book, id: string, items: () => Promise<ItemRow[]>): HTMLElement[] {
  const metric = book.metric(id);
  const slug = slugOf(id);
  const cards = [
    trendFigure({id: `${slug}-trend`, name: `${metric.label}历年`, lines: [[id, metric.label]], targets: true}),
    ...(metric.at && metric.adds
      ? [cumulativeFigure({id: `${slug}-months`, name: `${metric.label}年内进度`, metric: id})]
      : [])
  ].filter(figure => figure.has?.(book) ?? true);
  const {columns, rows, origins} = comparison(book, [metric]);
  return [
    h("h2", null, metric.label),
    h("div", {class: "tiles"}, metricTile(id, book)),
    cards.length
      ? grid(...cards.map(figure => figureCard(figure, book, {level: 3})))
      : empty(`没有可画的${metric.label}`),
    table({...tracedTable(book, {columns, rows, origins}), label: `${metric.label}两年对比`}),
    yearsTable(book, metric),
    whenNear(async () => {
      const whole = bookWith(book, await items());
      const split = itemFigures(whole, metric);
      return split.length ? [grid(...split.map(figure => figureCard(figure, whole, {level: 3})))] : [];
    }),
    h("h2", null, "口径和出处"),
    whenNear(async () => {
      const [{section}] = await Promise.all([import("./provenance-dialog.js"), fetched(book)]);
      return [h("div", {class: "provenance-inline"}, section(book, metric, book.year))];
    })
  ];
}

const slugOf = (id: string) => id.replace(/[^\p{L}\p{N}]+/gu, "-");

/** A chart for each dimension by which the metric has items. */
const itemFigures = (book: Book, metric: Metric): Figure[] =>
  dimensionsOf(metric.kind)
    .filter(dimension => book.items(metric.id, dimension.id).length > 1)
    .map(dimension => {
      const {id, label: what, multiple} = dimension;
      return barsFigure({
        ...{id: `${slugOf(metric.id)}-${id}`, name: `${metric.label}按${what}`, metric: metric.id, dimension: id, what},
        ...(multiple ? {multiple} : {}),
        ...(exceeds(metric, dimension) ? {note: "一项可归几类，各类之和大于总数"} : {})
      });
    })
    .filter(figure => figure.has?.(book) ?? true);

/** The same book, that knows the items too. */
function bookWith(book: Book, items: readonly ItemRow[]): Book {
  const tables: Record<string, unknown> = {...book.tables};
  for (const [name, rows] of Object.entries(byKind(items)))
    tables[name] = [...((tables[name] as ItemRow[] | undefined) ?? []), ...rows];
  return new Book(tables as unknown as Tables, book.scope);
}

/** Every year of a metric, in one row. */
function yearsTable(book: Book, {id, label}: Metric): HTMLElement {
  const years = book.years.map(year => ({
    ...{key: String(year), label: `${year}年`, align: "end" as const},
    format: (text: unknown) => (book.has(id, year) ? origin(book, {metric: id, year}, String(text)) : "无数据")
  }));
  return table({
    label: `${label}各年数值`,
    columns: [{key: "label", label: "年度"}, ...years],
    rows: [{label: "数值", ...Object.fromEntries(book.years.map(year => [String(year), book.exact(id, year)]))}]
  });
}

/** The rows of `metric-items` as the datasets of their kinds. */
function byKind(rows: readonly ItemRow[]): Record<string, ItemRow[]> {
  const of = (row: ItemRow) => row.metric.slice(0, row.metric.indexOf("."));
  const kinds = [...new Set(rows.map(of))];
  return Object.fromEntries(kinds.map(kind => [`${kind}-by`, rows.filter(row => of(row) === kind)]));
}
