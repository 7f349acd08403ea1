import type {Unlisted} from "../intake/problem.js";
import type {FieldType} from "../intake/source.js";

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
  /** How much of it is done, 0…1; null where that is not known. */
  share: number | null;
  /** What is being brought up to date while other things may be done: the figures, a site that is looked at; null when they are. */
  behind: string | null;
  /** Why figures and site are still those of before, or null. */
  trouble: string | null;
  /** Why the last step came to nothing, or null. */
  fault: string | null;
  /** What the last step gave. */
  result: Result | null;
  exports: Export[];
  /** The files in 回收, the newest first. */
  attic: string[];
  /** Sentences about the office's tables. */
  doubts: string[];
  /** What the checks ask to be looked at, once the figures are made. */
  hints: string[];
  /** The office's tables; `spare`: it has nothing that the table is for; `own`: it has one that is not the program's. */
  tables: (Table & {spare: boolean; own: boolean})[];
  /** The words that the tables of units and categories lead to, and what types of activity may count toward. */
  words: {units: string[]; categories: string[]; toward: string[]};
  kinds: KindOffer[];
  /** Years that have records, the newest first; the first of them that is over, or null. */
  years: number[];
  lastWhole: number | null;
  /** The last year where it is not over, and the day up to which its data reach, 2024-09-11. */
  reach: {year: number; asOf: string} | null;
  /** Of the data that the figures are of; null before they were computed. */
  fingerprint: string | null;
  templates: string[];
  /** The office's notebooks, by their names. */
  notebooks: string[];
  /** `holds`: whether the figures are still those of now; null where that is not known. */
  documents: {year: string; names: string[]; holds: boolean | null}[];
  frozen: {name: string; year: number; asOf: string; seal: string; holds: boolean | null}[];
}

export interface Result {
  title: string;
  lines: string[];
  /** What was written, by path below 输出. */
  files: string[];
}

/** What may be said of a kind of export: its fields by their labels, and the words of those that hold codes. */
export interface KindOffer {
  label: string;
  fields: string[];
  codes: Record<string, {words: string[]; open: boolean}>;
}

/** A file of exports as it was read. */
export interface Export {
  name: string;
  /** The file, of which it may be one sheet of several. */
  file: string;
  kind: string;
  encoding: string | null;
  /** 2021–2023、2025: the years that its records count in. */
  years: string;
  /** `2024-01-08`: the first and the last day of what it reports. */
  from: string | null;
  until: string | null;
  records: number;
  accepted: number;
  quarantined: number;
  duplicates: number;
  /** Rows that are no records: 合计行 1. */
  dropped: string;
  refused: string | null;
  /** Why what it gives is not all: so many rows were put aside. */
  partly: string | null;
  /** What is wrong, one sentence a cause, the most important first. */
  causes: {words: string; wrong: boolean}[];
  /** Words that a table of the office does not have, the most frequent first, and what each most likely means. */
  unlisted: (Unlisted & {times: number})[];
  /** Headers that are not understood, or another of which is read as the same, and the fields that each most likely means. */
  unknown: {header: string; near: string[]; doubled: boolean}[];
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
  /** Blank ones among them too: so a row's number is the one that Excel shows. */
  rows: string[][];
  /** What may stand in a column, by its label, where there is a list. */
  choices?: Record<string, Choices>;
  /** Rows that are there anyway, by the words in one column: of them only the cells with choices, and free ones, are written. */
  given?: Given;
  /** The rows are those of the sample, in force until the office has its own. */
  lent?: boolean;
  /** Of the file as it was read: another one has been saved meanwhile where it is not the same. */
  stamp?: string;
}

/** The words that may stand in a cell. */
export interface Choices {
  /** Of every row. */
  words?: string[];
  /** By what stands in other columns of the row, parted by a line feed; a row that is not among them is free. */
  of?: Record<string, string[]>;
  by?: string[];
  /** There are no others. */
  only?: boolean;
}

export interface Given {
  column: string;
  words: string[];
  /** The column that is written; those of `told` are read, the others are not shown. */
  written: string;
  told: string;
}

/** What a metric can be composed of: `Offers` as they are chosen from. */
export interface Offers {
  /** `unit`: in which what is counted stands. */
  kinds: {label: string; unit: string; fields: FieldOffer[]}[];
  /** The metrics in force. */
  metrics: {label: string; unit: string}[];
}

export interface FieldOffer {
  label: string;
  type: FieldType;
  /** Words that stand in it, where they are few. */
  words: string[];
  /** Of a number, in what it is counted; empty where nothing says so. */
  unit: string;
  /** Holds names: it may be asked only whether there is something. */
  names: boolean;
  /** Its values name one item each, or are that item's own words: by it nothing is counted apart. */
  single: boolean;
}

/** A metric that is being composed, as the cells of its row. */
export interface Composed {
  label: string;
  unit: string;
  source: string;
  aggregate: string;
  conditions: string;
  /** A field each of whose values is a metric of its own; empty where none. */
  dimension: string;
  /** How its years are counted; empty: as the kind's own are. */
  year: string;
  /** How its numbers are printed; empty: exactly. */
  print: string;
  /** Other names in drafts, parted by 、. */
  phrases: string;
}

/** What a composed metric would be: what is wrong with it, or its values of the last years. */
export interface Preview {
  faults: string[];
  /** 口径 in words. */
  rule: string;
  /** A metric of this name is there, and would be counted so from now on. */
  replaces: boolean;
  years: {year: number; value: string | null; why: string | null}[];
}

/** The tables that list words of the office's own, each as itself or as another of them. */
export type Listed = "units" | "categories";

/** What is said of a word that no table has: the word that it stands for, or itself; `toward`: what a new type counts as. */
export interface Word {
  table: Unlisted["table"];
  word: string;
  to: string;
  kind: string;
  field: string | null;
  toward: string | null;
}

/** What may be done, `POST /_work/<action>`. */
export type Action =
  | {do: "take-back"; name: string}
  | {do: "put-back"; name: string}
  | {do: "column"; kind: string; header: string; to: string; type: string}
  | ({do: "word"} & Word)
  | {do: "words"; table: Listed; words: string}
  | ({do: "metric"} & Composed)
  | {do: "notebook"; name: string}
  | {
      do: "view";
      name: string;
      note: string | null;
      address: string | null;
      metric: string | null;
      chart: string | null;
    }
  | {do: "report"; year: string; template: string | null; asOf: string | null}
  | {do: "members"; year: string; least: string}
  | {do: "publish"}
  | {do: "freeze"; name: string; year: string; incomplete: string | null}
  | {do: "verify"; name: string}
  | {do: "compare"; name: string};
