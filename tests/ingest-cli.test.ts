import {execFile} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import readSheets from "read-excel-file/node";
import {afterAll, beforeAll, expect, test} from "vitest";
import {bar} from "../loaders/bar.js";
import {buildWarehouse} from "../loaders/warehouse.js";
import {listed, problemSheets, SheetNames} from "../src/components/problem-list.js";
import {problemOf} from "../src/intake/problem.js";
import {runHere} from "./here.js";
import {commandLine} from "./program.js";
import {missetIn} from "./punctuation.js";

const scratch = mkdtempSync(join(tmpdir(), "yearbook-ingest-"));
const exports = join(scratch, "exports");
const out = join(scratch, "out");
const header = "提案编号,届次,案由,提案者类型,第一提案人,类别,提交日期,审查结果,主办单位,手机,备注";

beforeAll(() => {
  mkdirSync(exports, {recursive: true});
  cpSync("tests/data/encoding-gb18030-four-byte/提案.csv", join(exports, "科技委.csv"));
  cpSync("tests/data/refused-pdf/提案.csv", join(exports, "扫描件.csv"));
  writeFileSync(
    join(exports, "提案.csv"),
    `${header}
0101,十一届三次,"=HYPERLINK(""http://example.com"")",委员个人,委员0001,城乡建设,2024-01-10,立案,区教育局,13800001234,甲
0102,十一届三次,关于道路的提案,委员个人,委员0002,城乡建设,=1+2024.13.5,立案,区教育局,13800005678,乙

合计,2,,,,,,,,,
`
  );
});
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

const command = (...args: string[]) => ["reports/commands/ingest.ts", "--data", scratch, "--out", out, ...args];

const ingest = (...args: string[]) => runHere({folder: process.cwd()}, command(...args));

/** The same as staff start it, in a process of its own. */
function started(): Promise<{code: number; stdout: string; stderr: string}> {
  return new Promise(done => {
    execFile(process.execPath, commandLine(command()), (error, stdout, stderr) =>
      done({code: error ? Number(error.code) : 0, stdout, stderr})
    );
  });
}

test("the summary names each file with what was read of it, and a refused file comes first and makes the exit code 2", async () => {
  const standing = statSync(await buildWarehouse({data: "data/sample"}));
  const {code, stdout, stderr} = await started();
  expect(code).toBe(2);
  expect(stderr).toBe(
    "扫描件.csv：没有读。这是PDF文件，不是数据表；请从系统导出CSV或xlsx。\n提案.csv：4行里有1行没有采用，有关数字不完整。\n"
  );
  expect(stdout).toContain(`提案.csv
  提案 · UTF-8 · 2024-01-10至2024-01-10
  记录4：采用1，隔离1，重复0，略去2（合计行1、空行1）；提示1
  未识别的列：备注
  联系方式，不读内容：手机
`);
  expect(stdout).toContain(`要看的问题（2类）
  - 提案.csv 第3行「提交日期」：看不懂的日期“=1+2024.13.5”`);
  expect(stdout).toMatch(/「备注」：没有读的列，一般用不着/);
  expect(stdout).toMatch(/没有自己的届次表，提案暂按示例的届次表归年（如十一届四次，2025-01-13开幕）.*sessions\.csv/);
  expect(stdout).toContain("提案 · GB18030");
  expect(stdout).toContain("没有读：这是PDF文件");
  expect(stdout).toContain("共3个文件");
  expect(stdout).toContain(`问题清单：${join(out, "问题清单.xlsx")}`);
  expect(`${stdout}${stderr}`.split("\n").flatMap(missetIn)).toEqual([]);
  const after = statSync(await buildWarehouse({data: "data/sample"}));
  expect([after.ino, after.mtimeMs]).toEqual([standing.ino, standing.mtimeMs]);
});

test("--json prints the counts of every file, and they add up", async () => {
  const {code, stdout} = await ingest("--json");
  expect(code).toBe(2);
  const files = JSON.parse(stdout);
  expect(files.map((file: {name: string}) => file.name).sort()).toEqual(
    ["扫描件.csv", "提案.csv", "科技委.csv"].sort()
  );
  expect(files.find((file: {name: string}) => file.name === "提案.csv")).toMatchObject({
    kind: "proposals",
    encoding: "UTF-8",
    records: 4,
    accepted: 1,
    quarantined: 1,
    dropped: {header: 0, total: 1, footer: 0, blank: 1},
    duplicates: 0,
    warnings: 1
  });
  for (const {records, accepted, quarantined, dropped, duplicates} of files)
    expect(records).toBe(
      accepted + quarantined + duplicates + dropped.header + dropped.total + dropped.footer + dropped.blank
    );
});

test("the list is grouped by file, says what was found and expected, and holds no name, number or formula", async () => {
  const before = readFileSync(join(out, "问题清单.xlsx"));
  await ingest();
  expect(readFileSync(join(out, "问题清单.xlsx")).equals(before)).toBe(true);
  const sheets = await readSheets(join(out, "问题清单.xlsx"));
  expect(sheets.map(({sheet}) => sheet)).toEqual(["说明", "汇总", "问题"]);
  const own = sheets.find(({sheet}) => sheet === "问题")!.data;
  expect(own[0]).toEqual(["行", "列", "原文", "问题", "应为", "处理"]);
  expect(own.flatMap(([first, ...rest]) => (rest.every(cell => cell === null) ? first : []))).toEqual([
    "扫描件.csv",
    "提案.csv"
  ]);
  const date = own.find(row => row[1] === "提交日期")!;
  expect(date.slice(0, 4)).toEqual([3, "提交日期", "=1+2024.13.5", "看不懂的日期"]);
  expect(date[4]).toMatch(/^应写成/);
  const text = JSON.stringify(sheets);
  for (const personal of ["委员0001", "委员0002", "13800001234", "13800005678"]) expect(text).not.toContain(personal);
});

test("the same summary is printed twice alike", async () => {
  expect((await ingest()).stdout).toBe((await ingest()).stdout);
});

test("without a refused file the exit code is 0", async () => {
  const {code, stdout, stderr} = await ingest("--data", "data/sample");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain(`共${readdirSync("data/sample/exports").length}个文件`);
});

test("an argument that is not understood and a folder without exports are said in Chinese", async () => {
  const wrong = await ingest("--jsno");
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toMatch(/^看不懂的参数/);
  const empty = mkdtempSync(join(scratch, "empty-"));
  const none = await ingest("--data", empty);
  expect(none.code).toBe(1);
  expect(none.stderr).toMatch(/没有导出文件；请把系统导出的CSV或xlsx放进去/);
});

test("a text found in a column of names is not in the list", () => {
  const fault = {code: "unknown", what: "看不懂的姓名", remedy: "请核对"};
  const problem = {
    ...fault,
    line: 7,
    column: "第一提案人",
    found: "委员0007",
    severity: "warning" as const,
    personal: true
  };
  const [line] = listed({name: "提案.csv", refused: null, problems: [problem]});
  expect(line).toMatchObject({line: 7, column: "第一提案人", found: "（姓名等，不列出）", fate: "采用，请核对"});
});

test("a list of many problems prints on a few pages: a line a column and reason, with the words and the places", () => {
  const at = (line: number) => ({line, column: "主办单位", severity: "warning" as const});
  const word = (i: number) => `局${i}`;
  const unlisted = (i: number) => ({table: "units" as const, word: word(i), near: i === 3 ? "区三局" : null});
  const problems = [
    ...Array.from({length: 600}, (_, line) =>
      problemOf(
        {
          code: "unknown",
          what: `单位「${word(line % 40)}」不在单位表`,
          remedy: line % 40 === 3 ? "是否为「区三局」?不是的话请补入单位表" : "请核对写法,或补入单位表",
          told: true,
          unlisted: unlisted(line % 40)
        },
        {...at(line + 2), found: word(line % 40)}
      )
    ),
    ...[5, 9, 10, 11].map(line =>
      problemOf(
        {code: "date", what: "看不懂的日期", remedy: `应写成 2024-0${line % 9}-13`},
        {line, column: "答复日期", found: `2024.13.${line}`, severity: "warning"}
      )
    )
  ];
  const lines = listed({name: "提案.csv", refused: null, problems});
  expect(lines.map(({line, column, what}) => [line, column, what])).toEqual([
    [2, "主办单位", "单位不在单位表（40种）"],
    [5, "答复日期", "看不懂的日期（同类的共4处：第5、9–11行）"]
  ]);
  expect(lines[0]!.found).toMatch(
    /^局0（15 处，第 2 行）、局1（15 处，第 3 行）.*局3（15 处，第 5 行，是否为「区三局」？）.* 等 40 种$/
  );
  expect(lines[0]!.remedy).toBe("请核对写法，或补入单位表");
  expect([lines[1]!.found, lines[1]!.remedy]).toEqual([
    "2024.13.5、2024.13.9、2024.13.10、2024.13.11",
    "第5行应写成2024-05-13"
  ]);
  // Of one page of paper, which has room for thirty lines.
  const [, sheet] = problemSheets([{...nothingRead, name: "提案.csv", problems}]);
  const heights = (sheet!.data as {height?: number}[][]).map(row => Math.max(...row.map(cell => cell?.height ?? 0)));
  expect(heights.reduce((a, b) => a + b, 0)).toBeLessThan(30 * 18);
});

/** A file of which nothing is said but its problems. */
const nothingRead = {
  ...{kind: "proposals", encoding: "UTF-8", refused: null, records: 0, accepted: 0, quarantined: 0, duplicates: 0},
  ...{dropped: {header: 0, total: 0, footer: 0, blank: 0}, warnings: 0, unknownColumns: []}
};

test("a terminal shows a bar that fills, anything else does not", () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) =>
    ({isTTY, write: (text: string) => written.push(text)}) as unknown as typeof process.stderr;
  const progress = bar(stream(true));
  progress.show("读取 大.csv", 0.25);
  progress.show("读取 大.csv", 1);
  progress.clear();
  expect(written.map(text => text.replace("\r\x1b[2K", ""))).toEqual([
    `${"█".repeat(6)}${"░".repeat(18)}  25%  读取 大.csv`,
    `${"█".repeat(24)} 100%  读取 大.csv`,
    ""
  ]);
  written.length = 0;
  bar(stream(false)).show("读取 大.csv", 0.5);
  expect(written).toEqual([]);
});

test("sheet names are what Excel takes, each once", () => {
  const names = new SheetNames();
  const taken = ["../../a[b].csv", "甲".repeat(40), "甲".repeat(41), "A.csv", "a.xlsx", "'", "b/汇总.csv"].map(name =>
    names.take(name)
  );
  expect(taken).toEqual([".._.._a_b_", "甲".repeat(31), `${"甲".repeat(28)}(2)`, "A", "a(2)", "文件", "b_汇总"]);
});
