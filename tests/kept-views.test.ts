import {strFromU8, unzipSync} from "fflate";
import {beforeAll, expect, test} from "vitest";
import {warehouse} from "../loaders/query.js";
import {deck} from "../reports/documents/deck.js";
import {docx} from "../reports/documents/docx.js";
import {html} from "../reports/documents/html.js";
import {plates} from "../reports/documents/plates.js";
import {bookOf} from "../reports/edition.js";
import {type Story, story} from "../reports/story/story.js";
import {readTables} from "../reports/tables.js";
import {figuresFor} from "../reports/views/index.js";
import {reaches, type Step} from "../reports/views/plan.js";
import type {Figure} from "../src/figures/figure.js";
import type {Tables} from "../src/figures/tables.js";

const options = {data: "data/sample"};
const pivot = (query: Record<string, string | string[]>) => {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const each of [value].flat()) asked.append(name, each);
  return `pivot.html?${asked}`;
};
const sql = (text: string) => `sql.html?${new URLSearchParams({sql: text})}`;
const filed = {kind: "proposals", measure: "proposals.filed"};
const two = {years: ["2023", "2024"]};
const views: Record<string, string> = {
  民盟各类: pivot({...filed, rows: "category", columns: "year", "in.party": "民盟", ...two}),
  六月底: pivot({...filed, rows: "category", asof: "2024-06-30", years: "2024"}),
  单位党派: pivot({...filed, rows: "main_unit", columns: "party", years: "2024"}),
  民盟答复天数: pivot({
    kind: "proposals",
    measure: "mean:reply_days",
    rows: "main_unit",
    "in.party": ["民盟", "民建", "民进"],
    years: "2024"
  }),
  答复与满意: pivot({
    ...{kind: "proposals", measure: "proposals.reply_days", rows: "main_unit"},
    ...{against: "proposals.satisfaction", years: "2024"}
  }),
  各年提交: sql("select year, count(*) as 件数 from proposals group by year order by year"),
  办理一览: sql("select count(*) as 件数, median(reply_days) as 答复中位天数 from proposals where year = 2024"),
  逐件: sql("select category, party from proposals limit 3"),
  案由: sql("select title, count(*) as 件数 from proposals group by all"),
  领衔人: pivot({...filed, rows: "proposer", years: "2024"}),
  没有的列: pivot({...filed, rows: "nothing", years: "2024"}),
  没有的年: pivot({...filed, rows: "category", years: ["1990", "2024"]}),
  旧时点: pivot({...filed, rows: "category", asof: "2024-02-11", years: "2024"})
};
const good = ["民盟各类", "六月底", "单位党派", "民盟答复天数", "答复与满意", "各年提交", "办理一览"];

let tables: Tables;
let figures: Figure[];
let told: Story;
const named = (name: string) => figures.find(figure => figure.name === name)!;
const templateOf = (names: readonly string[]) => `# 稿\n\n${names.map(name => `![[${name}]]`).join("\n\n")}\n`;

beforeAll(async () => {
  tables = await readTables(options);
  tables.kept = Object.entries(views).map(([name, address]) => ({name, note: null, address, years: null}));
  const book = bookOf(tables, "2024");
  figures = await figuresFor([{text: templateOf(Object.keys(views))}], book, options);
  told = story("稿", templateOf(good), book, figures);
});

test("a kept question is a figure that counts what its filters leave, as the warehouse does", async () => {
  const open = await warehouse(options);
  const rows = await open.rows<{category: string; year: number; value: number}>(
    `select category, year, count(*)::integer as value from proposal_facts
     where view = 'year' and filed and party = '民盟' and year in (2023, 2024) group by all`
  );
  open.close();
  const book = bookOf(tables, "2024");
  const {columns, rows: cells} = named("民盟各类").table(book);
  expect(columns).toEqual(["类别", "2023年（件）", "2024年（件）"]);
  const of = (category: unknown, year: number) =>
    rows.find(row => row.category === category && row.year === year)?.value ?? 0;
  expect(cells.length).toBeGreaterThan(3);
  for (const [category, ...values] of cells)
    expect([category, ...values]).toEqual([category, of(category, 2023), of(category, 2024)]);
  expect(named("民盟各类").title(book)).toMatch(/^党派为民盟的，立案提案最多的是202[34]年.+，各?\d+件$/);
  expect(named("民盟各类").subtitle(book)).toBe("2023—2024年立案提案（件）：类别 × 年度 · 仅党派为民盟的");
});

test("its last year is the year reported on, and its date goes with it; fixed years stay", async () => {
  const before = bookOf(
    {...tables, kept: tables.kept!.map(view => (view.name === "六月底" ? {...view, years: "固定"} : view))},
    "2023"
  );
  const made = await figuresFor([{text: templateOf(["民盟各类", "六月底"])}], before, options);
  const of = (name: string) => made.find(figure => figure.name === name)!;
  expect(of("民盟各类").table(before).columns).toEqual(["类别", "2022年（件）", "2023年（件）"]);
  expect(of("六月底").subtitle(before)).toBe("2024年立案提案（件）：类别 · 各年截至6月30日");
  // A year that is not over is counted up to the day to which the report counts.
  const open = bookOf(tables, "2025");
  const [now] = (await figuresFor([{text: templateOf(["民盟各类"])}], open, options)).filter(
    ({name}) => name === "民盟各类"
  );
  expect(now!.subtitle(open)).toBe("2024—2025年立案提案（件）：类别 × 年度 · 仅党派为民盟的 · 各年截至10月31日");
});

test("documents have the chart or the table, with what it counts, date and source; no number of the whole beside a part", async () => {
  const book = bookOf(tables, "2024");
  const blank = Buffer.alloc(40);
  blank.writeUInt32BE(10, 16);
  blank.writeUInt32BE(5, 20);
  const drawn = await plates(told, book, async () => blank);
  expect(drawn.map(({figure}) => figure.name)).toEqual(good.filter(name => name !== "办理一览"));
  for (const {svg} of drawn) expect(svg).toMatch(/<(rect|circle|path)/);
  const bare = (text: string) => text.replace(/<[^>]*>/g, "");
  const slides = Object.entries(unzipSync(await deck(told, book)))
    .filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    .map(([, bytes]) => bare(strFromU8(bytes)));
  const texts = {
    html: bare(html(told, book, drawn)),
    docx: bare(strFromU8(unzipSync(await docx(told, book, drawn))["word/document.xml"]!)),
    pptx: slides.join("\n")
  };
  for (const [kind, text] of Object.entries(texts)) {
    expect(text, kind).toContain("党派为民盟的，立案提案最多的是");
    expect(text, kind).toContain("来源：提案导出");
    if (kind !== "pptx") expect(text, kind).toContain("由存下的查询语句得出");
  }
  expect(texts.html).toContain("各条「答复用时」的平均，空白的不计");
  expect(texts.html).toContain("由不足5条得出的数不列");
  expect(slides.find(text => text.includes("党派为民盟的，立案"))).not.toContain("249件");
  expect(slides.find(text => text.includes("主办单位 × 党派"))).toContain("民盟");
});

test("what few items would tell is left out; what would list items, or people, or is not there, is told by name", () => {
  const book = bookOf(tables, "2024");
  const told = named("民盟答复天数").table(book).rows;
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThan(named("单位党派").table(book).rows.length);
  const said = (name: string) => named(name).refused;
  expect(said("逐件")).toContain("结果里一行是一条记录；文稿里只放合计");
  expect(said("案由")).toContain("没有“title”这一列");
  expect(said("领衔人")).toContain("行“proposer”（「第一提案人」是姓名或联系方式）");
  expect(said("没有的列")).toContain("现在的数据里没有行“nothing”");
  expect(said("旧时点")).toContain("没有截至2024-02-11的数据");
  expect(said("没有的年")).toBeUndefined();
  expect(() => story("稿", templateOf(["逐件"]), book, figures)).toThrow(
    /^稿\.md.*第 3 行.*视图「逐件」（views\.csv）不能放进文稿/
  );
  expect(() => story("稿", templateOf(["民盟各累"]), book, figures)).toThrow("民盟各类");
});

test("rows that reach the result as they are, are found in the engine's plan", () => {
  const scan: Step = {name: "SEQ_SCAN ", children: [], extra_info: {Table: "memory.main.proposals"}};
  const over = (name: string, ...children: Step[]): Step => ({name, children});
  expect(reaches([over("PROJECTION", scan)], ["proposals"])).toBe(true);
  expect(reaches([over("HASH_GROUP_BY", scan)], ["proposals"])).toBe(false);
  expect(reaches([over("HASH_JOIN", scan, over("UNGROUPED_AGGREGATE", scan))], ["proposals"])).toBe(true);
  expect(reaches([over("CTE", scan, over("HASH_GROUP_BY", over("CTE_SCAN")))], ["proposals"])).toBe(false);
  expect(reaches([over("CTE", scan, over("CTE_SCAN"))], ["proposals"])).toBe(true);
  expect(reaches([scan], ["opinions"])).toBe(false);
});
