import type {DuckDBConnection} from "@duckdb/node-api";
import {StaffError} from "../../src/intake/problem.js";
import type {KindName} from "../../src/kinds/index.js";
import type {Catalogue, Metric} from "../../src/metrics/index.js";
import {engineMetric, engineName, engineText, engineValue} from "../../src/metrics/sql/clickhouse.js";
import {name, text} from "../../src/metrics/sql/index.js";
import {
  type BasisOf,
  countedOf,
  itemsOf,
  kindsCounted,
  spannedValues,
  valuedParts
} from "../../src/metrics/sql/place-counts.js";
import type {PlaceSplit} from "../../src/metrics/sql/place-splits.js";
import {item, type Valued} from "../../src/metrics/sql/values.js";
import {append} from "../ingest/tables.js";
import {belongs, dealOut, needed, prefix, send, tableOf} from "./engine-rows.js";
import {splitFrom, splitTables} from "./engine-splits.js";

/** One server of an engine, or a program that answers like it. */
export interface EngineServer {
  /** Runs a statement that gives nothing. */
  run(sql: string): Promise<void>;
  /** The rows of a query, each as its values in order. */
  rows(sql: string): Promise<unknown[][]>;
  /** Adds rows, each a line whose values are parted by tabs (`TabSeparated`). */
  insert(table: string, rows: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** An engine that counts in place of DuckDB: its servers, the first of which is asked, and what holds them together. */
export interface Engine {
  servers: readonly EngineServer[];
  database: string;
  /** The cluster that joins several servers; null of one. */
  cluster: string | null;
}

const marker = `${prefix}about`;

/**
 * Counts over the facts of all places in an engine, in place of `placeCounts`, and into `anew` what is made of the values of single years: the columns that metrics need go there, each
 * place whole to one server, and what is counted comes back as the same tables, `splits` as `splitTables` says. Throws
 * StaffError on an engine that is too old or has other tables of our names; nothing in it is changed then.
 */
export async function countElsewhere(
  connection: DuckDBConnection,
  engine: Engine,
  catalogue: Catalogue,
  basis: BasisOf,
  splits: readonly PlaceSplit[]
): Promise<void> {
  await mayWrite(engine);
  await dealOut(connection, engine.servers.length);
  for (const sql of splitTables.create) await connection.run(sql);
  for (const kind of kindsCounted(catalogue)) {
    const metrics = countedOf(catalogue, kind);
    const own = splits.filter(split => split.kind === kind);
    const columns = needed([...metrics, ...own.flatMap(split => split.metrics)], own);
    await send(connection, engine, kind, columns, itemsOf(kind, basis(kind)));
    await wideFrom(connection, engine, kind, metrics);
    const from = tableOf(engine, kind);
    for (const valued of spannedValues(catalogue, kind)) await valuesFrom(connection, engine, valued, from);
    for (const split of own) await splitFrom(connection, engine, split, from);
  }
  await anewFrom(connection, engine, catalogue);
  await connection.run("drop table temp.dealt");
}

/** Marks the tables as ours; throws where there are others of our names, or the engine is older than what we write for. */
async function mayWrite({servers, database}: Engine): Promise<void> {
  for (const server of servers) {
    const [[version] = []] = await server.rows("select version()");
    const [major = 0, minor = 0] = String(version).split(".").map(Number);
    if (major < 18 || (major === 18 && minor < 16))
      throw new StaffError(
        `计算引擎是 ClickHouse ${version}，需要 18.16 或更新的版本；请升级，或不写 --engine，用本机计算。`
      );
    const there = (
      await server.rows(
        `select name from system.tables where database = ${engineText(database)} and name like '${prefix.replace("_", "\\\\_")}%'`
      )
    ).map(([table]) => String(table));
    if (there.length > 0 && !there.includes(marker))
      throw new StaffError(
        `计算引擎的库“${database}”里已经有别的程序的表（${there[0]}），没有改动它；请换一个库，或移走这些表。`
      );
    await server.run(
      `create table if not exists ${engineName(database)}.${engineName(marker)} (format UInt8) engine = Log`
    );
  }
}

async function wideFrom(
  connection: DuckDBConnection,
  engine: Engine,
  kind: KindName,
  metrics: readonly Metric[]
): Promise<void> {
  const rows = await engine.servers[0]!.rows(
    `select place, year, ${metrics.map(engineMetric).join(", ")} from ${tableOf(engine, kind)} group by place, year`
  );
  await connection.run(
    `create table wide_${kind} (place varchar, year integer, ${name(`has ${kind}`)} boolean, ${metrics.map(({id}) => `${name(id)} double`).join(", ")})`
  );
  await append(
    connection,
    `wide_${kind}`,
    ["text", "integer", "flag", ...metrics.map(() => "number" as const)],
    rows.length,
    (row, column) => {
      if (column === 2) return true;
      const value = rows[row]![column < 2 ? column : column - 1];
      return value === null ? null : column === 0 ? String(value) : Number(value);
    }
  );
}

/** How often each value occurs that figures of several years are made of; it comes here, since each place has terms of its own. */
async function valuesFrom(
  connection: DuckDBConnection,
  {servers}: Engine,
  {table: into, parts, field}: Valued,
  table: string
): Promise<void> {
  const {value} = engineValue(parts[0]!);
  const rows = await servers[0]!.rows(
    `select place, year, ${value} as its_value, ${parts.map(part => engineValue(part).times).join(", ")} from ${table} where isNotNull(its_value) group by place, year, its_value`
  );
  const number = field.type === "number" || field.type === "integer";
  await connection.run(
    `create table ${into} (place varchar, year integer, ${item} ${number ? "double" : "varchar"}, ${parts.map(({id}) => `${name(id)} bigint`).join(", ")})`
  );
  const written = `${into.slice(1, -1)}`;
  await append(
    connection,
    written,
    ["text", "integer", number ? "number" : "text", ...parts.map(() => "integer" as const)],
    rows.length,
    (row, column) => {
      const value = rows[row]![column];
      return column === 0 || (column === 2 && !number) ? String(value) : Number(value);
    }
  );
}

/** For every place that others lie in, at once: over their items, but of those whose figure is not known. */
async function anewFrom(connection: DuckDBConnection, engine: Engine, catalogue: Catalogue): Promise<void> {
  const counted: [string, string, string, number, number | null][] = [];
  for (const [metric, {part, span}] of valuedParts(catalogue)) {
    if (span) continue;
    const kind = part.kind as KindName;
    const read = await connection.runAndReadAll(
      `select distinct place, year from lacking where metric = ${text(metric.id)} order by all`
    );
    const lacking = read.getRows().map(([place, year]) => `(${engineText(String(place))}, ${year})`);
    const of = lacking.length ? `(place, year) not in (${lacking.join(", ")})` : "1";
    const rows = await engine.servers[0]!.rows(
      `select arrayJoin(${belongs}) as up, year, ${engineMetric(part)} from ${tableOf(engine, kind)} where ${of} group by up, year`
    );
    for (const [up, year, value] of rows)
      counted.push([String(up), metric.id, part.id, Number(year), value === null ? null : Number(value)]);
  }
  await append(
    connection,
    "anew",
    ["text", "text", "text", "integer", "number"],
    counted.length,
    (row, column) => counted[row]![column]!
  );
}
