import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {programPath} from "./paths.js";
import {filesIn} from "./publish.js";

/** What makes the warehouse: its code and its statements. */
const computing = ["src/kinds", "src/intake", "src/metrics", "loaders"];

/** What a packed program says of itself, in place of its sources. */
export interface ProgramRecord {
  version: string;
  /** SHA-256 over the code that it was packed from. */
  code: string;
}

/** The record of a packed program, or null in the project. */
export const programRecord = (): Promise<ProgramRecord | null> =>
  readFile(programPath("program.json"), "utf8").then(
    text => JSON.parse(text) as ProgramRecord,
    () => null
  );

const digests = new Map<string, Promise<string>>();

/** SHA-256 over the code that makes the warehouse: what a process runs does not change while it runs. */
export function codeDigest(): Promise<string> {
  const found = digests.get(programPath()) ?? digestOf();
  digests.set(programPath(), found);
  return found;
}

async function digestOf(): Promise<string> {
  const packed = await programRecord();
  if (packed) return packed.code;
  const hash = createHash("sha256");
  for (const folder of computing)
    for (const name of await filesIn(programPath(folder)))
      hash.update(`${folder}/${name}\0`).update(await readFile(programPath(join(folder, name))));
  return hash.digest("hex");
}
