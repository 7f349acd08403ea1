import {type Problem, sentence} from "./problem.js";

/** Problems that have one cause, told once: the first of them, how often it occurs, and where. */
export interface Cause extends Problem {
  times: number;
  lines: number[];
  /** Its column; of what is said of whole columns, all of them. */
  columns: string[];
  /** The texts found, each once; none of what says its text itself. */
  founds: string[];
}

/** So many causes are what a reader can take in. */
export const mostImportant = 20;

/**
 * One entry a distinct cause, the most important first: what puts rows aside before what is only to be looked at, then
 * what occurs more often. What differs only in the numbers of lines or in the text found is one cause, and so is what is
 * said of several whole columns in the same words; a word that a table lacks is one of its own.
 */
export function causesOf(problems: readonly Problem[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const problem of problems) {
    const {line, column} = problem;
    const key = keyOf(problem);
    const cause = causes.get(key);
    const found = problem.told || problem.personal ? "" : problem.found;
    if (!cause) {
      const founds = found ? [found] : [];
      causes.set(key, {...problem, times: 1, lines: line > 0 ? [line] : [], columns: [column], founds});
      continue;
    }
    if (found && !cause.founds.includes(found)) cause.founds.push(found);
    if (!cause.columns.includes(column)) cause.columns.push(column);
    else {
      cause.times++;
      if (line > 0) cause.lines.push(line);
    }
  }
  return [...causes.values()]
    .map(cause => ({...cause, lines: cause.lines.sort((a, b) => a - b)}))
    .sort((a, b) => rank(a) - rank(b) || b.times - a.times || a.line - b.line);
}

const keyOf = ({severity, code, column, what, line, remedy, unlisted}: Problem) =>
  [severity, code, line === 0 && column ? `*${remedy}` : column, unlisted?.word ?? what.replace(/\d+/g, "#")].join(
    "\n"
  );

/**
 * The causes that one look at a column settles, in the order of their first: the words of it that one table lacks, what
 * is wrong in it for one reason.
 */
export function causesByColumn(problems: readonly Problem[]): [Cause, ...Cause[]][] {
  const groups = new Map<string, [Cause, ...Cause[]]>();
  for (const cause of causesOf(problems)) {
    const {line, severity, code, column, what} = cause;
    const key = [severity, code, line > 0 ? column : `${cause.columns}\n${what}`].join("\n");
    const group = groups.get(key);
    if (group) group.push(cause);
    else groups.set(key, [cause]);
  }
  return [...groups.values()];
}

/** A cause that several files may have. */
export interface SharedCause {
  /** As it is in the first of them. */
  cause: Cause;
  /** The files that have it, with how often. */
  files: {name: string; times: number}[];
}

/** One entry a distinct cause over all files, the most important first. */
export function causesAcross(files: readonly {name: string; problems: readonly Problem[]}[]): SharedCause[] {
  const shared = new Map<string, SharedCause>();
  for (const {name, problems} of files)
    for (const cause of causesOf(problems)) {
      const key = `${keyOf(cause)}\n${cause.columns}`;
      const known = shared.get(key);
      if (known) known.files.push({name, times: cause.times});
      else shared.set(key, {cause, files: [{name, times: cause.times}]});
    }
  const times = ({files}: SharedCause) => files.reduce((sum, file) => sum + file.times, 0);
  return [...shared.values()].sort((a, b) => rank(a.cause) - rank(b.cause) || times(b) - times(a));
}

/** A cause as a sentence: the first place, how many others there are, and in which other files. */
export function sharedSentence({cause, files}: SharedCause): string {
  const [first, ...rest] = files as [SharedCause["files"][number], ...SharedCause["files"]];
  const shown = rest.slice(0, 3).map(({name, times}) => (cause.line > 0 ? `${name} ${times} 处` : name));
  const more = rest.length > shown.length ? `等 ${rest.length} 个文件` : "";
  return causeSentence(first.name, cause) + (rest.length ? `（另见 ${shown.join("、")}${more}）` : "");
}

export const rank = ({severity}: Problem) => (severity === "error" ? 0 : 1);

/** A cause as a sentence: the first place, and how many others there are. */
export const causeSentence = (name: string, cause: Cause): string =>
  sentence(name, {...cause, column: cause.columns.join("」「")}) + others(cause);

/** `（同样的共 12 处：第 3–7、9 行）`, or nothing where there is one; 同类 where the texts differ. */
export const others = ({times, lines, founds}: Cause, most = spans): string =>
  times < 2
    ? ""
    : `（${founds.length > 1 ? "同类" : "同样"}的共 ${times} 处${lines.length > 1 ? `：第 ${ranges(lines, most)} 行` : ""}）`;

const spans = 8;

/** `3–7、9`: numbers in ascending order, those that follow each other as one; only the first few. */
export function ranges(lines: readonly number[], most = spans): string {
  const found: [from: number, until: number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else found.push([line, line]);
  }
  const shown = found.slice(0, most).map(([from, until]) => (from === until ? String(from) : `${from}–${until}`));
  return shown.join("、") + (found.length > most ? " 等" : "");
}
