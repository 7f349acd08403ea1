import {readFile} from "node:fs/promises";
import {DuckDBInstance} from "@duckdb/node-api";
import {parse} from "acorn";
import {StaffError} from "../../src/intake/problem.js";
import {namesTable} from "../../src/notebook/statement.js";
import {analystTables} from "../../src/notebook/tables.js";
import {programPath} from "../paths.js";
import {isThere} from "../publish.js";
import {fences} from "./notebook-tables.js";
import {isInternal} from "./pages.js";

/** A page under `notebooks/` by its path below the sources, and its text. */
export interface Notebook {
  name: string;
  source: string;
}

/** The notebooks among the sources. */
export const readNotebooks = async (names: readonly string[]): Promise<Notebook[]> =>
  Promise.all(
    names
      .filter(name => /^notebooks\/.*\.md$/.test(name))
      .map(async name => ({name, source: await readFile(programPath("src", name), "utf8")}))
  );

/** Throws StaffError where a notebook's code cannot be read, or where one that is to be published reads items. */
export async function checkNotebooks(names: readonly string[]): Promise<void> {
  const {downloadsIn} = await import("./offered.js");
  const notebooks = await readNotebooks(names);
  const faults = [...notebooks.flatMap(faultsIn), ...(await Promise.all(notebooks.map(downloadsIn))).flat()];
  if (faults.length) throw new StaffError(["笔记里有错，原有的网站保持不变：", ...faults].join("\n"));
}

/** What is wrong in a notebook that can be told from its text: file, line and remedy. */
export const faultsIn = (notebook: Notebook): string[] => [...unread(notebook), ...unpublishable(notebook)];

function unread({name, source}: Notebook): string[] {
  return fences(source).flatMap(({tag, line, text}) => {
    if (tag !== "js") return [];
    const fault = syntaxOf(text);
    return fault
      ? [
          `src/${name} 第 ${line + fault.line - 1} 行：代码没有写对，第 ${fault.column + 1} 个字符附近读不下去（${fault.said}）。`
        ]
      : [];
  });
}

/** A cell is a program, or a single expression: `Plot.plot(…)`, `{a: 1}`. */
function syntaxOf(text: string): {line: number; column: number; said: string} | null {
  const options = {ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true} as const;
  try {
    parse(text, options);
    return null;
  } catch (error) {
    const {loc, message} = error as SyntaxError & {loc: {line: number; column: number}};
    try {
      parse(`(${text}\n)`, options);
      return null;
    } catch {
      return {...loc, said: message.replace(/ \(\d+:\d+\)$/, "")};
    }
  }
}

function unpublishable({name, source}: Notebook): string[] {
  if (isInternal(name, source)) return [];
  const own = ownTables(source);
  const inner = analystTables.filter(({name, published}) => !published && !own.includes(name));
  const refused = (line: number, what: string) => [
    `src/${name} 第 ${line} 行：要发布的笔记不能读 ${what}；请改用 figures、dimensions 等已公布的表，或去掉开头的 published: true。`
  ];
  const asked = statementsIn(source).flatMap(({line, text}) =>
    text.split("\n").flatMap((each, i) => {
      const table = inner.find(({name}) => namesTable(each, name));
      return table ? refused(line + i, `${table.name}（${table.label}的条目）`) : [];
    })
  );
  const read = source.split("\n").flatMap((text, i) => {
    const [file] = /datasets\/(?:items?|rows)-[\w-]*/.exec(text) ?? [];
    return file ? refused(i + 1, file) : [];
  });
  return [...asked, ...read];
}

/** The statements of a notebook: fences of SQL, and what stands between `sql` and its quotes in code. */
const statementsIn = (source: string): {line: number; text: string}[] =>
  fences(source).flatMap(({tag, line, text}) =>
    tag === "sql"
      ? [{line, text}]
      : [...text.matchAll(/\bsql`([^`]*)`/g)].map(({1: asked, index}) => ({
          line: line + text.slice(0, index).split("\n").length - 1,
          text: asked!
        }))
  );

/**
 * Asks the engine whether it understands the statements of the notebooks, over tables of the same columns without rows.
 * Throws StaffError naming file and line.
 */
export async function checkStatements(notebooks: readonly Notebook[], warehouse: string): Promise<void> {
  if (!notebooks.length) return;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`attach '${warehouse.replaceAll("'", "''")}' as warehouse (read_only)`);
    for (const {name, file} of analystTables) {
      const path = programPath("src", "datasets", `${file}.sql`);
      // A kind that was added need not have a dataset of its items.
      if (!(await isThere(path))) continue;
      const sql = await readFile(path, "utf8");
      await connection.run("use warehouse");
      await connection.run(`create table memory.main."${name}" as select * from (${sql}) limit 0`);
    }
    await connection.run("use memory");
    const faults: string[] = [];
    for (const {name, source} of notebooks) {
      const own = ownTables(source);
      for (const {tag, line, text} of fences(source)) {
        if (tag !== "sql" || own.some(table => new RegExp(`\\b${table}\\b`).test(text))) continue;
        const fault = await connection.run(`explain ${text.replace(/\$\{[^}]*\}/g, "null").replace(/;\s*$/, "")}`).then(
          () => null,
          (error: Error) => error.message
        );
        if (fault) faults.push(`src/${name} 第 ${line + placeIn(fault) - 1} 行：语句没有写对。${fault.split("\n")[0]}`);
      }
    }
    if (faults.length) throw new StaffError(["笔记里有错，原有的网站保持不变：", ...faults].join("\n"));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const placeIn = (message: string): number => Number(/^LINE (\d+):/m.exec(message)?.[1] ?? 1);

/** The tables that a notebook brings itself, `sql:` at its head. */
function ownTables(source: string): string[] {
  const [head] = /^---\n[\s\S]*?\n---/.exec(source) ?? [""];
  const [, list = ""] = /^sql:\s*\n((?:[ \t]+.*\n?)*)/m.exec(head) ?? [];
  return [...list.matchAll(/^[ \t]+(\w+):/gm)].map(([, name]) => name!);
}
