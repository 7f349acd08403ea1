import {readdir, readFile, stat, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {StaffError} from "../src/intake/problem.js";

/** What Framework says in English, and what its pages lack, as staff read it. */
const replacements: [from: string | RegExp, to: string][] = [
  ["<html>", '<html lang="zh-CN">'],
  ["width=device-width, initial-scale=1, maximum-scale=1", "width=device-width, initial-scale=1"],
  // The switch is a bare checkbox outside every landmark; the button 目录 in the header works it.
  ['type="checkbox" title="Toggle sidebar"', 'type="checkbox" aria-hidden="true" tabindex="-1"'],
  [/(<label id="observablehq-sidebar-close"[^>]*><\/label>)/, "<li>$1</li>"],
  ['<input type="search" placeholder="Search">', '<input type="search" placeholder="搜索" aria-label="搜索本站">'],
  ['<nav id="observablehq-sidebar">', '<nav id="observablehq-sidebar" aria-label="页面">']
];
const scriptReplacements: [from: string | RegExp, to: string][] = [
  ["Toggle sidebar ", "展开或收起导航 "],
  ["<div>no results</div>", "<div>没有找到</div>"],
  [/\.toLocaleString\("en-US"\)\} result\$\{[^}]*\}/, "} 个结果"]
];

/** Puts the built pages into Chinese: language, labels of navigation and search, zoom allowed. */
export async function localise(folder: string): Promise<void> {
  for (const path of await files(folder)) {
    const pairs = path.endsWith(".html")
      ? replacements
      : /(search|client)\.[^/]*js$/.test(path)
        ? scriptReplacements
        : [];
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
    if (path.endsWith(".html"))
      for (const [, address] of text.matchAll(/<(?:link|script|img)[^>]*\s(?:src|href)="(\.{0,2}\/[^"?#]+)/g))
        if (!(await exists(resolve(path, "..", decodeURI(address!))))) wrong.push(`${name}:缺少文件 ${address}`);
  }
  if (wrong.length) throw new StaffError(["网站没有通过检查,原有的网站保持不变:", ...wrong].join("\n"));
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false
  );

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name));
}
