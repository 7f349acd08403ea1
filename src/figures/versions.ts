import {kinds} from "../kinds/index.js";

/** Why a figure differs between two versions. 参考表 are the tables of sessions, units, categories and targets. */
export type Cause = "输入" | "参考表" | "口径" | "程序" | "截至日期";

/** One of two versions: a freeze, or what is computed now. */
export interface Side {
  name: string;
  year: number;
  as_of: string;
  sample: boolean;
}

/** A figure that is not the same; values as a report prints them, null where there is none. */
export interface ChangedFigure {
  metric: string;
  label: string;
  unit: string;
  year: number;
  /** Exact, with its parts where it is a rate: 98.4%(245/249). */
  before: string | null;
  after: string | null;
  /** In the unit, of rates in percentage points; null where one side has no figure. */
  difference: number | null;
  /** +1件, −0.4个百分点. */
  words: string;
  /** As a report prints it, 140余篇. */
  printedBefore: string | null;
  printedAfter: string | null;
  causes: Cause[];
}

/** An input file; how many of its items are new, gone and changed. */
export interface ChangedFile {
  name: string;
  kind: string | null;
  status: "有改动" | "新增" | "移除" | "改名" | "内容未变";
  added: number;
  removed: number;
  changed: number;
}

/** A counting rule, a target, the wording of a rule or a reference table that is not the same. */
export interface ChangedSetting {
  what: string;
  before: string;
  after: string;
}

/** A sentence of a document that reads differently; null where it is only in one of them. */
export interface ChangedSentence {
  template: string;
  before: string | null;
  after: string | null;
  /** The template itself was edited there. */
  edited: boolean;
}

/** One item that is new, gone or changed. Only in the analyst edition; never with a personal column. */
export interface ChangedItem {
  kind: string;
  status: "新增" | "移除" | "有改动";
  file: string;
  year: number;
  number: string | null;
  /** From the data as they are now; a freeze keeps no title. */
  title: string | null;
  columns: string[];
}

/** Everything that differs between two versions. */
export interface Comparison {
  before: Side;
  after: Side;
  /** The report year's first, each year in the catalogue's order. */
  figures: ChangedFigure[];
  /** Figures that were compared. */
  compared: number;
  files: ChangedFile[];
  settings: ChangedSetting[];
  /** What differs of the code and the packages, in words. */
  programs: string[];
  sentences: ChangedSentence[];
  /** Documents that were not compared: one side has none of them, or they cannot be written now. */
  uncompared: string[];
  /** What could not be told, and why. */
  notes: string[];
  items?: ChangedItem[];
}

/** Whether anything that a reader of the report would notice differs. */
export const differs = ({figures, sentences}: Comparison) => figures.length > 0 || sentences.length > 0;

/** The comparison in one sentence. */
export function summary(comparison: Comparison): string {
  const {before, after, figures, sentences, files, uncompared} = comparison;
  const named = `「${before.name}」与${after.name === "现在" ? "现在的数据" : `「${after.name}」`}`;
  const left = uncompared.length ? `未比较:${uncompared.join("、")}` : "";
  const compared = uncompared.length ? "已比较的文稿" : "文稿";
  if (!differs(comparison))
    return `${named}没有不同:${comparison.compared}个数字和${compared}的每一句都一样${left && `;${left}`}。`;
  const own = figures.filter(({year}) => year === after.year).length;
  const other = figures.length - own;
  const inputs = files.filter(({status}) => status !== "内容未变").length;
  const parts = [
    own ? `${after.year}年有${own}个数字不同` : `${after.year}年的数字都相同`,
    other ? `其他年度有${other}个数字不同` : "",
    sentences.length ? `文稿有${sentences.length}处读法不同` : `${compared}的句子都相同`,
    left,
    inputs ? `输入文件有${inputs}个变动` : ""
  ];
  return `${named}:${parts.filter(Boolean).join(",")}。`;
}

/** 新增3、移除1、改动2, what became of the items of a file; of people's records no version keeps any. */
export function itemWords({kind, added, removed, changed}: Omit<ChangedFile, "name" | "status">): string {
  const said = [added && `新增${added}`, removed && `移除${removed}`, changed && `改动${changed}`].filter(Boolean);
  if (said.length > 0) return said.join("、");
  return kinds.some(({label, name, internal}) => internal && [label, name as string].includes(kind ?? ""))
    ? "条目不留存"
    : "条目没有变化";
}
