import type {DuckDBConnection} from "@duckdb/node-api";
import {type Problem, sentence} from "../../src/intake/problem.js";
import type {Counts} from "../../src/intake/reading.js";
import {append} from "./tables.js";

/** One file as read, for `npm run ingest`, its `--json`, and the tables `files` and `problems`. */
export interface FileSummary extends Counts {
  file: number;
  name: string;
  sha256: string;
  bytes: number;
  kind: string | null;
  encoding: string | null;
  refused: string | null;
  /** The kinds that a refused file may hold: their figures are incomplete. */
  likely: string[];
  /** Of a file of which so many rows were put aside that what is left says little: how many. The figures of its kind are incomplete. */
  partly: string | null;
  exported: string | null;
  firstDate: string | null;
  lastDate: string | null;
  /** The years that its records count in, in order. */
  years: number[];
  unknownColumns: string[];
  contactColumns: string[];
  /** The columns that were read, in the order of the file: the field and its header there. */
  columns: {field: string; header: string}[];
  problems: Problem[];
}

/**
 * Writes the tables `files` (`shown`: what published pages call each, `names` in their order), `columns` (one row a file
 * and field that it carries) and `problems`.
 */
export async function writeFiles(
  connection: DuckDBConnection,
  files: FileSummary[],
  names: readonly string[] = files.map(({name}) => name)
): Promise<void> {
  await connection.run(`create or replace table files (
    file integer, name varchar, sha256 varchar, kind varchar, encoding varchar, bytes bigint, records integer,
    accepted integer, quarantined integer, duplicates integer, dropped_header integer, dropped_total integer,
    dropped_footer integer, dropped_blank integer, warnings integer, first_date date, last_date date, exported date,
    unknown_columns varchar[], refused varchar, likely varchar[], shown varchar, partly varchar)`);
  const written = files.map(file => {
    const {dropped} = file;
    return [
      file.file,
      file.name,
      file.sha256,
      file.kind,
      file.encoding,
      file.bytes,
      file.records,
      file.accepted,
      file.quarantined,
      file.duplicates,
      dropped.header,
      dropped.total,
      dropped.footer,
      dropped.blank,
      file.warnings,
      file.firstDate,
      file.lastDate,
      file.exported,
      file.unknownColumns.join("\n"),
      file.refused,
      file.likely.join("\n"),
      names[file.file - 1]!,
      file.partly
    ];
  });
  const list = (part: string) => `string_split(nullif(${part}, ''), chr(10))`;
  const as: Record<number, (part: string) => string> = {18: list, 20: list};
  let place = 0;
  const values = written.map(row => `(${row.map((_, i) => (as[i] ?? String)(`$${++place}`)).join(", ")})`);
  if (values.length > 0) await connection.run(`insert into files values ${values.join(", ")}`, written.flat());
  await connection.run("create or replace table columns (file integer, field varchar, header varchar)");
  const carried = files.flatMap(({file, columns}) => columns.map(({field, header}) => [file, field, header] as const));
  await append(
    connection,
    "columns",
    ["integer", "text", "text"],
    carried.length,
    (row, column) => carried[row]![column]!
  );
  await connection.run(`create or replace table problems (
    file integer, name varchar, line integer, column_name varchar, found varchar, message varchar, severity varchar,
    code varchar, personal boolean)`);
  const rows = files.flatMap(({file, name, problems}) => problems.map(problem => ({file, name, problem})));
  const columns = ["integer", "text", "integer", "text", "text", "text", "text", "text", "flag"] as const;
  await append(connection, "problems", columns, rows.length, (row, column) => {
    const {file, name, problem} = rows[row]!;
    const {line, column: header, found, severity, code, personal} = problem;
    return [file, name, line, header, found, sentence(name, problem), severity, code, personal][column]!;
  });
}
