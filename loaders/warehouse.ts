import {createHash} from "node:crypto";
import {readdir, rm, stat} from "node:fs/promises";
import {resolve} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {codeDigest} from "./code.js";
import {type Inputs, inputs} from "./files.js";
import {alive, locked, release} from "./lock.js";
import {cachePath} from "./paths.js";
import {discard, isWhole, seal, sealOf} from "./seal.js";
import {threadsForWarehouse} from "./threads.js";

/** Where the data is and as of which date figures are computed. */
export interface WarehouseOptions {
  /** A folder with `exports/` and `reference/`; the office's `data` or the sample where absent. */
  data?: string;
  /** ISO date: everything that happened later is not known. The data's own date where absent. */
  asOf?: string;
  /** A folder of places may have no exports of its own: the warehouse is empty then. */
  upper?: boolean;
  /** What is read in place of what lies in the folders. */
  found?: Inputs;
  /** A warehouse that stands, to be opened as it is. */
  path?: string;
  onProgress?: (message: string) => void;
}

/** What loaders started by the site's build inherit, so that all read the same warehouse. */
export const environment = {warehouse: "YEARBOOK_WAREHOUSE", data: "YEARBOOK_DATA", asOf: "YEARBOOK_AS_OF"} as const;

/**
 * So many warehouses of the office's own folder are kept beside the newest, so that another date that was just asked for
 * is there at once; of folders that are named, one a place, as many as there is room for.
 */
const others = 2;
const room = 400_000_000;

/**
 * Opens the warehouse read-only, building it first when the bytes of the inputs or the code that reads them changed.
 * It is built beside and renamed, so a crash leaves the last good one. Throws StaffError on what staff must mend.
 */
export async function openWarehouse(options: WarehouseOptions = {}): Promise<{
  connection: DuckDBConnection;
  path: string;
  close: () => void;
}> {
  const path = await buildWarehouse(options);
  const instance = await DuckDBInstance.create(path, {
    access_mode: "READ_ONLY",
    ...threadsForWarehouse((await stat(path)).size)
  });
  const connection = await instance.connect();
  return {
    connection,
    path,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

/** The path of an up-to-date warehouse. */
export async function buildWarehouse(options: WarehouseOptions = {}): Promise<string> {
  const ready = options.path ?? process.env[environment.warehouse];
  if (ready && !options.data && !options.asOf && !options.found) return ready;
  const data = options.data ?? process.env[environment.data];
  const asOf = options.asOf ?? process.env[environment.asOf];
  const found = options.found ?? (await inputs(data, options));
  const name = `warehouse-${await fingerprint(found, asOf)}`;
  const path = resolve(cachePath(`${name}.duckdb`));
  if (await isWhole(path)) return path;
  const say = options.onProgress ?? (() => {});
  await locked(
    cachePath(`${name}.lock`),
    async () => {
      if (await isWhole(path)) return;
      await clear();
      // A damaged one is made anew, like one that is not there.
      await discard(path);
      // Loaded only when needed: a dataset of a warehouse that stands starts in half the time.
      const {assemble} = await import("./assemble.js");
      await assemble(path, found, asOf, say);
      await seal(path);
      await forget(path, data === undefined ? others : Number.POSITIVE_INFINITY);
    },
    () => say("另一个任务正在读取导出数据,等它完成 …")
  );
  return path;
}

/** SHA-256 over the inputs' bytes and the code that reads them, shortened. */
async function fingerprint(found: Inputs, asOf: string | undefined): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [...found.exports, ...found.reference]) hash.update(`${file.name}\0${file.sha256}\n`);
  hash.update(`${found.sample} ${asOf ?? ""}\n`);
  hash.update(await codeDigest());
  return hash.digest("hex").slice(0, 16);
}

/** What killed builds left. Others may be reading other inputs meanwhile. */
async function clear() {
  for (const name of await readdir(cachePath())) {
    const [, pid] = /^warehouse-\w+\.duckdb\.(\d+)\./.exec(name) ?? [];
    if (pid && !alive(Number(pid))) await rm(cachePath(name), {recursive: true, force: true});
    if (/^warehouse-\w+\.lock$/.test(name)) await release(cachePath(name));
  }
}

/** So many ms a warehouse that was used stays, whatever room it takes. */
const fresh = 60_000;

/** Drops those used longest ago until few others are left; one that is being read stays readable until closed. */
async function forget(current: string, most: number) {
  const names = (await readdir(cachePath())).filter(name => /^warehouse-\w+\.duckdb$/.test(name));
  const older = names.map(name => resolve(cachePath(name))).filter(path => path !== current);
  const state = async (path: string) => {
    const file = await stat(path).catch(() => null);
    // One without a seal was made just now, or its maker was killed: then it is old one day.
    const {mtimeMs} = (await stat(sealOf(path)).catch(() => null)) ?? file ?? {mtimeMs: 0};
    return {path, time: mtimeMs, size: file?.size ?? 0};
  };
  let left = room - (await state(current)).size;
  for (const [i, {path, size, time}] of (await Promise.all(older.map(state)))
    .sort((a, b) => b.time - a.time)
    .entries()) {
    left -= size;
    // One that was used just now somebody may be about to open.
    if ((i >= most || left < 0) && Date.now() - time > fresh) await discard(path);
  }
}
