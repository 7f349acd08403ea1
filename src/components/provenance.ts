import type {Book} from "../figures/book.js";
import type {FigureTable, Origin} from "../figures/figure.js";
import {h, held} from "./h.js";
import {metricHref, named} from "./part-words.js";
import type {Column, Row} from "./table.js";
import {fetched} from "./tables.js";

/**
 * A number that opens where it comes from: its rule, parts, files and the statement that gives it. It is a link to the
 * page of its metric, for a new tab or an address to pass on.
 */
export function origin(book: Book, at: Origin, text: string): HTMLElement {
  return h(
    "a",
    {
      href: metricHref(at.metric, at.year),
      class: "origin",
      title: "看这个数字的出处",
      "aria-haspopup": "dialog",
      "aria-label": `${named(book, at)}${text}，看出处`,
      onclick: event => {
        const {ctrlKey, metaKey, shiftKey, altKey} = event as MouseEvent;
        if (ctrlKey || metaKey || shiftKey || altKey) return;
        event.preventDefault();
        open(book, at, text, event.currentTarget as HTMLElement);
      }
    },
    held(text)
  );
}

/** Opens where a number comes from; the focus goes back to `from`. */
export async function open(book: Book, at: Origin, text: string, from: HTMLElement): Promise<void> {
  // Fetched when the first number is asked where it comes from.
  const [{show}] = await Promise.all([import("./provenance-dialog.js"), fetched(book)]);
  show(book, at, text, from);
}

/** A figure's table for a page: cells that are figures open where they come from. */
export function tracedTable(book: Book, {columns, rows, origins}: FigureTable): {columns: Column[]; rows: Row[]} {
  const format = (key: string) => (value: unknown, row: Row) => {
    const at = (row.origins as (Origin | null)[] | undefined)?.[Number(key)];
    const text = value === null || value === undefined ? "—" : String(value);
    return at ? origin(book, at, text) : text;
  };
  return {
    columns: columns.map((label, i) => ({key: String(i), label, format: format(String(i))})),
    rows: rows.map((row, r) => ({
      ...Object.fromEntries(row.map((value, i) => [i, value])),
      origins: origins?.[r]
    }))
  };
}
