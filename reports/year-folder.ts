import {createHash} from "node:crypto";
import {cp, readdir, readFile, writeFile} from "node:fs/promises";
import {join, parse} from "node:path";
import {replaceFolder} from "./folder.js";

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
 * Replaces the folder of a year. What is not written anew stays as long as the figures are the same. Files that staff put there stay; one of ours that they changed stays beside the new
 * one, under a name that says so.
 */
export async function replaceYear(
  folder: string,
  fill: (beside: string) => Promise<void>,
  {some, failed = [], say}: YearFolderOptions
): Promise<void> {
  await replaceFolder(folder, async beside => {
    await fill(beside);
    const written = await hashes(beside);
    const before = await hashes(folder);
    const last = await readFile(join(folder, record), "utf8").then(
      text => JSON.parse(text) as Record<string, string>,
      () => null
    );
    const same = before.get("figures.json") === written.get("figures.json");
    const stays = (name: string) => same || failed.includes(parse(name).name);
    const ours = new Map(written);
    const dropped: string[] = [];
    const keep = (name: string, as = name) =>
      cp(join(folder, name), join(beside, as), {recursive: true, preserveTimestamps: true});
    for (const [name, hash] of before) {
      if (written.get(name) === hash) continue;
      const made = last ? last[name] === hash : written.has(name);
      if (!made && written.has(name)) {
        const as = free(name, new Set([...before.keys(), ...written.keys()]));
        await keep(name, as);
        say(`${name} 在上次写出后有人改动过,改动的一份已另存为 ${as}`);
      } else if (!made) await keep(name);
      else if (!written.has(name) && stays(name)) {
        await keep(name);
        ours.set(name, hash);
      } else if (!written.has(name)) dropped.push(name);
    }
    for (const entry of await entries(folder)) if (entry.isDirectory()) await keep(entry.name);
    const remedy = some ? ";不写 --template 可写出全部文稿" : "";
    if (dropped.length) say(`数字与上次写出时不同,未重写的 ${dropped.join("、")} 已移除${remedy}`);
    await writeFile(join(beside, record), `${JSON.stringify(Object.fromEntries(ours), null, 2)}\n`);
  });
}

async function hashes(folder: string): Promise<Map<string, string>> {
  const names = (await entries(folder)).filter(entry => entry.isFile() && entry.name !== record);
  const list = names.map(async ({name}) => [name, sha256(await readFile(join(folder, name)))] as const);
  return new Map(await Promise.all(list));
}

const entries = (folder: string) => readdir(folder, {withFileTypes: true}).catch(() => []);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function free(name: string, taken: ReadonlySet<string>): string {
  const {name: stem, ext} = parse(name);
  for (let i = 1; ; i++) {
    const as = `${stem}-改动稿${i === 1 ? "" : i}${ext}`;
    if (!taken.has(as)) return as;
  }
}
