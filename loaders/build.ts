import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {StaffError} from "../src/intake/problem.js";
import type {Edition} from "./edition.js";
import {codeIn, explain} from "./fault.js";
import {clearLeftovers} from "./leftovers.js";
import {locked} from "./lock.js";
import {localise, verify} from "./polish.js";
import {dataset, warehouse} from "./query.js";
import {slim} from "./slim.js";
import {buildWarehouse, environment, type WarehouseOptions} from "./warehouse.js";

export interface SiteOptions extends WarehouseOptions {
  /** What the site may show: aggregates only, or rows too. */
  edition?: Edition;
  /** Folder of the finished site. */
  output: string;
}

const root = "src";
const frameworkCache = join(root, ".observablehq", "cache");
/** There while Framework writes its cache. */
const busy = join(".cache", "site.busy");
/** Packages whose newest version a cold build would ask the registry for; an empty folder each keeps it offline. */
const stubs = [
  "@observablehq/plot@0.6.17",
  "@observablehq/sample-datasets@1.0.1",
  "apache-arrow@21.2.0",
  "arquero@8.0.1",
  "d3@7.9.0",
  "d3-dsv@3.0.1",
  "echarts@5.6.0",
  "htl@0.3.1",
  "leaflet@1.9.4",
  "lodash@4.17.21",
  "mapbox-gl@3.9.0",
  "parquet-wasm@0.6.1",
  "react@19.0.0",
  "react-dom@19.0.0",
  "topojson-client@3.1.0"
];

/**
 * Builds the warehouse and the site into `output`; the finished site is put in place whole, so a failed build
 * leaves the last good one. Returns false when nothing had changed. Throws StaffError on what staff must mend.
 */
export async function buildSite({output, edition = "published", ...options}: SiteOptions): Promise<boolean> {
  const say = options.onProgress ?? (() => {});
  await refuseOther(output);
  await clearLeftovers(resolve(output));
  const path = await buildWarehouse(options);
  const stamp = await stampOf(path, edition);
  const name = createHash("sha256").update(resolve(output)).digest("hex").slice(0, 12);
  const stampFile = join(".cache", `site-${name}.json`);
  if (await unchanged(stampFile, stamp, output)) return false;
  return locked(
    join(".cache", "site.lock"),
    async () => {
      if (await unchanged(stampFile, stamp, output)) return false;
      say("生成网站 …");
      await make(resolve(output), edition, path, options);
      await writeFile(stampFile, JSON.stringify({stamp, files: await listing(output)}));
      return true;
    },
    () => say("另一个任务正在生成网站,等它完成 …")
  );
}

/** A folder that holds anything but a site of ours is never replaced. Throws StaffError naming it. */
async function refuseOther(output: string): Promise<void> {
  const names = await readdir(output).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? ([] as string[]) : null
  );
  if (names && (names.length === 0 || names.includes("_observablehq"))) return;
  throw new StaffError(
    `--output 指的“${output}”${names ? "里有别的文件" : "不是文件夹"},不会覆盖;请换一个新的或空的文件夹,例如 --output dist。`
  );
}

async function make(output: string, edition: Edition, path: string, {data, asOf}: WarehouseOptions): Promise<void> {
  await mkdir(dirname(output), {recursive: true});
  // A run that did not come to its end may have left half a file in Framework's cache, which would be used as it is.
  if (await exists(busy)) await rm(frameworkCache, {recursive: true, force: true});
  await writeFile(busy, "");
  await prepare(path, edition);
  const beside = `${output}.${process.pid}.tmp`;
  await rm(beside, {recursive: true, force: true});
  try {
    await framework(["build"], {
      YEARBOOK_OUTPUT: beside,
      YEARBOOK_EDITION: edition,
      [environment.warehouse]: path,
      ...(data ? {[environment.data]: data} : {}),
      ...(asOf ? {[environment.asOf]: asOf} : {})
    });
    await slim(beside);
    await localise(beside);
    await verify(beside);
    await replace(beside, output);
    await rm(busy, {force: true});
  } catch (error) {
    // What staff must mend leaves whole files; a full disk does not.
    if (error instanceof StaffError && !(error instanceof Refused)) await rm(busy, {force: true});
    throw error;
  } finally {
    await rm(beside, {recursive: true, force: true});
  }
}

/**
 * Makes Framework's cache ready: no look-ups of packages, and every dataset of this warehouse and
 * edition and no other. Framework
 * would run the `.sql` interpreter for each that its cache lacks, a second apiece; here one process writes them all.
 */
export async function prepare(path: string, edition: Edition): Promise<void> {
  for (const stub of stubs) await mkdir(join(frameworkCache, "_npm", stub), {recursive: true});
  const folder = join(frameworkCache, "datasets");
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  const open = await warehouse({path});
  try {
    for (const name of await readdir(join(root, "datasets")))
      if (name.endsWith(".sql"))
        await writeFile(
          join(folder, name.replace(/\.sql$/, "")),
          await dataset(open, join(root, "datasets", name), edition)
        );
  } finally {
    open.close();
  }
}

/** Makes a running preview run every dataset again. */
export async function touchDatasets(): Promise<void> {
  const folder = join(root, "datasets");
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    await utimes(path, new Date(), new Date());
  }
}

/** The system refused to write. */
class Refused extends StaffError {}

/** Loaded into Framework's process: it ends with ours, also when ours is killed. */
const lifeline = `data:text/javascript,process.on("disconnect",()=>process.exit(1));process.channel.unref()`;

/** Runs Framework's own command; its talk is kept in `.cache/build.log` and shown when it fails. */
async function framework(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(
    process.execPath,
    ["--import", lifeline, join("node_modules", "@observablehq/framework/dist/bin/observable.js"), ...args],
    {
      env: {...process.env, ...env, OBSERVABLE_TELEMETRY_DISABLE: "1"},
      stdio: ["ignore", "pipe", "pipe", "ipc"]
    }
  );
  const talk: string[] = [];
  child.stdout!.on("data", chunk => talk.push(String(chunk)));
  child.stderr!.on("data", chunk => talk.push(String(chunk)));
  const code = await new Promise<number | null>((done, fail) => child.on("close", done).on("error", fail));
  const log = talk.join("");
  await writeFile(join(".cache", "build.log"), log);
  const refused = code === 0 ? null : codeIn(log);
  if (refused) throw new Refused(`网站没有生成:${explain({code: refused})}`);
  if (code !== 0)
    throw new StaffError(
      `网站没有生成,原有的网站保持不变。最后的信息:\n${log.trim().split("\n").slice(-15).join("\n")}`
    );
}

async function replace(from: string, to: string): Promise<void> {
  const old = `${to}.${process.pid}.old`;
  const had = await exists(to);
  if (had) await rename(to, old);
  try {
    await rename(from, to);
  } catch (error) {
    if (had) await rename(old, to);
    throw error;
  }
  await rm(old, {recursive: true, force: true});
}

async function stampOf(warehouse: string, edition: string): Promise<string> {
  const hash = createHash("sha256").update(`${warehouse} ${edition}\n`);
  const sources = await listing(root, path => !path.includes(".observablehq"));
  for (const [path] of sources) hash.update(`${path}\0`).update(await readFile(join(root, path)));
  for (const path of ["observablehq.config.ts", "package-lock.json"]) hash.update(await readFile(path));
  // The page of versions compares the freezes with today's documents.
  for (const folder of await readdir("reports/frozen").catch(() => [])) {
    hash.update(await readFile(join("reports/frozen", folder, "manifest.json")).catch(() => ""));
    for (const name of await readdir("reports/templates")) hash.update(await readFile(join("reports/templates", name)));
  }
  return hash.digest("hex");
}

async function unchanged(stampFile: string, stamp: string, output: string): Promise<boolean> {
  const last = await readFile(stampFile, "utf8").catch(() => "");
  if (!last || !(await exists(output))) return false;
  return last === JSON.stringify({stamp, files: await listing(output)});
}

async function listing(folder: string, keep: (path: string) => boolean = () => true): Promise<[string, number][]> {
  const entries = (await readdir(folder, {recursive: true})).filter(keep).sort();
  const sized = await Promise.all(entries.map(async path => [path, await stat(join(folder, path))] as const));
  return sized.filter(([, info]) => info.isFile()).map(([path, info]) => [path, info.size]);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  );
}
