import type {DuckDBConnection} from "@duckdb/node-api";
import {problemOf} from "../../src/intake/problem.js";
import {listed, type TableReader} from "../../src/intake/reading.js";
import type {Row} from "../../src/intake/rows.js";
import type {BulkColumn} from "./bulk-columns.js";
import type {Shift} from "./scan.js";
import {RecordWriter} from "./tables.js";

/** How many rows are fetched at a time. */
const batch = 20_000;

/** Reads the rows in doubt one by one, in the order of the file, and writes the records they give. */
export async function readSuspects(
  connection: DuckDBConnection,
  file: number,
  reader: TableReader,
  shifts: readonly Shift[]
): Promise<void> {
  const {match} = reader;
  // Apart at first, so that the rows that went in bulk can be counted up to a total row.
  await connection.run(`create or replace temp table late as from ${match.source.name} limit 0`);
  const writer = new RecordWriter(connection, match.source, file, "late");
  const width = match.header.length;
  const kept = (await connection.runAndReadAll("describe raw"))
    .getRows()
    .map(([name]) => Number(String(name).slice(1)));
  const cellsOf = (row: readonly unknown[]) => {
    const cells: string[] = new Array(width).fill("");
    kept.forEach((index, i) => {
      cells[index] = (row[i + 1] as string | null) ?? "";
    });
    return cells;
  };
  let told = 0;
  let aboveAt = -1;
  for (let last = -1; ; ) {
    const result = await connection.runAndReadAll(
      `select r.rowid, r.* from raw as r semi join suspects as s on r.rowid = s.position
       where r.rowid > ${last} order by r.rowid limit ${batch}`
    );
    const rows = result.getRows();
    if (rows.length === 0) break;
    last = Number(rows.at(-1)![0]);
    for (const found of rows) {
      const position = Number(found[0]);
      const cells = cellsOf(found);
      const row: Row = {line: lineOf(shifts, position), lines: 1, cells};
      const suspect = reader.records.isSuspect(cells);
      const role = reader.roleOf(cells, suspect);
      if (role === "total") {
        await tally(connection, file, reader, told, row.line);
        told = row.line;
      } else if (suspect) {
        if (reader.records.isContinuation(cells)) {
          const above = await connection.runAndReadAll(
            `select r.rowid, r.* from raw as r where r.rowid = (
               select max(q.rowid) from raw as q where q.rowid < ${position} and q.rowid > ${aboveAt}
               and q.rowid not in (select position from suspects))`
          );
          const [clean] = above.getRows();
          if (clean) reader.above = cellsOf(clean);
        }
      }
      const record = reader.read(row);
      if (record) {
        await writer.write(record);
        aboveAt = position;
      }
    }
  }
  if (reader.control.early) await tally(connection, file, reader, told, Number.MAX_SAFE_INTEGER);
  await writer.flush();
  await connection.run(`insert into ${match.source.name} from late`);
  await connection.run("drop table temp.late");
}

/** The line a record stands on. */
function lineOf(shifts: readonly Shift[], record: number): number {
  let low = 0;
  let high = shifts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (shifts[middle]!.record <= record) low = middle;
    else high = middle - 1;
  }
  return record + (shifts[low]?.line ?? 0);
}

/** Counts the rows that went in bulk between two lines toward the control totals. */
async function tally(connection: DuckDBConnection, file: number, reader: TableReader, from: number, until: number) {
  const {control, match} = reader;
  const sums = control.fields.map(field => `coalesce(sum(${field}), 0)::double`);
  const result = await connection.runAndReadAll(
    `select count(*)::integer, ${[...sums, "0"].join(", ")} from ${match.source.name}
     where file = ${file} and line > ${from} and line < ${until}`
  );
  const [count, ...found] = result.getRows()[0] as number[];
  control.addMany(count!, new Map(control.fields.map((field, i) => [field, found[i]!])));
}

/** Tells of text in columns without a header, in the rows that went in bulk. */
export async function tellUnnamed(
  connection: DuckDBConnection,
  reader: TableReader,
  shifts: readonly Shift[]
): Promise<void> {
  for (const index of reader.match.unnamed) {
    const result = await connection.runAndReadAll(
      `select count(*)::integer, min(r.rowid) from raw as r anti join suspects as s on r.rowid = s.position
       where trim(r.c${index}) <> ''`
    );
    const [count, first] = result.getRows()[0] as [number, bigint | null];
    if (count > 0) reader.addUnnamed(index, count, lineOf(shifts, Number(first)));
  }
}

/** Tells the warnings of the rows that went in bulk: the first of each kind row by row, the others by number. */
export async function tellDoubts(
  connection: DuckDBConnection,
  reader: TableReader,
  columns: readonly BulkColumn[],
  shifts: readonly Shift[]
): Promise<void> {
  const {match} = reader;
  for (const {field, index, text, doubts, read} of columns) {
    const {header} = match.columns.find(column => column.field === field)!;
    for (const code of doubts) {
      const from = `from raw as r join k_${field} as k on k.text = ${text} and k.doubt = '${code}'
        anti join suspects as s on r.rowid = s.position`;
      const first = await connection.runAndReadAll(
        `select r.rowid, r.c${index} ${from} order by r.rowid limit ${listed}`
      );
      const count = await connection.runAndReadAll(`select count(*)::integer ${from}`);
      for (const [position, found] of first.getRows() as [bigint, string][]) {
        const line = lineOf(shifts, Number(position));
        const at = {line, column: header, found, severity: "warning" as const, field: match.source.fields[field]};
        reader.add(problemOf(read(found).fault!, at));
      }
      reader.addUnlisted(header, code, "warning", Number(count.getRows()[0]![0]) - first.currentRowCount);
    }
  }
}
