import {type Context, emptyContext} from "../intake/context.js";
import {type FileRead, readFile} from "../intake/read.js";
import {kinds} from "./index.js";

/** Reads one file as an export of whichever kind it is: see `readFile`. */
export const readExport = (name: string, bytes: Uint8Array, context: Context = emptyContext()): Promise<FileRead> =>
  readFile(name, bytes, kinds, context);
