import {typeset, typesetPieces} from "../../src/text/typeset.js";
import type {Block, Run, Story} from "./story.js";

/** A story as documents set it. */
export const typesetStory = (story: Story): Story => ({
  ...story,
  title: typeset(story.title),
  blocks: story.blocks.map(setBlock)
});

/** A block with the marks of its sentences full width. */
function setBlock(block: Block): Block {
  if (block.type === "heading") return {...block, text: typeset(block.text)};
  if (block.type === "figures") return block;
  if (block.type === "paragraph") return {...block, runs: setRuns(block.runs)};
  const table = {
    ...block.table,
    columns: block.table.columns.map(typeset),
    rows: block.table.rows.map(row => row.map(cell => (typeof cell === "string" ? typeset(cell) : cell)))
  };
  return {...block, caption: typeset(block.caption), note: typeset(block.note), table};
}

/** Runs set as the one sentence they are: a comma behind bold words stands by them. */
function setRuns(runs: Run[]): Run[] {
  const texts = typesetPieces(runs.map(run => run.text));
  return runs.map((run, i) => ({...run, text: texts[i]!}));
}
