import type {Metric} from "../src/metrics/index.js";

/** The years whose figures cover a year. */
export function covering(year: number, span: Metric["span"], terms: readonly number[], last: number): number[] {
  if (!span) return [year];
  const end = span === "term" ? (terms.find(term => term > year) ?? last + 1) - 1 : Math.min(last, year + span - 1);
  return Array.from({length: Math.max(1, end - year + 1)}, (_, i) => year + i);
}

/** The years that the figure of a year covers; of a term whose first year nobody says, that year alone. */
export function covered(year: number, span: Metric["span"], terms: readonly number[]): number[] {
  const first = span === "term" ? terms.findLast(term => term <= year) : span ? year - span + 1 : year;
  return Array.from({length: year - (first ?? year) + 1}, (_, i) => (first ?? year) + i);
}
