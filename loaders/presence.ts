import type {DuckDBConnection} from "@duckdb/node-api";
import type {Kind} from "../src/kinds/kind.js";
import {text} from "../src/metrics/sql/text.js";

/**
 * What the exports of a year carry. Creates `presence` (kind, basis, year, field, carried, stands): one row a kind, way
 * to count its year, year that has records, and field. `carried`: a file that feeds the year has the column, or one
 * that is enough to know the field by. `stands`: some value stands in it. `unread`: how many cells of the column are
 * filled with what was not understood. Asks `items` (`staged`).
 */
export async function presence(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  await connection.run(
    "create table presence (kind varchar, basis varchar, year integer, field varchar, carried boolean, stands boolean, unread integer)"
  );
  // To look for what is not there takes as long as to look at what is.
  const there = (await connection.runAndReadAll("select distinct kind from items")).getRows().flat();
  for (const kind of kinds.filter(({name}) => there.includes(name))) {
    const enough = kind.derivations.flatMap(({to, enough = []}) =>
      to.flatMap(field => enough.map(other => `(${text(field)}, ${text(other)})`))
    );
    // What stands in these without their column is what we put there, not what the office says.
    const supplied = [
      ...Object.keys(kind.fields).filter(field => kind.fields[field]!.blank !== undefined),
      ...kind.derivations.flatMap(({to}) => to)
    ];
    for (const {basis, year, rows} of countings(kind))
      await connection.run(`insert into presence
with counted as (
  select ${year} as year, ${fieldsOf(kind)
    .map(([field, list]) => `${list ? `count(*) filter (len(${field}) > 0)` : `count(${field})`} as ${field}`)
    .join(", ")}
  from ${kind.name} where ${rows} group by all
), standing as (unpivot counted on columns(* exclude (year)) into name field value values_),
feeding as (select distinct ${year} as year, file from ${kind.name} where ${rows}),
suspected as (
  select file, line, ${year} as year, ${fieldsOf(kind)
    .map(([field, list]) => `${list ? `coalesce(len(${field}), 0) = 0` : `${field} is null`} as ${field}`)
    .join(", ")}
  from ${kind.name} semi join (select file, line from problems where line > 0) using (file, line) where ${rows}
), cells as (unpivot suspected on columns(* exclude (file, line, year)) into name field value blank),
told as (
  select b.year, c.field, count(distinct (p.file, p.line))::integer as unread
  from problems as p join columns as c on c.file = p.file and c.header = p.column_name
  join cells as b on b.file = p.file and b.line = p.line and b.field = c.field
  where p.code <> 'blank' and (b.blank or p.code in (${valueless.map(text).join(", ")})) group by all
),
had as (
  select distinct year, field from feeding join columns using (file)
  ${enough.length ? `union select f.year, e.field from feeding as f join columns as c using (file) join (values ${enough.join(", ")}) as e(field, other) on e.other = c.field` : ""}
)
select ${text(kind.name)}, ${text(basis)}, year, field, carried, carried and values_ > 0, unread from (
  select s.*, coalesce(t.unread, 0) as unread, h.field is not null or (values_ > 0 and s.field not in (${["", ...supplied].map(text).join(", ")})) as carried
  from standing as s left join had as h using (year, field) left join told as t using (year, field) where s.year is not null
)`);
  }
}

/** Faults of a cell whose value is not known, whatever stands for a blank one. */
const valueless = ["formula", "hashes"];

/** The ways to count the year of a kind's records, in SQL over its table. */
export const countings = ({basis, alternative, date}: Kind): {basis: string; year: string; rows: string}[] => [
  {basis, year: "year", rows: "true"},
  ...(alternative ? [{basis: alternative, year: `year(${date})::integer`, rows: `${date} is not null`}] : [])
];

const fieldsOf = ({fields}: Kind): [field: string, list: boolean][] =>
  Object.entries(fields)
    .filter(([field]) => field !== "year")
    .map(([field, {type}]) => [field, type === "list"]);
