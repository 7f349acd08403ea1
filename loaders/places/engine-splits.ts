import type {DuckDBConnection} from "@duckdb/node-api";
import {engineItem, engineMetric, engineMonth, engineName} from "../../src/metrics/sql/clickhouse.js";
import type {PlaceSplit} from "../../src/metrics/sql/place-splits.js";
import {append} from "../ingest/tables.js";
import type {Engine} from "./engine.js";

/** The tables that hold what an engine has split: by month, and by item. */
export const splitTables = {
  months: "split_months",
  items: "split_items",
  create: [
    "create table split_months (place varchar, year integer, month integer, metric varchar, value double)",
    "create table split_items (place varchar, year integer, dimension varchar, item varchar, metric varchar, value double)"
  ]
};

/** Splits metrics over facts that stand in an engine, into the tables of `splitTables`. */
export async function splitFrom(
  connection: DuckDBConnection,
  {servers}: Engine,
  split: PlaceSplit,
  table: string
): Promise<void> {
  const {metrics} = split;
  const [by, holds] =
    "at" in split ? [engineMonth(split.at), `isNotNull(${engineName(split.at)})`] : [engineItem(split.dimension), "1"];
  const found = await servers[0]!.rows(
    `select place, year, ${by} as split_by, ${metrics.map(engineMetric).join(", ")} from ${table} where ${holds} group by place, year, split_by`
  );
  const number = (value: unknown) => (value === null ? null : Number(value));
  const rows = found.flatMap(([place, year, by, ...values]) =>
    metrics.map(({id}, i) => {
      const at = "at" in split ? [Number(by)] : [split.dimension.id, String(by)];
      return [String(place), Number(year), ...at, id, number(values[i])];
    })
  );
  const types = "at" in split ? (["integer"] as const) : (["text", "text"] as const);
  await append(
    connection,
    "at" in split ? splitTables.months : splitTables.items,
    ["text", "integer", ...types, "text", "number"],
    rows.length,
    (row, column) => rows[row]![column]!
  );
}
