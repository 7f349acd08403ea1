import {type Child, h} from "./h.js";

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
  const align = (column: Column) =>
    (column.align ?? rows.some(row => typeof row[column.key] === "number")) && column.align !== "start"
      ? "number"
      : null;
  const cell = (column: Column, row: Row, i: number) => {
    const value = row[column.key];
    const content = column.format
      ? column.format(value, row)
      : value === null || value === undefined
        ? "—"
        : String(value);
    return i === 0 ? h("th", {scope: "row", class: align(column)}, content) : h("td", {class: align(column)}, content);
  };
  return h(
    "div",
    {class: `table${stickyFirst ? " sticky" : ""}`, tabindex: 0, role: "region", "aria-label": label},
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          columns.map(column => h("th", {scope: "col", class: align(column)}, column.label))
        )
      ),
      h(
        "tbody",
        null,
        rows.map(row =>
          h(
            "tr",
            null,
            columns.map((column, i) => cell(column, row, i))
          )
        )
      )
    )
  );
}
