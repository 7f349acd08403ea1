import {normalizeHeader, type Source} from "./source.js";

export interface Column {
  /** Position in the file, from 0. */
  index: number;
  field: string;
  /** As the file spells it. */
  header: string;
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
}

export type Matched = {match: Match} | {refused: string};

/** How far down a header is looked for. */
export const headDepth = 30;

/**
 * Find the header among the first rows of a table, and which kind of export it is.
 * `hint` (title rows, file name) decides only between kinds that fit equally well.
 */
export function matchHeader(rows: readonly string[][], sources: readonly Source[], hint = ""): Matched {
  const fits: {match: Match; score: number}[] = [];
  let near: {match: Match; score: number; missing: string[]} | undefined;
  const depth = Math.min(rows.length, headDepth);
  for (let row = 0; row < depth; row++) {
    if (!rows[row]!.some(cell => sources.some(source => lookup(aliasesOf(source), cell)))) continue;
    for (const levels of [1, 2] as const) {
      if (row + levels > rows.length) continue;
      for (const source of sources) {
        const match = levels === 1 ? single(rows, row, source) : double(rows, row, source);
        if (!match) continue;
        const missing = source.needs.filter(group => !match.columns.some(column => group.includes(column.field)));
        const score = match.columns.length + share(match) / 2 - (levels - 1) * 0.9;
        if (missing.length === 0) fits.push({match, score});
        else if (match.columns.length >= 2 && score > (near?.score ?? 0))
          near = {match, score, missing: missing.map(group => group.map(id => source.fields[id]!.names[0]).join("或"))};
      }
    }
  }
  fits.sort((a, b) => b.score - a.score);
  const [best, ...others] = fits;
  if (best) {
    const rival = others.find(fit => fit.match.source !== best.match.source && fit.score > best.score - 0.01);
    if (!rival) return {match: best.match};
    const named = [best, rival].filter(fit => hint.includes(fit.match.source.label));
    if (named.length === 1) return {match: named[0]!.match};
    const labels = `${best.match.source.label}和${rival.match.source.label}`;
    return {refused: `表头同时符合${labels},无法区分;请保留能区分的列(如提案编号、来源类型),或在文件名中写明种类。`};
  }
  if (near) {
    const {match, missing} = near;
    const seen = match.columns.map(column => column.header).join("、");
    return {
      refused: `表头像${match.source.label}(第 ${match.row + 1} 行:${seen}),但缺少「${missing.join("」「")}」列;请在导出时选上这些列。`
    };
  }
  const first = rows.find(row => row.filter(cell => cell.trim() !== "").length > 1) ?? rows[0] ?? [];
  const seen = first
    .map(cell => cell.trim())
    .filter(Boolean)
    .slice(0, 8)
    .map(cell => cell.slice(0, 20))
    .join("、");
  const kinds = sources.map(source => source.label).join("、");
  return {
    refused: `认不出是哪一种数据(前几行没有认识的表头;看到的是:${seen})。可以读的有:${kinds};请确认导出时带有表头。`
  };
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
  const aliases = aliasesOf(source);
  const taken = new Map<string, {index: number; rank: number; header: string}>();
  const header: string[] = [];
  const unknown: string[] = [];
  const contact: string[] = [];
  const repeated: string[] = [];
  names.forEach((candidates, index) => {
    const known = candidates.map(name => lookup(aliases, name)).find(Boolean);
    const text = candidates.find(name => lookup(aliases, name)) ?? candidates.at(-1) ?? "";
    header.push(text);
    const shown = text.replace(/\s+/g, " ").trim();
    if (known) {
      const before = taken.get(known.field);
      if (before && before.rank <= known.rank) repeated.push(shown);
      else {
        if (before) repeated.push(before.header);
        taken.set(known.field, {index, rank: known.rank, header: shown});
      }
    } else if (contactHeader.test(normalizeHeader(text))) contact.push(shown);
    else if (shown !== "" && !serialNumberHeader.test(normalizeHeader(text))) unknown.push(shown);
  });
  if (taken.size === 0) return null;
  const columns = [...taken].map(([field, {index, header: text}]) => ({index, field, header: text}));
  columns.sort((a, b) => a.index - b.index);
  return {source, row, levels, header, columns, unknown, contact, repeated};
}

/** Columns of contact data, whatever the system calls them. */
const contactHeader =
  /手机|电话|传真|邮箱|邮件|email|e-mail|mobile|phone|tel$|身份证|证件号|住址|地址|address|微信|qq号?$|银行卡|银行账号/;

/** The running number of a print-out, which says nothing. */
const serialNumberHeader = /^(序号|行号|no\.?|#)$/;

interface Alias {
  field: string;
  rank: number;
}

const cache = new WeakMap<Source, Map<string, Alias>>();

function aliasesOf(source: Source): Map<string, Alias> {
  let aliases = cache.get(source);
  if (!aliases) {
    aliases = new Map();
    for (const [field, {names}] of Object.entries(source.fields))
      for (const [rank, name] of names.entries()) aliases.set(normalizeHeader(name), {field, rank});
    cache.set(source, aliases);
  }
  return aliases;
}

/** `数值(万元)` is 数值: a remark in parentheses is tried without. */
function lookup(aliases: Map<string, Alias>, header: string): Alias | undefined {
  if (header.length > 60) return undefined;
  const name = normalizeHeader(header);
  return aliases.get(name) ?? aliases.get(name.replace(/\([^()]*\)$/, ""));
}
