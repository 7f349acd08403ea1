import type {FigureTable} from "../../src/figures/figure.js";
import {cells} from "./columns.js";

/** A table of text as documents set it; `widths` are shares of the text's width. */
export interface TextTable {
  /** What stands above it; empty where nothing does. */
  caption: string;
  columns: string[];
  rows: string[][];
  widths: number[];
  /** Whether it is set small. */
  small?: boolean;
}

/** The table behind a figure, as documents set it: without the columns of years that nothing is known of. */
export function textTable(caption: string, table: FigureTable): TextTable {
  const known = table.columns.map((_, i) => i === 0 || table.rows.some(row => row[i] !== null));
  const kept = <T>(row: readonly T[]) => row.filter((_, i) => known[i]);
  const columns = kept(table.columns);
  const rows = table.rows.map(row => kept(row).map(cell => (cell === null ? "—" : String(cell))));
  return {caption, columns, rows, widths: widthsOf(columns, rows)};
}

/** How many half-width cells stand on a line of a table, and what a column keeps free of them. */
const line = 84;
const free = 4;

/**
 * Columns of numbers are alike, beside a wider first one, where their headings fit; else, or where another holds words,
 * each is as wide as its longest cell asks.
 */
function widthsOf(columns: string[], rows: string[][]): number[] {
  const numeric = numericColumns({caption: "", columns, rows, widths: []});
  const first = columns.length > 3 ? 0.34 : 0.46;
  const alike = (1 - first) / (columns.length - 1);
  // 基本满意（张） may break before its unit, nowhere else.
  const heading = (column: string) => Math.max(...column.split(/(?=（)/).map(cells));
  if (numeric.every((is, i) => i === 0 || (is && heading(columns[i]!) + free <= alike * line)))
    return columns.map((_, i) => (i ? alike : first));
  const longest = columns.map((column, i) => 3 + Math.max(heading(column), ...rows.map(row => cells(row[i]!))));
  const all = longest.reduce((sum, each) => sum + each, 0);
  return longest.map(each => each / all);
}

/** Which columns hold numbers: they are set to the right, if not in small print. */
export const numericColumns = ({columns, rows, small}: TextTable): boolean[] =>
  columns.map(
    (_, i) => i > 0 && !small && rows.every(row => /^(—|)$|^[\d.,%−+-]/.test(row[i]!) && row[i]!.length < 12)
  );
