import {Book} from "../figures/book.js";
import {rowsOf} from "../figures/rows.js";
import type {Scope} from "../figures/scope.js";
import type {FigureRow, ItemRow, MonthRow, Tables} from "../figures/tables.js";
import {cubeKinds} from "../metrics/filters.js";

export {rowsOf} from "../figures/rows.js";

type File = Promise<ArrayBuffer>;

/**
 * Reads datasets (name → bytes of the file) into rows; those given as functions are fetched by `fetched`. Pages call
 * `.arrayBuffer()` themselves: a bare FileAttachment of an .arrow file would make Framework download a decoder.
 */
export async function readTables(files: Record<string, File | (() => File)>): Promise<Tables> {
  const now = Object.entries(files).filter((entry): entry is [string, File] => typeof entry[1] !== "function");
  const asked = Object.entries(files).filter((entry): entry is [string, () => File] => typeof entry[1] === "function");
  return {...(await rowsByName(now)), asked: Object.fromEntries(asked)} as unknown as Tables;
}

const rowsByName = async (files: readonly (readonly [string, File])[]) =>
  Object.fromEntries(await Promise.all(files.map(async ([name, bytes]) => [name, rowsOf(await bytes)] as const)));

/** Fetches what of a book's tables waits until somebody asks where a number comes from. */
export async function fetched({tables}: Book): Promise<void> {
  const {asked = {}} = tables;
  tables.asked = {};
  Object.assign(tables, await rowsByName(Object.entries(asked).map(([name, file]) => [name, file()] as const)));
}

const drawnIn = new WeakMap<Tables, Set<string>>();

/** Of the datasets that own charts of a page draw from, those that it has not fetched. */
export const notDrawn = ({tables}: Book, names: readonly string[]): string[] =>
  names.filter(name => tables.drawn?.[name] && !drawnIn.get(tables)?.has(name));

/** Fetches them; rows of another date, which came before, stay. */
export async function fetchDrawn({tables}: Book, names: readonly string[]): Promise<void> {
  const rows = await rowsByName(names.map(name => [name, tables.drawn![name]!()] as const));
  const all = tables as unknown as Record<string, unknown[] | undefined>;
  const known = drawnIn.get(tables) ?? new Set();
  drawnIn.set(tables, known);
  for (const [name, own] of Object.entries(rows)) {
    if (known.has(name)) continue;
    all[name] = [...(own as unknown[]), ...(all[name] ?? [])];
    known.add(name);
  }
}

/**
 * The book of a scope. Another date than the data's own, or another way to count years, needs the rows of
 * `datasets/views.arrow`, which are fetched when they are first asked for.
 */
export async function openBook(
  tables: Tables,
  scope: Scope,
  views: () => Promise<ArrayBuffer | Uint8Array>
): Promise<Book> {
  if (!scope.asOf && scope.basis !== "calendar") return new Book(tables, scope);
  let whole = joined.get(tables);
  if (!whole) {
    whole = views().then(bytes => withViews(tables, rowsOf(bytes) as unknown as ViewRow[]));
    joined.set(tables, whole);
  }
  return new Book(await whole, scope);
}

const joined = new WeakMap<Tables, Promise<Tables>>();

/** A row of `views`: a total, or of a month, or of an item of a dimension. */
export type ViewRow = FigureRow & {month: number | null; dimension: string | null; item: string | null};

/** The tables with the rows of all views, each among those it belongs to. */
export function withViews(tables: Tables, rows: ViewRow[]): Tables {
  const all: Record<string, unknown> = {...tables};
  const add = (name: keyof Tables, some: ViewRow[]) => {
    if (tables[name] || tables.drawn?.[name]) all[name] = [...((tables[name] ?? []) as unknown[]), ...some];
  };
  add(
    "figures",
    rows.filter(row => row.month === null && row.dimension === null)
  );
  add("months", rows.filter(row => row.month !== null) as unknown as (ViewRow & MonthRow)[]);
  const items = rows.filter(row => row.dimension !== null) as unknown as (ViewRow & ItemRow)[];
  for (const kind of cubeKinds)
    add(`${kind}-by` as keyof Tables, items.filter(row => row.metric.startsWith(`${kind}.`)) as unknown as ViewRow[]);
  return all as unknown as Tables;
}
