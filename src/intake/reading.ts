import type {Context} from "./context.js";
import {ControlTotals} from "./control.js";
import {exportDate} from "./exported.js";
import type {Match} from "./match.js";
import {type Fault, type Problem, problemOf, type Severity} from "./problem.js";
import {type IntakeRecord, RecordReader} from "./records.js";
import {type Role, type Row, roleOf} from "./table.js";

export interface Counts {
  /** Physical records below the header. Always accepted + quarantined + duplicates + all of dropped. */
  records: number;
  accepted: number;
  quarantined: number;
  duplicates: number;
  dropped: {header: number; total: number; footer: number; blank: number};
  warnings: number;
}

export const noCounts = (): Counts => ({
  records: 0,
  accepted: 0,
  quarantined: 0,
  duplicates: 0,
  dropped: {header: 0, total: 0, footer: 0, blank: 0},
  warnings: 0
});

/** How many problems of one kind in one column are listed; the rest are counted and told in one. */
export const listed = 1000;

/** Reads the rows of one matched table one after the other, in the order of the file. */
export class TableReader {
  readonly counts = noCounts();
  readonly records: RecordReader;
  readonly control: ControlTotals;
  /** Cells of the last accepted row, which a row of merged cells below continues. */
  above: readonly string[] | null = null;
  readonly #problems: Problem[] = [];
  readonly #kinds = new Map<string, {count: number; first: Problem}>();
  readonly #notes: string[];
  readonly #width: number;

  /** `titles` are the cells above the header; they may say when the export was made. */
  constructor(
    readonly name: string,
    readonly match: Match,
    context: Context,
    titles: readonly string[]
  ) {
    this.records = new RecordReader(match, context);
    this.control = new ControlTotals(match);
    this.#notes = [...titles];
    this.#width = match.columns.at(-1)!.index + 1;
    for (const column of match.repeated)
      this.report("warning", column, {
        code: "repeated-column",
        what: "有另一列是同一内容,这一列未读",
        remedy: "请确认读的是对的一列,多余的列请去掉"
      });
  }

  /** The record of a row, or null where the row is none; what is wrong is kept for `finish`. */
  read(row: Row): IntakeRecord | null {
    this.counts.records++;
    if (row.damaged) return this.#quarantine(row, damagedQuotes);
    let {cells} = row;
    if (this.records.isSuspect(cells)) {
      const role = roleOf(cells, this.match.header);
      if (role) return this.#drop(row, role);
      if (this.above && this.records.isContinuation(cells))
        cells = this.above.map((cell, i) => ((cells[i] ?? "").trim() === "" ? cell : cells[i]!));
    }
    if (cells.slice(this.match.header.length).some(cell => cell.trim() !== ""))
      return this.#quarantine(row, tooWide(cells.length, this.match.header.length));
    if (cells.length > 1 && cells.length < this.#width)
      this.report("warning", "", tooShort(cells.length, this.#width), row.line);
    const {record, problems} = this.records.read(row.line, cells);
    for (const problem of problems) this.add(problem);
    this.control.add(record);
    if (record) {
      this.counts.accepted++;
      this.above = cells;
    } else this.counts.quarantined++;
    return record;
  }

  report(severity: Severity, column: string, fault: Fault, line = 0): void {
    this.add(problemOf(fault, {line, column, found: "", severity}));
  }

  /** Everything there is to say of the table, and the day of its export where it says one. */
  finish(): {counts: Counts; problems: Problem[]; exported: string | null} {
    if (this.counts.accepted + this.counts.quarantined === 0) this.report("warning", "", noRows);
    for (const {count, first} of this.#kinds.values()) {
      if (count <= listed) continue;
      const what = `「${first.what}」一类的问题共 ${count} 处,只列出前 ${listed} 处`;
      this.#problems.push({
        ...first,
        line: 0,
        found: "",
        cell: undefined,
        what,
        told: true,
        code: `${first.code}-more`
      });
    }
    return {counts: this.counts, problems: this.#problems, exported: exportDate(this.#notes, this.name)};
  }

  add(problem: Problem): void {
    if (problem.severity === "warning") this.counts.warnings++;
    const key = `${problem.column}\n${problem.code}\n${problem.severity}`;
    const kind = this.#kinds.get(key) ?? {count: 0, first: problem};
    this.#kinds.set(key, kind);
    if (++kind.count <= listed) this.#problems.push(problem);
  }

  /** Count problems of a kind of which some were added and no more need be listed. */
  addUnlisted(column: string, code: string, severity: Severity, count: number): void {
    const kind = this.#kinds.get(`${column}\n${code}\n${severity}`);
    if (!kind) return;
    kind.count += count;
    if (severity === "warning") this.counts.warnings += count;
  }

  #quarantine(row: Row, fault: Fault): null {
    this.counts.quarantined++;
    this.control.add(null);
    this.report("error", "", fault, row.line);
    return null;
  }

  #drop(row: Row, role: Role): null {
    this.counts.dropped[role]++;
    if (role === "total") for (const problem of this.control.check(row)) this.add(problem);
    if (role === "footer") this.#notes.push(...row.cells);
    return null;
  }
}

const damagedQuotes: Fault = {
  code: "quote",
  what: "引号不成对,这一行读不出来",
  remedy: "请在原系统中改正,或在 Excel 中打开后另存为 CSV"
};

const noRows: Fault = {
  code: "no-rows",
  what: "只有表头,没有数据行",
  remedy: "请确认导出条件(年份、届次)后重新导出"
};

const tooWide = (cells: number, header: number): Fault => ({
  code: "width",
  what: `有 ${cells} 列,表头只有 ${header} 列`,
  remedy: "可能是内容中的逗号没有加引号,请改正"
});

const tooShort = (cells: number, header: number): Fault => ({
  code: "short",
  what: `只有 ${cells} 列,表头有 ${header} 列`,
  remedy: "缺的按空白计,请核对这一行是否完整"
});
