/** What the local program tells its page: as JSON at `/_work/state`. */
export interface State {
  /** The version of the program. */
  version: string;
  /** The sample is in use, since the office gave no export yet. */
  sample: boolean;
  /** What is being done, or null; while something is, nothing else can be begun. */
  busy: string | null;
  /** What is said on the way. */
  lines: string[];
  /** Why the last step came to nothing, or null. */
  fault: string | null;
  /** What the last step gave. */
  result: Result | null;
  exports: Export[];
  /** Sentences about the office's tables. */
  doubts: string[];
  tables: Table[];
  /** The words that the tables of units and categories lead to. */
  words: {units: string[]; categories: string[]};
  kinds: {label: string; fields: string[]}[];
  /** Years that have records, the newest first; the first of them that is over, or null. */
  years: number[];
  lastWhole: number | null;
  templates: string[];
  documents: {year: string; names: string[]}[];
  frozen: {name: string; year: number; asOf: string; seal: string}[];
}

export interface Result {
  title: string;
  lines: string[];
  /** What was written, by path below 输出. */
  files: string[];
}

/** A file of exports as it was read. */
export interface Export {
  name: string;
  kind: string;
  encoding: string | null;
  /** `2024-01-08` … of what it reports. */
  from: string | null;
  until: string | null;
  records: number;
  accepted: number;
  quarantined: number;
  duplicates: number;
  refused: string | null;
  /** What is wrong, one sentence a cause, the most important first. */
  causes: {words: string; wrong: boolean}[];
  /** Words that a table of the office does not have, the most frequent first, and what each most likely means. */
  unlisted: {table: "units" | "categories"; word: string; near: string | null; times: number}[];
  /** Headers that are not understood, and the fields that each most likely means. */
  unknown: {header: string; near: string[]}[];
}

/** A table of the office, `targets.csv`. */
export interface Table {
  name: string;
  label: string;
  file: string;
}

/** What stands in a table. */
export interface Sheet {
  header: string[];
  rows: string[][];
}

/** What may be done, `POST /_work/<action>`. */
export type Action =
  | {do: "take-back"; name: string}
  | {do: "column"; kind: string; header: string; to: string; type: string}
  | {do: "word"; table: "units" | "categories"; word: string; to: string}
  | {do: "report"; year: string; template: string | null; asOf: string | null}
  | {do: "problems"}
  | {do: "publish"}
  | {do: "freeze"; name: string; year: string}
  | {do: "verify"; name: string}
  | {do: "compare"; name: string};
