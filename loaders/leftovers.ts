import {readdir, rename, rm, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {alive} from "./lock.js";

/**
 * Clears what killed runs left beside `target`, a folder that is built as `<target>.<pid>.tmp` and put in place by way
 * of `<target>.<pid>.old` (hidden ones with a dot before). Where a run was killed between its two renames, the last
 * good one is put back first. What a living process of that number may still need is left alone.
 */
export async function clearLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const left: {name: string; old: boolean}[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, stem, pid, kind] = /^\.?(.+)\.(\d+)\.(tmp|new|old)$/.exec(name) ?? [];
    if (stem === basename(target) && !alive(Number(pid))) left.push({name, old: kind === "old"});
  }
  const last = left.find(({old}) => old);
  if (last && !(await stat(target).catch(() => null))) await rename(join(folder, last.name), target);
  for (const {name} of left) await rm(join(folder, name), {recursive: true, force: true});
}
