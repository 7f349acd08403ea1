import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {bar} from "../../loaders/bar.js";
import {bytesOf, inputs} from "../../loaders/files.js";
import {type IngestSummary, ingest} from "../../loaders/ingest.js";
import {reportsPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {threadsFor} from "../../loaders/threads.js";
import {problemWorkbook} from "./problems.js";

/** Files that staff must mend; not the lock files of Excel. */
export const refusedFiles = ({files}: IngestSummary) =>
  files.filter(({name, refused}) => refused !== null && !/(^|\/)~\$/.test(name));

/** Writes `问题清单.xlsx` beside and puts it in place; returns its path. */
export async function writeProblemList({files}: IngestSummary, out = reportsPath()): Promise<string> {
  const folder = resolve(out);
  const path = join(folder, "问题清单.xlsx");
  const dates = files.flatMap(file => [file.lastDate, file.exported]).filter(date => date !== null);
  await replaceFile(path, await problemWorkbook(files, dates.sort().at(-1) ?? "2000-01-01"));
  return path;
}

/** Reads all exports into a database of its own, thrown away afterwards, so that the warehouse is left as it is. */
export async function readExports(
  data: string | undefined,
  onProgress: (message: string) => void = () => {}
): Promise<IngestSummary> {
  const found = await inputs(data);
  const folder = await mkdtemp(join(tmpdir(), "yearbook-ingest-"));
  const progress = bar();
  const instance = await DuckDBInstance.create(join(folder, "ingest.duckdb"), threadsFor(bytesOf(found)));
  const connection = await instance.connect();
  const show = (message: string, share: number) => {
    progress.show(message, share);
    onProgress(message);
  };
  show("读取参考表", 0);
  try {
    return await ingest(connection, found, show, {keepGoing: true});
  } finally {
    progress.clear();
    connection.closeSync();
    instance.closeSync();
    await rm(folder, {recursive: true, force: true});
  }
}
