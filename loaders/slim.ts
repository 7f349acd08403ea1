import {readdir, readFile, rm, writeFile} from "node:fs/promises";
import {join, relative, resolve} from "node:path";
import {build, transform} from "esbuild";

/**
 * Cuts the packages of a built site to what its modules use. Framework copies each package whole, and all of d3 with
 * Plot; here each one that the site imports becomes a single file with only the names asked for. What nothing
 * imports any more is removed, with its preloads, and the site's own modules lose what only readers of code need.
 * About 120 kB less a page, compressed.
 */
export async function slim(folder: string): Promise<void> {
  const modules = await filesIn(join(folder, "_import"), ".js");
  const wanted = new Map<string, Set<string>>();
  for (const path of modules) {
    const source = await readFile(path, "utf8");
    for (const [, clause, from] of source.matchAll(
      /import\s*([\w$*{][^;"']*?)\s*from\s*["']([^"']*\/_node\/[^"']+)["']/g
    )) {
      const target = resolve(path, "..", from!);
      const names = wanted.get(target) ?? new Set<string>();
      for (const name of namesOf(clause!, source)) names.add(name);
      wanted.set(target, names);
    }
  }
  const gone = new Set((await filesIn(join(folder, "_node"), ".js")).map(path => resolve(path)));
  for (const [path, names] of wanted) {
    await writeFile(path, await cut(packageOf(relative(join(folder, "_node"), path)), [...names].sort()));
    gone.delete(path);
  }
  for (const path of gone) await rm(path);
  await forgetPreloads(folder, gone);
  await Promise.all([...modules, ...(await filesIn(join(folder, "_import"), ".css"))].map(minify));
}

async function minify(path: string): Promise<void> {
  const loader = path.endsWith(".css") ? "css" : "js";
  const {code} = await transform(await readFile(path, "utf8"), {
    minify: true,
    loader,
    format: "esm",
    target: "es2022",
    legalComments: "none"
  });
  await writeFile(path, code);
}

/** The names that a module takes of another: named ones, the default, or those it reads of a namespace. */
function namesOf(clause: string, source: string): string[] {
  const namespace = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  if (namespace) {
    const reads = source.matchAll(new RegExp(`(?<![\\w$.])${namespace.replaceAll("$", "\\$")}\\.([\\w$]+)`, "g"));
    return [...new Set([...reads].map(match => match[1]!))];
  }
  const named = /\{([^}]*)\}/.exec(clause)?.[1]?.split(",") ?? [];
  const names = named.map(part => part.trim().split(/\s+as\s+/)[0]!).filter(Boolean);
  return /^[\w$]/.test(clause) ? ["default", ...names] : names;
}

/** `@observablehq/plot@0.6.17/index.f66f3cd7.js` → `@observablehq/plot`; `write-excel-file@1.0.0/browser.….js` → …/browser. */
function packageOf(path: string): string {
  const match = /^((?:@[^/]+\/)?[^@/]+)@[^/]+\/(.+)\.\w+\.js$/.exec(path.replaceAll("\\", "/"));
  if (!match) throw new Error(`invalid module path: ${path}`);
  return match[2] === "index" ? match[1]! : `${match[1]}/${match[2]}`;
}

async function cut(name: string, names: string[]): Promise<string> {
  const result = await build({
    stdin: {contents: `export {${names.join(", ")}} from ${JSON.stringify(name)};`, resolveDir: process.cwd()},
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent"
  });
  return result.outputFiles[0]!.text;
}

async function forgetPreloads(folder: string, gone: Set<string>): Promise<void> {
  for (const path of await filesIn(folder, ".html")) {
    const text = await readFile(path, "utf8");
    const kept = text.replace(/<link rel="modulepreload" href="([^"]+)">\n?/g, (link, href: string) =>
      gone.has(resolve(path, "..", decodeURI(href))) ? "" : link
    );
    await writeFile(path, kept);
  }
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
}
