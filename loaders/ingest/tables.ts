import {
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  VARCHAR
} from "@duckdb/node-api";
import {derivations} from "../../src/intake/derive.js";
import type {FieldType, Source} from "../../src/intake/source.js";
import type {Value} from "../../src/intake/values.js";

export interface ColumnType {
  name: string;
  type: FieldType;
}

const types: Record<FieldType, DuckDBType> = {
  text: VARCHAR,
  code: VARCHAR,
  integer: INTEGER,
  number: DOUBLE,
  date: DATE,
  flag: BOOLEAN,
  list: LIST(VARCHAR)
};

/** Columns of the typed table of a kind: its fields, with those only derived (the year) after the session or at the end. */
export function columnsOf(source: Source): ColumnType[] {
  const columns = Object.entries(source.fields).map(([name, {type}]) => ({name, type}));
  const derived = (derivations[source.name] ?? []).flatMap(({to}) => to).filter(name => !source.fields[name]);
  const at = columns.findIndex(({name}) => name === "session");
  columns.splice(at < 0 ? columns.length : at + 1, 0, ...derived.map(name => ({name, type: "integer" as const})));
  return columns;
}

export const sqlType = (type: FieldType): string => types[type].toString();

/** The value as the DuckDB API takes it. */
export function toDuck(value: Value, type: FieldType): DuckDBValue {
  if (value === null) return null;
  if (type === "date") return new DuckDBDateValue(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
  return Array.isArray(value) ? listValue(value) : value;
}

/** Append rows, given column by column through `at`, to an existing table of exactly these column types. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  columns: readonly FieldType[],
  count: number,
  at: (row: number, column: number) => Value
): Promise<void> {
  if (count === 0) return;
  const appender = await connection.createAppender(table);
  const duck = columns.map(type => types[type]);
  for (let from = 0; from < count; from += 2048) {
    const size = Math.min(2048, count - from);
    const chunk = DuckDBDataChunk.create(duck, size);
    columns.forEach((type, column) => {
      const values: DuckDBValue[] = new Array(size);
      for (let i = 0; i < size; i++) values[i] = toDuck(at(from + i, column), type);
      chunk.setColumnValues(column, values);
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
