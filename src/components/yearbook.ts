import {Book, fullDay, type Scope, type Tables} from "../figures/book.js";
import type {Figure} from "../figures/figure.js";
import {exact, numeral, printedTarget} from "../metrics/format.js";
import {metricOf} from "../metrics/index.js";
import {card} from "./card.js";
import {h} from "./h.js";
import {banner, empty, printFoot} from "./page.js";
import {choices, type Input, yearPicker} from "./select.js";
import {table} from "./table.js";
import {targets as targetBars} from "./target.js";
import {tile} from "./tile.js";

/**
 * Pickers of the report year and the year compared with. The choice is kept in the address (`?year=2024&versus=2023`)
 * and carried along by the links of the navigation.
 */
export function scopeInput(tables: Tables): Input<Scope> {
  const query = new URLSearchParams(location.search);
  const book = new Book(tables, {year: Number(query.get("year")), versus: Number(query.get("versus"))});
  const years = book.years.toReversed();
  const year = yearPicker({label: "报告年度", years, value: book.year});
  const versus = yearPicker({label: "对比年度", years, value: book.versus});
  const element = choices(year, versus) as unknown as Input<Scope>;
  let last = book.year;
  const update = () => {
    // Another report year is compared with the year before it, until the reader chooses otherwise.
    if (year.value !== last && years.includes(year.value - 1)) versus.value = year.value - 1;
    last = year.value;
    remember({year: year.value, versus: versus.value});
  };
  element.addEventListener("input", update, true);
  Object.defineProperty(element, "value", {get: () => ({year: year.value, versus: versus.value})});
  carry(location.search);
  return element;
}

function remember(scope: Scope) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(scope)) query.set(name, String(value));
  const search = `?${query}`;
  history.replaceState(null, "", `${search}${location.hash}`);
  carry(search);
}

/** Lets the navigation's links open the same years. */
function carry(search: string) {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#observablehq-sidebar ol a"))
    if (link.origin === location.origin) link.search = search;
}

/** The page's title with what it shows: sample or not, basis, as-of date, what is compared. */
export function heading(title: string, book: Book): HTMLElement {
  const {sample} = book.tables.about[0]!;
  const asOf = book.figure("proposals.submitted")?.as_of ?? book.tables.about[0]!.as_of;
  const compared = book.samePeriod
    ? `与${book.versus}年同期相比,各年均截至${fullDay(book.view).slice(5)}`
    : `与${book.versus}年相比,全年对全年`;
  return h(
    "header",
    {class: "page-heading"},
    h("h1", null, title),
    banner({
      badge: sample ? "示例数据" : null,
      text: `提案按届次年度,其余按自然年 · 数据截至${fullDay(asOf)} · ${compared}`
    }),
    printFoot({asOf: fullDay(asOf)})
  );
}

/** A figure as a card, or a sentence where there is nothing to draw. */
export function figureCard(
  figure: Figure,
  book: Book,
  {wide = false, level}: {wide?: boolean; level?: 2 | 3} = {}
): HTMLElement {
  if (figure.has && !figure.has(book)) return empty(`${book.year}年没有「${figure.name}」的数据。`);
  const {columns, rows} = figure.table(book);
  return card({
    id: figure.id,
    name: `${figure.name}-${book.year}`,
    title: figure.title(book),
    subtitle: figure.subtitle(book),
    caption: {...book.caption(figure.metrics(book)), note: figure.note?.(book)},
    chart: options => figure.draw(book, options),
    table: {
      columns: columns.map((label, i) => ({key: String(i), label})),
      rows: rows.map(row => Object.fromEntries(row.map((value, i) => [i, value])))
    },
    wide,
    level
  });
}

/** A metric as a tile: the number, its change in words, its last years. */
export function metricTile(id: string, book: Book, href?: string): HTMLElement {
  const metric = metricOf(id);
  const {short, direction} = book.change(id);
  return tile({
    label: metric.label,
    value: numeral(metric, book.value(id), {group: true}),
    unit: book.value(id) === null ? undefined : metric.unit,
    change: short,
    direction: direction === "flat" ? "same" : direction,
    spark: book.series(id, 5),
    href
  });
}

/** How far the year's targets are, each as a bar with its words; a sentence where the year has none. */
export function targetRows(book: Book): HTMLElement {
  const targets = book.targets();
  if (!targets.length) return empty(`${book.year}年没有设定目标。目标在 reference 文件夹的 targets.csv 中填写。`);
  return targetBars(
    targets.map(({metric, target, comparison, value, words, share}) => {
      const paced = metric.unit !== "%" && book.elapsed < 1;
      return {
        label: metric.label,
        value: exact(metric, value),
        target: printedTarget(metric, target, comparison),
        verdict: paced ? `${words} · 时间已过${Math.floor(book.elapsed * 100)}%` : words,
        share: share ?? 0,
        elapsed: paced ? book.elapsed : null
      };
    })
  );
}

/** The targets in numbers: target, actual, share done, share of the year gone, verdict. */
export function targetTable(book: Book): HTMLElement {
  const targets = book.targets();
  if (!targets.length) return empty(`${book.year}年没有设定目标。`);
  return table({
    label: `${book.year}年目标与实际`,
    columns: [
      {key: "label", label: "指标"},
      {key: "target", label: "目标", align: "end"},
      {key: "actual", label: "实际", align: "end"},
      {key: "share", label: "完成比例", align: "end"},
      {key: "elapsed", label: "时间已过", align: "end"},
      {key: "words", label: "进度"},
      {key: "rule", label: "口径"}
    ],
    rows: targets.map(({metric, target, comparison, value, share, words}) => ({
      label: metric.label,
      target: printedTarget(metric, target, comparison),
      actual: exact(metric, value),
      share: share === null || metric.unit === "%" ? "—" : `${Math.floor(share * 100)}%`,
      elapsed: metric.unit === "%" ? "—" : `${Math.floor(book.elapsed * 100)}%`,
      words,
      rule: metric.rule
    }))
  });
}
