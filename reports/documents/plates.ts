import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure} from "../../src/figures/figure.js";
import {fullWidth} from "../../src/text/punctuation.js";
import type {Story} from "../story/story.js";
import {withFonts} from "./font.js";
import {chart, png, printWidth} from "./picture.js";

/** A figure drawn for a document: alone over the width of the text, or half as wide beside another. */
export interface Plate {
  figure: Figure;
  /** 图1 and the finding. */
  caption: string;
  /** Metric, unit, as-of date, source. */
  source: string;
  /** What the chart shows, in words, for those who do not see it. */
  description: string;
  svg: string;
  /** The same drawn for a phone. */
  narrow: string;
  png: Buffer;
  /** On paper, in mm. */
  width: number;
  height: number;
}

const gap = 20;
const phone = 340;
/** Of a one-page overview: drawings a tenth smaller than their place would have them, and none taller than this (mm). */
export const compact = {scale: 1.1, height: 48};

/** Draws every figure of a story, in order. */
export async function plates(story: Story, book: Book): Promise<Plate[]> {
  const rows = story.blocks.flatMap(block => (block.type === "figures" ? [block.figures] : []));
  const drawn = rows.flatMap(row =>
    row.map(figure => {
      const px = Math.floor((printWidth.px - gap * (row.length - 1)) / row.length);
      return {figure, px, svg: chart(figure, book, story.compact ? Math.round(px * compact.scale) : px)};
    })
  );
  return withFonts(drawn.map(({svg}) => svg).join(""), async fonts =>
    Promise.all(
      drawn.map(async ({figure, px, svg}, i) => {
        const image = await png(svg, fonts, Math.round((px / printWidth.px) * printWidth.dots));
        const whole = (px / printWidth.px) * printWidth.mm;
        const ratio = image.readUInt32BE(20) / image.readUInt32BE(16);
        const width = story.compact ? Math.min(whole, compact.height / ratio) : whole;
        const {asOf, source} = captionOf(book, figure.metrics(book));
        return {
          figure,
          caption: fullWidth(`图${i + 1} ${figure.title(book)}`),
          source: fullWidth(
            `${[figure.subtitle(book), figure.gaps?.(book)].filter(Boolean).join("。")}。截至${fullDay(asOf)},来源:${source}`
          ),
          description: description(figure, book),
          svg,
          narrow: px > phone ? chart(figure, book, phone) : svg,
          png: image,
          width,
          height: width * ratio
        };
      })
    )
  );
}

function description(figure: Figure, book: Book): string {
  const {columns, rows} = figure.table(book);
  const cells = rows
    .slice(0, 12)
    .map(row => row.map((cell, i) => (i ? `${columns[i]} ${cell ?? "无"}` : cell)).join(","));
  return `${figure.subtitle(book)}。${cells.join(";")}${rows.length > 12 ? ";其余从略" : ""}。`;
}
