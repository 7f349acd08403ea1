import type {FieldType} from "../intake/source.js";

/** How a metric is made of the items that it counts. */
export type Aggregate = "count" | "sum" | "distinct" | "median" | "mean" | "max";

/** A column of a kind's facts, with the words and the type that a condition needs of it. */
export interface Operand {
  name: string;
  label: string;
  type: FieldType;
  /** Of a number: where it is blank, it is not known. */
  unsaid?: boolean;
  /** Of a number: how many of the metric's unit one of the column is, 10000 of 万元 in 元. */
  times?: number;
}

/**
 * What a condition asks: one of these values (of a list: any of them), none of them, a comparison, that there is
 * something or nothing, or that a text holds or does not hold some words.
 */
export type Test = "is" | "not" | ">=" | "<=" | ">" | "<" | "filled" | "blank" | "contains" | "lacks";

/** One condition on an item; all conditions of a count must hold. */
export interface Condition {
  field: Operand;
  test: Test;
  /** Code words, numbers, ISO dates or text, as the facts hold them. */
  values: (string | number | boolean)[];
  /** The values as staff write them, where those differ. */
  words?: string[];
  /** Another column compared with, in place of values. */
  other?: Operand;
}

/** A metric that is counted: an aggregate of a field over the items that hold the conditions. */
export interface Count {
  aggregate: Aggregate;
  /** Null only where items are counted. */
  field: Operand | null;
  where: Condition[];
}

/** Whether parts of a count sum up to the whole. */
export const addsUp = ({aggregate}: Count) => aggregate === "count" || aggregate === "sum";
