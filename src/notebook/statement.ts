import {type AnalystTable, personalColumns} from "./tables.js";

/** What is wrong with a statement: a line in Chinese, what the engine said, and where. */
export interface Fault {
  words: string;
  said: string;
  /** From 1; null where the engine names no place. */
  place: {line: number; column: number} | null;
}

/** With what a statement that only reads begins. */
const reads = /^(select|with|from|values|describe|show|summarize|explain|pivot|unpivot|table)\b/i;

/** Whether a statement names a table; what stands in quotes is a value. */
export const namesTable = (sql: string, table: string): boolean =>
  new RegExp(`(?<![\\w.])${table}(?!\\w)`, "i").test(sql.replace(/'[^'\n]*'/g, "''"));

/** Why a statement is not run at all; null where it is. Only reading is allowed, one statement at a time. */
export function refused(sql: string): string | null {
  const bare = sql
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "");
  const statements = bare
    .split(";")
    .map(part => part.trim())
    .filter(Boolean);
  if (statements.length === 0) return "还没有写语句。";
  if (statements.length > 1) return "一次只运行一条语句，请只留一条。";
  const first = statements[0]!.replace(/^\(+\s*/, "");
  return reads.test(first) ? null : "这里只查询，不修改：语句应以 select、with 或 from 开头。";
}

/** What the engine said, with its place and a line in Chinese. */
export function faultOf(message: string, tables: readonly AnalystTable[]): Fault {
  const said = message.replace(/^Error: /, "").trim();
  return {words: wordsOf(said, tables), said, place: placeIn(said)};
}

function wordsOf(said: string, tables: readonly AnalystTable[]): string {
  const [, table] = /Table with name "?([^"\s!]+)"? does not exist/.exec(said) ?? [];
  if (table)
    return `没有“${table}”这张表。可用的表：${tables.map(({name, label}) => `${name}（${label}）`).join("、")}。`;
  const [, column] =
    /(?:Referenced column|column named|Referenced table|has no column named) "?([^"\s!]+)"?/.exec(said) ?? [];
  if (column) {
    const person = personalColumns.find(({name, label}) => name === column || label === column);
    if (person) return `「${person.label}」是姓名或联系方式，分析用的表里没有这一列。`;
    const known = tables.flatMap(({name, columns}) =>
      columns.filter(each => each.label.startsWith(column)).map(each => `${name}.${each.name}`)
    );
    return `没有“${column}”这一列${known.length ? `，是不是 ${[...new Set(known)].join("、")}` : "，请对照右边的表和列"}。`;
  }
  if (/must appear in the GROUP BY/i.test(said))
    return "有的列既没有分组也没有汇总：请写进 group by，或用 count、sum 等汇总。";
  if (/^Parser Error/.test(said)) return "语句没有写对，请看标出的地方：常见的是少了逗号、括号或引号，或用了全角符号。";
  if (/^(Conversion|Invalid Input) Error/.test(said)) return "有的值不能换成要求的类型，请检查引号里的日期和数字。";
  if (/^Catalog Error.*Function/.test(said)) return "没有这个函数，请检查名称。";
  if (/^Binder Error/.test(said)) return "语句里的列、函数或类型对不上，请看标出的地方。";
  return "语句没有运行成功。";
}

/** `LINE 2: where categry = 1` and below it a caret. */
function placeIn(said: string): Fault["place"] {
  const lines = said.split("\n");
  const at = lines.findIndex(line => /^LINE \d+:/.test(line));
  if (at < 0) return null;
  const [prefix, line] = /^LINE (\d+): (?:\.\.\.)?/.exec(lines[at]!)!;
  const caret = (lines[at + 1] ?? "").indexOf("^");
  const shifted = prefix.endsWith("...");
  return {line: Number(line), column: caret < 0 || shifted ? 1 : Math.max(1, caret - prefix.length + 1)};
}
