import {createHash} from "node:crypto";
import {cp, mkdir, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {programPath} from "../paths.js";
import {placesOfImported} from "./libraries.js";
import type {Dataset} from "./sources.js";
import {writeStandIns} from "./stand-ins.js";

/**
 * Copies the sources into `folder`, with a placeholder in the place of every loader of data, so that Framework makes
 * pages for data that come later, and a stub in that of every plain module and of every package.
 */
export async function stage(
  folder: string,
  names: readonly string[],
  datasets: readonly Dataset[],
  plain: ReadonlyMap<string, string>
): Promise<void> {
  const loaders = new Set(datasets.map(({source}) => source));
  for (const name of names) {
    if (loaders.has(name)) continue;
    await mkdir(dirname(join(folder, name)), {recursive: true});
    const stub = plain.get(name);
    if (stub === undefined) await cp(programPath("src", name), join(folder, name));
    else await writeFile(join(folder, name), stub);
  }
  for (const dataset of datasets) {
    await mkdir(dirname(join(folder, dataset.name)), {recursive: true});
    await writeFile(join(folder, dataset.name), placeholder(dataset));
  }
  const cache = join(folder, ".observablehq", "cache");
  await writeStandIns(join(cache, "_npm"));
  // The bundler takes these from node_modules.
  for (const place of await placesOfImported(name => !plain.has(name))) {
    await mkdir(dirname(join(cache, "_node", place)), {recursive: true});
    await writeFile(join(cache, "_node", place), "");
  }
}

const placeholder = ({name}: Dataset) => `placeholder of ${name}\n`;

/** Where the placeholder of a dataset lies in the site that Framework builds. */
export function placeOf(dataset: Dataset): string {
  const hash = createHash("sha256").update(placeholder(dataset)).digest("hex").slice(0, 8);
  return `_file/${dataset.name.replace(/(\.\w+)$/, `.${hash}$1`)}`;
}
