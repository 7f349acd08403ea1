import {readFileSync} from "node:fs";
import {resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {chromium, closePages} from "./chromium.js";
import {filesBelow} from "./files.js";
import * as made from "./made.js";
import {sample} from "./sample.js";

let output: string;
let site: Site;

beforeAll(async () => {
  output = await made.site("published");
  site = await serve(output, 4890);
});
afterAll(async () => {
  await closePages();
  await site?.close();
});

test("the published site has no title of an item, no page of analysts and no engine of statements", async () => {
  const open = await sample();
  const titles = await open.rows<{title: string}>(
    "select distinct title from (select title from proposals union all select title from opinions union all select name from activities) where len(title) > 4 order by title"
  );
  open.close();
  // One in twenty-five: a leak would be of all.
  const some = titles.filter((_, i) => i % 25 === 0);
  expect(some.length).toBeGreaterThan(40);
  const paths = filesBelow(output);
  expect(paths.filter(path => /\.wasm$|duckdb|\/notebooks\/|(sql|views)\.html$/.test(path))).toEqual([]);
  const site = paths.map(path => readFileSync(path, "utf8")).join("\n");
  expect(some.filter(({title}) => site.includes(title))).toEqual([]);
});

test("the published site names no member, and has no number, score or page of theirs", async () => {
  const paths = filesBelow(output);
  expect(paths.filter(path => /members[-.]/.test(path))).toEqual([]);
  for (const path of paths)
    expect(
      readFileSync(path, "utf8").match(/委员\d{4}|WY\d{4}|members-(?:records|counts|points)/)?.[0],
      path
    ).toBeUndefined();
});

test("透视 asks the published figures within 200 kB and 30 requests, fetches months when it splits by them, has no items", async () => {
  const page = await (await chromium()).newPage({locale: "zh-CN"});
  const complaints: string[] = [];
  const sizes: number[] = [];
  page.on("pageerror", error => complaints.push(error.message));
  page.on("response", async response => {
    if (/\.(js|css|html|arrow|json|wasm)$/.test(new URL(response.url()).pathname))
      sizes.push(gzipSync(await response.body()).length);
  });
  await page.goto(`${site.address}pivot.html`);
  const title = page.locator(".pivot-result .subtitle").first();
  await expect.poll(() => title.textContent()).toBe("2023—2024年提交提案（件）：类别 × 年度");
  await page.waitForLoadState("networkidle");
  expect(sizes.length).toBeLessThanOrEqual(30);
  expect(sizes.reduce((a, b) => a + b)).toBeLessThanOrEqual(200_000);

  const rows = page.locator(".pivot-controls label.choice", {has: page.locator('span:text-is("行")')});
  await rows.locator("select").selectOption("month");
  await expect.poll(() => title.textContent()).toContain("：月份 × 年度");
  expect(await page.locator(".pivot-table tbody tr").count()).toBe(13);
  expect(await page.locator(".pivot-table tr.total td").last().textContent()).toMatch(/^\d+$/);
  expect(await page.locator(".pivot-table td button").count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("a page that is opened from the disk says what to do, and is never blank", async () => {
  const page = await (await chromium()).newPage({locale: "zh-CN"});
  for (const name of ["index.html", "proposals.html"]) {
    await page.goto(pathToFileURL(resolve(output, name)).href);
    expect(await page.locator("main").textContent()).toMatch(/^这个网站要经网页服务器打开.*点“看网站”/);
  }
  await page.goto(site.address);
  await page.locator("main svg").first().waitFor();
  expect(await page.locator("main").textContent()).not.toContain("网页服务器");
});
