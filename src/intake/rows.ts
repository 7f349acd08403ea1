import "./bytes.js";
import {parse} from "csv-parse/sync";
import {RowSplitter, swallows} from "./repair.js";
import type {Dialect, Row} from "./row.js";

export type {Dialect, Row};

export const delimiters = [",", "\t", ";", "\uff0c", "|"] as const;

/** Line ends of every system, which may occur side by side. */
const lineEnds = ["\r\n", "\n", "\r"];

/**
 * The records of a delimited text, in order: as csv-parse reads them, and only where it refuses, record by record as
 * `RowSplitter` mends them. `limit`: so many of the first.
 */
export function readTable(text: string, dialect: Dialect, limit?: number): Row[] {
  return unquoted(text, dialect, limit) ?? parsed(text, dialect, limit) ?? mended(text, dialect, limit);
}

/** Of a text without a quote what csv-parse gives too: its lines, parted. */
function unquoted(text: string, {delimiter, quote}: Dialect, limit?: number): Row[] | null {
  if (text.includes(quote)) return null;
  const lines = text.split(anyEnd, limit === undefined ? undefined : limit + 1);
  // What stands behind the last line end is no line.
  if (lines.at(-1) === "") lines.pop();
  return lines.slice(0, limit).map((line, i) => ({line: i + 1, lines: 1, cells: line.split(delimiter)}));
}

/** Null where csv-parse refuses, or reads what is not to be believed: lines that do not add up, cells that hold rows. */
function parsed(text: string, dialect: Dialect, limit?: number): Row[] | null {
  const {delimiter, quote} = dialect;
  let records: string[][];
  try {
    records = parse(text, {
      ...{delimiter, quote, escape: quote, record_delimiter: lineEnds, relax_column_count: true},
      ...(limit === undefined ? {} : {to: limit})
    });
  } catch {
    return null;
  }
  const rows: Row[] = [];
  let line = 1;
  for (const cells of records) {
    const lines = linesOf(cells);
    if (lines > 1 && swallows(cells, dialect)) return null;
    rows.push({line, lines, cells});
    line += lines;
  }
  return limit === undefined && line - 1 !== countLines(text) ? null : rows;
}

function mended(text: string, dialect: Dialect, limit = Number.POSITIVE_INFINITY): Row[] {
  const rows: Row[] = [];
  for (const row of new RowSplitter(dialect).push(text, true)) {
    rows.push(row);
    if (rows.length >= limit) break;
  }
  return rows;
}

function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) if (cell.includes("\n") || cell.includes("\r")) lines += cell.split(anyEnd).length - 1;
  return lines;
}

const anyEnd = /\r\n|\n|\r/;

/** Physical lines of a text, counted without reading records: what `lines` of all records must add up to. */
function countLines(text: string): number {
  if (text === "") return 0;
  let count = 0;
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) count++;
  for (let i = text.indexOf("\r"); i >= 0; i = text.indexOf("\r", i + 1)) if (text[i + 1] !== "\n") count++;
  return /[\n\r]$/.test(text.slice(-1)) ? count : count + 1;
}
