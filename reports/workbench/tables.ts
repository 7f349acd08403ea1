import {createHash} from "node:crypto";
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {inputFiles, lentTables} from "../../loaders/files.js";
import {type ReferenceTables, readReference} from "../../loaders/ingest/reference.js";
import {dataPath, programPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {decode} from "../../src/intake/decode.js";
import {StaffError} from "../../src/intake/problem.js";
import {references} from "../../src/intake/reference.js";
import {readTable} from "../../src/intake/rows.js";
import {normalizeHeader} from "../../src/intake/source.js";
import type {Sheet} from "../../src/workbench/state.js";
import {unnamed} from "./named.js";
import {tableOf} from "./office-tables.js";

/**
 * What stands in a table of the office, or in the one that the program brings or the sample lends. Throws StaffError on
 * what is no CSV.
 */
export async function sheetOf(name: string): Promise<Sheet> {
  const {file} = tableOf(name);
  const header = fieldsOf(name).map(([first]) => first!);
  const {bytes, lent} = await bytesOf(file);
  const stamp = stampOf(bytes);
  if (!bytes) return {header, rows: [], stamp};
  const decoded = decode(bytes);
  if ("refused" in decoded) throw new StaffError(`${file}：${decoded.refused}`);
  const lines = readTable(decoded.text, {delimiter: ",", quote: '"'});
  const [first = header, ...rows] = lines.map(({cells}) => cells);
  const last = rows.findLastIndex(row => !isBlank(row));
  return {header: first, rows: rows.slice(0, last + 1), ...(lent ? {lent} : {}), stamp};
}

const isBlank = (row: readonly string[]) => row.every(cell => cell.trim() === "");

async function bytesOf(file: string): Promise<{bytes: Uint8Array | null; lent?: boolean}> {
  const read = (place: string) => readFile(place).catch(() => null);
  const bytes = (await read(dataPath("reference", file))) ?? (await read(programPath("data", "reference", file)));
  if (bytes) return {bytes};
  const lent = (await lentTables()).find(each => each.name === file);
  return lent ? {bytes: await read(lent.path), lent: true} : {bytes: null};
}

const stampOf = (bytes: Uint8Array | null): string =>
  bytes ? createHash("sha256").update(bytes).digest("hex").slice(0, 16) : "";

/**
 * The office's tables as they would be read if one of them were this sheet, or what would be wrong, each a sentence with
 * its line; nothing is written. Read as the figures are made from them.
 */
export async function trial(
  name: string,
  sheet: Sheet
): Promise<{read: ReferenceTables; faults: []} | {read: null; faults: string[]}> {
  const {file} = tableOf(name);
  const folder = await mkdtemp(join(tmpdir(), "yearbook-table-"));
  try {
    await mkdir(dataPath("reference"), {recursive: true});
    await cp(dataPath("reference"), folder, {recursive: true});
    // A cell of several lines would move the lines below it away from the numbers of their rows.
    const rows = sheet.rows.map(row => row.map(cell => cell.replace(/\s*[\r\n]+\s*/g, " ")));
    await writeFile(join(folder, file), textOf({...sheet, rows}));
    const defaults = await inputFiles(programPath("data", "reference"));
    const files = [...(await inputFiles(folder)), ...defaults, ...(await lentTables())];
    const read = await readReference(files);
    const faults = await unnamed(name, read);
    return faults.length ? {read: null, faults} : {read, faults: []};
  } catch (error) {
    if (!(error instanceof StaffError)) throw error;
    return {read: null, faults: error.message.split("\n").filter(line => line !== "请改正参考表后重新运行。")};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/**
 * Writes a table of the office. Throws StaffError on a table that cannot be read, and on one that was written since the
 * sheet was taken from it; then what stands there stays.
 */
export async function keepTable(name: string, sheet: Sheet): Promise<string> {
  const {label, file} = tableOf(name);
  if (sheet.stamp !== undefined && sheet.stamp !== stampOf((await bytesOf(file)).bytes))
    throw new StaffError(`${label}没有保存：打开以后，它在别的窗口或 Excel 里改过了；请重新打开这张表，再改一次。`);
  const {faults} = await trial(name, sheet);
  if (faults.length) throw new StaffError(faults.join("\n"));
  await mkdir(dataPath("reference"), {recursive: true});
  await replaceFile(dataPath("reference", file), textOf({...sheet, rows: sheet.rows.filter(row => !isBlank(row))}));
  return `${label}已保存`;
}

/**
 * A sheet with one row more, its cells by header; a row that has the same in the columns of `instead` goes, and leaves
 * behind what the new one does not speak of where `rest` is asked for.
 */
export function withRow(
  name: string,
  sheet: Sheet,
  cells: Readonly<Record<string, string>>,
  {instead = [], rest = false}: Instead = {}
): Sheet {
  const at = (label: string) => {
    const names = fieldsOf(name).find(names => names.includes(label)) ?? [label];
    return sheet.header.findIndex(header => names.map(normalizeHeader).includes(normalizeHeader(header)));
  };
  const missing = Object.keys(cells).filter(label => at(label) < 0);
  const header = [...sheet.header, ...missing];
  const same = (other: readonly string[]) => instead.every(label => other[at(label)] === cells[label]);
  const gone = instead.length ? sheet.rows.filter(same) : [];
  const row = header.map((_, i) => (rest ? (gone.at(-1)?.[i] ?? "") : ""));
  for (const [label, cell] of Object.entries(cells)) row[at(label) < 0 ? header.indexOf(label) : at(label)] = cell;
  return {...sheet, header, rows: [...sheet.rows.filter(each => !gone.includes(each)), row]};
}

interface Instead {
  instead?: readonly string[];
  rest?: boolean;
}

/** Adds a row to a table of the office; gives what staff call the table. Throws StaffError, and nothing is written then. */
export async function addRow(
  name: string,
  cells: Readonly<Record<string, string>>,
  instead: Instead = {}
): Promise<string> {
  await keepTable(name, withRow(name, await sheetOf(name), cells, instead));
  return tableOf(name).label;
}

/** The spellings of each column's header, the first its label. */
const fieldsOf = (name: string) =>
  Object.values(references.find(each => each.name === name)!.fields).map(({names}) => names);

/** As Excel reads it: with a mark that it is UTF-8. */
function textOf({header, rows}: Sheet): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [header, ...rows].map(row => header.map((_, i) => cell(row[i] ?? "")).join(","));
  return `\ufeff${lines.map(line => `${line}\r\n`).join("")}`;
}
