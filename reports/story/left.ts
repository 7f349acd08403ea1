import type {Story} from "./story.js";

/** So many sentences are said on a terminal. */
const shown = 12;

/** What staff read of what was left out of documents: each sentence with the reason, then metrics that are zero. */
export function leftWords(stories: readonly Story[]): string[] {
  const lines: string[] = [];
  const zeros = new Set<string>();
  for (const {name, left} of stories)
    for (const {text, reason, zero, metric} of left)
      if (zero) zeros.add(metric!.label);
      else lines.push(`  ${name}:“${text}”,${reason}`);
  const said = lines.length > shown ? [...lines.slice(0, shown), `  ……共 ${lines.length} 处`] : lines;
  return [
    ...(said.length ? ["没有数据而没有写进文稿的:", ...said] : []),
    ...(zeros.size ? [`为零而没有写进文稿的:${[...zeros].join("、")}`] : [])
  ];
}
