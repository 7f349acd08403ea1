import type {IntakeRecord} from "../intake/records.js";
import type {Value} from "../intake/values.js";
import {between, type Kind} from "./kind.js";

/**
 * What one record says of a field where several rows of a file are it: a list takes in what each says (`list`); a date
 * that holds only when each row has it is the last (`all`), another the last there is (`last`); a number that is 1 on every
 * row that says one is how many do (`each`); a code of steps is that of the row that got least far (`slowest`), one that
 * may differ, or of which a row says nothing, has a word for that (`mixed`); of anything else the first there is.
 */
export type Fold = "list" | "all" | "last" | "each" | "slowest" | "mixed" | "first";

export function foldOf({fields, identity}: Kind, field: string): Fold {
  const {all, last, each, slowest = {}, mixed = {}} = identity;
  if (fields[field]?.type === "list") return "list";
  if (all?.includes(field)) return "all";
  if (last?.includes(field)) return "last";
  if (field in slowest) return "slowest";
  if (field in mixed) return "mixed";
  return each?.includes(field) ? "each" : "first";
}

/** What is taken of a field that rows of one record say differently, for staff. */
export function takenOf(kind: Kind, field: string): string {
  switch (foldOf(kind, field)) {
    case "last":
      return "按最晚的算";
    case "slowest":
      return "按办得最慢的一行算";
    case "mixed": {
      const word = kind.identity.mixed![field]!.part;
      return `按“${kind.fields[field]!.values?.[word]?.[0] ?? word}”算`;
    }
    default:
      return "已取最先写明的";
  }
}

/** The fields of which rows of one record must say the same: those with one value that neither name nor date it. */
export function singleFields(kind: Kind): string[] {
  const {identity, fields} = kind;
  const naming = new Set([...identity.keys.flatMap(({of}) => of), ...identity.title, ...(identity.all ?? [])]);
  return Object.keys(fields).filter(field => fields[field]!.type !== "list" && !naming.has(field));
}

export interface Folded {
  /** One record a key; of a key given to two titles the first row. */
  records: IntakeRecord[];
  /** How many rows went into another. */
  folded: number;
  /** Rows whose key an earlier one has under another title. */
  conflicts: {line: number; first: number}[];
  /** What rows of one record say differently; `values` as text, in their order, "" for the rows that say nothing where that matters. */
  disagreements: {line: number; field: string; lines: number[]; values: string[]}[];
}

/** The rows of one file → its records, as the warehouse folds them. */
export function foldRows(kind: Kind, rows: readonly IntakeRecord[]): Folded {
  const groups = new Map<string, {title: string; rows: IntakeRecord[]}>();
  const conflicts: Folded["conflicts"] = [];
  for (const row of rows) {
    const key = keyOf(kind, row.values) ?? `\0${row.line}`;
    const title = titleOf(kind, row.values);
    const group = groups.get(key);
    if (!group) groups.set(key, {title, rows: [row]});
    else if (group.title === title) group.rows.push(row);
    else conflicts.push({line: row.line, first: group.rows[0]!.line});
  }
  const several = [...groups.values()].map(group => group.rows);
  return {
    records: several.map(group => foldGroup(kind, group)),
    folded: rows.length - groups.size - conflicts.length,
    conflicts,
    disagreements: several.filter(group => group.length > 1).flatMap(group => disagreementsOf(kind, group))
  };
}

/** Records of one year that share a title under another key: both count, each but the first is told. */
export function sameTitles(kind: Kind, records: readonly IntakeRecord[]): {line: number; first: number}[] {
  if (!kind.identity.twins) return [];
  const seen = new Map<string, number>();
  const same: {line: number; first: number}[] = [];
  for (const {line, values} of records) {
    const title = `${values.year}|${titleOf(kind, values)}`;
    const first = seen.get(title);
    if (first === undefined) seen.set(title, line);
    else same.push({line, first});
  }
  return same;
}

function foldGroup(kind: Kind, rows: readonly IntakeRecord[]): IntakeRecord {
  const [head] = rows as [IntakeRecord];
  if (rows.length === 1) return head;
  const said = (field: string) => rows.map(({values}) => values[field] ?? null).filter(value => value !== null);
  const values = Object.keys(head.values).map((field): [string, Value] => {
    const found = said(field);
    const fold = foldOf(kind, field);
    if (found.length === 0) return [field, null];
    if (fold === "list") return [field, [...new Set(found.flat() as string[])]];
    if (fold === "all") return [field, found.length === rows.length ? found.sort().at(-1)! : null];
    if (fold === "last") return [field, found.sort().at(-1)!];
    if (fold === "slowest") return [field, slowestOf(kind.identity.slowest![field]!, found, rows.length)];
    if (fold === "mixed") return [field, mixedOf(kind.identity.mixed![field]!, found, rows.length)];
    const ones = fold === "each" && found.every(value => value === 1);
    return [field, ones ? found.length : found[0]!];
  });
  return {line: head.line, values: Object.fromEntries(values)};
}

function slowestOf(steps: readonly string[], found: readonly Value[], rows: number): Value {
  const slowest = found.toSorted((a, b) => steps.indexOf(String(a)) - steps.indexOf(String(b)))[0]!;
  return found.length < rows && String(slowest) === steps.at(-1) ? null : slowest;
}

function mixedOf({whole, part}: {whole: string; part: string}, found: readonly Value[], rows: number): Value {
  const [first] = found as [Value];
  return new Set(found).size > 1 || (first === whole && found.length < rows) ? part : first;
}

/** The word of a field that does not hold where a row of the record says nothing; null: what one says holds. */
export const wholeWord = ({identity: {slowest, mixed}}: Kind, field: string): string | null =>
  slowest?.[field]?.at(-1) ?? mixed?.[field]?.whole ?? null;

function disagreementsOf(kind: Kind, rows: readonly IntakeRecord[]): Folded["disagreements"] {
  const [{line}] = rows as [IntakeRecord];
  return singleFields(kind).flatMap(field => {
    const saying = rows.filter(({values}) => (values[field] ?? null) !== null);
    const values = [...new Set(saying.map(row => String(row.values[field])))];
    if (values.length > 1) return [{line, field, lines: saying.map(row => row.line), values}];
    const silent = values[0] === wholeWord(kind, field) && saying.length < rows.length;
    return silent ? [{line, field, lines: rows.map(row => row.line), values: [...values, ""]}] : [];
  });
}

/** The key of a record as the warehouse has it; null repeats nothing. */
function keyOf(kind: Kind, values: IntakeRecord["values"]): string | null {
  for (const {of, also = []} of kind.identity.keys) {
    const parts = of.map(field => text(values[field]));
    if (parts.some(part => part === null)) continue;
    return [...parts, ...also.map(field => text(values[field])).filter(part => part !== null)].join(between(kind, of));
  }
  return null;
}

/** What must agree where keys do: a title whatever its marks and blanks, or several values as they are. */
function titleOf({identity: {title}}: Kind, values: IntakeRecord["values"]): string {
  if (title.length === 1) return plain(values[title[0]!] ?? null);
  return title.map(field => text(values[field]) ?? "").join("|");
}

const text = (value: Value | undefined) => (value === null || value === undefined ? null : String(value));

const plain = (value: Value) => (text(value) ?? "").toLowerCase().replace(/[\t\n\f\r \p{P}\p{S}]/gu, "");
