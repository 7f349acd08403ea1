import type {DuckDBConnection} from "@duckdb/node-api";
import type {Value} from "../src/intake/values.js";
import type {Kind} from "../src/kinds/kind.js";
import {text} from "../src/metrics/sql/text.js";
import {append} from "./ingest/tables.js";
import {ofMany} from "./offices.js";

/**
 * What the exports of a year carry. Creates `presence` (kind, basis, year, field, carried, stands): one row a kind, way
 * to count its year, year that has records, and field. `carried`: a file that feeds the year has the column, or one
 * that is enough to know the field by. `stands`: some value stands in it. `unread`: how many cells of the column are
 * filled with what was not understood. `lacks`: which of the year's exports lack it although others have it, and what of it
 * they lack where it is made of several (`madeOf`). Creates also `made_of`, empty. Asks `items` (`staged`), `files`, `columns`.
 */
export async function presence(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  await connection.run(
    "create table presence (kind varchar, basis varchar, year integer, field varchar, carried boolean, stands boolean, unread integer, lacks varchar /*@ , whose integer */)"
  );
  await connection.run(
    "create table made_of (kind varchar, field varchar, kinds varchar[], may varchar[], said varchar)"
  );
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  // To look for what is not there takes as long as to look at what is.
  const there = (await read("select distinct kind from items")).flat();
  const columns = new Map<number, Map<string, string>>();
  for (const [file, field, header] of (await read(
    "select file, field, header from columns where field is not null"
  )) as [number, string, string][])
    columns.set(file, (columns.get(file) ?? new Map()).set(field, header));
  const names = new Map((await read("select file, shown from files")) as [number, string][]);
  const faulty = new Set((await read("select distinct file from problems where line > 0 and code <> 'blank'")).flat());
  const rows: Value[][] = [];
  for (const kind of kinds.filter(({name}) => there.includes(name))) {
    const fields = fieldsOf(kind);
    // What stands in these without their column is what we put there, not what the office says.
    const supplied = new Set([
      "",
      ...Object.keys(kind.fields).filter(field => kind.fields[field]!.blank !== undefined),
      ...kind.derivations.flatMap(({to}) => to)
    ]);
    for (const counting of countings(kind)) {
      const counts = fields.map(([field, list]) =>
        list ? `count(if(len(${field}) > 0, 1, null))` : `count(${field})`
      );
      const asked = concerned(kind);
      const found = await read(
        `select ${counting.year}::integer as year, file, ${[...counts, ...[...asked.values()].map(rows => `count(if(${rows}, 1, null))`)].join(", ")} /*@ , whose */ from ${kind.name} where ${counting.rows} and year is not null group by /*@ whose, */ 1, 2 order by /*@ whose, */ 1, 2`
      );
      const unread = found.some(([, file]) => faulty.has(file as number))
        ? await unreadCells(read, kind, counting)
        : new Map();
      const blanks = await leftBlank(read, kind, counting);
      const years = new Map<string, Feed[]>();
      for (const [year, file, ...values] of found as [number, number, ...Value[]][]) {
        const header = new Map(columns.get(file));
        for (const {enough = [], to} of kind.derivations)
          if (enough.some(field => header.has(field)))
            for (const field of to) if (!header.has(field)) header.set(field, "");
        const filled = new Set(fields.flatMap(([field], i) => (Number(values[i]) > 0 ? [field] : [])));
        for (const field of filled) if (!header.has(field) && !supplied.has(field)) header.set(field, "");
        const spared = [...asked.keys()].filter((_, i) => Number(values[fields.length + i]) === 0);
        const office = values.slice(fields.length + asked.size);
        const key = [...office, year].join(" ");
        const feed = {year, office, name: names.get(file)!, header, filled, spared: new Set(spared)};
        years.set(key, [...(years.get(key) ?? []), feed]);
      }
      for (const [key, feeds] of years)
        for (const [field] of fields) {
          const {year, office} = feeds[0]!;
          const carried = feeds.some(({header}) => header.has(field));
          const filled = feeds.some(feed => feed.filled.has(field));
          const doubtful = unread.get(`${key} ${field}`) ?? 0;
          const blank = filled && doubtful === 0 ? (blanks.get(`${key} ${field}`) ?? null) : null;
          const lacks = carried ? [lackedBy(feeds, field), blank].filter(Boolean).join("；") || null : null;
          rows.push([kind.name, counting.basis, year, field, carried, carried && filled, doubtful, lacks, ...office]);
        }
    }
  }
  await append(
    connection,
    "presence",
    [
      "text",
      "text",
      "integer",
      "text",
      "flag",
      "flag",
      "integer",
      "text",
      ...(ofMany(connection) ? ["integer" as const] : [])
    ],
    rows.length,
    (row, column) => rows[row]![column]!
  );
}

/** A file that has rows of a year. */
interface Feed {
  year: number;
  /** Whose it is, where there are several offices. */
  office: readonly Value[];
  name: string;
  /** The fields that are known of it, with the header of each that is a column of its own. */
  header: ReadonlyMap<string, string>;
  filled: ReadonlySet<string>;
  /** The fields that none of its rows is to have. */
  spared: ReadonlySet<string>;
}

/** By field of a name: the rows that are to have one. Who hands in for a party is no member's matter. */
const concerned = ({people = []}: Kind): Map<string, string> =>
  new Map(
    people.flatMap(({field, only = {}}) =>
      Object.entries(only).map(([code, codes]): [string, string] => [
        field,
        `coalesce(${code} in (${codes.map(text).join(", ")}), true)`
      ])
    )
  );

/** 2024年的提案补.csv没有「答复日期」列: the files that lack what others of the year have as a column; null: none. */
function lackedBy(feeds: readonly Feed[], field: string): string | null {
  const header = feeds.map(feed => feed.header.get(field)).find(Boolean);
  const without = feeds.filter(feed => !feed.header.has(field) && !feed.spared.has(field)).map(({name}) => name);
  if (!header || without.length === 0) return null;
  const more = without.length > mostNamed ? `等${without.length}个文件` : "";
  return `${feeds[0]!.year}年的${without.slice(0, mostNamed).join("、")}${more}没有「${header}」列`;
}

const mostNamed = 3;

/**
 * 2024年「发出票数」不含区民政局（没有写）: what records leave blank that others of the year write, where a blank is no zero, by
 * year and field (of several offices, by whose first).
 */
async function leftBlank(
  read: (sql: string) => Promise<unknown[][]>,
  {name: kind, fields, called}: Kind,
  {year, rows}: Counting
): Promise<Map<string, string>> {
  const asked = Object.entries(fields).filter(([, {unsaid}]) => unsaid !== undefined);
  if (asked.length === 0) return new Map();
  const each = asked.map(
    ([field, {unsaid}]) =>
      `select file, ${year} as year, ${text(field)} as field, ${called.title} as title /*@ , whose */ from ${kind} where ${rows} and ${field} is null${typeof unsaid === "string" ? ` and ${unsaid}` : ""}`
  );
  const found = await read(
    `select /*@ whose, */ year::integer, field, list_sort(list_distinct(list(title))) from (${each.join(" union all by name ")}) where year is not null group by all`
  );
  return new Map(
    found.map(row => {
      const [field, titles] = row.slice(-2) as [string, {items?: string[]} | string[]];
      const all = Array.isArray(titles) ? titles : (titles.items ?? []);
      const named = all.slice(0, mostNamed).join("、") + (all.length > mostNamed ? `等${all.length}个` : "");
      return [row.slice(0, -1).join(" "), `${row.at(-3)}年「${fields[field]!.names[0]}」不含${named}（没有写）`];
    })
  );
}

/** How many cells of a field nobody understood, by year and field (`2024 proposer`; of several offices, by whose first). */
async function unreadCells(
  read: (sql: string) => Promise<unknown[][]>,
  kind: Kind,
  {year, rows}: Counting
): Promise<Map<string, number>> {
  const blanks = fieldsOf(kind).map(
    ([field, list]) => `${list ? `coalesce(len(${field}), 0) = 0` : `${field} is null`} as ${field}`
  );
  const found = await read(`with suspected as (
  select file, line, ${year} as year, ${blanks.join(", ")}
  from ${kind.name} semi join (select file, line from problems where line > 0) using (file, line) where ${rows}
), cells as (unpivot suspected on columns(* exclude (file, line, year)) into name field value blank)
select /*@ o.whose, */ b.year, c.field, count(distinct (p.file, p.line))::integer
from problems as p join columns as c on c.file = p.file and c.header = p.column_name
join cells as b on b.file = p.file and b.line = p.line and b.field = c.field /*@ join file_offices as o on o.file = p.file */
where p.code <> 'blank' and (b.blank or p.code in (${valueless.map(text).join(", ")})) group by all`);
  return new Map(found.map(row => [row.slice(0, -1).join(" "), Number(row.at(-1))]));
}

/** Faults of a cell whose value is not known, whatever stands for a blank one. */
const valueless = ["formula", "hashes"];

/** A way to count the year of a kind's records, in SQL over its table. */
interface Counting {
  basis: string;
  year: string;
  rows: string;
}

export const countings = ({basis, alternative, date}: Kind): Counting[] => [
  {basis, year: "year", rows: "true"},
  ...(alternative ? [{basis: alternative, year: `year(${date})::integer`, rows: `${date} is not null`}] : [])
];

const fieldsOf = ({fields}: Kind): [field: string, list: boolean][] =>
  Object.entries(fields)
    .filter(([field]) => field !== "year")
    .map(([field, {type}]) => [field, type === "list"]);
