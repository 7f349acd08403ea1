import type {DuckDBConnection} from "@duckdb/node-api";
import type {FieldType} from "../../src/intake/source.js";
import type {Value} from "../../src/intake/values.js";
import {itemsShown, monthsShown} from "../../src/metrics/sql/place-splits.js";
import {append} from "../ingest/tables.js";
import type {Bundle} from "./bundle.js";

/** Adds what a place gave as figures, in place of rows, to the tables of all places. */
export async function takeBundle(
  connection: DuckDBConnection,
  place: string,
  {bundle, digest}: {bundle: Bundle; digest: string}
): Promise<void> {
  const write = (table: string, types: FieldType[], rows: readonly (readonly Value[])[]) =>
    append(connection, table, ["text", ...types], rows.length, (row, column) =>
      column === 0 ? place : (rows[row]![column - 1] ?? null)
    );
  await connection.run("begin");
  const kindOf = (metric: string) => metric.slice(0, metric.indexOf("."));
  await write(
    "bundled",
    ["text", "text", "integer", "number"],
    bundle.values.map(([metric, year, value]) => [kindOf(metric), metric, year, value])
  );
  await write(
    "bundle_metrics",
    ["text", "text"],
    bundle.metrics.map(({id, counted}) => [id, counted])
  );
  await write("bundle_lacking", ["text", "integer", "text", "flag"], bundle.lacking);
  await write(
    "bundle_cells",
    ["text", "integer", "text", "text", "number"],
    bundle.dimensions.flatMap(({metric, year, dimension, cells}) =>
      itemsShown(metric, dimension) ? cells.map(({item, value}) => [metric, year, dimension, item, value]) : []
    )
  );
  await write(
    "bundle_months",
    ["text", "integer", "integer", "number"],
    bundle.months.flatMap(({metric, year, values}) =>
      monthsShown(metric) ? values.map((value, i) => [metric, year, i + 1, value]) : []
    )
  );
  await write(
    "terms",
    ["integer"],
    bundle.terms.map(year => [year])
  );
  await write(
    "place_years",
    ["text", "integer", "date", "flag"],
    bundle.years.map(({basis, year, until, complete}) => [basis, year, until, complete])
  );
  await write("reach", ["date"], [[bundle.asOf]]);
  // Of which kinds a place has something.
  for (const kind of new Set(bundle.values.map(([metric]) => kindOf(metric))))
    await connection.run("insert into files by name select $1 as place, $2 as kind, 1 as accepted", [place, kind]);
  for (const fault of bundle.faults)
    await connection.run("insert into files by name select $1 as place, $2 as name, $3 as refused", [
      place,
      ...parted(fault)
    ]);
  await connection.run("insert into staged_places values ($1, $2, null)", [place, digest]);
  await connection.run("commit");
}

/** The file and what is said of it. */
const parted = (fault: string): [string, string] => [fault.split("：")[0]!, fault.split("：").slice(1).join("：")];
