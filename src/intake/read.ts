import {type Context, emptyContext} from "./context.js";
import {big5, decode, type Encoding, isZip, refusal} from "./decode.js";
import {sources as exportSources} from "./index.js";
import {headDepth, type Match, matchHeader} from "./match.js";
import {fillMerged, type MergedCells} from "./merged.js";
import {type Problem, problemOf} from "./problem.js";
import {type Counts, noCounts, TableReader} from "./reading.js";
import type {IntakeRecord} from "./records.js";
import {type Dialect, delimiters, type Row, readTable} from "./rows.js";
import type {Source} from "./source.js";
import {columnLetters, readSheets, type SheetRows} from "./workbook.js";

export interface FileRead {
  name: string;
  /** Why nothing of the file is read, in words for staff, or null. */
  refused: string | null;
  encoding: Encoding | null;
  kind: Source | null;
  /** The header row as matched. */
  match: Match | null;
  records: IntakeRecord[];
  problems: Problem[];
  counts: Counts;
  /** The day of the export, where a title row or the file name says it. */
  exported: string | null;
}

/** What the head of a text says: how it is written, which kind it is, where its header stands. */
export interface Head {
  dialect: Dialect;
  match: Match;
}

/**
 * Read one export: bytes as received → typed records, problems, counts. The same in Node and in the browser.
 * Whatever the bytes are, the answer is records or a reason; nothing is thrown.
 * Duplicates within and between files are not looked for here: that is identity, decided over all files.
 */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  context: Context = emptyContext(),
  sources: readonly Source[] = exportSources
): Promise<FileRead> {
  const refused = refusal(name, bytes.subarray(0, 4096), bytes.length);
  if (refused) return refuse(name, refused);
  if (isZip(bytes)) return readBook(name, bytes, context, sources);
  const decoded = decode(bytes);
  if ("refused" in decoded) return refuse(name, decoded.refused);
  const {encoding, text} = decoded;
  const head = readHead(name, text, sources);
  if ("refused" in head) return {...refuse(name, big5(bytes, encoding) ?? head.refused), encoding};
  return {...readRows(name, readTable(text, head.dialect), head.match, context, {sources}), encoding};
}

/** The sheet whose header fits best is read; another that fits too is an error, so that none is lost in silence. */
async function readBook(
  name: string,
  bytes: Uint8Array,
  context: Context,
  sources: readonly Source[]
): Promise<FileRead> {
  const book = await readSheets(bytes);
  if ("refused" in book) return refuse(name, book.refused);
  const fits: {match: Match; sheet: SheetRows}[] = [];
  let reason = "空工作簿;请重新从系统导出。";
  for (const sheet of book.sheets) {
    const head = sheet.rows.slice(0, headDepth + 1).map(row => row.cells);
    if (head.length === 0) continue;
    const matched = matchHeader(head, sources, `${sheet.name} ${hintOf(name, head)}`);
    if ("match" in matched) fits.push({match: matched.match, sheet});
    else reason = matched.refused;
  }
  fits.sort((a, b) => b.match.columns.length - a.match.columns.length || b.sheet.rows.length - a.sheet.rows.length);
  const [best, ...others] = fits;
  if (!best) return {...refuse(name, reason), encoding: "xlsx"};
  const read = readRows(name, best.sheet.rows, best.match, context, {sources, merges: best.sheet.merges, grid: true});
  for (const problem of read.problems) {
    const index = best.match.columns.find(column => column.header === problem.column)?.index;
    if (problem.line > 0 && index !== undefined) problem.cell = columnLetters(index) + problem.line;
  }
  for (const {sheet} of others) {
    const fault = {
      code: "sheet",
      what: `读了工作表「${best.sheet.name}」,工作表「${sheet.name}」(${sheet.rows.length} 行)也像数据,没有读`,
      remedy: "请把它另存为单独的文件,或删去不用的工作表"
    };
    read.problems.push(problemOf(fault, {line: 0, column: "", found: "", severity: "error"}));
  }
  return {...read, encoding: "xlsx"};
}

/** So much of a text is looked at for its header. */
export const headSize = 300_000;

/** Try each delimiter; the one whose header is known best wins. */
export function readHead(name: string, text: string, sources: readonly Source[]): Head | {refused: string} {
  const start = text.slice(0, headSize);
  let best: {head: Head; cells: readonly string[]} | undefined;
  let refused: {reason: string; width: number} | undefined;
  const look = (delimiter: string, quote: string) => {
    const head = readTable(start, {delimiter, quote}, headDepth + 1).map(({cells}) => cells);
    const width = Math.max(0, ...head.map(cells => cells.length));
    const matched = matchHeader(head, sources, hintOf(name, head));
    if ("match" in matched) {
      const {match} = matched;
      if (!best || match.columns.length > best.head.match.columns.length || quote !== '"')
        best = {head: {dialect: {delimiter, quote, width: match.header.length}, match}, cells: head[match.row]!};
    } else if (!refused || width > refused.width) refused = {reason: matched.refused, width};
  };
  for (const delimiter of delimiters) if (!best || start.includes(delimiter)) look(delimiter, '"');
  const other = best && otherQuote(best.cells);
  if (best && other) look(best.head.dialect.delimiter, other);
  return best?.head ?? {refused: refused?.reason ?? "空文件;请重新从系统导出。"};
}

/** The mark that stands around every header instead of the double quote. */
function otherQuote(header: readonly string[]): string | undefined {
  const filled = header.map(cell => cell.trim()).filter(cell => cell !== "");
  return ["'", "`"].find(mark => filled.every(cell => cell.length > 1 && cell.startsWith(mark) && cell.endsWith(mark)));
}

const hintOf = (name: string, head: readonly string[][]) =>
  `${name} ${head
    .slice(0, 5)
    .filter(cells => cells.filter(cell => cell.trim() !== "").length <= 2)
    .flat()
    .join(" ")}`;

/** Rows of a matched table → records. `all` are the rows of the whole table, title rows included. */
export function readRows(
  name: string,
  all: readonly Row[],
  match: Match,
  context: Context,
  {sources, grid, merges}: {sources: readonly Source[]; grid?: boolean; merges?: readonly MergedCells[]}
): FileRead {
  const titles = all.slice(0, match.row).flatMap(row => row.cells);
  const reader = new TableReader(name, match, context, {titles, sources, grid});
  const body = all.slice(match.row + match.levels);
  for (const {column, fault} of fillMerged(body, match, merges)) reader.report("warning", column, fault);
  const records: IntakeRecord[] = [];
  for (const row of body) {
    const record = reader.read(row);
    if (record) records.push(record);
  }
  return {name, refused: null, encoding: null, kind: match.source, match, records, ...reader.finish()};
}

/** A file of which nothing is read. */
export function refuse(name: string, reason: string): FileRead {
  return {
    name,
    refused: reason,
    encoding: null,
    kind: null,
    match: null,
    records: [],
    problems: [],
    counts: noCounts(),
    exported: null
  };
}
