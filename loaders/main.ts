import {dataset, warehouse} from "./query.js";

/** Runs one dataset file and writes its rows to standard output as an Arrow IPC stream: `tsx loaders/main.ts FILE.sql`. */
const [file] = process.argv.slice(2);
if (!file) throw new Error("usage: tsx loaders/main.ts FILE.arrow.sql");
const open = await warehouse();
process.stdout.write(await dataset(open, file));
open.close();
