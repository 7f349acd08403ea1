import {readFile} from "node:fs/promises";
import type {DuckDBConnection, DuckDBResultReader} from "@duckdb/node-api";
import {arrowOf} from "./arrow.js";
import {type Edition, permitted} from "./edition.js";
import {programPath} from "./paths.js";
import {openWarehouse, type WarehouseOptions} from "./warehouse.js";

/** A warehouse opened for reading. */
export interface Warehouse {
  /** Rows as plain objects: counts are numbers, dates are Date (UTC midnight). `parameters` fill `$name`. */
  rows<T = Record<string, unknown>>(sql: string, parameters?: Record<string, string | number>): Promise<T[]>;
  /** The rows of `src/datasets/<name>.arrow.sql`. */
  dataset<T = Record<string, unknown>>(name: string): Promise<T[]>;
  /** An Arrow IPC stream of the statement's result. */
  arrow(sql: string): Promise<Uint8Array>;
  close(): void;
}

/** Opens the warehouse, building it first when inputs or code changed. Throws StaffError when there is nothing to read. */
export async function warehouse(options: WarehouseOptions = {}): Promise<Warehouse> {
  const {connection, close} = await openWarehouse(options);
  return over(connection, close);
}

/** What a connection to a warehouse gives. */
export function over(connection: DuckDBConnection, close: () => void): Warehouse {
  const read = (sql: string, parameters?: Record<string, string | number>) => run(connection, sql, parameters);
  return {
    rows: async <T>(sql: string, parameters?: Record<string, string | number>) =>
      objects(await read(sql, parameters)) as T[],
    dataset: async <T>(name: string) =>
      objects(await read(await readFile(programPath("src", "datasets", `${name}.arrow.sql`), "utf8"))) as T[],
    arrow: sql => arrowOf(connection, sql),
    close
  };
}

/** The Arrow IPC stream of a dataset file, as the interpreter writes it and as the build keeps it. */
export async function dataset(open: Warehouse, file: string, edition: Edition): Promise<Uint8Array> {
  return open.arrow(permitted(file, await readFile(file, "utf8"), edition));
}

function run(connection: DuckDBConnection, sql: string, parameters?: Record<string, string | number>) {
  return connection.runAndReadAll(sql, parameters);
}

function objects(reader: DuckDBResultReader): Record<string, unknown>[] {
  return reader
    .getRowObjectsJS()
    .map(row =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value])
      )
    );
}
