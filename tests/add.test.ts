import {cpSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {resolve} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {warehouse} from "../loaders/query.js";
import {serve} from "../loaders/serve.js";
import {chromium, closePages} from "./chromium.js";
import {House} from "./house.js";
import * as visits from "./visits.js";

/** README's table "Where to add": what is added, and the files that are touched for it. */
const table = new Map(
  [...readFileSync("README.md", "utf8").matchAll(/^\| (an? [^|]+) \| ([^|]+) \|$/gm)].map(([, what, touch]) => [
    what!.replace(/,.*/, ""),
    [...touch!.replace(/;.*/, "").matchAll(/`([^`]+)`/g)].map(([, path]) => path!)
  ])
);

/** No network but the loopback: as root, or in a user namespace of one's own. */
const alone = ["unshare", process.getuid?.() === 0 ? "-n" : "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
const look = resolve("tests/notebook/look.ts");
const names = ["新建分析", "照文档一", "照文档二"];
const notebooks = names.map(name => encodeURI(`notebooks/${name}`));
/** What notebooks say that were written as Framework's documentation says; the bars of the first, before and after. */
const seen = {
  said: ["2 类，共 9 场，有指标", 2, 1, "3 0 调研 5 2 3", "甲 true 2 卫生 2024-05-13 3 后 0 2-9"],
  complaints: []
};
const house = new House("add", {own: true});
let touched: string[] = [];

/** Writes a file of the copy, which counts as touched. */
function put(name: string, text: string): void {
  touched.push(name);
  writeFileSync(house.path(name), text);
}

function edit(name: string, before: string, after: string): void {
  const text = readFileSync(house.path(name), "utf8");
  expect(text, name).toContain(before);
  put(name, text.replace(before, after));
}

/** What was touched since the last time is what the table says, with names for its places. */
function expectAsTold(what: string, names: Record<string, string>): void {
  const told = table.get(what)!.map(path => path.replace(/<(\w+)>/g, (_, place) => names[place]!));
  expect([what, touched]).toEqual([what, told]);
  touched = [];
}

const page = `---
title: 来稿
---

\`\`\`js
import {figureCard, heading} from "./components/yearbook.js";
import {readTables} from "./components/tables.js";
import {Book} from "./figures/book.js";
import {opinionFigures as figures} from "./figures/opinions.js";

const book = new Book(
  await readTables({
    about: FileAttachment("datasets/about.arrow").arrayBuffer(),
    figures: FileAttachment("datasets/figures.arrow").arrayBuffer(),
    years: FileAttachment("datasets/years.arrow").arrayBuffer()
  }),
  {year: 2024}
);
display(heading("委员来稿", book));
display(figureCard(figures.members, book));
\`\`\`

共 \${book.printed("opinions.by_members")}。
`;

beforeAll(() => {
  house.useSample();
  for (const name of [...names.map(each => `${each}.md`), "活动.csv"])
    cpSync(`tests/notebook/${name}`, house.path("src/notebooks", name), {recursive: true});
  touched = [];
});
afterAll(() => house.close());

test("a column, a metric, a figure, a page, a check and a kind are added as the README says, and the build shows them", async () => {
  edit(
    "src/kinds/opinions.ts",
    '    status: {type: "text"',
    '    weather: {type: "text", names: ["天气"]},\n    status: {type: "text"'
  );
  expectAsTold("a column", {kind: "opinions"});

  edit(
    "src/metrics/catalogue.csv",
    "opinions.compiled,",
    "opinions.by_members,委员来稿,篇,社情民意,件数,来源类型 = 委员,,,,,,收到社情民意,,,,,来源类型为委员的社情民意。\nopinions.compiled,"
  );
  expectAsTold("a metric", {});

  put("src/letters.md", page);
  edit("observablehq.config.ts", '  {name: "年度对比"', '  {name: "来稿", path: "/letters"},\n  {name: "年度对比"');
  expectAsTold("a page", {page: "letters"});

  edit(
    "src/figures/opinions.ts",
    "  trend: trendFigure({",
    '  members: trendFigure({id: "opinions-members", name: "委员来稿趋势", lines: [["opinions.by_members", "委员来稿"]]}),\n  trend: trendFigure({'
  );
  edit(
    "src/opinions.md",
    "display(grid(figureCard(figures.sources, book),",
    "display(grid(figureCard(figures.members, book), figureCard(figures.sources, book),"
  );
  expectAsTold("a figure", {kind: "opinions", page: "opinions"});

  put(
    "loaders/checks/90-weather.sql",
    "-- 天气不能是“雾”\nselect id as 编号, weather as 天气 from opinions where weather = '雾'\n"
  );
  expectAsTold("a check", {check: "90-weather"});

  put("src/kinds/visits.ts", visits.declaration);
  const list = readFileSync(house.path("src/kinds/index.ts"), "utf8");
  expect(list).toContain("  indicators\n] as const");
  put(
    "src/kinds/index.ts",
    `import {visits} from "./visits.js";\n${list.replace("  indicators\n] as", "  visits,\n  indicators\n] as")}`
  );
  expectAsTold("a kind of export", {kind: "visits"});
  edit("src/metrics/catalogue.csv", "opinions.compiled,", `${visits.metrics}opinions.compiled,`);
  expectAsTold("a metric", {});
  put("src/visits.md", visits.page);
  edit("observablehq.config.ts", '  {name: "年度对比"', '  {name: "来访", path: "/visits"},\n  {name: "年度对比"');
  expectAsTold("a page", {page: "visits"});
  writeFileSync(house.path("data/exports/来访登记.csv"), visits.exported);

  const built = await house.run(["reports/commands/build.ts"], alone);
  expect([built.code, built.stderr]).toEqual([0, expect.stringContaining("网站已生成：dist")]);
  const site = await serve(house.path("dist"), 4870);
  const browser = await chromium();
  const show = await browser.newPage();
  await show.goto(`${site.address}letters.html`);
  await show.waitForSelector("#opinions-members svg path");
  expect(await show.locator("main").textContent()).toMatch(/共\d+篇。/);
  await show.goto(`${site.address}opinions.html?year=2024`);
  await show.waitForSelector("#opinions-members svg path");
  expect(await show.locator("#observablehq-sidebar").textContent()).toContain("来稿");

  await show.goto(`${site.address}visits.html`);
  await show.waitForSelector("#visits-months svg path", {state: "attached"});
  const told = await show.locator("main").textContent();
  expect(told).toContain("接待3件，转办2件，问题3份，转办率66.7%。");
  expect(told).toContain("增加2件");
  await show.goto(`${site.address}metric.html?metric=visits.came&year=2024`);
  await show.waitForSelector("#visits-came-trend svg");
  await show.keyboard.press("End");
  await show.waitForSelector("#visits-came-visitor svg");
  expect(await show.locator("main").textContent()).toMatch(/群众来访/);
  await closePages();
  await site.close();

  writeFileSync(
    house.path("data/exports/社情民意_雾.csv"),
    "流水号,标题,来源类型,收到日期,天气\nW1,某事(示例),委员,2024-05-01,雾\n"
  );
  const refused = await house.run(["reports/commands/build.ts"]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("校验不通过「天气不能是“雾”」：编号W1，天气 雾");
  rmSync(house.path("data/exports/社情民意_雾.csv"));
});

test("notebooks with Plot, Inputs, sql, html, d3, FileAttachment, Generators and resize work in the site built without a network", async () => {
  const looked = await house.run([look, "dist", ...notebooks.map(page => `${page}.html`)], alone);
  expect(looked.stderr).toBe("");
  expect(JSON.parse(looked.stdout)).toEqual(seen);
});

test("and in npm run dev, without a network", async () => {
  cpSync("tests/notebook/要联网的.md", house.path("src/notebooks/要联网的.md"));
  const looked = await house.run([look, "dev", ...notebooks, encodeURI("notebooks/要联网的")], alone);
  const {said, complaints} = JSON.parse(looked.stdout || looked.stderr);
  expect(said).toEqual([...seen.said, "3"]);
  // What would be downloaded is told in its cell, which alone fails.
  const absent = ["katex", "@viz-js/viz", "mermaid", "arquero", "lodash-es"];
  expect(complaints.filter((text: string) => !/Error: “.+”没有随本项目安装/.test(text))).toEqual([]);
  for (const name of absent)
    expect(complaints).toContainEqual(expect.stringContaining(`“${name}”没有随本项目安装，不联网用不了`));
});

test("what is derived of a kind: its months, its items, its combinations, what was read", async () => {
  const [standing] = house.names(".cache").filter(name => /^warehouse-\w+\.duckdb$/.test(name));
  const open = await warehouse({path: house.path(".cache", standing!)});
  const handed = "main and view = 'year' and year = 2024 and metric = 'visits.came'";
  expect(await open.rows(`select month::integer as month, value from months where ${handed} order by month`)).toEqual([
    {month: 3, value: 1},
    {month: 4, value: 1},
    {month: 5, value: 1}
  ]);
  expect(await open.rows(`select item, value from dimensions where ${handed} order by item`)).toEqual([
    {item: "委员来访", value: 1},
    {item: "群众来访", value: 2}
  ]);
  expect(
    await open.rows(
      "select visitor, came_month, sum(came)::integer as came from visits_cube where year = 2024 group by all order by all"
    )
  ).toEqual([
    {visitor: "委员来访", came_month: 4, came: 1},
    {visitor: "群众来访", came_month: 3, came: 1},
    {visitor: "群众来访", came_month: 5, came: 1}
  ]);
  expect(await open.rows("select kind, accepted from files where kind = 'visits'")).toEqual([
    {kind: "visits", accepted: 4}
  ]);
  open.close();
});
