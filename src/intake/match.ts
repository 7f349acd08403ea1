import {candidates, contactHeader, type Known, lookup, unnumbered} from "./headers.js";
import {mask} from "./mask.js";
import {normalizeHeader, type Source} from "./source.js";

export interface Column {
  /** Position in the file, from 0. */
  index: number;
  field: string;
  /** As the file spells it. */
  header: string;
  /** Positions of further columns of the same list, 主办单位2, 主办单位3. */
  more?: readonly number[];
}

/** The text of a column in a row; of a list over several columns that of all, line by line. */
export function cellText({index, more}: Pick<Column, "index" | "more">, cells: readonly string[]): string {
  const text = cells[index] ?? "";
  if (!more) return text;
  return [text, ...more.map(each => cells[each] ?? "")].filter(each => each.trim() !== "").join("\n");
}

export interface Match {
  source: Source;
  /** Index in the rows given of the (first) header row, and how many rows it takes. */
  row: number;
  levels: 1 | 2;
  /** The header as read, one a column, levels joined. */
  header: string[];
  columns: Column[];
  /** Headers that no field knows. */
  unknown: string[];
  /** Headers of contact data: never read further. */
  contact: string[];
  /** Headers of a field that another column already fills. */
  repeated: string[];
  /** Positions of columns without a header. */
  unnamed: number[];
}

/** `near`: how many headers of the nearest kind are known; `like`: the kinds that the header looks like. */
export type Matched = {match: Match} | {refused: string; near: number; like: readonly Source[]};

/** How far down a header is looked for. */
export const headDepth = 30;

/**
 * Find the header among the first rows of a table, and which kind of export it is.
 * `hint` (title rows, file name) decides only between kinds that fit equally well.
 */
export function matchHeader(rows: readonly string[][], sources: readonly Source[], hint = ""): Matched {
  const fits: {match: Match; score: number}[] = [];
  let near: {match: Match; score: number; missing: (readonly string[])[]} | undefined;
  const depth = Math.min(rows.length, headDepth);
  for (let row = 0; row < depth; row++) {
    // A header below another never wins.
    if (fits.some(({match}) => match.row + match.levels <= row)) break;
    if (!rows[row]!.some(cell => sources.some(source => lookup(source, cell)))) continue;
    for (const levels of [1, 2] as const) {
      if (row + levels > rows.length) continue;
      // A second level adds columns only where the first leaves some unknown, or is shorter.
      if (levels === 2 && fits.some(({match}) => isWhole(match) && rows[row + 1]!.length <= match.header.length)) break;
      for (const source of sources) {
        const match = levels === 1 ? single(rows, row, source) : double(rows, row, source);
        if (!match) continue;
        const missing = source.needs.filter(group => !match.columns.some(column => group.includes(column.field)));
        const score = match.columns.length + share(match) / 2 - (levels - 1) * 0.9;
        if (missing.length === 0) fits.push({match, score});
        else if (levels === 1 && isNear(match, missing) && nearer({score, missing}, near))
          near = {match, score, missing};
      }
    }
  }
  const best = first(fits);
  if (best) {
    const rival = fits.find(
      fit => fit.match.row === best.match.row && fit.match.source !== best.match.source && fit.score > best.score - 0.01
    );
    if (!rival) return {match: best.match};
    const named = [best, rival].filter(fit => hint.includes(fit.match.source.label));
    if (named.length === 1) return {match: named[0]!.match};
    const labels = `${best.match.source.label}和${rival.match.source.label}`;
    return {
      refused: `表头同时符合${labels},无法区分;请保留能区分的列(如提案编号、来源类型),或在文件名中写明种类。`,
      near: best.match.columns.length,
      like: [best.match.source, rival.match.source]
    };
  }
  if (near)
    return {
      refused: lacking(near.match, near.missing),
      near: near.match.columns.length,
      like: [near.match.source]
    };
  const title = rows.length <= mostTitles && rows.every(cells => cells.filter(cell => cell.trim() !== "").length <= 1);
  return {refused: title ? titleOnly : unrecognised(sources), near: 0, like: []};
}

/** So many rows may be no more than titles. */
const mostTitles = 5;
const titleOnly = "只有标题,没有表头和数据;请确认导出条件(年份、届次)后重新导出。";

/** Every header is one of the kind's. */
export const isWhole = ({columns, header}: Match): boolean => columns.length === header.length;

/** Of headers of which as much is known, the one that lacks less. */
const nearer = (one: {score: number; missing: readonly unknown[]}, other?: typeof one) =>
  !other || one.score > other.score || (one.score === other.score && one.missing.length < other.missing.length);

/** The best header, but never one below another: what stands above it would be lost. */
function first<Fit extends {match: Match; score: number}>(fits: readonly Fit[]): Fit | undefined {
  const [best] = fits.toSorted((a, b) => b.score - a.score);
  const above = fits.filter(({match}) => best && match.row + match.levels <= best.match.row);
  return above.length > 0 ? first(above) : best;
}

/** Half of a header, or two columns of it, are known: it is a header, and may be quoted. */
const isNear = (match: Match, missing: readonly (readonly string[])[]) =>
  match.columns.length >= 2 || (match.columns.length === 1 && missing.length <= 1) || share(match) >= 0.5;

/** The required columns that are missing, and which of the headers might be them. Quotes headers that are known to be some. */
function lacking(match: Match, missing: readonly (readonly string[])[]): string {
  const {source} = match;
  const seen = match.columns.map(column => column.header).join("、");
  const named = missing.map(group => group.map(id => source.fields[id]!.names[0]).join("或"));
  const might = missing.map(group =>
    group.flatMap(id => {
      const maybe = candidates(source.fields[id]!, match.unknown, group.length > 1).slice(0, 3);
      return maybe.length > 0 ? [{id, maybe}] : [];
    })
  );
  const offers = might.flat().map(({id, maybe}) => `「${source.fields[id]!.names[0]}」是否为“${maybe.join("”“")}”列`);
  const offered = new Set(might.flatMap(group => group.flatMap(({maybe}) => maybe)));
  const said = `表头像${source.label}(第 ${match.row + 1} 行认得:${seen}),但缺少「${named.join("」「")}」列`;
  if (source.kept) return `${said}${offers.length > 0 ? `(${offers.join(",")}?)` : ""};请补上,表头照抄。`;
  const [first] = might.flat();
  const row = (header: string, id: string) => `“${source.label},${header},${source.fields[id]!.names[0]},”`;
  const write = first ? `(${offers.join(",")}?是的话在 columns.csv 中加一行${row(first.maybe[0]!, first.id)})` : "";
  // Two known headers make it sure that the others are headers too, and nobody's data.
  const others =
    match.columns.length >= 2 ? match.unknown.filter(header => isShort(header) && !offered.has(header)) : [];
  const open = missing.find((_, i) => might[i]!.length === 0);
  const choose =
    open && others.length > 0
      ? `还没有认得的表头有${others.slice(0, most).join("、")}${others.length > most ? "等" : ""},其中有「${source.fields[open[0]!]!.names[0]}」的,在 columns.csv 中加一行${row(others[0]!, open[0]!)}(换成那一列的表头)`
      : "或在 columns.csv 中写明哪一列是";
  return `${said}${write};请在导出时选上这些列${choose.startsWith("或") ? "," : ";"}${choose}。`;
}

/** How many headers that are not known are offered. */
const most = 8;

const isShort = (header: string) => header.trim() !== "" && header.length <= 12;

/** Nothing of the file is quoted: what is no header is somebody's data. */
function unrecognised(sources: readonly Source[]): string {
  const kinds = sources.map(source => {
    const needs = source.needs.map(group => source.fields[group[0]!]!.names[0]).join("、");
    return `${source.label}(要有${needs})`;
  });
  const remedy = sources.every(({kept}) => kept)
    ? "请核对表头"
    : "请确认导出时带有表头,表头另有叫法的在 columns.csv 中写明";
  return `认不出是哪一种数据(前 ${headDepth} 行没有认识的表头)。可以读的有:${kinds.join(",")};${remedy}。`;
}

/** What a row below the header looks like, where it is the header of a table: its kind, and its columns. */
export function headerIn(cells: readonly string[], sources: readonly Source[]): Match | null {
  const filled = cells.filter(cell => cell.trim() !== "");
  if (filled.length < 2 || filled.some(cell => cell.length > 30)) return null;
  let best: Match | null = null;
  for (const source of sources) {
    const match = assign(
      cells.map(cell => [cell]),
      0,
      1,
      source
    );
    if (match && match.columns.length > (best?.columns.length ?? 0)) best = match;
  }
  const known = best?.columns.length ?? 0;
  return known >= 2 && known * 2 >= filled.length ? best : null;
}

/** Share of the header's cells that are known. */
function share(match: Match): number {
  const filled = match.header.filter(header => header.trim() !== "").length;
  return filled === 0 ? 0 : (match.columns.length + match.contact.length) / filled;
}

function single(rows: readonly string[][], row: number, source: Source): Match | null {
  return assign(
    rows[row]!.map(cell => [cell]),
    row,
    1,
    source
  );
}

/** Two levels: the name is the lower cell, else the upper; a group's name reaches over the blanks to its right. */
function double(rows: readonly string[][], row: number, source: Source): Match | null {
  const upper = rows[row]!;
  const lower = rows[row + 1]!;
  const width = Math.max(upper.length, lower.length);
  let group = "";
  const names: string[][] = [];
  for (let i = 0; i < width; i++) {
    const above = upper[i] ?? "";
    const below = lower[i] ?? "";
    if (above.trim() !== "") group = above;
    names.push(below.trim() === "" ? [above] : [group + below, below, ...(above.trim() === "" ? [] : [above])]);
  }
  const match = assign(names, row, 2, source);
  const inLower = match?.columns.filter(column => (lower[column.index] ?? "").trim() !== "").length ?? 0;
  const dataBelow = lower.some(cell => /^\s*\d{2,}[\d\s./:-]*$/.test(cell));
  return inLower > 0 && !dataBelow ? match : null;
}

/** Give each field its column: where several headers name one field, the alias listed first wins. */
function assign(names: readonly string[][], row: number, levels: 1 | 2, source: Source): Match | null {
  const taken = new Map<string, {index: number; rank: number; header: string; more: number[]}>();
  const header: string[] = [];
  const unknown: string[] = [];
  const contact: string[] = [];
  const repeated: string[] = [];
  const unnamed: number[] = [];
  names.forEach((candidates, index) => {
    const known = candidates.map(name => lookup(source, name) ?? partOfList(source, name)).find(Boolean);
    // Of two levels the lower one says what the column is; the upper names several.
    const text =
      candidates.find(name => lookup(source, name) ?? partOfList(source, name)) ?? candidates[1] ?? candidates[0] ?? "";
    header.push(text);
    const shown = shownHeader(text);
    if (known) {
      const before = taken.get(known.field);
      const list = source.fields[known.field]!.type === "list";
      if (before && list && unnumbered(before.header) === unnumbered(text)) before.more.push(index);
      else if (before && before.rank <= known.rank) repeated.push(shown);
      else {
        if (before) repeated.push(before.header);
        taken.set(known.field, {index, rank: known.rank, header: shown, more: []});
      }
    } else if (source.unused?.has(normalizeHeader(text))) return;
    else if (contactHeader.test(normalizeHeader(text))) contact.push(shown);
    else if (shown === "") unnamed.push(index);
    else if (shown !== "" && !serialNumberHeader.test(normalizeHeader(text))) unknown.push(shown);
  });
  if (taken.size === 0) return null;
  const columns = [...taken].map(([field, {index, header: text, more}]) => ({
    ...{index, field, header: text},
    ...(more.length ? {more} : {})
  }));
  columns.sort((a, b) => a.index - b.index);
  return {source, row, levels, header, columns, unknown, contact, repeated, unnamed};
}

/** The list of which a numbered header is one column: 主办单位2. */
function partOfList(source: Source, header: string): Known | undefined {
  const base = unnumbered(header);
  const known = /\d|[一二三四五六七八九十]/.test(header) && base !== header ? lookup(source, base) : undefined;
  return known && source.fields[known.field]!.type === "list" ? known : undefined;
}

/** A header as it may be told. */
export const shownHeader = (header: string): string => mask(header.replace(/\s+/g, " ").trim());

/** The running number of a print-out, which says nothing. */
const serialNumberHeader = /^(序号|行号|no\.?|#)$/;
