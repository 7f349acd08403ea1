import type {DuckDBConnection} from "@duckdb/node-api";
import type {Context} from "../../src/intake/context.js";
import {timeOfDay} from "../../src/intake/dates.js";
import type {Column, Match} from "../../src/intake/match.js";
import {nothing, severityOf} from "../../src/intake/records.js";
import type {FieldType} from "../../src/intake/source.js";
import {type Plain, plainOf, type Reader, readerOf, type Value} from "../../src/intake/values.js";
import {text} from "../../src/metrics/sql/text.js";
import {append, emptyTable, sqlType} from "./tables.js";

/** A column of the file that a field reads. */
export interface BulkColumn {
  field: string;
  index: number;
  type: FieldType;
  /** SQL over `raw as r`: the text as asked for, and its value. */
  text: string;
  value: string;
  also: {field: string; value: string; values: Value[]} | null;
  join: string;
  /** SQL that holds where the row must be read one by one; null where it never does. */
  suspect: string | null;
  /** Its values, where they are few. */
  values: Value[] | null;
  mayBeNull: boolean;
  /** Codes of the warnings that some of its texts give; the rows count all the same. */
  doubts: string[];
  read: Reader;
}

/** How many cells of each column are empty. */
export async function countBlanks(connection: DuckDBConnection, match: Match): Promise<Map<string, number>> {
  const counts = match.columns.map(({index}) => `(count(*) - count(c${index}))::integer`);
  const result = await connection.runAndReadAll(`select ${counts.join(", ")} from raw`);
  return new Map(match.columns.map(({field}, i) => [field, Number(result.getRows()[0]![i])]));
}

/** Reads each distinct text of a column once, into a table `k_<field>` that is joined back. */
export async function readColumn(
  connection: DuckDBConnection,
  {source}: Match,
  {field, index, header}: Column,
  context: Context,
  blanks: number
): Promise<BulkColumn> {
  const declared = source.fields[field]!;
  const {type, required} = declared;
  const cell = `r.c${index}`;
  const text =
    type === "date" ? `if(strlen(${cell}) > 11, regexp_replace(${cell}, '${timeOfDay}', ''), ${cell})` : cell;
  const plain = plainOf(declared);
  const found = await connection.runAndReadAll(
    `select distinct ${text} from raw as r where ${cell} is not null ${plain ? `and not (${plainSql(plain, cell)})` : ""}`
  );
  const texts = (found.getColumns()[0] ?? []) as string[];
  const read = readerOf(source, field, context, header);
  const readings = texts.map(read);
  const bad = readings.map(
    reading => (reading.fault && severityOf(declared, reading) === "error") || (required && nothing(reading))
  );
  const also = declared.also && readings.some(reading => reading.also !== undefined) ? declared.also : null;
  const alsoType = also ? source.fields[also]!.type : "text";
  const table = `k_${field}`;
  await emptyTable(
    connection,
    table,
    `text varchar, value ${sqlType(type)}, also ${sqlType(alsoType)}, bad boolean, doubt varchar`
  );
  await append(connection, table, ["text", type, alsoType, "flag", "text"], texts.length, (row, column) => {
    const {value, also: other = null, fault} = readings[row]!;
    return [texts[row]!, value, other, Boolean(bad[row]), bad[row] ? null : (fault?.code ?? null)][column]!;
  });
  const doubts = new Set(readings.flatMap(({fault}, i) => (fault && !bad[i] ? [fault.code] : [])));
  const none = texts.length === 0;
  const empty = none ? `null::${sqlType(type)}` : `${table}.value`;
  const conditions = [
    ...(bad.some(Boolean) ? [`v.text_${field} in (select text from ${table} where bad)`] : []),
    ...(required && blanks > 0 ? [`v.text_${field} is null`] : [])
  ];
  return {
    field,
    index,
    type,
    text,
    value: !plain ? empty : none ? cell : `if(${table}.text is null, ${cell}, ${table}.value)`,
    also: also
      ? {field: also, value: `${table}.also`, values: [...new Set([...readings.map(each => each.also ?? null), null])]}
      : null,
    join: none ? "" : `left join ${table} on ${table}.text = ${text}`,
    suspect: conditions.length > 0 ? `(${conditions.join(" or ")})` : null,
    values: plain ? null : [...new Set([...readings.map(({value}) => value), ...(blanks > 0 ? [null] : [])])],
    doubts: [...doubts],
    read,
    mayBeNull: blanks > 0 || readings.some(({value}) => value === null)
  };
}

const plainSql = ({bytes, patterns, never}: Plain, cell: string) =>
  [
    `strlen(${cell}) > ${bytes}`,
    ...patterns.map(pattern => `regexp_matches(${cell}, ${text(pattern)})`),
    ...(never ? [`not regexp_matches(${cell}, '${never}')`] : [])
  ].join(" and ");
