import {type Problem, sentence} from "./problem.js";

/** Problems that have one cause, told once: the first of them, how often it occurs, and where. */
export interface Cause extends Problem {
  times: number;
  lines: number[];
}

/** So many causes are what a reader can take in. */
export const mostImportant = 20;

/**
 * One entry a distinct cause, the most important first: what puts rows aside before what is only to be looked at, then
 * what occurs more often. What differs only in the numbers of lines is one cause.
 */
export function causesOf(problems: readonly Problem[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const problem of problems) {
    const {severity, code, column, what, found, line} = problem;
    const key = [severity, code, column, what.replace(/\d+/g, "#"), found].join("\n");
    const cause = causes.get(key);
    if (!cause) causes.set(key, {...problem, times: 1, lines: line > 0 ? [line] : []});
    else {
      cause.times++;
      if (line > 0) cause.lines.push(line);
    }
  }
  return [...causes.values()]
    .map(cause => ({...cause, lines: cause.lines.sort((a, b) => a - b)}))
    .sort((a, b) => rank(a) - rank(b) || b.times - a.times || a.line - b.line);
}

export const rank = ({severity}: Problem) => (severity === "error" ? 0 : 1);

/** A cause as a sentence: the first place, and how many others there are. */
export const causeSentence = (name: string, cause: Cause): string => sentence(name, cause) + others(cause);

/** `（同样的共 12 处：第 3–7、9 行）`, or nothing where there is one. */
export const others = ({times, lines}: Cause): string =>
  times < 2 ? "" : `（同样的共 ${times} 处${lines.length > 1 ? `：第 ${ranges(lines)} 行` : ""}）`;

const spans = 8;

/** `3–7、9`: numbers in ascending order, those that follow each other as one; only the first few. */
function ranges(lines: readonly number[]): string {
  const found: [from: number, until: number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else found.push([line, line]);
  }
  const shown = found.slice(0, spans).map(([from, until]) => (from === until ? String(from) : `${from}–${until}`));
  return shown.join("、") + (found.length > spans ? " 等" : "");
}
