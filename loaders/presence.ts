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
 * filled with what was not understood. `lacks`: what of it the year's exports lack, where it is made of several (`madeOf`).
 * Creates also `made_of`, empty. Asks `items` (`staged`).
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
  const columns = new Map(
    (await read("select file, list(field) from columns where field is not null group by file")).map(
      ([file, fields]) => [file as number, (fields as {items: string[]}).items]
    )
  );
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
      const years = await read(
        `select ${counting.year} as year, list(distinct file), ${counts.join(", ")} /*@ , whose */ from ${kind.name} where ${counting.rows} and year is not null group by /*@ whose, */ 1 order by /*@ whose, */ 1`
      );
      const feeding = years.flatMap(([, files]) => (files as {items: number[]}).items);
      const unread = feeding.some(file => faulty.has(file)) ? await unreadCells(read, kind, counting) : new Map();
      for (const [year, files, ...values] of years) {
        const had = new Set((files as {items: number[]}).items.flatMap(file => columns.get(file) ?? []));
        const enough = kind.derivations
          .filter(({enough = []}) => enough.some(field => had.has(field)))
          .flatMap(({to}) => to);
        for (const field of enough) had.add(field);
        for (const [i, [field]] of fields.entries()) {
          const filled = Number(values[i]) > 0;
          const carried = had.has(field) || (filled && !supplied.has(field));
          const office = values.slice(fields.length) as Value[];
          const doubtful = unread.get([...office, year, field].join(" ")) ?? 0;
          rows.push([
            kind.name,
            counting.basis,
            Number(year),
            field,
            carried,
            carried && filled,
            doubtful,
            null,
            ...office
          ]);
        }
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
