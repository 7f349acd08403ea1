import type {Book} from "../../src/figures/book.js";
import {captionFor, noteOf, unreadNote} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure} from "../../src/figures/figure.js";
import {notesOn, noteWords} from "../../src/figures/notes.js";
import {typeset} from "../../src/text/typeset.js";
import type {Story} from "../story/story.js";
import {withFonts} from "./font.js";
import {fits, heightOfRow} from "./layout.js";
import {textWidth} from "./paper.js";
import {chart, png, printWidth} from "./picture.js";

/** A figure drawn for a document: alone over the width of the text, or half as wide beside another. */
export interface Plate {
  figure: Figure;
  /** 1 of 图1. */
  number: number;
  /** 图1 and the finding. */
  caption: string;
  /** As-of date and source on one line, with metric and unit where there is room; what is not known always. */
  source: string;
  /** What the office notes on it; also at the end of `source`. */
  remarks: string;
  /** All that is to be said of it: metric, unit, years left blank, items left out. */
  note: string;
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

/** Between figures side by side, mm. */
const gap = 5;
const phone = 340;
/** Px of a drawing to the mm of paper: text of 12 px is 8.3 pt alone on a line, 7 pt beside another. */
const density = {alone: printWidth.px / textWidth, beside: 4.95} as const;

/** Draws every figure of a story, in order; `picture` makes pixels of a drawing. */
export async function plates(story: Story, book: Book, picture = png): Promise<Plate[]> {
  const rows = story.blocks.flatMap(block => (block.type === "figures" ? [block.figures] : []));
  const height = heightOfRow(story, rows.length);
  const drawn = rows.flatMap(row =>
    row.map(figure => {
      const width = (textWidth - gap * (row.length - 1)) / row.length;
      const dense = row.length > 1 ? density.beside : density.alone;
      const size = {width: Math.round(width * dense), height: Math.round(height * dense)};
      return {figure, width, size, svg: chart(figure, book, {...size, shortYears: row.length > 1})};
    })
  );
  return withFonts(drawn.map(({svg}) => svg).join(""), async fonts =>
    Promise.all(
      drawn.map(async ({figure, width: place, size, svg}, i) => {
        const image = await picture(svg, fonts, Math.round((place / textWidth) * printWidth.dots));
        const ratio = image.readUInt32BE(20) / image.readUInt32BE(16);
        // Higher than asked are only charts whose rows cannot stand nearer; on one page they are scaled.
        const width = story.compact ? Math.min(place, height / ratio) : place;
        const plate = {figure, number: i + 1, svg, png: image, width, height: width * ratio};
        return {
          ...plate,
          caption: captionOn(`图${i + 1}\u3000${typeset(figure.title(book))}`, place),
          ...wordsOf(figure, book, place, story.appendix !== "无"),
          description: description(figure, book),
          narrow: size.width > phone ? chart(figure, book, {width: phone}) : svg
        };
      })
    )
  );
}

/** A finding on one line: without its last clause where there is no room for that, if that only adds to it. */
function captionOn(caption: string, width: number): string {
  const short = caption.replace(/[，；](增长|下降|增加|减少|较|与|其次)[^，；]*$/, "");
  return fits(caption, width) ? caption : short;
}

/** The line beneath a figure, and all that is to be said of it, which the appendix has. */
function wordsOf(
  figure: Figure,
  book: Book,
  width: number,
  appendix: boolean
): Pick<Plate, "source" | "remarks" | "note"> {
  const {asOf, source} = captionFor(figure, book);
  const gaps = [figure.gaps?.(book), unreadNote(book, figure.metrics(book))].filter(Boolean).join("。");
  const subtitle = figure.subtitle(book);
  const remarks = typeset(noteWords(notesOn(book, figure)).join("；"));
  const line = (said: string[]) =>
    typeset(`${[...said, `截至${fullDay(asOf)}，来源：${source}`].filter(Boolean).join("。")}`);
  const whole = line([subtitle, gaps]);
  return {
    source: [!appendix || fits(whole, width) ? whole : line([gaps]), remarks].filter(Boolean).join("。"),
    remarks,
    note: typeset([subtitle, ...noteOf(figure, book)].join("。"))
  };
}

function description(figure: Figure, book: Book): string {
  const {columns, rows} = figure.table(book);
  const cells = rows
    .slice(0, 12)
    .map(row => row.map((cell, i) => (i ? `${columns[i]} ${cell ?? "无"}` : cell)).join(","));
  return typeset(`${figure.subtitle(book)}。${cells.join(";")}${rows.length > 12 ? ";其余从略" : ""}。`);
}
