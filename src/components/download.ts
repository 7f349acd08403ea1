import {serialize} from "../charts/serialize.js";
import {print} from "../charts/theme.js";
import type {Draw} from "./chart.js";
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

/** The chart as it would be printed, as an SVG file. */
export function svgFile(drawing: Draw): Blob {
  return new Blob([serialize(drawing({document, theme: print}), {background: print.paper})], {type: "image/svg+xml"});
}

/** The same as PNG, twice as fine, in the fonts of this machine. */
export async function pngFile(drawing: Draw): Promise<Blob> {
  const svg = drawing({document, theme: print});
  const [width, height] = ["width", "height"].map(name => Number(svg.getAttribute(name))) as [number, number];
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(serialize(svg, {background: print.paper}))}`;
  await image.decode();
  const canvas = h("canvas", {width: width * 2, height: height * 2});
  canvas.getContext("2d")!.drawImage(image, 0, 0, width * 2, height * 2);
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("invalid canvas: no image"))), "image/png")
  );
}

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
