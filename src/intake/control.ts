import type {Match} from "./match.js";
import {readNumber} from "./numbers.js";
import {type Problem, problemOf} from "./problem.js";
import type {IntakeRecord} from "./records.js";
import type {Row} from "./rows.js";
import {narrow} from "./text.js";

/**
 * 合计 and 小计 rows as control totals. A number under a column of numbers is the sum of that column;
 * a number elsewhere is the number of rows. 小计 speaks of the rows since the one before, 合计 of all.
 */
export class ControlTotals {
  readonly #numeric: {index: number; field: string; header: string}[];
  readonly #all = new Tally();
  #part = new Tally();
  /** A total above the rows that it sums. */
  #early: Row | null = null;

  constructor(readonly match: Match) {
    const {fields} = match.source;
    this.#numeric = match.columns.filter(({field}) => {
      const {type, adds = true} = fields[field]!;
      return adds && (type === "integer" || type === "number");
    });
  }

  /** Count a row below the header; null is a row in quarantine. */
  add(record: IntakeRecord | null): void {
    for (const tally of [this.#all, this.#part]) {
      tally.rows++;
      if (record)
        for (const {field} of this.#numeric)
          tally.sums.set(field, (tally.sums.get(field) ?? 0) + Number(record.values[field] ?? 0));
    }
  }

  /** Count many rows at once: how many, and the sums of their columns of numbers by field. */
  addMany(rows: number, sums: ReadonlyMap<string, number>): void {
    for (const tally of [this.#all, this.#part]) {
      tally.rows += rows;
      for (const [field, sum] of sums) tally.sums.set(field, (tally.sums.get(field) ?? 0) + sum);
    }
  }

  /** The fields whose columns are summed. */
  get fields(): string[] {
    return this.#numeric.map(({field}) => field);
  }

  /** What a total row says otherwise than the rows; one directly under the header is judged by `finish`. */
  check(row: Row): Problem[] {
    if (this.#all.rows === 0 && !this.#early) {
      this.#early = row;
      return [];
    }
    return this.#judge(row);
  }

  /** There is a total above the rows: what it says is held against all of them. */
  get early(): boolean {
    return this.#early !== null;
  }

  finish(): Problem[] {
    return this.#early ? this.#judge(this.#early) : [];
  }

  #judge(row: Row): Problem[] {
    const label = row.cells.find(cell => /计|总/.test(cell)) ?? "合计";
    const part = /小|本页|本表/.test(label) && !/总计|合计|共计/.test(label.replace(/本页合计/, ""));
    const tally = part ? this.#part : this.#all;
    const problems: Problem[] = [];
    row.cells.forEach((cell, index) => {
      const told = numberIn(cell);
      if (told === null) return;
      const column = this.#numeric.find(numeric => numeric.index === index);
      const found = column ? (tally.sums.get(column.field) ?? 0) : tally.rows;
      if (Math.abs(found - told) < 1e-9) return;
      const header = this.match.header[index]?.trim() ?? "";
      const what = column
        ? `${label.trim()}为 ${told},读到的各行相加为 ${found}`
        : `${label.trim()}为 ${told},读到 ${found} 行`;
      problems.push(
        problemOf(
          {code: "control-total", what, told: true, remedy: "请核对导出是否完整"},
          {line: row.line, column: header, found: cell.trim(), severity: "error"}
        )
      );
    });
    this.#part = new Tally();
    return problems;
  }
}

class Tally {
  rows = 0;
  readonly sums = new Map<string, number>();
}

function numberIn(cell: string): number | null {
  const digits = /^\D*?([\d,]+(?:\.\d+)?)[\p{Script=Han}%]*$/u.exec(narrow(cell));
  return digits ? readNumber(digits[1]!, false).value : null;
}
