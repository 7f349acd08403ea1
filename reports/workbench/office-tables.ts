import {readFile} from "node:fs/promises";
import {resolve} from "node:path";
import {dataPath, programPath} from "../../loaders/paths.js";
import {StaffError} from "../../src/intake/problem.js";
import {references} from "../../src/intake/reference.js";
import {kinds} from "../../src/kinds/index.js";
import type {Export, State, Table} from "../../src/workbench/state.js";

/** The tables that the office keeps, and the file of each in its folder. */
export const tables: readonly Table[] = references.map(({name, label}) => ({
  name,
  label,
  file: `${name.replace(/^own_/, "")}.csv`
}));

/** The tables, and which of them an office of these exports has no use for: it keeps none, and no export is of its kinds. */
export async function tablesFor(exports: readonly Pick<Export, "kind">[]): Promise<State["tables"]> {
  const given = new Set(exports.map(({kind}) => kind));
  const isGiven = (kind: string) => given.has(kinds.find(({name}) => name === kind)!.label);
  return Promise.all(
    references.map(async ({serves}, i) => {
      const table = tables[i]!;
      const own = await textIn(dataPath("reference", table.file));
      const used = !serves || serves.some(isGiven) || own !== null;
      return {...table, spare: !used, own: own !== null && own !== (await shipped(table.file))};
    })
  );
}

const textIn = (path: string) => readFile(path, "utf8").catch(() => null);

/** The table that the program brings, where it lies elsewhere than the office's. */
const shipped = async (file: string): Promise<string | null> =>
  resolve(programPath("data")) === resolve(dataPath()) ? null : textIn(programPath("data", "reference", file));

/** A table by its name. Throws StaffError where there is none. */
export function tableOf(name: string): Table {
  const table = tables.find(each => each.name === name);
  if (!table) throw new StaffError(`没有叫“${name}”的表。`);
  return table;
}
