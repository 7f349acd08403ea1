import type {Book} from "../figures/book.js";
import type {LedgerRow} from "../figures/tables.js";
import {kindOf, kinds} from "../kinds/index.js";
import {dimensionOf} from "../metrics/dimensions.js";
import {type CubeKind, cubeDimensions, type Filter, filterFields, noFilter} from "../metrics/filters.js";
import {countedParts, kindLabels, type Metric} from "../metrics/index.js";
import type {Part} from "../metrics/sql/index.js";
import {csvFile, download} from "./download.js";
import {h, verbatim} from "./h.js";
import {empty} from "./page.js";
import {type Column, type Row, table} from "./table.js";
import {rowsOf} from "./tables.js";

/** Rows on the screen at once; the file has all of them. */
const most = 200;

/**
 * The items behind a figure, of each kind it counts: to search, to sort by any column, to download. Only in the
 * analyst edition; the published one has none. Columns with names of people are not in the data.
 */
export function itemRows(book: Book, metric: Metric, year: number, part?: Part): HTMLElement {
  const parts = countedParts(book.catalogue, metric);
  const kinds = [...new Set(parts.map(({kind}) => kind))];
  const element = h("div", {class: "rows"}, h("p", {role: "status"}, "正在读取…"));
  Promise.all(
    kinds.map(async kind => {
      const file = book.tables.rows?.[kind];
      if (kind === "indicators") return ledgerRows(book, parts, year);
      if (!file) return empty(`${kindLabels[kind]}没有条目可列。`);
      const counted = parts.filter(part => part.kind === kind);
      return list(book, metric, counted, year, rowsOf(await file()), part);
    })
  ).then(
    tables => element.replaceChildren(...tables),
    () => element.replaceChildren(empty("条目读取失败,请刷新页面再试。"))
  );
  return element;
}

/** The lines of the ledger behind a figure. */
function ledgerRows(book: Book, parts: Metric[], year: number): HTMLElement {
  const rows = ledgerOf(book, parts, year);
  if (!rows.length) return empty(`${kindLabels.indicators}没有条目可列。`);
  return table({
    label: `${year}年${kindLabels.indicators}条目`,
    columns: [
      {key: "indicator", label: "指标"},
      {key: "year", label: "年度"},
      {key: "value", label: "数值"},
      {key: "unit", label: "单位"},
      {key: "rule", label: "口径"},
      {key: "origin", label: "来源"},
      {key: "name", label: "文件"},
      {key: "line", label: "行"}
    ],
    rows: rows.map(row => ({...row, year: `${row.year}年`}))
  });
}

/** The ledger's lines of a year that are of these metrics. */
export function ledgerOf(book: Book, parts: Metric[], year: number): LedgerRow[] {
  const labels = parts.filter(({kind}) => kind === "indicators").map(({label}) => label);
  return (book.tables.ledger ?? []).filter(row => row.year === year && labels.includes(row.indicator));
}

function list(book: Book, metric: Metric, parts: Metric[], year: number, all: Row[], part?: Part): HTMLElement {
  const kind = parts[0]!.kind as CubeKind;
  const {basis: own, alternative} = kindOf(kind);
  const basis = alternative && book.basisOf(metric.id) === alternative ? alternative : own;
  const rows = behind(all, {
    kind,
    view: book.viewOf(book.basisOf(metric.id)),
    basis,
    year,
    parts,
    filter: book.tables.filtered?.filter ?? noFilter,
    part
  });
  const name = `${year}年${metric.label}-${kindLabels[kind]}条目`;
  return itemList(name, columnsOf(kind, parts, rows), rows);
}

/** Items as a table to search, to sort by any column and to download; only the first are on the screen. */
export function itemList(name: string, columns: Column[], rows: Row[]): HTMLElement {
  let order: {key: string; down: boolean} | null = null;
  let words = "";

  const body = h("tbody", null);
  const head = h("tr", null);
  const status = h("span", {role: "status"});
  const chosen = () => {
    const kept = words ? rows.filter(row => columns.some(column => shown(row[column.key]).includes(words))) : rows;
    if (!order) return kept;
    const {key, down} = order;
    return kept.toSorted((a, b) => (down ? -1 : 1) * compare(a[key], b[key]));
  };
  const draw = () => {
    const found = chosen();
    const first = found.slice(0, most);
    body.replaceChildren(
      ...first.map(row =>
        h(
          "tr",
          null,
          columns.map(({key}) =>
            h(
              "td",
              {class: typeof row[key] === "number" ? "number" : shown(row[key]).length > 10 ? "long" : "short"},
              // A title stands as the office wrote it.
              verbatim(shown(row[key]))
            )
          )
        )
      )
    );
    status.textContent = `${found.length}条${words ? `，共${rows.length}条` : ""}${found.length > most ? `；这里列前${most}条，下载有全部` : ""}`;
    head.replaceChildren(
      ...columns.map(({key, label}) => {
        const sorted = order?.key === key ? (order.down ? "descending" : "ascending") : undefined;
        const mark = sorted === "ascending" ? " ▲" : sorted === "descending" ? " ▼" : "";
        const sort = () => {
          order = {key, down: order?.key === key && !order.down};
          draw();
          head.querySelector<HTMLElement>(`[data-key="${key}"] button`)?.focus();
        };
        return h(
          "th",
          {scope: "col", "aria-sort": sorted, "data-key": key},
          h("button", {type: "button", onclick: sort}, label + mark)
        );
      })
    );
  };
  const search = h("input", {
    type: "search",
    oninput: () => {
      words = search.value.trim();
      draw();
    }
  });
  draw();
  return h(
    "section",
    {"aria-label": name},
    h(
      "div",
      {class: "rows-tools"},
      h("label", null, "查找", search),
      status,
      download("下载CSV", `${name}.csv`, () =>
        csvFile(
          columns,
          chosen().map(row => texts(row, columns))
        )
      )
    ),
    h(
      "div",
      {class: "table", tabindex: 0, role: "region", "aria-label": `${name}表格`},
      h("table", null, h("thead", null, head), body)
    )
  );
}

/** The rows that count in any of the parts of a figure, under the page's filter. */
export function behind(
  rows: Row[],
  asked: {kind: CubeKind; view: string; basis: string; year: number; parts: Metric[]; filter: Filter; part?: Part}
): Row[] {
  const {kind, view, basis, year, parts, filter, part} = asked;
  const tests = filterFields.flatMap(({id, dimensions}) => {
    const dimension = cubeDimensions(kind).find(other => other.id === dimensions[kind]);
    const items = filter.items[id] ?? [];
    return dimension && items.length ? [{column: dimension.column, items}] : [];
  });
  return rows.filter(
    row =>
      row.view === view &&
      row.basis === basis &&
      row.year === year &&
      parts.some(metric => counts(metric, row)) &&
      tests.every(({column, items}) => holds(row, column, items)) &&
      (!part || isPart(row, part, parts[0]!, year))
  );
}

/** Whether a row counts in a metric. Of a median or mean every value does, 0 too: a reply on the same day is one. */
function counts({name, count}: Metric, row: Row): boolean {
  const value = row[`metric.${name}`];
  return count?.aggregate !== "count" && count?.aggregate !== "sum"
    ? value !== null && value !== undefined
    : Boolean(value);
}

const holds = (row: Row, column: string, items: string[]) =>
  String(row[column] || "未填")
    .split("\n")
    .some(item => items.includes(item));

/** What the statement's condition says, of a row. */
function isPart(row: Row, part: Part, {kind, at}: Metric, year: number): boolean {
  if ("dimension" in part) return holds(row, dimensionOf(kind, part.dimension).column, [part.item]);
  if ("days" in part) {
    if (!row.assigned || !row.replied) return false;
    const days = (Date.parse(row.replied) - Date.parse(row.assigned)) / 86_400_000;
    return Math.trunc(days / 10) * 10 === part.days;
  }
  const date: string | null = at && row[at];
  if (!date) return false;
  const [first, last] = part.months;
  const then = Number(date.slice(0, 4));
  const month = then < year ? 1 : then > year ? 12 : Number(date.slice(5, 7));
  return month >= first && month <= last;
}

/** Columns that say something, by the names of the export, and what each row adds to the figure. */
function columnsOf(kind: CubeKind, parts: Metric[], rows: Row[]): Column[] {
  const {fields} = kinds.find(({name}) => name === kind)!;
  const used = Object.entries(fields).filter(([key]) => rows.some(row => row[key] !== null && row[key] !== ""));
  return [
    ...used.filter(([key]) => rows[0] && key in rows[0]).map(([key, {names}]) => ({key, label: names[0]!})),
    ...parts.map(({name, label, unit}) => ({key: `metric.${name}`, label: `计入${label}(${unit})`})),
    {key: "file_name", label: "文件"},
    {key: "line", label: "行"}
  ];
}

const texts = (row: Row, columns: Column[]): Row =>
  Object.fromEntries(columns.map(({key}) => [key, typeof row[key] === "string" ? shown(row[key]) : row[key]]));
const shown = (value: unknown) => (value === null || value === undefined ? "" : String(value).replaceAll("\n", "、"));

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return shown(a).localeCompare(shown(b), "zh-CN");
}
