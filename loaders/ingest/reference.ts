import {readFile as readBytes} from "node:fs/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type OwnField, ownFields, widen} from "../../src/intake/columns.js";
import {type Context, emptyContext} from "../../src/intake/context.js";
import {nearest} from "../../src/intake/nearest.js";
import {type Problem, problemOf, StaffError, sentence} from "../../src/intake/problem.js";
import {type FileRead, readFile} from "../../src/intake/read.js";
import type {IntakeRecord} from "../../src/intake/records.js";
import {references} from "../../src/intake/reference.js";
import {contextOf} from "../../src/intake/reference-context.js";
import {narrow} from "../../src/intake/text.js";
import type {Value} from "../../src/intake/values.js";
import {kinds} from "../../src/kinds/index.js";
import {lettered} from "../../src/kinds/labels.js";
import {ownLevel} from "../../src/kinds/rules.js";
import {settingFault} from "../../src/metrics/rules.js";
import {type MetricRow, metricRows, parseMetrics} from "../../src/metrics/table/index.js";
import {comparisons} from "../../src/metrics/target.js";
import {keptYears, linkOf} from "../../src/notebook/link.js";
import {levelled} from "../../src/text/level.js";
import {type MetricTables, shippedRows} from "../catalogue.js";
import type {OfficeTable} from "../charts.js";
import {type InputFile, unreadable} from "../files.js";
import {lasting} from "../lasting.js";
import type {NamingTable} from "../naming.js";
import {ofMany} from "../offices.js";
import {pageTitles} from "../site/pages.js";
import {referenceFaults} from "./reference-checks.js";
import {completeCodes, completeRules, leftOut} from "./reference-defaults.js";
import {append, columnsOf, sqlType} from "./tables.js";

export interface ReferenceTables {
  context: Context;
  /** By kind (`sessions`, `targets` …): where it was read and its rows; whether the sample lent it. */
  tables: Map<string, {name: string; records: IntakeRecord[]; lent?: boolean}>;
  warnings: {name: string; problem: Problem}[];
  /** The tables of metrics: ours and the office's. */
  metrics: MetricTables;
  /** The office's own charts, and what it notes on charts. */
  charts: OfficeTable;
  notes: OfficeTable;
  /** The tables of which each row names a metric. */
  naming: NamingTable[];
}

/**
 * Read the office's reference tables and check them. The first folder that has a kind wins, so that the defaults fill
 * what the office does not keep; within a folder a kind stands once: of a table and its copy neither is chosen. Throws StaffError, naming everything at once, on what cannot be read or contradicts itself.
 */
export async function readReference(files: readonly InputFile[]): Promise<ReferenceTables> {
  const tables: ReferenceTables["tables"] = new Map();
  const errors: string[] = [];
  const warnings: ReferenceTables["warnings"] = [];
  const seen = new Map<string, string>();
  // What the program brings of a table that the office keeps itself.
  const behind = new Map<string, readonly IntakeRecord[]>();
  for (const file of files) {
    const read = await readTable(file);
    if (read.refused) {
      errors.push(`参考表 ${file.name}:${read.refused}`);
      continue;
    }
    const {name: kind, label} = read.kind!;
    const place = `${folderOf(file)} ${kind}`;
    const other = seen.get(place);
    if (other !== undefined) errors.push(twice(label, other, file.name));
    seen.set(place, file.name);
    if (tables.has(kind)) {
      if (!behind.has(kind)) behind.set(kind, read.records);
      continue;
    }
    for (const problem of read.problems) {
      if (problem.severity === "error" || isLost(problem)) errors.push(sentence(`参考表 ${file.name}`, problem));
      else warnings.push({name: file.name, problem});
    }
    tables.set(kind, {name: file.name, records: read.records, ...(file.lent ? {lent: true} : {})});
  }
  errors.push(...contradictions(tables), ...notAllowed(tables), ...(await unknownPages(tables.get("own_pages"))));
  const rowsOf = (kind: string) => (tables.get(kind)?.records ?? []).map(record => record.values);
  const known = widen(kinds, contextOf(rowsOf));
  for (const {kind, line, severity, what} of referenceFaults(kind => tables.get(kind)?.records ?? [], known)) {
    const {name} = tables.get(kind)!;
    if (severity === "error") errors.push(`参考表 ${name} 第 ${line} 行:${what}。`);
    else {
      const fault = {code: "reference", what, remedy: "核对后可以不改", told: true};
      warnings.push({name, problem: problemOf(fault, {line, column: "", found: "", severity})});
    }
  }
  completeRules(tables);
  completeCodes(tables, behind.get("codes") ?? [], known);
  const context = contextOf(rowsOf);
  const left = leftOut(tables.get("activity_types")?.records ?? [], behind.get("activity_types") ?? []);
  if (left) warnings.push({name: tables.get("activity_types")!.name, problem: left});
  const own = tables.get("own_metrics");
  const metrics: MetricTables = {
    rows: [inWords(await shippedRows(), levelIn(tables)), own ? metricRows(own.name, own.records) : []],
    kinds: known,
    own: ownFields(kinds, context.columns),
    spoken: (kind, field) => lettered(known.find(({name}) => name === kind)!, field, context)
  };
  // Ours alone are without fault.
  if (own || context.columns.length > 0) errors.push(...parseMetrics(metrics.rows, metrics).faults);
  if (errors.length > 0) throw new StaffError([...errors, "请改正参考表后重新运行。"].join("\n"));
  const officeTable = (kind: string): OfficeTable => {
    const table = tables.get(kind);
    return {file: table?.name ?? "", records: table?.records ?? []};
  };
  const naming = (["targets", "rule_changes", "activity_types"] as const).map(kind => ({kind, ...officeTable(kind)}));
  return {context, tables, warnings, metrics, charts: officeTable("own_charts"), notes: officeTable("notes"), naming};
}

/** What the office's level is called. */
const levelIn = (tables: ReadonlyMap<string, {records: readonly IntakeRecord[]}>): string =>
  String(
    tables.get("rules")?.records.find(({values}) => values.rule === ownLevel.rule)?.values.value ?? ownLevel.value
  );

/** Our metrics in the words of the office's level; what names them in ours still means them. */
function inWords(rows: MetricRow[], level: string): MetricRow[] {
  if (level === ownLevel.value) return rows;
  const say = (cell: string | null | undefined) => cell && levelled(cell, level);
  return rows.map(row => {
    const {label, rule} = row.cells;
    const cells = {...row.cells, label: say(label), rule: say(rule)};
    return {...row, cells, ...(label && cells.label !== label ? {formerly: label} : {})};
  });
}

/** A cell of a table that could not be read: without it the row would mean something else. */
const isLost = ({line, column, code}: Problem) => line > 0 && column !== "" && !harmless.has(code);
const harmless: ReadonlySet<string> = new Set(["month", "wrapped", "masked", "merged"]);

const folderOf = ({name, path}: InputFile) => path.slice(0, -name.length);

const twice = (label: string, one: string, other: string) =>
  `${label}有两份：“${one}”和“${other}”，不知道以哪一份为准；请只留一份，把另一份移出 reference 文件夹。`;

/** What the program brings is asked for by each of many places. */
const readTable = lasting(64, ({path, name, sha256}: InputFile) => `${path} ${name} ${sha256}`, readAnew);

async function readAnew(file: InputFile): Promise<FileRead> {
  const bytes = await readBytes(file.path).catch(error => {
    throw new StaffError(unreadable(file.name, error));
  });
  return readFile(file.name, bytes, references, emptyContext());
}

/** What a table says twice and differently. */
function contradictions(tables: ReferenceTables["tables"]): string[] {
  const errors: string[] = [];
  const once = (kind: string, key: string[], value: string[] | null, what: string) => {
    const table = tables.get(kind);
    const seen = new Map<string, IntakeRecord>();
    for (const record of table?.records ?? []) {
      const id = JSON.stringify(key.map(name => narrow(String(record.values[name] ?? ""))));
      const before = seen.get(id);
      const differs = before && (value === null || value.some(name => before.values[name] !== record.values[name]));
      if (differs) {
        const named = key.map(name => record.values[name]).join("、");
        errors.push(
          `参考表 ${table!.name} 第 ${record.line} 行:${what}「${named}」与第 ${before.line} 行矛盾,请只保留正确的一行。`
        );
      }
      seen.set(id, record);
    }
  };
  once("sessions", ["session"], null, "届次");
  once("sessions", ["year"], null, "年度");
  once("targets", ["year", "metric"], ["target", "comparison"], "目标");
  once("codes", ["source", "field", "code", "since"], ["meaning"], "代码");
  once("categories", ["category"], ["canonical"], "类别");
  once("own_columns", ["kind", "header"], ["meaning", "type"], "表头");
  once("rules", ["rule"], ["value"], "规则");
  once("own_views", ["name"], null, "视图");
  once("own_pages", ["page"], ["shown"], "页面");
  once("rule_changes", ["metric", "since"], ["note"], "口径变化");
  const sessions = tables.get("sessions");
  for (const {line, values} of sessions?.records ?? []) {
    if (values.closes !== null && values.opens !== null && (values.closes as string) < (values.opens as string))
      errors.push(`参考表 ${sessions!.name} 第 ${line} 行:闭幕日期早于开幕日期,请核对。`);
  }
  return errors;
}

/** Pages that a table names and that there are not. */
async function unknownPages(table: {name: string; records: IntakeRecord[]} | undefined): Promise<string[]> {
  if (!table) return [];
  const titles = await pageTitles();
  // A program that is packed has its pages made, not their sources.
  if (titles.length === 0) return [];
  return table.records.flatMap(({line, values}) => {
    const page = String(values.page);
    if (titles.includes(page)) return [];
    const near = nearest(page, titles);
    const offer = near ? `是否为「${near}」` : `应为${titles.join("、")}之一`;
    return [`参考表 ${table.name} 第 ${line} 行:没有「${page}」这个页面,${offer}。`];
  });
}

/** Values of a table that mean nothing: rules and comparisons that are not among the allowed ones. */
function notAllowed(tables: ReferenceTables["tables"]): string[] {
  const faults = (kind: string, fault: (values: Record<string, Value>) => string | null) => {
    const table = tables.get(kind);
    return (table?.records ?? []).flatMap(({line, values}) => {
      const what = fault(values);
      return what ? [`参考表 ${table!.name} 第 ${line} 行:${what}。`] : [];
    });
  };
  return [
    ...faults("rules", ({rule, value}) => settingFault(String(rule), String(value))),
    ...faults("own_views", ({address, years}) => {
      if (linkOf(String(address)) === null)
        return `「链接」不能是“${String(address).slice(0, 60)}”,应为「透视」或「SQL」页的链接,如 pivot.html?kind=…`;
      return years === null || (keptYears as readonly string[]).includes(String(years))
        ? null
        : `「年度」不能是“${years}”,应为${keptYears.join("、")}之一,或者不写`;
    }),
    ...faults("targets", ({comparison}) =>
      (comparisons as readonly string[]).includes(String(comparison))
        ? null
        : `「比较」不能是“${comparison}”,应为${comparisons.join("、")}之一`
    )
  ];
}

/** Writes `own_fields`: one row a column of the office's own, and whether names of people stand in it. */
export async function writeOwnFields(connection: DuckDBConnection, own: readonly OwnField[]): Promise<void> {
  await connection.run(
    "create or replace table own_fields (kind varchar, field varchar, label varchar, type varchar, personal boolean)"
  );
  await append(connection, "own_fields", ["text", "text", "text", "text", "flag"], own.length, (row, column) => {
    const {kind, field, label, type, personal = false} = own[row]!;
    return [kind, field, label, type, personal][column]!;
  });
}

/** What SQL over the facts of many offices asks. */
const asked = ["sessions", "rules", "points", "activity_types"];

/** Write every reference table, empty where the office keeps none; of several offices those that are asked, each whose. */
export async function writeReference(
  connection: DuckDBConnection,
  offices: readonly Pick<ReferenceTables, "tables">[]
): Promise<void> {
  const many = ofMany(connection);
  for (const source of references) {
    if (many && !asked.includes(source.name)) continue;
    const columns = columnsOf(source);
    const defined = columns.map(({name, type}) => `${name} ${sqlType(type)}`).join(", ");
    await connection.run(`create or replace table ${source.name} (${defined} /*@ , whose integer */)`);
    const records = offices.flatMap(({tables}, office) =>
      (tables.get(source.name)?.records ?? []).map(({values}) => ({values, office}))
    );
    await append(
      connection,
      source.name,
      [...columns.map(({type}) => type), ...(many ? ["integer" as const] : [])],
      records.length,
      (row, column) => {
        const {values, office} = records[row]!;
        return column < columns.length ? (values[columns[column]!.name] ?? null) : office;
      }
    );
  }
}
