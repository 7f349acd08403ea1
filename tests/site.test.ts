import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, relative} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {buildSite} from "../loaders/site/build.js";
import {published} from "../observablehq.config.js";
import {makers} from "../reports/makers.js";
import {chromium, closePages} from "./chromium.js";
import {crowded, faults, misset, openersBelow, printed, tilesIn, unlinked} from "./looks.js";
import * as made from "./made.js";

const pages = published.filter(({path}) => path !== "/charts").map(({name, path}) => [name, path.slice(1)] as const);
let output: string;
let browser: Browser;
let site: Site;

beforeAll(async () => {
  output = await made.site("filters");
  site = await serve(output, 4400);
  browser = await chromium();
});
afterAll(async () => {
  await closePages();
  await site?.close();
});

/** Opens a page and keeps what it complained about and whom it asked. */
async function open(path: string) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: "zh-CN"});
  const page = await context.newPage();
  const complaints: string[] = [];
  const bytes: number[] = [];
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => {
    if (!request.url().startsWith(site.address) && !/^(data|blob):/.test(request.url()))
      complaints.push(`foreign request: ${request.url()}`);
  });
  page.on("response", async response => {
    if (/\.(js|css|html|arrow|json|wasm)$|\/$/.test(new URL(response.url()).pathname))
      bytes.push(gzipSync(await response.body().catch(() => Buffer.alloc(0))).length);
  });
  await page.goto(`${site.address}${path}`);
  await page.waitForLoadState("networkidle").catch(() => {});
  return {page, complaints, bytes, close: () => context.close()};
}

test("the build has every page and none with an error or an address outside itself", () => {
  const files = readdirSync(output);
  for (const [, path] of pages) expect(files).toContain(`${path}.html`);
  const sidebar = /<nav id="observablehq-sidebar"[\s\S]*?<\/nav>/.exec(
    readFileSync(join(output, "index.html"), "utf8")
  )![0];
  const links = [...sidebar.matchAll(/<a href="\.\/([^"]*)"/g)].map(([, href]) => decodeURI(href!) || "index.html");
  expect(links.filter(href => !files.includes(href))).toEqual([]);
  expect(sidebar).not.toContain("笔记");
  for (const file of files.filter(name => name.endsWith(".html"))) {
    const text = readFileSync(join(output, file), "utf8");
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).not.toContain("observablehq--error");
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
  const found = execFileSync("find", [output, "-name", "*.wasm"], {encoding: "utf8"});
  expect(found).toBe("");
});

test("the same data give the same bytes, in another folder, at another time", async () => {
  const again = mkdtempSync(join(tmpdir(), "yearbook-again-"));
  await buildSite({data: "data/sample", edition: "filters", output: again, makers});
  expect(bytesIn(again)).toEqual(bytesIn(output));
  rmSync(again, {recursive: true});
});

/** Every file below a folder with the digest of its bytes. */
const bytesIn = (folder: string) =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name))
    .map(path => [relative(folder, path), createHash("sha256").update(readFileSync(path)).digest("hex")])
    .sort(([a], [b]) => (a! < b! ? -1 : 1));

test.each(pages)(
  "%s shows itself without complaint, its text set as print sets it, says that the data are a sample, within 200 kB and 30 requests; axe finds no fault in light, dark and forced colours; it fits a phone and 200 %, leaves no unit alone and no caption on two lines; every figure leads to the page of its metric, tiles stand four or two in a row, tables have their head on every sheet, no sheet but the last is less than 70 % full",
  async (name, path) => {
    const {page, complaints, bytes, close} = await open(`${path}.html`);
    await page.waitForSelector("h1");
    await expect.poll(() => page.title()).toContain(name);
    await expectDrawn(page);
    await page.waitForSelector("text=示例数据");
    expect(complaints).toEqual([]);
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(200_000);
    expect(bytes.length).toBeLessThanOrEqual(30);

    expect(await misset(page)).toEqual([]);
    // What is told of files and rows is no figure.
    if (!["quality", "checkup"].includes(path)) expect(await unlinked(page)).toEqual([]);
    expect(await faults(page)).toEqual([]);
    expect(await openersBelow(page)).toEqual([]);
    if (path === "index") expect(await tilesIn(page)).toEqual([4, 4]);
    expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
    await expectDrawn(page);
    if (path === "index") expect(await tilesIn(page)).toEqual([2, 2, 2, 2]);
    // The first two are printed below.
    const {fill, sheets} = ["index", "proposals"].includes(path) ? {fill: [], sheets: []} : await printed(page);
    expect(fill.slice(0, -1).filter(full => full < 0.7)).toEqual([]);
    if (path === "compare" || path === "rules") {
      expect(sheets.length).toBeGreaterThan(3);
      for (const sheet of sheets.slice(0, -1)) expect(sheet).toMatch(/指标 +(?:单位|口径) |规则 +现在的取值/);
    }
    expect(complaints).toEqual([]);
    await close();
  }
);

/** Every card has a chart with marks and every table has rows. */
async function expectDrawn(page: Page) {
  await page.waitForSelector("figure.chart-card svg, table tbody tr, input[type=file]", {state: "attached"});
  await expect
    .poll(() => page.locator("figure.chart-card").count())
    .toBe(await page.locator("figure.chart-card").count());
  const empty = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("figure.chart-card")]
        .filter(card => !card.querySelector("svg :is(path, rect, circle, line)"))
        .map(card => card.querySelector("h3")?.textContent ?? "?")
    );
  await expect.poll(empty).toEqual([]);
}

test("the years are in the address: a link opens the same view", async () => {
  const {page, close} = await open("index.html?year=2022&versus=2020");
  await page.waitForSelector("h1:has-text('2022年')");
  await page.getByLabel("报告年度").selectOption({label: "2023年"});
  await page.waitForSelector("h1:has-text('2023年')");
  expect(new URL(page.url()).searchParams.get("year")).toBe("2023");
  expect(new URL(page.url()).searchParams.get("versus")).toBe("2022");
  await page.locator("#observablehq-sidebar").getByRole("link", {name: "年度对比"}).click();
  await page.waitForSelector("h1:has-text('2023年与2022年')");
  await close();
});

test("an unfinished year is compared at the same point", async () => {
  const {page, close} = await open("index.html?year=2025");
  await page.waitForSelector("h1:has-text('2025年')");
  expect(await page.locator(".page-heading").textContent()).toContain("同期");
  await close();
});

test("search finds 提案办理, 满意率, 社情民意 and 同期", async () => {
  const {page, close} = await open("index.html");
  const input = page.locator("#observablehq-search input");
  await input.click();
  for (const [query, title] of [
    ["提案办理", "提案"],
    ["满意率", "口径"],
    ["社情民意", "社情民意"],
    ["同期", "口径"]
  ] as const) {
    // What is typed before the index has come finds nothing until something more is typed.
    const found = page.locator("#observablehq-search-results").getByRole("link", {name: title, exact: true});
    const typed = async () => {
      await input.fill("");
      await input.fill(query);
      return found.count();
    };
    await expect.poll(typed, {timeout: 30_000, message: query}).toBeGreaterThan(0);
  }
  await close();
});

test("年度对比 hands the table over as CSV and Excel", async () => {
  const {page, close} = await open("compare.html?year=2024&versus=2023");
  for (const [label, ending, head] of [
    ["CSV", ".csv", "\ufeff指标"],
    ["Excel", ".xlsx", "PK"]
  ] as const) {
    const waiting = page.waitForEvent("download");
    await page
      .locator(".compare")
      .getByRole("button", {name: new RegExp(`${ending}$`)})
      .click();
    const download = await waiting;
    expect(download.suggestedFilename(), label).toBe(`年度对比-2024-2023${ending}`);
    expect(readFileSync(await download.path(), "utf8").startsWith(head)).toBe(true);
  }
  await close();
});

test.each(["index", "proposals"])(
  "%s on paper: no navigation, no half-empty page, title, date and page at the foot, the rules as numbered notes",
  async path => {
    const {page, close} = await open(`${path}.html`);
    await expectDrawn(page);
    const {fill, sheets} = await printed(page);
    expect(await page.locator("#observablehq-sidebar").isVisible()).toBe(false);
    expect(fill.at(-1)).toBeGreaterThan(0);
    for (const full of fill.slice(0, -1)) expect(full).toBeGreaterThan(0.7);
    const text = sheets.join("\f");
    expect(text).toMatch(new RegExp(`履职数据年报 · 2024年.+数据截至2024年12月31日 +· +1/${sheets.length}`));
    expect(text).not.toContain("127.0.0.1");
    expect(text).toMatch(/来源：提案导出 · 注1/);
    expect(text).toMatch(/\n *1\. 联名提案计一件。/);
    await close();
  }
);

test("a chart hands over a short link to its view, and a picture for a chat", async () => {
  const {page, close} = await open("proposals.html?year=2024&versus=2023&category=教育");
  await page.waitForSelector("text=共261件");
  const card = page.locator("#proposals-categories");
  await card.getByRole("button", {name: "分享"}).click();
  const link = await card.getByLabel("这张图的链接").inputValue();
  expect(link).toMatch(/\/proposals\.html\?year=2024&f=category\.\w{4}#proposals-categories$/);
  const waiting = page.waitForEvent("download");
  await card.getByRole("button", {name: /发消息用的图片/}).click();
  const picture = readFileSync(await (await waiting).path());
  expect([picture.subarray(1, 4).toString(), picture.readUInt32BE(16)]).toEqual(["PNG", 412 * 3]);
  await close();

  const other = await open(link.slice(site.address.length));
  await other.page.waitForSelector(".chip:has-text('类别：教育')");
  await other.page.waitForSelector("text=剩26件，共261件");
  await expect.poll(() => other.page.evaluate(() => scrollY)).toBeGreaterThan(300);
  await other.close();
});

test("年度对比 stands in groups, finds a figure by its name, sorts by a column and marks the largest changes", async () => {
  const {page, close} = await open("compare.html?year=2024&versus=2023");
  await expectDrawn(page);
  const rows = page.locator(".compare tbody tr:not(.group) th");
  const groups = page.locator(".compare tr.group th");
  expect((await groups.allTextContents()).map(text => text.replace(/\d+项$/, ""))).toEqual([
    ...["提案", "社情民意", "履职活动", "委员名册", "出席记录", "民主监督意见", "公益诉讼线索", "民主评议"],
    "其他"
  ]);
  expect(await page.locator(".compare td.mark").count()).toBe(10);
  const all = await rows.count();
  await page.getByRole("button", {name: /^变化/}).click();
  expect(await groups.count()).toBe(0);
  expect(await page.locator(".compare th[aria-sort=descending]").textContent()).toContain("变化");
  const changes = await page.locator(".compare tbody td:nth-child(6)").allTextContents();
  const told = changes.flatMap(text => /^([+−])([\d.]+)%/.exec(text)?.slice(1, 3).join("").replace("−", "-") ?? []);
  expect(told.length).toBeGreaterThan(50);
  expect(told.map(Number)).toEqual(told.map(Number).sort((a, b) => b - a));
  await page.getByLabel("查找指标").fill("满意率");
  await page.waitForSelector("text=/^找到\\d+项$/");
  expect(await rows.count()).toBeLessThan(all);
  await close();
});

test("the keyboard reaches the years, the navigation and the tables", async () => {
  const {page, close} = await open("compare.html");
  await expectDrawn(page);
  const reached = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(
        () => `${document.activeElement?.tagName}.${document.activeElement?.getAttribute("role") ?? ""}`
      )
    );
  }
  expect([...reached]).toEqual(expect.arrayContaining(["A.", "SELECT.", "INPUT.", "DIV.region"]));
  await close();
});
