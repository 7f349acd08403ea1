import type {DuckDBConnection} from "@duckdb/node-api";
import {problemOf} from "../../src/intake/problem.js";
import {disagreeFault, keyConflictFault, retitledFault, sameKeyFault, sameTitleFault} from "../../src/intake/same.js";
import type {Source} from "../../src/intake/source.js";
import {takenOf} from "../../src/kinds/fold.js";
import {type KindName, kindOf} from "../../src/kinds/index.js";
import {indicators} from "../../src/kinds/indicators.js";
import type {Identity} from "../../src/kinds/kind.js";
import {byName} from "../files.js";
import {disagreements, fateStatements, foldStatements} from "./identity.js";
import {identityOf} from "./keys.js";
import {type FileSummary, fileOf} from "./summary.js";
import {append} from "./tables.js";

/** Decide over all files which rows are one record, and correct the counts of the files. */
export async function identify(
  connection: DuckDBConnection,
  files: FileSummary[],
  sources: readonly Source[]
): Promise<void> {
  const newest = [...files].sort(
    (a, b) =>
      (a.exported ?? "").localeCompare(b.exported ?? "") ||
      byName(fileOf(a), fileOf(b)) ||
      // Of the sheets of a workbook none is newer: the one that says most stands, else the first.
      a.columns.length - b.columns.length ||
      b.file - a.file
  );
  const books = files.map(fileOf);
  await connection.run("create or replace temp table ranks (file integer, rank integer, exported date, book integer)");
  await append(
    connection,
    "ranks",
    ["integer", "integer", "date", "integer"],
    newest.length,
    (row, column) => [newest[row]!.file, row, newest[row]!.exported, books.indexOf(fileOf(newest[row]!))][column]!
  );
  for (const source of sources.filter(({name}) => files.some(({kind}) => kind === name))) {
    const dates = await connection.runAndReadAll(
      `select file, min(d)::varchar, max(d)::varchar
       from (select file, ${identityOf(source.name).date} as d from ${source.name}) group by file`
    );
    const found = dates.getRows() as [number, string | null, string | null][];
    for (const [file, firstDate, lastDate] of found) Object.assign(files[file - 1]!, {firstDate, lastDate});
    if (found.length === 0) continue;
    for (const sql of fateStatements(source, found.length > 1)) await connection.run(sql);
    const gone = await connection.runAndReadAll(
      `select count(*)::integer from fates where kind = '${source.name}' and fate <> 'accepted'`
    );
    if (gone.getRows()[0]![0] === 0) continue;
    await tellDisagreements(connection, source, files);
    for (const sql of foldStatements(source)) await connection.run(sql);
  }
  // Lines of the ledger that say something else of one indicator and year: which is right nobody can tell.
  await connection.run(`create or replace table contradicted as
    select distinct /*@ i.whose, */ i.indicator, i.year from fates as f join ${indicators.name} as i on i.file = f.into_file and i.line = f.into_line
    where f.kind = '${indicators.name}' and f.fate = 'quarantined'`);
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
      const fault = {...fateFaults[code]("另一行", kindOf(own.kind as KindName).identity), code: `${code}-more`};
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
    const own = files[file - 1]!;
    const within = code === "key-conflict" && fileOf(files[intoFile - 1]!) === fileOf(own);
    const fault = fateFaults[within ? "same-key" : code]!(where, kindOf(own.kind as KindName).identity, anew(own));
    own.problems.push(problemOf(fault, {line, column: "", found: "", severity}));
  }
}

/** Of rows that are one record: what they say differently, with each of the values, of people without. */
async function tellDisagreements(connection: DuckDBConnection, source: Source, files: FileSummary[]): Promise<void> {
  const counted = new Map<string, number>();
  const found = await connection.runAndReadAll(disagreements(source));
  for (const [file, head, id, lines, values] of found.getRowsJS() as [number, number, string, number[], string[]][]) {
    const own = files[file - 1]!;
    // What only follows from other columns is told of these.
    const column = own.columns.find(({field}) => field === id)?.header;
    if (column === undefined) continue;
    own.warnings++;
    const key = `${file} ${id}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
    if (counted.get(key)! > told) continue;
    const field = source.fields[id]!;
    const taken = takenOf({...kindOf(source.name as KindName), fields: source.fields}, id);
    const fault = disagreeFault(field, column, lines, values, taken);
    own.problems.push(problemOf(fault, {line: head, column, found: "", severity: "warning", field}));
  }
}

/** What a newer export changed is said once a pair of files; the table `replacements` has every row. */
async function tellReplaced(connection: DuckDBConnection, files: FileSummary[]): Promise<void> {
  const pairs = await connection.runAndReadAll(
    `select file, into_file, count(*)::integer, (count(*) filter (len(columns) > 0))::integer,
       array_to_string((list('第 ' || line || ' 行「' || array_to_string(columns, '」「') || '」' order by line)
         filter (len(columns) > 0))[:10], '、'),
       (count(*) filter (list_contains(columns, '年度')))::integer
     from replacements group by all order by all`
  );
  type Pair = [file: number, into: number, count: number, changed: number, where: string, years: number];
  for (const [file, intoFile, count, changed, where, years] of pairs.getRows() as Pair[]) {
    const own = files[file - 1]!;
    const other = files[intoFile - 1]!;
    const within = fileOf(own) === fileOf(other);
    const taken = other.columns.length > own.columns.length ? "列多的" : "排在前面的";
    const differing = changed > 0 ? `,其中 ${changed} 行内容不同:${where}${changed > 10 ? "等" : ""}` : "";
    const fault = {
      code: "replaced",
      what: `有 ${count} 行也在${within ? "" : "较新的"} ${other.name} 中${differing}`,
      remedy: within ? `只计一次,以${taken}为准` : "以较新的为准"
    };
    // The same number in another year: most likely each year counts anew, and nothing is the same.
    const another = years * 2 > count;
    if (another) fault.remedy += `;年度不同的有 ${years} 行,请核对是不是同一条${anew(own)}`;
    else own.warnings++;
    own.problems.push(problemOf(fault, {line: 0, column: "", found: "", severity: another ? "error" : "warning"}));
  }
}

/** What to write where the numbers of a file's records are no numbers of records: 流水号 that begins with 1 each year. */
function anew({kind, columns}: FileSummary): string {
  const serial = columns.find(({field}) => field === "serial")?.header;
  if (!serial) return "";
  return `;${serial}每年重新编的,在 columns.csv 中写“${kindOf(kind as KindName).label},${serial},不用,”`;
}

/** What is said of a row that is no record of its own; folded and replaced rows are only counted. */
const fateFaults: Record<
  string,
  (where: string, identity: Identity, anew?: string) => {code: string; what: string; remedy: string}
> = {
  "same-key": sameKeyFault,
  "same-row": where => ({code: "same-row", what: `与${where}是同一条,只计一次`, remedy: "多余的一行可以删去"}),
  "key-conflict": (where, identity, anew = "") => keyConflictFault(where, identity, anew),
  "zeros-lost": where => ({
    code: "zeros-lost",
    what: `与较新的 ${where}是同一件:编号只差前面的 0,标题、日期、提案人都相同`,
    remedy: "请从系统重新导出,不要用 Excel 打开后再保存"
  }),
  renumbered: where => ({code: "renumbered", what: `已重新编号,以较新的 ${where}为准`, remedy: "无需处理"}),
  "same-title": sameTitleFault,
  retitled: retitledFault
};
