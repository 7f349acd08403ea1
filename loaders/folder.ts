import {lstat, mkdir, realpath} from "node:fs/promises";
import {dirname, resolve} from "node:path";
import {StaffError} from "../src/intake/problem.js";

/**
 * Makes a folder and those above it; gives its path. Throws StaffError naming the link to nowhere or the file that
 * stands in the way, and else what the system says of the folder that it refuses.
 */
export async function makeFolder(path: string): Promise<string> {
  await mkdir(path, {recursive: true}).catch(async error => {
    // On a read-only disk Node says of the whole path only that it is not there.
    throw (await refusal(resolve(path))) ?? error;
  });
  return path;
}

/** Why the first folder that is missing on the way to a path cannot be made; null: it can. */
async function refusal(path: string): Promise<Error | null> {
  const info = await lstat(path).catch(() => null);
  if (!info) {
    const above = dirname(path);
    if (above === path) return null;
    const blocked = await refusal(above);
    return (
      blocked ??
      mkdir(path).then(
        () => null,
        error => error
      )
    );
  }
  return noFolder(path);
}

/** Why what stands at a path is no folder that can be written to; null: it is one. */
async function noFolder(path: string): Promise<StaffError | null> {
  const real = await realpath(path).catch(() => null);
  if (!real) return new StaffError(`“${path}”是一个链接，它指向的地方不存在；请删去这个链接，或换一个文件夹。`);
  return (await lstat(real)).isDirectory() ? null : new StaffError(`“${path}”不是文件夹；请换一个文件夹。`);
}

/** Where a folder really is, be it there or not. Throws StaffError on a link to nowhere and where there is no folder. */
export async function placeOf(target: string): Promise<string> {
  const path = resolve(target);
  if (!(await lstat(path).catch(() => null))) return path;
  const blocked = await noFolder(path);
  if (blocked) throw blocked;
  return realpath(path);
}
