import {readFile} from "node:fs/promises";
import {DuckDBInstance} from "@duckdb/node-api";
import {toArrow} from "../../loaders/arrow.js";
import {programPath} from "../../loaders/paths.js";
import {buildWarehouse} from "../../loaders/warehouse.js";
import {StaffError} from "../../src/intake/problem.js";
import {faultOf, namesTable, refused} from "../../src/notebook/statement.js";
import {analystTables} from "../../src/notebook/tables.js";

/**
 * What a statement gives over the tables of analysts, as an Arrow stream. It runs in an engine of its own that has those
 * tables alone: no file, no network, no column of a person. Throws StaffError with what the engine says of it.
 */
export async function answerOf(
  sql: string,
  parameters: readonly (string | number | boolean | null)[]
): Promise<Uint8Array> {
  const refusal = refused(sql);
  if (refusal) throw new StaffError(refusal);
  const warehouse = await buildWarehouse();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`attach '${warehouse.replaceAll("'", "''")}' as warehouse (read_only)`);
    for (const {name, file} of analystTables.filter(({name}) => namesTable(sql, name))) {
      await connection.run("use warehouse");
      const statement = await readFile(programPath("src", "datasets", `${file}.sql`), "utf8");
      await connection.run(`create table memory.main."${name}" as ${statement}`);
    }
    await connection.run("use memory");
    await connection.run("detach warehouse");
    await connection.run("set enable_external_access = false");
    await connection.run("set lock_configuration = true");
    return toArrow(await connection.runAndReadAll(sql, [...parameters]));
  } catch (error) {
    const {words, said} = faultOf((error as Error).message, analystTables);
    throw new StaffError(`${words}\n${said}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
