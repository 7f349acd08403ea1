import {readFile} from "node:fs/promises";
import {posix} from "node:path";
import {programPath} from "../paths.js";

/** What only Framework can make of a module: files of data, addresses relative to itself, packages by `npm:`. */
const framework = /\bFileAttachment\s*\(|\bimport\.meta\b|["'](?:npm|jsr|observablehq):/;
const relative = /(?:\bfrom|\bimport\s*\(|^\s*import)\s*["'](\.{1,2}\/[^"']+)["']/gm;

/** A module of the sources: whether it is Framework's to make, and the paths that it imports. */
interface Module {
  own: boolean;
  imports: string[];
}

/**
 * The modules in which there is nothing for Framework to do, which the bundler takes as they are: path → what stands in
 * its place while Framework works, the imports by which it leads to others that are Framework's. Framework would parse
 * every one of them several times.
 */
export async function plainModules(names: readonly string[]): Promise<Map<string, string>> {
  const modules = new Map<string, Module>();
  for (const name of names.filter(name => name.endsWith(".ts"))) {
    const text = await readFile(programPath("src", name), "utf8");
    const imports = [...text.matchAll(relative)].map(([, path]) =>
      posix.join(posix.dirname(name), path!).replace(/\.js$/, ".ts")
    );
    modules.set(name, {own: framework.test(text), imports});
  }
  const plain = new Map<string, string>();
  for (const [name, {own}] of modules)
    if (!own)
      plain.set(
        name,
        [...reached(name, modules)]
          .sort()
          .map(to => importing(name, to))
          .join("")
      );
  return plain;
}

function importing(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, ".js");
  return `import "${path.startsWith(".") ? path : `./${path}`}";\n`;
}

/** The modules of Framework's that a plain one leads to through others. */
function reached(name: string, modules: ReadonlyMap<string, Module>, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  for (const next of modules.get(name)!.imports) {
    const module = modules.get(next);
    if (!module || seen.has(next)) continue;
    seen.add(next);
    if (module.own) found.add(next);
    else for (const each of reached(next, modules, seen)) found.add(each);
  }
  return found;
}
