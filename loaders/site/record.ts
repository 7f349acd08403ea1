import {createHash} from "node:crypto";
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {StaffError} from "../../src/intake/problem.js";
import {filesIn} from "../publish.js";

/** What stands in a published folder is ours by this list; all else is somebody else's. */
interface SiteRecord {
  /** Of what the site was made. */
  made: string;
  /** SHA-256 of each file by its path. */
  files: Record<string, string>;
}

const name = "_site.json";

/** Whether the site in a folder was made of the same and every file of it is as it was written. */
export async function stands(folder: string, made: string): Promise<boolean> {
  const record = await recordOf(folder);
  if (record?.made !== made) return false;
  const files = Object.entries(record.files);
  const same = await Promise.all(files.map(async ([path, hash]) => (await digest(join(folder, path))) === hash));
  return same.every(Boolean);
}

/**
 * Writes the list of a finished site into its folder; gives the files of the last one in `place` that it no longer has.
 * Throws StaffError where a file of somebody else stands in the way.
 */
export async function writeRecord(folder: string, made: string, place: string): Promise<string[]> {
  const names = await filesIn(folder);
  const files = Object.fromEntries(
    await Promise.all(names.map(async path => [path, (await digest(join(folder, path)))!] as const))
  );
  const last = await recordOf(place);
  if (last)
    for (const path of names) {
      const there = last.files[path] ? null : await digest(join(place, path));
      if (there && there !== files[path])
        throw new StaffError(`${join(place, path)} 不是本程序写出的，不会覆盖；请把它改名或移走，再运行一次。`);
    }
  await writeFile(join(folder, name), `${JSON.stringify({made, files} satisfies SiteRecord)}\n`);
  return Object.keys(last?.files ?? {});
}

/** A folder that holds anything but a site of ours is never written into. Throws StaffError naming it. */
export async function refuseOther(folder: string, asked: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (names.length === 0 || [name, "_import", "_observablehq"].some(own => names.includes(own))) return;
  throw new StaffError(`“${asked}”里有别的文件，不会覆盖；请换一个新的或空的文件夹，例如 --output dist。`);
}

const recordOf = async (folder: string): Promise<SiteRecord | null> => {
  try {
    return JSON.parse(await readFile(join(folder, name), "utf8"));
  } catch {
    return null;
  }
};

const digest = (path: string): Promise<string | null> =>
  readFile(path).then(
    bytes => createHash("sha256").update(bytes).digest("hex"),
    () => null
  );
