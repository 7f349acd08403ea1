import type {DuckDBConnection} from "@duckdb/node-api";
import {type Kind, onceOf} from "../../src/kinds/kind.js";

/**
 * Has the records of a kind that stand over years count once in each of them: from the first year in which something of
 * another kind happened to the last one, or to the day of the newest export. Where nothing else is exported the years are
 * those from the first beginning to the date of the data: as the office says (variable `as_of`, rule 数据截至), else the
 * day of the newest export, else the last day of a beginning or an end. The records as they were read are kept beside
 * (`onceOf`).
 */
export async function spread(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  const years = kinds
    .filter(({stands}) => !stands)
    .map(({name}) => `select /*@ whose, */ year from ${name} where year is not null`)
    .join(" union ");
  const newest =
    "(select max(exported) from ranks /*@ join file_offices as f using (file) where f.whose = happened.whose */)";
  for (const kind of kinds) {
    const {name, stands} = kind;
    if (!stands) continue;
    const once = onceOf(kind);
    await connection.run(`create or replace table ${once} as from ${name}`);
    await connection.run(`delete from ${name}`);
    await connection.run(`insert into ${name} by name
with happened as (select /*@ s.whose, */ min(year) as first, max(year) as last from (${years}) /*@ right join offices as s using (whose) group by s.whose */),
said as (
  select /*@ whose, */ coalesce(
    try_cast(getvariable('as_of') as date), (select any_value(try_cast(value as date)) from rules where rule = '数据截至' /*@ and rules.whose = happened.whose */),
    ${newest}, (${lastDay(kind, "happened")})
  ) as day from happened
), reach as (
  select /*@ happened.whose, */ coalesce(first, (select min(year(${stands.from})) from ${once} /*@ where ${once}.whose = happened.whose */)) as first,
    if(last is null, year(day), greatest(last, year(${newest}))) as last
  from happened, said /*@ where said.whose = happened.whose */
), counted as (
  select /*@ whose, */ unnest(range(first::bigint, last::bigint + 1)) as year from reach
)
select o.* replace (c.year as year, o.id || '|' || c.year as id)
from ${once} as o join counted as c on /*@ c.whose = o.whose and */ c.year >= year(o.${stands.from}) and c.year <= coalesce(year(o.${stands.to}), 9999)`);
  }
}

/** The last day that is over on which a record of a kind began or ended; of several offices each, as those of the table `of`. */
export const lastDay = ({stands, ...kind}: Pick<Kind, "name" | "stands">, of: string): string =>
  `select max(day) from (select /*@ whose, */ unnest([${stands!.from}, ${stands!.to}]) as day from ${onceOf(kind)}) as d where day <= current_date /*@ and d.whose = ${of}.whose */`;
