import type {LeftOut} from "./sentences.js";
import type {Story} from "./story.js";

/** So many lines are said on a terminal, and so many of one reason one by one. */
const shown = {lines: 12, alike: 3};

/** What staff read of what was left out of documents: each sentence with the reason, then metrics that are zero. */
export function leftWords(stories: readonly Story[]): string[] {
  const byReason = new Map<string, string[]>();
  const zeros = new Set<string>();
  for (const {name, left} of stories)
    for (const each of left)
      if (each.zero) zeros.add(each.metric!.label);
      else byReason.set(each.reason, [...(byReason.get(each.reason) ?? []), lineOf(name, each)]);
  const alike = [...byReason].filter(([, lines]) => lines.length > shown.alike);
  const single = [...byReason].filter(([, lines]) => lines.length <= shown.alike).flatMap(([, lines]) => lines);
  const lines = [...alike.map(([reason, lines]) => `  ${reason}：略去${lines.length}处`), ...single];
  const said =
    lines.length > shown.lines ? [...lines.slice(0, shown.lines), `  ……另有${lines.length - shown.lines}处`] : lines;
  return [
    ...(said.length ? ["没有数据而没有写进文稿的：", ...said] : []),
    ...(zeros.size ? [`为零而没有写进文稿的：${[...zeros].join("、")}`] : [])
  ];
}

const lineOf = (name: string, {text, reason}: LeftOut) => `  ${name}：“${text}”，${reason}`;
