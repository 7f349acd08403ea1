import {readFileSync} from "node:fs";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {examples} from "../src/notebook/examples.js";
import {chromium, closePages} from "./chromium.js";
import {crowded, faults, misset, unreached} from "./looks.js";
import * as made from "./made.js";

let browser: Browser;
let site: Site;

beforeAll(async () => {
  site = await serve(await made.site("analyst"), 4880);
  browser = await chromium();
});
afterAll(async () => {
  await closePages();
  await site?.close();
});

async function open(path: string, width = 1200): Promise<{page: Page; complaints: string[]; asked: string[]}> {
  const page = await browser.newPage({locale: "zh-CN", viewport: {width, height: 900}});
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("request", request => asked.push(request.url()));
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => {
    if (!request.url().startsWith(site.address) && !/^(data|blob):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`${site.address}${path}`);
  return {page, complaints, asked};
}

const title = (page: Page) => page.locator(".pivot-result .subtitle, .pivot-result > h2").first();
const choice = (page: Page, label: string) =>
  page.locator(".pivot-controls label.choice", {has: page.locator(`span:text-is("${label}")`)}).locator("select");

test("透视: three choices answer 党派 × 单位 的答复用时, a cell opens its items, the address opens the same", async () => {
  const {page, complaints, asked} = await open("pivot.html");
  await expect.poll(() => title(page).textContent()).toBe("2020—2024年提交提案（件）：类别 × 年度");
  expect(await page.locator(".pivot-table tr.total td").allTextContents()).toEqual([
    ...["212", "198", "236", "232", "261", "1139"]
  ]);
  expect(await page.locator(".pivot-result .finding").textContent()).toBe(
    "提交提案最多的是2023年城乡建设、2024年城乡建设，各45件"
  );

  await choice(page, "指标").selectOption({label: "答复用时中位数（天）"});
  await choice(page, "行").selectOption({label: "主办单位"});
  await choice(page, "列").selectOption({label: "党派"});
  await expect.poll(() => title(page).textContent()).toBe("2020—2024年答复用时中位数（天）：主办单位 × 党派");
  expect(await page.locator(".chart-card").getAttribute("data-rule")).toMatch(/^立案提案自交办到答复的天数.取中位数/);
  expect(await page.locator(".chart-card svg rect").count()).toBeGreaterThan(50);

  const cell = page.locator(".pivot-table tbody tr").first().locator("td button").first();
  const said = (await cell.getAttribute("aria-label"))!;
  await cell.click();
  const heading = page.locator(".pivot-items h3");
  await expect.poll(() => heading.textContent()).toContain(said.replace("，看条目", ""));
  const count = Number(/：(\d+)条$/.exec((await heading.textContent())!)![1]);
  expect(await page.locator(".pivot-items tbody tr").count()).toBe(count);
  expect(await page.locator(".pivot-items th").allTextContents()).toContain("案由");
  expect(await page.locator(".pivot-items").textContent()).not.toContain("第一提案人");

  const again = await open(`pivot.html${new URL(page.url()).search}`);
  await expect.poll(() => title(again.page).textContent()).toBe("2020—2024年答复用时中位数（天）：主办单位 × 党派");
  expect([...complaints, ...again.complaints]).toEqual([]);
  expect(asked.filter(url => /wasm|duckdb|items-(opinions|activities)/.test(url))).toEqual([]);
  await again.page.close();
  expect(await faults(page)).toEqual([]);
  expect(await misset(page)).toEqual([]);
  expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
  await page.close();
});

test("透视: shares, same period a year before, a filter, a column's mean, and nothing left", async () => {
  const {page, complaints} = await open(
    "pivot.html?kind=proposals&measure=proposals.submitted&rows=category&columns=&years=2025"
  );
  await page.getByRole("button", {name: "同比"}).click();
  const first = page.locator(".pivot-table tbody tr").first();
  await expect.poll(() => first.locator("td").textContent()).toMatch(/^[▲▼]\d|^＝/);
  await expect.poll(() => page.locator(".pivot-result").textContent()).toContain("2025年未完，与上年同期相比");

  await page.getByRole("button", {name: "占列"}).click();
  await expect.poll(() => page.locator(".pivot-table tr.total td").textContent()).toBe("100%");

  await page.locator(".filter-panel > summary").click();
  await page.locator('[data-field="party"] summary').click();
  await page.getByLabel("民盟", {exact: true}).check();
  await expect.poll(() => page.locator(".filter-chips").textContent()).toContain("党派：民盟");
  await expect.poll(() => title(page).textContent()).toContain("仅党派为民盟的");

  await page.getByRole("button", {name: /^去掉筛选/}).click();
  await choice(page, "行").selectOption({label: "主办单位"});
  await choice(page, "指标").selectOption({label: "答复用时中位数（天）"});
  await choice(page, "对照").selectOption({label: "委员满意率（%）"});
  await expect
    .poll(() => page.locator(".pivot-result .finding").textContent())
    .toMatch(/（相关系数−?[\d.]+，\d+个主办单位）$/);
  const named = page.locator(".chart-card svg text");
  await expect.poll(() => named.allTextContents()).toContain("答复用时中位数（天）");
  expect((await named.allTextContents()).filter(text => text.startsWith("区")).length).toBeGreaterThan(5);
  await page.getByRole("button", {name: "点图"}).click();
  const items = () => page.locator(".chart-card svg text").allTextContents();
  await expect.poll(items).toContain("2024年");
  const largest = (await items()).find(text => text.startsWith("区"));
  await page.locator(".pivot-table thead button").click();
  await page.locator(".pivot-table thead button").click();
  await expect.poll(async () => (await items()).find(text => text.startsWith("区"))).not.toBe(largest);
  expect(await page.locator(".pivot-result").textContent()).toContain("不足5条");

  await choice(page, "种类").selectOption({label: "履职活动"});
  await choice(page, "指标").selectOption({label: "参加委员人数 平均"});
  await expect.poll(() => title(page).textContent()).toContain("参加委员人数平均：活动类型 × 年度");
  expect(complaints).toEqual([]);
  await page.close();

  const none = await open(
    "pivot.html?kind=opinions&measure=opinions.received&rows=category&in.category=没有这一类&years=2024"
  );
  await expect.poll(() => none.page.locator(".pivot-result .empty").textContent()).toBe("没有符合条件的条目。");
  expect(none.complaints).toEqual([]);
  await none.page.close();

  // What a link asks for and nobody has, or nobody may have, is said; the rest is answered.
  const wrong = await open("pivot.html?kind=proposals&measure=proposals.filed&rows=proposer&columns=year&in.nothing=1");
  await expect
    .poll(() => wrong.page.locator(".pivot-result .empty").textContent())
    .toBe("链接里的行“proposer”（「第一提案人」是姓名或联系方式）、筛选“nothing”在现在的数据里没有，已略去。");
  await expect.poll(() => title(wrong.page).textContent()).toMatch(/年立案提案（件）：年度$/);
  await wrong.page.close();
});

/** The engine of statements takes its time to start, and a million rows theirs. */
const slow = {timeout: 60_000};
const outcome = (page: Page) => page.locator(".sql-outcome");

/** Runs a statement as somebody who types it would. */
async function run(page: Page, sql: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(sql);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => outcome(page).textContent(), slow).not.toBe("正在运行…");
}

test("SQL: every worked example gives rows, on this machine alone", async () => {
  const {page, complaints, asked} = await open("sql.html");
  await expect.poll(() => outcome(page).locator("tbody tr").count(), slow).toBe(6);
  const tables = asked.flatMap(url => /datasets\/(items|tables)-([\w-]+)\.\w+\.arrow/.exec(url)?.[2] ?? []);
  expect(tables).toEqual(["proposals"]);
  expect(asked.filter(url => url.endsWith(".wasm"))).toHaveLength(1);
  expect(await outcome(page).locator("tbody").textContent()).toContain("2024261");
  expect(examples).toHaveLength(20);
  const select = page.locator(".sql label.choice select");
  const given: string[] = [];
  for (const [i, {title}] of examples.entries()) {
    await select.selectOption(String(i));
    await expect
      .poll(
        () =>
          outcome(page)
            .locator(".table")
            .getAttribute("aria-label")
            .catch(() => null),
        slow
      )
      .toBe(`${title}表格`);
    if ((await outcome(page).locator("tbody tr").count()) > 0) given.push(title);
  }
  expect(given).toEqual(examples.map(({title}) => title));
  expect(complaints).toEqual([]);
  expect(await faults(page)).toEqual([]);
  expect(await misset(page)).toEqual([]);
  expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
  await page.close();
});

test("SQL: what is wrong is said in Chinese with its place; nothing is changed; a million rows are read by pages", async () => {
  const {page, complaints} = await open(`sql.html?${new URLSearchParams({sql: "select 1 as 一"})}`);
  await expect.poll(() => outcome(page).locator("tbody").textContent(), slow).toBe("1");
  const fault = outcome(page).locator(".sql-fault p");

  await run(page, "select title,\n  proposer\nfrom proposals");
  expect(await fault.textContent()).toMatch(/「第一提案人」是姓名或联系方式，分析用的表里没有这一列。$/);
  expect(await outcome(page).locator("pre").textContent()).toContain(
    'Binder Error: Referenced column "proposer" not found'
  );
  await run(page, "select 类别 from proposals");
  expect(await fault.textContent()).toContain("没有“类别”这一列，是不是proposals.category");
  await run(page, "select * from 提案");
  expect(await fault.textContent()).toContain("没有“提案”这张表。可用的表：proposals（提案）");
  await run(page, "select * form proposals");
  expect(await fault.textContent()).toMatch(/^第1行第\d+列附近：语句没有写对/);
  await run(page, "delete from proposals");
  expect(await fault.textContent()).toBe("这里只查询，不修改：语句应以select、with或from开头。");
  await run(page, "select * from proposals where year = 1900");
  expect(await outcome(page).textContent()).toBe("没有符合条件的行。");

  await run(page, "select range as 数, '=1+1' as 文字 from range(1000000)");
  await expect.poll(() => outcome(page).locator("[role=status]").textContent()).toBe("共1000000行，这里是第1—200行");
  await page.getByRole("button", {name: "后一页"}).click();
  expect(await outcome(page).locator("tbody tr").first().locator("td").first().textContent()).toBe("200");

  await run(page, "select label, value from figures where label = '立案提案' order by year");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", {name: /^下载CSV/}).click()
  ]);
  expect(readFileSync((await file.path())!, "utf8")).toMatch(/^\ufefflabel,value\r\n立案提案,\d+\r\n/);
  const [book] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", {name: /^下载Excel/}).click()
  ]);
  expect(book.suggestedFilename()).toBe("查询结果.xlsx");

  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("select cate");
  await page.keyboard.press("Control+Space");
  await expect.poll(() => page.locator(".cm-tooltip-autocomplete").textContent()).toContain("categories类别");
  expect(complaints).toEqual([]);
  await page.close();
});

test.each(["答复时限", "满意率与单位", "界别活跃度", "社情民意转化", "换届前后"])(
  "the notebook %s draws what it finds, answers its controls, without a network",
  async name => {
    const {page, complaints} = await open(encodeURI(`notebooks/${name}.html`));
    await expect.poll(() => page.locator("figure.chart-card svg").count(), slow).toBeGreaterThan(0);
    await page.locator("main form input, main form select").first().waitFor();
    if (name === "答复时限") {
      const said = page.locator(".finding").first();
      await expect.poll(() => said.textContent(), slow).toMatch(/^2024年答复最慢的是/);
      await page.locator("form input[type=number]").first().fill("2022");
      await expect.poll(() => said.textContent(), slow).toMatch(/^2022年答复最慢的是/);
    }
    expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
    expect(await page.locator("main .banner").textContent()).toBe("示例数据 数据截至2025年10月31日");
    expect(complaints).toEqual([]);
    expect(await faults(page)).toEqual([]);
    expect(await misset(page)).toEqual([]);
    expect(await unreached(page, "main")).toEqual([]);
    expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
    await page.close();
  }
);

test("a question and a statement are kept under a name, listed, opened again, and taken off", async () => {
  const {page, complaints} = await open(
    "pivot.html?kind=proposals&measure=proposals.filed&rows=category&columns=year&years=2023&years=2024"
  );
  await expect.poll(() => title(page).textContent(), slow).toBe("2023—2024年立案提案（件）：类别 × 年度");
  await page.locator(".keep summary").click();
  await page.locator(".keep input").first().fill("各类立案");
  await page.locator(".keep input").nth(1).fill("开会前看");
  await page.getByRole("button", {name: "存下"}).click();
  await expect.poll(() => page.locator(".keep [role=status]").textContent()).toBe("已存为“各类立案”，见视图。");
  await page.getByRole("link", {name: "视图"}).last().click();
  const row = page.locator(".kept tbody tr");
  await expect.poll(() => row.count(), slow).toBe(1);
  expect(await row.textContent()).toContain("开会前看charts.csv 各类立案,矩阵,立案提案,类别,2,自选图表,");
  expect(await faults(page)).toEqual([]);
  expect(await misset(page)).toEqual([]);
  await row.getByRole("link", {name: "各类立案"}).click();
  await expect.poll(() => title(page).textContent(), slow).toBe("2023—2024年立案提案（件）：类别 × 年度");
  await page.goBack();
  await page.getByRole("button", {name: "去掉 各类立案"}).click();
  await expect.poll(() => page.locator(".kept").textContent()).toContain("还没有存下视图");
  expect(complaints).toEqual([]);
  await page.close();
});
