import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {bar} from "../../loaders/bar.js";
import {bytesOf, inputs} from "../../loaders/files.js";
import type {Hint} from "../../loaders/hints.js";
import {type FileSummary, type IngestSummary, ingest} from "../../loaders/ingest.js";
import {reportsPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {isLarge, threadsFor} from "../../loaders/threads.js";
import {problemWorkbook} from "./problems.js";

/** Files that staff must mend; not the lock files of Excel. */
export const refusedFiles = ({files}: IngestSummary) =>
  files.filter(({name, refused}) => refused !== null && !/(^|\/)~\$/.test(name));

/** Writes `问题清单.xlsx` beside and puts it in place; returns its path. */
export async function writeProblemList(
  {files}: Pick<IngestSummary, "files">,
  out = reportsPath(),
  hints: readonly Hint[] = []
): Promise<string> {
  const path = join(resolve(out), "问题清单.xlsx");
  await replaceFile(path, await problemList(files, hints));
  return path;
}

/** The list of problems of some files as a workbook, with the date of the data themselves. */
export async function problemList(files: readonly FileSummary[], hints: readonly Hint[] = []): Promise<Uint8Array> {
  const dates = files.flatMap(file => [file.lastDate, file.exported]).filter(date => date !== null);
  return problemWorkbook(files, dates.sort().at(-1) ?? "2000-01-01", hints);
}

/** Reads all exports into a database of its own, thrown away afterwards, so that the warehouse is left as it is. */
export async function readExports(
  data: string | undefined,
  onProgress: (message: string, share: number) => void = () => {}
): Promise<IngestSummary> {
  const found = await inputs(data);
  const bytes = bytesOf(found);
  const folder = await mkdtemp(join(tmpdir(), "yearbook-ingest-"));
  const progress = bar();
  // What is thrown away is written to disk only where it is more than memory should hold.
  const instance = await DuckDBInstance.create(
    isLarge(bytes) ? join(folder, "ingest.duckdb") : ":memory:",
    threadsFor(bytes)
  );
  const connection = await instance.connect();
  const show = (message: string, share: number) => {
    progress.show(message, share);
    onProgress(message, share);
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
