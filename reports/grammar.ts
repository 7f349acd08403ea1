import {mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {basename} from "node:path";
import {fileURLToPath} from "node:url";
import {rowsOf} from "../src/check/grammar/csv.js";

const folder = new URL("../src/check/grammar/", import.meta.url);
const made = new URL("tables/", folder);
const head = "// Made of the csv files of the grammar by `npm run grammar`; edit those.\n";

/**
 * The tables of the draft checker's grammar as modules, by file name, so that a browser has them without reading a
 * file. Examples and counterexamples are for the tests and stay behind.
 */
export async function grammarModules(): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter(name => name.endsWith(".csv")).map(name => basename(name, ".csv"));
  const texts = await Promise.all(names.sort().map(name => readFile(new URL(`${name}.csv`, folder), "utf8")));
  const modules = names.map((name, i): [string, string] => [
    `${name}.ts`,
    `${head}export const ${name} = String.raw\`${withoutExamples(texts[i]!)}\`;\n`
  ]);
  return new Map([
    ...modules,
    ["index.ts", `${head}${names.map(name => `export {${name}} from "./${name}.js";\n`).join("")}`]
  ]);
}

function withoutExamples(text: string): string {
  const rows = rowsOf(text);
  const columns = Object.keys(rows[0]!).filter(name => !/example$/.test(name));
  const lines = [columns, ...rows.map(row => columns.map(name => row[name]!))];
  return lines.map(cells => `${cells.map(quoted).join(",")}\n`).join("");
}

const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(made, {recursive: true});
  for (const [name, text] of await grammarModules()) await writeFile(new URL(name, made), text);
}
