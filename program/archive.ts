import {execFile} from "node:child_process";
import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {promisify} from "node:util";
import {type Zippable, zip} from "fflate";
import {filesIn} from "../loaders/publish.js";

/** Everything in an archive has this time: the same program gives the same bytes. */
const time = new Date(2000, 0, 1);

/** How hard is packed: harder would take twice as long for a twentieth less. */
const level = 3;

/** Packs a folder into one file beside the others: a zip for Windows, a tar.gz where run bits matter. Gives its path. */
export async function archive(folder: string, into: string, os: "win32" | "linux"): Promise<string> {
  await mkdir(into, {recursive: true});
  const path = join(into, `${basename(folder)}${os === "win32" ? ".zip" : ".tar.gz"}`);
  const beside = `${path}.${process.pid}.tmp`;
  try {
    if (os === "win32") await writeFile(beside, await zipped(folder));
    else await tarred(folder, beside);
    await rename(beside, path);
  } finally {
    await rm(beside, {force: true});
  }
  return path;
}

async function zipped(folder: string): Promise<Uint8Array> {
  const files: Zippable = {[`${basename(folder)}/数据/exports/`]: [new Uint8Array(), {mtime: time}]};
  for (const name of await filesIn(folder))
    files[`${basename(folder)}/${name}`] = [new Uint8Array(await readFile(join(folder, name))), {level, mtime: time}];
  return new Promise((done, fail) => zip(files, (error, bytes) => (error ? fail(error) : done(bytes))));
}

async function tarred(folder: string, to: string): Promise<void> {
  const options = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=2000-01-01"];
  const packed = ["--use-compress-program", `gzip -${level}`, "-cf", to];
  await promisify(execFile)("tar", [...options, "-C", dirname(folder), ...packed, basename(folder)]);
}
