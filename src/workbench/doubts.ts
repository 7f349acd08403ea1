import type {Export} from "./state.js";

/** Something to be said once, in whatever files it stands. */
export interface Doubt<T> {
  /** The kind of the first of them, by its label. */
  kind: string;
  what: T;
  files: string[];
}

/** The headers that are not understood, each once a kind: what is said of one holds for all files of the kind. */
export const unknownHeaders = (exports: readonly Export[]): Doubt<Export["unknown"][number]>[] =>
  once(
    exports,
    ({unknown}) => unknown,
    ({header}, kind) => `${kind}\n${header}`
  );

/**
 * The words that no table has, each once a table, with all the times that it stands there; a code once a kind and field,
 * as the table of codes has it.
 */
export const unlistedWords = (exports: readonly Export[]): Doubt<Export["unlisted"][number]>[] =>
  once(
    exports,
    ({unlisted}) => unlisted,
    ({table, field = "", word}, kind) => (table === "codes" ? [kind, field, word] : [table, word]).join("\n")
  ).map(({all, ...doubt}) => ({
    ...doubt,
    what: {...doubt.what, times: all.reduce((sum, {times}) => sum + times, 0)}
  }));

function once<T>(
  exports: readonly Export[],
  found: (file: Export) => readonly T[],
  key: (what: T, kind: string) => string
) {
  const doubts = new Map<string, Doubt<T> & {all: T[]}>();
  for (const file of exports)
    for (const what of found(file)) {
      const name = key(what, file.kind);
      const doubt = doubts.get(name) ?? {kind: file.kind, what, files: [], all: []};
      doubt.files.push(file.name);
      doubt.all.push(what);
      doubts.set(name, doubt);
    }
  return [...doubts.values()];
}

/** What is to be known before figures are handed on: files that were not read, or not wholly; null where all were. */
export function incompleteWords(exports: readonly Export[]): string | null {
  const files = exports.flatMap(({name, refused, partly}) =>
    refused !== null ? [`${name}：没有读`] : partly !== null ? [`${name}：${partly}`] : []
  );
  return files.length
    ? `${files.join("；")}。有关数字不完整，写出的文件里会注明。改好后在“收数据”重新放入；不要的，在那里收回。`
    : null;
}
