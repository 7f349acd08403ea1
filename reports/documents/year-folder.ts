import {writeFile} from "node:fs/promises";
import {join, parse} from "node:path";
import {replaceFolder} from "../../loaders/publish.js";
import {hashes, recordIn, spare} from "../sparing.js";

/** What the last run wrote, name → SHA-256: by it a file that staff saved or changed is told from one of ours. */
const record = ".written.json";

export interface YearFolderOptions {
  /** Whether only the documents of one template are written. */
  some: boolean;
  /** Templates whose documents could not be written: the last good ones stay. */
  failed?: readonly string[];
  say: (message: string) => void;
}

/**
 * Replaces the files of a year. What is not written anew stays as long as the figures are the same. Files that staff
 * put there stay; one of ours that they changed stays beside the new one, under a name that says so.
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
    const remedy = some ? ";不写 --template 可写出全部文稿" : "";
    if (retire.length) say(`数字与上次写出时不同,未重写的 ${retire.join("、")} 已移除${remedy}`);
    await writeFile(join(beside, record), `${JSON.stringify(Object.fromEntries([...written, ...stay]), null, 2)}\n`);
    return {retire};
  });
}
