import {readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import type {Edition} from "../edition.js";
import {programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import {readConfig} from "./config.js";
import {frameworkBuild} from "./framework.js";
import {fillPackages} from "./libraries.js";
import {localise} from "./localise.js";
import {checkNotebooks} from "./notebooks.js";
import {pack} from "./pack.js";
import {editionOf, entriesOf, type PageEntry} from "./pages.js";
import {plainModules} from "./plain.js";
import {type Links, linksIn} from "./reach.js";
import {type Dataset, datasetsOf, sources} from "./sources.js";
import {placeOf, stage} from "./stage.js";
import {replaceStandIns} from "./stand-ins.js";
import {verify} from "./verify.js";

/** What is known of a shell besides its files. */
export interface ShellRecord {
  key: string;
  pages: PageEntry[];
  /** The pages for analysts alone, `sql.html`. */
  internal: string[];
  /** The pages that a published site leaves out beside those, `views.html`. */
  inner: string[];
  /** The datasets that pages ask for, each with the path that its placeholder has in them. */
  datasets: (Dataset & {place: string; pages: string[]})[];
  /** What its files name. */
  links: Links;
}

/**
 * Makes the pages without data in `<folder>/site`: Framework's output with placeholders for the datasets, bundled, in
 * Chinese, verified. Throws StaffError.
 */
export async function makeShell(folder: string): Promise<Omit<ShellRecord, "key">> {
  const site = join(folder, "site");
  const staged = join(folder, "src");
  const names = await sources();
  await checkNotebooks(names);
  const {pages, interpreters} = await readConfig();
  const datasets = datasetsOf(names, interpreters);
  const plain = await plainModules(names.filter(name => !datasets.some(({source}) => source === name)));
  await fillPackages();
  await stage(staged, names, datasets, plain);
  await frameworkBuild(staged, site);
  await rm(staged, {recursive: true, force: true});
  await replaceStandIns(site);
  await localise(site);
  await pack(site, new Set(plain.keys()));
  const used = new Set(await filesIn(join(site, "_file")));
  const placed = datasets.map(dataset => ({...dataset, place: placeOf(dataset)}));
  const asked = placed.filter(({place}) => used.has(place.slice("_file/".length)));
  await verify(site);
  for (const {place} of asked) await rm(join(site, place));
  for (const name of await filesIn(join(site, "_observablehq")))
    if (/^minisearch\.\w+\.json$/.test(name)) await rm(join(site, "_observablehq", name));
  const texts = await pagesIn(site);
  return {
    pages: await entriesOf(pages),
    datasets: asked.map(dataset => ({
      ...dataset,
      pages: texts.filter(({text}) => text.includes(dataset.place)).map(({name}) => name)
    })),
    links: await linksIn(site),
    internal: await pagesOf(names, "analyst"),
    inner: await pagesOf(names, "filters")
  };
}

async function pagesIn(site: string): Promise<{name: string; text: string}[]> {
  const names = (await filesIn(site)).filter(name => name.endsWith(".html"));
  return Promise.all(names.map(async name => ({name, text: await readFile(join(site, name), "utf8")})));
}

/** The pages that an edition has and the lesser ones have not. */
async function pagesOf(names: readonly string[], edition: Edition): Promise<string[]> {
  const pages = names.filter(name => name.endsWith(".md"));
  const texts = await Promise.all(pages.map(name => readFile(programPath("src", name), "utf8")));
  return pages.filter((name, i) => editionOf(name, texts[i]!) === edition).map(name => name.replace(/\.md$/, ".html"));
}
