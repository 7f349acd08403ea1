import {readdir, readFile} from "node:fs/promises";
import {posix} from "node:path";
import type {Edition} from "../edition.js";
import {programPath} from "../paths.js";

/** A page of the site, as the search and the navigation know it. */
export interface PageEntry {
  /** Path in the site, `proposals.html`. */
  file: string;
  title: string;
  /** Its text without code. */
  prose: string;
  /** Framework's own index has it too: its head does not say `index: false`. */
  indexed: boolean;
  /** The kind of data without which the page has nothing to say (`needs:` at the head of the page). */
  needs?: string;
}

/**
 * Whether a page is for analysts alone: it says so at its head (`edition: analyst`), or it is a notebook that does not
 * say that it may be published (`published: true`).
 */
export const isInternal = (name: string, source: string): boolean => editionOf(name, source) === "analyst";

/** The least edition that has a page: `edition:` at its head; of a notebook `published: true` or the analysts'. */
export function editionOf(name: string, source: string): Edition {
  const head = headOf(source);
  if (name.startsWith("notebooks/")) return stated(head, "published") === "true" ? "published" : "analyst";
  const least = stated(head, "edition");
  return least === "analyst" || least === "filters" ? least : "published";
}

/** What the pages are called, as their heads say. */
export async function pageTitles(): Promise<string[]> {
  const names = (await readdir(programPath("src"))).filter(name => name.endsWith(".md")).sort();
  const texts = await Promise.all(names.map(name => readFile(programPath("src", name), "utf8")));
  return texts.flatMap(text => stated(headOf(text), "title") ?? []);
}

const headOf = (source: string): string => /^---\n[\s\S]*?\n---/.exec(source)?.[0] ?? "";

const stated = (head: string, key: string): string | undefined =>
  new RegExp(`^${key}:\\s*(.+)$`, "m").exec(head)?.[1]?.trim();

/** An entry of the list in observablehq.config.ts: a page, or a section of pages. */
export interface Listed {
  path?: string | null;
  pages?: Listed[];
}

/** The pages of a list, in its order. */
export const entriesOf = (listed: readonly Listed[]): Promise<PageEntry[]> => Promise.all(paths(listed).map(entryOf));

const paths = (listed: readonly Listed[]): string[] =>
  listed.flatMap(({path, pages = []}) => [...(path?.startsWith("/") ? [path] : []), ...paths(pages)]);

async function entryOf(path: string): Promise<PageEntry> {
  const name = posix.join(path.slice(1) || "index");
  const source = await readFile(programPath("src", `${name}.md`), "utf8");
  const head = headOf(source);
  const prose = source.slice(head.length).replace(/```[\s\S]*?```/g, "");
  return {
    file: `${name}.html`,
    title: stated(head, "title") ?? name,
    prose,
    indexed: stated(head, "index") !== "false",
    needs: stated(head, "needs")
  };
}
