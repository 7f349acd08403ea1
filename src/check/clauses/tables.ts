import {grammar} from "../grammar/grammar.js";
import {cell as bar} from "../tokens/canon.js";
import type {Numeral} from "../tokens/numbers.js";
import type {Span} from "./clauses.js";

/** Where a number stands in a table of the draft. */
export interface Cell {
  /** The cells that name its row, and those over it in the header, the nearest last. */
  row: Span[];
  column: Span[];
  /** The cells of an upper header of which nobody can tell what they are over. */
  over: Span[];
  /** Of its own unit, the row's or the column's: 提交提案(件). */
  unit: string;
  /** Of a cell that adds up those over or beside it: the years that they are of, in order. */
  years: number[];
}

interface Row extends Span {
  cells: Span[];
}

const number =
  /^[-+−↑↓▲▼]?[约近超逾]?[\d.,]+(?:余|多)?(?:万|亿)?(?:%|个?百分点|[一-龥]{1,2}(?:\(?次\)?)?)?(?:以上|左右)?$/;
const year = /^(?:19|20)\d{2}(?:年?度?|年?[一-龥]{1,4}(?:\(.*\))?)$/;

/** The places of numbers in tables, null where one stands in a remark: lines that are cut into cells, the first of them the header, of one level or two. */
export function tableCells(text: string, numerals: readonly Numeral[]): Map<Numeral, Cell | null> {
  const cells = new Map<Numeral, Cell | null>();
  let at = 0;
  for (const rows of tables(text)) {
    const body = rows.findIndex(
      (row, i) => i > 0 && row.cells.some((each, k) => k > 0 && isNumber(text, each) && !isYear(text, each))
    );
    const levels = bare(text, rows[0]!) ? [] : rows.slice(0, Math.max(1, Math.min(body < 0 ? 1 : body, 2)));
    const data = rows.slice(levels.length);
    const fewer = levels.length > 1 && levels[0]!.cells.length < levels[1]!.cells.length;
    const over = fewer ? levels.shift()!.cells.slice(1) : [];
    const header = levels.map((level, i) => spread(aligned(level, data), levels[i + 1], text));
    const above = unitAbove(text, rows[0]!);
    const yearsDown = yearsIn(
      text,
      data.map(each => each.cells[0]!)
    );
    const yearsAcross = yearsIn(text, header.at(-1) ?? []);
    for (const row of data) {
      const labels = labelsOf(text, row);
      for (const [i, span] of row.cells.entries()) {
        while (at < numerals.length && numerals[at]!.digitsStart < span.start) at++;
        const inside: Numeral[] = [];
        for (let k = at; k < numerals.length && numerals[k]!.end <= span.end; k++) inside.push(numerals[k]!);
        const [numeral] = inside;
        // 含重点提案2件: a remark beside the numbers of its row.
        if (i > 0 && !isNumber(text, span) && row.cells.some((each, k) => k !== i && isNumber(text, each)))
          for (const each of inside) cells.set(each, null);
        if (!numeral || inside.length > 1 || i === 0 || !isNumber(text, span)) continue;
        const column = header.flatMap(level => level[i] ?? []).filter(each => each.end > each.start);
        const unitCell = row.cells.find(each => grammar().units.has(text.slice(each.start, each.end)));
        const unit =
          numeral.unit ||
          (unitCell && text.slice(unitCell.start, unitCell.end)) ||
          [...labels, ...column].map(each => unitIn(text, each)).find(Boolean) ||
          above;
        const years = [
          ...(labels.some(each => isSum(text, each)) ? yearsDown : []),
          ...(column.some(each => isSum(text, each)) ? yearsAcross : [])
        ];
        cells.set(numeral, {row: labels, column, over, unit, years});
      }
    }
  }
  return cells;
}

const isNumber = (text: string, {start, end}: Span) => end > start && number.test(text.slice(start, end));

const isYear = (text: string, {start, end}: Span) => year.test(text.slice(start, end));

const isSum = (text: string, {start, end}: Span) => /(?:合计|总计|累计)(?:\(.*)?$/.test(text.slice(start, end));

/** Those that labels are of, where they are one after another. */
function yearsIn(text: string, labels: readonly Span[]): number[] {
  const years = labels.filter(each => isYear(text, each)).map(({start}) => Number(text.slice(start, start + 4)));
  return years.every((each, i) => i === 0 || each === years[i - 1]! + 1) ? years : [];
}

/** No header: the first row holds numbers that are no years. */
const bare = (text: string, row: Row) =>
  !counting(text, row) && row.cells.slice(1).some(each => isNumber(text, each) && !isYear(text, each));

/** 月份 1 2 3 …: numbers that count on are names of columns. */
function counting(text: string, {cells}: Row): boolean {
  const numbers = cells.slice(1).map(({start, end}) => text.slice(start, end).replace(/月份?$/, ""));
  return numbers.length > 3 && numbers.every((each, i) => each === String(Number(numbers[0]) + i));
}

/** The cells before the first number, without a unit's own. */
function labelsOf(text: string, {cells}: Row): Span[] {
  const first = cells.findIndex((each, i) => i > 0 && isNumber(text, each));
  const labels = cells.slice(0, first < 0 ? 1 : first);
  return labels.filter(each => each.end > each.start && !grammar().units.has(text.slice(each.start, each.end)));
}

/** A header of more cells than its rows has a name that is spaced out: 项  目. Its columns count from the right. */
function aligned(header: Row, rows: Row[]): Span[] {
  const more = header.cells.length - Math.max(...rows.map(each => each.cells.length));
  if (more <= 0 || rows.length === 0) return header.cells;
  return [{start: header.cells[0]!.start, end: header.cells[more]!.end}, ...header.cells.slice(more + 1)];
}

/** A cell over several columns stands in the first of them: the empty ones after it are its own where the next level has words. */
function spread(cells: Span[], below: Row | undefined, text: string): Span[] {
  if (!below) return cells;
  let last: Span | undefined;
  return cells.map((each, i) => {
    const filled = text.slice(each.start, each.end).trim() !== "";
    if (filled) last = each;
    const own = below.cells[i];
    return filled || !last || i === 0 || !own || own.end === own.start ? each : last;
  });
}

/** The name before its unit: 提交提案 of 提交提案(件). */
export function named(text: string, {start, end}: Span): Span {
  const words = text.slice(start, end);
  const lead = /^其中[:,]?/.exec(words)?.[0].length ?? 0;
  const unit = /[(,:]([^()]{1,6})\)?$/.exec(words);
  return {start: start + lead, end: unit && grammar().units.has(unit[1]!) ? start + unit.index : end};
}

function unitIn(text: string, {start, end}: Span): string {
  const words = text.slice(start, end);
  const unit = /[(:,](?:单位:)?([^()]{1,5}|[^()]{1,3}\([^()]\))\)?$/.exec(words)?.[1] ?? words.replace(/数$/, "");
  return grammar().units.has(unit) || unit === "%" ? unit : "";
}

/** In the line over the table: (单位:件). */
function unitAbove(text: string, {start}: Row): string {
  const line =
    text
      .slice(Math.max(0, start - 80), Math.max(0, start - 1))
      .split("\n")
      .at(-1) ?? "";
  const unit = /单位:([^(),。;]{1,4})/.exec(line)?.[1] ?? "";
  return grammar().units.has(unit) ? unit : "";
}

function tables(text: string): Row[][] {
  const found: Row[][] = [];
  let start = 0;
  let rows: Row[] = [];
  for (const line of [...text.split("\n"), ""]) {
    const cells = line.includes(bar) ? cellsOf(line, start) : [];
    const ruled = /^[│\-—:]*[-—][│\-—:]*$/.test(line);
    if (cells.length > 1 && !ruled) rows.push({start, end: start + line.length, cells});
    else if (!ruled) {
      if (rows.length > 1) found.push(rows);
      rows = [];
    }
    start += line.length + 1;
  }
  return found;
}

function cellsOf(line: string, from: number): Span[] {
  const cells: Span[] = [];
  let start = from;
  for (const part of line.split(bar)) {
    cells.push({start, end: start + part.length});
    start += part.length + 1;
  }
  if (line.startsWith(bar)) cells.shift();
  if (line.endsWith(bar)) cells.pop();
  return cells;
}
