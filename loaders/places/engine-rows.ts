import type {DuckDBBlobValue, DuckDBConnection} from "@duckdb/node-api";
import type {KindName} from "../../src/kinds/index.js";
import type {Metric} from "../../src/metrics/index.js";
import {engineName} from "../../src/metrics/sql/clickhouse.js";
import {facts, name} from "../../src/metrics/sql/index.js";
import type {PlaceSplit} from "../../src/metrics/sql/place-splits.js";
import type {Engine, EngineServer} from "./engine.js";

/** Tables of ours in the engine begin so. */
export const prefix = "yearbook_";

export const tableOf = (engine: Engine, kind: KindName) =>
  `${engineName(engine.database)}.${engineName(prefix + facts[kind])}`;
const localOf = (engine: Engine, kind: KindName) =>
  engine.cluster === null
    ? tableOf(engine, kind)
    : `${engineName(engine.database)}.${engineName(`${prefix + facts[kind]}_local`)}`;

/** Writes `dealt` (place, server, ups): to which server a place goes, and what it belongs to, as a line of values holds it. */
export async function dealOut(connection: DuckDBConnection, servers: number): Promise<void> {
  await connection.run(`create or replace temp table dealt as
select place, (row_number() over (order by place) - 1) % ${servers} as server, ${listed("ups")} as ups
from (select place from place_years union select place from within)
left join (select place, list(ancestor order by ancestor) as ups from within group by place) using (place)`);
}

/** The columns of a kind's facts that metrics are counted and split by. */
export function needed(metrics: readonly Metric[], splits: readonly PlaceSplit[]): Map<string, string> {
  const columns = new Map<string, string>();
  for (const {count} of metrics)
    for (const operand of [count!.field, ...count!.where.flatMap(({field, other}) => [field, other])])
      if (operand) columns.set(operand.name, operand.type);
  for (const split of splits)
    if ("at" in split) columns.set(split.at, "date");
    else columns.set(split.dimension.column, split.dimension.multiple ? "list" : "text");
  // Where a kind has a field of these names, it is the column that every table has.
  for (const always of ["place", "year"]) columns.delete(always);
  return columns;
}

const engineType = (type: string) =>
  type === "list"
    ? "Array(String)"
    : `Nullable(${({integer: "Int32", number: "Float64", date: "Date", flag: "UInt8"} as Record<string, string>)[type] ?? "String"})`;

/** The column that says what a row's place belongs to, so that all of one upper place are counted in one question. */
export const belongs = "belongs_to";

/** So many rows are made into lines at once: what the memory easily holds, and a server keeps as one part. */
const together = 250_000;

/** Sends the facts of a kind for which `where` holds, places in turn to the servers. */
export async function send(
  connection: DuckDBConnection,
  engine: Engine,
  kind: KindName,
  columns: ReadonlyMap<string, string>,
  where: string
): Promise<void> {
  const defined = [
    "place String",
    "year Int32",
    `${belongs} Array(String)`,
    ...[...columns].map(([id, type]) => `${engineName(id)} ${engineType(type)}`)
  ].join(", ");
  for (const server of engine.servers) {
    await server.run(`drop table if exists ${localOf(engine, kind)}`);
    await server.run(`create table ${localOf(engine, kind)} (${defined}) engine = MergeTree order by (place, year)`);
  }
  if (engine.cluster !== null) {
    const [first] = engine.servers as [EngineServer];
    await first.run(`drop table if exists ${tableOf(engine, kind)}`);
    await first.run(
      `create table ${tableOf(engine, kind)} (${defined}) engine = Distributed(${[engine.cluster, engine.database, `${prefix + facts[kind]}_local`].map(engineName).join(", ")}, cityHash64(place))`
    );
  }
  const line = ["f.place", "f.year::varchar"]
    .map(of => `coalesce(${escaped(of)}, '')`)
    .concat("coalesce(d.ups, '[]')")
    .concat([...columns].map(lineValue))
    .join(", ");
  const count = await connection.runAndReadAll(`select count(*) from ${facts[kind]}`);
  const rows = Number(count.getRows()[0]![0]);
  let sent = Promise.resolve();
  for (let from = 0; from < rows; from += together) {
    // Bytes, not text: they go on as they are.
    const lines = await connection.runAndReadAll(
      `select server, encode(string_agg(line, chr(10))) from (
  select coalesce(d.server, 0) as server, concat_ws(chr(9), ${line}) as line from ${facts[kind]} as f left join temp.dealt as d using (place)
  where f.rowid >= ${from} and f.rowid < ${from + together} and f.year is not null and ${where}
) group by server`
    );
    // While servers take these in, the next are made.
    await sent;
    const each = lines.getRows() as [bigint, DuckDBBlobValue][];
    sent = Promise.all(
      each.map(([server, {bytes}]) =>
        engine.servers[Number(server)]!.insert(localOf(engine, kind), bytes as Uint8Array<ArrayBuffer>)
      )
    ).then(() => {});
    // What it throws is thrown where it is waited for.
    sent.catch(() => {});
  }
  await sent;
}

/** A text as a line of values holds it; hardly one has anything to mask. */
const escaped = (of: string) =>
  `if(contains(${of}, '\\') or contains(${of}, chr(9)) or contains(${of}, chr(10)), replace(replace(replace(${of}, '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n'), ${of})`;

/** A list as a line of values holds it. */
const listed = (of: string) =>
  `if(len(${of}) > 0, '[''' || array_to_string(list_transform(${of}, lambda x: replace(${escaped("x")}, '''', '\\''')), ''',''') || ''']', '[]')`;

/** A column as a line of values holds it. */
function lineValue([id, type]: [string, string]): string {
  const of = `f.${name(id)}`;
  if (type === "list") return listed(of);
  const text = engineType(type) === engineType("text");
  return `coalesce(${text ? escaped(of) : type === "flag" ? `${of}::utinyint::varchar` : `${of}::varchar`}, '\\N')`;
}
