import type {Dialect, Row} from "./row.js";

/** Beyond this a quoted cell is a stray quote that swallows the file. */
const longestCell = 200_000;

/** So many ways to read the quotes of one line are tried. */
const patience = 5000;

/**
 * The records of a delimited text whose quotes a strict reader refuses; it may come in pieces, in memory that does not
 * grow with it. Blanks around a quoted cell are nothing. A line whose quotes do not pair is read in the one way that
 * gives as many cells as the header has, and is then `mended`; where no way or several do, it is `damaged`, and no
 * other line with it.
 */
export class RowSplitter {
  #rest = "";
  #line = 1;

  constructor(readonly dialect: Dialect) {}

  /** The records that are certain by now; all of them after the last piece. */
  *push(piece: string, last = false): Generator<Row> {
    const text = this.#rest + piece;
    const ends = new LineEnds(text);
    let position = 0;
    while (position < text.length) {
      const look = {reach: 0};
      const record = strict(text, position, this.dialect, ends, look) ?? loose(text, position, this.dialect, ends);
      if (!last && Math.max(look.reach, record.end + 2) >= text.length) break;
      const {cells, lines, damaged, mended} = record;
      yield {
        ...{line: this.#line, lines, cells},
        ...(damaged ? {damaged: true} : {}),
        ...(mended ? {mended: true} : {})
      };
      position = record.end;
      this.#line += lines;
    }
    this.#rest = text.slice(position);
  }
}

/** A cell holds whole rows of the table: a quote that was never closed has swallowed them. */
export function swallows(cells: readonly string[], {delimiter, width = 0}: Dialect): boolean {
  if (width < 3) return false;
  return cells.some(
    cell => /[\n\r]/.test(cell) && cell.split(/[\n\r]+/).some(line => line.split(delimiter).length >= width)
  );
}

interface Read {
  cells: string[];
  end: number;
  lines: number;
  damaged?: boolean;
  mended?: boolean;
}

/** Where lines end, by `\n`, `\r\n` or `\r`; quickest when asked in ascending order. */
class LineEnds {
  readonly #carriages: boolean;
  #asked = 0;
  #feed = -1;
  #carriage = -1;

  constructor(readonly text: string) {
    this.#carriages = text.includes("\r");
  }

  /** The position of the next line end at or after this, or the end of the text. */
  next(at: number): number {
    const back = at < this.#asked;
    this.#asked = at;
    if (back || this.#feed < at) this.#feed = this.#find("\n", at);
    if (!this.#carriages) return this.#feed;
    if (back || this.#carriage < at) this.#carriage = this.#find("\r", at);
    return Math.min(this.#feed, this.#carriage);
  }

  #find(end: string, at: number): number {
    const found = this.text.indexOf(end, at);
    return found < 0 ? this.text.length : found;
  }

  /** Where the line after that end begins. */
  after(end: number): number {
    if (end >= this.text.length) return this.text.length;
    return this.text[end] === "\r" && this.text[end + 1] === "\n" ? end + 2 : end + 1;
  }
}

/** `="0002"`: how exports keep Excel from taking an id for a number. */
const asText = /^="[^"]*"\s*$/;

/** A record as RFC 4180 has it. Null: a quote stands where none may. `look.reach`: how far the text was needed. */
function strict(text: string, start: number, dialect: Dialect, ends: LineEnds, look: {reach: number}): Read | null {
  const {delimiter, quote} = dialect;
  const cells: string[] = [];
  let end = ends.next(start);
  let lines = 1;
  for (let at = start; ; ) {
    const open = skipBlanks(text, at);
    if (text[open] !== quote || open >= end) {
      const next = text.indexOf(delimiter, at);
      const stop = next >= 0 && next < end ? next : end;
      const cell = text.slice(at, stop);
      if (cell.includes(quote) && !asText.test(cell)) return null;
      cells.push(cell);
      if (stop === end) return {cells, end: ends.after(end), lines};
      at = stop + delimiter.length;
      continue;
    }
    const close = closingQuote(text, open, quote);
    look.reach = Math.max(look.reach, close < 0 ? open + longestCell : close + 1);
    if (close < 0) return null;
    const after = skipBlanks(text, close + 1);
    look.reach = Math.max(look.reach, after + 1);
    const cell = text.slice(open + 1, close).replaceAll(quote + quote, quote);
    if (close > end) {
      if (swallows([cell], dialect)) return null;
      for (; end < close; end = ends.next(ends.after(end))) lines++;
    }
    cells.push(cell);
    if (after >= end) return {cells, end: ends.after(end), lines};
    if (!text.startsWith(delimiter, after)) return null;
    at = after + delimiter.length;
  }
}

/** The first quote that is not one of two, or −1. */
function closingQuote(text: string, open: number, quote: string): number {
  for (let at = text.indexOf(quote, open + 1); at >= 0 && at < open + longestCell; at = text.indexOf(quote, at + 2))
    if (text[at + 1] !== quote) return at;
  return -1;
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (text[next] === " " || text[next] === "\u3000") next++;
  return next;
}

/** One line, in the only way that makes a whole row of it. */
function loose(text: string, start: number, dialect: Dialect, ends: LineEnds): Read {
  const end = ends.next(start);
  const line = text.slice(start, end);
  const found = readings(line, dialect);
  const at = {end: ends.after(end), lines: 1};
  const [only] = found;
  if (only && (found.length === 1 || dialect.width === undefined)) return {cells: only, mended: true, ...at};
  return {cells: line.split(dialect.delimiter), damaged: true, ...at};
}

/** The ways to read a line, at most two, those first that end a quoted cell early. A quote without a second is dropped. */
function readings(line: string, {delimiter, quote, width}: Dialect): string[][] {
  const found: string[][] = [];
  let steps = 0;
  const read = (at: number, cells: readonly string[]): void => {
    if (found.length > 1 || ++steps > patience || (width !== undefined && cells.length >= width)) return;
    const take = (cell: string, next: number) => {
      const all = [...cells, cell];
      if (next < line.length || (next === line.length && line.endsWith(delimiter))) read(next, all);
      else if (width === undefined || all.length === width) found.push(all);
    };
    const next = line.indexOf(delimiter, at);
    const stop = next < 0 ? line.length : next;
    const bare = line.slice(at, stop);
    const open = skipBlanks(line, at);
    const quoted = line[open] === quote && open < stop;
    if (quoted)
      for (const close of closings(line, open, quote, delimiter)) {
        const after = skipBlanks(line, close + 1);
        take(
          withoutEscapes(line.slice(open + 1, close), quote),
          after < line.length ? after + delimiter.length : after + 1
        );
      }
    if (!quoted || bare.trim() === quote || !bare.trim().endsWith(quote))
      take(
        quoted && bare.split(quote).length === 2 ? line.slice(open + 1, stop) : bare,
        next < 0 ? line.length + 1 : stop + delimiter.length
      );
  };
  read(0, []);
  return found;
}

/** Quotes that may end the cell opened at `open`: a delimiter or the end of the line follows, and no other quote escapes them. */
function closings(line: string, open: number, quote: string, delimiter: string): number[] {
  const found: number[] = [];
  for (let at = line.indexOf(quote, open + 1); at >= 0; at = line.indexOf(quote, at + 1)) {
    const after = skipBlanks(line, at + 1);
    if (after < line.length && !line.startsWith(delimiter, after)) continue;
    let run = 1;
    while (at - run > open && line[at - run] === quote) run++;
    const escaped = line[at - run] === "\\" && at - run > open;
    if (run % 2 === 1 || escaped) found.push(at);
  }
  return found;
}

const withoutEscapes = (cell: string, quote: string) =>
  cell.replaceAll(`\\${quote}`, quote).replaceAll(quote + quote, quote);
