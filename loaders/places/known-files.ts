import {readFile} from "node:fs/promises";
import type {Digests} from "../files.js";
import {replaceFile} from "../publish.js";

/**
 * Does a work that reads files of which digests are kept in the file `path`, and keeps those that it adds. Where the
 * file is not there, is damaged or cannot be written, all are read.
 */
export async function withKnownFiles<T>(path: string, work: (known: Digests) => Promise<T>): Promise<T> {
  const said = await readFile(path, "utf8").catch(() => "");
  const known = read(said);
  const done = await work(known);
  const saying = JSON.stringify([...known].sort());
  if (saying !== said) await replaceFile(path, saying).catch(() => {});
  return done;
}

function read(said: string): Digests {
  try {
    return new Map(JSON.parse(said) as Iterable<[string, {state: string; sha256: string}]>);
  } catch {
    return new Map();
  }
}
