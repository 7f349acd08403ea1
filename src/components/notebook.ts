import {rounded, roundedPercentage} from "../metrics/round.js";
import {card} from "./card.js";
import type {Draw} from "./chart.js";

export {bars, dots, grouped, heat, parts, scatter, trend} from "../charts/index.js";
export {openPivot} from "./notebook-pivot.js";

/**
 * What a notebook draws with: a chart of the site's own under its finding, at the width and in the colours of the page,
 * with its files to download. `note` says how it is counted.
 */
export function figure(title: string, draw: Draw, note = ""): HTMLElement {
  return card({title, chart: draw, caption: note ? {rule: note} : {}, wide: true, level: 2});
}

/** A number as the site prints it, with its unit: 1204件, 56.5天. */
export const number = (value: number, unit = ""): string => `${rounded(value, 2)}${unit}`;

/** A ratio as a percentage with one decimal at most: 98.4%. 100% only where it is exact. */
export const percent = (ratio: number): string => `${roundedPercentage(ratio * 100)}%`;

/** The rows of a result of `sql` as plain objects, lists as arrays. */
export const rowsOf = <T>(table: Iterable<{toJSON(): T}>): T[] => Array.from(table, row => row.toJSON());
