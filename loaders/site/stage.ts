import {createHash} from "node:crypto";
import {cp, mkdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import {placesOfImported} from "./libraries.js";
import {writeStandIns} from "./stand-ins.js";

/** A file of data that pages ask for, and what makes it. */
export interface Dataset {
  /** Path below the sources, `datasets/figures.arrow`. */
  name: string;
  /** The loader, `datasets/figures.arrow.sql`. */
  source: string;
  /** The program that runs the loader and its arguments before the loader's path. */
  command: string[];
}

/** The programs that run loaders, by the ending of the loader: Framework's own table. */
const interpreters: Record<string, string[]> = {
  ".js": ["node"],
  ".ts": ["tsx"],
  ".py": ["python3"],
  ".r": ["Rscript"],
  ".R": ["Rscript"],
  ".rs": ["rust-script"],
  ".go": ["go", "run"],
  ".java": ["java"],
  ".jl": ["julia"],
  ".php": ["php"],
  ".sh": ["sh"]
};
/** `x.csv.py`, not `x.d.ts` nor a page that a program writes nor an archive; nor one with parameters. */
const loader = /^[^[\]]+\.(?!d\.|md\.|zip\.|tar\.|tgz\.)\w+(\.\w+)$/;
const hidden = /(^|\/)\.(observablehq|DS_Store)/;

/** The sources of the site, by path below their folder; the workbench's page is none of its. */
export const sources = async (): Promise<string[]> =>
  (await filesIn(programPath("src"))).filter(name => !hidden.test(name) && !name.startsWith("workbench/"));

/** The datasets among the sources. `own` are the interpreters of observablehq.config.ts. */
export function datasetsOf(names: readonly string[], own: Readonly<Record<string, string[]>>): Dataset[] {
  const commands = {...interpreters, ...own};
  return names.flatMap(source => {
    const command = commands[loader.exec(source)?.[1] ?? ""];
    const name = source.replace(/\.\w+$/, "");
    return command && !names.includes(name) ? [{name, source, command}] : [];
  });
}

/** SHA-256 over what the pages are made of: every source, but of a loader its name alone. */
export async function digestOf(
  names: readonly string[],
  datasets: readonly Dataset[],
  others: readonly string[]
): Promise<string> {
  const hash = createHash("sha256");
  const loaders = new Set(datasets.map(({source}) => source));
  for (const name of names) {
    hash.update(`${name}\0`);
    if (!loaders.has(name)) hash.update(await readFile(programPath("src", name)));
  }
  for (const name of others) hash.update(`${name}\0`).update(await readFile(programPath(name)));
  return hash.digest("hex").slice(0, 16);
}

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
