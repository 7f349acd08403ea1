import {mkdir, rm, writeFile} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import {exports, reference} from "./generate/files.js";

/** Writes the sample's exports and reference tables, the same bytes each time. */
async function main(): Promise<void> {
  for (const [folder, files] of [
    ["./exports/", exports()],
    ["./reference/", reference()]
  ] as const) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    await rm(path, {recursive: true, force: true});
    await mkdir(path, {recursive: true});
    for (const [name, bytes] of files) await writeFile(path + name, bytes);
    console.error(`${path}: ${files.size} files`);
  }
}

await main();
