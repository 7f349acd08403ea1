import {cell as bar} from "./canon.js";
import type {Numeral} from "./numbers.js";
import type {Span} from "./sentences.js";

/** Where a number stands in a table of the draft. */
export interface Cell {
  /** The first cell of its row, and the cell over it in the header; empty where there is none. */
  row: Span;
  column: Span;
  /** Of its own unit, the row's or the column's: 提交提案(件). */
  unit: string;
}

interface Row extends Span {
  cells: Span[];
}

/** The places of numbers in tables: lines that are cut into cells, the first of them the header. */
export function tableCells(text: string, numerals: readonly Numeral[]): Map<Numeral, Cell> {
  const cells = new Map<Numeral, Cell>();
  for (const rows of tables(text)) {
    const [first] = rows;
    const plain = first!.cells
      .slice(1)
      .some(({start, end}) => /^(?!(?:19|20)\d{2}年?$)[\d.]+%?$/.test(text.slice(start, end)));
    const header = plain ? undefined : aligned(first!, rows.slice(1));
    for (const row of rows)
      for (const [i, span] of row.cells.entries()) {
        const inside = numerals.filter(each => each.digitsStart >= span.start && each.end <= span.end);
        const [numeral] = inside;
        if (!numeral || inside.length > 1 || i === 0) continue;
        const column = row === first && header ? none : (header?.cells[i] ?? none);
        const unit =
          numeral.unit ||
          unitIn(text, row.cells[0]!) ||
          unitIn(text, column) ||
          unitColumn(text, row, header) ||
          unitAbove(text, first!);
        cells.set(numeral, {row: row.cells[0]!, column, unit});
      }
  }
  return cells;
}

/** A header of more cells than its rows has a name that is spaced out: 项  目. Its columns count from the right. */
function aligned(header: Row, rows: Row[]): Row {
  const most = Math.max(...rows.map(each => each.cells.length));
  const more = header.cells.length - most;
  if (more <= 0 || rows.length === 0) return header;
  const name = {start: header.cells[0]!.start, end: header.cells[more]!.end};
  return {...header, cells: [name, ...header.cells.slice(more + 1)]};
}

const none: Span = {start: 0, end: 0};

/** The name before its unit: 提交提案 of 提交提案(件). */
export function named(text: string, {start, end}: Span): Span {
  const unit = /[(,:][^()]{1,6}\)?$/.exec(text.slice(start, end));
  return {start, end: unit ? start + unit.index : end};
}

function unitIn(text: string, {start, end}: Span): string {
  return /[(:,](?:单位:)?([^()]{1,5}|[^()]{1,3}\([^()]\))\)?$/.exec(text.slice(start, end))?.[1] ?? "";
}

/** A column of its own for units: 指标│单位│2023年. */
function unitColumn(text: string, row: Row, header: Row | undefined): string {
  const at = (header?.cells ?? []).findIndex(each => text.slice(each.start, each.end) === "单位");
  const found = at > 0 ? row.cells[at] : undefined;
  return found ? text.slice(found.start, found.end) : "";
}

/** In the line over the table: (单位:件). */
function unitAbove(text: string, {start}: Row): string {
  const line =
    text
      .slice(0, Math.max(0, start - 1))
      .split("\n")
      .at(-1) ?? "";
  return /单位:([^(),。;]{1,4})/.exec(line)?.[1] ?? "";
}

function tables(text: string): Row[][] {
  const found: Row[][] = [];
  let start = 0;
  let rows: Row[] = [];
  for (const line of [...text.split("\n"), ""]) {
    const cells = line.includes(bar) ? cellsOf(line, start) : [];
    const ruled = /^[│\-—:]*$/.test(line) && line !== "";
    if (cells.length > 1 && !ruled) rows.push({start, end: start + line.length, cells});
    else if (!ruled) {
      if (rows.length > 1) found.push(rows);
      rows = [];
    }
    start += line.length + 1;
  }
  return found;
}

function cellsOf(line: string, from: number): Span[] {
  const cells: Span[] = [];
  let start = from;
  for (const part of line.split(bar)) {
    cells.push({start, end: start + part.length});
    start += part.length + 1;
  }
  if (line.startsWith(bar)) cells.shift();
  if (line.endsWith(bar)) cells.pop();
  return cells;
}
