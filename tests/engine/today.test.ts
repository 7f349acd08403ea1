import {rmSync} from "node:fs";
import {createRequire} from "node:module";
import {resolve} from "node:path";
import {afterAll, expect, test} from "vitest";
import type {Engine} from "../../loaders/places/engine.js";
import {placeYear} from "../../reports/places/tables.js";
import {province, sorted} from "./province.js";
import {expectSameSplits} from "./same.js";

/** What is used of the engine in a process, which `.ci/engine` puts beside the project: half a gigabyte. */
interface Session {
  query(sql: string, format?: string): string;
  queryAsync(sql: string, options: {format: string}): Promise<{text(): string}>;
  close(): void;
}
const {Session} = createRequire(resolve(".cache/engine/package.json"))("chdb") as {Session: new () => Session};

const data = province();
const session = new Session();
const engine: Engine = {
  database: "places",
  cluster: null,
  servers: [
    {
      run: async sql => void session.query(sql),
      rows: async sql =>
        (JSON.parse((await session.queryAsync(sql, {format: "JSONCompact"})).text()) as {data: unknown[][]}).data,
      insert: async (table, rows) =>
        void session.query(`insert into ${table} format TabSeparated\n${Buffer.from(rows).toString()}`)
    }
  ]
};
session.query("create database if not exists places");
afterAll(() => {
  session.close();
  rmSync(data, {recursive: true, force: true});
});

test("the dialect of today's ClickHouse gives every figure, month and item as DuckDB does", async () => {
  const [here, there] = [await placeYear({data}, "2024"), await placeYear({data, engine}, "2024")];
  expect(sorted(there.figures)).toEqual(sorted(here.figures));
  expect(sorted(there.sums)).toEqual(sorted(here.sums));
  expect(here.months.length).toBeGreaterThan(100);
  expect(there.months).toEqual(here.months);
  expect(here.items.length).toBeGreaterThan(500);
  expect(there.items).toEqual(here.items);
});

test("every metric and metrics drawn at random, by every dimension and month, in years of either basis, are as DuckDB counts them", async () => {
  await expectSameSplits(data, engine);
});
