import {readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {filesIn} from "../publish.js";

/** Of each file of a site those that are named in it, pages left aside. */
export type Links = Readonly<Record<string, readonly string[]>>;

/** What the files of a built site name. A package of `_npm` is named whole. */
export async function linksIn(folder: string): Promise<Links> {
  const names = await filesIn(folder);
  const units = new Map<string, string[]>();
  for (const name of names) units.set(unitOf(name), [...(units.get(unitOf(name)) ?? []), name]);
  const marks = [...units].map(([unit, files]) => ({
    mark: markOf(unit),
    packed: unit.startsWith("_npm/"),
    files: files.filter(file => !file.endsWith(".html"))
  }));
  const links: Record<string, string[]> = {};
  for (const name of names.filter(name => /\.(html|js|css)$/.test(name))) {
    const text = await readFile(join(folder, name), "utf8");
    // Framework's client names every package that it knows; a page lists those that it uses.
    const packages = name.endsWith(".html") || name.startsWith("_npm/");
    links[name] = marks
      .filter(({mark, packed}) => (packages || !packed) && text.includes(mark))
      .flatMap(({files}) => files.filter(file => file !== name));
  }
  return links;
}

/**
 * The files that some pages of a site need: the pages, what is named in them, and what is named in that. So a page that
 * only one edition has takes what it alone uses with it.
 */
export function reached(links: Links, pages: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const waiting = [...pages];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(links[name] ?? []));
  }
  return found;
}

/** The package that a file belongs to, else the file itself. */
const unitOf = (name: string) => /^_npm\/(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;

/** By what a unit is named wherever it is used: its name carries a digest, a package its version. */
const markOf = (unit: string) => decodeURI(basename(unit));
