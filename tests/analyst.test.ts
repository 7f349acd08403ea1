import axe from "axe-core";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {chromium, closePages} from "./chromium.js";
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

async function open(path: string, width = 1200): Promise<{page: Page; complaints: string[]}> {
  const page = await browser.newPage({locale: "zh-CN", viewport: {width, height: 900}});
  const complaints: string[] = [];
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => {
    if (!request.url().startsWith(site.address) && !/^(data|blob):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`${site.address}${path}`);
  return {page, complaints};
}

/** What axe finds, in light and dark. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({colorScheme});
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
    const violations = await page.evaluate(async () => {
      const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run();
      return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`));
    });
    found.push(...violations.map(said => `${colorScheme} ${said}`));
  }
  return found;
}

const title = (page: Page) => page.locator(".pivot-result .subtitle, .pivot-result > h2").first();
const choice = (page: Page, label: string) =>
  page.locator(".pivot-controls label.choice", {has: page.locator(`span:text-is("${label}")`)}).locator("select");
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test("透视: three choices answer 党派 × 单位 的答复用时, a cell opens its items, the address opens the same", async () => {
  const {page, complaints} = await open("pivot.html");
  await expect.poll(() => title(page).textContent()).toBe("2020—2024年提交提案（件）：类别 × 年度");
  expect(await page.locator(".pivot-table tr.total td").allTextContents()).toEqual([
    ...["212", "198", "236", "232", "261", "1139"]
  ]);

  await choice(page, "指标").selectOption({label: "答复用时中位数（天）"});
  await choice(page, "行").selectOption({label: "主办单位"});
  await choice(page, "列").selectOption({label: "党派"});
  await expect.poll(() => title(page).textContent()).toBe("2020—2024年答复用时中位数（天）：主办单位 × 党派");
  expect(await page.locator(".chart-card figcaption").textContent()).toMatch(
    /^口径：立案提案自交办到答复的天数，取中位数/
  );
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
  await again.page.close();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({width: 390, height: 900});
  await expect.poll(() => fits(page)).toBeLessThanOrEqual(390);
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
  await expect.poll(() => page.locator(".chart-card figcaption").textContent()).toContain("仅党派为民盟的");

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
});
