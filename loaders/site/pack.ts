import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {basename, join, posix, relative, resolve} from "node:path";
import {build, type Metafile, type Plugin, transform} from "esbuild";
import {programPath} from "../paths.js";
import {filesIn} from "../publish.js";
import {modules, moved, started} from "./module.js";
import {filesElement, pageModule, type RegisteredFile} from "./page-module.js";
import {withoutUndrawn} from "./undrawn.js";

const pageScript = /<script type="module">([\s\S]*?)<\/script>/;
const virtual = ".page.js";

interface Page {
  /** Path in the site, `notebooks/x.html`. */
  name: string;
  html: string;
  code: string;
  files: RegisteredFile[];
}

/**
 * Bundles the modules of a site that Framework built: few files for each page, with what the page uses of our modules,
 * of Framework's and of the packages, by the graph of imports from the page on. `npm:` packages stay whole,
 * each a file of its own. Changes the folder in place; the same sources give the same names and bytes anywhere.
 */
export async function pack(folder: string): Promise<void> {
  const root = resolve(folder);
  const names = await filesIn(root);
  const pages = await Promise.all(names.filter(name => name.endsWith(".html")).map(name => read(root, name)));
  const scripts = names.filter(name => name.startsWith(`${modules}/`) && name.endsWith(".js"));
  const workers = await packWorkers(root, scripts);
  const others = [...new Set(pages.flatMap(({name, html}) => entries(name, html)))];
  const plugins = [sources(root, new Map(pages.map(page => [page.name, page])), workers), withoutUndrawn];
  const entryPoints = [
    ...pages.map(({name}) => ({in: name + virtual, out: name.replace(/\.html$/, "").replaceAll("/", "-")})),
    ...others.map(path => ({in: join(root, path), out: plain(path)}))
  ];
  // One build a page: parts that many pages share would be many small files.
  const outdir = join(root, packed);
  const results = await Promise.all(
    entryPoints.map(entry =>
      build({...settings(root), entryPoints: [entry], splitting: true, outdir, metafile: true, plugins})
    )
  );
  const made = new Map(results.flatMap(({metafile}) => [...placesOf(metafile, root)]));
  for (const name of names)
    if (scripts.includes(name) || /^(_node|_observablehq)\/.*\.js$/.test(name)) await rm(join(root, name));
  await rm(join(root, "_node"), {recursive: true, force: true});
  await mkdir(join(root, modules), {recursive: true});
  for (const name of await filesIn(join(root, packed)))
    await rename(join(root, packed, name), join(root, modules, name));
  await rm(join(root, packed), {recursive: true, force: true});
  for (const page of pages) await writeFile(join(root, page.name), rewritten(page, made));
  await Promise.all(names.filter(name => /^_\w+\/.*\.css$/.test(name)).map(name => minify(join(root, name))));
}

const packed = "_packed";

const settings = (root: string) =>
  ({
    absWorkingDir: root,
    bundle: true,
    // Names carry a digest of where modules lie: below the project, wherever a link leads.
    preserveSymlinks: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
    entryNames: "[name].[hash]",
    chunkNames: "part.[hash]"
  }) as const;

async function read(root: string, name: string): Promise<Page> {
  const html = await readFile(join(root, name), "utf8");
  const [, source] = pageScript.exec(html) ?? [];
  if (source === undefined) throw new Error(`invalid page ${name}: no module script`);
  return {name, html, ...pageModule(source)};
}

/** Modules that the HTML of a page names: the search, scripts of its author. */
function entries(page: string, html: string): string[] {
  const named = html.replace(pageScript, "").matchAll(/(?:import\(|<script[^>]*\ssrc=)"(\.[^"?#]+\.js)"/g);
  return [...named].map(([, path]) => posix.join(posix.dirname(page), path!)).filter(path => !path.startsWith("_npm/"));
}

/** `_import/components/checkup-worker.0123abcd.js` → `checkup-worker`. */
const plain = (path: string) => posix.basename(path, ".js").replace(/\.[0-9a-f]{8}$/, "");

/** Bundles what runs in workers, each a file of its own; gives where each lies now. */
async function packWorkers(root: string, scripts: string[]): Promise<Map<string, string>> {
  const placed = new Map<string, string>();
  for (const script of scripts)
    for (const path of started(await readFile(join(root, script), "utf8"), script)) {
      if (placed.has(path)) continue;
      const {outputFiles} = await build({
        ...settings(root),
        entryPoints: [join(root, path)],
        outdir: root,
        write: false,
        plugins: [sources(root, new Map(), placed)]
      });
      const {contents} = outputFiles[0]!;
      const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8);
      const place = `${modules}/${plain(path)}.${hash}.js`;
      await mkdir(join(root, packed), {recursive: true});
      await writeFile(join(root, packed, basename(place)), contents);
      placed.set(path, place);
    }
  return placed;
}

/** Where esbuild finds the modules of a built site; each is read once for all pages. */
function sources(root: string, pages: ReadonlyMap<string, Page>, workers: ReadonlyMap<string, string>): Plugin {
  const known = new Map<string, Promise<string>>();
  const moduleAt = (path: string, at: string) => {
    const found = known.get(path) ?? readFile(path, "utf8").then(code => moved(code, at, workers));
    known.set(path, found);
    return found;
  };
  return {
    name: "site",
    setup({onLoad, onResolve, resolve: find}) {
      onResolve({filter: /\.page\.js$/}, ({path}) => ({path: path.slice(0, -virtual.length), namespace: "page"}));
      onLoad({filter: /./, namespace: "page"}, ({path}) => ({
        contents: pages.get(path)!.code,
        resolveDir: join(root, posix.dirname(path)),
        loader: "js"
      }));
      onResolve({filter: /^\.{1,2}\//}, async ({path, resolveDir}) => {
        const at = relative(root, join(resolveDir, path)).replaceAll("\\", "/");
        if (at.startsWith("_node/"))
          return find(packageOf(at), {resolveDir: resolve(programPath()), kind: "import-statement"});
        if (at.startsWith("_npm/")) return {path: `../${at}`, external: true};
        // Framework's client names every library that it knows, whether or not it is there.
        if (at.startsWith("_observablehq/") && !existsSync(join(root, at))) return {path: `../${at}`, external: true};
        return undefined;
      });
      onLoad({filter: /[\\/](_import|_observablehq)[\\/].*\.js$/}, async ({path}) => {
        const at = relative(root, path).replaceAll("\\", "/");
        return at.startsWith("..") ? undefined : {contents: await moduleAt(path, at), loader: "js"};
      });
    }
  };
}

/** `_node/@observablehq/plot@0.6.17/index.f66f3cd7.js` → `@observablehq/plot`; `…/browser.….js` → …/browser. */
function packageOf(path: string): string {
  const match = /^_node\/((?:@[^/]+\/)?[^@/]+)@[^/]+\/(.+)\.\w+\.js$/.exec(path);
  if (!match) throw new Error(`invalid module path: ${path}`);
  return match[2] === "index" ? match[1]! : `${match[1]}/${match[2]}`;
}

/** Of each entry, by page name or path in the site: its file, then those it needs at once. */
function placesOf({outputs}: Metafile, root: string): Map<string, string[]> {
  const place = (path: string) => `${modules}/${basename(path)}`;
  const needed = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const {path: next, kind, external} of outputs[path]!.imports)
      if (kind === "import-statement" && !external) needed(next, seen);
    return seen;
  };
  return new Map(
    Object.entries(outputs).flatMap(([path, {entryPoint}]) =>
      entryPoint
        ? [
            [
              relative(root, resolve(root, entryPoint.replace(/^page:/, ""))).replaceAll("\\", "/"),
              [...needed(path)].map(place)
            ]
          ]
        : []
    )
  );
}

function rewritten({name, html, files}: Page, made: ReadonlyMap<string, string[]>): string {
  const up = posix.relative(posix.dirname(name), ".") || ".";
  const from = (path: string) => `${up}/${path}`;
  const [own, ...parts] = made.get(name)!;
  const kept = html.replace(/<link rel="modulepreload" href="([^"]+)">\n?/g, (link, href: string) =>
    posix.join(posix.dirname(name), decodeURI(href)).startsWith("_npm/") ? link : ""
  );
  const preloads = parts.map(path => `<link rel="modulepreload" href="${from(path)}">\n`).join("");
  const list = JSON.stringify(files).replaceAll("<", "\\u003c").replaceAll('},{"', '},\n{"');
  const registered = files.length ? `<script type="application/json" id="${filesElement}">${list}</script>\n` : "";
  return kept
    .replace(pageScript, () => `${registered}${preloads}<script type="module" src="${from(own!)}"></script>`)
    .replace(/((?:import\(|<script[^>]*\ssrc=)")(\.[^"?#]+\.js)"/g, (said, before: string, path: string) => {
      const [place] = made.get(posix.join(posix.dirname(name), path)) ?? [];
      return place ? `${before}${from(place)}"` : said;
    });
}

async function minify(path: string): Promise<void> {
  const {code} = await transform(await readFile(path, "utf8"), {minify: true, loader: "css", legalComments: "none"});
  await writeFile(path, code);
}
