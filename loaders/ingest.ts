import type {DuckDBConnection} from "@duckdb/node-api";
import {type OwnField, widen} from "../src/intake/columns.js";
import {isPartly} from "../src/intake/partly.js";
import {type Problem, problemOf, StaffError, sentence} from "../src/intake/problem.js";
import {narrow} from "../src/intake/text.js";
import {plainOf} from "../src/intake/values.js";
import {kinds} from "../src/kinds/index.js";
import type {Kind} from "../src/kinds/kind.js";
import {references} from "../src/metrics/index.js";
import {parseMetrics} from "../src/metrics/table/index.js";
import type {MetricTables} from "./catalogue.js";
import type {OfficeTable} from "./charts.js";
import {bytesOf, type InputFile, type Inputs} from "./files.js";
import {tellColumns} from "./ingest/columns.js";
import {identify} from "./ingest/fates.js";
import {identityTables} from "./ingest/identity.js";
import {tellLedgerTexts, tellLedgerUnits} from "./ingest/ledger-units.js";
import {markNames} from "./ingest/names.js";
import {intoOneUnit} from "./ingest/own-units.js";
import {findMembers} from "./ingest/people.js";
import {flushAll, isLock, readFiles, type Writers} from "./ingest/read-files.js";
import {type ReferenceTables, readReference, writeOwnFields, writeReference} from "./ingest/reference.js";
import {namesInReference} from "./ingest/reference-names.js";
import {tellUnknownIds} from "./ingest/refers.js";
import {numberNames, partNumbers, partTimes, refuseOverlaps} from "./ingest/roster.js";
import {peopleInNames, shownNames} from "./ingest/shown.js";
import {spread} from "./ingest/spread.js";
import {type FileSummary, writeFiles} from "./ingest/summary.js";
import {columnsOf, sqlType} from "./ingest/tables.js";
import type {NamingTable} from "./naming.js";
import {ofMany} from "./offices.js";
import {isLarge} from "./threads.js";

export type {FileSummary};

export interface IngestSummary {
  files: FileSummary[];
  /** Of the reference tables: the file's name and what is doubtful in it. */
  reference: {name: string; problem: Problem}[];
  /** The tables of metrics. */
  metrics: MetricTables;
  /** The kinds with the headers and columns of the office's own. */
  kinds: readonly Kind[];
  charts: OfficeTable;
  notes: OfficeTable;
  naming: NamingTable[];
  /** The years are those of the sample's plenaries: the office has no table of its own. */
  lentSessions: boolean;
}

export interface IngestOptions {
  /** Return although no row of any file counts. */
  keepGoing?: boolean;
  /** Text files of at least so many bytes are read in bulk. */
  large?: number;
}

/**
 * Read all inputs into the DuckDB given: creates `proposals activities opinions indicators files problems` and the
 * reference tables, as the grain of each says (one row a record; who duplicates whom is decided over all files).
 * A file that is refused stops no other: it stands in `files` with the reason. Throws StaffError, after everything was
 * read, where no row of any file counts, where reference tables contradict themselves, or where a file changed while it
 * was read; the tables are then unfinished.
 */
export async function ingest(
  connection: DuckDBConnection,
  inputs: Pick<Inputs, "exports" | "reference">,
  onProgress: (message: string, share: number) => void = () => {},
  options: IngestOptions = {}
): Promise<IngestSummary> {
  const written = await readReference(inputs.reference);
  const {exports} = inputs;
  const {taken, kinds: known} = await takeIn(connection, [{exports, reference: written}], onProgress, options);
  const {files, own, fault} = taken[0]!;
  const reference = await namesInReference(connection, written, known);
  await writeOwnFields(connection, own);
  if (!options.keepGoing && fault) throw fault;
  const lentSessions = reference.tables.get("sessions")?.lent ?? false;
  const bySession: string[] = known.filter(({basis}) => basis === "session").map(({name}) => name);
  if (lentSessions && files.some(({kind, accepted}) => accepted > 0 && bySession.includes(kind ?? "")))
    reference.warnings.unshift(lentNotice(reference));
  if (!files.some(({kind}) => kind === "indicators")) reference.warnings.push(...notThere({...reference.metrics, own}));
  return {
    files,
    lentSessions,
    reference: reference.warnings,
    metrics: {...reference.metrics, own},
    charts: reference.charts,
    notes: reference.notes,
    naming: reference.naming,
    kinds: known
  };
}

/** What an office gives to be read. */
export interface Office {
  exports: readonly InputFile[];
  reference: ReferenceTables;
}

/** What was read of it. */
export interface Taken {
  files: FileSummary[];
  /** Its own columns, with those marked as personal in which names of people stand. */
  own: OwnField[];
  /** Why nothing of it counts. */
  fault: StaffError | null;
}

/**
 * Reads what offices give into the same tables: over a plain connection that of one office, over that of `overOffices`
 * those of several (`offices`: whose, by their place in the list), which name the same own columns. What is wrong with one of several
 * stands in its `fault` and stops no other; some rows of it may stand in the tables. `asked`: the own columns of an upper
 * level, in whose units numbers are to be.
 */
export async function takeIn(
  connection: DuckDBConnection,
  offices: readonly Office[],
  onProgress: (message: string, share: number, office: number) => void,
  {large = 1_000_000, asked}: IngestOptions & {asked?: readonly OwnField[]} = {}
): Promise<{taken: Taken[]; kinds: readonly Kind[]}> {
  const many = ofMany(connection);
  const known = widen(kinds, offices[0]!.reference.context);
  await writeReference(
    connection,
    offices.map(({reference}) => reference)
  );
  for (const source of known) {
    const defined = columnsOf(source).map(({name, type}) => {
      const field = source.fields[name];
      return `${name} ${sqlType(type)}${field && plainOf(field) ? unlike : ""}`;
    });
    await connection.run(
      `create or replace table ${source.name} (file integer, line integer, id varchar${unlike}, ${defined.join(", ")} /*@ , whose integer */)`
    );
  }
  for (const sql of identityTables) await connection.run(sql);
  if (many) {
    await connection.run(`create table offices as select unnest(range(${offices.length}))::integer as whose`);
    await connection.run("create table file_offices (file integer, whose integer)");
  }
  const taken = offices.map(({reference}): Taken => ({files: [], own: reference.metrics.own, fault: null}));
  const files: FileSummary[] = [];
  await withinMemory(connection, offices, async () => {
    const writers: Writers = new Map();
    for (const [office, {exports, reference}] of offices.entries()) {
      const before = files.length;
      if (many)
        await connection.run(
          `insert into file_offices select unnest(range(${before}, ${before + exports.length})) + 1, ${office}`
        );
      try {
        const told = (message: string, share: number) => onProgress(message, share, office);
        let next = before + exports.length + 1;
        const onMore = async (count: number) => {
          await connection.run(`insert into file_offices select unnest(range(${next}, ${next + count})), ${office}`);
          next += count;
        };
        const read = await readFiles(connection, exports, reference.context, told, large, {
          ...{writers, before},
          ...(many ? {onMore} : {})
        });
        taken[office]!.files = read;
        files.push(...read);
      } catch (error) {
        if (!many || !(error instanceof StaffError)) throw error;
        taken[office]!.fault = error;
        await flushAll(writers, exports[0]!);
        for (const table of [...known.map(({name}) => name), "file_offices"])
          await connection.run(`delete from ${table} where file > ${before}`);
      }
    }
    if (files.length > 0) await flushAll(writers, files.at(-1)!);
    for (const each of taken) each.own = await intoOneUnit(connection, each.own, known, each.files, asked);
    await partTimes(connection, known);
    await identify(connection, files, known);
    await numberNames(connection, known);
    await refuseOverlaps(connection, known, files);
    await partNumbers(connection, known, files);
    await spread(connection, known);
    await findMembers(connection, known, files);
    await tellColumns(
      connection,
      taken.map(each => each.files),
      known
    );
    await tellUnknownIds(connection, files, known);
    await tellLedgerUnits(connection, files);
    await tellLedgerTexts(connection, files);
  });
  for (const [office, each] of taken.entries()) {
    if (many && each.own.length > 0) await connection.run(`set variable whose = ${office}`);
    each.own = await markNames(connection, each.own, known, each.files);
    if (each.files.some(({accepted}) => accepted > 0)) for (const file of each.files) markUseless(file);
    for (const file of each.files)
      if (isPartly(file))
        file.partly = [`${file.records}行里有${file.quarantined}行没有采用`, file.partly].filter(Boolean).join("；");
    if (each.files.length > 0 && each.files.every(file => file.accepted === 0))
      each.fault = new StaffError(nothingRead(each.files));
  }
  const named = await peopleInNames(connection, known, files);
  let before = 0;
  const shown = taken.flatMap(({files: some}, office) => {
    const people = new Map(some.map((_, i) => [i, named.get(before + i) ?? []]));
    before += some.length;
    return shownNames(some, known, offices[office]!.reference.context, people);
  });
  await writeFiles(connection, files, shown);
  await dropStaging(connection);
  return {taken, kinds: known};
}

/** What formulas name that no table has, where there is no ledger in which it could stand. */
function notThere(tables: MetricTables): ReferenceTables["warnings"] {
  const [, rows = []] = tables.rows;
  if (rows.length === 0) return [];
  const {metrics} = parseMetrics(tables.rows, tables);
  const ids = new Set(metrics.map(({id}) => id));
  return rows.flatMap(({file, line, cells}) => {
    const metric = metrics.find(({label}) => narrow(label) === narrow(cells.label ?? ""));
    const lacking = (metric?.formula ? references(metric.formula) : []).filter(id => !ids.has(id));
    return [...new Set(lacking)].map(id => {
      const what = `没有台账，也没有“${id.slice(id.indexOf(".") + 1)}”这个指标，由它算出的数字为“无数据”`;
      const fault = {code: "not-there", what, told: true, remedy: "台账里的请放入台账；写错的请改正"};
      return {name: file, problem: problemOf(fault, {line, column: "统计", found: "", severity: "warning" as const})};
    });
  });
}

/** That the years are counted by another office's plenaries, and what to write instead. */
function lentNotice({tables}: ReferenceTables): ReferenceTables["warnings"][number] {
  const {name, records} = tables.get("sessions")!;
  const {session, opens} = records.at(-1)!.values;
  const what = `没有自己的届次表，提案暂按示例的届次表归年（如${session}，${opens}开幕）`;
  const remedy = "请在届次表（sessions.csv）里给本地每次会议写一行：届次、届、次、开幕日期、闭幕日期、年度";
  const at = {line: 0, column: "", found: "", severity: "warning" as const};
  return {name, problem: problemOf({code: "sessions-lent", what, remedy, told: true}, at)};
}

/** Texts that are nearly all different: to look for what they share takes longer than to write them. */
const unlike = " using compression uncompressed";

/** Why no row of any file counts, and what to write where. */
export function nothingRead(files: readonly FileSummary[]): string {
  const refused = files.filter(file => file.refused && !isLock(file.name)).map(file => `${file.name}:${file.refused}`);
  const unplaced = files.filter(({problems}) =>
    problems.some(({code}) => code === "year" || code === "session-unknown")
  );
  const others = files.filter(file => file.refused === null && file.records > 0 && !unplaced.includes(file));
  return [
    ...refused,
    ...(unplaced.length > 0
      ? [
          `没有一行能归入年度:届次表(sessions.csv)里没有${unplaced.map(({name}) => name).join("、")}所属的会议。请在 data/reference/sessions.csv 中每次会议写一行:届次(如 十一届三次)、届、次、开幕日期、闭幕日期、年度,再运行一次。`
        ]
      : []),
    ...others.map(({name, problems}) => {
      const first = problems.find(({severity}) => severity === "error") ?? problems[0];
      return `${name}:没有一行可以采用。${first ? `先看这一处:${sentence(name, first)}` : ""}`;
    }),
    ...(refused.length + unplaced.length + others.length > 0
      ? []
      : [
          `导出文件里没有一行数据${files.length > 0 ? `(${files.map(({name}) => name).join("、")})` : ""};请确认导出时选对了年度,再放进来运行一次。`
        ])
  ].join("\n");
}

/** A file of which every row was put aside tells nothing of its kind: as one that was not read. */
function markUseless(file: FileSummary): void {
  const {accepted, quarantined, duplicates, kind, problems} = file;
  if (accepted > 0 || quarantined === 0 || duplicates > 0 || kind === null) return;
  const first = problems.find(({severity}) => severity === "error");
  file.refused = `没有一行可以采用。${first ? `${sentence("", first).trim()}。` : ""}`;
  file.likely = [...new Set([kind, ...file.likely])];
  file.partly = null;
}

/** What DuckDB may take while it reads large files; beyond that it writes beside the database. */
const memory = "1GB";

async function withinMemory<T>(
  connection: DuckDBConnection,
  offices: readonly Office[],
  work: () => Promise<T>
): Promise<T> {
  const large = isLarge(offices.reduce((sum, office) => sum + bytesOf(office), 0));
  // Offices that are read together share their database with others that are being read. To set a limit takes longer
  // than to read a small file.
  if (ofMany(connection) || !large) return work();
  const [[before]] = (await connection.runAndReadAll("select current_setting('memory_limit')")).getRows() as [[string]];
  await connection.run(`set memory_limit = '${memory}'`);
  try {
    return await work();
  } finally {
    await connection.run(`set memory_limit = '${before}'`);
  }
}

async function dropStaging(connection: DuckDBConnection): Promise<void> {
  for (const table of ["ranks", "fates", "doubled", "within", "folded", "reused"])
    await connection.run(`drop table if exists temp.${table}`);
}
