import {readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {filesIn} from "../publish.js";

/**
 * The files of a built site that some of its pages need: the pages, what is named in them, and what is named in that.
 * A package of `_npm` goes whole. So a page that only one edition has takes what it alone uses with it.
 */
export async function reached(folder: string, pages: ReadonlySet<string>): Promise<Set<string>> {
  const names = await filesIn(folder);
  const units = new Map<string, string[]>();
  for (const name of names) units.set(unitOf(name), [...(units.get(unitOf(name)) ?? []), name]);
  const marks = new Map([...units.keys()].map(unit => [markOf(unit), unit]));
  const found = new Set<string>();
  const waiting = names.filter(name => pages.has(name));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    if (!/\.(html|js|css)$/.test(name)) continue;
    const text = await readFile(join(folder, name), "utf8");
    // Framework's client names every package that it knows; a page lists those that it uses.
    const packages = name.endsWith(".html") || name.startsWith("_npm/");
    for (const [mark, unit] of marks)
      if ((packages || !unit.startsWith("_npm/")) && text.includes(mark)) {
        marks.delete(mark);
        waiting.push(...units.get(unit)!.filter(file => !file.endsWith(".html")));
      }
  }
  return found;
}

/** The package that a file belongs to, else the file itself. */
const unitOf = (name: string) => /^_npm\/(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;

/** By what a unit is named wherever it is used: its name carries a digest, a package its version. */
const markOf = (unit: string) => decodeURI(basename(unit));
