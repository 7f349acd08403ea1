import {existsSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import type {Warehouse} from "../../loaders/query.js";
import {kindOf, kinds} from "../../src/kinds/index.js";
import {name, text} from "../../src/metrics/sql/text.js";
import {madeFolder} from "./frozen.js";
import {digestMacro, type Secret} from "./secret.js";

/** The digest by which an item is known again; a kind may have a field that is called key. */
const key = "left(digest(id::varchar), 16)";

/** Kinds of which items are kept: a freeze goes to others, what is told of people stays here. */
const keptKinds = kinds.filter(({internal}) => !internal);

/** How an item is called without saying what is in it, and where its title is, as its kind declares. */
function named(name: string): {number: string; title: string} {
  const {called, fields} = kindOf(name);
  const all = called.number.join(" || ' ' || ");
  return {number: fields.serial ? `coalesce(${all}, serial)` : all, title: called.title};
}

/** What a field's column is called; the plain names are of the item itself. One of the office's own goes by its header. */
const mark = "field.";
const ownMark = "own:";

/**
 * Keeps of every accepted item what is needed to say later whether it is new, gone or changed, one Parquet file a kind:
 * the file it was read from, its year and number, and digests of its key, its title and each of its fields that is not
 * personal. They are made with the office's secret: without it nobody can try words until one fits.
 */
export async function keepItems(open: Warehouse, folder: string, secret: Secret): Promise<void> {
  await madeFolder(folder);
  await open.rows(digestMacro(secret));
  for (const {name: kind, fields} of keptKinds) {
    const {number, title} = named(kind);
    const kept = Object.entries(fields).filter(([, {personal, contact}]) => !personal && !contact);
    const own = await open.rows<{field: string; label: string; type: string}>(
      `select field, label, type from own_fields where kind = ${text(kind)} and not personal order by field`
    );
    const columns = [
      ...kept.map(([field, {type}]) => ({field, type: type as string, as: field})),
      ...own.map(({field, type, label}) => ({field, type, as: ownMark + label}))
    ].map(({field, type, as}) => {
      const value = type === "list" ? `array_to_string(${field}, chr(10))` : `${field}::varchar`;
      return `left(digest(${value}), 8) as ${name(mark + as)}`;
    });
    await open.rows(`copy (
  select source_file as file, year, ${number} as number, ${key} as key, left(digest(${title}), 16) as title,
    ${columns.join(", ")}
  from ${kind} join (select file, shown as source_file from files) using (file)
  order by all
) to ${text(pathOf(folder, kind))} (format parquet, compression zstd)`);
  }
}

/** How many items of a file and year are new, gone or changed. */
export interface ItemCount {
  kind: string;
  file: string;
  year: number;
  added: number;
  removed: number;
  changed: number;
}

/** One item that differs; `columns` are the labels of the fields that do. */
export interface ItemChange {
  kind: string;
  status: "added" | "removed" | "changed";
  file: string;
  year: number;
  number: string | null;
  key: string;
  columns: string[];
}

/** So many items are listed of a kind. */
const listed = 2000;

/**
 * What differs between the items kept in two folders. An item is the same where key and title agree, else where the
 * title is the only one of its year on both sides (it was renumbered), else where the key does (it was retitled).
 * New and changed ones are counted with the file they are in now, gone ones with the file they were in.
 */
export async function compareItems(before: string, after: string): Promise<{counts: ItemCount[]; items: ItemChange[]}> {
  const counts: ItemCount[] = [];
  const items: ItemChange[] = [];
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  try {
    for (const {name: kind, fields} of keptKinds) {
      // A freeze of an earlier version knows fewer kinds.
      if (![before, after].every(folder => existsSync(pathOf(folder, kind)))) continue;
      for (const [side, folder] of [
        ["before", before],
        ["after", after]
      ] as const)
        await connection.run(
          `create or replace table ${side} as select row_number() over () as place, * from read_parquet(${text(pathOf(folder, kind))})`
        );
      const shared = await rows(
        `select column_name from (describe before) semi join (describe after) using (column_name) where column_name like '${mark}%'`
      );
      const labelOf = (field: string) =>
        field.startsWith(ownMark) ? field.slice(ownMark.length) : fields[field]?.names[0];
      const differing = shared.flatMap(row => {
        const column = String(row.column_name);
        const label = labelOf(column.slice(mark.length));
        return label ? [`case when b.${name(column)} is distinct from a.${name(column)} then ${text(label)} end`] : [];
      });
      await connection.run(`create or replace table pairs as
with exact as (
  select b.place as b, a.place as a from before as b join after as a using (year, key, title)
  qualify row_number() over (partition by b.place order by a.place) = 1 and row_number() over (partition by a.place order by b.place) = 1
), left_before as (from before where place not in (select b from exact)),
left_after as (from after where place not in (select a from exact)),
renumbered as (
  select b.place as b, a.place as a from left_before as b join left_after as a using (year, title)
  qualify count(*) over (partition by b.place) = 1 and count(*) over (partition by a.place) = 1
), retitled as (
  select b.place as b, a.place as a from left_before as b join left_after as a using (key)
  where b.place not in (select b from renumbered) and a.place not in (select a from renumbered)
  qualify row_number() over (partition by b.place order by a.place) = 1 and row_number() over (partition by a.place order by b.place) = 1
)
from exact union all from renumbered union all from retitled`);
      await connection.run(`create or replace table differences as
select 'changed' as status, a.file, a.year, a.number, a.key, list_filter([${differing.join(", ")}], c -> c is not null) as columns
from pairs as p join before as b on b.place = p.b join after as a on a.place = p.a
where len(columns) > 0
union all select 'added', file, year, number, key, [] from after where place not in (select a from pairs)
union all select 'removed', file, year, number, key, [] from before where place not in (select b from pairs)`);
      const counted = await rows(`select file, year, (count(*) filter (status = 'added'))::integer as added,
  (count(*) filter (status = 'removed'))::integer as removed, (count(*) filter (status = 'changed'))::integer as changed
from differences group by all order by all`);
      counts.push(...counted.map(row => ({kind, ...row}) as unknown as ItemCount));
      const some = await rows(
        `select status, file, year, number, key, array_to_string(columns, chr(10)) as columns from differences order by file, year, status, number limit ${listed}`
      );
      items.push(
        ...some.map(
          row => ({kind, ...row, columns: String(row.columns).split("\n").filter(Boolean)}) as unknown as ItemChange
        )
      );
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return {counts, items};
}

/** Titles of items by their key, from the warehouse as it is now: a freeze keeps none. */
export async function titlesOf(
  open: Warehouse,
  items: readonly ItemChange[],
  secret: Secret
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await open.rows(digestMacro(secret));
  for (const kind of new Set(items.map(item => item.kind))) {
    const keys = items.filter(item => item.kind === kind && item.status !== "removed").map(item => text(item.key));
    if (keys.length === 0) continue;
    const rows = await open.rows<{key: string; title: string}>(
      `select ${key} as key, ${named(kind).title} as title from ${kind} where ${key} in (${keys.join(", ")})`
    );
    for (const row of rows) found.set(row.key, row.title);
  }
  return found;
}

const pathOf = (folder: string, kind: string) => join(folder, `${kind}.parquet`).replaceAll("\\", "/");
