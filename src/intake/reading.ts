import type {Context} from "./context.js";
import {ControlTotals} from "./control.js";
import {exportDate} from "./exported.js";
import {type Column, headerIn, type Match} from "./match.js";
import {type Fault, type Problem, problemOf, type Severity} from "./problem.js";
import {type IntakeRecord, RecordReader} from "./records.js";
import {bareTotal, isBlankRow, plainRole, type Role, roleOf} from "./roles.js";
import {
  allWidths,
  damagedQuotes,
  headerAgain,
  mendedQuotes,
  namedTotal,
  noRows,
  otherTable,
  strangeTable,
  tooShort,
  tooWide,
  unknownColumn,
  unnamedColumn
} from "./row-faults.js";
import type {Row} from "./rows.js";
import type {Source} from "./source.js";

export interface Counts {
  /** Physical records below the header. Always accepted + quarantined + duplicates + all of dropped. */
  records: number;
  accepted: number;
  quarantined: number;
  duplicates: number;
  dropped: {header: number; total: number; footer: number; blank: number};
  warnings: number;
}

/** Rows of a file that were not read: what staff are told of them, and the kind that they look like. */
export interface Unread {
  what: string;
  kind: string;
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

export interface TableOptions {
  /** Cells above the header; they may say when the export was made. */
  titles: readonly string[];
  /** The kinds that a second table below may be of. */
  sources: readonly Source[];
  /** The cells have addresses, as in a workbook: a row that is shorter or longer than the header has lost none. */
  grid?: boolean;
}

/** Reads the rows of one matched table one after the other, in the order of the file. */
export class TableReader {
  readonly counts = noCounts();
  readonly records: RecordReader;
  readonly control: ControlTotals;
  /** Cells of the last accepted row, which a row of merged cells below continues. */
  above: readonly string[] | null = null;
  /** Where another table begins; nothing below is read. */
  other: {line: number; kind: string; rows: number; whole: Source | null} | null = null;
  readonly #problems: Problem[] = [];
  readonly #kinds = new Map<string, {count: number; first: Problem}>();
  readonly #notes: string[];
  /** Of rows not as wide as the header: how many there are of each width. */
  readonly #widths = new Map<number, number>();
  readonly #unnamed = new Map<number, {count: number; line: number}>();
  /** One past the last column that has a header, and the last that is read. */
  readonly #named: number;
  #blankBefore = false;
  /** A table of no known kind below a blank row: its rows that were put aside, told in one. */
  #strange: {line: number; rows: number} | null = null;

  constructor(
    readonly name: string,
    readonly match: Match,
    context: Context,
    readonly options: TableOptions
  ) {
    this.records = new RecordReader(match, context);
    this.control = new ControlTotals(match);
    this.#notes = [...options.titles];
    this.#named = match.header.findLastIndex(header => header.trim() !== "") + 1;
    for (const column of match.repeated)
      this.report("warning", column, {
        code: "repeated-column",
        what: "有另一列是同一内容,这一列未读",
        remedy: "请确认读的是对的一列,多余的列请去掉"
      });
    for (const header of match.unknown) this.report("warning", header, unknownColumn(match, header));
  }

  /** The record of a row, or null where the row is none; what is wrong is kept for `finish`. */
  read(row: Row): IntakeRecord | null {
    if (this.other) {
      if (!isBlankRow(row.cells)) this.other.rows++;
      return null;
    }
    this.counts.records++;
    if (row.damaged) return this.#quarantine(row, damagedQuotes);
    let {cells} = row;
    const suspect = this.records.isSuspect(cells);
    const role = this.roleOf(cells, suspect);
    if (role === "total" && !suspect && this.match.source.words) this.report("warning", "", namedTotal, row.line);
    if (role) return this.#drop(row, role);
    if (suspect) {
      const below = this.#below(row);
      if (below) return below === "header" ? this.#drop(row, "header") : null;
      if (this.above && this.records.isContinuation(cells)) cells = continued(cells, this.above);
    }
    const first = this.#blankBefore && looksLikeHeader(cells);
    this.#blankBefore = false;
    if (row.mended) this.report("warning", "", mendedQuotes, row.line);
    if (!this.#fits(row.line, cells)) {
      this.counts.quarantined++;
      this.control.add(null);
      return null;
    }
    this.#note(row.line, cells);
    const {record, problems} = this.records.read(row.line, cells);
    if (!record && (first || this.#strange)) {
      this.#strange ??= {line: row.line, rows: 0};
      this.#strange.rows++;
    } else for (const problem of problems) this.add(problem);
    this.control.add(record);
    if (record) {
      this.counts.accepted++;
      this.above = cells;
    } else this.counts.quarantined++;
    return record;
  }

  /** What a row is that is no record, or null; `suspect`: a required cell keeps it from being one. */
  roleOf(cells: readonly string[], suspect: boolean): Role | null {
    const {header, source} = this.match;
    if (suspect) return roleOf(cells, header, source.words);
    const role = plainRole(cells, header, source.words);
    const name = source.words ? nameColumn(this.match) : undefined;
    return role ?? (name && bareTotal(cells[name.index] ?? "") ? "total" : null);
  }

  /** Whether the cells of a row stand under their headers; what is doubtful is told. */
  #fits(line: number, cells: readonly string[]): boolean {
    const {header} = this.match;
    const surplus = cells.length > header.length;
    if (this.options.grid || (!surplus && (cells.length >= this.#named || cells.length === 1))) return true;
    this.#widths.set(cells.length, (this.#widths.get(cells.length) ?? 0) + 1);
    const spilt = cells.slice(header.length).some(cell => cell.trim() !== "");
    const fits = !spilt && this.records.isAligned(cells);
    const fault = surplus ? tooWide(cells.length, header.length, fits) : tooShort(cells.length, this.#named, fits);
    this.report(fits ? "warning" : "error", "", fault, line);
    return fits;
  }

  /** Remembers what stands in columns without a header. */
  #note(line: number, cells: readonly string[]): void {
    for (const index of this.match.unnamed) if ((cells[index] ?? "").trim() !== "") this.addUnnamed(index, 1, line);
    if (this.options.grid && cells.length > this.match.header.length)
      for (let index = this.match.header.length; index < cells.length; index++)
        if (cells[index]!.trim() !== "") this.addUnnamed(index, 1, line);
  }

  /** Count rows with text in a column without a header, the first of them on this line. */
  addUnnamed(index: number, count: number, line: number): void {
    const before = this.#unnamed.get(index);
    if (before) {
      before.count += count;
      before.line = Math.min(before.line, line);
    } else this.#unnamed.set(index, {count, line});
  }

  /** A row that is the header again with some cells blank, or begins another table. */
  #below({line, cells}: Row): "header" | "table" | null {
    const match = headerIn(cells, this.options.sources);
    if (!match) return null;
    const same = match.columns.every(({index, field}) =>
      this.match.columns.some(column => column.index === index && column.field === field)
    );
    if (same && match.source === this.match.source) return "header";
    this.counts.records--;
    // With fewer columns it may be a summary of what stands above.
    const {needs} = match.source;
    const whole = needs.every(group => match.columns.some(({field}) => group.includes(field))) ? match.source : null;
    this.other = {line, kind: match.source.label, rows: 1, whole};
    return "table";
  }

  report(severity: Severity, column: string, fault: Fault, line = 0): void {
    this.add(problemOf(fault, {line, column, found: "", severity}));
  }

  /** Everything there is to say of the table, the day of its export where it says one, and what below it was not read. */
  finish(): {counts: Counts; problems: Problem[]; exported: string | null; unread: Unread[]} {
    for (const problem of this.control.finish()) this.add(problem);
    this.#tellWidths();
    for (const [index, {count, line}] of [...this.#unnamed].sort(([a], [b]) => a - b))
      this.report("warning", "", unnamedColumn(index, count, line));
    if (this.#strange) this.report("error", "", strangeTable(this.#strange), this.#strange.line);
    if (this.other) this.report("error", "", otherTable(this.other), this.other.line);
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
    const unread =
      this.other?.whole && this.other.rows > 1
        ? [{what: `下面另一张表的${this.other.rows - 1}行没有读`, kind: this.other.whole.name}]
        : [];
    return {counts: this.counts, problems: this.#problems, exported: exportDate(this.#notes, this.name), unread};
  }

  /** Where every row is as wide as the others and only the header is not, that is said once. */
  #tellWidths(): void {
    const [[width, count] = [0, 0], ...others] = [...this.#widths];
    if (count < 2 || others.length > 0 || count < this.counts.accepted + this.counts.quarantined) return;
    const told = this.#problems.filter(({code}) => code === "width");
    const worst = told.some(({severity}) => severity === "error") ? "error" : "warning";
    for (const [key, kind] of this.#kinds) {
      if (kind.first.code !== "width") continue;
      if (kind.first.severity === "warning") this.counts.warnings -= kind.count;
      this.#kinds.delete(key);
    }
    this.#problems.splice(0, this.#problems.length, ...this.#problems.filter(({code}) => code !== "width"));
    this.report(worst, "", allWidths(width, this.#named, this.match.row + 1));
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
    if (role === "header" && this.#blankBefore) this.report("warning", "", headerAgain, row.line);
    this.#blankBefore = role === "blank";
    if (role === "total") for (const problem of this.control.check(row)) this.add(problem);
    if (role === "footer") this.#notes.push(...row.cells);
    return null;
  }
}

/** The column in which a row of an export says its name. */
export const nameColumn = ({columns, source}: Match): Column | undefined =>
  columns.find(({field}) => source.key.includes(field));

/** A row of merged cells: what is blank in it is what stands above, and what stands beside the table stays. */
const continued = (cells: readonly string[], above: readonly string[]): string[] =>
  Array.from({length: Math.max(cells.length, above.length)}, (_, i) =>
    (cells[i] ?? "").trim() === "" ? (above[i] ?? "") : cells[i]!
  );

/** Words and no digit in several cells, no two alike: a header, or nothing that has a date or number. */
function looksLikeHeader(cells: readonly string[]): boolean {
  const filled = cells.map(cell => cell.trim()).filter(cell => cell !== "");
  return filled.length > 1 && new Set(filled).size === filled.length && !filled.some(cell => /\d/.test(cell));
}
