import {StaffError} from "../../src/intake/problem.js";
import {references} from "../../src/intake/reference.js";
import type {Table} from "../../src/workbench/state.js";

/** The tables that the office keeps, and the file of each in its folder. */
export const tables: readonly Table[] = references.map(({name, label}) => ({
  name,
  label,
  file: `${name.replace(/^own_/, "")}.csv`
}));

/** A table by its name. Throws StaffError where there is none. */
export function tableOf(name: string): Table {
  const table = tables.find(each => each.name === name);
  if (!table) throw new StaffError(`没有叫“${name}”的表。`);
  return table;
}
