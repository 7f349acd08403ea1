import {existsSync, readFileSync} from "node:fs";
import {strFromU8, unzipSync} from "fflate";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {launch} from "../loaders/browser.js";
import {House} from "./house.js";
import {faults, startWorkbench} from "./workbench.js";

const house = new House("workbench");
const name = "社情民意_2024.csv";
const patient = {timeout: 120_000};
let browser: Browser;
let page: Page;

/** Waits until the program has done what it was asked. */
const done = () => page.waitForSelector(".doing:empty", {...patient, state: "attached"});

beforeAll(async () => {
  await house.useShell();
  house.useSample();
  const {address} = await startWorkbench(house, 4740);
  browser = await launch();
  const context = await browser.newContext({acceptDownloads: true, viewport: {width: 1280, height: 900}});
  page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector("#exports tbody tr", patient);
  await done();
});
afterAll(async () => {
  await browser?.close();
  house.close();
});

test("a file that is chosen is read at once; a header that is not understood is said what it is, and the table has it", async () => {
  const text = readFileSync(house.path("data/exports", name), "utf8");
  const strange = text.replace("来源类型", "反映来源类");
  expect(strange).not.toBe(text);
  await page.setInputFiles("#exports input[type=file]", {name, mimeType: "text/csv", buffer: Buffer.from(strange)});
  await page.waitForSelector("text=原来的一份在“回收”文件夹", patient);
  await done();
  expect(house.names("data/回收")).toHaveLength(1);
  const choice = page.getByLabel("「反映来源类」是什么");
  await choice.waitFor(patient);
  await choice.selectOption("来源类型");
  await page.getByRole("button", {name: "「反映来源类」就是它"}).click();
  await page.waitForSelector("text=已写入列名表", patient);
  await done();
  expect(readFileSync(house.path("data/reference/columns.csv"), "utf8")).toContain("社情民意,反映来源类,来源类型,");
  expect(await page.getByLabel("「反映来源类」是什么").count()).toBe(0);
});

test("a file that cannot be read says why; taken back it lies in 回收", async () => {
  const buffer = Buffer.from("%PDF-1.4\n");
  await page.setInputFiles("#exports input[type=file]", {name: "../../扫描.csv", mimeType: "text/csv", buffer});
  await page.waitForSelector("#exports tr.refused", patient);
  await done();
  expect(house.names("data/exports")).toContain("扫描.csv");
  await page.getByRole("button", {name: "收回 扫描.csv"}).click();
  await page.waitForSelector("text=扫描.csv：已收回", patient);
  await done();
  expect(house.names("data/exports")).not.toContain("扫描.csv");
  expect(house.names("data/回收").some(each => each.endsWith("扫描.csv"))).toBe(true);
});

test("a category that no table has is told, and added as another name of one that is there", async () => {
  const proposals = "十一届三次会议提案导出_20250110.csv";
  const text = new TextDecoder("gb18030").decode(readFileSync(house.path("data/exports", proposals)));
  const buffer = Buffer.from(text.replace(",农业农村,", ",三农,"));
  await page.setInputFiles("#exports input[type=file]", {name: proposals, mimeType: "text/csv", buffer});
  const choice = page.getByLabel("类别「三农」是哪一个");
  await choice.waitFor(patient);
  await done();
  await choice.selectOption("农业农村");
  await page.getByRole("button", {name: "补入类别「三农」"}).click();
  await page.waitForSelector("text=「三农」已补入类别表", patient);
  await done();
  expect(readFileSync(house.path("data/reference/categories.csv"), "utf8")).toContain("三农,农业农村");
  expect(await choice.count()).toBe(0);
});

test("a table says what would be wrong while one types, and is saved when nothing is", async () => {
  await page.getByRole("button", {name: "目标表"}).click();
  const cell = page.getByLabel("第1行 比较");
  await cell.fill("大约");
  await page.waitForSelector("text=「比较」不能是“大约”", patient);
  expect(await page.getByRole("button", {name: "保存"}).isDisabled()).toBe(true);
  await page.getByRole("button", {name: "撤销"}).click();
  await page.waitForSelector("text=没有错误，可以保存", patient);
  const target = page.getByLabel("第1行 目标");
  const value = String(Number(await target.inputValue()) + 1);
  await target.fill(value);
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await page.getByRole("button", {name: "保存"}).click();
  await page.waitForSelector("text=目标表已保存", patient);
  await done();
  expect(readFileSync(house.path("data/reference/targets.csv"), "utf8").split("\n")[1]).toContain(`,${value},`);
});

test("a report is written, and its Word file can be saved", async () => {
  await page.locator("#report-year").selectOption("2024");
  await page.getByLabel("文稿").selectOption("一页通");
  await page.getByRole("button", {name: "写报告"}).click();
  await page.waitForSelector("text=2024年的报告已写好", patient);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".result").getByRole("link", {name: "一页通.docx"}).click()
  ]);
  expect(file.suggestedFilename()).toBe("一页通.docx");
  const parts = unzipSync(readFileSync(await file.path()));
  expect(strFromU8(parts["word/document.xml"]!)).toContain("261");
});

test("the site to be handed over has neither the workbench nor an export", async () => {
  await page.getByRole("button", {name: "生成要发布的网站"}).click();
  await page.waitForSelector("text=网站.zip", patient);
  await done();
  const names = Object.keys(unzipSync(readFileSync(house.path("dist.zip"))));
  expect(names).toContain("index.html");
  expect(names.filter(each => /workbench|exports|回收|\.csv$/.test(each))).toEqual([]);
  expect(readFileSync(house.path("dist/index.html"), "utf8")).not.toContain("工作台");
});

test("a year is kept, verified and compared", async () => {
  await page.getByLabel("名称").fill("送审稿");
  await page.getByRole("button", {name: "留存"}).click();
  await page.getByRole("button", {name: "核对 送审稿"}).waitFor(patient);
  await done();
  await page.getByRole("button", {name: "核对 送审稿"}).click();
  await page.waitForSelector("text=核对通过", patient);
  await page.getByRole("button", {name: "与现在比较 送审稿"}).click();
  await page.waitForSelector("text=版本对比-送审稿.xlsx", patient);
  await done();
  expect(existsSync(house.path("reports/frozen/送审稿/manifest.json"))).toBe(true);
});

test("while one thing is being done another window is told to wait", async () => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForSelector("#report button");
  await page.getByRole("button", {name: "写报告"}).click();
  await other.getByRole("button", {name: "写报告"}).click();
  await other.waitForSelector("[role=alert]:has-text('正在写报告，请等它完成')", patient);
  await other.close();
  await page.waitForSelector("text=2024年的报告已写好", patient);
  await done();
});

test("the site leads to the workbench; started twice, the second says that it is open", async () => {
  const other = await page.context().newPage();
  await other.goto(new URL("/", page.url()).href);
  await other.locator("#observablehq-sidebar a", {hasText: "工作台"}).click();
  await other.waitForSelector("h1:has-text('工作台')");
  await other.close();
  const {code, stdout} = await house.run(["reports/commands/workbench.ts"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("程序已经打开，不必再启动一次")]);
});

test("axe finds nothing in light and dark; at 390 px nothing is wider than the page", async () => {
  await page.getByRole("button", {name: "目标表"}).click();
  await page.waitForSelector(".editor input");
  expect({light: await faults(page, "light"), dark: await faults(page, "dark")}).toEqual({light: [], dark: []});
  await page.setViewportSize({width: 390, height: 800});
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await faults(page, "light")).toEqual([]);
});
