/** One record of a table: its cells as text, the line (from 1) it starts on, the physical lines it takes. */
export interface Row {
  line: number;
  lines: number;
  cells: string[];
  /** Quotes that cannot be understood: only the first line is in `cells`, reading goes on with the next. */
  damaged?: boolean;
  /** Quotes that no writer of CSV would write, but of which only one reading makes a row as wide as the header. */
  mended?: boolean;
}

/** How a delimited text is written. */
export interface Dialect {
  delimiter: string;
  quote: string;
  /** Cells of a whole row, where the header has said so. */
  width?: number;
}
