import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {violations} from "./axe.js";
import {chromium, closePages} from "./chromium.js";
import * as made from "./made.js";

let browser: Browser;
let site: Site;

beforeAll(async () => {
  site = await serve(await made.site("filters"), 4850);
  browser = await chromium();
});
afterAll(async () => {
  await closePages();
  await site?.close();
});

async function open(path: string, dark = false): Promise<Page> {
  const page = await browser.newPage({colorScheme: dark ? "dark" : "light", locale: "zh-CN"});
  await page.goto(`${site.address}${path}`);
  await page.waitForSelector("figure.chart-card svg, .compare tbody tr", {state: "attached"});
  await page.waitForLoadState("networkidle").catch(() => {});
  return page;
}

describe.each([false, true])("axe finds no fault in 提案 (dark %s)", dark => {
  test("with the filter bar open and a filter in force", async () => {
    const page = await open("proposals.html?year=2024", dark);
    await page.locator(".filter-panel > summary").click();
    const field = page.locator('.filter-field[data-field="category"]');
    await field.locator("summary").click();
    await field.getByLabel("教育", {exact: true}).check();
    await expect.poll(() => page.locator(".filter-status").textContent()).toMatch(/剩\d+件，共261件/);
    await expect.poll(() => page.locator(".filter-chips .chip").count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("with a table and the 出处 of one of its numbers open", async () => {
    const page = await open("proposals.html?year=2024", dark);
    const card = page.locator("#proposals-categories");
    await card.getByRole("button", {name: "数据表"}).click();
    const number = card.locator("tbody a.origin").first();
    const text = await number.textContent();
    expect(await violations(page)).toEqual([]);
    await number.click();
    const dialog = page.locator("dialog.provenance");
    await dialog.waitFor();
    const heading = await dialog.locator("h2").textContent();
    expect(heading).toMatch(/^2024年提交提案.类别.城乡建设.{2}45件$/);
    expect(heading).toContain(`${text}件`);
    expect(await dialog.locator("pre").textContent()).toMatch(
      /year = 2024\s+and coalesce\(category, '未填'\) = '城乡建设'/
    );
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await number.evaluate(element => element === document.activeElement)).toBe(true);
    await page.close();
  });
});

test("a change of 年度对比 opens both years", async () => {
  const page = await open("compare.html?year=2024&versus=2023");
  const row = page.locator(".compare tbody tr").filter({hasText: "提交提案"}).first();
  await row.locator("a.origin").nth(2).click();
  const dialog = page.locator("dialog.provenance");
  await dialog.waitFor();
  expect(await dialog.locator("h3.year").allTextContents()).toEqual([
    "2024年：261件",
    expect.stringMatching(/^2023年：\d+件$/)
  ]);
  expect(await dialog.locator("pre").count()).toBe(2);
  expect(await violations(page)).toEqual([]);
  await page.close();
});

test("a mark of a chart opens where its number comes from, by mouse and by keyboard; a number links to its metric", async () => {
  const page = await open("proposals.html?year=2024");
  const dialog = page.locator("dialog.provenance");
  const chart = page.locator("#proposals-trend .chart");
  await chart.locator("svg circle").last().click();
  await expect.poll(() => dialog.locator("h2").textContent()).toMatch(/^2024年提交提案.261件$/);
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog.count()).toBe(0);
  await chart.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect.poll(() => dialog.locator("h2").textContent()).toMatch(/^2020年立案提案.196件$/);
  await page.keyboard.press("Escape");
  const address = await page.locator("#proposals-trend .finding a").first().getAttribute("href");
  await page.goto(new URL(address!, site.address).href);
  await page.waitForSelector("h2:text-is('提交提案')");
  await page.close();
});

test("the actual of a target opens, in the table and beneath its bar", async () => {
  const page = await open("targets.html?year=2024");
  for (const place of [".target .target-value", ".table tbody tr td"]) {
    await page.locator(`${place} a.origin`).first().click();
    const dialog = page.locator("dialog.provenance");
    await dialog.waitFor();
    expect(await dialog.locator("pre").textContent()).toMatch(/^select/);
    expect(await dialog.locator("tbody tr").count()).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
  }
  await page.close();
});

test("the analyst edition lists the items behind a number without a fault that axe finds", async () => {
  const analyst = await serve(await made.site("analyst"), 4860);
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({colorScheme, locale: "zh-CN"});
    await page.goto(`${analyst.address}proposals.html?year=2024`);
    const card = page.locator("#proposals-categories");
    await card.getByRole("button", {name: "数据表"}).click();
    await card.locator("tbody a.origin").first().click();
    const dialog = page.locator("dialog.provenance");
    await dialog.locator(".rows tbody tr").first().waitFor();
    expect(await dialog.locator(".rows tbody tr").count()).toBe(45);
    await dialog.getByRole("searchbox").fill("道路");
    await expect.poll(() => dialog.locator(".rows [role=status]").textContent()).toMatch(/^\d+条，共45条/);
    expect(await violations(page)).toEqual([]);
    await page.close();
  }
  await analyst.close();
});
