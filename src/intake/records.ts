import type {Context} from "./context.js";
import {type Derivation, type Derived, derivationsOf} from "./derive.js";
import {cellText, type Match} from "./match.js";
import {type Fault, type Problem, problemOf} from "./problem.js";
import type {Field} from "./source.js";
import {isBlank} from "./text.js";
import {plainOf, type Reader, type Reading, readerOf, type Value} from "./values.js";

/** One accepted record: where it was read, and its typed values by field; absent columns are null. */
export interface IntakeRecord {
  line: number;
  values: Record<string, Value>;
}

/** Faults that put the row into quarantine whatever the field: digits are lost, or a code says nothing. */
const refusedAlways = new Set(["scientific", "bare-code", "id-date"]);

export function severityOf(field: Field, reading: Reading): "error" | "warning" {
  if (reading.value !== null) return "warning";
  return field.required || refusedAlways.has(reading.fault!.code) ? "error" : "warning";
}

const blankFault: Fault = {code: "blank", what: "必填的内容为空", remedy: "请补上"};

const blankDate: Fault = {
  code: "blank",
  what: "没有日期",
  remedy: "已按届次计入年度,但不进入按月的统计;请补上"
};

interface ColumnReader {
  id: string;
  field: Field;
  header: string;
  index: number;
  more?: readonly number[];
  read: Reader;
}

/** Reads the rows of one matched table; remembers each distinct text of a typed column. */
export class RecordReader {
  readonly #columns: readonly ColumnReader[];
  readonly #derivations: readonly Derivation[];
  readonly #empty: Record<string, Value>;
  readonly #required: readonly ColumnReader[];
  readonly #readings: Reading[] = [];
  #looked: readonly string[] | null = null;

  constructor(
    readonly match: Match,
    readonly context: Context
  ) {
    const {source} = match;
    this.#columns = match.columns.map(column => {
      const field = source.fields[column.field]!;
      const read = readerOf(source, column.field, context, column.header);
      const once = field.type === "text" && !field.reads ? read : asWritten(field, remember(read));
      return {...column, id: column.field, field, read: once};
    });
    this.#required = this.#columns.filter(({field}) => field.required);
    this.#derivations = derivationsOf(source, context).map(derivation => ({
      ...derivation,
      compute: rememberDerived(derivation)
    }));
    this.#empty = Object.fromEntries(Object.entries(source.fields).map(([id, field]) => [id, field.blank ?? null]));
  }

  /** True where a required cell is blank or unreadable: the row may be no record at all. */
  isSuspect(cells: readonly string[]): boolean {
    let suspect = false;
    this.#looked = cells;
    this.#required.forEach((column, i) => {
      const reading = column.read(cells[column.index] ?? "");
      this.#readings[i] = reading;
      suspect ||= nothing(reading);
    });
    return suspect;
  }

  /** True where neither what names a record nor what it requires is filled: a row of merged cells. */
  isContinuation(cells: readonly string[]): boolean {
    const {key} = this.match.source;
    return (
      key.length > 0 &&
      this.#columns.every(({id, field, index}) => !(field.required || key.includes(id)) || isBlank(cells[index] ?? ""))
    );
  }

  /**
   * True where the cells of a row that is not as wide as its header stand under their own headers all the same: a
   * cell that only its own column can hold says that nothing before it has moved, and behind the last such cell
   * nothing is filled.
   */
  isAligned(cells: readonly string[]): boolean {
    let sure = -1;
    for (const column of this.#columns) {
      const {field, index, more = [], read} = column;
      const text = cellText(column, cells);
      if (!isTelling(field, this.context) || isBlank(text)) continue;
      const {fault} = read(text);
      if (fault) return false;
      sure = Math.max(index, ...more);
    }
    return cells.slice(sure + 1).every(cell => cell.trim() === "");
  }

  read(line: number, cells: readonly string[]): {record: IntakeRecord | null; problems: Problem[]} {
    const problems: Problem[] = [];
    /** Of cells that are filled, but could not be read. */
    const unread: Problem[] = [];
    const values = {...this.#empty};
    const also: [string, Value][] = [];
    const report = (fault: Fault, severity: "error" | "warning", header: string, found: string, field?: Field) =>
      problems.push(problemOf(fault, {line, column: header, found, severity, field}));
    let required = 0;
    for (const column of this.#columns) {
      const {id, field, header, read} = column;
      const text = cellText(column, cells);
      // `isSuspect` has just asked for the required ones.
      const reading = field.required && this.#looked === cells ? this.#readings[required++]! : read(text);
      values[id] = reading.value;
      if (reading.also !== undefined && field.also) also.push([field.also, reading.also]);
      if (reading.fault) {
        report(reading.fault, severityOf(field, reading), header, text, field);
        if (nothing(reading)) unread.push(problems.at(-1)!);
      } else if (nothing(reading) && field.required === true) report(blankFault, "error", header, text.trim(), field);
      else if (nothing(reading) && field.required) report(blankDate, "warning", header, "", field);
    }
    for (const [id, value] of also) values[id] = merge(values[id] ?? null, value);
    const {oneOf, fields} = this.match.source;
    if (oneOf.length > 0 && oneOf.every(id => values[id] === null) && !problems.some(p => p.severity === "error"))
      report(blankFault, "error", oneOf.map(id => fields[id]!.names[0]).join("、"), "");
    for (const {from, to, compute} of this.#derivations) {
      const derived = compute(
        from.map(id => values[id] ?? null),
        this.context
      );
      to.forEach((id, i) => {
        values[id] = derived.values[i] ?? null;
      });
      const headers = () => from.flatMap(id => this.#columns.find(column => column.id === id)?.header ?? []);
      if (derived.note) report(derived.note, "warning", headers()[0] ?? "", "");
      if (derived.fault && !problems.some(p => p.severity === "error")) {
        const named = headers();
        const cause = unread.find(({column}) => named.includes(column));
        // What follows from a cell that could not be read is told of that cell; what nothing follows from, not as blank.
        const blank = ({code, column}: Problem) => code === "blank" && named.includes(column);
        problems.splice(0, problems.length, ...problems.filter(each => !blank(each)));
        if (cause) cause.severity = "error";
        else {
          const at = this.#columns.find(column => column.id === derived.at)?.header;
          report(derived.fault, "error", at ?? named[0] ?? "", "");
        }
      }
    }
    const refused = problems.some(problem => problem.severity === "error");
    return {record: refused ? null : {line, values}, problems};
  }
}

/** Whether a cell says nothing, of another field either. */
export const nothing = ({value, also}: Reading) => value === null && also === undefined;

/** A list takes in what else was found; a single value is kept where there is one. */
function merge(value: Value, other: Value): Value {
  if (Array.isArray(other)) return [...new Set([...((value as string[] | null) ?? []), ...other])];
  return value ?? other;
}

/** A text of such a field would hardly be read without a fault in another column. */
function isTelling({type, reads}: Field, {units, categories}: Context): boolean {
  if (reads === "unit") return units.size > 0;
  if (reads === "category") return categories.size > 0;
  return type === "date" || type === "flag" || type === "code" || reads === "session";
}

/** Asked once for the same values. */
function rememberDerived({from, compute}: Derivation): Derivation["compute"] {
  const known = new Map<string, Derived>();
  return (values, context) => {
    const key = from.length === 1 ? String(values[0]) : values.join("\n");
    let derived = known.get(key);
    if (!derived) {
      derived = compute(values, context);
      if (known.size < 100_000) known.set(key, derived);
    }
    return derived;
  };
}

/** Ids are all different: those that read as they are written need not be remembered. */
function asWritten(field: Field, read: Reader): Reader {
  const plain = plainOf(field);
  if (!plain || plain.bytes > 0) return read;
  const patterns = plain.patterns.map(pattern => new RegExp(pattern, "u"));
  return text => (patterns.every(pattern => pattern.test(text)) ? {value: text} : read(text));
}

function remember(read: Reader): Reader {
  const known = new Map<string, Reading>();
  return text => {
    let reading = known.get(text);
    if (!reading) {
      reading = read(text);
      if (known.size < 100_000) known.set(text, reading);
    }
    return reading;
  };
}
