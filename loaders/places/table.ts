import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {emptyContext} from "../../src/intake/context.js";
import {StaffError, sentence} from "../../src/intake/problem.js";
import {readFile as readTable} from "../../src/intake/read.js";
import {places as source} from "../../src/intake/reference.js";
import {type Place, type PlaceRow, placeFaults} from "../../src/places/places.js";
import {inputFiles, unreadable} from "../files.js";

/** The folder below which each place has its own. */
export const placesFolder = (data: string) => join(data, "places");

/**
 * The places of an upper level's data folder, in the order of its table. Throws StaffError, naming everything at once,
 * where there is no table, or it contradicts itself or the folders.
 */
export async function readPlaces(data: string): Promise<Place[]> {
  const rows: PlaceRow[] = [];
  const errors: string[] = [];
  let table: string | null = null;
  for (const {name, path} of await inputFiles(join(data, "reference"))) {
    const bytes = await readFile(path).catch(error => {
      throw new StaffError(unreadable(name, error));
    });
    const read = await readTable(name, bytes, [source], emptyContext());
    if (read.refused) continue;
    if (table !== null) errors.push(`地区表有两份：“${table}”和“${name}”，请只留一份。`);
    table = name;
    for (const problem of read.problems)
      if (problem.severity === "error") errors.push(sentence(`参考表 ${name}`, problem));
    rows.push(...read.records.map(({line, values}) => ({line, ...(values as unknown as Place)})));
  }
  if (table === null)
    throw new StaffError(
      `${join(data, "reference")} 里没有地区表（places.csv）；请写一份，表头为：地区,上级,级别,代码,文件夹，每个地区一行。`
    );
  errors.push(...placeFaults(table, rows, await folders(placesFolder(data))));
  if (errors.length > 0) throw new StaffError([...errors, "请改正后重新运行。"].join("\n"));
  return rows.map(({line: _, ...place}) => place);
}

async function folders(path: string): Promise<string[]> {
  const entries = await readdir(path, {withFileTypes: true}).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({name}) => name)
    .sort();
}
