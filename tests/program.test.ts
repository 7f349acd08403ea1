import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {settle} from "../loaders/paths.js";
import {prepareData} from "../program/data.js";

/** Two versions of the office's program beside each other, the older one with an export, a table and a freeze. */
const desk = mkdtempSync(join(tmpdir(), "yearbook-program-"));
const [older, home] = [join(desk, "履职数据年报-1.9.0"), join(desk, "履职数据年报-1.10.0")];
const write = (path: string, text: string) => {
  mkdirSync(join(path, ".."), {recursive: true});
  writeFileSync(path, text);
};
const read = (...path: string[]) => readFileSync(join(home, ...path), "utf8");

let before: ReturnType<typeof settle>;
beforeAll(() => {
  before = settle({data: join(home, "数据"), frozen: join(home, "输出/留存")});
  write(join(older, "数据/版本.txt"), "1.9.0\n");
  write(join(older, "数据/exports/提案.csv"), "一");
  write(join(older, "数据/reference/targets.csv"), "年度,指标,目标,比较\n");
  write(join(older, "输出/留存/送审稿/manifest.json"), "{}");
  write(join(home, "数据/reference/targets.csv"), "年度,指标\n");
});
afterAll(() => {
  settle(before);
  rmSync(desk, {recursive: true, force: true});
});

async function prepared(version: string): Promise<string[]> {
  const said: string[] = [];
  await prepareData(home, version, line => said.push(line));
  return said;
}

test("the first start takes the data of the older version beside over, which stay as they are, and says so", async () => {
  expect(await prepared("1.10.0")).toEqual([
    "已从旁边的“履职数据年报-1.9.0”复制数据和留存，原来的文件夹没有改动。",
    "“数据”文件夹上次由版本1.9.0写过，现在由1.10.0接着使用。"
  ]);
  expect([read("数据/exports/提案.csv"), read("数据/版本.txt"), read("输出/留存/送审稿/manifest.json")]).toEqual([
    ...["一", "1.10.0\n", "{}"]
  ]);
  expect(readFileSync(join(older, "数据/版本.txt"), "utf8")).toBe("1.9.0\n");
  expect(readdirSync(join(older, "数据"))).toEqual(["exports", "reference", "版本.txt"].sort());
});

test("data of the same version are taken without a word, data of an older one with one", async () => {
  expect(await prepared("1.10.0")).toEqual([]);
  expect(await prepared("2.0.0")).toEqual(["“数据”文件夹上次由版本1.10.0写过，现在由2.0.0接着使用。"]);
});

test("data of a newer version are left alone, in one sentence with the remedy", async () => {
  await expect(prepared("1.10.0")).rejects.toThrow(
    "“数据”文件夹由较新的版本2.0.0写过，本程序是1.10.0；请用2.0.0或更新的版本打开。数据没有改动。"
  );
  expect(read("数据/版本.txt")).toBe("2.0.0\n");
});
