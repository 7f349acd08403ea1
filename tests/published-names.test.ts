import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {inputs} from "../loaders/files.js";
import {shownNames} from "../loaders/ingest/shown.js";
import {emptyContext} from "../src/intake/context.js";
import {kinds} from "../src/kinds/index.js";
import {asked} from "./office.js";

const scratch = mkdtempSync(join(tmpdir(), "yearbook-inputs-"));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

const days = {firstDate: "2024-01-09", lastDate: "2024-12-20"};
const files = [
  {name: "张三/提案13800001111.csv", kind: "proposals", ...days},
  {name: "2023/提案.csv", kind: "proposals", ...days},
  {name: "2024/提案.csv", kind: "proposals", ...days},
  {name: "坏.csv", kind: null, firstDate: null, lastDate: null}
];

test("published pages call a file by its name without the folder, and nothing in it reaches a person", () => {
  expect(shownNames(files, kinds, emptyContext())).toEqual(["提案〔电话〕.csv", "提案.csv", "提案.csv（2）", "坏.csv"]);
});

test("where the office wants it only by its kind and its days", () => {
  const context = {...emptyContext(), rules: new Map([["发布文件名", "种类和日期"]])};
  expect(shownNames(files, kinds, context)).toEqual([
    "提案（2024-01-09 至 2024-12-20）",
    "提案（2024-01-09 至 2024-12-20）（2）",
    "提案（2024-01-09 至 2024-12-20）（3）",
    "没有读的文件"
  ]);
});

test("a file that is called after a member does not say the name", async () => {
  const files = {
    exports: {
      "委员名册.csv": ["委员编号,姓名,任职日期", "W1,周建国,2023-01-10", "W2,周建,2023-01-10"],
      "周建国签到表.csv": ["会议或活动编号,日期,类别,委员编号,姓名,出席情况", "Q1,2024-02-20,全体会议,W1,周建国,出席"],
      "王五补录_周建.csv": [
        "会议或活动编号,日期,类别,委员编号,姓名,出席情况",
        "Q2,2024-03-20,常委会会议,W1,周建国,出席"
      ]
    }
  };
  const shown = await asked(files, undefined, open =>
    open.rows<{shown: string}>("select shown from files order by shown")
  );
  expect(shown.map(each => each.shown)).toEqual(["委员名册.csv", "王五补录_（姓名）.csv", "（姓名）签到表.csv"]);
});

test.each([
  ["a pipe", (path: string) => execFileSync("mkfifo", [path]), /甲\.csv：是管道或设备，不是文件/],
  ["a device", (path: string) => symlinkSync("/dev/zero", path), /甲\.csv：是管道或设备，不是文件/],
  ["a link to itself", (path: string) => symlinkSync("甲.csv", path), /甲\.csv:是指向自己的链接/],
  ["a link to a folder above it", (path: string) => symlinkSync("..", path), /甲\.csv：是指向文件夹的链接/]
])("%s among the exports is refused at once", async (name, make, said) => {
  const data = join(scratch, name);
  mkdirSync(join(data, "exports"), {recursive: true});
  writeFileSync(join(data, "exports/乙.csv"), "提案编号,案由\n");
  make(join(data, "exports/甲.csv"));
  await expect(inputs(data)).rejects.toThrow(said);
});
