import type {Derivation} from "../intake/derive.js";
import {type Fields, type FieldType, type Source, source} from "../intake/source.js";
import {checkKind} from "./check-kind.js";
import type {Naming} from "./people.js";

/** What makes two records of a kind one. */
export interface Identity {
  /**
   * Ways to name a record, the first whose fields are all filled: 流水号, else 届次 and number. `also` is added where
   * it is filled. A record that none of them names repeats no other.
   */
  keys: readonly {of: readonly string[]; also?: readonly string[]}[];
  /** What stays the same when keys are given anew: a year or day, the title, whose it is. */
  alias?: readonly string[];
  /** The field that is never given anew; a record without it is. */
  fixed?: string;
  /** The field that is given anew for a whole export: the alias then counts only between exports that share numbers. */
  number?: string;
  /** What a number looks like before it is final. */
  draft?: string;
  /** The fields that must agree where keys do. */
  title: readonly string[];
  /** The field that says whose it is. */
  who?: string;
  /** Numbers that say 1 on each row of a record where each such row is one of them: an attendee a row, 参加人次 1 on each. */
  each?: readonly string[];
  /** Dates that hold for a record of several rows only when each has them: all units have replied. */
  all?: readonly string[];
  /** Dates of which the last holds: the time limit of a record that each unit has its own for. */
  last?: readonly string[];
  /**
   * Codes and flags that hold for a record of several rows as far as each row has got: a field → its words, from the first to the last.
   * Where some rows say nothing and the others the last word, nothing is known.
   */
  slowest?: Readonly<Record<string, readonly string[]>>;
  /** Codes that rows may say differently, a field → the word that holds then; `whole` is so only where each row says it. */
  mixed?: Readonly<Record<string, {whole: string; part: string}>>;
  /** What to do about two rows of one key that say different things, where more than a number may be wrong. */
  remedy?: string;
  /**
   * How staff call what makes two rows one, what of it may change, whose it is, and one of them; 编号, 标题, 提出者 and 件 where it
   * is not said.
   */
  words?: {same?: string; title?: string; who?: string; one?: string};
  /** A row is one record: a second of the same key is told, it is no part of the first. */
  once?: boolean;
  /** The same title under another key in the same year is worth a warning. */
  twins?: boolean;
}

/** A way to split the figures of a kind. */
export interface KindDimension {
  /** Unique within the kind. */
  id: string;
  label: string;
  /** Column of the kind's facts. */
  column: string;
  /** An item may fall under several values: parts then add up to more than the whole, and tables say so. */
  multiple?: boolean;
  /** The choice of the filter bar that it answers; kinds share a choice by its name. */
  filter?: string;
  /**
   * `figures`: drawn, but not among the combinations that are published for filters (each further one makes those
   * rarer). `filters`: filtered by, but no figures are kept by it.
   */
  only?: "figures" | "filters";
}

/** Further fields that a fact follows from, by the value of a rule: 计入满意的票 asks 基本满意 only where it counts. */
export interface Under {
  rule: string;
  fields: Readonly<Record<string, readonly string[]>>;
}

/** A fact of an item that no column holds, but which follows from columns: 立案 follows from 审查结果. */
export interface DerivedFact {
  label: string;
  type: FieldType;
  /** The fields it follows from: where one of them is not known, it is not. */
  of: readonly string[];
  /** What it follows from besides, by the value of a rule that is in force. */
  under?: Under;
  /** The kind among whose records it is looked up: of a year that has none of them nothing is found. */
  looks?: string;
  /** Of a number: where it is null, it is not known. */
  unsaid?: true;
  /** All that it may say, where that is a word of ours. */
  words?: readonly string[];
  /** The list of which it says how many there are: under one of them an item has that one. */
  counts?: string;
  /** SQL over the item as it stood at the cut-off, with `cutoff` and `rule('…')`. */
  sql: string;
}

/** A fact of a member's year: in words what it is made of, and the event with its 条件 that it asks; all of 计分表 where none is named. */
export interface Beside {
  made: string;
  asks?: {event: string; conditions: readonly string[]};
}

/** From when on fields of an item are known: the first of the dates that is filled, at the latest. */
export interface Known {
  fields: readonly string[];
  /** Dates by which; without any of them the fields are known from the start. */
  by: readonly string[];
  /** Where none of the dates is filled, the fields are known of a year that is over, and at the data's own date. */
  undated?: "year";
  /** What is said where a year is cut at a day: of what no export has the day, and from when it counts instead. */
  said?: string;
}

/** A counting rule that the office decides, with the sentence that is printed for each value it may take. */
export interface Setting {
  rule: string;
  /** The value where the office's table does not say. */
  value: string;
  /** Allowed values with what each prints; or whole numbers from `least` to `most`; or a day. */
  says:
    | Readonly<Record<string, string>>
    | {least: number; most: number; print: (value: string) => string}
    | {day: true};
  note: string;
}

/** All there is to say of a kind of export beside its columns. */
export interface KindEntry {
  label: string;
  /** Other words for it, with which headers begin: 信息 in 信息编号. */
  speaks?: readonly string[];
  /** Columns a file must have to be of this kind: one of each group. */
  needs: readonly (readonly string[])[];
  /** Fields that name a record: a row below with none of them filled is its continuation. */
  key: readonly string[];
  /** Fields of which each record must have one. */
  oneOf?: readonly string[];
  /** Its rows bear names that staff give: 捐款合计 is one, no total. */
  words?: boolean;
  identity: Identity;
  /** How staff call one record without its content; `title` is the field that says what it is. */
  called: {number: readonly string[]; title: string};
  derivations: readonly Derivation[];
  /** The year it counts in, and another that a reader may choose instead. */
  basis: "session" | "calendar";
  alternative?: "calendar";
  /** The date by which an item falls into a month; null: items have none. */
  date: string | null;
  /** What happens to an item, in its order, by the dates of it. */
  events: readonly string[];
  known?: readonly Known[];
  /** Items with these codes did not take place and count nowhere. */
  never?: Readonly<Record<string, readonly string[]>>;
  derived?: Readonly<Record<string, DerivedFact>>;
  /** The view of its facts: one row an item as it stood at each cut-off. */
  facts: string;
  dimensions?: readonly KindDimension[];
  /** The metric (its name within the kind) that says how many items there are; without one it is not filtered. */
  items?: string;
  /** Events whose months are drawn. */
  months?: readonly string[];
  /** Metrics (by their names within the kind) that are kept day by day, for calendars. */
  daily?: readonly string[];
  /** Days between two events, drawn as a distribution over the items that hold. */
  days?: {from: string; to: string; where: string};
  /**
   * Metrics that the pages show by month and by dimension, and the dimensions `by` which they show another date or way
   * to count years as well; all where none is named.
   */
  shown?: {months?: readonly string[]; dimensions?: readonly string[]; by?: readonly string[]};
  /** The page that shows it, where that is not one of its own name. */
  page?: string;
  /** Rules of rules.csv that only this kind knows. */
  rules?: readonly Setting[];
  /**
   * The dates between which an item stands: it counts in each year of them at whose end, or last known day, it stands;
   * and `by` what others name it.
   */
  stands?: {from: string; to: string; by: {number: string; name: string}};
  /** Its fields that name members, and what of a member's year each tells. */
  people?: readonly Naming[];
  /** Of people: nothing of it leaves but totals. No figure is kept by the values of its fields, no item by itself. */
  internal?: boolean;
  /**
   * A table of the warehouse with more of an item at each cut-off, found by these columns; each of its own is made of what
   * exports of other kinds say of members.
   */
  beside?: {table: string; by: readonly string[]; columns: Readonly<Record<string, Beside>>};
}

/** A kind of export, whole: whatever handles exports of several kinds is derived from it. */
export interface Kind<Name extends string = string>
  extends Source,
    Omit<KindEntry, "label" | "speaks" | "needs" | "key" | "oneOf" | "words"> {
  name: Name;
}

/** Declares a kind. Throws where a name that it uses is no field of it. */
export function kind<const Name extends string>(name: Name, fields: Fields, entry: KindEntry): Kind<Name> {
  const {label, needs, key, oneOf, words = false, ...rest} = entry;
  const declared = source(name, fields, {label, needs, key, words, ...(oneOf ? {oneOf} : {})});
  checkKind(name, fields, entry);
  return {...declared, ...rest, name};
}

/** Where the records of a kind that stands over years are kept as they were read, once each. */
export const onceOf = ({name}: Pick<Kind, "name">): string => `${name}_once`;

/** What stands between the parts of a key: 十一届三次-0001, 2024-03-01|a title. */
export const between = ({fields}: Kind, of: readonly string[]): string =>
  of.some(field => fields[field]?.reads === "id") ? "-" : "|";

/** The view that has the facts of a kind by every way to count its year. */
export const factsOf = ({facts, alternative}: Pick<Kind, "facts" | "alternative">): string =>
  alternative ? `${facts}_by_basis` : facts;
