import type {Block, Run, Story} from "./story.js";

const marks: Record<string, string> = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"};
const wide = "\\p{Script=Han}\u3001\u3002\u300a\u300b\u300c\u300d\u201c\u201d\uff05\uff08\uff09%)";
const mark = new RegExp(
  `(?<=[${wide}])[,;:?!]|(?<=[\\p{L}\\p{N}])[,;:?!](?=\\s*[\\p{Script=Han}\u300a\u300c\u201c])`,
  "gu"
);
const brackets = /\(([^()]*)\)/gu;
const han = /\p{Script=Han}/u;
/** Behind a figure, a unit that is printed with brackets: 112余人(次). */
const unitAt = /(?<=[\d余多万亿])[人名位家个篇件条项场次期](?=\(\p{Script=Han}\)$)/u;

/**
 * Sets the marks of a Chinese sentence full width, as GB/T 15834 asks of documents: a comma, semicolon, colon, question
 * or exclamation mark that stands by a Han character or behind a figure of the sentence, and brackets around or behind
 * Han characters. Marks inside numbers, times and Latin words stay. The text keeps its length.
 */
export function typeset(text: string): string {
  const bracketed = text.replace(brackets, (whole, inside: string, at: number) => {
    const unit = unitAt.test(text.slice(0, at) + whole);
    return unit || !han.test(text.slice(Math.max(at - 1, 0), at) + inside) ? whole : `\uff08${inside}\uff09`;
  });
  return bracketed.replace(mark, mark => marks[mark]!);
}

/** A story as documents set it. */
export const typesetStory = (story: Story): Story => ({
  ...story,
  title: typeset(story.title),
  blocks: story.blocks.map(setBlock)
});

/** A block with the marks of its sentences set as documents set them. */
function setBlock(block: Block): Block {
  if (block.type === "heading") return {...block, text: typeset(block.text)};
  if (block.type === "figures") return block;
  if (block.type === "paragraph") return {...block, runs: setRuns(block.runs)};
  const table = {...block.table, columns: block.table.columns.map(typeset)};
  return {...block, caption: typeset(block.caption), note: typeset(block.note), table};
}

/** Runs set as the one sentence they are: a comma behind bold words stands by them. */
function setRuns(runs: Run[]): Run[] {
  const text = typeset(runs.map(run => run.text).join(""));
  let at = 0;
  return runs.map(run => {
    const from = at;
    at += run.text.length;
    return {...run, text: text.slice(from, at)};
  });
}
