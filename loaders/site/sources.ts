import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import {readConfig} from "./config.js";

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
async function digestOf(
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

/** What the shell depends on: the sources of the pages, the packages, and what makes the shell. */
export async function keyOf(): Promise<string> {
  const own = (await filesIn(programPath("loaders", "site"))).map(name => `loaders/site/${name}`);
  const names = await sources();
  const {interpreters} = await readConfig();
  return digestOf(names, datasetsOf(names, interpreters), ["observablehq.config.ts", "package-lock.json", ...own]);
}

/** The datasets of the sources that are statements. */
export const statements = async (): Promise<Dataset[]> =>
  datasetsOf(await sources(), {".sql": []}).filter(({source}) => source.endsWith(".sql"));
