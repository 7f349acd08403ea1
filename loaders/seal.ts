import {readFile, rm, stat, utimes, writeFile} from "node:fs/promises";
import {digest} from "./files.js";

/** What a large file that we made was when it was whole. */
interface Seal {
  sha256: string;
  size: number;
  mtimeMs: number;
}

/** Where the seal of a file lies; its time says when the file was last used. */
export const sealOf = (path: string) => path.replace(/\.\w+$/, ".seal");

/** Notes what a file is now. */
export async function seal(path: string): Promise<void> {
  const {size, mtimeMs} = await stat(path);
  await writeFile(sealOf(path), JSON.stringify({sha256: await digest(path), size, mtimeMs} satisfies Seal));
}

/**
 * Whether a file is there and as it was sealed; it then counts as used just now. One that nobody has touched since is
 * taken at its word, so that a large one costs nothing; one that was copied or touched is read whole.
 */
export async function isWhole(path: string): Promise<boolean> {
  const [text, info] = await Promise.all([
    readFile(sealOf(path), "utf8").catch(() => null),
    stat(path).catch(() => null)
  ]);
  if (text === null || !info) return false;
  try {
    const {sha256, size, mtimeMs} = JSON.parse(text) as Seal;
    if (size !== info.size) return false;
    if (mtimeMs !== info.mtimeMs) {
      if ((await digest(path)) !== sha256) return false;
      await seal(path).catch(() => {});
    }
  } catch {
    return false;
  }
  const now = new Date();
  await utimes(sealOf(path), now, now).catch(() => {});
  return true;
}

/** Removes a file with its seal. */
export async function discard(path: string): Promise<void> {
  await rm(sealOf(path), {force: true});
  await rm(path, {force: true});
}
