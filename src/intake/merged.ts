import type {Match} from "./match.js";
import {type Problem, problemOf} from "./problem.js";
import {isBlankRow, type Row} from "./table.js";

/**
 * Cells that were merged vertically come out blank below the first. They are filled from above where the whole
 * column looks merged: it begins filled, has blanks, and no value comes twice. Fills `rows` in place; says so per column.
 */
export function fillMerged(rows: readonly Row[], match: Match): Problem[] {
  const body = rows.filter(row => !row.damaged && !isBlankRow(row.cells) && filled(row) > 2);
  const problems: Problem[] = [];
  for (const {index, field, header} of match.columns) {
    if (!match.source.fields[field]!.merges || !looksMerged(body, index)) continue;
    let value = "";
    let from = 0;
    let count = 0;
    for (const row of body) {
      const cell = (row.cells[index] ?? "").trim();
      if (cell !== "") value = row.cells[index]!;
      else {
        row.cells = Object.assign([...row.cells], {[index]: value});
        from ||= row.line;
        count++;
      }
    }
    problems.push(
      problemOf(
        {code: "merged", what: `从第 ${from} 行起有 ${count} 个空格按合并单元格取了上方的内容`, remedy: "请核对"},
        {line: 0, column: header, found: "", severity: "warning"}
      )
    );
  }
  return problems;
}

const filled = (row: Row) => row.cells.filter(cell => cell.trim() !== "").length;

function looksMerged(rows: readonly Row[], index: number): boolean {
  const seen = new Set<string>();
  let blanks = 0;
  for (const [i, row] of rows.entries()) {
    const cell = (row.cells[index] ?? "").trim();
    if (cell === "") {
      if (i === 0) return false;
      blanks++;
    } else if (seen.has(cell)) return false;
    else seen.add(cell);
  }
  return blanks > 0 && blanks >= seen.size && rows.length >= 3;
}
