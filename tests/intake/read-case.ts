import {existsSync, readdirSync} from "node:fs";
import {readdir, stat} from "node:fs/promises";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {byName, digest, type InputFile} from "../../loaders/files.js";
import {type FileSummary, type IngestOptions, ingest} from "../../loaders/ingest.js";
import {StaffError} from "../../src/intake/problem.js";
import {kinds} from "../../src/kinds/index.js";

/** A case is a folder of `tests/data`: the files an office may hand in and, in `expected.json`, what must come of them. */
export const folder = "tests/data";
export const cases = readdirSync(folder, {withFileTypes: true})
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
  .sort();

const shared = "tests/intake/reference";

/** Ingest the files of a folder as an office's exports; its `reference` replaces tables of the tests' own by name. */
export async function ingestCase(folder: string, options: IngestOptions = {}): Promise<FileSummary[]> {
  const names = (await readdir(folder)).filter(name => name !== "expected.json" && name !== "reference").sort(byName);
  const exports = await Promise.all(names.map(name => input(folder, name)));
  const own = join(folder, "reference");
  const tables = existsSync(own) ? await readdir(own) : [];
  const reference = await Promise.all([
    ...tables.map(name => input(own, name)),
    ...(await readdir(shared)).map(name => input(shared, name))
  ]);
  const read = await ingest(await database(), {exports, reference}, undefined, {...options, keepGoing: true});
  return read.files;
}

/** What comes of a case: the files as counted, what is told of them, and the records. */
export async function readCase(folder: string, options: IngestOptions = {}) {
  try {
    const files = await ingestCase(folder, options);
    const connection = await database();
    const rows: Record<string, object[]> = {};
    for (const {name} of kinds) {
      const found = await connection.runAndReadAll(`select * from ${name} order by file, line`);
      rows[name] = found.getRowObjectsJson().map(bare);
    }
    const problems = await connection.runAndReadAll(
      "select severity || ' ' || code || ' ' || message from problems order by file, line, column_name, message"
    );
    return {
      files: files.map(
        ({file, sha256, bytes, problems: _, columns: __, years: ___, firstDate, lastDate, dropped, ...rest}) =>
          bare({...rest, dropped: bare(dropped)})
      ),
      problems: problems.getRows().map(([text]) => text),
      rows: bare(rows)
    };
  } catch (error) {
    if (error instanceof StaffError) return {stopped: error.message};
    throw error;
  }
}

let open: Promise<DuckDBConnection> | undefined;

/** One database for all cases: every ingest makes its tables anew. Tables so small are read faster by one thread. */
function database(): Promise<DuckDBConnection> {
  open ??= DuckDBInstance.create(":memory:", {threads: "1"}).then(instance => instance.connect());
  return open;
}

async function input(folder: string, name: string): Promise<InputFile> {
  const path = join(folder, name);
  return {name, path, bytes: (await stat(path)).size, sha256: await digest(path)};
}

/** Without what is null, zero or empty, so that an expected file shows what counts. */
function bare(values: object): object {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== 0 && !(typeof value === "object" && Object.keys(value).length === 0)
    )
  );
}
