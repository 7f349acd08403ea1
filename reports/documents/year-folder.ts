import {copyFile, readdir, writeFile} from "node:fs/promises";
import {dirname, join, parse} from "node:path";
import {makeFolder} from "../../loaders/folder.js";
import {replaceFolder} from "../../loaders/publish.js";
import {hashes, recordIn, spare} from "../sparing.js";

/** What the last run wrote, name → SHA-256: by it a file that staff saved or changed is told from one of ours. */
const record = ".written.json";
/** Where documents lie that were written with other figures. */
const earlier = "以前的数字";

/** Whether a file of a year's folder is one of its documents as they are now: not a record, nor of other figures. */
export const isCurrent = (name: string): boolean => !name.startsWith(".") && !name.startsWith(earlier);

export interface YearFolderOptions {
  /** Whether only the documents of one template are written. */
  some: boolean;
  /** Templates whose documents could not be written: the last good ones stay. */
  failed?: readonly string[];
  say: (message: string) => void;
}

/**
 * Replaces the files of a year. What is not written anew stays as long as the figures are the same, else it moves to a
 * folder that says so: nothing is lost, and nothing old stands beside new figures. Files that staff put there stay; one
 * of ours that they changed stays beside the new one, under a name that says so.
 */
export async function replaceYear(
  folder: string,
  fill: (beside: string) => Promise<void>,
  {some, failed = [], say}: YearFolderOptions
): Promise<void> {
  await replaceFolder(folder, async beside => {
    await fill(beside);
    const written = await hashes(beside);
    const last = await recordIn<Record<string, string>>(join(folder, record));
    const same = (await hashes(folder)).get("figures.json") === written.get("figures.json");
    const stays = (name: string) => same || failed.includes(parse(name).name);
    const {retire, stay, renamed} = await spare(folder, beside, {last, stays});
    for (const [name, as] of renamed) say(`${name} 在上次写出后有人改动过,改动的一份已另存为 ${as}`);
    if (retire.length) {
      const attic = await atticOf(folder);
      for (const name of retire) {
        await makeFolder(dirname(join(beside, attic, name)));
        await copyFile(join(folder, name), join(beside, attic, name));
      }
      const remedy = some ? "；写全部文稿就都用新的数字" : "";
      say(`数字与上次写出时不同，这次没有重写的${counted(retire)}已移到“${attic}”${remedy}`);
    }
    await writeFile(join(beside, record), `${JSON.stringify(Object.fromEntries([...written, ...stay]), null, 2)}\n`);
    return {retire};
  });
}

/** A folder that is not there yet, named after the day up to which the figures were known. */
async function atticOf(folder: string): Promise<string> {
  const figures = await recordIn<{as_of?: string | null}[]>(join(folder, "figures.json"));
  const days = Array.isArray(figures) ? figures.flatMap(({as_of}) => as_of ?? []) : [];
  const name = days.length ? `${earlier}（截至${days.sort().at(-1)}）` : earlier;
  const there = new Set(await readdir(folder));
  for (let i = 1; ; i++) {
    const attic = i === 1 ? name : `${name}${i}`;
    if (!there.has(attic)) return attic;
  }
}

/** Documents by name, drawings by number. */
function counted(names: readonly string[]): string {
  const drawn = names.filter(name => /\.(svg|png)$/.test(name));
  const named = names.filter(name => !drawn.includes(name));
  return [...named, ...(drawn.length ? [`${drawn.length}张图`] : [])].join("、");
}
