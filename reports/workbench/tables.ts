import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {inputFiles, lentTables} from "../../loaders/files.js";
import {readReference} from "../../loaders/ingest/reference.js";
import {dataPath, programPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {decode} from "../../src/intake/decode.js";
import {StaffError} from "../../src/intake/problem.js";
import {references} from "../../src/intake/reference.js";
import {readTable} from "../../src/intake/rows.js";
import type {Sheet, Table} from "../../src/workbench/state.js";

/** The tables that the office keeps, and the file of each in its folder. */
export const tables: readonly Table[] = references.map(({name, label}) => ({
  name,
  label,
  file: `${name.replace(/^own_/, "")}.csv`
}));

/** What stands in a table of the office, or in the one that the program brings. Throws StaffError on what is no CSV. */
export async function sheetOf(name: string): Promise<Sheet> {
  const {file} = tableOf(name);
  const header = Object.values(references.find(each => each.name === name)!.fields).map(({names}) => names[0]!);
  const lent = (await lentTables()).find(each => each.name === file)?.path;
  const places = [dataPath("reference", file), programPath("data", "reference", file), ...(lent ? [lent] : [])];
  let bytes: Uint8Array | null = null;
  for (const place of places) bytes ??= await readFile(place).catch(() => null);
  if (!bytes) return {header, rows: []};
  const decoded = decode(bytes);
  if ("refused" in decoded) throw new StaffError(`${file}：${decoded.refused}`);
  const lines = readTable(decoded.text, {delimiter: ",", quote: '"'});
  const [first = header, ...rows] = lines.map(({cells}) => cells);
  return {header: first, rows: rows.filter(row => row.some(cell => cell.trim() !== ""))};
}

/**
 * Says what would be wrong with a table of the office, each a sentence with its line; nothing is written. Told by the
 * very reading that the figures are made from.
 */
export async function faultsOf(name: string, sheet: Sheet): Promise<string[]> {
  const {file} = tableOf(name);
  const folder = await mkdtemp(join(tmpdir(), "yearbook-table-"));
  try {
    await mkdir(dataPath("reference"), {recursive: true});
    await cp(dataPath("reference"), folder, {recursive: true});
    await writeFile(join(folder, file), textOf(sheet));
    const defaults = await inputFiles(programPath("data", "reference"));
    await readReference([...(await inputFiles(folder)), ...defaults, ...(await lentTables())]);
    return [];
  } catch (error) {
    if (!(error instanceof StaffError)) throw error;
    return error.message.split("\n").filter(line => line !== "请改正参考表后重新运行。");
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Writes a table of the office. Throws StaffError on a table that cannot be read; then the last good one stays. */
export async function keepTable(name: string, sheet: Sheet): Promise<string> {
  const faults = await faultsOf(name, sheet);
  if (faults.length) throw new StaffError(faults.join("\n"));
  const {label, file} = tableOf(name);
  await mkdir(dataPath("reference"), {recursive: true});
  await replaceFile(dataPath("reference", file), textOf(sheet));
  return `${label}已保存`;
}

/** The columns of a table of words: a word, and the one that it counts as. */
const wordColumns = {units: ["名称", "规范名称"], categories: ["类别", "归入"]} as const;

/** The words that a table leads to; none where it cannot be read, which is told elsewhere. */
export async function wordsOf(table: keyof typeof wordColumns): Promise<string[]> {
  const {header, rows} = await sheetOf(table).catch(() => ({header: [], rows: []}) as Sheet);
  const at = header.indexOf(wordColumns[table][1]);
  return at < 0 ? [] : [...new Set(rows.map(row => row[at] ?? "").filter(Boolean))];
}

/** Adds a word to a table, as itself or as another name of one that is there. */
export async function nameWord(table: keyof typeof wordColumns, word: string, to: string): Promise<string> {
  const columns = wordColumns[table];
  if (!columns) throw new StaffError(`没有叫“${table}”的表。`);
  const sheet = await sheetOf(table);
  const row = sheet.header.map(label => (label === columns[0] ? word : label === columns[1] ? to : ""));
  await keepTable(table, {...sheet, rows: [...sheet.rows, row]});
  return `「${word}」已补入${tableOf(table).label}`;
}

/** Says in columns.csv what a header stands for. */
export async function nameColumn(kind: string, header: string, to: string, type: string): Promise<string> {
  const sheet = await sheetOf("own_columns");
  const at = (label: string) => sheet.header.indexOf(label);
  const row = sheet.header.map(() => "");
  for (const [label, value] of [
    ["种类", kind],
    ["表头", header],
    ["对应", to],
    ["类型", type]
  ] as const)
    row[at(label)] = value;
  const others = sheet.rows.filter(each => each[at("种类")] !== kind || each[at("表头")] !== header);
  await keepTable("own_columns", {...sheet, rows: [...others, row]});
  return `「${header}」已写入列名表`;
}

function tableOf(name: string): Table {
  const table = tables.find(each => each.name === name);
  if (!table) throw new StaffError(`没有叫“${name}”的表。`);
  return table;
}

/** As Excel reads it: with a mark that it is UTF-8. */
function textOf({header, rows}: Sheet): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [header, ...rows].map(row => header.map((_, i) => cell(row[i] ?? "")).join(","));
  return `\ufeff${lines.map(line => `${line}\r\n`).join("")}`;
}
