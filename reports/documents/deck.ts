import pptxgen from "pptxgenjs";
import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import type {Figure} from "../../src/figures/figure.js";
import {typeset} from "../../src/text/typeset.js";
import type {Block, Story} from "../story/story.js";
import {chartSlide} from "./deck/chart.js";
import {board, numbersOf, type Said, said} from "./deck/numbers.js";
import {renumbering} from "./deck/parts.js";
import {colors, foot, heading, margin, type Slide, sans, serif, width, write} from "./deck/slide.js";
import {settled} from "./zip.js";

type Paragraph = Extract<Block, {type: "paragraph"}> & {over: string; text: string};

/**
 * A story as a presentation: a cover, and for each paragraph a slide that says one thing, a large number with its
 * change, with the chart that shows it where the story has one; charts that are left have slides of their own. What the
 * paragraph says stands in the speaker's notes.
 */
export async function deck(story: Story, book: Book): Promise<Uint8Array> {
  const {as_of, sample} = book.tables.about[0]!;
  const {asOf, source} = captionOf(
    book,
    story.metrics.map(({id}) => id)
  );
  const presentation = new pptxgen();
  presentation.layout = "LAYOUT_WIDE";
  presentation.title = story.title;
  presentation.author = "履职数据年报";
  presentation.company = "";
  presentation.theme = {headFontFace: sans, bodyFontFace: sans};
  cover(
    presentation.addSlide(),
    story.title,
    typeset(`${sample ? "示例数据,不反映真实情况。" : ""}数据截至${fullDay(asOf)}`)
  );
  const named: number[][] = [];
  const draw = (slide: Slide, figure: Figure, numbers: readonly Said[], over = "") => {
    const bars = chartSlide(slide, figure, book, numbers, over);
    if (bars) named.push(bars);
  };
  const left = story.blocks.flatMap(block => (block.type === "figures" ? block.figures : []));
  for (const paragraph of paragraphs(story)) {
    const slide = presentation.addSlide();
    const numbers = numbersOf(book, paragraph);
    const figure = shows(left, book, numbers[0]?.id);
    if (figure) {
      left.splice(left.indexOf(figure), 1);
      draw(slide, figure, numbers, paragraph.over);
    } else if (numbers.length) {
      const [lead] = numbers;
      heading(slide, [`${lead!.label}${lead!.value}`, lead!.change].filter(Boolean).join("，"), paragraph.over);
      board(slide, numbers);
      foot(slide, typeset(`截至${fullDay(asOf)},来源:${source}`));
    } else words(slide, paragraph);
    slide.addNotes(paragraph.text);
  }
  for (const figure of left) {
    const metrics = figure.limited ? [] : figure.metrics(book).map(id => book.metric(id));
    draw(
      presentation.addSlide(),
      figure,
      metrics.flatMap(metric => said(book, metric) ?? [])
    );
  }
  const bytes = (await presentation.write({outputType: "uint8array"})) as Uint8Array;
  return settled(bytes, as_of, renumbering(bytes, named));
}

function cover(slide: Slide, title: string, under: string): void {
  slide.addShape("rect", {x: margin, y: 2.5, w: 0.08, h: 1.6, fill: {color: colors.now}});
  const place = {x: margin + 0.3, w: width - 0.3};
  write(slide, title, {...place, y: 2.4, h: 1, size: 40, least: 20, bold: true, face: serif, valign: "middle"});
  write(slide, under, {...place, y: 3.45, h: 0.6, size: 18, color: colors.mute, valign: "middle"});
}

/** The paragraphs with the heading that they stand under. */
function paragraphs(story: Story): Paragraph[] {
  let over = "";
  return story.blocks.flatMap(block => {
    if (block.type === "heading") over = block.text;
    return block.type === "paragraph" ? [{...block, over, text: block.runs.map(run => run.text).join("")}] : [];
  });
}

/** The figure that is about a metric first of all. */
const shows = (figures: readonly Figure[], book: Book, id: string | undefined): Figure | undefined =>
  figures.find(figure => !figure.limited && figure.metrics(book)[0] === id);

/** A paragraph without numbers, as it is. */
function words(slide: Slide, {over, text}: Paragraph): void {
  heading(slide, over || text.replace(/[，。；].*$/s, ""));
  write(slide, text, {x: margin, y: 1.85, w: width, h: 4.8, size: 24, least: 14});
}
