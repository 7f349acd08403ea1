import {stat} from "node:fs/promises";
import {DuckDBInstance} from "@duckdb/node-api";
import {text} from "../../src/metrics/sql/index.js";
import {sideBySide} from "../lanes.js";
import {over, type Warehouse} from "../query.js";
import {threadsForWarehouse} from "../threads.js";

/** Views that many datasets ask, each of which unfolds all figures: made once for all of them. */
const asked = ["offered", "main_dimensions"];

/**
 * A warehouse opened for all datasets of a site, over `count` connections; names and rows are those of the file. To
 * `close` it takes a while, in which this process can do something else.
 */
export async function openedForDatasets(
  path: string,
  count: number
): Promise<{opened: Warehouse[]; close: () => Promise<void>}> {
  const instance = await DuckDBInstance.create(":memory:", threadsForWarehouse((await stat(path)).size));
  const connect = async () => {
    const connection = await instance.connect();
    await connection.run("use warehouse");
    return connection;
  };
  try {
    const first = await instance.connect();
    await first.run(`attach ${text(path)} as warehouse (read_only)`);
    await first.run("attach ':memory:' as made");
    first.closeSync();
    await sideBySide(
      connect,
      asked.map(view => connection => connection.run(`create table made.${view} as from warehouse.${view}`))
    );
    const opened = await Promise.all(
      Array.from({length: count}, async () => {
        const connection = await connect();
        for (const view of asked) await connection.run(`create temp view ${view} as from made.${view}`);
        return over(connection, () => connection.closeSync());
      })
    );
    const close = async () => {
      for (const each of opened) each.close();
      const last = await instance.connect();
      // What is freed by closing is freed in this process' own time; what is freed by a statement is not.
      for (const each of ["made", "warehouse"]) await last.run(`detach ${each}`).catch(() => {});
      last.closeSync();
      instance.closeSync();
    };
    return {opened, close};
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}
