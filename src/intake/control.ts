import {plain} from "../text/plain.js";
import {type Column, type Match, shownHeader} from "./match.js";
import {readNumber, type Units} from "./numbers.js";
import {type Problem, problemOf} from "./problem.js";
import type {IntakeRecord} from "./records.js";
import {behindTotal, isTotalLabel, isWhole} from "./roles.js";
import type {Row} from "./rows.js";
import {narrow} from "./text.js";
import {unitsOf} from "./values.js";

/**
 * 合计 and 小计 rows as control totals. A number under a column of numbers is the sum of that column; a number beside the
 * word, or under what names a record, is the number of rows. One under another column may count what is filled in it, or
 * sum what is not read: it is held against nothing. 合计 speaks of all rows; 小计, and 合计 of a part that it names, of the rows
 * since the one before or of all. Where a table has a 合计 a block, each may be of its own.
 */
export class ControlTotals {
  readonly #numeric: {index: number; field: string; header: string}[];
  /** Columns under which the number of rows stands: of what names a record, of running numbers, without a header. */
  readonly #counting: ReadonlySet<number>;
  readonly #all = new Tally();
  /** The rows since the last total, and since the last 合计. */
  #part = new Tally();
  #block = new Tally();
  /** A total above the rows that it sums. */
  #early: Row | null = null;

  constructor(readonly match: Match) {
    const {fields, key} = match.source;
    this.#numeric = match.columns.filter(({field}) => {
      const {type, adds = true} = fields[field]!;
      return adds && (type === "integer" || type === "number");
    });
    const names = ({field}: Column) =>
      fields[field]!.adds !== false && (key.includes(field) || fields[field]!.required === true);
    const others = match.columns.filter(column => !names(column)).map(({header}) => header);
    const aside = new Set([...others, ...match.unknown, ...match.contact, ...match.repeated]);
    this.#counting = new Set(match.header.flatMap((header, index) => (aside.has(shownHeader(header)) ? [] : [index])));
  }

  /** Count a row below the header; null is a row in quarantine. */
  add(record: IntakeRecord | null): void {
    for (const tally of [this.#all, this.#part, this.#block]) {
      tally.rows++;
      if (record)
        for (const {field} of this.#numeric)
          tally.sums.set(field, (tally.sums.get(field) ?? 0) + Number(record.values[field] ?? 0));
    }
  }

  /** Count many rows at once: how many, and the sums of their columns of numbers by field. */
  addMany(rows: number, sums: ReadonlyMap<string, number>): void {
    for (const tally of [this.#all, this.#part, this.#block]) {
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
    const block = this.#block;
    if (whole) this.#block = new Tally();
    const tallies = whole ? [this.#all, block] : [part, this.#all];
    const several = whole && block.rows > 0 && block.rows < this.#all.rows;
    const problems: Problem[] = [];
    row.cells.forEach((cell, index) => {
      // What stands before the word is the running number of the row.
      if (index < at) return;
      const column = this.#numeric.find(numeric => numeric.index === index);
      const units = column && unitsOf(this.match.source.fields[column.field]!, column.header);
      const told = numberIn(index === at ? behindTotal(cell) : cell, units);
      if (told === null || !(column || index === at || this.#counting.has(index))) return;
      const [found, other] = tallies.map(tally => (column ? (tally.sums.get(column.field) ?? 0) : tally.rows));
      if ([found!, other!].some(sum => Math.abs(sum - told) <= 1e-9 * Math.max(1, Math.abs(told)))) return;
      const header = this.match.header[index]?.trim() ?? "";
      const [sum, rest] = column
        ? [`读到的各行相加为 ${plain(found!)}`, `上一个合计以下的相加为 ${plain(other!)}`]
        : [`读到 ${found} 行`, `上一个合计以下有 ${other} 行`];
      const what = `${label}为 ${plain(told)},${sum}${several ? `,${rest}` : ""}`;
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

function numberIn(cell: string, units?: Units): number | null {
  if (units) return readNumber(cell, false, units).value;
  const digits = /^\D*?([\d,]+(?:\.\d+)?)[\p{Script=Han}%]*$/u.exec(narrow(cell));
  return digits ? readNumber(digits[1]!, false).value : null;
}
