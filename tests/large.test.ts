import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {afterAll, beforeAll, expect, test} from "vitest";
import {assemble} from "../loaders/assemble.js";
import {inputs} from "../loaders/files.js";
import {buildWarehouse} from "../loaders/warehouse.js";

const folder = mkdtempSync(join(tmpdir(), "yearbook-large-"));
let instance: DuckDBInstance;
let connection: Awaited<ReturnType<DuckDBInstance["connect"]>>;

beforeAll(async () => {
  const large = join(folder, "warehouse-0000000000000000.duckdb");
  await assemble(large, await inputs("data/sample"), undefined, () => {}, true);
  instance = await DuckDBInstance.create(":memory:", {threads: "1"});
  connection = await instance.connect();
  await connection.run(`attach '${await buildWarehouse({data: "data/sample"})}' as small (read_only)`);
  await connection.run(`attach '${large}' as large (read_only)`);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, {recursive: true});
});

test.each(["figures", "months", "days", "proposals_by_dimension", "opinions_by_dimension", "activities_by_dimension"])(
  "what is counted in little memory is what is counted at once: %s",
  async table => {
    const rows = async (sql: string) => Number((await connection.runAndReadAll(sql)).getRows()[0]![0]);
    const differ = (a: string, b: string) => `select count(*) from (from ${a}.${table} except all from ${b}.${table})`;
    expect(await rows(`select count(*) from small.${table}`)).toBeGreaterThan(10);
    expect([await rows(differ("small", "large")), await rows(differ("large", "small"))]).toEqual([0, 0]);
  }
);
