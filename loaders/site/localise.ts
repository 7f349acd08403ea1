import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {filesIn} from "../publish.js";

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
  ["Toggle sidebar ", "展开或收起导航：按"],
  ["<div>no results</div>", "<div>没有找到</div>"],
  [/\.toLocaleString\("en-US"\)\} result\$\{[^}]*\}/, "}个结果"]
];

/** Puts the pages that Framework built into Chinese: language, labels of navigation and search, zoom allowed. */
export async function localise(folder: string): Promise<void> {
  for (const name of await filesIn(folder)) {
    const pairs = name.endsWith(".html")
      ? replacements
      : /^_observablehq\/(search|client)\.\w+\.js$/.test(name)
        ? scriptReplacements
        : [];
    if (!pairs.length) continue;
    const before = await readFile(join(folder, name), "utf8");
    await writeFile(
      join(folder, name),
      pairs.reduce((text, [from, to]) => text.replace(from, to), before)
    );
  }
}
