import type {KindName} from "../kinds/index.js";
import type {Count} from "./count.js";
import type {Formula} from "./formula.js";

/** Which year an item counts in: its plenary session's, or the calendar's. `mixed` adds items of both. */
export type Basis = "session" | "calendar" | "mixed";

/** The staging tables that metrics aggregate; `multi` combines several of them. */
export type Kind = KindName | "multi";

/**
 * How a report prints the number. Without a `Print`, exactly.
 * - `word`, `place`: rounded down to the place and followed by the word, 146 → 140余 (place 10)
 * - `unit`: the unit as printed, where it is not the metric's own, e.g. 篇(条)
 * - `all`: printed 全部 when the value equals that metric's value exactly
 * - `vague`: no number at all, 多篇
 * - `decimals`: at most so many; 1 for percentages and 2 for others where absent
 * - `cut`: digits beyond are cut off, not rounded
 */
export interface Print {
  word?: "余" | "多";
  place?: number;
  unit?: string;
  all?: string;
  vague?: boolean;
  decimals?: number;
  cut?: boolean;
}

/** An entry of the catalogue: plain data, from which SQL, filters, rules in words and phrases are made. */
export interface Metric {
  /** `proposals.filed`: kind and name. */
  id: string;
  kind: Kind;
  name: string;
  /** What staff call it; unique in the catalogue. */
  label: string;
  /** 件, 篇, 场次, … or % for a ratio. */
  unit: string;
  /** 口径: the counting rule, one sentence. */
  rule: string;
  /**
   * Of a line of the ledger that years write in several units: how many of its own one of another is. A value in a unit
   * that is not here cannot be compared, and is printed as it is written.
   */
  units?: Readonly<Record<string, number>>;
  /** What is counted; null where it is a formula. */
  count: Count | null;
  /** What it is made of; null where it is counted. */
  formula: Formula | null;
  basis: Basis;
  /** The ways in which its year may be counted, its own first; a page lets the reader choose among several. */
  bases: readonly Basis[];
  /** Years that a figure covers, up to and with its own; `term`: from the first year of the term on. */
  span?: number | "term";
  /** The date by which an item falls into a month; null: not by month. */
  at: string | null;
  /** False for distinct counts and medians, whose parts do not sum to the whole. */
  adds: boolean;
  /** A figure that other figures are built from, not one to show by itself. */
  part: boolean;
  /** It stands in tables, but not among what changed most. */
  minor?: boolean;
  /** Its place among the tiles of 概览; the others are none. */
  tile?: number;
  /** How much it counts when a year is told, 0 to 9; 1 where absent, 0 for a part of another. */
  weight?: number;
  print?: Print;
  /** The metric whose items these are among: never larger than it. */
  subsetOf?: string;
  /** Where it counts one value of a field of another metric's items. */
  item?: {of: string; dimension: string; value: string};
  /** The column by whose values its items are told: without it nothing can be said of them. */
  split?: string;
  /** Labels that the office replaced by its own; what names it so still means it. */
  formerly?: string[];
  /** Other words by which a report speaks of it; the label is one already. One with a ? may mean another figure too. */
  phrases?: string[];
  /** Of the two sides of 双向评价, the one whose opinion it is: 委员 of the handling, 单位 of the proposal. */
  side?: "member" | "unit";
  /** Rules of rules.csv on which the count depends: each prints its sentence after `rule`. */
  settings: readonly string[];
}
