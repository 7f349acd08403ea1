import {type Child, h, held} from "./h.js";

export interface Column {
  /** Name of the value in a row. */
  key: string;
  label: string;
  /** What a cell shows; by default the value as text, — where there is none. */
  format?: (value: unknown, row: Row) => Child;
  /** Where the text stands: numbers to the right. By default by the type of the values. */
  align?: "start" | "end";
}

// biome-ignore lint/suspicious/noExplicitAny: rows of any shape, typed where they are made
export type Row = Record<string, any>;

export interface TableOptions {
  columns: Column[];
  rows: Row[];
  /** What the table holds, for screen readers. */
  label?: string;
  /** Keeps the first column in place while the rest scrolls. */
  stickyFirst?: boolean;
}

/** A table that scrolls within itself where it is wider than the page. */
export function table({columns, rows, label = "数据表", stickyFirst = true}: TableOptions): HTMLElement {
  const kinds = new Map(columns.map(column => [column, kindOf(column, rows)]));
  const head = columns.map(column => h("th", {scope: "col", class: kinds.get(column)}, column.label));
  const cells = (row: Row) =>
    columns.map((column, i) => {
      const said = contentOf(column, row);
      const content = kinds.get(column) === "long" && typeof said === "string" ? held(said) : said;
      return i === 0
        ? h("th", {scope: "row", class: kinds.get(column)}, content)
        : h("td", {class: kinds.get(column)}, content);
    });
  const lines = rows.map(row => h("tr", null, cells(row)));
  return h(
    "div",
    {class: `table${stickyFirst ? " sticky" : ""}`, tabindex: 0, role: "region", "aria-label": label},
    h("table", null, h("thead", null, h("tr", null, head)), h("tbody", null, lines))
  );
}

/** The columns without what only the screen shows: files get the values themselves. */
export const plain = (columns: Column[]): Column[] => columns.map(({key, label}) => ({key, label}));

function contentOf(column: Column, row: Row): Child {
  const value = row[column.key];
  if (column.format) return column.format(value, row);
  return value === null || value === undefined ? "—" : String(value);
}

/** How a column stands: numbers to the right, short texts on one line, long ones wrapped but never squeezed. */
function kindOf(column: Column, rows: Row[]): "number" | "short" | "long" {
  const numeric = column.align === undefined && rows.some(row => typeof row[column.key] === "number");
  if (column.align === "end" || numeric) return "number";
  const text = (row: Row) => {
    const said = contentOf(column, row);
    return typeof said === "string" ? said : String(row[column.key] ?? "");
  };
  return rows.every(row => text(row).length <= 10) ? "short" : "long";
}
