// What `npm run …` starts: the project's commands, bundled once per version of the sources. A process that reads a few
// files starts in a fifth of the time of one that transforms hundreds.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ["src", "loaders", "reports", "program"];
const single = ["observablehq.config.ts", "package-lock.json", "tsconfig.json"];
const bundles = join(root, ".cache", "program");
// A process that runs on may still load parts of an older one.
const kept = 6;

if (process.env.TRACE) process.setSourceMapsEnabled(true);
const {run} = await import(pathToFileURL(await entry()).href);
await run(process.argv.slice(2));

/** The bundle of these sources; where none can be written, the sources themselves. */
async function entry() {
  const folder = join(bundles, keyOf());
  const file = join(folder, "project.mjs");
  if (existsSync(file)) return file;
  const beside = `${folder}.${process.pid}.tmp`;
  try {
    mkdirSync(beside, {recursive: true});
    await bundle(beside);
    if (!existsSync(file)) renameSync(beside, folder);
    forget();
    return file;
  } catch {
    const {register} = await import("tsx/esm/api");
    register();
    return join(root, "program", "project.ts");
  } finally {
    rmSync(beside, {recursive: true, force: true});
  }
}

async function bundle(folder) {
  const {build} = await import("esbuild");
  const {createRequire} = await import("node:module");
  const named = name => createRequire(import.meta.url)(`${root}/package.json`).dependencies[name] !== undefined;
  const bundled = new Set(["@duckdb/node-api", "@duckdb/node-bindings", "@uwdata/flechette", "csv-parse", "fflate", "minisearch", "saxes"]);
  await build({
    absWorkingDir: root,
    entryPoints: [{in: "program/project.ts", out: "project"}],
    outdir: folder,
    outExtension: {".js": ".mjs"},
    chunkNames: "parts/[name].[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "silent",
    banner: {js: `import {createRequire as $require} from "node:module"; const require = $require(import.meta.url);`},
    plugins: [
      {
        name: "packages",
        setup({onResolve}) {
          // What every command loads comes along; the rest is loaded by those that use it.
          onResolve({filter: /^[^./]/}, ({path, kind}) => {
            const name = path.split("/").slice(0, path.startsWith("@") ? 2 : 1).join("/");
            const binary = path.startsWith("@duckdb/node-bindings-");
            return kind !== "entry-point" && (binary || (named(name) && !bundled.has(name)))
              ? {path, external: true}
              : undefined;
          });
        }
      }
    ]
  });
}

/** Of the files that are bundled: names, sizes and when they were changed. */
function keyOf() {
  const hash = createHash("sha256").update(process.version);
  const add = name => {
    const {size, mtimeMs} = statSync(join(root, name));
    hash.update(`${name}\0${size}\0${mtimeMs}\n`);
  };
  for (const folder of sources)
    for (const name of readdirSync(join(root, folder), {recursive: true}).sort())
      if (/\.m?ts$/.test(name)) add(join(folder, name));
  for (const name of single) add(name);
  return hash.digest("hex").slice(0, 16);
}

function forget() {
  const aged = readdirSync(bundles).map(name => ({path: join(bundles, name), time: statSync(join(bundles, name)).mtimeMs}));
  for (const {path} of aged.sort((a, b) => b.time - a.time).slice(kept)) rmSync(path, {recursive: true, force: true});
}
