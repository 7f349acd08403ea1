import type {DuckDBConnection} from "@duckdb/node-api";
import {type Problem, sentence} from "../../src/intake/problem.js";
import {ofSheet} from "../../src/intake/read.js";
import type {Counts} from "../../src/intake/reading.js";
import type {FieldType} from "../../src/intake/source.js";
import type {Value} from "../../src/intake/values.js";
import {append, sqlType} from "./tables.js";

/** One file as read, or one sheet of several of a workbook, for `npm run ingest`, its `--json`, and the tables `files` and `problems`. */
export interface FileSummary extends Counts {
  file: number;
  /** What it is called, 提案.xlsx「2023」 of a sheet; `fileOf` gives the file. */
  name: string;
  sheet: string | null;
  sha256: string;
  bytes: number;
  kind: string | null;
  encoding: string | null;
  refused: string | null;
  /** The kinds that a refused file may hold, or what was not read of one of another kind: their figures are incomplete. */
  likely: string[];
  /** Of a file of which tables were not read, or so many rows put aside that what is left says little: how many. The figures of its kind are incomplete. */
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

/** The file that was read, or of which a sheet was. */
export const fileOf = ({name, sheet}: Pick<FileSummary, "name" | "sheet">): string =>
  sheet === null ? name : name.slice(0, -ofSheet("", sheet).length);

const orNull = (list: string[]) => (list.length > 0 ? list : null);

/** The columns of `files`. */
const fileColumns: [name: string, type: FieldType, value: (file: FileSummary, shown: string) => Value][] = [
  ["file", "integer", ({file}) => file],
  ["name", "text", ({name}) => name],
  ["sha256", "text", ({sha256}) => sha256],
  ["kind", "text", ({kind}) => kind],
  ["encoding", "text", ({encoding}) => encoding],
  ["bytes", "number", ({bytes}) => bytes],
  ["records", "integer", ({records}) => records],
  ["accepted", "integer", ({accepted}) => accepted],
  ["quarantined", "integer", ({quarantined}) => quarantined],
  ["duplicates", "integer", ({duplicates}) => duplicates],
  ["dropped_header", "integer", ({dropped}) => dropped.header],
  ["dropped_total", "integer", ({dropped}) => dropped.total],
  ["dropped_footer", "integer", ({dropped}) => dropped.footer],
  ["dropped_blank", "integer", ({dropped}) => dropped.blank],
  ["warnings", "integer", ({warnings}) => warnings],
  ["first_date", "date", ({firstDate}) => firstDate],
  ["last_date", "date", ({lastDate}) => lastDate],
  ["exported", "date", ({exported}) => exported],
  ["unknown_columns", "list", ({unknownColumns}) => orNull(unknownColumns)],
  ["refused", "text", ({refused}) => refused],
  ["likely", "list", ({likely}) => orNull(likely)],
  ["shown", "text", (_, shown) => shown],
  ["partly", "text", ({partly}) => partly]
];

/**
 * Writes the tables `files` (`shown`: what published pages call each, `names` in their order), `columns` (one row a file
 * and field that it carries) and `problems`.
 */
export async function writeFiles(
  connection: DuckDBConnection,
  files: FileSummary[],
  names: readonly string[] = files.map(({name}) => name)
): Promise<void> {
  const defined = fileColumns.map(([name, type]) => `${name} ${sqlType(type)}`).join(", ");
  await connection.run(`create or replace temp table files_read (${defined})`);
  await append(
    connection,
    "files_read",
    fileColumns.map(([, type]) => type),
    files.length,
    (row, column) => fileColumns[column]![2](files[row]!, names[row]!)
  );
  await connection.run(
    "create or replace table files as select * replace (bytes::bigint as bytes) /*@ , whose */ from files_read /*@ join file_offices using (file) */ order by file"
  );
  await connection.run("drop table temp.files_read");
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
