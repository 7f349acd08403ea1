import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {strFromU8, unzipSync} from "fflate";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {buildSite} from "../loaders/site/build.js";
import {run as check} from "../reports/check.js";
import {run as report} from "../reports/commands/report.js";
import type {FigureRecord} from "../reports/documents/records.js";
import {makers} from "../reports/makers.js";
import {rounded} from "../src/metrics/round.js";
import {chromium, closePages} from "./chromium.js";

const offices = readdirSync("tests/offices", {withFileTypes: true}).filter(entry => entry.isDirectory());

/** What a command wrote to standard output, and its exit code. */
async function said(run: () => Promise<number>): Promise<{code: number; out: string}> {
  let out = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation(chunk => {
    out += chunk;
    return true;
  });
  const quiet = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  try {
    return {code: await run(), out};
  } finally {
    spy.mockRestore();
    quiet.mockRestore();
  }
}

describe.each(offices.map(({name}) => name))("office %s", name => {
  const data = join("tests/offices", name);
  const rows = parse(readFileSync(join(data, "expected.csv")), {columns: true, bom: true}) as Record<string, string>[];
  const years = Object.keys(rows[0]!).filter(key => /^\d{4}$/.test(key));
  let folder: string;
  const records = new Map<string, FigureRecord[]>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "offices-"));
    // No PDF is looked at: none is printed.
    vi.stubEnv("CHROMIUM", "/bin/false");
    for (const year of years) {
      const {code} = await said(() => report(["--data", data, "--year", year, "--out", folder]));
      expect(code).toBe(0);
      records.set(year, JSON.parse(readFileSync(join(folder, year, "figures.json"), "utf8")));
    }
    vi.unstubAllEnvs();
  }, 240_000);
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  const text = (year: string, document: string) =>
    strFromU8(unzipSync(readFileSync(join(folder, year, document)))["word/document.xml"]!)
      .replace(/<\/w:p>/g, "\n")
      .replace(/<[^>]+>/g, "");
  const documents = (year: string) => readdirSync(join(folder, year)).filter(file => file.endsWith(".docx"));

  test.each(rows.flatMap(row => years.map(year => [row.指标!, year, row[year]!] as const)))(
    "%s in %s is %s",
    (label, year, expected) => {
      const record = records.get(year)!.find(each => each.label === label);
      if (expected === "") return expect(record?.value ?? null).toBeNull();
      if (!record) return expect(label).toBe("among the figures");
      if (!/^[\d.]+$/.test(expected)) return expect(record.printed).toContain(expected);
      expect(record.value === null ? null : rounded(record.value, 1)).toBe(Number(expected));
    }
  );

  test("no figure that is not known, or whose year before is not, has a change", () => {
    for (const [year, list] of records)
      for (const row of rows) {
        const record = list.find(each => each.label === row.指标);
        if (record && (row[year] === "" || row[Number(year) - 1] === "")) expect(record.difference ?? null).toBeNull();
      }
  });

  test("no document prints a number that is not known", () => {
    for (const year of years) {
      expect(documents(year).length).toBeGreaterThan(0);
      for (const document of documents(year)) {
        const words = text(year, document);
        expect(words).not.toContain("没有数据");
        for (const row of rows.filter(row => row[year] === ""))
          expect(words).not.toMatch(new RegExp(`${row.指标}[^。\\n]{0,4}0[^.\\d]`));
      }
    }
  });

  test("核稿 confirms the right draft and finds what is wrong in the other", async () => {
    const draft = (file: string) => () =>
      check([join(data, "drafts", file), "--year", years.at(-1)!, "--data", data, "--out", folder, "--json"]);
    const right = await said(draft("right.txt"));
    const verdicts = (out: string) =>
      (JSON.parse(out) as {text: string; verdict: string}[]).map(each => [each.text, each.verdict]);
    expect(verdicts(right.out)).toMatchSnapshot();
    expect(verdicts(right.out).filter(([, verdict]) => verdict === "不一致" || verdict === "请核对")).toEqual([]);
    expect(right.code).toBe(0);
    const wrong = await said(draft("wrong.txt"));
    expect(verdicts(wrong.out)).toMatchSnapshot();
    expect(wrong.code).toBe(1);
  });

  describe("in the browser", () => {
    let browser: Browser;
    let site: Site;
    beforeAll(async () => {
      const output = join(folder, "site");
      await buildSite({data, output, makers});
      site = await serve(output, 4700);
      browser = await chromium();
    }, 120_000);
    afterAll(async () => {
      await closePages();
      await site?.close();
    });

    test("the navigation names only what the office has, every page stands without complaint", async () => {
      const page = await browser.newPage({locale: "zh-CN"});
      const complaints: string[] = [];
      page.on("pageerror", error => complaints.push(error.message));
      page.on("console", message => message.type() === "error" && complaints.push(message.text()));
      await page.goto(site.address);
      await page.waitForSelector("h1");
      const links = page.locator("#observablehq-sidebar ol a:visible");
      await expect.poll(() => links.allInnerTexts()).not.toContain("社情民意");
      const addresses = await links.evaluateAll(list => list.map(link => (link as HTMLAnchorElement).href));
      for (const address of addresses) {
        await page.goto(address);
        await page.waitForSelector("h1");
        expect(await page.locator("main .observablehq--error").count()).toBe(0);
      }
      expect(complaints).toEqual([]);
      await page.close();
    }, 120_000);

    test("the numbers of the first sentences and of charts lead to the pages of their metrics", async () => {
      const page = await browser.newPage({locale: "zh-CN"});
      await page.goto(`${site.address}index.html`);
      await page.locator(".lead a.origin").first().click();
      const all = page.locator('dialog.provenance a[href*="metric.html?metric="]');
      await all.waitFor();
      await page.keyboard.press("Escape");
      const card = page
        .locator("figure.chart-card")
        .filter({has: page.getByRole("button", {name: "口径"})})
        .first();
      await card.getByRole("button", {name: "口径"}).click();
      const links = card.locator(".opened.rule a");
      await expect.poll(() => links.count()).toBeGreaterThan(0);
      const [address, label] = [await links.first().getAttribute("href"), await links.first().textContent()];
      await page.goto(new URL(address!, site.address).href);
      await expect.poll(() => page.locator("main h2").first().textContent()).toContain(label);
      await page.close();
    });

    test("own figures stand in 年度对比", async () => {
      const page = await browser.newPage({locale: "zh-CN"});
      await page.goto(`${site.address}compare.html`);
      for (const label of ["面复率", "委员工作室", "捐款捐物", "走访企业"])
        await page.waitForSelector(`text=${label}`, {timeout: 30_000, state: "attached"});
      await page.close();
    });
  });
});
