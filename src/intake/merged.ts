import type {Column, Match} from "./match.js";
import type {Fault} from "./problem.js";
import {roleOf} from "./roles.js";
import type {Row} from "./rows.js";

/** A vertical merge of a workbook: rows as Excel numbers them, column from 0. */
export interface MergedCells {
  column: number;
  from: number;
  until: number;
}

export interface Told {
  column: string;
  fault: Fault;
}

/**
 * Cells that were merged vertically come out blank below the first; they are filled from above, with a warning.
 * A workbook says what was merged. Of a text it is guessed, only for the leading columns of a print-out (left of
 * what names the record), and only where the whole column looks it: begins filled, has blanks, no value twice.
 * Fills `rows` in place.
 */
export function fillMerged(rows: readonly Row[], match: Match, merges?: readonly MergedCells[]): Told[] {
  const {fields, key} = match.source;
  const guessed = new Set(mergedAtAll(match));
  const told: Told[] = [];
  let records: Row[] | undefined;
  for (const column of match.columns) {
    const {index, field, header} = column;
    const {merges: groups, required} = fields[field]!;
    if (!(merges?.length || guessed.has(column))) continue;
    records ??= rows.filter(row => !row.damaged && roleOf(row.cells, match.header, match.source.words) === null);
    const body = records;
    let blanks: Row[] = [];
    if (merges) {
      const inMerge = mergedLines(merges, index);
      blanks = body.filter(row => inMerge(row.line));
      if (!(groups || required || key.includes(field))) {
        const lost = blanks.filter(row => isBlank(row, index));
        if (lost.length > 0) told.push({column: header, fault: leftBlank(lost)});
        continue;
      }
    } else if (guessed.has(column) && looksMerged(countsOf(body, index))) {
      blanks = body;
    }
    blanks = blanks.filter(row => isBlank(row, index));
    if (blanks.length === 0) continue;
    fill(body, index, new Set(blanks));
    const fault = {
      code: "merged",
      what: `从第 ${blanks[0]!.line} 行起有 ${blanks.length} 个空格按合并单元格取了上方的内容`,
      remedy: "请核对"
    };
    told.push({column: header, fault});
  }
  return told;
}

/** One number over several rows is not that of each: only the first has it. */
const leftBlank = (rows: readonly Row[]): Fault => ({
  code: "merged",
  what: `从第 ${rows[0]!.line} 行起有 ${rows.length} 个空格在合并单元格里,按空白计,只有合并的第一行有内容`,
  remedy: "各行都有的请拆分单元格,逐行填写"
});

const isBlank = (row: Row, index: number) => (row.cells[index] ?? "").trim() === "";

/** Whether a line is within a merge of the column, below its first: merges do not overlap. */
function mergedLines(merges: readonly MergedCells[], column: number): (line: number) => boolean {
  const own = merges.filter(merge => merge.column === column).sort((a, b) => a.from - b.from);
  return line => {
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (own[middle]!.from < line) low = middle + 1;
      else high = middle;
    }
    const last = own[low - 1];
    return last !== undefined && line <= last.until;
  };
}

function fill(rows: readonly Row[], index: number, blanks: ReadonlySet<Row>): void {
  let value = "";
  for (const row of rows) {
    if (blanks.has(row)) {
      row.cells = [...row.cells];
      while (row.cells.length <= index) row.cells.push("");
      row.cells[index] = value;
    } else value = row.cells[index] ?? "";
  }
}

/** What a column of a text holds, as far as it tells whether its cells were merged. */
export interface ColumnCounts {
  rows: number;
  filled: number;
  distinct: number;
  /** The first row is filled. */
  begins: boolean;
}

/** A column begins filled, has as many blanks as values, and no value twice: it was merged before it was exported. */
export const looksMerged = ({rows, filled, distinct, begins}: ColumnCounts): boolean =>
  begins && distinct === filled && rows - filled >= filled && rows >= 3;

/** The columns that staff merge, left of what names the record. */
export function mergedAtAll({source: {fields, key}, columns}: Match): readonly Column[] {
  const naming = Math.min(...columns.filter(({field}) => key.includes(field)).map(({index}) => index));
  return columns.filter(({field, index}) => fields[field]!.merges && index < naming);
}

function countsOf(rows: readonly Row[], index: number): ColumnCounts {
  const cells = rows.map(row => (row.cells[index] ?? "").trim());
  const filled = cells.filter(cell => cell !== "");
  return {rows: rows.length, filled: filled.length, distinct: new Set(filled).size, begins: cells[0] !== ""};
}
