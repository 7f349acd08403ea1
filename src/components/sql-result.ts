import {drawingOf} from "../notebook/drawing.js";
import {drawableOf, type Result} from "../notebook/result.js";
import {card} from "./card.js";
import {csvFile, download} from "./download.js";
import {h, verbatim} from "./h.js";
import {empty} from "./page.js";

/** Rows on the screen at once; a result of a million rows is read a page at a time. */
const perPage = 200;
/** Rows that a workbook takes: one with more is not opened by anybody, and a sheet ends at 1 048 576. */
const mostInWorkbook = 200_000;

/** A result as chart and table with its files. */
export function resultView(result: Result, name: string): HTMLElement[] {
  if (result.rows === 0) return [empty("没有符合条件的行。")];
  const drawable = drawableOf(result);
  return [
    ...(drawable ? [card({title: name, wide: true, level: 2, chart: drawingOf(result, drawable, name)})] : []),
    paged(result, name)
  ];
}

function paged(result: Result, name: string): HTMLElement {
  const {rows, columns} = result;
  const pages = Math.ceil(rows / perPage);
  const body = h("tbody", null);
  const status = h("span", {role: "status"});
  let page = 0;
  const show = (next: number) => {
    page = Math.max(0, Math.min(pages - 1, next));
    const first = page * perPage;
    const shown = Array.from({length: Math.min(perPage, rows - first)}, (_, i) => first + i);
    body.replaceChildren(
      ...shown.map(row =>
        h(
          "tr",
          null,
          columns.map((column, i) => cell(result, row, i, column.number))
        )
      )
    );
    status.textContent = pages > 1 ? `共${rows}行，这里是第${first + 1}—${first + shown.length}行` : `共${rows}行`;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
  };
  const button = (label: string, step: number) =>
    h("button", {type: "button", class: "plain", onclick: () => show(page + step)}, label);
  const [back, on] = [button("前一页", -1), button("后一页", 1)];
  show(0);
  const plain = columns.map(({name}, i) => ({key: String(i), label: name}));
  const all = () =>
    Array.from({length: rows}, (_, row) =>
      Object.fromEntries(columns.map((_, i) => [String(i), result.value(row, i)]))
    );
  return h(
    "section",
    {class: "sql-result", "aria-label": "结果"},
    h(
      "div",
      {class: "sql-run"},
      status,
      pages > 1 ? [back, on] : null,
      download("下载 CSV", `${name}.csv`, () => csvFile(plain, all())),
      rows <= mostInWorkbook
        ? download("下载 Excel", `${name}.xlsx`, () => workbook(result))
        : h("span", null, `超过${mostInWorkbook / 10_000}万行，只能下载 CSV`)
    ),
    h(
      "div",
      {class: "table", tabindex: 0, role: "region", "aria-label": `${name}表格`},
      h(
        "table",
        null,
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            columns.map(({name, number}) => h("th", {scope: "col", class: number ? "number" : ""}, verbatim(name)))
          )
        ),
        body
      )
    )
  );
}

function cell(result: Result, row: number, column: number, number: boolean): HTMLElement {
  const value = result.value(row, column);
  const text = value === null ? "—" : String(value);
  return h("td", {class: number ? "number" : text.length > 10 ? "long" : "short"}, verbatim(text));
}

/** Text stays text: a cell that begins with = + - @ is no formula in a workbook whose cells are typed. */
async function workbook({rows, columns, value}: Result): Promise<Blob> {
  // Fetched when the file is asked for: the page is lighter by it.
  const {default: writeXlsx} = await import("write-excel-file/browser");
  const head = columns.map(({name}) => ({value: name, type: String, fontWeight: "bold" as const}));
  const body = Array.from({length: rows}, (_, row) =>
    columns.map((_, i) => {
      const found = value(row, i);
      return typeof found === "number" ? {value: found, type: Number} : {value: found ?? "", type: String};
    })
  );
  return writeXlsx([head, ...body], {stickyRowsCount: 1, sheet: "结果"}).toBlob();
}
