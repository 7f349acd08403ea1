import type {Browser} from "playwright-core";
import {fontFaces} from "./font.js";

/** The page with fonts lent for printing: Chinese prints alike on a machine without Chinese fonts. */
export async function withFontFaces(page: string): Promise<string> {
  return page.replace("</head>", `<style>${await fontFaces(page)}</style>\n</head>`);
}

/** A4 pages of an HTML page, printed by a browser. The dates inside are those of the data (`2024-12-31`). */
export async function pdf(browser: Browser, page: string, asOf: string): Promise<Buffer> {
  const tab = await browser.newPage();
  try {
    await tab.setContent(page);
    await tab.evaluate("document.fonts.ready");
    return timeless(await tab.pdf({preferCSSPageSize: true, printBackground: true, tagged: true, outline: true}), asOf);
  } finally {
    await tab.close();
  }
}

/**
 * Replaces the time of printing, and the numbers that the browser happened to give the cells of tables, without moving a
 * byte: a PDF counts its offsets.
 */
function timeless(bytes: Buffer, asOf: string): Buffer {
  const stamp = `D:${asOf.replaceAll("-", "")}120000+00'00'`;
  const text = bytes.toString("latin1");
  const numbers = [...new Set([...text.matchAll(nodes)].map(([, number]) => number!))].sort();
  const places = new Map(numbers.map((number, i) => [number, String(i + 1).padStart(number.length, "0")]));
  const settled = text
    .replace(
      /(\/(?:CreationDate|ModDate) \()([^)]*)/g,
      (_, before, old) => before + stamp.padEnd(old.length).slice(0, old.length)
    )
    .replace(nodes, (_, number) => `(node${places.get(number)})`);
  return Buffer.from(settled, "latin1");
}

/** How a PDF of Chromium names the cells of a table, in the order in which they stand. */
const nodes = /\(node(\d{8})\)/g;
