import {readdir, readFile, writeFile} from "node:fs/promises";
import {basename} from "node:path";
import {fileURLToPath} from "node:url";
import {rowsOf} from "../src/check/grammar/csv.js";

const folder = new URL("../src/check/grammar/", import.meta.url);
const head = "// Made of the csv files of the grammar by `npm run grammar`; edit those.\n";

/**
 * The tables of the draft checker's grammar as one module, so that a browser has them without reading a file. Examples
 * and counterexamples are for the tests and stay behind.
 */
export async function grammarModule(): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.endsWith(".csv")).map(name => basename(name, ".csv"));
  const texts = await Promise.all(names.sort().map(name => readFile(new URL(`${name}.csv`, folder), "utf8")));
  return (
    head + names.map((name, i) => `export const ${name} = ${JSON.stringify(withoutExamples(texts[i]!))};\n`).join("")
  );
}

function withoutExamples(text: string): string {
  const rows = rowsOf(text);
  const columns = Object.keys(rows[0]!).filter(name => !/example$/.test(name));
  const lines = [columns, ...rows.map(row => columns.map(name => row[name]!))];
  return lines.map(cells => `${cells.map(quoted).join(",")}\n`).join("");
}

const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(new URL("tables.ts", folder), await grammarModule());
