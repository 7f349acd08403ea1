import {createHash} from "node:crypto";
import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {StaffError} from "../src/intake/problem.js";
import {type Inputs, inputs} from "./files.js";
import {ingest} from "./ingest.js";
import {measures} from "./measures.js";

/** Where the data is and as of which date figures are computed. */
export interface WarehouseOptions {
  /** A folder with `exports/` and `reference/`; the office's `data` or the sample where absent. */
  data?: string;
  /** ISO date: everything that happened later is not known. The data's own date where absent. */
  asOf?: string;
  onProgress?: (message: string) => void;
}

/** What loaders started by the site's build inherit, so that all read the same warehouse. */
export const environment = {warehouse: "YEARBOOK_WAREHOUSE", data: "YEARBOOK_DATA", asOf: "YEARBOOK_AS_OF"} as const;

const cache = resolve(".cache");
const kept = 4;

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
  const instance = await DuckDBInstance.create(path, {access_mode: "READ_ONLY"});
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
  const ready = process.env[environment.warehouse];
  if (ready && !options.data && !options.asOf) return ready;
  const data = options.data ?? process.env[environment.data];
  const asOf = options.asOf ?? process.env[environment.asOf];
  const found = await inputs(data);
  const path = join(cache, `warehouse-${await fingerprint(found, asOf)}.duckdb`);
  if (await exists(path)) return path;
  await mkdir(cache, {recursive: true});
  const unlock = await lock(join(cache, "warehouse.lock"));
  try {
    if (!(await exists(path))) await build(path, found, asOf, options.onProgress);
  } finally {
    await unlock();
  }
  await forget(path);
  return path;
}

async function build(path: string, found: Inputs, asOf: string | undefined, onProgress?: (message: string) => void) {
  const beside = `${path}.${process.pid}.tmp`;
  await rm(beside, {force: true});
  try {
    const instance = await DuckDBInstance.create(beside);
    const connection = await instance.connect();
    try {
      await ingest(connection, found, onProgress);
      await connection.run(`set variable as_of = ${asOf ? `'${asOf}'` : "null"}`);
      for (const sql of await statements("loaders/staging")) await connection.run(sql.text);
      for (const sql of measures()) await connection.run(sql);
      await connection.run("create table about as select $sample as sample, $fingerprint as fingerprint", {
        sample: found.sample,
        fingerprint: /warehouse-(\w+)/.exec(path)![1]!
      });
      await check(connection);
      await connection.run("checkpoint");
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
    await rename(beside, path);
  } finally {
    await rm(beside, {force: true});
    await rm(`${beside}.wal`, {force: true});
  }
}

/** Runs `checks/*.sql`: the first line of each says in Chinese what must hold; a returned row breaks it. */
async function check(connection: DuckDBConnection) {
  await connection.run("create table checks (name varchar, rule varchar, rows integer)");
  const broken: string[] = [];
  for (const {name, text} of await statements("loaders/checks")) {
    const rule = /^--\s*(.+)$/m.exec(text)?.[1];
    if (!rule) throw new Error(`invalid check ${name}: no rule in its first line`);
    const rows = (await connection.runAndReadAll(text)).getRowObjectsJson();
    await connection.run("insert into checks values ($name, $rule, $rows)", {name, rule, rows: rows.length});
    for (const row of rows.slice(0, 5)) {
      const cells = Object.entries(row).map(([key, value]) => `${key} ${value}`);
      broken.push(`校验不通过「${rule}」:${cells.join(",")}`);
    }
    if (rows.length > 5) broken.push(`……「${rule}」共 ${rows.length} 处`);
  }
  if (broken.length)
    throw new StaffError([...broken, "请按上面的提示核对导出文件或参考表,改正后重新运行。"].join("\n"));
}

async function statements(folder: string): Promise<{name: string; text: string}[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async name => ({name: name.replace(/\.sql$/, ""), text: await readFile(join(folder, name), "utf8")}))
  );
}

/** SHA-256 over the inputs' bytes and the code that reads them, shortened. */
async function fingerprint(found: Inputs, asOf: string | undefined): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [...found.exports, ...found.reference]) hash.update(`${file.name}\0${file.sha256}\n`);
  hash.update(`${found.sample} ${asOf ?? ""}\n`);
  for (const folder of ["src/intake", "src/metrics", "loaders"]) {
    const names = (await readdir(folder, {recursive: true, withFileTypes: true}))
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath ?? entry.path, entry.name))
      .sort();
    for (const name of names) hash.update(`${name}\0`).update(await readFile(name));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Keeps one builder at a time: waits for a living one, takes over from a dead one. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), {flag: "wx"});
      return () => rm(path, {force: true});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(await readFile(path, "utf8").catch(() => ""));
      if (holder && !alive(holder)) await rm(path, {force: true});
      else await new Promise(done => setTimeout(done, 100));
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Drops all but the newest warehouses; one that is being read stays readable until closed. */
async function forget(current: string) {
  const names = (await readdir(cache)).filter(name => /^warehouse-\w+\.duckdb$/.test(name));
  const aged = await Promise.all(
    names.map(async name => ({path: join(cache, name), time: (await stat(join(cache, name))).mtimeMs}))
  );
  const old = aged.filter(({path}) => path !== current).sort((a, b) => b.time - a.time);
  await Promise.all(old.slice(kept - 1).map(({path}) => rm(path, {force: true})));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  );
}
