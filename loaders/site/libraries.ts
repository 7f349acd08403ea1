import {existsSync} from "node:fs";
import {copyFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {build} from "esbuild";
import {programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import {absentMark} from "./alone.js";
import {browserCode} from "./browser-code.js";

/** What Framework calls by these names of its own accord: `Plot`, `Inputs`, `d3`, `html`, `.arrow()`, `.csv()`. */
const known = ["@observablehq/plot", "@observablehq/inputs", "d3", "htl", "apache-arrow", "d3-dsv", "isoformat"];
/** The engine of `sql` fences, the version that Framework asks for, with the files that it loads besides. */
const engine = "@duckdb/duckdb-wasm";
const engineFiles = ["mvp.wasm", "eh.wasm", "browser-mvp.worker.js", "browser-eh.worker.js"].map(
  name => `dist/duckdb-${name}`
);
/** The packages that are there for what pages name without an import. */
export const brought: readonly string[] = [...known, engine];
/** What a build only asks the newest version of: an empty folder answers. A page that uses one needs the network. */
const askedOnly = [
  "@observablehq/sample-datasets@1.0.1",
  "arquero@8.0.1",
  "echarts@5.6.0",
  "leaflet@1.9.4",
  "lodash@4.17.21",
  "mapbox-gl@3.9.0",
  "parquet-wasm@0.6.1",
  "react@19.0.0",
  "react-dom@19.0.0",
  "topojson-client@3.1.0"
];

/** Framework's own cache, below the folder of its sources. */
export const frameworkCache = (...parts: string[]) => programPath("src", ".observablehq", "cache", ...parts);

/**
 * Fills Framework's cache of packages from node_modules, so that what its documentation says of `npm:` imports, of
 * implicit names and of `sql` fences holds without a network. What is there and whole stays.
 */
export async function fillPackages(): Promise<void> {
  await forgetAbsent();
  const installed = new Map<string, string>();
  for (const name of [...known, engine, ...(await namedByPages())]) {
    const version = await versionOf(name);
    if (version) installed.set(name, version);
  }
  for (const name of askedOnly) if (!installed.has(name.slice(0, name.lastIndexOf("@")))) await emptyFolder(name);
  await Promise.all([...installed].map(([name, version]) => fill(name, version)));
}

/** Fills the cache with packages and with what our modules import by bare names, which Framework would bundle, in seconds. */
export async function fillLibraries(): Promise<void> {
  await fillPackages();
  await Promise.all((await importedBySources(() => true)).map(fillImported));
}

/** Where Framework looks, below `_node` of its cache, for what the modules of `reads` import by bare names. */
export async function placesOfImported(reads: (name: string) => boolean): Promise<string[]> {
  const places = await Promise.all((await importedBySources(reads)).map(placeOfImported));
  return places.filter(place => place !== null);
}

async function fill(name: string, version: string): Promise<void> {
  const folder = frameworkCache("_npm", `${name}@${version}`);
  await forgetOtherVersions(name, version);
  await bundle(name, join(folder, "_esm.js"));
  if (name !== engine) return;
  for (const file of engineFiles) await linked(programPath("node_modules", name, file), join(folder, file));
}

/** Packages that a page imports as `npm:NAME`, when they are installed. */
async function namedByPages(): Promise<string[]> {
  const names = new Set<string>();
  for (const text of await texts(/\.(md|[jt]sx?)$/))
    for (const [, name] of text.matchAll(/["']npm:((?:@[\w.-]+\/)?[\w.-]+)(?:@[^"'/]*)?["']/g)) names.add(name!);
  return [...names];
}

/** What our own modules import by a bare name. */
async function importedBySources(reads: (name: string) => boolean): Promise<string[]> {
  const names = new Set<string>();
  for (const text of await texts(/\.[jt]s$/, reads))
    for (const [, type, name] of text.matchAll(/^\s*(?:import|export)(\s+type)?\s[^"';]*?from\s*"([^."][^":]*)";?$/gm))
      if (!type) names.add(name!);
  return [...names];
}

async function texts(ending: RegExp, reads: (name: string) => boolean = () => true): Promise<string[]> {
  const names = (await filesIn(programPath("src"))).filter(
    name => ending.test(name) && !name.startsWith(".observablehq/") && reads(name)
  );
  return Promise.all(names.map(name => readFile(programPath("src", name), "utf8")));
}

/** Bundles what a module imports by a bare name. */
async function fillImported(specifier: string): Promise<void> {
  const place = await placeOfImported(specifier);
  if (place) await bundle(specifier, frameworkCache("_node", place));
}

/** Where Framework looks for a bare import: `<name>@<version of the nearest package.json>/<path>.js`; null: nowhere. */
async function placeOfImported(specifier: string): Promise<string | null> {
  const [, name, path = "index"] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier)!;
  const from = createRequire(pathToFileURL(resolve(programPath("src", "index.js"))));
  let at: string;
  try {
    at = from.resolve(specifier);
  } catch {
    return null;
  }
  let folder = dirname(at);
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  const {version} = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = /\.\w+$/.test(path) ? path : `${path}.js`;
  return `${name}@${version}/${file}`;
}

/** One file with all that a package exports. A bundle says at its end that it is whole. */
async function bundle(specifier: string, to: string): Promise<void> {
  const end = "\n/* whole */\n";
  if ((await readFile(to, "utf8").catch(() => "")).endsWith(end)) return;
  const {outputFiles} = await build({
    stdin: {contents: exporting(specifier), resolveDir: resolve(programPath())},
    ...browserCode,
    write: false,
    define: {"process.env.NODE_ENV": '"production"'}
  });
  await mkdir(dirname(to), {recursive: true});
  await writeFile(`${to}.${process.pid}`, outputFiles[0]!.text.trimEnd() + end);
  await rename(`${to}.${process.pid}`, to);
}

const exporting = (specifier: string) => {
  const from = JSON.stringify(specifier);
  return `export * from ${from}; import * as all from ${from}; export default all.default;`;
};

async function linked(from: string, to: string): Promise<void> {
  const [source, there] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (there?.size === source.size) return;
  await rm(to, {force: true});
  await mkdir(dirname(to), {recursive: true});
  await link(from, to).catch(() => copyFile(from, to));
}

/** Framework takes the newest version that its cache has. */
async function forgetOtherVersions(name: string, version: string): Promise<void> {
  const folder = frameworkCache("_npm", dirname(name));
  const own = name.slice(name.lastIndexOf("/") + 1);
  for (const other of await readdir(folder).catch(() => []))
    if (other.startsWith(`${own}@`) && other !== `${own}@${version}`)
      await rm(join(folder, other), {recursive: true, force: true});
}

const emptyFolder = (name: string) => mkdir(frameworkCache("_npm", name), {recursive: true});

/** Whether a package is installed here, so that pages may import it as `npm:NAME`. */
export const isInstalled = async (name: string): Promise<boolean> => (await versionOf(name)) !== null;

/** Takes out what a preview put in the place of packages that are not there. */
async function forgetAbsent(): Promise<void> {
  const folder = frameworkCache("_npm");
  for (const name of await filesIn(folder)) {
    const place = join(folder, name);
    if ((await stat(place)).size < 1000 && (await readFile(place, "utf8")).startsWith(absentMark)) await rm(place);
  }
}

const versionOf = (name: string): Promise<string | null> =>
  readFile(programPath("node_modules", name, "package.json"), "utf8").then(
    text => JSON.parse(text).version,
    () => null
  );
