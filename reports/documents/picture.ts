import {crc32} from "node:zlib";
import {renderAsync} from "@resvg/resvg-js";
import {parseHTML} from "linkedom";
import {type ChartOptions, print, serialize, textWidth} from "../../src/charts/index.js";
import type {Book} from "../../src/figures/book.js";
import {captionOf, noteOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure} from "../../src/figures/figure.js";
import {escaped} from "../../src/text/escape.js";
import {fullWidth} from "../../src/text/punctuation.js";
import {pieces} from "../../src/text/units.js";
import {font} from "./font.js";

/** Width of the text on an A4 page after GB/T 9704, in which figures are printed. */
export const printWidth = {mm: 156, px: 640, dots: 1843} as const;
const dotsPerMetre = 11811;

/** The bare chart of a figure as SVG text in print colours, for documents that set title and caption themselves. */
export function chart(figure: Figure, book: Book, size: Size = {}): string {
  return serialize(figure.draw(book, options(size)), {background: print.paper});
}

/** The figure as published by itself, as SVG text: finding, subtitle, chart, rule, as-of date and source. */
export function publication(figure: Figure, book: Book): string {
  const width = printWidth.px;
  const svg = figure.draw(book, options());
  const height = Number(svg.getAttribute("height"));
  const label = svg.getAttribute("aria-label") ?? figure.title(book);
  const title = wrap(fullWidth(figure.title(book)), width, 17, true);
  const subtitle = wrap(fullWidth(figure.subtitle(book)), width, 12);
  const caption = wrap(fullWidth(captionText(figure, book)), width, 10.5);
  const lines: string[] = [];
  let y = 8;
  const write = (texts: string[], size: number, leading: number, attributes: string) => {
    for (const text of texts) {
      y += leading;
      lines.push(`<text x="0" y="${round(y)}" font-size="${size}" ${attributes}>${escaped(text)}</text>`);
    }
  };
  write(title, 17, 23, `font-weight="700" fill="${print.ink}"`);
  write(subtitle, 12, 19, `fill="${print.mute}"`);
  const top = y + 14;
  svg.setAttribute("y", String(round(top)));
  y = top + height + 8;
  const rule = round(y);
  write(caption, 10.5, 16, `fill="${print.mute}"`);
  const total = Math.ceil(y + 10);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="${font.family}" role="img" aria-label="${escaped(label)}">
<title>${escaped(fullWidth(figure.title(book)))}</title>
<rect width="100%" height="100%" fill="${print.paper}"/>
<rect width="${width}" height="2" fill="${print.ink}"/>
${lines.slice(0, title.length + subtitle.length).join("\n")}
${serialize(svg).trim()}
<rect y="${rule}" width="${width}" height="0.75" fill="${print.rule}"/>
${lines.slice(title.length + subtitle.length).join("\n")}
</svg>
`;
}

/** What stands beneath a figure: rule, note, as-of date, source. */
export function captionText(figure: Figure, book: Book): string {
  const {rule, asOf, source, note: period} = captionOf(book, figure.metrics(book));
  const note = [period, ...noteOf(figure, book)].filter(Boolean).join("・");
  return [`口径:${rule.replace(/。$/, "")}`, note?.replace(/。$/, ""), `截至${fullDay(asOf)}`, `来源:${source}`]
    .filter(Boolean)
    .join(" ・ ");
}

/** SVG text → PNG, drawn beside what the program does meanwhile, at 300 dots an inch, with the given fonts (`withFonts` of its text) and no other. */
export async function png(svg: string, fonts: string[], dots: number = printWidth.dots): Promise<Buffer> {
  const image = await renderAsync(svg, {
    fitTo: {mode: "width", value: dots},
    font: {loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: font.family}
  });
  return withDensity(image.asPng());
}

type Size = Pick<ChartOptions, "width" | "height" | "shortYears">;

const options = (size: Size = {}): ChartOptions => ({
  width: printWidth.px,
  ...size,
  document: parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document,
  theme: print,
  font: font.family
});

/** Says how large the picture is on paper (pHYs), so that Word inserts it at that size. */
function withDensity(image: Buffer): Buffer {
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.write("pHYs", 4, "latin1");
  chunk.writeUInt32BE(dotsPerMetre, 8);
  chunk.writeUInt32BE(dotsPerMetre, 12);
  chunk.writeUInt8(1, 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  const afterHeader = 33;
  return Buffer.concat([image.subarray(0, afterHeader), chunk, image.subarray(afterHeader)]);
}

const closing = /^[,;:!?)，。；：、！？）》」”]+$/;

/** Breaks a text into lines; none begins with a closing mark, no number is torn from its unit. */
export function wrap(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  const words: string[] = [];
  for (const {text: piece, whole} of pieces(text))
    for (const part of whole ? [piece] : (piece.match(/[\w.%-]+|[\s\S]/gu) ?? []))
      if (closing.test(part) && words.length) words[words.length - 1] += part;
      else words.push(part);
  for (const piece of words) {
    if (line && textWidth(line + piece, {size, bold}) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line ? [...lines, line] : lines;
}

const round = (value: number) => Math.round(value * 100) / 100;
