import {createHash} from "node:crypto";
import {open, readFile as readBytes, stat} from "node:fs/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {isZip} from "../src/intake/decode.js";
import {sources} from "../src/intake/index.js";
import {type Problem, problemOf, StaffError, sentence} from "../src/intake/problem.js";
import {type FileRead, readFile} from "../src/intake/read.js";
import {type Counts, noCounts} from "../src/intake/reading.js";
import {plainOf} from "../src/intake/values.js";
import {byName, type InputFile, type Inputs, unreadable} from "./files.js";
import {fateStatements, foldStatements, identityTables} from "./ingest/identity.js";
import {identities} from "./ingest/keys.js";
import {readLarge} from "./ingest/large.js";
import {type ReferenceTables, readReference, writeReference} from "./ingest/reference.js";
import {append, columnsOf, RecordWriter, sqlType} from "./ingest/tables.js";

/** One file as read, for `npm run ingest`, its `--json`, and the tables `files` and `problems`. */
export interface FileSummary extends Counts {
  file: number;
  name: string;
  sha256: string;
  bytes: number;
  kind: string | null;
  encoding: string | null;
  refused: string | null;
  exported: string | null;
  firstDate: string | null;
  lastDate: string | null;
  unknownColumns: string[];
  contactColumns: string[];
  problems: Problem[];
}

export interface IngestSummary {
  files: FileSummary[];
  /** Of the reference tables: the file's name and what is doubtful in it. */
  reference: {name: string; problem: Problem}[];
}

export interface IngestOptions {
  /** Return although files were refused, which are then only listed. */
  keepGoing?: boolean;
  /** Text files of at least so many bytes are read in bulk. */
  large?: number;
}

/**
 * Read all inputs into the DuckDB given: creates `proposals activities opinions indicators files problems` and the
 * reference tables, as the grain of each says (one row a record; who duplicates whom is decided over all files).
 * Throws StaffError, after everything was read, where a file was refused (not for lock files of Excel), where
 * reference tables contradict themselves, or where a file changed while it was read; the tables are then unfinished.
 */
export async function ingest(
  connection: DuckDBConnection,
  inputs: Pick<Inputs, "exports" | "reference">,
  onProgress: (message: string, share: number) => void = () => {},
  options: IngestOptions = {}
): Promise<IngestSummary> {
  const reference = await readReference(inputs.reference);
  await writeReference(connection, reference);
  for (const source of sources) {
    const defined = columnsOf(source).map(({name, type}) => {
      const field = source.fields[name];
      return `${name} ${sqlType(type)}${field && plainOf(field) ? unlike : ""}`;
    });
    await connection.run(
      `create or replace table ${source.name} (file integer, line integer, id varchar${unlike}, ${defined.join(", ")})`
    );
  }
  for (const sql of identityTables) await connection.run(sql);
  const files = await withinMemory(connection, async () => {
    const read = await readAll(connection, inputs.exports, reference, onProgress, options);
    await identify(connection, read);
    return read;
  });
  await writeFiles(connection, files);
  await dropStaging(connection);
  const refused = files.filter(file => file.refused && !isLock(file.name));
  if (refused.length > 0 && !options.keepGoing)
    throw new StaffError(refused.map(file => `${file.name}:${file.refused}`).join("\n"));
  return {files, reference: reference.warnings};
}

/** Texts that are nearly all different: to look for what they share takes longer than to write them. */
const unlike = " using compression uncompressed";

const isLock = (name: string) => /(^|\/)~\$/.test(name);

async function readAll(
  connection: DuckDBConnection,
  exports: readonly InputFile[],
  reference: ReferenceTables,
  onProgress: (message: string, share: number) => void,
  options: IngestOptions
): Promise<FileSummary[]> {
  const files: FileSummary[] = [];
  const total = exports.reduce((sum, {bytes}) => sum + bytes, 0) || 1;
  let done = 0;
  for (const [index, input] of exports.entries()) {
    const same = files.find(file => file.sha256 === input.sha256 && file.refused === null);
    let tenths = 0;
    const part = (share: number) => {
      if (share * 10 < tenths + 1) return;
      tenths = Math.floor(share * 10);
      onProgress(`读取 ${index + 1}/${exports.length} ${input.name}:${tenths}0%`, (done + share * input.bytes) / total);
    };
    const file = same
      ? copyOf(same, input, index + 1)
      : await readOne(connection, input, index + 1, reference, options, part);
    done += input.bytes;
    files.push(file);
    onProgress(`读取 ${index + 1}/${exports.length} ${file.name}:${file.records} 行`, done / total);
  }
  return files;
}

async function readOne(
  connection: DuckDBConnection,
  input: InputFile,
  file: number,
  {context}: ReferenceTables,
  {large = 8_000_000}: IngestOptions,
  onProgress: (share: number) => void
): Promise<FileSummary> {
  try {
    const workbook = isZip(await readHeadOf(input.path));
    if (input.bytes >= large && !workbook) {
      const before = await stat(input.path);
      const read = await readLarge(connection, input, file, context, onProgress);
      const after = await stat(input.path);
      if (before.size !== input.bytes || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
        throw changed(input);
      if (read !== "whole") return summaryOf(input, file, read);
    }
    const bytes = await readBytes(input.path);
    if (createHash("sha256").update(bytes).digest("hex") !== input.sha256) throw changed(input);
    const read = await readFile(input.name, bytes, context);
    if (read.kind) {
      const writer = new RecordWriter(connection, read.kind, file);
      for (const record of read.records) await writer.write(record);
      await writer.flush();
    }
    return summaryOf(input, file, read);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") throw new StaffError("磁盘空间不足,读不完导出文件;请清理磁盘后再运行一次。");
    if (typeof code === "string" && /^E[A-Z]+$/.test(code)) throw new StaffError(unreadable(input.name, error));
    throw error;
  }
}

/** What DuckDB may take while it reads a large file; beyond that it writes beside the database. */
const memory = "1GB";

async function withinMemory<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  const [[before]] = (await connection.runAndReadAll("select current_setting('memory_limit')")).getRows() as [[string]];
  await connection.run(`set memory_limit = '${memory}'`);
  try {
    return await work();
  } finally {
    await connection.run(`set memory_limit = '${before}'`);
  }
}

const changed = ({name}: InputFile) => new StaffError(`${name}:在读取时被改动;请等它保存完毕,再运行一次。`);

async function readHeadOf(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const {buffer, bytesRead} = await handle.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function summaryOf(input: InputFile, file: number, read: FileRead): FileSummary {
  return {
    file,
    name: input.name,
    sha256: input.sha256,
    bytes: input.bytes,
    kind: read.kind?.name ?? null,
    encoding: read.encoding,
    refused: read.refused,
    exported: read.exported,
    firstDate: null,
    lastDate: null,
    unknownColumns: read.match?.unknown ?? [],
    contactColumns: read.match?.contact ?? [],
    problems: read.problems,
    ...read.counts
  };
}

/** The same bytes twice count once: every record of the copy is a duplicate. */
function copyOf(original: FileSummary, input: InputFile, file: number): FileSummary {
  const fault = {code: "same-file", what: `与 ${original.name} 内容完全相同,只计一次`, remedy: "多余的一份可以删去"};
  const {dropped, records} = original;
  const counts = {
    ...noCounts(),
    records,
    dropped,
    warnings: 1,
    duplicates: records - Object.values(dropped).reduce((a, b) => a + b, 0)
  };
  const problem = problemOf(fault, {line: 0, column: "", found: "", severity: "warning"});
  return {...original, file, name: input.name, bytes: input.bytes, problems: [problem], ...counts};
}

/** Decide over all files which rows are one record, and correct the counts of the files. */
async function identify(connection: DuckDBConnection, files: FileSummary[]): Promise<void> {
  const newest = [...files].sort(
    (a, b) => (a.exported ?? "").localeCompare(b.exported ?? "") || byName(a.name, b.name)
  );
  await connection.run("create or replace temp table ranks (file integer, rank integer)");
  await append(connection, "ranks", ["integer", "integer"], newest.length, (row, column) =>
    column === 0 ? newest[row]!.file : row
  );
  for (const source of sources) {
    const dates = await connection.runAndReadAll(
      `select file, min(d)::varchar, max(d)::varchar
       from (select file, ${identities[source.name]!.date} as d from ${source.name}) group by file`
    );
    const found = dates.getRows() as [number, string | null, string | null][];
    for (const [file, firstDate, lastDate] of found) Object.assign(files[file - 1]!, {firstDate, lastDate});
    if (found.length === 0) continue;
    for (const sql of fateStatements(source, found.length > 1)) await connection.run(sql);
    const gone = await connection.runAndReadAll(
      `select count(*)::integer from fates where kind = '${source.name}' and fate <> 'accepted'`
    );
    if (gone.getRows()[0]![0] !== 0) for (const sql of foldStatements(source)) await connection.run(sql);
  }
  await tellFates(connection, files);
  await tellReplaced(connection, files);
}

/** How many fates of one kind are told of a file, row by row. */
const told = 1000;

async function tellFates(connection: DuckDBConnection, files: FileSummary[]): Promise<void> {
  const counted = await connection.runAndReadAll(
    "select file, fate, code, count(*)::integer from fates group by all order by all"
  );
  for (const [file, fate, code, count] of counted.getRows() as [number, string, string, number][]) {
    const own = files[file - 1]!;
    if (fate !== "accepted") own.accepted -= count;
    if (fate === "duplicate") own.duplicates += count;
    if (fate === "quarantined") own.quarantined += count;
    if (fateFaults[code] && fate !== "quarantined") own.warnings += count;
    if (fateFaults[code] && count > told) {
      const fault = {...fateFaults[code]("另一行"), code: `${code}-more`};
      const what = `「${fault.what}」一类的问题共 ${count} 处,只列出前 ${told} 处`;
      own.problems.push(problemOf({...fault, what}, {line: 0, column: "", found: "", severity: "warning"}));
    }
  }
  const fates = await connection.runAndReadAll(
    `select file, fate, code, line, into_file, into_line from fates where code not in ('folded', 'replaced')
     qualify row_number() over (partition by file, code order by line) <= ${told} order by all`
  );
  for (const row of fates.getRows() as [number, string, string, number, number, number][]) {
    const [file, fate, code, line, intoFile, intoLine] = row;
    const where = intoFile === file ? `第 ${intoLine} 行` : `${files[intoFile - 1]!.name} 第 ${intoLine} 行`;
    const severity = fate === "quarantined" ? "error" : "warning";
    files[file - 1]!.problems.push(problemOf(fateFaults[code]!(where), {line, column: "", found: "", severity}));
  }
}

/** What a newer export changed is said once a pair of files; the table `replacements` has every row. */
async function tellReplaced(connection: DuckDBConnection, files: FileSummary[]): Promise<void> {
  const pairs = await connection.runAndReadAll(
    `select file, into_file, count(*)::integer, (count(*) filter (len(columns) > 0))::integer,
       array_to_string((list('第 ' || line || ' 行「' || array_to_string(columns, '」「') || '」' order by line)
         filter (len(columns) > 0))[:10], '、')
     from replacements group by all order by all`
  );
  for (const [file, intoFile, count, changed, where] of pairs.getRows() as [number, number, number, number, string][]) {
    const own = files[file - 1]!;
    const differing = changed > 0 ? `,其中 ${changed} 行内容不同:${where}${changed > 10 ? "等" : ""}` : "";
    const fault = {
      code: "replaced",
      what: `有 ${count} 行也在较新的 ${files[intoFile - 1]!.name} 中${differing}`,
      remedy: "以较新的为准"
    };
    own.warnings++;
    own.problems.push(problemOf(fault, {line: 0, column: "", found: "", severity: "warning"}));
  }
}

/** What is said of a row that is no record of its own; folded and replaced rows are only counted. */
const fateFaults: Record<string, (where: string) => {code: string; what: string; remedy: string}> = {
  "same-key": where => ({code: "same-key", what: `编号与${where}相同,内容却不同`, remedy: "请核对编号,改正后重新导出"}),
  "key-conflict": where => ({
    code: "key-conflict",
    what: `编号与较新的 ${where}相同,内容和提出者却不同`,
    remedy: "请核对是否重新编号,或删去旧的导出"
  }),
  renumbered: where => ({code: "renumbered", what: `已重新编号,以较新的 ${where}为准`, remedy: "无需处理"}),
  "same-title": where => ({
    code: "same-title",
    what: `标题与${where}相同,编号不同`,
    remedy: "两件都计入,请确认不是重复"
  }),
  retitled: where => ({code: "retitled", what: `标题有改动,以较新的 ${where}为准`, remedy: "请确认是同一件"})
};

async function writeFiles(connection: DuckDBConnection, files: FileSummary[]): Promise<void> {
  await connection.run(`create or replace table files (
    file integer, name varchar, sha256 varchar, kind varchar, encoding varchar, bytes bigint, records integer,
    accepted integer, quarantined integer, duplicates integer, dropped_header integer, dropped_total integer,
    dropped_footer integer, dropped_blank integer, warnings integer, first_date date, last_date date, exported date,
    unknown_columns varchar[], refused varchar)`);
  for (const file of files) {
    const {dropped} = file;
    await connection.run(
      `insert into files values ($1, $2, $3, $4, $5, $6::bigint, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::date, $17::date, $18::date, string_split(nullif($19, ''), chr(10)), $20)`,
      [
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
        file.refused
      ]
    );
  }
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

async function dropStaging(connection: DuckDBConnection): Promise<void> {
  for (const table of ["ranks", "fates", "doubled", "within", "folded"])
    await connection.run(`drop table if exists temp.${table}`);
}
