import {readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {StaffError} from "../src/intake/problem.js";

/** What Framework says in English, and what its pages lack, as staff read it. */
const replacements: [from: string | RegExp, to: string][] = [
  ["<html>", '<html lang="zh-CN">'],
  ["width=device-width, initial-scale=1, maximum-scale=1", "width=device-width, initial-scale=1"],
  ['title="Toggle sidebar"', 'title="展开或收起导航" aria-label="展开或收起导航"'],
  ['<input type="search" placeholder="Search">', '<input type="search" placeholder="搜索" aria-label="搜索本站">'],
  ['<nav id="observablehq-sidebar">', '<nav id="observablehq-sidebar" aria-label="页面">']
];
const scriptReplacements: [from: string | RegExp, to: string][] = [
  ["<div>no results</div>", "<div>没有找到</div>"],
  [/\.toLocaleString\("en-US"\)\} result\$\{[^}]*\}/, "} 个结果"]
];

/** Puts the built pages into Chinese: language, labels of navigation and search, zoom allowed. */
export async function localise(folder: string): Promise<void> {
  for (const path of await files(folder)) {
    const pairs = path.endsWith(".html") ? replacements : /search\.[^/]*js$/.test(path) ? scriptReplacements : [];
    if (!pairs.length) continue;
    const before = await readFile(path, "utf8");
    await writeFile(
      path,
      pairs.reduce((text, [from, to]) => text.replace(from, to), before)
    );
  }
}

/**
 * Refuses a site with a page that failed or with an address outside itself. Framework exits 0 all the same.
 * Throws StaffError naming the pages.
 */
export async function verify(folder: string): Promise<void> {
  const wrong: string[] = [];
  for (const path of await files(folder)) {
    if (!/\.(html|css)$/.test(path)) continue;
    const text = await readFile(path, "utf8");
    const name = path.slice(folder.length + 1);
    if (path.endsWith(".html") && text.includes("observablehq--error")) wrong.push(`${name}:页面内有错误`);
    for (const [, address] of text.matchAll(/(?:src|href|@import|url)\s*[=(]\s*["']?((?:https?:)?\/\/[^"')\s>]+)/g))
      wrong.push(`${name}:引用了站外地址 ${address}`);
  }
  if (wrong.length) throw new StaffError(["网站没有通过检查,原有的网站保持不变:", ...wrong].join("\n"));
}

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name));
}
