import {crc32} from "node:zlib";
import {renderAsync} from "@resvg/resvg-js";
import {parseHTML} from "linkedom";
import {lasting} from "../../loaders/lasting.js";
import {type ChartOptions, print, serialize} from "../../src/charts/index.js";
import {publication as compose} from "../../src/charts/publication.js";
import type {Book} from "../../src/figures/book.js";
import {captionFor, captionLine, ruleSentences} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure} from "../../src/figures/figure.js";
import {notesOn, noteWords} from "../../src/figures/notes.js";
import {font} from "./font.js";

/** Width of the text on an A4 page after GB/T 9704, in which figures are printed. */
export const printWidth = {mm: 156, px: 640, dots: 1843} as const;
const dotsPerMetre = 11811;

/** The bare chart of a figure as SVG text in print colours, for documents that set title and caption themselves. */
export function chart(figure: Figure, book: Book, size: Size = {}): string {
  return serialize(figure.draw(book, options(size)), {background: print.paper});
}

/** The figure as published by itself, as SVG text: finding, subtitle, chart, as-of date and source; its rule as description. */
export function publication(figure: Figure, book: Book): string {
  const {rule, asOf, source, note, warning} = captionFor(figure, book);
  return compose(figure.draw(book, options()), {
    title: figure.title(book),
    subtitle: figure.subtitle(book),
    warning: [warning, figure.gaps?.(book), figure.leaves?.(book), ...noteWords(notesOn(book, figure))]
      .filter(Boolean)
      .join("；"),
    caption: captionLine({asOf: fullDay(asOf), source}),
    rule: `口径：${ruleSentences({rule, note: [note, figure.note?.(book)].filter(Boolean).join("；")})}`,
    font: font.family
  });
}

/**
 * SVG text → PNG, drawn beside what the program does meanwhile, at 300 dots an inch, with the given fonts (`withFonts` of
 * its text) and no other. One that was drawn lately is not drawn again.
 */
export const png = lasting(
  100,
  (svg: string, _fonts: string[], dots: number = printWidth.dots) => `${dots} ${svg}`,
  async (svg, fonts, dots = printWidth.dots): Promise<Buffer> => {
    const image = await renderAsync(svg, {
      fitTo: {mode: "width", value: dots},
      font: {loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: font.family}
    });
    return withDensity(image.asPng());
  }
);

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
