import {createReadStream} from "node:fs";
import {realpath, stat} from "node:fs/promises";
import type {ServerResponse} from "node:http";
import {basename, join, resolve, sep} from "node:path";
import {pipeline} from "node:stream/promises";
import {openFile} from "../../loaders/open.js";
import {reportsPath, sitePath} from "../../loaders/paths.js";
import {guards} from "../../loaders/policy.js";
import {StaffError} from "../../src/intake/problem.js";
import {titleOf} from "../../src/workbench/titles.js";

/** The path of what was written: a file or folder of reports (报告/2024/…), or the site in one file. Throws StaffError. */
async function writtenFile(name: string): Promise<string> {
  const [place, ...rest] = name.split("/");
  const path = name === "网站.zip" ? `${sitePath()}.zip` : place === "报告" ? await within(reportsPath(), rest) : null;
  if (!path || !(await stat(path).catch(() => null))) throw new StaffError(`“${name}”不在了，请再写一次。`);
  return path;
}

/** Opens what was written in the program that this machine has for it. Throws StaffError where there is none. */
export async function open(name: string): Promise<void> {
  const path = await writtenFile(name);
  if (!(await openFile(path)))
    throw new StaffError(`这台电脑没有打开文件的程序；文件在 ${resolve(path)}，请到文件夹里打开，或点文件名另存。`);
}

/** Hands over a file that was written, to be saved. Throws StaffError where there is none. */
export async function send(response: ServerResponse, name: string): Promise<void> {
  const path = await writtenFile(name);
  const info = await stat(path);
  if (!info.isFile()) throw new StaffError(`“${name}”不在了，请再写一次。`);
  response.writeHead(200, {...asFile(titleOf(basename(path))), "content-length": info.size});
  await pipeline(createReadStream(path), response);
}

/** The headers of a file that is saved under a name. */
export const asFile = (name: string) => ({
  ...guards,
  "content-type": "application/octet-stream",
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  "cache-control": "no-store"
});

/** The real path of a file in a folder, or null where it leads out of it. */
async function within(folder: string, parts: readonly string[]): Promise<string | null> {
  const root = await realpath(folder).catch(() => null);
  const real = root && (await realpath(join(root, ...parts)).catch(() => null));
  return real?.startsWith(root + sep) ? real : null;
}
