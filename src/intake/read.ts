import {widen} from "./columns.js";
import type {Context} from "./context.js";
import {big5, decode, type Encoding, isZip, refusal} from "./decode.js";
import {headDepth, isWhole, type Match, matchHeader} from "./match.js";
import {fillMerged, type MergedCells} from "./merged.js";
import {type Fault, type Problem, problemOf, type Severity} from "./problem.js";
import {type Counts, noCounts, TableReader, type Unread} from "./reading.js";
import type {IntakeRecord} from "./records.js";
import {isBlankRow} from "./roles.js";
import {type Dialect, delimiters, type Row, readTable} from "./rows.js";
import type {Source} from "./source.js";
import {days1904} from "./workbook/sheet.js";
import {columnLetters, readSheets, type SheetRows} from "./workbook.js";

export interface FileRead {
  name: string;
  /** Why nothing of the file is read, in words for staff, or null. */
  refused: string | null;
  encoding: Encoding | null;
  kind: Source | null;
  /** The kinds that a refused file looks like by its header; absent where no header was read. */
  like?: readonly Source[];
  /** The header row as matched. */
  match: Match | null;
  records: IntakeRecord[];
  problems: Problem[];
  counts: Counts;
  /** The day of the export, where a title row or the file name says it. */
  exported: string | null;
  /** Tables of it that were not read. */
  unread: readonly Unread[];
  /** Of a workbook of which several sheets are read: which one this is, and of the first the others. */
  sheet?: string;
  sheets?: readonly FileRead[];
}

/** What the head of a text says: how it is written, which kind it is, where its header stands. */
export interface Head {
  dialect: Dialect;
  match: Match;
  /** All rows, of a text so short that they were read with its head. */
  rows?: readonly Row[];
}

/**
 * Read one file as one of the kinds given: bytes as received → typed records, problems, counts. The same in Node and in the browser.
 * Whatever the bytes are, the answer is records or a reason; nothing is thrown.
 * Duplicates within and between files are not looked for here: that is identity, decided over all files.
 */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  sources: readonly Source[],
  context: Context
): Promise<FileRead> {
  const refused = refusal(name, bytes);
  if (refused) return refuse(name, refused);
  const known = widen(sources, context);
  if (isZip(bytes)) return readBook(name, bytes, context, known);
  const decoded = decode(bytes);
  if ("refused" in decoded) return refuse(name, decoded.refused);
  const {encoding, text} = decoded;
  const head = readHead(name, text, known);
  if ("refused" in head) return {...refuse(name, big5(bytes, encoding) ?? head.refused, head.like), encoding};
  const rows = head.rows ?? readTable(text, head.dialect);
  return {...readRows(name, rows, head.match, context, {sources: known}), encoding};
}

/**
 * Every visible sheet that has the header of an export is read, as if each were a file; a hidden one only where there is
 * no other. Of a table of the office's own the one whose header fits best is read, and another that fits is an error. What
 * is not read is told with the reason, so that none is lost in silence.
 */
function readBook(name: string, bytes: Uint8Array, context: Context, sources: readonly Source[]): FileRead {
  const book = readSheets(bytes);
  if ("refused" in book) return refuse(name, book.refused);
  const fits: Fit[] = [];
  const alike: {sheet: SheetRows; source: Source}[] = [];
  const strange: string[] = [];
  const filled = book.sheets.filter(({rows}) => rows.some(({cells}) => !isBlankRow(cells)));
  let refused: {reason: string; near: number; like?: readonly Source[]} = {
    reason: "空工作簿;请重新从系统导出。",
    near: -1
  };
  for (const sheet of filled) {
    const head = sheet.rows.slice(0, headDepth + 1).map(row => row.cells);
    const matched = matchHeader(head, sources, `${sheet.name} ${hintOf(name, head)}`);
    if ("match" in matched) fits.push({match: matched.match, sheet});
    else {
      const [like] = matched.like;
      if (like && matched.near > 1 && !sheet.hidden) alike.push({sheet, source: like});
      else strange.push(sheet.name);
      const where = filled.length > 1 ? `工作表「${sheet.name}」:` : "";
      if (matched.near > refused.near) refused = {...matched, reason: where + matched.refused};
    }
  }
  const [best] = fits.toSorted(
    (a, b) =>
      Number(a.sheet.hidden) - Number(b.sheet.hidden) ||
      b.match.columns.length - a.match.columns.length ||
      b.sheet.rows.length - a.sheet.rows.length
  );
  if (!best) return {...refuse(name, refused.reason, refused.like), encoding: "xlsx"};
  const one = best.sheet.hidden || best.match.source.kept;
  const chosen = one ? [best] : fits.filter(({sheet}) => !sheet.hidden);
  const others = fits.filter(fit => !chosen.includes(fit) && rowsBelow(fit) > 0);
  const [read, ...sheets] = chosen.map(({match, sheet}): FileRead => {
    const named = chosen.length > 1 ? ofSheet(name, sheet.name) : name;
    const rows = sheet.rows.map(row => ({...row, cells: asShown(row.cells, match, book.since1904)}));
    const read = readRows(named, rows, match, context, {sources, merges: sheet.merges, grid: true});
    for (const problem of read.problems) {
      const index = match.columns.find(column => column.header === problem.column)?.index;
      if (problem.line > 0 && index !== undefined) problem.cell = columnLetters(index) + problem.line;
    }
    for (const fault of sheetFaults({match, sheet})) tell(read, fault);
    return {...read, encoding: "xlsx", ...(chosen.length > 1 ? {sheet: sheet.name} : {})};
  });
  for (const fault of othersFaults(best, others)) tell(read!, fault);
  for (const {sheet, source} of alike) tell(read!, {...alikeSheet(sheet, source), severity: "warning"});
  if (strange.length > 0) tell(read!, {...strangeSheets(strange), severity: "warning"});
  const left = others.filter(({sheet}) => !sheet.hidden);
  const unread = left.map(other => ({
    what: `另一个工作表的${rowsBelow(other)}行没有读`,
    kind: other.match.source.name
  }));
  return {...read!, unread: [...read!.unread, ...unread], ...(sheets.length > 0 ? {sheets} : {})};
}

/** What a sheet of several of a workbook is called. */
export const ofSheet = (file: string, sheet: string): string => `${file}「${sheet}」`;

/** Whether what is called so is this file, or one of its sheets. */
export const isOfFile = (called: string, file: string): boolean => called === file || called.startsWith(`${file}「`);

function tell(read: FileRead, {severity, ...fault}: Fault & {severity: Severity}): void {
  if (severity === "warning") read.counts.warnings++;
  read.problems.push(problemOf(fault, {line: 0, column: "", found: "", severity}));
}

/** What is told of sheets that are no table of a kind that is known. */
const strangeSheets = (names: readonly string[]): Fault => ({
  code: "sheet",
  what: `工作表「${names.join("」「")}」没有认识的表头,没有读`,
  remedy: "封面、汇总一类不是数据的不必处理;是数据的,请带上表头"
});

/** What is told of a sheet of which only some headers are those of a kind: most are summaries, and some are data. */
const alikeSheet = ({name}: SheetRows, {label}: Source): Fault => ({
  code: "sheet",
  what: `工作表「${name}」的表头有些像${label},缺少必需的列,没有读`,
  remedy: "是汇总表的不必处理;是数据的,请补上缺的列,另存为单独的文件"
});

/** A sheet with the header of a kind. */
interface Fit {
  match: Match;
  sheet: SheetRows;
}

const rowsBelow = ({match, sheet}: Fit): number =>
  sheet.rows.slice(match.row + match.levels).filter(({cells}) => !isBlankRow(cells)).length;

/** What the kind of a column tells of a number or a day in it: days counted from 1904; an id that became a day. */
function asShown(cells: readonly string[], {columns, source}: Match, since1904: boolean): string[] {
  const shown = [...cells];
  for (const {index, field} of columns) {
    const {type, reads} = source.fields[field]!;
    const cell = shown[index] ?? "";
    if (since1904 && type === "date" && /^\d{4,5}(\.\d+)?$/.test(cell)) shown[index] = String(Number(cell) + days1904);
    else if (reads === "id" && /^\d{4}-\d\d-\d\d$/.test(cell)) shown[index] = cell.replaceAll("-", "/");
  }
  return shown;
}

/** What of a sheet was read although hidden, or not read. */
function sheetFaults({match, sheet}: Fit): (Fault & {severity: Severity})[] {
  const faults: (Fault & {severity: Severity})[] = [];
  const add = (code: string, what: string, remedy: string) => faults.push({code, what, remedy, severity: "warning"});
  if (sheet.hidden) add("hidden", `工作表「${sheet.name}」是隐藏的,因没有别的数据而读了它`, "请确认它不是旧稿");
  const rows = sheet.hiddenRows.filter(line => line > match.row + match.levels);
  if (rows.length > 0)
    add("hidden", `有 ${rows.length} 行是隐藏的(从第 ${rows[0]} 行起),照常读了`, "不要的行请删去,不要只隐藏或筛选");
  const columns = match.columns.filter(({index}) =>
    sheet.hiddenColumns.some(([from, until]) => index >= from && index <= until)
  );
  if (columns.length > 0)
    add("hidden", `隐藏的列「${columns.map(({header}) => header).join("」「")}」照常读了`, "不要的列请删去,不要只隐藏");
  if (sheet.stray) add("stray", `远离表格的单元格 ${sheet.stray} 有内容,没有读`, "请删去它");
  return faults;
}

/** Sheets that fit and are not read: hidden ones, and those of a workbook of which one table is read. */
const othersFaults = ({sheet: {name: best}}: Fit, others: readonly Fit[]): (Fault & {severity: Severity})[] =>
  others.map(other => {
    const {name, hidden} = other.sheet;
    return {
      code: "sheet",
      what: `读了工作表「${best}」,${hidden ? "隐藏的" : ""}工作表「${name}」(${rowsBelow(other)} 行)也像${other.match.source.label},没有读`,
      remedy: "请把它另存为单独的文件,或删去不用的工作表",
      severity: hidden ? "warning" : "error"
    };
  });

/** So much of a text is looked at for its header. */
export const headSize = 300_000;

/** A text of at most so many characters is read whole at once. */
const shortSize = 30_000;

/** Try each delimiter; the one whose header is known best wins. */
export function readHead(
  name: string,
  text: string,
  sources: readonly Source[]
): Head | {refused: string; like?: readonly Source[]} {
  const start = text.slice(0, headSize);
  let best: {head: Head; cells: readonly string[]} | undefined;
  let refused: {reason: string; near: number; like: readonly Source[]} | undefined;
  const look = (delimiter: string, quote: string) => {
    const whole = text.length <= shortSize;
    const rows = readTable(start, {delimiter, quote}, whole ? undefined : headDepth + 1);
    const head = rows.slice(0, headDepth + 1).map(({cells}) => cells);
    const matched = matchHeader(head, sources, hintOf(name, head));
    if ("match" in matched) {
      const {match} = matched;
      if (!best || match.columns.length > best.head.match.columns.length || quote !== '"')
        best = {
          head: {
            dialect: {delimiter, quote, width: match.header.length},
            match,
            ...(whole && rows.every(isPlain) ? {rows} : {})
          },
          cells: head[match.row]!
        };
    } else if (!refused || matched.near > refused.near) refused = {...matched, reason: matched.refused};
  };
  for (const delimiter of delimiters)
    if (!best || (!isWhole(best.head.match) && start.includes(delimiter))) look(delimiter, '"');
  const other = best && otherQuote(best.cells);
  if (best && other) look(best.head.dialect.delimiter, other);
  return best?.head ?? {refused: refused?.reason ?? "空文件;请重新从系统导出。", like: refused?.like};
}

/** Read the same whatever the width of the table, which is known only once the header is found. */
const isPlain = ({lines, mended, damaged}: Row) => lines === 1 && !mended && !damaged;

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
export function refuse(name: string, reason: string, like?: readonly Source[]): FileRead {
  return {
    name,
    refused: reason,
    encoding: null,
    kind: null,
    ...(like ? {like} : {}),
    match: null,
    records: [],
    problems: [],
    counts: noCounts(),
    exported: null,
    unread: []
  };
}
