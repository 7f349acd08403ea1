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
import type {IntakeRecord} from "../../src/intake/records.js";
import type {FieldType, Source} from "../../src/intake/source.js";
import type {Value} from "../../src/intake/values.js";
import {identityOf} from "./keys.js";

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
  const derived = source.derivations.flatMap(({to}) => to).filter(name => !source.fields[name]);
  const at = columns.findIndex(({name}) => name === "session");
  columns.splice(at < 0 ? columns.length : at + 1, 0, ...derived.map(name => ({name, type: "integer" as const})));
  return columns;
}

export const sqlType = (type: FieldType): string => types[type].toString();

/** The value as the DuckDB API takes it. */
function toDuck(value: Value, type: FieldType): DuckDBValue {
  if (value === null) return null;
  if (type === "date") return new DuckDBDateValue(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
  return Array.isArray(value) ? listValue(value) : value;
}

/** An empty temporary table of this name. */
export async function emptyTable(connection: DuckDBConnection, name: string, columns: string): Promise<string> {
  await connection.run(`create or replace temp table ${name} (${columns})`);
  return name;
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

const batch = 4096;

/** Writes accepted records to the table of their kind, a batch at a time. */
export class RecordWriter {
  #records: {record: IntakeRecord; file: number}[] = [];
  readonly #columns: ColumnType[];

  constructor(
    readonly connection: DuckDBConnection,
    readonly source: Source,
    readonly file: number,
    readonly table = source.name
  ) {
    this.#columns = columnsOf(source);
  }

  /** `file`: the file that the record is of, where the writer is of several. */
  async write(record: IntakeRecord, file = this.file): Promise<void> {
    this.#records.push({record, file});
    if (this.#records.length >= batch) await this.flush();
  }

  async flush(): Promise<void> {
    const records = this.#records;
    const {name} = this.source;
    if (records.length === 0) return;
    this.#records = [];
    const names = this.#columns.map(column => column.name);
    const defined = this.#columns.map(column => `${column.name} ${sqlType(column.type)}`).join(", ");
    await this.connection.run(`create or replace temp table batch (file integer, line integer, ${defined})`);
    const types: FieldType[] = ["integer", "integer", ...this.#columns.map(({type}) => type)];
    await append(this.connection, "batch", types, records.length, (row, column) => {
      const {file, record} = records[row]!;
      if (column < 2) return column ? record.line : file;
      return record.values[names[column - 2]!] ?? null;
    });
    await this.connection.run(
      `insert into ${this.table} select file, line, ${identityOf(name).key}, ${names.join(", ")} /*@ , (select o.whose from file_offices as o where o.file = batch.file) */ from batch`
    );
    await this.connection.run("drop table temp.batch");
  }

  /** Takes back what was written: the file is refused after all. */
  async discard(): Promise<void> {
    this.#records = [];
    await this.connection.run(`delete from ${this.table} where file = ${this.file}`);
  }
}
