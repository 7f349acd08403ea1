import type {DuckDBConnection} from "@duckdb/node-api";
import type {OwnField} from "../../src/intake/columns.js";
import {holdsNames} from "../../src/intake/person-names.js";
import {problemOf} from "../../src/intake/problem.js";
import type {Source} from "../../src/intake/source.js";
import type {FileSummary} from "./summary.js";

/** So many different values say what a column holds. */
const enough = 5000;

/**
 * The office's own columns, with those marked as personal in which names of people stand whatever their header says;
 * each is told of in the first file that has it. One that the office declares open is left alone.
 */
export async function markNames(
  connection: DuckDBConnection,
  own: readonly OwnField[],
  kinds: readonly Source[],
  files: readonly FileSummary[]
): Promise<OwnField[]> {
  const doubtful = own.filter(({type, personal, open}) => (type === "text" || type === "list") && !personal && !open);
  if (doubtful.length === 0) return [...own];
  const values = async (kind: string, field: string, list: boolean) => {
    const each = list ? `unnest(${field})` : field;
    const read = await connection.runAndReadAll(
      `select distinct value from (select ${each} as value from ${kind} /*@ where whose = getvariable('whose') */) where value is not null order by value limit ${enough}`
    );
    return read.getRows().map(([value]) => String(value));
  };
  const known = new Set<string>();
  for (const {name, fields} of kinds)
    for (const [field, {personal, type}] of Object.entries(fields))
      if (personal) for (const value of await values(name, field, type === "list")) known.add(value);
  const found = new Set<OwnField>();
  for (const field of doubtful)
    if (holdsNames(await values(field.kind, field.field, field.type === "list"), known)) found.add(field);
  for (const field of found) tell(field, files);
  return own.map(field => (found.has(field) ? {...field, personal: true} : field));
}

function tell({kind, field, label}: OwnField, files: readonly FileSummary[]): void {
  const file = files.find(each => each.kind === kind && each.columns.some(column => column.field === field));
  if (!file) return;
  const what = "内容像姓名，不能作维度，也不进入发布的文件";
  const remedy = "不是姓名或者可以公开的，在 columns.csv 里把它的「类型」写成“文字（可公开）”";
  file.warnings++;
  file.problems.push(
    problemOf({code: "names", what, remedy}, {line: 0, column: label, found: "", severity: "warning"})
  );
}
