import {textWidth as widthOf} from "../../src/charts/index.js";
import type {Story} from "../story/story.js";
import {mm, paperOf, textHeight, textWidth} from "./paper.js";

/** The line beneath a figure, pt. */
const sourceSize = 9;
/** A drawing alone on a line takes with its caption less than three tenths of a page: what it pushes to the next page leaves no gap. */
const alone = 48;
/** On one page drawings are no lower and no higher, mm. */
const onePage = {least: 30, most: 78} as const;

/** Whether a text stands on one line of a figure's width (mm), also in offices that set Han and digits apart. */
export const fits = (text: string, width: number): boolean => mm(widthOf(text, {size: sourceSize})) <= width * 0.94;

/** How high the drawings of a story are, mm: on one page, so that they fill it. */
export function heightOfRow(story: Story, rows: number): number {
  if (!story.compact) return alone;
  const paper = paperOf(story);
  const head = mm(33 + 15 + 13 + 3);
  const text = story.blocks.reduce((sum, block) => {
    if (block.type === "heading") return sum + mm(paper.pitch + 6);
    if (block.type !== "paragraph") return sum;
    const words = block.runs.map(run => run.text).join("");
    const lines = Math.ceil((widthOf(words, {size: paper.size}) + 2 * paper.size) / ((textWidth / 25.4) * 72 * 0.94));
    return sum + mm(lines * paper.pitch);
  }, head);
  // Above each row and under it: its caption, of two lines at most, and what sets it off.
  const free = textHeight(paper) * 0.96 - text - rows * mm(3 + 24 + 3 + 2);
  return Math.max(onePage.least, Math.min(onePage.most, free / Math.max(1, rows)));
}
