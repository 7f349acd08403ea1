import {cp, mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {byName} from "../loaders/files.js";
import {dataPath, frozenPath} from "../loaders/paths.js";
import {StaffError} from "../src/intake/problem.js";

const mark = "版本.txt";
/** What an older version beside ours gave and kept: exports and tables with the key of freezes, and the freezes. */
const taken = ["数据", join("输出", "留存")];

/**
 * Makes the folder of data ready for a version of the program in `home`: says which version wrote it last, notes ours.
 * On the first start the data of the newest older version in a folder beside are copied. Throws StaffError on data of a
 * newer version, which stay as they are.
 */
export async function prepareData(home: string, own: string, say: (line: string) => void): Promise<void> {
  await mkdir(dataPath("exports"), {recursive: true});
  await mkdir(dataPath("reference"), {recursive: true});
  const first = (await versionIn(dataPath())) === null && (await names(dataPath("exports"))).length === 0;
  const older = first ? await olderBeside(home, own) : null;
  if (older) {
    for (const name of taken)
      await cp(join(older, name), name === "数据" ? dataPath() : frozenPath(), {recursive: true}).catch(ignoreAbsent);
    say(`已从旁边的“${basename(older)}”复制数据和留存，原来的文件夹没有改动。`);
  }
  const last = await versionIn(dataPath());
  if (last && isNewer(last, own))
    throw new StaffError(
      `“数据”文件夹由较新的版本${last}写过，本程序是${own}；请用${last}或更新的版本打开。数据没有改动。`
    );
  if (last && last !== own) say(`“数据”文件夹上次由版本${last}写过，现在由${own}接着使用。`);
  if (last !== own) await writeFile(dataPath(mark), `${own}\n`);
}

/** The folder beside `home` with the data of the newest version that is not newer than ours, or null. */
async function olderBeside(home: string, own: string): Promise<string | null> {
  const beside = dirname(home);
  const found: {folder: string; version: string}[] = [];
  for (const name of await names(beside)) {
    const folder = join(beside, name);
    const version = folder === home ? null : await versionIn(join(folder, "数据"));
    const used = version !== null && (await names(join(folder, "数据", "exports"))).length > 0;
    if (used && !isNewer(version, own)) found.push({folder, version});
  }
  return found.sort((a, b) => byName(a.version, b.version)).at(-1)?.folder ?? null;
}

/** The version that wrote a folder of data last, or null. */
const versionIn = (folder: string): Promise<string | null> =>
  readFile(join(folder, mark), "utf8").then(
    text => text.trim() || null,
    () => null
  );

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

function isNewer(a: string, b: string): boolean {
  const [left, right] = [a, b].map(version => version.split(".").map(Number)) as [number[], number[]];
  const i = left.findIndex((part, i) => part !== right[i]);
  return i >= 0 && left[i]! > (right[i] ?? 0);
}
