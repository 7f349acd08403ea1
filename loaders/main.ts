import {editionOf} from "./edition.js";
import {dataset, warehouse} from "./query.js";

/** Runs one dataset file and writes its rows to standard output as an Arrow IPC stream: `run.mjs dataset-sql FILE.sql`. */
export async function run([file]: string[]): Promise<number> {
  if (!file) throw new Error("usage: dataset-sql FILE.arrow.sql");
  const open = await warehouse();
  process.stdout.write(await dataset(open, file, editionOf()));
  open.close();
  return 0;
}
