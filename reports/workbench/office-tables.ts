import {dataPath} from "../../loaders/paths.js";
import {isThere} from "../../loaders/publish.js";
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
      const used = !serves || serves.some(isGiven) || (await isThere(dataPath("reference", table.file)));
      return {...table, spare: !used};
    })
  );
}

/** A table by its name. Throws StaffError where there is none. */
export function tableOf(name: string): Table {
  const table = tables.find(each => each.name === name);
  if (!table) throw new StaffError(`没有叫“${name}”的表。`);
  return table;
}
