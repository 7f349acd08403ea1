import {createHash} from "node:crypto";
import {copyFile, readFile, rename, rm} from "node:fs/promises";
import {join, resolve} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import type {OwnField} from "../../src/intake/columns.js";
import {StaffError} from "../../src/intake/problem.js";
import {text} from "../../src/metrics/sql/index.js";
import type {Place} from "../../src/places/places.js";
import {codeDigest} from "../code.js";
import {bytesOf, type Digests, type InputFile, type Inputs, inputFiles} from "../files.js";
import {type ReferenceTables, readReference} from "../ingest/reference.js";
import {together} from "../lanes.js";
import {locked} from "../lock.js";
import {cachePath, programPath} from "../paths.js";
import {isWhole, seal} from "../seal.js";
import {unpack} from "./bundle.js";
import type {Engine} from "./engine.js";
import {figures} from "./figures.js";
import {withKnownFiles} from "./known-files.js";
import {placeTables, type Read, shapeOf, stagePlaces} from "./stage.js";
import {placesFolder, readPlaces} from "./table.js";
import {takeBundle} from "./take.js";

export interface PlacesOptions {
  /** The upper level's folder: `reference/places.csv` and `places/<folder>/exports`, `reference`. */
  data: string;
  /** ISO date: everything that happened later is not known. */
  asOf?: string;
  /** Counts in place of DuckDB. */
  engine?: Engine;
  onProgress?: (message: string) => void;
}

/** What a place has given, and what stands in its way. */
interface Given {
  place: Place;
  /** Its exports with its tables, or the one bundle of figures in their place; null where it gave nothing. */
  found: {inputs: Inputs} | {bundle: InputFile} | null;
  /** SHA-256 over them, and whatever else its facts depend on; null where it gave nothing. */
  digest: string | null;
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
    cachePath("places.lock"),
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
    () => onProgress("另一个任务正在汇总各地数据，等它完成 …")
  );
  return path;
}

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
    await readAll(instance, into, changed, {own, asOf, onProgress});
    onProgress("汇总各地指标 …");
    await figures(connection, given, reference, engine, [...gone, ...changed.map(({place}) => place.name)]);
    await connection.run(
      `create or replace table gathered as select ${text(gathered.fingerprint)} as fingerprint, ${text(gathered.basis)} as basis`
    );
    await connection.run("checkpoint");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** So many are read at the same time: while one waits for the database, this process reads another's files. */
const lanes = 2;

/** So many places are staged by the same statements, of so many bytes: to each statement most is what it costs by itself. */
const most = {places: 100, bytes: 16_000_000};

/** After so many places what was staged is written to the file: until then the memory holds it. */
const round = 500;

/** Reads the places anew whose files changed; what is wrong with one stands in `staged_places`, and stops no other. */
async function readAll(
  instance: DuckDBInstance,
  into: string,
  changed: readonly Given[],
  {own, asOf, onProgress}: Pick<Renewal, "asOf" | "onProgress"> & {own: readonly OwnField[]}
): Promise<void> {
  const waiting: Given[] = [];
  let done = 0;
  const onPlace = (place: string) => onProgress(`读取 ${++done}/${changed.length} ${place} …`);
  const lane = async (beside: string) => {
    const connection = await instance.connect();
    const fault = async ({place, digest}: Given, error: unknown) => {
      if (!(error instanceof StaffError)) throw error;
      await connection.run("insert into staged_places values ($1, $2, $3)", [place.name, digest, error.message]);
    };
    try {
      while (waiting.length > 0) {
        const shapes = new Map<string, Read[]>();
        for (const given of nextOf(waiting, Math.ceil(changed.length / lanes))) {
          const {place, found, digest} = given;
          if ("bundle" in found!) {
            onPlace(place.name);
            const {name, path} = found.bundle;
            const take = async () =>
              takeBundle(connection, place.name, {bundle: unpack(name, await readFile(path)), digest: digest!});
            await take().catch(error => fault(given, error));
            continue;
          }
          const {exports, reference: files} = found!.inputs;
          await readReference(files).then(
            reference => {
              const read = {place: place.name, digest: digest!, exports, reference};
              const shape = shapeOf(read);
              shapes.set(shape, [...(shapes.get(shape) ?? []), read]);
            },
            error => fault(given, error)
          );
        }
        for (const places of shapes.values()) await stagePlaces(connection, into, places, own, asOf, beside, onPlace);
      }
    } catch (error) {
      waiting.length = 0;
      throw error;
    } finally {
      connection.closeSync();
    }
  };
  const connection = await instance.connect();
  // Of so small tables several threads take longer than one.
  await connection.run("set threads = 1");
  try {
    for (let from = 0; from < changed.length; from += round) {
      waiting.push(...changed.slice(from, from + round));
      await together(Array.from({length: Math.min(lanes, waiting.length)}, (_, i) => lane(`given_${i}`)));
      if (from + round < changed.length) await connection.run("checkpoint");
    }
  } finally {
    await connection.run("reset threads");
    connection.closeSync();
  }
}

/** Takes the next places that are staged together off those that wait. */
function nextOf(waiting: Given[], share: number): Given[] {
  const next: Given[] = [];
  for (let bytes = 0; waiting.length > 0 && next.length < Math.min(most.places, share) && bytes < most.bytes; ) {
    const given = waiting.shift()!;
    next.push(given);
    if (given.found && "inputs" in given.found) bytes += bytesOf(given.found.inputs);
  }
  return next;
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
