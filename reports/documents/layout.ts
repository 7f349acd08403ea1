import {textWidth as widthOf} from "../../src/charts/index.js";
import type {Block, Story} from "../story/story.js";
import {mm, type Paper, paperOf, textHeight, textWidth} from "./paper.js";
import type {Plate} from "./plates.js";

/** The line beneath a figure, pt. */
const sourceSize = 9;
/** A drawing alone on a line takes with its caption less than three tenths of a page: what it pushes to the next page leaves no gap. */
const alone = 48;
/** A drawing is not made smaller than this to stand where it belongs. */
const smallest = 0.75;
/** On one page drawings are no lower and no higher, mm. */
const onePage = {least: 30, most: 78} as const;

/** Whether a text stands on one line of a figure's width (mm), also in offices that set Han and digits apart. */
export const fits = (text: string, width: number): boolean => mm(widthOf(text, {size: sourceSize})) <= width * 0.94;

/** How high a text stands in body letters, mm. Offices set a line a little shorter or longer than estimated. */
function textHeightOf(text: string, paper: Paper): number {
  const line = (textWidth / 25.4) * 72 * 0.94;
  return mm(Math.ceil((widthOf(text, {size: paper.size}) + 2 * paper.size) / line) * paper.pitch);
}

const wordsOf = (block: Extract<Block, {type: "paragraph"}>) => block.runs.map(run => run.text).join("");

/** How high the drawings of a story are, mm: on one page, so that they fill it. */
export function heightOfRow(story: Story, rows: number): number {
  if (!story.compact) return alone;
  const free = textHeight(paperOf(story)) * 0.96 - wordsHeight(story) - rows * aroundRow;
  return Math.max(onePage.least, Math.min(onePage.most, free / Math.max(1, rows)));
}

/** Above a row of one page and under it: its caption, of two lines at most, and what sets it off, mm. */
const aroundRow = mm(3 + 24 + 3 + 2);

/** How high title, headings and paragraphs of one page stand, mm. */
function wordsHeight(story: Story): number {
  const paper = paperOf(story);
  return story.blocks.reduce(
    (sum, block) => {
      if (block.type === "heading") return sum + mm(paper.pitch + 6);
      return block.type === "paragraph" ? sum + textHeightOf(wordsOf(block), paper) : sum;
    },
    mm(33 + 15 + 13 + 3)
  );
}

/** How many rows of a table with its title have room at the foot of one page, where that would end with a gap; else 0. */
export function rowsLeft(story: Story, plates: readonly Plate[]): number {
  if (!story.compact || story.blocks.some(({type}) => type === "table")) return 0;
  const rest = [...plates];
  const drawings = story.blocks.reduce((sum, block) => {
    const row = block.type === "figures" ? rest.splice(0, block.figures.length) : [];
    return row.length ? sum + Math.max(...row.map(({height}) => height)) + aroundRow : sum;
  }, 0);
  const page = textHeight(paperOf(story));
  const free = page * 0.95 - wordsHeight(story) - drawings;
  return free > page * 0.13 ? Math.floor((free - mm(28 + 18)) / mm(18)) : 0;
}

/** Caption, source and the distances around a figure, mm. */
const around = mm(8 + 14 + 2 + 13 + 8);
/** A gap at the end of a page larger than this share of it is filled. */
const gap = 0.27;

/**
 * The blocks of a story and its plates, so that no figure leaves a gap at the end of a page: what does not fit goes
 * behind the next paragraphs of its part, or is made a little smaller. Figures keep their order.
 */
export function flowed(story: Story, plates: readonly Plate[]): {story: Story; plates: Plate[]} {
  const paper = paperOf(story);
  const page = textHeight(paper);
  if (story.compact) return {story, plates: [...plates]};
  const queue = [...story.blocks];
  const blocks: Block[] = [];
  const set: Plate[] = [];
  const rest = [...plates];
  // The title with its mark takes four lines.
  let y = mm(paper.pitch * 4 + 10);
  const advance = (height: number) => {
    y = (y + height) % page;
  };
  for (let block = queue.shift(); block; block = queue.shift()) {
    if (block.type === "figures") {
      const needed = () =>
        Math.max(...rest.slice(0, block!.type === "figures" ? block!.figures.length : 0).map(d => d.height));
      const room = () => page - y;
      while (needed() + around > room() && room() > gap * page && queue[0]?.type === "paragraph") {
        const next = queue.shift() as Extract<Block, {type: "paragraph"}>;
        blocks.push(next);
        advance(textHeightOf(wordsOf(next), paper));
      }
      const scale = (room() - around) / needed();
      const smaller = scale < 1 && scale >= smallest && room() > gap * page ? scale : 1;
      const row = rest
        .splice(0, block.figures.length)
        .map(d => ({...d, width: d.width * smaller, height: d.height * smaller}));
      const height = Math.max(...row.map(d => d.height)) + around;
      if (height > room()) y = 0;
      advance(height);
      set.push(...row);
    } else if (block.type === "paragraph") advance(textHeightOf(wordsOf(block), paper));
    else if (block.type === "heading") advance(mm(paper.pitch));
    else advance(mm(24 + 18 * (block.table.rows.length + 1) + 21));
    blocks.push(block);
  }
  return {story: {...story, blocks}, plates: set};
}
