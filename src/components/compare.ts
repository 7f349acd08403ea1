import type {Book} from "../figures/book.js";
import {compared, comparison} from "../figures/comparison.js";
import {counts} from "../figures/headline.js";
import {kindLabels, type Metric} from "../metrics/index.js";
import {csvFile, download} from "./download.js";
import {h} from "./h.js";
import {tracedTable} from "./provenance.js";
import {type Column, plain, type Row} from "./table.js";
import {unseenLater} from "./unseen.js";

/** How many changes are marked as the largest. */
const marked = 10;
const other = "其他";

interface Line {
  metric: Metric;
  item: Row;
  element: HTMLElement;
}

/** What the reader looks for and by which column the rows stand; kept while the table is made anew. */
const asked: {text: string; column: number | null; down: boolean} = {text: "", column: null, down: true};

/**
 * Every figure of the two years with difference, percentage and the sentence a report would use, in groups by kind, the
 * largest changes marked; to be searched, sorted by any column, and taken along as CSV and Excel.
 */
export const compareTable = (book: Book): HTMLElement => unseenLater("逐项对比", () => made(book));

function made(book: Book): HTMLElement {
  const metrics = compared(book);
  const figures = comparison(book, metrics);
  const {columns, rows: items} = tracedTable(book, figures);
  const largest = largestOf(book);
  const lines = items.map((item, i): Line => {
    const metric = metrics[i]!;
    return {metric, item, element: rowOf(columns, item, largest.has(metric))};
  });
  const bodies = h("table", null);
  const status = h("p", {class: "filter-status", role: "status"});
  const buttons = columns.map(({label}, i) =>
    h("button", {type: "button", class: "sort", onclick: () => sortBy(i)}, label)
  );
  const heads = buttons.map((button, i) => h("th", {scope: "col", class: kindOf(i)}, button));
  const head = h("thead", null, h("tr", null, heads));
  const show = () => {
    const found = lines.filter(({metric: {label}}) => label.includes(asked.text));
    bodies.replaceChildren(head, ...(asked.column === null ? grouped(found, columns.length) : [sorted(found)]));
    for (const [i, th] of heads.entries())
      th.setAttribute("aria-sort", i === asked.column ? (asked.down ? "descending" : "ascending") : "none");
    status.textContent = asked.text ? (found.length ? `找到${found.length}项` : "没有找到，换个词试试") : "";
  };
  // A third press restores the groups.
  const sortBy = (column: number) => {
    if (asked.column !== column) Object.assign(asked, {column, down: column > 1});
    else if (asked.down === column > 1) asked.down = !asked.down;
    else asked.column = null;
    show();
  };
  const search = h("input", {
    type: "search",
    value: asked.text,
    oninput: () => {
      asked.text = search.value.trim();
      show();
    }
  });
  show();
  const name = `年度对比-${book.year}-${book.versus}`;
  const label = `${book.year}年与${book.versus}年逐项对比`;
  return h(
    "div",
    {class: "compare"},
    h(
      "div",
      {class: "compare-tools"},
      h("label", {class: "choice"}, h("span", null, "查找指标"), search),
      largest.size
        ? h("span", {class: "legend"}, h("span", {class: "mark"}, "红字"), `为变化最大的${largest.size}项`)
        : null,
      status
    ),
    h("div", {class: "table sticky", tabindex: 0, role: "region", "aria-label": label}, bodies),
    h(
      "div",
      {class: "downloads"},
      download("下载CSV", `${name}.csv`, () => csvFile(plain(columns), items)),
      download("下载Excel", `${name}.xlsx`, () => workbook(book))
    )
  );
}

const kindOf = (column: number) => ["", "short", "number", "number", "number", "number", "long"][column];

function rowOf(columns: Column[], item: Row, largest: boolean): HTMLElement {
  const cells = columns.map(({key, format}, i) => {
    const content = format!(item[key], item);
    const mark = largest && i === 5;
    return i === 0
      ? h("th", {scope: "row"}, content)
      : h(
          "td",
          {class: `${kindOf(i)}${mark ? " mark" : ""}`},
          content,
          mark ? h("span", {class: "unseen"}, "，变化最大之一") : null
        );
  });
  return h("tr", null, cells);
}

/** The rows by kind of export, in the catalogue's order; sums over kinds and the ledger's come last. */
function grouped(lines: Line[], columns: number): HTMLElement[] {
  const groups = new Map<string, Line[]>();
  const groupOf = ({kind}: Metric) => (kind === "multi" || kind === "indicators" ? other : kindLabels[kind]);
  for (const line of lines) {
    const name = groupOf(line.metric);
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  const order = [...groups].sort(([a], [b]) => Number(a === other) - Number(b === other));
  return order.map(([name, own]) =>
    h(
      "tbody",
      null,
      h(
        "tr",
        {class: "group"},
        h("th", {scope: "rowgroup", colspan: columns}, name, h("span", null, `${own.length}项`))
      ),
      own.map(({element}) => element)
    )
  );
}

function sorted(lines: Line[]): HTMLElement {
  const key = String(asked.column);
  const sign = asked.down ? -1 : 1;
  const place = (a: unknown, b: unknown) => {
    const [x, y] = [sizeOf(a), sizeOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return typeof x === "string" || typeof y === "string"
      ? sign * String(x).localeCompare(String(y), "zh")
      : sign * (x - y);
  };
  return h(
    "tbody",
    null,
    lines.toSorted((a, b) => place(a.item[key], b.item[key])).map(({element}) => element)
  );
}

/** What a cell is sorted by: +12.5% and −1.2个百分点 by their number, a text as it is; null comes last. */
function sizeOf(value: unknown): number | string | null {
  if (typeof value !== "string") return (value as number | null) ?? null;
  const number = /^[+\u2212-]?(\d+(?:\.\d+)?)(?:%|个百分点)?$/.exec(value);
  if (number) return /^[\u2212-]/.test(value) ? -Number(number[1]) : Number(number[1]);
  return value === "—" ? null : value;
}

/** The metrics whose percentage is among the largest, rises and falls alike; parts and small bases never are. */
function largestOf(book: Book): Set<Metric> {
  const moved = counts(book, 1).filter(({percent}) => percent !== 0);
  return new Set(
    moved
      .toSorted((a, b) => Math.abs(b.percent) - Math.abs(a.percent))
      .slice(0, marked)
      .map(({metric}) => metric)
  );
}

/** Fetched when the file is asked for: the page is lighter by it. */
const workbook = async (book: Book): Promise<Blob> => (await import("./compare-book.js")).compareBook(book);
