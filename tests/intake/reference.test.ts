import {cp, mkdir, mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {digest, inputs} from "../../loaders/files.js";
import {readReference} from "../../loaders/ingest/reference.js";
import {StaffError, sentence} from "../../src/intake/problem.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reference-"));
  await cp("tests/intake/reference", folder, {recursive: true});
});

afterEach(() => rm(folder, {recursive: true, force: true}));

async function read() {
  const names = (await readdir(folder)).sort();
  return readReference(
    await Promise.all(
      names.map(async name => ({name, path: join(folder, name), bytes: 0, sha256: await digest(join(folder, name))}))
    )
  );
}

const put = (name: string, text: string) => writeFile(join(folder, name), text);

test("good tables give the context of reading", async () => {
  const {context, warnings} = await read();
  expect(warnings).toEqual([]);
  expect(context.units.get("区发改委")).toBe("区发展改革委");
  expect(context.sessions.map(({session, year}) => [session, year])).toEqual([
    ["十一届二次", 2023],
    ["十一届三次", 2024],
    ["十一届四次", 2025]
  ]);
});

test.each([
  ["sessions.csv", "届次,届,次,开幕日期,闭幕日期,年度\n十一届二次,11,3,2023-01-09,2023-01-12,2023\n", "十一届二次"],
  [
    "sessions.csv",
    "届次,届,次,开幕日期,闭幕日期,年度\n十一届二次,11,2,2023-01-09,2024-01-12,2023\n十一届三次,11,3,2024-01-08,2024-01-11,2024\n",
    "还没有闭幕"
  ],
  [
    "sessions.csv",
    "届次,届,次,开幕日期,闭幕日期,年度\n十一届三次,11,3,2023-01-09,,2023\n十一届二次,11,2,2024-01-08,,2024\n",
    "届次却在前"
  ],
  ["units.csv", "名称,规范名称\n区发改委,区发展改革委\n区发改委,区发展改革局\n", "两个规范名称"],
  ["units.csv", "名称,规范名称\n区计委,区发改委\n区发改委,区发展改革委\n", "又归入"],
  ["units.csv", "名称,规范名称,启用日期,停用日期\n甲局,甲局,2024-01-01,2023-01-01\n", "停用日期早于启用日期"],
  ["codes.csv", "来源,字段,代码,含义\n提安,办理结果,A,留作参考\n", "来源「提安」不认识"],
  ["codes.csv", "来源,字段,代码,含义\n提案,办理结果,A,留做参考\n", "是否为「留作参考」"],
  ["codes.csv", "来源,字段,代码,含义\n提案,办理结果,A,留作参考\n提案,办理结果,A,已解决或采纳\n", "矛盾"],
  ["categories.csv", "类别,归入\n教育,教育\n教育,科技\n", "矛盾"],
  ["targets.csv", "年度,指标,目标,比较\n2024,协商活动,20,以上\n2024,协商活动,18,以上\n", "矛盾"]
])("%s that contradicts itself stops with the line and the remedy", async (name, text, said) => {
  await put(name, text);
  const error = await read().catch(error => error);
  expect(error).toBeInstanceOf(StaffError);
  expect(error.message).toContain(said);
  expect(error.message).toMatch(new RegExp(`参考表 ${name} 第 \\d+ 行`));
});

test("a gap between sessions is told and does not stop", async () => {
  await put(
    "sessions.csv",
    "届次,届,次,开幕日期,闭幕日期,年度\n十一届一次,11,1,2022-01-09,,2022\n十一届三次,11,3,2024-01-08,,2024\n"
  );
  const {warnings} = await read();
  expect(warnings.map(({name, problem}) => sentence(name, problem))).toEqual([
    expect.stringContaining("缺少 2023 年度的会议")
  ]);
});

test("a table the office keeps replaces the default, the others come from the defaults", async () => {
  await mkdir(join(folder, "exports"));
  await mkdir(join(folder, "reference"));
  await put("exports/社情民意.csv", "流水号,标题,来源类型,收到日期\n");
  await put("reference/categories.csv", "类别,归入\n本区特色,本区特色\n");
  const found = await inputs(folder);
  expect(found.exports.map(({name}) => name)).toEqual(["社情民意.csv"]);
  expect(found.sample).toBe(false);
  const {context, tables} = await readReference(found.reference);
  expect([...context.categories.keys()]).toEqual(["本区特色"]);
  expect(tables.get("sessions")!.records.length).toBeGreaterThan(0);
});

test("a folder without exports is said, hidden files and read-mes are no exports", async () => {
  await mkdir(join(folder, "exports"));
  await put("exports/README.md", "");
  await put("exports/.DS_Store", "");
  await expect(inputs(folder)).rejects.toThrow(/没有导出文件.*放进去/);
});

test("a table and its copy stop with both names; neither is chosen", async () => {
  await put("targets.csv", "年度,指标,目标,比较\n2024,协商活动,20,以上\n");
  await put("targets - 副本.csv", "年度,指标,目标,比较\n2024,协商活动,30,以上\n");
  await expect(read()).rejects.toThrow("目标表有两份：“targets - 副本.csv”和“targets.csv”");
});

test("the office's own table stands before the default of another folder", async () => {
  const own = await mkdtemp(join(tmpdir(), "own-"));
  const files = async (where: string, names: string[]) =>
    Promise.all(names.map(async name => ({name, path: join(where, name), bytes: 0, sha256: ""})));
  await writeFile(join(own, "类别.csv"), "类别,归入\n甲,乙\n");
  const {context} = await readReference([
    ...(await files(own, ["类别.csv"])),
    ...(await files(folder, ["categories.csv", "sessions.csv"]))
  ]);
  await rm(own, {recursive: true});
  expect(context.categories.get("甲")).toBe("乙");
});
