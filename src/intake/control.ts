import type {Match} from "./match.js";
import {readNumber} from "./numbers.js";
import {type Problem, problemOf} from "./problem.js";
import type {IntakeRecord} from "./records.js";
import {behindTotal, isTotalLabel, isWhole} from "./roles.js";
import type {Row} from "./rows.js";
import {narrow} from "./text.js";

/**
 * 合计 and 小计 rows as control totals. A number under a column of numbers is the sum of that column;
 * a number elsewhere is the number of rows. 合计 speaks of all rows; 小计, and 合计 of a part that it names, of the rows
 * since the one before or of all.
 */
export class ControlTotals {
  readonly #numeric: {index: number; field: string; header: string}[];
  /** Columns of numbers whose sum means nothing, as that of years. */
  readonly #unsummed: ReadonlySet<number>;
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
    this.#unsummed = new Set(match.columns.filter(({field}) => fields[field]!.adds === false).map(({index}) => index));
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
    const at = row.cells.findIndex(isTotalLabel);
    const part = this.#part;
    this.#part = new Tally();
    // An average or a share sums nothing.
    if (at < 0) return [];
    const label = row.cells[at]!.trim();
    const whole = isWhole(label);
    // Totals of named parts that stand together below all rows sum none that are above them.
    if (!whole && part.rows === 0) return [];
    const tallies = whole ? [this.#all] : [part, this.#all];
    const problems: Problem[] = [];
    row.cells.forEach((cell, index) => {
      // What stands before the word is the running number of the row.
      if (index < at) return;
      const told = numberIn(index === at ? behindTotal(cell) : cell);
      if (told === null || this.#unsummed.has(index)) return;
      const column = this.#numeric.find(numeric => numeric.index === index);
      const [found, ...others] = tallies.map(tally => (column ? (tally.sums.get(column.field) ?? 0) : tally.rows));
      if ([found!, ...others].some(sum => Math.abs(sum - told) < 1e-9)) return;
      const header = this.match.header[index]?.trim() ?? "";
      const what = column ? `${label}为 ${told},读到的各行相加为 ${found}` : `${label}为 ${told},读到 ${found} 行`;
      problems.push(
        problemOf(
          {code: "control-total", what, told: true, remedy: "请核对导出是否完整"},
          {line: row.line, column: header, found: cell.trim(), severity: "error"}
        )
      );
    });
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
