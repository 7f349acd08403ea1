import {readdirSync, readFileSync} from "node:fs";
import {afterAll, expect, test} from "vitest";
import {fences, tablesOf} from "../loaders/site/notebook-tables.js";
import {checkStatements, faultsIn} from "../loaders/site/notebooks.js";
import {downloadsIn} from "../loaders/site/offered.js";
import {buildWarehouse} from "../loaders/warehouse.js";
import {faultOf, refused} from "../src/notebook/statement.js";
import {analystTables, personalColumns} from "../src/notebook/tables.js";
import {pageOf} from "../src/pivot/cells.js";
import {sample} from "./sample.js";

const open = await sample();
afterAll(() => open.close());

const notebook = (source: string) => ({name: "notebooks/新.md", source});
const cell = (tag: string, text: string, head = "") => notebook(`${head}# 新\n\n\`\`\`${tag}\n${text}\n\`\`\`\n`);

test("a cell that cannot be read is named by file and line", () => {
  expect(faultsIn(cell("js", "const a = 1;\nconst b = ;"))).toEqual([
    expect.stringMatching(/^src\/notebooks\/新\.md 第 5 行：代码没有写对，第 11 个字符附近读不下去/)
  ]);
  expect(faultsIn(cell("js", "Plot.barX(await rows, {x: 1}).plot()"))).toEqual([]);
  expect(faultsIn(cell("js", "{a: 1, b: 2}"))).toEqual([]);
});

test("what Framework's documentation offers and would be downloaded is named by file and line, with what to take instead", async () => {
  const source = readFileSync("tests/notebook/要联网的.md", "utf8");
  const found = await downloadsIn(notebook(`${source}\n\${FileAttachment("a.xlsx").xlsx()}\n`));
  const lacks = "没有随本项目安装，不联网用不了；请改用Plot、d3、html、svg、Inputs或sql";
  const line = (text: string) => source.split("\n").indexOf(text) + 1;
  const at = (text: string) => `src/notebooks/新.md 第 ${line(text)} 行：`;
  expect(found).toEqual([
    `${at("```tex")}tex要用的“katex”${lacks}。`,
    `${at("```dot")}dot要用的“@viz-js/viz”${lacks}。`,
    `${at("```mermaid")}mermaid要用的“mermaid”${lacks}。`,
    `${at("display(aq.table({a: [1]}));")}aq要用的“arquero”${lacks}。`,
    `src/notebooks/新.md 第 ${source.split("\n").length + 1} 行：.xlsx()要用的“exceljs”没有随本项目安装，不联网用不了；请另存为CSV，用.csv()读。`,
    `${at('import {range} from "npm:lodash-es@4";')}“lodash-es”${lacks}，或先联网运行一次npm install lodash-es。`
  ]);
  // Names of the page's own, and what is there, are no downloads.
  expect(await downloadsIn(cell("js", "const tex = Plot.dot([1]); display(tex, DuckDBClient, sql);"))).toEqual([]);
});

test("a notebook that is to be published reads no items", () => {
  const head = "---\npublished: true\n---\n\n";
  expect(faultsIn(cell("sql", "SELECT 1\nFROM proposals", head))).toEqual([
    "src/notebooks/新.md 第 9 行：要发布的笔记不能读 proposals（提案的条目）；请改用 figures、dimensions 等已公布的表，或去掉开头的 published: true。"
  ]);
  expect(faultsIn(cell("js", "const a = 1;\nconst b = sql`SELECT 1\nFROM opinions`;", head))).toEqual([
    expect.stringMatching(/^src\/notebooks\/新\.md 第 10 行：要发布的笔记不能读 opinions/)
  ]);
  expect(faultsIn(cell("js", "const proposals = await sql`FROM figures`;", head))).toEqual([]);
  expect(faultsIn(cell("js", `FileAttachment("../datasets/rows-proposals.arrow")`, head))).toHaveLength(1);
  expect(faultsIn(cell("sql", "SELECT 1 FROM figures WHERE metric = 'proposals.filed'", head))).toEqual([]);
  expect(faultsIn(cell("sql", "SELECT 1 FROM proposals"))).toEqual([]);
  // A table that the page brings itself may be called the same.
  const own = "---\npublished: true\nsql:\n  activities: ./mine.csv\n---\n\n";
  expect(faultsIn(cell("sql", "SELECT 1 FROM activities", own))).toEqual([]);
});

test("a statement that the engine does not understand is named by file and line; a table of the page's own is its own", async () => {
  const path = await buildWarehouse({data: "data/sample"});
  const check = (...texts: string[]) =>
    checkStatements(
      texts.map(text => cell("sql", text)),
      path
    );
  await expect(check("SELECT category,\n  nothing\nFROM proposals")).rejects.toThrow(
    "src/notebooks/新.md 第 5 行：语句没有写对"
  );
  await expect(check("SELECT proposer FROM proposals")).rejects.toThrow('"proposer" not found');
  await check(`SELECT count(*) FROM proposals WHERE year = ${"$"}{year}`, "FROM dimensions LIMIT 1");
  const own = cell("sql", "FROM mine", "---\nsql:\n  mine: ./mine.csv\n---\n\n");
  await checkStatements([own], path);
});

test("a notebook is given the tables that its statements name", () => {
  expect(tablesOf("src", "/notebooks/换届前后")).toEqual({
    figures: "../datasets/tables-figures.arrow",
    sessions: "../datasets/tables-sessions.arrow"
  });
  expect(tablesOf("src", "/proposals")).toEqual({});
});

test("a kept view becomes the page of a notebook: a statement as it is, a question of figures as what asks the same", async () => {
  const path = await buildWarehouse({data: "data/sample"});
  const pages = [
    `sql.html?${new URLSearchParams({sql: "select count(*) from proposals"})}`,
    "pivot.html?kind=proposals&measure=proposals.filed&rows=category&columns=year&years=2023&years=2024",
    "http://127.0.0.1:3000/pivot.html?kind=proposals&measure=proposals.submitted&rows=month&columns=year&years=2024",
    "pivot.html?kind=multi&measure=instructions&rows=year&years=2023"
  ].map(address => ({name: "notebooks/新.md", source: pageOf("视图", address)!}));
  expect(pages.flatMap(faultsIn)).toEqual([]);
  await checkStatements(pages, path);
  expect(pages[1]!.source).toContain("metric = 'proposals.filed' and dimension = 'category' and year in (2023, 2024)");
  const items = [
    "pivot.html?kind=proposals&measure=mean:reply_days&rows=year",
    "pivot.html?kind=proposals&measure=proposals.filed&rows=category&in.party=民盟",
    "pivot.html?kind=proposals&measure=proposals.filed&rows=category&columns=party",
    "pivot.html?kind=opinions&measure=opinions.received&rows=category&asof=2024-06-30&years=2024"
  ].map(address => ({name: "notebooks/新.md", source: pageOf("视图", address)!}));
  expect(items.flatMap(faultsIn)).toEqual([]);
  expect(items[1]!.source).toContain('FileAttachment("../datasets/items-proposals.arrow")');
  expect(items[3]!.source).toContain('FileAttachment("../datasets/items-opinions-dates.arrow")');
  // What reads items cannot be published.
  const published = items[0]!.source.replace("---\n", "---\npublished: true\n");
  expect(faultsIn({name: "notebooks/新.md", source: published}).join()).toContain(
    "要发布的笔记不能读 datasets/items-proposals"
  );
  for (const address of ["index.html", "pivot.html", "sql.html?sql="])
    expect([address, pageOf("视图", address)]).toEqual([address, null]);
});

test("every table has the columns that it is said to have, each described, none of a person", async () => {
  for (const {name, file, columns} of analystTables) {
    const sql = readFileSync(`src/datasets/${file}.sql`, "utf8");
    const found = await open.rows<{column_name: string}>(`describe ${sql.replace(/^--.*\n/gm, "")}`);
    expect([name, columns.map(({name}) => name)]).toEqual([name, found.map(({column_name}) => column_name)]);
    expect(columns.filter(({label}) => !/\p{Script=Han}/u.test(label))).toEqual([]);
    if (file.startsWith("items-"))
      expect(columns.filter(column => personalColumns.some(({label}) => label === column.label))).toEqual([]);
  }
});

test("notebooks that ship stay inside: none is published, each says its title", () => {
  const names = readdirSync("src/notebooks");
  expect(names).toHaveLength(5);
  for (const name of names) {
    const source = readFileSync(`src/notebooks/${name}`, "utf8");
    expect(source).toMatch(/^---\ntitle: /);
    expect(faultsIn({name: `notebooks/${name}`, source})).toEqual([]);
    expect(fences(source).filter(({tag}) => tag === "sql").length).toBeGreaterThan(0);
  }
});

test("only reading statements run, one at a time", () => {
  expect(refused("")).toBe("还没有写语句。");
  expect(refused("select 1; select 2")).toBe("一次只运行一条语句，请只留一条。");
  expect(refused("-- 说明\nwith a as (select ';') from a")).toBeNull();
  expect(refused("drop table proposals")).toMatch(/^这里只查询/);
  expect(refused("copy proposals to 'x.csv'")).toMatch(/^这里只查询/);
});

test("what the engine says has a line in Chinese and its place", () => {
  const said =
    'Binder Error: Referenced column "catgory" not found in FROM clause!\nCandidate bindings: "category"\nLINE 2:   catgory\n          ^';
  expect(faultOf(said, analystTables)).toEqual({
    words: "没有“catgory”这一列，请对照右边的表和列。",
    said,
    place: {line: 2, column: 3}
  });
});
