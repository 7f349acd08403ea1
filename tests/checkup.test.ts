import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import readSheets from "read-excel-file/node";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {chromium, closePages} from "./chromium.js";
import {writeLargeExport} from "./large-export.js";
import * as made from "./made.js";

const scratch = mkdtempSync(join(tmpdir(), "yearbook-checkup-"));
const gb = "data/sample/exports/十一届三次会议提案导出_20250110.csv";
let browser: Awaited<ReturnType<typeof chromium>>;
let site: Site;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  site = await serve(await made.site("filters"), 4460);
  browser = await chromium();
  page = await (await browser.newContext({locale: "zh-CN", acceptDownloads: true})).newPage();
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => {
    // Nothing leaves the machine: only the site's own files are asked for, and nothing is sent.
    if (!/^(blob|data):/.test(request.url()) && (!request.url().startsWith(site.address) || request.method() !== "GET"))
      complaints.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(`${site.address}checkup`);
  await page.waitForSelector(".drop");
});
afterAll(async () => {
  await closePages();
  await site?.close();
  rmSync(scratch, {recursive: true, force: true});
  expect(complaints).toEqual([]);
});

/** Chooses files and waits for what the page says of them. */
async function choose(...files: string[]): Promise<string> {
  await page.evaluate(() => {
    document.querySelector(".checkup-status")!.textContent = "";
  });
  await page.setInputFiles(".drop input", files);
  await page.waitForFunction(() => document.querySelector(".checkup-status")!.textContent!.startsWith("读完了"));
  return (await page.textContent(".checkup-results"))!;
}

test("a GB18030 export: kind, encoding, columns, and what would count", async () => {
  const said = await choose(gb);
  expect(said).toContain("261行中计入261条。没有发现问题，可以交。");
  expect(said).toContain("GB18030");
  expect(said).toContain("2024年261条");
  expect(said).toContain("示例");
  expect(await page.textContent(".facts")).toContain("提案");
  expect(said).not.toMatch(/委员\d{4}/);
});

test("a broken export: the reason, and nothing else", async () => {
  const broken = join(scratch, "提案.csv");
  writeFileSync(broken, readFileSync("data/sample/exports/社情民意_2024.csv").subarray(0, 5000 + 1));
  const cut = await choose(broken);
  expect(cut).toMatch(/不是完整的.*文本，文件可能在传送中损坏/);
  const pdf = await choose("tests/data/refused-pdf/提案.csv");
  expect(pdf).toContain("这是PDF文件，不是数据表；请从系统导出CSV或xlsx。");
});

test("problems with line, column, text found and remedy; the list as CSV and xlsx", async () => {
  const said = await choose("data/sample/exports/社情民意_2020-2021.csv");
  expect(said).toContain("210行中计入209条，没有采用1行。有1处要改正。");
  const row = await page.locator(".checkup-results tbody tr").first().allInnerTexts();
  expect(row[0]!.split(/\s+/)).toEqual([
    "138",
    "收到日期",
    "2021.13.5",
    "看不懂的日期",
    "应写成2021-05-13",
    "没有采用"
  ]);
  const downloaded = async (kind: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByText(`下载清单${kind}`).click()]);
    return {name: download.suggestedFilename(), path: await download.path()};
  };
  const csv = await downloaded("CSV");
  const xlsx = await downloaded("xlsx");
  expect(csv.name).toBe("社情民意_2020-2021-问题清单.csv");
  expect(readFileSync(csv.path, "utf8")).toContain("社情民意_2020-2021.csv,138,收到日期,,2021.13.5,看不懂的日期");
  const [, sheet] = await readSheets(xlsx.path);
  expect(sheet!.data[1]!.slice(0, 5)).toEqual(["社情民意_2020-2021.csv", 138, "收到日期", "2021.13.5", "看不懂的日期"]);
});

test("a workbook and several files at once, the cells named as in Excel", async () => {
  const said = await choose("tests/data/workbook/提案.xlsx", gb);
  expect(await page.locator(".checkup-file h2").allInnerTexts()).toEqual([
    "提案.xlsx",
    "十一届三次会议提案导出_20250110.csv"
  ]);
  expect(said).toMatch(/单元格/);
});

test("a title that is HTML or a formula appears as written", async () => {
  const path = join(scratch, "不安全.csv");
  const titles = ["<img src=x onerror=alert(1)>", '"=HYPERLINK(""http://example.com"")"'];
  writeFileSync(
    path,
    `提案编号,届次,案由,提交日期,<b onclick=alert(2)>\n${titles.map((title, i) => `000${i},十一届三次,${title},${i ? "=2024" : "2024-01-10"},\n`).join("")}`
  );
  const said = await choose(path);
  expect(said).toContain("<img src=x onerror=alert(1)>");
  expect(said).toContain("<b onclick=alert(2)>");
  expect(await page.locator(".checkup-results :is(img, b)").count()).toBe(0);
});

test("a keyboard and a screen reader reach it: focus, status, results", async () => {
  await page.locator(".drop input").focus();
  expect(await page.locator(".drop").evaluate(zone => getComputedStyle(zone).outlineStyle)).toBe("solid");
  const asked = page.waitForEvent("filechooser");
  // The browser is told to hand the chooser over before the key is pressed.
  await page.locator(".drop input").focus();
  await page.keyboard.press("Enter");
  const chooser = await asked;
  await chooser.setFiles("data/sample/exports/社情民意_2024.csv");
  await page.waitForFunction(() => document.activeElement?.textContent === "社情民意_2024.csv");
  const status = page.getByRole("status");
  expect(await status.getAttribute("aria-live")).toBe("polite");
  expect(await status.textContent()).toContain("146行中计入146条");
});

test("a file can be dropped", async () => {
  const data = await page.evaluateHandle(
    text => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "拖来的.csv", {type: "text/csv"}));
      return transfer;
    },
    readFileSync("data/sample/exports/社情民意_2024.csv", "utf8")
  );
  await page.dispatchEvent(".drop", "dragover", {dataTransfer: data});
  await page.dispatchEvent(".drop", "drop", {dataTransfer: data});
  await page.waitForFunction(() => document.querySelector("#observablehq-main h2")?.textContent === "拖来的.csv");
});

test("10 MB are read while the page goes on", async () => {
  const path = join(scratch, "大.csv");
  writeLargeExport(path);
  await page.evaluate(() => {
    const watch = window as unknown as {turns: number; done: boolean};
    Object.assign(watch, {turns: 0, done: false});
    document.querySelector(".drop input")!.addEventListener(
      "change",
      () => {
        const turn = () => {
          watch.done = document.querySelector(".checkup-status")!.textContent!.startsWith("读完了");
          if (!watch.done) {
            watch.turns++;
            setTimeout(turn, 5);
          }
        };
        setTimeout(turn, 5);
      },
      {once: true, capture: true}
    );
  });
  await choose(path);
  await page.waitForFunction(() => (window as unknown as {done: boolean}).done);
  // Were the file read on the page itself, it would have had no turn before the end.
  expect(await page.evaluate(() => (window as unknown as {turns: number}).turns)).toBeGreaterThan(10);
  expect(await page.locator("#observablehq-main").textContent()).toContain("大.csv");
});
