import {mkdir, rename, rm} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {clearLeftovers} from "../loaders/leftovers.js";

/**
 * Fills a folder beside the wanted one and puts it in place when `fill` is done, so that a failed or killed run
 * leaves the last result as it was.
 */
export async function replaceFolder(folder: string, fill: (beside: string) => Promise<void>): Promise<void> {
  const parent = dirname(folder);
  const beside = join(parent, `.${basename(folder)}.${process.pid}.new`);
  const old = join(parent, `.${basename(folder)}.${process.pid}.old`);
  await mkdir(parent, {recursive: true});
  await clearLeftovers(folder);
  await rm(beside, {recursive: true, force: true});
  await mkdir(beside);
  try {
    await fill(beside);
    await rename(folder, old).catch(ignoreMissing);
    await rename(beside, folder);
  } finally {
    await rm(beside, {recursive: true, force: true});
    await rm(old, {recursive: true, force: true});
  }
}

function ignoreMissing(error: NodeJS.ErrnoException) {
  if (error.code !== "ENOENT") throw error;
}
