import {readdir, readFile, writeFile} from "node:fs/promises";
import {basename} from "node:path";
import {fileURLToPath} from "node:url";

const folder = new URL("../src/check/grammar/", import.meta.url);
const target = new URL("tables.ts", folder);

/** The tables of the draft checker's grammar as a module, so that a browser has them without reading a file. */
export async function grammarModule(): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.endsWith(".csv")).sort();
  const texts = await Promise.all(names.map(name => readFile(new URL(name, folder), "utf8")));
  const entries = names.map((name, i) => `  ${basename(name, ".csv")}: String.raw\`${texts[i]}\``);
  return `// Made of the csv files beside it by \`npm run grammar\`; edit those.\nexport const tables = {\n${entries.join(",\n")}\n};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(target, await grammarModule());
