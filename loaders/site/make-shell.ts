import {rm} from "node:fs/promises";
import {join} from "node:path";
import {programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import {frameworkBuild} from "./framework.js";
import {fillLibraries} from "./libraries.js";
import {localise} from "./localise.js";
import {pack} from "./pack.js";
import {entriesOf, readConfig} from "./pages.js";
import type {ShellRecord} from "./shell.js";
import {datasetsOf, digestOf, placeOf, sources, stage} from "./stage.js";
import {verify} from "./verify.js";

/** What the shell depends on: the sources of the pages, the packages, and what makes the shell. */
export async function keyOf(): Promise<string> {
  const own = (await filesIn(programPath("loaders", "site"))).map(name => `loaders/site/${name}`);
  const names = await sources();
  const {interpreters} = await readConfig();
  return digestOf(names, datasetsOf(names, interpreters), ["observablehq.config.ts", "package-lock.json", ...own]);
}

/**
 * Makes the pages without data in `<folder>/site`: Framework's output with placeholders for the datasets, bundled, in
 * Chinese, verified. Throws StaffError.
 */
export async function makeShell(folder: string): Promise<Omit<ShellRecord, "key">> {
  const site = join(folder, "site");
  const staged = join(folder, "src");
  await fillLibraries();
  const names = await sources();
  const {pages, interpreters} = await readConfig();
  const datasets = datasetsOf(names, interpreters);
  await stage(staged, names, datasets);
  await frameworkBuild(staged, site);
  await rm(staged, {recursive: true, force: true});
  await localise(site);
  await pack(site);
  const used = new Set(await filesIn(join(site, "_file")));
  const placed = datasets.map(dataset => ({...dataset, place: placeOf(dataset)}));
  const asked = placed.filter(({place}) => used.has(place.slice("_file/".length)));
  await verify(site);
  for (const {place} of asked) await rm(join(site, place));
  for (const name of await filesIn(join(site, "_observablehq")))
    if (/^minisearch\.\w+\.json$/.test(name)) await rm(join(site, "_observablehq", name));
  return {pages: await entriesOf(pages), datasets: asked};
}
