import type {DuckDBConnection} from "@duckdb/node-api";
import {type Kind, onceOf} from "../../src/kinds/kind.js";

/**
 * Has the records of a kind that stand over years count once in each of them, as far as the years reach in which
 * something of another kind happened; where nothing did, in the last year in which one of them began. The records as
 * they were read are kept beside (`onceOf`).
 */
export async function spread(connection: DuckDBConnection, kinds: readonly Kind[]): Promise<void> {
  const years = kinds
    .filter(({date}) => date)
    .map(({name}) => `select year from ${name} where year is not null`)
    .join(" union ");
  for (const kind of kinds) {
    const {name, stands} = kind;
    if (!stands) continue;
    const once = onceOf(kind);
    await connection.run(`create or replace table ${once} as from ${name}`);
    await connection.run(`delete from ${name}`);
    await connection.run(`insert into ${name} by name
with happened as (${years}), counted as (
  from happened union select max(year) from ${once} where not exists (from happened)
)
select o.* replace (c.year as year, o.id || '|' || c.year as id)
from ${once} as o join counted as c on c.year >= year(o.${stands.from}) and c.year <= coalesce(year(o.${stands.to}), 9999)`);
  }
}
