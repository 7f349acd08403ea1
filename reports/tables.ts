import {type Warehouse, warehouse} from "../loaders/query.js";
import type {WarehouseOptions} from "../loaders/warehouse.js";
import type {Tables} from "../src/figures/tables.js";
import {itemSets} from "../src/kinds/index.js";
import type {KeptView} from "../src/notebook/link.js";

const datasets = [
  "figures",
  "years",
  "about",
  "months",
  ...itemSets,
  "days",
  "replies",
  "targets",
  "files",
  "rules",
  "rule-changes"
] satisfies (keyof Tables)[];

/** Reads every dataset of the warehouse, building it first when inputs changed. */
export async function readTables(options: WarehouseOptions): Promise<Tables> {
  const open = await warehouse(options);
  try {
    return await tablesIn(open);
  } finally {
    open.close();
  }
}

/** What a book needs to know its years, figures and dates; with what the checks ask to be looked at. */
export async function figuresIn(options: WarehouseOptions): Promise<Tables> {
  const open = await warehouse(options);
  try {
    return await read(open, ["figures", "years", "about", "rows-checks"]);
  } finally {
    open.close();
  }
}

/** Every dataset of a warehouse. */
export async function tablesIn(open: Warehouse): Promise<Tables> {
  // Each list of items asks it, and it unfolds all figures: it is made once.
  await open.rows("create temp table if not exists main_dimensions as from main_dimensions");
  const tables = await read(open, datasets);
  const kept = await open.rows<KeptView>("select name, note, address, years from own_views order by name");
  return {...tables, ...(kept.length ? {kept} : {})};
}

async function read(open: Warehouse, names: readonly (keyof Tables)[]): Promise<Tables> {
  const tables: Partial<Record<keyof Tables, unknown[]>> = {};
  for (const name of names) tables[name] = await open.dataset(name);
  return tables as unknown as Tables;
}
