import type {DuckDBConnection} from "@duckdb/node-api";
import {StaffError} from "../src/intake/problem.js";
import type {Catalogue} from "../src/metrics/index.js";
import {text} from "../src/metrics/sql/index.js";
import {type Note, parseNotes} from "../src/metrics/table/index.js";
import type {OfficeTable} from "./charts.js";

/** Reads the office's notes against the catalogue, the charts, ours and its own, and the years that a warehouse has. */
export async function readNotes(
  connection: DuckDBConnection,
  {file, records}: OfficeTable,
  catalogue: Catalogue,
  own: readonly string[]
): Promise<{notes: Note[]; faults: string[]}> {
  if (!records.length) return {notes: [], faults: []};
  // The charts draw: loaded where the office notes something.
  const {figures} = await import("../src/figures/index.js");
  const years = await connection.runAndReadAll(
    "select year::integer from periods union select year::integer from sessions order by 1"
  );
  const known = {
    charts: [...figures.map(({name}) => name), ...own],
    years: years.getRows().map(([year]) => Number(year))
  };
  return parseNotes(file, records, catalogue, known);
}

/**
 * Creates `noted` (place, entry): each note as JSON, for pages and documents. The table of charts stands. Throws
 * StaffError on what is wrong.
 */
export async function notesOver(connection: DuckDBConnection, table: OfficeTable, catalogue: Catalogue): Promise<void> {
  await connection.run("create table noted (place integer, entry varchar)");
  const charts = (await connection.runAndReadAll("select entry from charts")).getRows();
  const own = charts.map(([entry]) => (JSON.parse(String(entry)) as {name: string}).name);
  const {notes, faults} = await readNotes(connection, table, catalogue, own);
  if (faults.length) throw new StaffError([...faults, "请改正参考表后重新运行。"].join("\n"));
  for (const [place, note] of notes.entries())
    await connection.run(`insert into noted values (${place}, ${text(JSON.stringify(note))})`);
}
