/** One record of a table: its cells as text, the line (from 1) it starts on, the physical lines it takes. */
export interface Row {
  line: number;
  lines: number;
  cells: string[];
  /** Quotes that do not pair: only the first line is in `cells`, reading goes on with the next. */
  damaged?: boolean;
}

/** Beyond this a quoted cell is a stray quote that swallows the file. */
const longestCell = 200_000;

export const delimiters = [",", "\t", ";", "\uff0c", "|"] as const;

/** Old Mac line ends become line feeds, where the text has no others. Offsets stay. */
export function lineFeeds(text: string): string {
  return text.includes("\n") || !text.includes("\r") ? text : text.replaceAll("\r", "\n");
}

/**
 * The records of a delimited text, after RFC 4180, in order.
 * A quote inside an unquoted cell is text; a quoted cell followed by text is taken as written;
 * a quote that never closes (or closes lines below, before text) damages its own line and no other.
 */
export function* rows(text: string, delimiter: string): Generator<Row> {
  const splitter = new RowSplitter(delimiter);
  yield* splitter.push(text, true);
}

/** The same for a text that comes in pieces, in memory that does not grow with it. */
export class RowSplitter {
  #rest = "";
  #line = 1;

  constructor(readonly delimiter: string) {}

  /** The records that are certain by now; all of them after the last piece. */
  *push(piece: string, last = false): Generator<Row> {
    const text = this.#rest + piece;
    let position = 0;
    while (position < text.length) {
      const look = {reach: 0};
      const record = readRecord(text, position, this.delimiter, look) ?? damagedRecord(text, position, this.delimiter);
      if (!last && Math.max(look.reach, record.end + 2) >= text.length) break;
      yield {line: this.#line, lines: record.lines, cells: record.cells, ...(record.damaged ? {damaged: true} : {})};
      position = record.end;
      this.#line += record.lines;
    }
    this.#rest = text.slice(position);
  }
}

/** Physical lines of a text, counted without reading records: what `lines` of all records must add up to. */
export function countLines(text: string): number {
  let count = 0;
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) count++;
  return text.length > 0 && !text.endsWith("\n") ? count + 1 : count;
}

interface Read {
  cells: string[];
  end: number;
  lines: number;
  damaged?: boolean;
}

/** `look.reach` tells how far the text was needed to decide. Null: its quotes do not pair. */
function readRecord(text: string, start: number, delimiter: string, look: {reach: number}): Read | null {
  const cells: string[] = [];
  const size = text.length;
  let newline = text.indexOf("\n", start);
  if (newline < 0) newline = size;
  let lines = 1;
  let at = start;
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      const close = closingQuote(text, at, delimiter, newline, look);
      if (close === -1) return null;
      if (close >= 0) {
        const cell = text.slice(at + 1, close);
        cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
        if (close > newline) {
          for (let i = newline; i >= 0 && i < close; i = text.indexOf("\n", i + 1)) lines++;
          newline = text.indexOf("\n", close);
          if (newline < 0) newline = size;
        }
        at = close + 1;
        while (text[at] === " " && delimiter !== " ") at++;
        if (at < size && text.startsWith(delimiter, at)) {
          at += 1;
          continue;
        }
        return {cells, end: Math.min(newline + 1, size), lines};
      }
    }
    const next = text.indexOf(delimiter, at);
    if (next >= 0 && next < newline) {
      cells.push(text.slice(at, next));
      at = next + 1;
      continue;
    }
    cells.push(text.slice(at, newline > at && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline));
    return {cells, end: Math.min(newline + 1, size), lines};
  }
}

/** Where the quoted cell that opens at `open` closes; −1: it damages the record; −2: the quotes are text. */
function closingQuote(text: string, open: number, delimiter: string, newline: number, look: {reach: number}): number {
  const limit = open + longestCell;
  for (let at = text.indexOf('"', open + 1); at >= 0 && at < limit; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at + 1) === 34) {
      at++;
      continue;
    }
    let after = at + 1;
    while (text[after] === " ") after++;
    const char = text[after];
    look.reach = Math.max(look.reach, after + 1);
    if (char === undefined || char === delimiter || char === "\n" || (char === "\r" && text[after + 1] === "\n"))
      return at;
    return at > newline ? -1 : -2;
  }
  look.reach = Math.max(look.reach, limit);
  return -1;
}

function damagedRecord(text: string, start: number, delimiter: string): Read {
  let newline = text.indexOf("\n", start);
  if (newline < 0) newline = text.length;
  const end = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  return {
    cells: text.slice(start, end).split(delimiter),
    end: Math.min(newline + 1, text.length),
    lines: 1,
    damaged: true
  };
}

/** What a row that cannot be a record is, if it is none: blank, the header again, a total, a footer. */
export type Role = "blank" | "header" | "total" | "footer";

export const isBlankRow = (cells: readonly string[]): boolean => cells.every(cell => /^[\s\u200b\ufeff]*$/.test(cell));

const total =
  /^(本页|本表|全部|以上|各项)?(合计|小计|总计|共计|累计|总数|合\s*计|小\s*计|总\s*计)(数|件数|篇数)?[::]?\s*[\d,,.]*\s*(件|条|篇|项|次|人次|场次|行)?$/;
const footer =
  /^(制表|填表|审核|复核|审批|打印|导出|统计|负责|经办|联系)(人|单位|时间|日期|部门|员|者|人员|电话|机构)?\s*[:\uff1a]|^(说明|备注|注|数据来源|来源)\s*[:\uff1a]|^(共|总共)\s*\d+\s*(条|行|件|篇|项)(记录|数据)?|^第\s*\d+\s*页|^[-—=_*]{3,}$/;

/** Judge a row that a required cell keeps from being a record. `header` is the header row as read. */
export function roleOf(cells: readonly string[], header: readonly string[]): Role | null {
  if (isBlankRow(cells)) return "blank";
  const filled = cells.map(cell => cell.trim()).filter(cell => cell !== "");
  const names = new Set(header.map(squeeze).filter(Boolean));
  const same = filled.filter(cell => names.has(squeeze(cell))).length;
  if (same >= 2 && same * 2 > filled.length) return "header";
  if (filled.slice(0, 3).some(cell => total.test(squeeze(cell)))) return "total";
  if (footer.test(filled[0]!) || (filled.length <= 3 && filled.every(cell => footer.test(cell)))) return "footer";
  return null;
}

const squeeze = (text: string) => text.normalize("NFKC").replace(/\s/g, "");
