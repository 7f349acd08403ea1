import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {namesTable} from "../../src/notebook/statement.js";
import {analystTables} from "../../src/notebook/tables.js";

/** A block of code of a page: its language, the line of its first line, its text. */
export interface Fence {
  tag: string;
  line: number;
  text: string;
}

/** The blocks of code of a page in Markdown. */
export function fences(source: string): Fence[] {
  const found: Fence[] = [];
  let open: Fence | null = null;
  for (const [i, line] of source.split("\n").entries()) {
    if (open && /^```\s*$/.test(line)) {
      found.push({...open, text: open.text.replace(/\n$/, "")});
      open = null;
    } else if (open) open.text += `${line}\n`;
    else if (/^```\w/.test(line)) open = {tag: /^```(\w+)/.exec(line)![1]!, line: i + 2, text: ""};
  }
  return found;
}

/**
 * The tables that a page under `notebooks/` asks by their names, as Framework's `sql:` at its head would give them. Only
 * those that its statements name: a page fetches what it asks.
 */
export function tablesOf(root: string, path: string): Record<string, string> {
  if (!path.startsWith("/notebooks/")) return {};
  const file = join(root, `${path}.md`);
  if (!existsSync(file)) return {};
  const code = fences(readFileSync(file, "utf8"))
    .filter(({tag, text}) => tag === "sql" || (tag === "js" && /\bsql[`(]/.test(text)))
    .map(({text}) => text)
    .join("\n");
  const used = analystTables.filter(({name}) => namesTable(code, name));
  return Object.fromEntries(used.map(({name, file}) => [name, `../datasets/${file}`]));
}

/** The notebooks as the navigation lists them, by the titles at their heads. */
export function notebooksIn(root: string): {name: string; path: string}[] {
  const folder = join(root, "notebooks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(file => file.endsWith(".md"))
    .sort()
    .map(file => {
      const name = file.replace(/\.md$/, "");
      const [, title] = /^---\n[\s\S]*?^title:\s*(.+)$/m.exec(readFileSync(join(folder, file), "utf8")) ?? [];
      return {name: title?.trim() ?? name, path: `/notebooks/${name}`};
    });
}
