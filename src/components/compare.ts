import type {Book} from "../figures/book.js";
import {comparison} from "../figures/comparison.js";
import {csvFile, download} from "./download.js";
import {h} from "./h.js";
import {tracedTable} from "./provenance.js";
import {plain, table} from "./table.js";
import {unseenLater} from "./unseen.js";

/** Every figure of the two years with difference, percentage and the sentence a report would use; CSV and Excel. */
export const compareTable = (book: Book): HTMLElement => unseenLater("逐项对比", () => made(book));

function made(book: Book): HTMLElement {
  const figures = comparison(book);
  const {columns, rows} = figures;
  const {columns: traced, rows: items} = tracedTable(book, figures);
  const shape = traced.map((column, i) => ({...column, align: i > 1 && i < 6 ? ("end" as const) : undefined}));
  const name = `年度对比-${book.year}-${book.versus}`;
  return h(
    "div",
    {class: "compare"},
    table({columns: shape, rows: items, label: `${book.year}年与${book.versus}年逐项对比`}),
    h(
      "div",
      {class: "downloads"},
      download("下载 CSV", `${name}.csv`, () => csvFile(plain(shape), items)),
      download("下载 Excel", `${name}.xlsx`, () => workbook(columns, rows))
    )
  );
}

/** Text stays text: a cell that begins with = + - @ is no formula in a workbook whose cells are typed. */
async function workbook(columns: string[], rows: (string | number | null)[][]): Promise<Blob> {
  // Fetched when the file is asked for: the page is lighter by it.
  const {default: writeXlsx} = await import("write-excel-file/browser");
  const head = columns.map(value => ({value, type: String, fontWeight: "bold" as const}));
  const body = rows.map(row =>
    row.map(value => (typeof value === "number" ? {value, type: Number} : {value: value ?? "", type: String}))
  );
  const widths = [26, 8, 14, 14, 12, 14, 70].map(width => ({width}));
  return writeXlsx([head, ...body], {columns: widths, stickyRowsCount: 1, sheet: "年度对比"}).toBlob();
}
