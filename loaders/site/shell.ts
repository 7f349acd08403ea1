import {copyFile, readdir, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {makeFolder} from "../folder.js";
import {locked} from "../lock.js";
import {cachePath, programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import type {ShellRecord} from "./make-shell.js";
import {reached} from "./reach.js";
import {keyOf} from "./sources.js";

/** The pages without data: Framework's output, made once per version of the code. */
export interface Shell extends ShellRecord {
  /** The folder of its files. */
  folder: string;
}

const record = "shell.json";
const kept = 2;

/**
 * The shell of this version of the code: the one that the program brings, or one from the cache, made where there is
 * none yet: `onMaking` is called then. Throws StaffError.
 */
export async function shellOf(
  say: (message: string) => void = () => {},
  onMaking: () => void = () => {}
): Promise<Shell> {
  const brought = await open(programPath("shell"));
  if (brought) return brought;
  const key = await keyOf();
  const place = cachePath("shell", key);
  const there = await open(place);
  if (there) return there;
  return locked(
    cachePath("shell.lock"),
    async () => {
      const made = await open(place);
      if (made) return made;
      say("生成页面 …");
      onMaking();
      const {makeShell} = await import("./make-shell.js");
      await clear();
      const beside = `${place}.${process.pid}.tmp`;
      try {
        await makeFolder(beside);
        const shell = await makeShell(beside);
        await writeRecord(beside, {...shell, key});
        await rm(place, {recursive: true, force: true});
        await rename(beside, place);
      } finally {
        await rm(beside, {recursive: true, force: true, maxRetries: 5});
      }
      await forget(place);
      return (await open(place))!;
    },
    () => say("另一个任务正在生成页面，等它完成 …")
  );
}

/** Copies a shell without the pages for analysts, and what they alone use: what the office's program brings. */
export async function copyPublished({folder, ...shell}: Shell, to: string): Promise<void> {
  const internal = new Set(shell.internal);
  const names = await filesIn(folder);
  const kept = reached(
    shell.links,
    names.filter(name => name.endsWith(".html") && !internal.has(name))
  );
  for (const name of kept) {
    await makeFolder(dirname(join(to, "site", name)));
    await copyFile(join(folder, name), join(to, "site", name));
  }
  const pages = shell.pages.filter(({file}) => !internal.has(file));
  // The navigation names them: whoever fills the shell takes them out of it.
  await writeRecord(to, {...shell, pages});
}

const writeRecord = async (folder: string, shell: ShellRecord) =>
  writeFile(join(folder, record), `${JSON.stringify({...shell, files: await sizes(join(folder, "site"))})}\n`);

/** A shell that stands and is whole, or null. */
async function open(place: string): Promise<Shell | null> {
  const text = await readFile(join(place, record), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    const {files, ...shell} = JSON.parse(text) as ShellRecord & {files: [string, number][]};
    const folder = join(place, "site");
    return JSON.stringify(await sizes(folder)) === JSON.stringify(files) ? {...shell, folder} : null;
  } catch {
    return null;
  }
}

async function sizes(folder: string): Promise<[string, number][]> {
  const names = await filesIn(folder);
  return Promise.all(names.map(async name => [name, (await stat(join(folder, name))).size] as [string, number]));
}

/** What killed runs left; under the lock nobody else is at work. */
async function clear(): Promise<void> {
  for (const name of await readdir(cachePath("shell")).catch(() => []))
    if (name.endsWith(".tmp")) await rm(cachePath("shell", name), {recursive: true, force: true});
}

/** Drops all but the newest shells. */
async function forget(current: string): Promise<void> {
  const folders = (await readdir(cachePath("shell"))).map(name => cachePath("shell", name));
  const aged = await Promise.all(folders.map(async path => ({path, time: (await stat(path)).mtimeMs})));
  const old = aged.filter(({path}) => path !== current).sort((a, b) => b.time - a.time);
  await Promise.all(old.slice(kept - 1).map(({path}) => rm(path, {recursive: true, force: true})));
}
