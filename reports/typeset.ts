import type {Block, Story} from "./story.js";

const marks: Record<string, string> = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"};
const wide = "\\p{Script=Han}\u3001\u3002\u300a\u300b\u300c\u300d\u201c\u201d\uff05%)";

/**
 * Sets the marks of a Chinese sentence full width, as GB/T 15834 asks of documents: a comma, semicolon, colon, question
 * or exclamation mark that stands by a Han character or behind a figure of the sentence. Marks inside numbers, times
 * and Latin words stay.
 */
export function typeset(text: string): string {
  return text.replace(
    new RegExp(`(?<=[${wide}])[,;:?!]|(?<=[\\p{L}\\p{N}])[,;:?!](?=\\s*[\\p{Script=Han}\u300a\u300c\u201c])`, "gu"),
    mark => marks[mark]!
  );
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
  if (block.type === "table") return {...block, caption: typeset(block.caption), note: typeset(block.note)};
  if (block.type === "figures") return block;
  // A mark behind a bold figure is one of the sentence; each is one character before and after.
  const whole = typeset(block.runs.map(run => run.text).join(""));
  const ends = block.runs.map((_, i) => block.runs.slice(0, i + 1).reduce((sum, run) => sum + run.text.length, 0));
  return {...block, runs: block.runs.map((run, i) => ({...run, text: whole.slice(ends[i - 1] ?? 0, ends[i])}))};
}
