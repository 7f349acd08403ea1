import {StaffError} from "../../src/intake/problem.js";
import {kinds} from "../../src/kinds/index.js";
import type {KindOffer, Listed, State, Word} from "../../src/workbench/state.js";
import {tableOf} from "./office-tables.js";
import {addRow, keepTable, sheetOf, withRow} from "./tables.js";

/** Tables of words: the column of a word, and that of the one it counts as. */
const columns = {
  units: ["名称", "规范名称"],
  categories: ["类别", "归入"],
  activity_types: ["活动类型", "计入"]
} as const;

/** The words that a table leads to; none where it cannot be read, which is told elsewhere. */
async function wordsIn(table: keyof typeof columns): Promise<string[]> {
  const {header, rows} = await sheetOf(table).catch(
    () => ({header: [], rows: []}) as {header: string[]; rows: string[][]}
  );
  const at = header.indexOf(columns[table][1]);
  return at < 0 ? [] : [...new Set(rows.map(row => row[at] ?? "").filter(Boolean))];
}

/** The words that a word no table has may stand for. */
export const wordsOffered = async (): Promise<State["words"]> => ({
  units: await wordsIn("units"),
  categories: await wordsIn("categories"),
  toward: await wordsIn("activity_types")
});

/** What may be said of each kind's headers and codes. */
export const kindOffers: KindOffer[] = kinds.map(({label, fields}) => ({
  label,
  fields: Object.values(fields).map(({names}) => names[0]!),
  codes: Object.fromEntries(
    Object.values(fields).flatMap(({type, names, values = {}, open = false}) =>
      type === "code" ? [[names[0]!, {words: Object.values(values).map(([word]) => word!), open}]] : []
    )
  )
}));

/**
 * Says in a table of the office what a word stands for: itself or another of units and categories; a type of activity
 * that counts toward something; any other code in the table of codes. Throws StaffError.
 */
export async function nameWord({table, word, to, kind, field, toward}: Word): Promise<string> {
  const said = `「${word}」已补入`;
  if (table === "units" || table === "categories") {
    const [from, canonical] = columns[table];
    return said + (await addRow(table, {[from]: word, [canonical]: to}));
  }
  if (table === "activity_types" && toward)
    return said + (await addRow(table, {[columns.activity_types[0]]: word, [columns.activity_types[1]]: toward}));
  if (field === null) throw new StaffError("没有说明是哪一列，请刷新页面后再试。");
  return said + (await addRow("codes", {来源: kind, 字段: field, 代码: word, 含义: to}));
}

/** Adds words to the table that lists them, each as itself. Throws StaffError, and nothing is written then. */
export async function listWords(table: Listed, words: readonly string[]): Promise<string> {
  const [from, canonical] = columns[table] ?? [];
  if (!from || !canonical) throw new StaffError("看不懂这个请求，请刷新页面后再试。");
  const sheet = words.reduce(
    (sheet, word) => withRow(table, sheet, {[from]: word, [canonical]: word}),
    await sheetOf(table)
  );
  await keepTable(table, sheet);
  return `${words.length}个说法已照原样补入${tableOf(table).label}`;
}

/** Says in columns.csv what a header stands for, in place of what was said before. */
export async function nameColumn(kind: string, header: string, to: string, type: string): Promise<string> {
  await addRow(
    "own_columns",
    {种类: kind, 表头: header, 对应: to, 类型: type},
    {
      instead: ["种类", "表头"]
    }
  );
  return `「${header}」已写入${tableOf("own_columns").label}`;
}
