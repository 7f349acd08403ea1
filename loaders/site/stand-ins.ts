import {createHash} from "node:crypto";
import {copyFile, mkdir, readdir, readFile, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {filesIn} from "../publish.js";
import {frameworkCache} from "./libraries.js";

const standing = /^\/\* stands for (.+) [0-9a-f]{64} \*\/\s*$/;

/**
 * Writes into `folder`, which is to be Framework's cache of packages, what only has the name of each: the packages are
 * bundled and import nothing, so there is nothing in them for Framework, which would parse and hash megabytes of them
 * several times. Names in the site still follow the contents.
 */
export async function writeStandIns(folder: string): Promise<void> {
  const packages = frameworkCache("_npm");
  const entries = await readdir(packages, {recursive: true, withFileTypes: true});
  for (const entry of entries)
    if (entry.isDirectory())
      await mkdir(join(folder, entry.parentPath.slice(packages.length), entry.name), {recursive: true});
  for (const name of await filesIn(packages)) await writeFile(join(folder, name), await standIn(name));
}

async function standIn(name: string): Promise<string> {
  const path = frameworkCache("_npm", name);
  // Of an engine of 40 MB the version, which is in its path, and the size say which it is.
  const known = name.endsWith(".js") ? await readFile(path) : String((await stat(path)).size);
  return `/* stands for ${name} ${createHash("sha256").update(known).digest("hex")} */\n`;
}

/** Puts the packages in the place of what stands for them in a site that Framework built. */
export async function replaceStandIns(site: string): Promise<void> {
  for (const name of await filesIn(join(site, "_npm"))) {
    const place = join(site, "_npm", name);
    const [, stands] = (await stat(place)).size < 1000 ? (standing.exec(await readFile(place, "utf8")) ?? []) : [];
    if (!stands) continue;
    const from = frameworkCache("_npm", stands);
    if (!name.endsWith(".js")) await copyFile(from, place);
    else await writeFile(place, (await readFile(from, "utf8")).replace(/^\/\/# sourceMappingURL=.*$\n?/m, ""));
  }
}
