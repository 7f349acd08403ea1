import {copyFile, readFile} from "node:fs/promises";
import {dirname, join, parse} from "node:path";
import {digest} from "../loaders/files.js";
import {makeFolder} from "../loaders/folder.js";
import {filesIn} from "../loaders/publish.js";

/** What becomes of the files that stand where a folder is published anew. */
export interface Spared {
  /** Ours that are not written anew and go. */
  retire: string[];
  /** Ours that are not written anew and stay, with their SHA-256. */
  stay: Map<string, string>;
  /** Ours that staff changed, and the name under which they stay beside the new one. */
  renamed: [name: string, as: string][];
}

export interface SparingOptions {
  /** What the last run wrote, name → SHA-256, by which ours are told from theirs; null where that is not known. */
  last: Readonly<Record<string, string>> | null;
  /** Whether one of ours that is not written anew stays. */
  stays?: (name: string) => boolean;
}

/**
 * Spares what is not ours when the folder filled `beside` is published at `folder`: files that staff put there are not
 * touched, and one of ours that they changed is copied beside the new one, under a name that says so.
 */
export async function spare(folder: string, beside: string, {last, stays = () => false}: SparingOptions) {
  const [before, written] = [await hashes(folder), await hashes(beside)];
  const spared: Spared = {retire: [], stay: new Map(), renamed: []};
  for (const [name, hash] of before) {
    if (written.get(name) === hash) continue;
    const ours = last ? last[name] === hash : written.has(name);
    if (!ours && written.has(name)) {
      const as = free(name, new Set([...before.keys(), ...written.keys()]));
      await makeFolder(dirname(join(beside, as)));
      await copyFile(join(folder, name), join(beside, as));
      spared.renamed.push([name, as]);
    } else if (ours && !written.has(name)) {
      if (stays(name)) spared.stay.set(name, hash);
      else spared.retire.push(name);
    }
  }
  return spared;
}

/** The files below a folder with their SHA-256, but for hidden ones. */
export async function hashes(folder: string): Promise<Map<string, string>> {
  const names = (await filesIn(folder)).filter(name => !/(^|\/)\./.test(name));
  return new Map(await Promise.all(names.map(async name => [name, await digest(join(folder, name))] as const)));
}

/** A record that a run wrote, or null where there is none or it cannot be read. */
export async function recordIn<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch {
    return null;
  }
}

function free(name: string, taken: ReadonlySet<string>): string {
  const {dir, name: stem, ext} = parse(name);
  for (let i = 1; ; i++) {
    const as = `${dir && `${dir}/`}${stem}-改动稿${i === 1 ? "" : i}${ext}`;
    if (!taken.has(as)) return as;
  }
}
