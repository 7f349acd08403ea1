import type {LeftOut} from "./sentences.js";
import type {Story} from "./story.js";

/** So many lines are said on a terminal, and so many of one reason one by one. */
const shown = {lines: 12, alike: 3};

/** The file beside the documents that has all of it, where the terminal does not. */
export const leftFile = "没有写进文稿的.txt";

/**
 * What staff read of what was left out of documents: each sentence with the reason, then metrics that are zero. `listed`: what a
 * terminal has no room for stands in `leftFile`.
 */
export function leftWords(stories: readonly Story[], listed = false): string[] {
  const {lines, zeros} = leftIn(stories);
  const said =
    lines.length > shown.lines
      ? [
          ...lines.slice(0, shown.lines),
          `  ……另有${lines.length - shown.lines}处${listed ? `，全部列在“${leftFile}”里` : ""}`
        ]
      : lines;
  return worded(said, zeros);
}

/** All of it, a line each, where the terminal shows a part; null where it shows all. */
export function leftList(stories: readonly Story[]): string | null {
  const {lines, each, zeros} = leftIn(stories);
  return lines.length > shown.lines ? `\uFEFF${worded(each, zeros).join("\r\n")}\r\n` : null;
}

const worded = (lines: readonly string[], zeros: readonly string[]) => [
  ...(lines.length ? ["没有数据而没有写进文稿的：", ...lines] : []),
  ...(zeros.length ? [`为零而没有写进文稿的：${zeros.join("、")}`] : [])
];

function leftIn(stories: readonly Story[]): {lines: string[]; each: string[]; zeros: string[]} {
  const byReason = new Map<string, string[]>();
  const zeros = new Set<string>();
  for (const {name, left} of stories)
    for (const each of left)
      if (each.zero) zeros.add(each.metric!.label);
      else byReason.set(each.reason, [...(byReason.get(each.reason) ?? []), lineOf(name, each)]);
  const alike = [...byReason].filter(([, lines]) => lines.length > shown.alike);
  const single = [...byReason].filter(([, lines]) => lines.length <= shown.alike).flatMap(([, lines]) => lines);
  return {
    lines: [...alike.map(([reason, lines]) => `  ${reason}：略去${lines.length}处`), ...single],
    each: [...byReason.values()].flat(),
    zeros: [...zeros]
  };
}

const lineOf = (name: string, {text, reason}: LeftOut) => `  ${name}：“${text}”，${reason}`;
