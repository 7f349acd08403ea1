import type {Fault} from "../intake/problem.js";
import type {IntakeRecord} from "../intake/records.js";
import type {Value} from "../intake/values.js";

export interface SameRecord {
  line: number;
  /** The earlier line that holds the same key. */
  first: number;
  /** The title differs: it is no repetition but an error. */
  conflict: boolean;
}

type Values = Record<string, Value>;

/** The key of a record and the title that must agree where keys do, as the warehouse has them; null matches nothing. */
const identities: Record<string, {key: (values: Values) => string | null; title: (values: Values) => Value}> = {
  proposals: {key: v => text(v.serial) ?? joined("-", v.session, v.number), title: v => v.title!},
  activities: {
    key: v => joined("-", v.year, v.number) ?? join(joined("|", v.started, v.name), v.type),
    title: v => v.name!
  },
  opinions: {key: v => text(v.serial) ?? join(joined("|", v.received, v.title), v.source_type), title: v => v.title!},
  indicators: {key: v => joined("|", v.year, v.indicator), title: v => `${v.value}|${v.unit ?? ""}`}
};

/** Rows of one file that repeat an earlier one: an attendee or a unit a row, or one number given twice. */
export function sameRecords(kind: string, records: readonly IntakeRecord[]): SameRecord[] {
  const {key, title} = identities[kind]!;
  const seen = new Map<string, {line: number; title: string}>();
  const same: SameRecord[] = [];
  for (const {line, values} of records) {
    const own = key(values);
    if (own === null) continue;
    const said = String(title(values));
    const before = seen.get(own);
    if (!before) seen.set(own, {line, title: said});
    else {
      const alike = before.title === said || (kind !== "indicators" && plain(before.title) === plain(said));
      same.push({line, first: before.line, conflict: !alike});
    }
  }
  return same;
}

/** Records of one year that share a title under another key: both count, each but the first is told. */
export function sameTitles(kind: string, records: readonly IntakeRecord[]): {line: number; first: number}[] {
  if (kind !== "proposals" && kind !== "opinions") return [];
  const seen = new Map<string, number>();
  const same: {line: number; first: number}[] = [];
  for (const {line, values} of records) {
    const title = `${values.year}|${plain(values.title ?? null)}`;
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

const joined = (by: string, ...values: (Value | undefined)[]) =>
  values.some(value => text(value) === null) ? null : values.join(by);

const join = (head: string | null, tail: Value | undefined) =>
  head === null || text(tail) === null ? head : `${head}|${tail}`;

const plain = (value: Value) => (text(value) ?? "").toLowerCase().replace(/[\t\n\f\r \p{P}\p{S}]/gu, "");
