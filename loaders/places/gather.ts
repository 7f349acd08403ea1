import {createHash} from "node:crypto";
import {copyFile, rename, rm} from "node:fs/promises";
import {join, resolve} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {StaffError} from "../../src/intake/problem.js";
import {text} from "../../src/metrics/sql/index.js";
import type {Place} from "../../src/places/places.js";
import {codeDigest} from "../code.js";
import {type Digests, type InputFile, type Inputs, inputFiles} from "../files.js";
import {type ReferenceTables, readReference} from "../ingest/reference.js";
import {locked} from "../lock.js";
import {cachePath, programPath} from "../paths.js";
import {isWhole, seal} from "../seal.js";
import type {Engine} from "./engine.js";
import {figures} from "./figures.js";
import {withKnownFiles} from "./known-files.js";
import {readInLanes} from "./lane.js";
import type {Given} from "./read.js";
import {placeTables} from "./stage.js";
import {placesFolder, readPlaces} from "./table.js";

export interface PlacesOptions {
  /** The upper level's folder: `reference/places.csv` and `places/<folder>/exports`, `reference`. */
  data: string;
  /** ISO date: everything that happened later is not known. */
  asOf?: string;
  /** Counts in place of DuckDB. */
  engine?: Engine;
  onProgress?: (message: string) => void;
}

/**
 * Brings the figures of all places up to date and opens them read-only; tables as `placeMeasures` and `placeTables` say, and `places` (place, parent, level, code, cohort, members, position, expected, state, reason, until), `within` (place, ancestor), `metrics`. Only the
 * places whose files changed are read anew. Throws StaffError; the last good figures stay.
 */
export async function openPlaces(options: PlacesOptions): Promise<{connection: DuckDBConnection; close: () => void}> {
  return openGathered(await gather(options));
}

/** Opens figures of places that stand (`gather`). */
export async function openGathered(path: string): Promise<{connection: DuckDBConnection; close: () => void}> {
  const instance = await DuckDBInstance.create(path, {access_mode: "READ_ONLY"});
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

/** The path of up-to-date figures of places. */
export async function gather({data, asOf, engine, onProgress = () => {}}: PlacesOptions): Promise<string> {
  const places = await readPlaces(data);
  const own = await inputFiles(join(data, "reference"));
  const defaults = await inputFiles(programPath("data", "reference"));
  const reference = await readReference([...own, ...defaults]);
  const columns = JSON.stringify(reference.metrics.own);
  const basis = `${await codeDigest()} ${asOf ?? ""} ${columns}`;
  const stem = `places-${createHash("sha256").update(resolve(data)).digest("hex").slice(0, 8)}`;
  const given = await withKnownFiles(cachePath(`${stem}.files.json`), known =>
    Promise.all(places.map(place => givenBy(place, data, basis, defaults, known)))
  );
  const hash = createHash("sha256").update(`${basis} ${engine ? "elsewhere" : ""}`);
  for (const {sha256} of own) hash.update(sha256);
  for (const {place, digest} of given) hash.update(`${JSON.stringify(place)} ${digest}\n`);
  const fingerprint = hash.digest("hex").slice(0, 16);
  const path = resolve(cachePath(`${stem}.duckdb`));
  await locked(
    cachePath(`${stem}.lock`),
    async () => {
      const last = (await isWhole(path)) ? await gatheredIn(path) : null;
      if (last?.fingerprint === fingerprint) return;
      const beside = `${path}.${process.pid}.tmp`;
      await rm(beside, {force: true});
      try {
        if (last?.basis === basis) await copyFile(path, beside);
        await renew(beside, {given, reference, asOf, engine, gathered: {fingerprint, basis}, onProgress});
        await rename(beside, path);
        await seal(path);
      } finally {
        for (const ending of ["", ".wal"]) await rm(`${beside}${ending}`, {force: true});
      }
    },
    () => onProgress(waiting)
  );
  return path;
}

const waiting = "另一个任务正在汇总各地数据，等它完成 …";

async function givenBy(
  place: Place,
  data: string,
  basis: string,
  defaults: readonly InputFile[],
  known: Digests
): Promise<Given> {
  if (place.folder === null) return {place, found: null, digest: null};
  const folder = join(placesFolder(data), place.folder);
  const hash = createHash("sha256").update(basis);
  // Each file is read once, and not again while nothing happens to it: new data of one of three thousand places waits for it.
  const all = await inputFiles(folder, known);
  const below = (part: string) =>
    all.filter(({name}) => name.startsWith(part)).map(file => ({...file, name: file.name.slice(part.length)}));
  const bundles = all.filter(({name}) => /^[^/]+\.zip$/i.test(name));
  const exports = below("exports/");
  const rows = exports.length > 0;
  if (bundles.length > 1 || (rows && bundles.length > 0)) throw new StaffError(twice(place, bundles, rows));
  if (bundles.length > 0) {
    hash.update(bundles[0]!.sha256);
    return {place, found: {bundle: bundles[0]!}, digest: hash.digest("hex").slice(0, 16)};
  }
  if (!rows) return {place, found: null, digest: null};
  // The sample's plenaries, which an office is lent, would give a place years that are not its own.
  const found: Inputs = {exports, reference: [...below("reference/"), ...defaults], sample: false};
  for (const file of [...found.exports, ...found.reference]) hash.update(`${file.name}\0${file.sha256}\n`);
  return {place, found: {inputs: found}, digest: hash.digest("hex").slice(0, 16)};
}

const twice = ({name, folder}: Place, bundles: readonly InputFile[], rows: boolean) =>
  rows
    ? `${name}（places/${folder}）既有导出文件又有报送包${bundles.map(each => `“${each.name}”`).join("、")}，不知道以哪一份为准；请只留一种。`
    : `${name}（places/${folder}）有${bundles.length}个报送包：${bundles.map(each => each.name).join("、")}；请只留最新的一个。`;

/** Of which inputs the figures are, and what else they depend on. */
interface Gathered {
  fingerprint: string;
  basis: string;
}

export async function gatheredIn(path: string): Promise<Gathered | null> {
  const instance = await DuckDBInstance.create(path, {access_mode: "READ_ONLY"});
  const connection = await instance.connect();
  try {
    const [row] = (await connection.runAndReadAll("from gathered")).getRowObjectsJson();
    return row ? (row as unknown as Gathered) : null;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

interface Renewal {
  given: readonly Given[];
  reference: ReferenceTables;
  asOf: string | undefined;
  engine: Engine | undefined;
  gathered: Gathered;
  onProgress: (message: string) => void;
}

async function renew(path: string, {given, reference, asOf, engine, gathered, onProgress}: Renewal): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  try {
    const [{into}] = (await rows<{into: string}>("select current_database() as into")) as [{into: string}];
    const own = reference.metrics.own;
    const there = await rows<{name: string}>(
      "select table_name as name from duckdb_tables() where table_name = 'staged_places'"
    );
    if (there.length === 0) for (const sql of placeTables(own)) await connection.run(sql);
    const before = new Map(
      (await rows<{place: string; digest: string}>("from staged_places")).map(({place, digest}) => [place, digest])
    );
    const kept = new Set(
      given
        .filter(({place, digest}) => digest !== null && before.get(place.name) === digest)
        .map(({place}) => place.name)
    );
    const gone = [...before.keys()].filter(place => !kept.has(place));
    if (gone.length > 0) await forget(connection, gone);
    const changed = given.filter(({place, digest}) => digest !== null && !kept.has(place.name));
    let done = 0;
    await readInLanes(instance, into, `${path}.lane`, changed, {own, asOf}, place =>
      onProgress(`读取 ${++done}/${changed.length} ${place} …`)
    );
    onProgress("汇总各地指标 …");
    const counted = () =>
      figures(connection, given, reference, engine, [...gone, ...changed.map(({place}) => place.name)]);
    // The engine's tables bear the same names whatever folder they are filled from.
    await (engine ? locked(cachePath("engine.lock"), counted, () => onProgress(waiting)) : counted());
    await connection.run(
      `create or replace table gathered as select ${text(gathered.fingerprint)} as fingerprint, ${text(gathered.basis)} as basis`
    );
    await connection.run("checkpoint");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Takes out what places gave before. */
async function forget(connection: DuckDBConnection, places: readonly string[]): Promise<void> {
  const tables = (
    await connection.runAndReadAll(
      "select distinct table_name from duckdb_columns() semi join duckdb_tables() using (table_name) where column_name = 'place' and schema_name = 'main'"
    )
  ).getRows();
  const list = places.map(text).join(", ");
  for (const [table] of tables) await connection.run(`delete from ${table} where place in (${list})`);
}
