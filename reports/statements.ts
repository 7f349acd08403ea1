import {readFile} from "node:fs/promises";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {programPath} from "../loaders/paths.js";
import {buildWarehouse, type WarehouseOptions} from "../loaders/warehouse.js";
import {StaffError} from "../src/intake/problem.js";
import {faultOf, namesTable, refused} from "../src/notebook/statement.js";
import {analystTables} from "../src/notebook/tables.js";

/**
 * Asks an engine of its own that has the tables of analysts which a statement names, and nothing else: no file, no
 * network, no column of a person. `without`: columns that a table lacks here. Throws StaffError where the statement does
 * not only read, and with what the engine says of it.
 */
export async function overTables<T>(
  sql: string,
  options: WarehouseOptions,
  ask: (connection: DuckDBConnection) => Promise<T>,
  without: (table: string) => readonly string[] = () => []
): Promise<T> {
  const refusal = refused(sql);
  if (refusal) throw new StaffError(refusal);
  const warehouse = await buildWarehouse(options);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`attach '${warehouse.replaceAll("'", "''")}' as warehouse (read_only)`);
    for (const {name, file} of analystTables.filter(({name}) => namesTable(sql, name))) {
      await connection.run("use warehouse");
      const statement = await readFile(programPath("src", "datasets", `${file}.sql`), "utf8");
      const lacking = without(name);
      const columns = lacking.length ? `* exclude (${lacking.map(column => `"${column}"`).join(", ")})` : "*";
      await connection.run(`create table memory.main."${name}" as select ${columns} from (${statement})`);
    }
    await connection.run("use memory");
    await connection.run("detach warehouse");
    await connection.run("set enable_external_access = false");
    await connection.run("set lock_configuration = true");
    return await ask(connection);
  } catch (error) {
    if (error instanceof StaffError) throw error;
    const {words, said} = faultOf((error as Error).message, analystTables);
    throw new StaffError(`${words}\n${said}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
