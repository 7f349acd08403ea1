import {createHash} from "node:crypto";
import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {basename, join, posix, resolve} from "node:path";
import {type BuildFailure, build, type Metafile, type Plugin, transform} from "esbuild";
import {StaffError} from "../../src/intake/problem.js";
import {filesIn} from "../publish.js";
import {browserCode} from "./browser-code.js";
import {modules, started} from "./module.js";
import {filesElement, pageModule, type RegisteredFile} from "./page-module.js";
import {shownKinds} from "./shown-kinds.js";
import {type Built, modulesOf, sourceOf, virtual} from "./site-modules.js";
import {withoutUndrawn} from "./undrawn.js";

const pageScript = /<script type="module">([\s\S]*?)<\/script>/;

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
 * each a file of its own. `plain` are the sources that stand for themselves: of them Framework saw only stubs. Changes
 * the folder in place; the same sources give the same names and bytes anywhere. Throws StaffError on what is no code.
 */
export async function pack(folder: string, plain: ReadonlySet<string>): Promise<void> {
  const root = resolve(folder);
  const names = await filesIn(root);
  const pages = await Promise.all(names.filter(name => name.endsWith(".html")).map(name => read(root, name)));
  const scripts = names.filter(name => name.startsWith(`${modules}/`) && name.endsWith(".js"));
  const site = {root, plain, scripts};
  const workers = await packWorkers(site);
  const others = [...new Set(pages.flatMap(({name, html}) => entries(name, html)))];
  const entryPoints: Entry[] = [
    ...pages.map(({name}) => ({of: name, in: name + virtual, out: name.replace(/\.html$/, "").replaceAll("/", "-")})),
    ...others.map(path => ({of: path, in: sourceOf(path, site) ?? join(root, path), out: plainName(path)}))
  ];
  const code = new Map(pages.map(({name, code}) => [name, code]));
  const made = await bundled(entryPoints, root, [modulesOf(site, code, workers), withoutUndrawn, shownKinds]);
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
const joined = "_joined";

/** What is bundled: a page, or a module that its HTML names, by its path in the site; the file, and the name to be. */
interface Entry {
  of: string;
  in: string;
  out: string;
}

/**
 * Bundles everything together first, so that each source is read once, and each entry on its own then: parts that many
 * pages share would be many small files. Gives of each entry its file, then those it needs at once.
 */
async function bundled(entries: readonly Entry[], root: string, plugins: Plugin[]): Promise<Map<string, string[]>> {
  try {
    await build({
      ...settings(root),
      // What may be left out is known by its comments, and is cut in the second step.
      minify: false,
      entryPoints: entries.map(entry => ({in: entry.in, out: entry.out})),
      entryNames: "[name]",
      splitting: true,
      outdir: join(root, joined),
      plugins
    });
    const results = await Promise.all(
      entries.map(async ({of, out}) => {
        const {metafile} = await build({
          ...settings(root),
          entryPoints: [{in: join(root, joined, `${out}.js`), out}],
          splitting: true,
          outdir: join(root, packed),
          metafile: true,
          plugins: [elsewhere]
        });
        return [of, placesOf(metafile, out)] as const;
      })
    );
    return new Map(results);
  } catch (error) {
    const [fault] = (error as Partial<BuildFailure>).errors ?? [];
    if (!fault) throw error;
    const at = fault.location ? `${fault.location.file} 第 ${fault.location.line} 行：` : "";
    throw new StaffError(`页面没有生成，原有的网站保持不变。最后的信息：\n${at}${fault.text}`);
  } finally {
    await rm(join(root, joined), {recursive: true, force: true});
  }
}

/** Files of the site beside the modules stay where they are. */
const elsewhere: Plugin = {
  name: "elsewhere",
  setup({onResolve}) {
    onResolve({filter: /^\.\.\//}, ({path}) => ({path, external: true}));
  }
};

const settings = (root: string) =>
  ({
    ...browserCode,
    absWorkingDir: root,
    // Names carry a digest of where modules lie: below the project, wherever a link leads.
    preserveSymlinks: true,
    tsconfigRaw: "{}",
    charset: "utf8",
    legalComments: "none",
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
const plainName = (path: string) => posix.basename(path, ".js").replace(/\.[0-9a-f]{8}$/, "");

/** Bundles what runs in workers, each a file of its own; gives where each lies now. */
async function packWorkers(site: Built): Promise<Map<string, string>> {
  const {root} = site;
  const placed = new Map<string, string>();
  for (const script of site.scripts)
    for (const path of started(await readFile(join(root, script), "utf8"), script)) {
      if (placed.has(path)) continue;
      const {outputFiles} = await build({
        ...settings(root),
        entryPoints: [sourceOf(path, site) ?? join(root, path)],
        outdir: root,
        write: false,
        plugins: [modulesOf(site, new Map(), placed)]
      });
      const {contents} = outputFiles[0]!;
      const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8);
      const place = `${modules}/${plainName(path)}.${hash}.js`;
      await mkdir(join(root, packed), {recursive: true});
      await writeFile(join(root, packed, basename(place)), contents);
      placed.set(path, place);
    }
  return placed;
}

/** The file of the entry that was bundled, then those it needs at once. */
function placesOf({outputs}: Metafile, out: string): string[] {
  const needed = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const {path: next, kind, external} of outputs[path]!.imports)
      if (kind === "import-statement" && !external) needed(next, seen);
    return seen;
  };
  // What is imported when it is asked for counts as an entry too.
  const entry = Object.keys(outputs).find(path => outputs[path]!.entryPoint && basename(path).startsWith(`${out}.`))!;
  return [...needed(entry)].map(path => `${modules}/${basename(path)}`);
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
