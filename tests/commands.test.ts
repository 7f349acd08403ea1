import {execFile} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, test} from "vitest";
import {said} from "../loaders/command.js";
import {warehouse} from "../loaders/query.js";
import {run as build} from "../reports/commands/build.js";
import {sampleInto, withoutAttendances} from "./files.js";

const scratch = mkdtempSync(join(tmpdir(), "yearbook-commands-"));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

/** A folder of data of one's own: the sample with a change. */
function office(name: string, change: (folder: string) => void): string {
  const folder = join(scratch, name);
  sampleInto(folder, withoutAttendances);
  change(folder);
  return folder;
}

/** Runs a command in this process, and says what it is said to end with. */
async function here(
  run: (args: string[]) => Promise<number>,
  ...args: string[]
): Promise<{code: number; said: string}> {
  return run(args).then(
    code => ({code, said: ""}),
    error => ({code: 1, said: said(error)})
  );
}

/** Runs a command of package.json as staff do. */
function npm(...args: string[]): Promise<{code: number; said: string}> {
  return new Promise(done => {
    execFile("npm", ["run", "--silent", ...args], {maxBuffer: 1 << 26}, (error, stdout, stderr) =>
      done({code: error ? ((error.code as unknown as number) ?? 1) : 0, said: `${stdout}${stderr}`})
    );
  });
}

describe("bad input ends with one clear sentence, exit code 1, and the last good site untouched", () => {
  const last = join(scratch, "dist");
  mkdirSync(join(last, "_observablehq"), {recursive: true});
  writeFileSync(join(last, "index.html"), "the last good one");

  test.each([
    [
      "no exports",
      (folder: string) => rmSync(join(folder, "exports"), {recursive: true}),
      /没有导出文件.*请把系统导出的 ?CSV/
    ],
    [
      "nothing but a file of an unknown kind",
      (folder: string) => {
        rmSync(join(folder, "exports"), {recursive: true});
        mkdirSync(join(folder, "exports"));
        writeFileSync(join(folder, "exports", "通讯录.csv"), "姓名,房间\n委员0001,101\n委员0002,102\n");
      },
      /通讯录\.csv/
    ],
    [
      "a target without a metric",
      (folder: string) =>
        writeFileSync(join(folder, "reference", "targets.csv"), "年度,指标,目标,比较\n2025,协商活动次数,20,以上\n"),
      /协商活动次数.*协商活动/
    ],
    [
      "sessions that contradict each other",
      (folder: string) => {
        const path = join(folder, "reference", "sessions.csv");
        writeFileSync(path, `${readFileSync(path, "utf8").trim()}\n十一届三次,11,3,2023-06-01,2023-06-04,2023\n`);
      },
      /sessions\.csv|届次表/
    ]
  ])("%s", async (name, change, sentence) => {
    const data = office(name, change);
    const {code, said} = await here(build, "--data", data, "--output", last);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\bat .*\.ts:\d+/);
    expect(code).toBe(1);
    expect(readFileSync(join(last, "index.html"), "utf8")).toBe("the last good one");
  });

  test("a year without data", async () => {
    const out = join(scratch, "out");
    const {code, said} = await npm("report", "--", "--data", "data/sample", "--year", "2015", "--out", out);
    expect(said).toMatch(/没有2015年的数据.*2020年至2025年/);
    expect(code).toBe(1);
    expect(existsSync(join(out, "2015"))).toBe(false);
  });

  test("an argument that nobody understands", async () => {
    const {code, said} = await here(build, "--dataa", "x");
    expect(said).toMatch(/看不懂的参数/);
    expect(code).toBe(1);
  });
});

test("one cell of an export changed: the figure follows, and an unchanged input is not read again", async () => {
  const data = office("cell", () => {});
  const value = async () => {
    const read: string[] = [];
    const open = await warehouse({data, onProgress: message => read.push(message)});
    const [row] = await open.rows<{value: number}>(
      "select value from figures where view = 'year' and year = 2024 and metric = 'opinions.compiled'"
    );
    open.close();
    return {value: row!.value, read: read.filter(message => message.startsWith("读取")).length};
  };
  const first = await value();
  expect(first.value).toBe(101);
  expect(await value()).toEqual({value: 101, read: 0});

  const path = join(data, "exports", "社情民意_2024.csv");
  const lines = readFileSync(path, "utf8").split("\n");
  const header = lines.findIndex(line => line.includes("编报日期") || line.includes("编发日期"));
  const column = lines[header]!.split(",").findIndex(name => /编报日期|编发日期/.test(name));
  const row = lines.findIndex((line, i) => i > header && !line.includes('"') && line.split(",")[column]);
  const cells = lines[row]!.split(",");
  cells[column] = "";
  lines[row] = cells.join(",");
  writeFileSync(path, lines.join("\n"));
  // Whether it is read depends on what an earlier run of the suite left.
  expect((await value()).value).toBe(100);
});

test("a date stated by one export does not hide later records of the others", async () => {
  const data = office("dates", folder => {
    for (const name of readdirSync(join(folder, "exports")))
      if (name.includes("2025")) rmSync(join(folder, "exports", name));
  });
  const open = await warehouse({data});
  const [row] = await open.rows<{as_of: string}>("select as_of::varchar as as_of from settings");
  const [count] = await open.rows<{value: number}>(
    "select value from figures where view = 'year' and year = 2024 and metric = 'opinions.received'"
  );
  open.close();
  expect(row!.as_of >= "2024-12-01").toBe(true);
  expect(count!.value).toBe(146);
});
