import type {DuckDBConnection} from "@duckdb/node-api";
import {StaffError} from "../src/intake/problem.js";
import type {Catalogue} from "../src/metrics/index.js";
import {text} from "../src/metrics/sql/index.js";
import {parseNotes} from "../src/metrics/table/index.js";
import type {OfficeTable} from "./charts.js";

/**
 * Reads the office's notes against the catalogue, the charts and the years that there are. Creates `noted` (place,
 * entry): each as JSON, for pages and documents. Throws StaffError on what is wrong.
 */
export async function notesOver(
  connection: DuckDBConnection,
  {file, records}: OfficeTable,
  catalogue: Catalogue
): Promise<void> {
  await connection.run("create table noted (place integer, entry varchar)");
  if (!records.length) return;
  const values = async (sql: string) => (await connection.runAndReadAll(sql)).getRows().map(([value]) => value);
  // The charts draw: loaded where the office notes something.
  const {figures} = await import("../src/figures/index.js");
  const own = (await values("select entry from charts")).map(
    entry => (JSON.parse(String(entry)) as {name: string}).name
  );
  const years = (await values("select year from periods union select year from sessions order by 1")).map(Number);
  const known = {charts: [...figures.map(({name}) => name), ...own], years};
  const {notes, faults} = parseNotes(file, records, catalogue, known);
  if (faults.length) throw new StaffError([...faults, "请改正参考表后重新运行。"].join("\n"));
  for (const [place, note] of notes.entries())
    await connection.run(`insert into noted values (${place}, ${text(JSON.stringify(note))})`);
}
