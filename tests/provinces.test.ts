import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {bundleOf} from "../loaders/places/deliver.js";
import {type Site, serve} from "../loaders/serve.js";
import {buildSite} from "../loaders/site/build.js";
import {makers} from "../reports/makers.js";
import {chromium, closePages} from "./chromium.js";
import {crowded, faults} from "./looks.js";
import {writeCountry} from "./many-places.js";

let data: string;
let site: Site;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "country-"));
  // 甲省 as large as a city whose committees deliver all they have; of the others one year of totals.
  writeCountry(data, await bundleOf("样", {data: "data/sample"}), [
    {name: "甲省", places: 40, years: 6, items: true},
    ...["乙省", "丙省", "丁省", "戊省", "己省"].map(name => ({name, places: 25, years: 1, items: false}))
  ]);
  const output = join(data, "site");
  await buildSite({data, output, makers});
  site = await serve(output, 4970);
});

afterAll(async () => {
  await closePages();
  await site?.close();
  rmSync(data, {recursive: true, force: true});
});

/** Opens a page and sees it to its end; what it fetched, and how much of it. */
async function open(path: string) {
  const page = await (await chromium()).newPage({locale: "zh-CN", viewport: {width: 1280, height: 900}});
  const complaints: string[] = [];
  page.on("pageerror", error => complaints.push(error.message));
  const fetched = new Map<string, number>();
  page.on("response", async response => {
    const {pathname} = new URL(response.url());
    if (!/\.(js|css|html|json)$|\/$/.test(pathname)) return;
    fetched.set(pathname, 0);
    fetched.set(pathname, gzipSync(await response.body().catch(() => Buffer.alloc(0))).length);
  });
  await page.goto(site.address + path);
  await page.locator("main .table, main .chart svg").first().waitFor();
  await toTheEnd(page);
  return {
    ...{page, complaints},
    asked: () => [...fetched.keys()],
    pieces: () => [...fetched.keys()].filter(name => /\/datasets\/places-part\.[0-9a-f]{8}\.json$/.test(name)),
    bytes: () => [...fetched.values()].reduce((a, b) => a + b, 0)
  };
}

/** What is fetched once somebody comes near is fetched too. */
async function toTheEnd(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForLoadState("networkidle");
}

/** What a page of such a site may weigh. */
function expectLight({bytes, asked}: Awaited<ReturnType<typeof open>>) {
  expect(bytes()).toBeLessThanOrEqual(200_000);
  expect(asked().length).toBeLessThanOrEqual(30);
}

test("a country of 165 places opens with its provinces; one that is chosen is fetched, and no other; both are light", async () => {
  const opened = await open("places.html?metric=proposals.filed&year=2024");
  const {page, complaints, pieces} = opened;
  expect(await page.locator("main .lead").textContent()).toMatch(/^2024年示例国立案提案\d+件，计入165\/165个地区。$/);
  expect(await page.locator("main header").textContent()).toContain("165个地区报送 · 数据截至2025年10月31日");
  expect(await page.locator("#places-ranking .finding").textContent()).toContain("省最高");
  expect(await page.locator("#places-ranking figcaption").textContent()).toContain("截至2025年10月31日");
  expect(pieces()).toEqual([]);
  expectLight(opened);
  await page.locator("label.choice", {hasText: "范围"}).locator("select").selectOption({label: "甲省"});
  await expect
    .poll(() => page.locator("main .lead").textContent())
    .toMatch(/^2024年甲省立案提案\d+件，计入40\/40个地区。$/);
  await page.locator("#places-ranking svg").waitFor();
  expect(pieces()).toHaveLength(1);
  await page.locator("#against").scrollIntoViewIfNeeded();
  await page.locator("#places-items svg").waitFor();
  await toTheEnd(page);
  expectLight(opened);
  expect(complaints).toEqual([]);
  expect(await faults(page, ["light"])).toEqual([]);
  expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
});

test("what the places of one province have delivered is fetched with it, and no other", async () => {
  const opened = await open("deliveries.html?area=乙省");
  const {page, complaints, pieces} = opened;
  expect(await page.locator("main .lead").textContent()).toBe("应报送25个地区，已报送25个。");
  expect(await page.locator("main .table").first().locator("tbody tr").count()).toBe(25);
  expect(pieces()).toHaveLength(1);
  expectLight(opened);
  expect(complaints).toEqual([]);
  expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
});
