import {readFileSync, writeFileSync} from "node:fs";
import {connect} from "node:net";
import {DuckDBInstance} from "@duckdb/node-api";
import {strFromU8, unzipSync} from "fflate";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {published} from "../observablehq.config.js";
import {csvCell} from "../src/components/download.js";
import {chromium, closePages} from "./chromium.js";
import {filesBelow as files} from "./files.js";
import {runHere} from "./here.js";
import {House} from "./house.js";

/** Text of an export that a browser or a spreadsheet would run if anything let it. */
const image = "<img src=x onerror=window.hit=1>";
const script = "<script>window.hit=2</script>";
const link = '=HYPERLINK("http://example.com","看")';
const command = "@SUM(1+1)*cmd|' /C calc'!A0";
/** Names of people and contact data, each of a kind: they may be in no file that leaves. */
const people = ["欧阳测试甲", "司马测试乙", "诸葛测试丙", "上官测试丁"];
const contact = ["13912345678", "someone@example.com", "110101199003077777", "某某路九十九号"];
const house = new House("safety");
const outputs: string[] = [];
let browser: Browser;

const row = (...cells: string[]) => `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;

beforeAll(async () => {
  // Of the sample two years: what is planted is of 2024.
  house.useSample(/三次|四次|2024|2025|台账/);
  house.shorten(/^出席记录/, 300);
  writeFileSync(
    house.path("data/exports/<img src=x onerror=window.hit=3>十一届三次提案.csv"),
    row(
      "流水号",
      "提案编号",
      "届次",
      "案由",
      "提案者类型",
      "第一提案人",
      "联名人",
      "类别",
      "提交日期",
      "审查结果",
      "主办单位",
      "手机",
      "邮箱",
      "身份证号",
      "住址",
      "<b onclick=window.hit=4>"
    ) +
      row(
        "X1",
        "9001",
        "十一届三次",
        image,
        "委员联名",
        people[0]!,
        `${people[1]}、${people[0]}`,
        script,
        "2024-01-10",
        "立案",
        image,
        ...contact,
        ""
      ) +
      row(
        "X2",
        "9002",
        "十一届三次",
        link,
        "委员个人",
        people[1]!,
        "",
        link,
        "2024-01-10",
        "立案",
        link,
        ...contact,
        ""
      ) +
      row(
        "X3",
        "9003",
        "十一届三次",
        command,
        "委员个人",
        people[1]!,
        people[0]!,
        command,
        "2024-13-10",
        "立案",
        command,
        ...contact,
        ""
      )
  );
  writeFileSync(
    house.path("data/exports/社情民意_不安全.csv"),
    row("流水号", "标题", "来源类型", "提交者", "类别", "提交日期", "电话") +
      row("Y1", script, "委员", people[2]!, image, "2024-03-01", contact[0]!) +
      row("Y2", link, "委员", people[2]!, command, "看不懂", contact[0]!)
  );
  writeFileSync(
    house.path("data/exports/台账_不安全.csv"),
    row("指标", "年度", "数值", "单位", "口径", "来源", "填报人") +
      row(image, "2024", "7", "件", script, link, people[3]!)
  );
  await house.useShell();
  const built = await runHere(house, ["reports/commands/build.ts"]);
  expect(built.stderr).toContain("网站已生成");
  const analyst = await runHere(house, ["reports/commands/build.ts", "--edition", "analyst", "--output", "analyst"]);
  expect(analyst.stderr).toContain("网站已生成：analyst");
  const list = await runHere(house, ["reports/commands/ingest.ts", "--json"]);
  // One row in three cannot be read, which makes its kind incomplete.
  expect(list.code).toBe(2);
  outputs.push(list.stdout);
  // Text in a PDF is packed and cannot be looked for: none is printed.
  const report = await runHere(house, ["reports/commands/report.ts", "--year", "2024"], {CHROMIUM: "/bin/false"});
  expect(report.stderr).not.toMatch(/^\s+at /m);
  browser = await chromium();
});
afterAll(async () => {
  await closePages();
  house.close();
});

/** The text of a file, of every part where it is an Office document. */
function texts(path: string): string {
  const bytes = readFileSync(path);
  if (!/\.(xlsx|docx|pptx)$/.test(path)) return bytes.toString("utf8");
  return Object.entries(unzipSync(bytes))
    .map(([name, part]) => `${name}\n${strFromU8(part)}`)
    .join("\n");
}

describe("people and contact data", () => {
  test("go into no file that leaves the warehouse", () => {
    const leaving = [
      ...files(house.path("dist")),
      ...files(house.path("analyst")),
      ...files(house.path("reports/out"))
    ];
    expect(leaving.some(path => path.endsWith("问题清单.xlsx"))).toBe(true);
    expect(leaving.some(path => path.endsWith(".docx") || path.endsWith("figures.xlsx"))).toBe(true);
    for (const [path, text] of [...leaving.map(path => [path, texts(path)] as const), ["--json", outputs[0]!] as const])
      for (const word of [...people, ...contact]) expect(text.includes(word), `${word} in ${path}`).toBe(false);
  });

  test("contact data are not even in the warehouse", async () => {
    const [name] = house.names(".cache").filter(file => /^warehouse-\w+\.duckdb$/.test(file));
    const instance = await DuckDBInstance.create(house.path(".cache", name!), {access_mode: "READ_ONLY"});
    const connection = await instance.connect();
    const tables = await connection.runAndReadAll(
      `select table_name, list(column_name)
      from duckdb_columns() semi join duckdb_tables() using (schema_name, table_name)
      where schema_name = 'main' and data_type like 'VARCHAR%' group by all`
    );
    const holding = {contact: new Set<string>(), person: new Set<string>()};
    for (const [table, {items}] of tables.getRows() as [string, {items: string[]}][])
      for (const [kind, words] of [
        ["contact", contact],
        ["person", people]
      ] as const) {
        const found = items.map(
          column => `bool_or(${words.map(word => `contains("${column}"::varchar, '${word}')`).join(" or ")})`
        );
        const [row] = (await connection.runAndReadAll(`select ${found.join(", ")} from "${table}"`)).getRows();
        for (const column of items.filter((_, i) => row![i] === true)) holding[kind].add(column);
      }
    connection.closeSync();
    instance.closeSync();
    expect([...holding.contact]).toEqual([]);
    // Names stay in the columns that are marked as personal, and where a name that the roster lacks is told of.
    expect([...holding.person].sort()).toEqual(["co_proposers", "found", "proposer", "reporter", "submitter"]);
  });

  test("titles and rows are not in the published edition", () => {
    for (const path of files(house.path("dist"))) {
      const text = texts(path);
      for (const word of ["SQ2024", "老旧小区加装电梯", "window.hit=2</script>关于"])
        expect(text.includes(word), `${word} in ${path}`).toBe(false);
    }
  });
});

describe.each(["dist", "analyst"])("text of an export on the pages of %s", folder => {
  let site: Site;
  let context: BrowserContext;
  beforeAll(async () => {
    site = await serve(house.path(folder), 4500);
    context = await browser.newContext({locale: "zh-CN"});
  });
  afterAll(() => site?.close());

  test.each(published.filter(({path}) => path !== "/charts").map(({name, path}) => [name, path] as const))(
    "%s shows it as written and runs none of it",
    async (_, path) => {
      const page = await context.newPage();
      const complaints = await visit(page, `${site.address}${path.slice(1)}?year=2024`);
      expect(await page.evaluate(() => (window as unknown as {hit?: number}).hit)).toBeUndefined();
      expect(await page.locator("img[src=x], [onerror], [onclick*='window.hit']").count()).toBe(0);
      expect(complaints).toEqual([]);
      const text = (await page.locator("body").textContent())!;
      if (path === "/quality") {
        expect(text).toContain("<img src=x onerror=window.hit=3>十一届三次提案.csv");
        expect(text).toContain("<b onclick=window.hit=4>");
      }
      await page.close();
    }
  );
});

/** Opens a page, with all that unfolds on it, and says what went wrong. */
async function visit(page: Page, address: string): Promise<string[]> {
  const complaints: string[] = [];
  page.on("pageerror", error => complaints.push(error.message));
  page.on("dialog", dialog => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", request => {
    if (/\/x$|example\.com/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(address, {waitUntil: "networkidle"});
  await page.waitForSelector("h1");
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  return complaints;
}

test("no cell of a workbook is a formula, and no CSV of a page holds one", () => {
  const books = files(house.path("reports/out")).filter(path => path.endsWith(".xlsx"));
  expect(books.length).toBeGreaterThan(1);
  for (const path of books)
    for (const [name, part] of Object.entries(unzipSync(readFileSync(path)))) {
      if (/^xl\/worksheets\/sheet/.test(name)) expect(strFromU8(part), `${path} ${name}`).not.toMatch(/<f[ >]/);
      expect(name).not.toMatch(/\.\.|^\/|externalLink/);
    }
  for (const text of [link, command, "+1+1", "-2+3", "\t=1", "\r=1", "=1", "+cmd", "-a", "@a", " =1+1"])
    expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
  expect([csvCell(-5), csvCell("-5.2%"), csvCell("+12"), csvCell("甲,乙")]).toEqual(["-5", "-5.2%", "+12", '"甲,乙"']);
});

describe("a name cannot lead out of its folder", () => {
  let site: Site;
  beforeAll(async () => {
    writeFileSync(house.path("secret.txt"), "不该看到");
    site = await serve(house.path("dist"), 4520);
  });
  afterAll(() => site?.close());

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/_import/../../secret.txt",
    "/..%5csecret.txt",
    "/%2e%2e%2f%2e%2e%2fetc/passwd",
    "//etc/passwd",
    "/secret%00.txt",
    "/%",
    "/%ff"
  ])("the server answers %s with what it has not", async path => {
    const answer = await raw(new URL(site.address).port, path);
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400)/);
    expect(answer).not.toContain("不该看到");
    expect(answer).not.toContain("root:");
    expect((await fetch(site.address)).status).toBe(200);
  });

  test("an address that is none does not stop the server", async () => {
    for (const path of ["//", "*", "http://", "///?x", "?"]) await raw(new URL(site.address).port, path);
    expect((await fetch(site.address)).status).toBe(200);
  });

  test.each([["src"], ["."], ["data"], [".."]])("the site is not put in the place of %s", async output => {
    const refused = await runHere(house, ["reports/commands/build.ts", "--output", output]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/--output|不会覆盖/);
    expect(refused.stderr).not.toMatch(/^\s+at /m);
    expect(house.names("src")).toContain("index.md");
    expect(house.names("data")).toContain("exports");
  });
});

/** What a server answers to a path sent as it is, which no browser would. */
function raw(port: string, path: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(Number(port), "127.0.0.1", () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
    );
    let text = "";
    socket.on("data", chunk => {
      text += chunk;
    });
    socket.on("end", () => done(text)).on("error", fail);
    socket.setTimeout(5000, () => {
      socket.destroy();
      done(text);
    });
  });
}
