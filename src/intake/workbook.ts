import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";
import readWorkbook from "read-excel-file/universal";
import type {MergedCells} from "./merged.js";
import type {Row} from "./rows.js";

export interface SheetRows {
  name: string;
  rows: Row[];
  merges: MergedCells[];
}

/** Unpacked, a workbook larger than this is no office's export but would fill the memory. */
const largest = 600_000_000;

/**
 * The sheets of an xlsx workbook as rows of text; a row's line is its number in Excel.
 * Dates come as `2024-03-05` (with a time where there is one), numbers as digits, errors of formulas as written.
 * Never throws: what is no workbook is refused in words for staff.
 */
export async function readSheets(bytes: Uint8Array): Promise<{sheets: SheetRows[]} | {refused: string}> {
  const refused = inspect(bytes);
  if (refused) return {refused};
  try {
    const {book, merges} = prepare(bytes);
    const sheets = await readWorkbook(book, {
      trim: false,
      parseNumber: text => numberText(text) as unknown as number
    });
    return {
      sheets: sheets.map(({sheet, data}) => ({
        name: sheet,
        merges: merges.get(sheet) ?? [],
        rows: data.map((cells, i) => ({line: i + 1, lines: 1, cells: cells.map(cellText)}))
      }))
    };
  } catch (error) {
    return {
      refused: `工作簿读不出来,可能已损坏或有密码(${(error as Error).message});请用 Excel 或 WPS 打开,另存为 .xlsx 或“CSV UTF-8(逗号分隔)”。`
    };
  }
}

function inspect(bytes: Uint8Array): string | null {
  const names = new Set<string>();
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: entry => {
        names.add(entry.name);
        size += entry.originalSize;
        return false;
      }
    });
  } catch {
    return "压缩结构已损坏,读不出来;请重新导出,或用 Excel 打开后另存为 .xlsx。";
  }
  if (names.has("word/document.xml")) return "这是 Word 文档,不是数据表;请导出 CSV 或 xlsx。";
  if (names.has("ppt/presentation.xml")) return "这是演示文稿,不是数据表;请导出 CSV 或 xlsx。";
  if (names.has("xl/workbook.bin")) return "这是二进制工作簿(.xlsb);请用 Excel 打开,另存为 .xlsx。";
  if (names.has("content.xml")) return "这是 ODF 表格(.ods);请用 WPS 或 Excel 打开,另存为 .xlsx。";
  if (!names.has("xl/workbook.xml")) return "这是压缩包,不是数据表;请解压后把其中的 CSV 或 xlsx 放入。";
  return size > largest ? "工作簿解压后过大;请按年度分开导出,或另存为 CSV。" : null;
}

/**
 * What the reader leaves out: the merged cells of each sheet, and errors of formulas (`#REF!`), which it would read
 * as blank and which are made text here.
 */
function prepare(bytes: Uint8Array): {book: ArrayBuffer; merges: Map<string, MergedCells[]>} {
  const parts = unzipSync(bytes, {filter: entry => /^xl\/(workbook\.xml|_rels\/|worksheets\/sheet)/.test(entry.name)});
  const text = (name: string) => (parts[name] ? strFromU8(parts[name]) : "");
  const targets = new Map<string, string>();
  for (const [tag] of text("xl/_rels/workbook.xml.rels").matchAll(/<Relationship\s[^>]*>/g))
    targets.set(attribute(tag, "Id"), attribute(tag, "Target").replace(/^\/?(xl\/)?/, "xl/"));
  const merges = new Map<string, MergedCells[]>();
  const changed: Record<string, Uint8Array> = {};
  for (const [tag] of text("xl/workbook.xml").matchAll(/<sheet\s[^>]*>/g)) {
    const path = targets.get(attribute(tag, "r:id")) ?? "";
    const xml = text(path);
    merges.set(attribute(tag, "name"), mergesOf(xml));
    if (/<c\s[^>]*\bt="e"/.test(xml)) changed[path] = strToU8(xml.replace(/(<c\s[^>]*\bt=)"e"/g, '$1"str"'));
  }
  if (Object.keys(changed).length === 0) return {book: new Uint8Array(bytes).buffer, merges};
  return {book: zipSync({...unzipSync(bytes), ...changed}, {level: 0}).slice().buffer as ArrayBuffer, merges};
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => entities[entity]!);
}

const entities: Record<string, string> = {lt: "<", gt: ">", quot: '"', apos: "'", amp: "&"};

function mergesOf(xml: string): MergedCells[] {
  const merges: MergedCells[] = [];
  for (const [, letters, from, , until] of xml.matchAll(/<mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g))
    if (from !== until) merges.push({column: columnIndex(letters!), from: Number(from), until: Number(until)});
  return merges;
}

const columnIndex = (letters: string) => [...letters].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1;

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
  }
  if (typeof value === "boolean") return value ? "是" : "否";
  return String(value);
}

/** Excel keeps 15 digits: a longer number has lost some, and says so in its scientific form. */
function numberText(text: string): string {
  const value = Number(text);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  if (Number.isInteger(value)) return value.toExponential().replace("e", "E");
  return String(Number(value.toPrecision(15)));
}

/** Column 0 → A, 27 → AB, as Excel names them. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + (index % 26));
}
