import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {inputs} from "../loaders/files.js";
import {shownNames} from "../loaders/ingest/shown.js";
import {emptyContext} from "../src/intake/context.js";
import {kinds} from "../src/kinds/index.js";

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
