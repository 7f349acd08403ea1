import {fullWidth} from "../../src/text/punctuation.js";
import type {Block, Run, Story} from "./story.js";

/** A story as documents set it. */
export const typesetStory = (story: Story): Story => ({
  ...story,
  title: fullWidth(story.title),
  blocks: story.blocks.map(setBlock)
});

/** A block with the marks of its sentences full width. */
function setBlock(block: Block): Block {
  if (block.type === "heading") return {...block, text: fullWidth(block.text)};
  if (block.type === "figures") return block;
  if (block.type === "paragraph") return {...block, runs: setRuns(block.runs)};
  const table = {
    ...block.table,
    columns: block.table.columns.map(fullWidth),
    rows: block.table.rows.map(row => row.map(cell => (typeof cell === "string" ? fullWidth(cell) : cell)))
  };
  return {...block, caption: fullWidth(block.caption), note: fullWidth(block.note), table};
}

/** Runs set as the one sentence they are: a comma behind bold words stands by them. */
function setRuns(runs: Run[]): Run[] {
  const text = fullWidth(runs.map(run => run.text).join(""));
  let at = 0;
  return runs.map(run => {
    const from = at;
    at += run.text.length;
    return {...run, text: text.slice(from, at)};
  });
}
