import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {encodeGb18030} from "../data/sample/generate/gb18030.js";
import {type Site, serve} from "../loaders/serve.js";
import {chromium, closePages} from "./chromium.js";
import * as made from "./made.js";

const scratch = mkdtempSync(join(tmpdir(), "yearbook-draft-"));
const draft = join(scratch, "草稿.txt");
let browser: Browser;
let site: Site;

beforeAll(async () => {
  site = await serve(await made.site("filters"), 4800);
  browser = await chromium();
});
afterAll(async () => {
  await closePages();
  await site?.close();
  rmSync(scratch, {recursive: true, force: true});
});

test("a draft is checked in the browser, and nothing leaves it", async () => {
  writeFileSync(
    draft,
    encodeGb18030("一年来,共提交提案262件,立案249件,办结率100%。\n<img src=x onerror=alert(1)>编报社情民意101篇。\n")
  );
  const page = await browser.newPage();
  const sent: string[] = [];
  await page.goto(`${site.address}draft.html?year=2024`);
  await page.waitForSelector("input[type=file]", {state: "attached"});
  await page.waitForLoadState("networkidle");
  // The checker and the figures by item are fetched with the first draft: files of the site, asked for without saying anything.
  const checker = new RegExp(
    `^${site.address}(?:_import/part\\.\\w+\\.js|_file/datasets/(?:metric-items|metric-months|unit-names)\\.\\w+\\.arrow)$`
  );
  page.on("request", request => {
    if (!checker.test(request.url()) || request.method() !== "GET") sent.push(request.url());
  });
  await page.setInputFiles("input[type=file]", draft);
  const rows = page.locator(".draft-results tbody tr");
  await rows.first().waitFor();
  expect(await rows.first().textContent()).toMatch(/不一致.*提交提案.*261件/);
  expect(await rows.filter({hasText: "一致"}).filter({hasText: "编报社情民意"}).count()).toBe(1);
  expect(await page.locator(".draft-text").textContent()).toContain("<img src=x onerror=alert(1)>");
  expect(await page.locator(".draft-text img").count()).toBe(0);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", {name: /核稿\.html/}).click();
  expect((await waiting).suggestedFilename()).toBe("草稿_核稿.html");
  expect(sent.filter(url => !url.startsWith("blob:"))).toEqual([]);

  await page.getByLabel("粘贴文字").fill("立案249件,委员满意率98.4%。\n区教委主办提案28件,满意27件。");
  await page.getByRole("button", {name: "核对这段文字"}).click();
  await expect.poll(() => page.locator("[role=status]").textContent()).toMatch(/不一致0处/);
  // By unit the page knows what the command knows.
  expect(await rows.filter({hasText: "区教育局的满意提案为27件"}).textContent()).toMatch(/^一致/);
  await page.close();
});
