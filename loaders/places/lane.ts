import {rm} from "node:fs/promises";
import {isMainThread, parentPort, Worker, workerData} from "node:worker_threads";
import {DuckDBInstance} from "@duckdb/node-api";
import {StaffError} from "../../src/intake/problem.js";
import {name, text} from "../../src/metrics/sql/index.js";
import {type Places, settle} from "../paths.js";
import {type Given, type Reading, readGiven} from "./read.js";
import {placeTables} from "./stage.js";

/** Of fewer places a thread of its own costs more than it spares. */
const least = 60;

/** What a thread is to do: to read places into a database of its own. */
interface Share {
  path: string;
  given: readonly Given[];
  reading: Reading;
  settled: Partial<Places>;
}

/** What a thread says: of a place that it reads, and at the end, with what stopped it. */
type Said = {place: string} | {ended: string | null};

/**
 * Reads places into the tables of all, in the database `into`; of many, every second one in a thread of its own, since
 * one alone keeps one core busy with the text of files. `beside`: where the thread may keep a database. Throws what
 * reading throws; the tables are unfinished then.
 */
export async function readInLanes(
  instance: DuckDBInstance,
  into: string,
  beside: string,
  changed: readonly Given[],
  reading: Reading,
  onPlace: (place: string) => void
): Promise<void> {
  if (changed.length < least) return readGiven(instance, into, changed, reading, onPlace);
  const half = (odd: number) => changed.filter((_, i) => i % 2 === odd);
  try {
    const both = await Promise.allSettled([
      readGiven(instance, into, half(0), reading, onPlace),
      inThread({path: beside, given: half(1), reading, settled: settle({})}, onPlace)
    ]);
    for (const result of both) if (result.status === "rejected") throw result.reason;
    await takeOver(instance, beside);
  } finally {
    for (const ending of ["", ".wal"]) await rm(`${beside}${ending}`, {force: true});
  }
}

/** Reads a share in a thread that loads this very file. */
function inThread(share: Share, onPlace: (place: string) => void): Promise<void> {
  const here = import.meta.url;
  const workerData = {placesShare: share};
  // A bundle is read as it is; sources want what reads them, which a thread does not inherit.
  const thread = here.endsWith(".ts")
    ? new Worker(`import("tsx/esm/api").then(({register}) => (register(), import(${JSON.stringify(here)})))`, {
        eval: true,
        workerData
      })
    : new Worker(new URL(here), {workerData});
  return new Promise((done, fail) => {
    thread.on("message", (said: Said) => {
      if ("place" in said) onPlace(said.place);
      else if (said.ended === null) done();
      else fail(new StaffError(said.ended));
    });
    thread.on("error", fail);
    thread.on("exit", code => fail(new Error(`a thread that reads places ended with ${code}`)));
  });
}

/** Adds what a thread has read to the tables of all. */
async function takeOver(instance: DuckDBInstance, path: string): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(`attach ${text(path)} as beside (read_only)`);
    const tables = await connection.runAndReadAll(
      "select table_name from duckdb_tables() where database_name = 'beside' and estimated_size > 0"
    );
    for (const [table] of tables.getRows())
      await connection.run(`insert into ${name(String(table))} by name from beside.${name(String(table))}`);
    await connection.run("detach beside");
    await connection.run("checkpoint");
  } finally {
    connection.closeSync();
  }
}

/** The work of a thread. */
async function readShare({path, given, reading, settled}: Share): Promise<string | null> {
  settle(settled);
  await rm(path, {force: true});
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    for (const sql of placeTables(reading.own)) await connection.run(sql);
    const [[into] = []] = (await connection.runAndReadAll("select current_database()")).getRows();
    await readGiven(instance, String(into), given, reading, place => parentPort!.postMessage({place} satisfies Said));
    await connection.run("checkpoint");
    return null;
  } catch (error) {
    if (error instanceof StaffError) return error.message;
    throw error;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const asked = isMainThread ? undefined : (workerData as {placesShare?: Share} | null)?.placesShare;
if (asked) parentPort!.postMessage({ended: await readShare(asked)} satisfies Said);
