import type {Fault} from "../intake/problem.js";
import type {IntakeRecord} from "../intake/records.js";
import type {Value} from "../intake/values.js";
import {kindOf} from "../kinds/index.js";
import {between, type Kind} from "../kinds/kind.js";

export interface SameRecord {
  line: number;
  /** The earlier line that holds the same key. */
  first: number;
  /** The title differs: it is no repetition but an error. */
  conflict: boolean;
}

type Values = Record<string, Value>;

/** The key of a record as the warehouse has it; null repeats nothing. */
function keyOf(kind: Kind, values: Values): string | null {
  for (const {of, also = []} of kind.identity.keys) {
    const parts = of.map(field => text(values[field]));
    if (parts.some(part => part === null)) continue;
    return [...parts, ...also.map(field => text(values[field])).filter(part => part !== null)].join(between(kind, of));
  }
  return null;
}

/** What must agree where keys do: a title whatever its marks and blanks, or several values as they are. */
function titleOf({identity: {title}}: Kind, values: Values): string {
  if (title.length === 1) return plain(values[title[0]!] ?? null);
  return title.map(field => text(values[field]) ?? "").join("|");
}

/** Rows of one file that repeat an earlier one: an attendee or a unit a row, or one number given twice. */
export function sameRecords(kind: string, records: readonly IntakeRecord[]): SameRecord[] {
  const declared = kindOf(kind);
  const seen = new Map<string, {line: number; title: string}>();
  const same: SameRecord[] = [];
  for (const {line, values} of records) {
    const key = keyOf(declared, values);
    if (key === null) continue;
    const title = titleOf(declared, values);
    const before = seen.get(key);
    if (!before) seen.set(key, {line, title});
    else same.push({line, first: before.line, conflict: before.title !== title});
  }
  return same;
}

/** Records of one year that share a title under another key: both count, each but the first is told. */
export function sameTitles(kind: string, records: readonly IntakeRecord[]): {line: number; first: number}[] {
  const declared = kindOf(kind);
  if (!declared.identity.twins) return [];
  const seen = new Map<string, number>();
  const same: {line: number; first: number}[] = [];
  for (const {line, values} of records) {
    const title = `${values.year}|${titleOf(declared, values)}`;
    const first = seen.get(title);
    if (first === undefined) seen.set(title, line);
    else same.push({line, first});
  }
  return same;
}

export const sameTitleFault = (first: number): Fault => ({
  code: "same-title",
  what: `标题与第 ${first} 行相同,编号不同`,
  remedy: "两件都计入,请确认不是重复"
});

export const sameKeyFault = (first: number): Fault => ({
  code: "same-key",
  what: `编号与第 ${first} 行相同,内容却不同`,
  remedy: "请核对编号,改正后重新导出"
});

const text = (value: Value | undefined) => (value === null || value === undefined ? null : String(value));

const plain = (value: Value) => (text(value) ?? "").toLowerCase().replace(/[\t\n\f\r \p{P}\p{S}]/gu, "");
