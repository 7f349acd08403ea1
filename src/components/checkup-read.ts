import {absentColumns, blankColumn, countedColumns} from "../intake/blank-columns.js";
import {isPartly} from "../intake/partly.js";
import {type Fault, problemOf, type Severity} from "../intake/problem.js";
import type {FileRead} from "../intake/read.js";
import {contextOf} from "../intake/reference-context.js";
import {disagreeFault, sameKeyFault, sameTitleFault} from "../intake/same.js";
import {type Field, labelOf} from "../intake/source.js";
import type {Value} from "../intake/values.js";
import {type Folded, foldRows, sameTitles, takenOf} from "../kinds/fold.js";
import {kindOf} from "../kinds/index.js";
import {readExport} from "../kinds/read.js";
import {type Checked, droppedWords, type Listed, listed} from "./problem-list.js";

/** A row of the reference tables as the dataset `reference` has it. */
export interface ReferenceRow {
  kind: string;
  row: string;
}

/** What the check of one file says; nothing of it names a person. */
export interface Checkup extends Omit<Checked, "problems"> {
  lines: Listed[];
  /** How many problems put a row aside, and how many are only to be looked at. */
  errors: number;
  matched: {header: string; label: string}[];
  contactColumns: string[];
  exported: string | null;
  /** Tables of the file that were not read, in words. */
  unread: string[];
  years: {year: number; count: number}[];
  preview: {columns: string[]; rows: string[][]};
}

const previewed = 10;
const nothing: Folded = {records: [], folded: 0, conflicts: [], disagreements: []};

/**
 * Reads one file as the warehouse would and says what of it counts, of a workbook a sheet after the other. Nothing is
 * thrown, whatever the bytes are.
 */
export async function checkups(
  name: string,
  bytes: Uint8Array,
  reference: readonly ReferenceRow[]
): Promise<Checkup[]> {
  const rows = (kind: string) => reference.filter(row => row.kind === kind).map(({row}) => JSON.parse(row));
  const read = await readExport(name, bytes, contextOf(rows));
  return [read, ...(read.sheets ?? [])].map(checked);
}

function checked(read: FileRead): Checkup {
  const {name} = read;
  const {kind, match, counts, problems} = read;
  const declared = kind ? {...kindOf(kind.name), fields: kind.fields} : null;
  const {records, folded, conflicts, disagreements} = declared ? foldRows(declared, read.records) : nothing;
  const tell = (fault: Fault, line: number, severity: Severity, column = "", field?: Field) =>
    problems.push(problemOf(fault, {line, column, found: "", severity, field}));
  for (const {line, first} of conflicts) tell(sameKeyFault(`第 ${first} 行`, declared?.identity), line, "error");
  for (const {line, field: id, lines, values} of disagreements) {
    const header = match!.columns.find(({field}) => field === id)?.header;
    if (header === undefined) continue;
    const field = declared!.fields[id]!;
    tell(disagreeFault(field, header, lines, values, takenOf(declared!, id)), line, "warning", header, field);
  }
  for (const {line, first} of declared ? sameTitles(declared, records) : [])
    tell(sameTitleFault(`第 ${first} 行`), line, "warning");
  const fields = (match?.columns ?? []).map(column => ({
    ...column,
    field: kind!.fields[column.field]!,
    id: column.field
  }));
  const told = new Set(problems.filter(({line}) => line > 0).map(({column}) => column));
  const quarantined = counts.quarantined + conflicts.length;
  const partly = isPartly({...counts, kind: kind?.name ?? null, refused: null, accepted: records.length, quarantined});
  const blank = kind && records.length > 0 && !partly ? countedColumns(kind) : [];
  const years = new Map<number, number>();
  for (const {values} of records) years.set(values.year as number, (years.get(values.year as number) ?? 0) + 1);
  for (const {header, id} of fields) {
    if (!blank.includes(id) || told.has(header)) continue;
    const filled = new Set(records.filter(({values}) => values[id] !== null).map(({values}) => values.year as number));
    const empty = [...years.keys()].filter(year => !filled.has(year)).sort((a, b) => a - b);
    if (empty.length > 0) tell(blankColumn(filled.size > 0 ? empty : []), 0, "warning", header);
  }
  const carried = fields.map(({id}) => id);
  for (const [id, fault] of kind && records.length > 0 ? absentColumns(kind, carried) : [])
    tell(fault, 0, "warning", kind!.fields[id]!.names[0]);
  const shown = fields.filter(({field}) => !field.personal && !field.contact);
  const errors = problems.filter(({severity}) => severity === "error").length;
  return {
    name,
    kind: kind?.name ?? null,
    encoding: read.encoding,
    refused: read.refused,
    ...counts,
    accepted: records.length,
    quarantined,
    duplicates: counts.duplicates + folded,
    errors,
    warnings: problems.length - errors,
    lines: listed({name, refused: read.refused, problems}),
    matched: fields.map(({header, field}) => ({header, label: field.names[0]!})),
    unknownColumns: match?.unknown ?? [],
    contactColumns: match?.contact ?? [],
    exported: read.exported,
    unread: read.unread.map(({what}) => what),
    years: [...years].map(([year, count]) => ({year, count})).sort((a, b) => a.year - b.year),
    preview: {
      columns: ["行", ...shown.map(({header}) => header)],
      rows: records
        .slice(0, previewed)
        .map(({line, values}) => [String(line), ...shown.map(({id, field}) => said(field, values[id] ?? null))])
    }
  };
}

/** One sentence: may the file be handed over, and what of it counts. */
export function verdict(found: Checkup): string {
  if (found.refused !== null) return "这个文件读不了。";
  const dropped = droppedWords(found.dropped);
  const parts = [
    `${found.records}行中计入${found.accepted}条`,
    found.quarantined ? `没有采用${found.quarantined}行` : null,
    found.duplicates ? `与前面的行并为一条的${found.duplicates}行` : null,
    dropped ? `略去${dropped}` : null,
    ...found.unread
  ].filter(Boolean);
  const end = found.errors
    ? `有${found.errors}处要改正`
    : found.warnings
      ? `可以交,另有${found.warnings}处请核对`
      : "没有发现问题,可以交";
  return `${parts.join(",")}。${end}。`;
}

function said(field: Field, value: Value): string {
  if (value === null) return "—";
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  return field.type === "code" ? labelOf(field, String(value)) : String(value);
}
