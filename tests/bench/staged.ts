import {DuckDBInstance} from "@duckdb/node-api";
import {countElsewhere} from "../../loaders/places/engine.js";
import {engineAt} from "../../loaders/places/server.js";
import {kindOf} from "../../src/kinds/index.js";
import {readCatalogue} from "../../src/metrics/index.js";
import {facts} from "../../src/metrics/sql/index.js";
import {createAnew, kindsCounted, placeCounts, placesAnew, placeYears} from "../../src/metrics/sql/place-counts.js";
import {placeSplits, splitsShown} from "../../src/metrics/sql/place-splits.js";
import {placeMeasures} from "../../src/metrics/sql/places.js";

/** The districts of a country, over which multiplied rows are dealt out. */
const places = 3000;

async function inside<T>(
  path: string,
  settings: Record<string, string>,
  work: (
    rows: (sql: string) => Promise<unknown[][]>,
    open: Awaited<ReturnType<DuckDBInstance["connect"]>>
  ) => Promise<T>
): Promise<T> {
  const instance = await DuckDBInstance.create(path, settings);
  const connection = await instance.connect();
  try {
    return await work(async sql => (await connection.runAndReadAll(sql)).getRows() as unknown[][], connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const computed =
  "select table_name from duckdb_tables() where regexp_matches(table_name, '^(wide|values|spans)_') or table_name in ('wide', 'anew', 'place_figures', 'place_sums', 'split_months', 'split_items')";

/** Multiplies the rows of a database of places until so many are staged, dealt out over the districts of a country. */
export const multiply = (path: string, wanted: number) =>
  inside(path, {memory_limit: "4GB", preserve_insertion_order: "false"}, async rows => {
    for (const [table] of await rows(computed)) await rows(`drop table "${table}"`);
    for (const view of ["place_months", "place_items"]) await rows(`drop view if exists ${view}`);
    const tables = (await rows("select table_name from duckdb_tables() where table_name like '%_facts%'")).map(String);
    const [[there]] = (await rows(`select ${tables.map(table => `(select count(*) from ${table})`).join(" + ")}`)) as [
      [bigint]
    ];
    const times = Math.max(1, Math.round(wanted / Number(there)));
    for (const table of tables) {
      await rows(
        `create table many as select t.* replace ('P' || ((hash(t.place, k) % ${places})::varchar) as place) from range(${times}) as r(k), ${table} as t`
      );
      await rows(`drop table ${table}`);
      await rows(`alter table many rename to ${table}`);
    }
    await rows("delete from within");
    await rows(
      `insert into within select 'P' || k, unnest(['国', '省' || (k % 31)]) from range(${places}) as r(k) union all select '省' || k, '国' from range(31) as r(k)`
    );
    for (const table of ["alike", "followed", "lacking_besides", "lacked"]) await rows(`delete from ${table}`);
    await rows("checkpoint");
  });

/** Counts all figures of them, and what one province of them is split by. */
export const countRows = (path: string, memory: string, engine: string | undefined) =>
  inside(
    path,
    {memory_limit: memory, temp_directory: `${path}.tmp`, preserve_insertion_order: "false"},
    async (rows, open) => {
      for (const [table] of await rows(computed)) await rows(`drop table "${table}"`);
      const [[catalogue]] = (await rows(
        "select '[' || string_agg(entry, ',' order by position) || ']' from metrics"
      )) as [[string]];
      const read = readCatalogue([{catalogue}]);
      const basis = (kind: Parameters<typeof kindOf>[0]) => kindOf(kind).basis;
      const splits = splitsShown(read);
      await rows(createAnew);
      if (engine) await countElsewhere(open, engineAt(engine), read, basis, splits);
      else for (const sql of placeCounts(read, basis)) await rows(sql);
      for (const sql of [...placeYears(read), ...placesAnew(read, engine !== undefined), ...placeMeasures(read)])
        await rows(sql);
      const elsewhere = engine ? {months: "split_months", items: "split_items"} : undefined;
      for (const sql of placeSplits(read, basis, elsewhere)) await rows(sql);
      const province = "where place in (select place from within where ancestor = '省0')";
      for (const view of ["place_months", "place_items"])
        await rows(`select count(*), sum(value) from ${view} ${province}`);
      if ((await rows("select count(*) from place_sums where place = '国'"))[0]![0] === 0n)
        throw new Error(`invalid sums: none, of ${kindsCounted(read).map(kind => facts[kind])}`);
    }
  );
