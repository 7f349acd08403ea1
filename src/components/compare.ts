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
      download("下载 Excel", `${name}.xlsx`, () => workbook(book))
    )
  );
}

/** Fetched when the file is asked for: the page is lighter by it. */
const workbook = async (book: Book): Promise<Blob> => (await import("./compare-book.js")).compareBook(book);
