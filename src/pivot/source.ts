import type {Metric} from "../metrics/index.js";

/** What stands for a row that says nothing of an axis. */
export const blank = "未填";

/** Why counts by combination do not answer a measure. */
export const notCombined = "分组的计数里没有，见「指标」页";

/** One way to split rows: a code a row, and for each code the places of its labels in `items`. */
export interface Axis {
  codes: ArrayLike<number>;
  items: string[];
  /** For each code the labels that it stands for; one, but where a row can have several. */
  members: number[][];
}

/**
 * What rows bring to a counted metric. `amount` is added up (counts, sums, means); `weight` says how many values a row
 * stands for (0: none; below 0: as many less); `values` are those values, or their places among `members` where
 * different ones are counted.
 */
export interface Part {
  amount: Float64Array;
  /** How many each row counts that leave the number blank, where that is no zero; below 0: as many less. */
  blank?: ArrayLike<number>;
  weight: Float64Array;
  values: Float64Array;
  members: number[][] | null;
}

/** Rows that a question is asked of: items, or combinations of categories with their counts. */
export interface Source {
  /** The rows of these years as of a view, their years counted so; in the order of the file. */
  rows(at: {view: string; basis: "session" | "calendar"; years: readonly number[]}): Uint32Array;
  year(row: number): number;
  /** A way to split rows. Throws where there is none of the id. */
  axis(id: string): Axis;
  /** The months of an event within each row's year, 0 where there is none; null where the rows do not know them. */
  months(at: string): ArrayLike<number> | null;
  /** Why a counted metric cannot be made of the rows; null where it can. */
  reason(metric: Metric): string | null;
  part(metric: Metric): Part;
}
