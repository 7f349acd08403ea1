import {main} from "./command.js";
import {editionOf} from "./edition.js";
import {dataset, warehouse} from "./query.js";

/** Runs one dataset file and writes its rows to standard output as an Arrow IPC stream: `tsx loaders/main.ts FILE.sql`. */
export async function run([file]: string[]): Promise<number> {
  if (!file) throw new Error("usage: tsx loaders/main.ts FILE.arrow.sql");
  const open = await warehouse();
  process.stdout.write(await dataset(open, file, editionOf()));
  open.close();
  return 0;
}

await main(import.meta.url, run);
