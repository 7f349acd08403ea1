import {createWriteStream} from "node:fs";
import {mkdir, readdir, rename, rm, stat} from "node:fs/promises";
import {join} from "node:path";
import type {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {cachePath, dataPath} from "../../loaders/paths.js";
import {isThere} from "../../loaders/publish.js";
import {StaffError} from "../../src/intake/problem.js";
import {keptName} from "./names.js";

/** So many bytes a file that is handed over may have. */
export const mostBytes = 1_000_000_000;

let handed = 0;

/**
 * Keeps a file among the exports under its name; one of that name goes to 回收. Gives what was done, in words. Throws
 * StaffError on a name that is none and on a file that is too large; then nothing has changed.
 */
export async function addExport(said: string, body: Readable, most = mostBytes): Promise<string> {
  const name = keptName(said);
  await mkdir(cachePath("temporary"), {recursive: true});
  const beside = cachePath("temporary", `${process.pid}-${++handed}.part`);
  try {
    await pipeline(body, limited(name, most), createWriteStream(beside));
    if ((await stat(beside)).size === 0) throw new StaffError(`${name}：文件是空的，没有放入。`);
    const path = dataPath("exports", name);
    const replaced = await isThere(path);
    if (replaced) await toAttic(name);
    await mkdir(dataPath("exports"), {recursive: true});
    await rename(beside, path);
    return replaced ? `${name}：已替换，原来的一份在“回收”文件夹` : `${name}：已放入`;
  } finally {
    await rm(beside, {force: true});
  }
}

/** Moves a file from the exports to 回收, where nothing is ever deleted. Throws StaffError where there is none. */
export async function takeBack(name: string): Promise<string> {
  if (!(await exportNames()).includes(name)) throw new StaffError(`“${name}”不在 exports 文件夹里，可能已经移走。`);
  await toAttic(name);
  return `${name}：已收回，放在“回收”文件夹`;
}

/** The files in 回收, the newest first. */
export async function attic(): Promise<string[]> {
  return (await readdir(dataPath("回收")).catch(() => [])).sort().reverse();
}

/** Puts a file of 回收 back among the exports, where none of its name is there. Throws StaffError. */
export async function putBack(kept: string): Promise<string> {
  if (!(await attic()).includes(kept)) throw new StaffError(`“${kept}”不在“回收”文件夹里，可能已经移走。`);
  const name = kept.replace(/^\d{17} /, "");
  if (await isThere(dataPath("exports", name)))
    throw new StaffError(`${name}：已经有一份同名的文件；请先收回那一份，再放回这一份。`);
  await mkdir(dataPath("exports"), {recursive: true});
  await rename(dataPath("回收", kept), dataPath("exports", name));
  return `${name}：已放回`;
}

/** The names of the files in the folder of exports, those in folders below it with `/`. */
export async function exportNames(): Promise<string[]> {
  const names = await readdir(dataPath("exports"), {recursive: true}).catch(() => []);
  return names.map(name => name.replaceAll("\\", "/"));
}

async function toAttic(name: string): Promise<void> {
  const attic = dataPath("回收");
  await mkdir(attic, {recursive: true});
  const there = new Set(await readdir(attic));
  const called = (time: number) =>
    `${new Date(time).toISOString().replace(/\D/g, "").slice(0, 17)} ${name.replaceAll("/", " ")}`;
  // Two of one name in the same millisecond must not lie over each other.
  let time = Date.now();
  while (there.has(called(time))) time++;
  await rename(dataPath("exports", name), join(attic, called(time)));
}

/** Lets bytes through up to a number of them. */
async function* limitedBytes(name: string, most: number, source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > most) throw new StaffError(`${name}：超过 ${Math.round(most / 1e6)} MB，没有放入；请按年度分开导出。`);
    yield piece;
  }
}

const limited = (name: string, most: number) => (source: AsyncIterable<Buffer>) => limitedBytes(name, most, source);
