import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join, posix, relative, resolve} from "node:path";
import type {Plugin} from "esbuild";
import {programPath} from "../paths.js";
import {modules, moved} from "./module.js";

/** What the module of a page is called, after the page. */
export const virtual = ".page.js";

/** A site that Framework built: its folder, the sources that stand for themselves, the modules that it made. */
export interface Built {
  root: string;
  plain: ReadonlySet<string>;
  scripts: readonly string[];
}

/** `_import/components/checkup-worker.0123abcd.js` → `components/checkup-worker.ts`. */
const named = (script: string) => script.slice(modules.length + 1).replace(/\.[0-9a-f]{8}\.js$/, ".ts");

/** The source of a module that Framework made of a stub, or null. */
export function sourceOf(script: string, {plain}: Built): string | null {
  const name = named(script);
  return script.startsWith(`${modules}/`) && plain.has(name) ? resolve(programPath("src", name)) : null;
}

/** Where esbuild finds the modules of a built site; `pages` are those that stand in pages, by the page. */
export function modulesOf(
  site: Built,
  pages: ReadonlyMap<string, string>,
  workers: ReadonlyMap<string, string>
): Plugin {
  const {root, plain, scripts} = site;
  const from = resolve(programPath("src"));
  const made = new Map(scripts.map(script => [named(script), join(root, script)]));
  const below = (folder: string, path: string) => relative(folder, path).replaceAll("\\", "/");
  return {
    name: "site",
    setup({onLoad, onResolve, resolve: find}) {
      onResolve({filter: /\.page\.js$/}, ({path}) => ({path: path.slice(0, -virtual.length), namespace: "page"}));
      onLoad({filter: /./, namespace: "page"}, ({path}) => ({
        contents: pages.get(path)!,
        resolveDir: join(root, posix.dirname(path)),
        loader: "js"
      }));
      onResolve({filter: /^\.{1,2}\//}, async ({path, resolveDir}) => {
        const to = join(resolveDir, path);
        // From a source to a module that Framework made.
        const name = below(from, to).replace(/\.js$/, ".ts");
        if (!name.startsWith("../")) return plain.has(name) || !made.has(name) ? undefined : {path: made.get(name)!};
        const at = below(root, to);
        const source = sourceOf(at, site);
        if (source) return {path: source};
        if (at.startsWith("_node/"))
          return find(packageOf(at), {resolveDir: resolve(programPath()), kind: "import-statement"});
        if (at.startsWith("_npm/")) return {path: `../${at}`, external: true};
        // Framework's client names every library that it knows, whether or not it is there.
        if (at.startsWith("_observablehq/") && !existsSync(join(root, at))) return {path: `../${at}`, external: true};
        return undefined;
      });
      onLoad({filter: /[\\/](_import|_observablehq)[\\/].*\.js$/}, async ({path}) => {
        const at = below(root, path);
        if (at.startsWith("..")) return undefined;
        return {contents: moved(await readFile(path, "utf8"), at, workers), loader: "js"};
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
