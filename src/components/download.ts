import {h} from "./h.js";
import type {Column, Row} from "./table.js";

/** A button that makes a file in the browser and hands it over. */
export function download(label: string, name: string, make: () => Blob | Promise<Blob>): HTMLButtonElement {
  return h(
    "button",
    {
      type: "button",
      class: "link",
      "aria-label": `${label.startsWith("下载") ? "" : "下载 "}${label} ${name}`,
      onclick: async () => {
        const url = URL.createObjectURL(await make());
        const link = h("a", {href: url, download: name});
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
      }
    },
    label
  );
}

/** A name without what file names must not hold. */
export const safeName = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, "-");

/** A table as CSV that Excel opens in Chinese: UTF-8 with BOM, and no cell that could become a formula. */
export function csvFile(columns: Column[], rows: Row[]): Blob {
  return new Blob([csvText(columns, rows)], {type: "text/csv;charset=utf-8"});
}

export function csvText(columns: Column[], rows: Row[]): string {
  const lines = [columns.map(c => csvCell(c.label)), ...rows.map(row => columns.map(c => csvCell(shown(c, row))))];
  return `\ufeff${lines.map(line => `${line.join(",")}\r\n`).join("")}`;
}

function shown(column: Column, row: Row): unknown {
  const value = row[column.key];
  if (!column.format) return value;
  const content = column.format(value, row);
  return content instanceof Node ? content.textContent : content;
}

/** One cell: quoted where needed; text that a spreadsheet would run as a formula gets an apostrophe. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  let text = String(value);
  if (
    typeof value !== "number" &&
    /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) &&
    !/^[+-]?[\d.]+%?$/.test(text)
  )
    text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
