import {copyFile, link, lstat, readdir, rename, rm, rmdir, writeFile} from "node:fs/promises";
import {basename, dirname, join, relative} from "node:path";
import {StaffError} from "../src/intake/problem.js";
import {explain} from "./fault.js";
import {makeFolder, placeOf} from "./folder.js";
import {together} from "./lanes.js";
import {alive} from "./lock.js";

/** What is put in place after everything else, since it refers to the rest. */
const last = /\.html$|^[._][^/]*\.json$/;

export interface PublishOptions {
  /** Files of ours in the folder, by path below it, that the new edition no longer has. Nothing else is ever removed. */
  retire?: Iterable<string>;
}

/**
 * Fills a folder beside `target` and publishes it there: a run that fails or is killed leaves the last good one.
 * `fill` gives the files of ours that the new edition no longer has; what others put into the folder stays.
 */
export async function replaceFolder(
  target: string,
  fill: (beside: string) => Promise<PublishOptions | undefined>
): Promise<void> {
  const place = await placeOf(target);
  const beside = besideOf(place, "new");
  await putBack(place);
  await rm(beside, {recursive: true, force: true});
  await makeFolder(beside);
  try {
    const options = await fill(beside);
    await publish(beside, place, options ?? {});
  } finally {
    await rm(beside, {recursive: true, force: true});
  }
}

/**
 * Moves the files of a finished folder to their places in `target`, all of them or none: what they replace is kept
 * beside until the new edition stands, and put back when a step is refused, such as by a file open in Word.
 * Throws StaffError naming the file.
 */
export async function publish(from: string, target: string, {retire: gone = []}: PublishOptions = {}): Promise<void> {
  const retire = [...gone];
  const attic = besideOf(target, "old");
  if (!(await isThere(target))) return rename(from, target);
  const files = await filesIn(from);
  const undo: (() => Promise<void>)[] = [];
  const moved = async (name: string, move: (at: string) => Promise<void>) => {
    const at = join(target, name);
    try {
      await makeFolder(dirname(at));
      undo.push(await keep(at, join(attic, name)));
      await move(at);
    } catch (error) {
      throw Object.assign(error as Error, {path: at});
    }
  };
  const placed = (names: readonly string[]) =>
    together(names.map(name => moved(name, at => rename(join(from, name), at))));
  const fresh = new Set(files);
  try {
    await placed(files.filter(name => !last.test(name)));
    await placed(files.filter(name => last.test(name)));
    await together(retire.filter(name => !fresh.has(name)).map(name => moved(name, at => rm(at, {force: true}))));
  } catch (error) {
    for (const step of undo.reverse()) await step();
    await rm(attic, {recursive: true, force: true});
    throw new StaffError(
      explain(error as Error) ?? `${(error as {path: string}).path}：写入失败，原有的文件没有改动。`
    );
  }
  await rm(attic, {recursive: true, force: true});
  for (const name of retire) await forgetEmpty(target, dirname(name));
}

/**
 * Puts back what a killed run left: the files that it had already replaced return to their places. What a living
 * process may still need is left alone.
 */
export async function putBack(target: string): Promise<void> {
  const folder = dirname(target);
  for (const name of await readdir(folder).catch(() => [])) {
    const [, stem, pid, kind] = /^\.?(.+)\.(\d+)\.(tmp|new|old)$/.exec(name) ?? [];
    if (stem !== basename(target) || alive(Number(pid))) continue;
    const left = join(folder, name);
    if (kind === "old" && !(await isThere(target))) await rename(left, target);
    else if (kind === "old")
      for (const file of await filesIn(left)) {
        await makeFolder(dirname(join(target, file)));
        await rename(join(left, file), join(target, file));
      }
    await rm(left, {recursive: true, force: true});
  }
}

/**
 * Writes a file beside and puts it in place, so that a run that is killed leaves the last good one. Throws StaffError
 * naming the file where the system refuses, such as while it is open in Excel.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const beside = besideOf(path, "new");
  try {
    await makeFolder(dirname(path));
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, {force: true});
    throw new StaffError(explain(Object.assign(error as Error, {path})) ?? `${path}：写入失败，原有的文件没有改动。`);
  }
}

/** The files below a folder, by path with `/`, in order. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort();
}

const besideOf = (target: string, kind: "new" | "old") =>
  join(dirname(target), `.${basename(target)}.${process.pid}.${kind}`);

/** Keeps what stands at a path and gives what puts it back; where nothing stands, what removes the new one. */
async function keep(path: string, as: string): Promise<() => Promise<void>> {
  if (!(await isThere(path))) return () => rm(path, {force: true});
  await makeFolder(dirname(as));
  // A link leaves the file at its place all the while; not every disk knows links.
  await link(path, as).catch(() => copyFile(path, as));
  return () => rename(as, path);
}

/** Removes a folder that its last file of ours has left, and those above it. */
async function forgetEmpty(target: string, name: string): Promise<void> {
  if (name === "." || (await readdir(join(target, name)).catch(() => [""])).length > 0) return;
  await rmdir(join(target, name));
  await forgetEmpty(target, dirname(name));
}

/** Whether something stands at a path, be it a link to nowhere. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false
  );
