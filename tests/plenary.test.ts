import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {settle} from "../loaders/paths.js";
import {run} from "../reports/commands/plenary.js";
import {FreezeOffice, saying} from "./freeze.js";

const office = new FreezeOffice();
const {data, folder, out, template} = office;
const plenary = (...more: string[]) =>
  saying(() =>
    run(["--year", "2024", "--data", data, "--folder", folder, "--out", out, "--template", template, ...more])
  );

beforeAll(async () => {
  await office.frozen();
});
afterAll(() => office.close());

test("one command reads, counts, writes, compares and checks, and ends with one screen", async () => {
  office.dropOpinion();
  const draft = join(office.root, "草稿.md");
  writeFileSync(draft, "# 工作报告\n\n一年来,共收到提案265件,立案249件。\n");
  const {code, said} = await plenary("--draft", draft);
  const lines = said.trim().split("\n");
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines[0]).toBe("2024年会前汇总");
  expect(said).toMatch(/读入 {2}15个文件，\d+条记录：采用\d+，隔离\d+，重复\d+/);
  expect(said).toMatch(/校验 {2}\d+条校验全部通过/);
  expect(said).toMatch(/数字 {2}\d+个指标，数据截至2025-10-31；提交提案261件（较上年增加29件/);
  expect(said).toMatch(/文稿 {2}1份，在 .*out.2024.试稿/);
  expect(said).toMatch(/变化 {2}「送审稿」与现在的数据：2024年有\d+个数字不同/);
  expect(said).toContain("收到社情民意146篇 → 145篇（输入）");
  expect(said).toContain("“265件”（提交提案）应为261件");
  expect(said).toContain("结果  核稿需要处理");
  expect(code).toBe(1);
  expect(readdirSync(join(out, "2024"))).toEqual(expect.arrayContaining(["试稿.docx", "figures.json"]));
  expect(readdirSync(out)).toEqual(expect.arrayContaining(["问题清单.xlsx", "版本对比-送审稿.xlsx", "核稿"]));
});

test("a failed step leaves the earlier results, does the rest and says what to do", async () => {
  const before = readFileSync(join(out, "2024", "figures.json"), "utf8");
  const good = readFileSync(template);
  writeFileSync(template, "# 坏\n\n{{提交题案}}\n");
  const {code, said} = await plenary();
  writeFileSync(template, good);
  expect(code).toBe(1);
  expect(said).toMatch(/文稿 {2}没有做成，原有结果保留：\n.*试稿\.md 第3行.*提交提案/);
  expect(said).toContain("变化  「送审稿」");
  expect(said).toMatch(/已比较的文稿的句子都相同，未比较：.*试稿/);
  expect(said).toMatch(/注：文稿「试稿」现在写不出来，没有比较：试稿\.md 第3行/);
  expect(said).toContain("结果  文稿需要处理");
  expect(readFileSync(join(out, "2024", "figures.json"), "utf8")).toBe(before);
});

test("of several templates those that can be written are", async () => {
  // A program with templates of its own.
  const program = join(office.root, "program");
  mkdirSync(join(program, "reports/templates"), {recursive: true});
  for (const name of ["src", "loaders"]) symlinkSync(resolve(name), join(program, name));
  writeFileSync(join(program, "reports/templates/好稿.md"), "# 好稿\n\n立案{{立案提案}}。\n");
  writeFileSync(join(program, "reports/templates/坏稿.md"), "# 坏稿\n\n{{提交题案}}\n");
  const path = join(out, "2024", "坏稿.docx");
  writeFileSync(path, "上次的");
  const before = settle({program});
  const {code, said} = await saying(() =>
    run(["--year", "2024", "--data", data, "--folder", join(office.root, "none"), "--out", out])
  ).finally(() => settle(before));
  expect(code).toBe(1);
  expect(said).toMatch(/文稿 {2}1份，在 .*：好稿\n.*没有写成 坏稿，原有的文稿保留：\n.*坏稿\.md 第3行/);
  expect(said).toContain("结果  文稿需要处理");
  expect(readdirSync(join(out, "2024"))).toEqual(expect.arrayContaining(["好稿.docx", "坏稿.docx"]));
});

test("one document leaves the others, and what staff saved or changed in the folder", async () => {
  const other = new FreezeOffice();
  const year = join(other.out, "2024");
  const second = join(other.root, "另稿.md");
  writeFileSync(second, "# {{年度}}年另稿\n\n立案{{立案提案}}。\n");
  const write = (path: string) =>
    saying(() =>
      run(["--year", "2024", "--data", other.data, "--folder", other.folder, "--out", other.out, "--template", path])
    );
  await write(other.template);
  const first = readFileSync(join(year, "试稿.docx"));
  writeFileSync(join(year, "讲话稿.docx"), "讲话");
  await write(second);
  expect(readFileSync(join(year, "试稿.docx")).equals(first)).toBe(true);
  expect(readdirSync(year)).toEqual(expect.arrayContaining(["另稿.docx", "另稿.html", "讲话稿.docx"]));

  writeFileSync(join(year, "试稿.docx"), "改动");
  const {said} = await write(other.template);
  expect(said).toContain("试稿.docx 在上次写出后有人改动过，改动的一份已另存为 试稿-改动稿.docx");
  expect(readFileSync(join(year, "试稿.docx")).equals(first)).toBe(true);
  expect(readFileSync(join(year, "试稿-改动稿.docx"), "utf8")).toBe("改动");

  // Other figures: the document that would tell the old ones is set apart, with a word; what staff saved stays.
  other.dropOpinion();
  const after = await write(second);
  expect(after.said).toMatch(/没有重写的.*试稿\.docx.*已移到“以前的数字（截至\d{4}-\d\d-\d\d）”/);
  expect(readdirSync(year)).toEqual(expect.arrayContaining(["试稿-改动稿.docx", "讲话稿.docx", "另稿.docx"]));
  expect(readdirSync(year)).not.toContain("试稿.docx");
  other.close();
});

test("a refused export stops nothing: it is named first, the rest is done, and the exit code is 2", async () => {
  writeFileSync(office.path("exports", "通讯录.csv"), "姓名,房间\n委员0001,101\n委员0002,102\n");
  const {code, said} = await plenary();
  expect(code).toBe(2);
  expect(said).toMatch(/读入 {2}没有读 通讯录\.csv[:：]/);
  expect(said).toMatch(/文稿 {2}1份/);
  expect(said).toContain("有文件没有读");
  expect(existsSync(join(out, "2024", "试稿.docx"))).toBe(true);
});

test("a draft that is not there is said after everything else is done", async () => {
  const other = new FreezeOffice();
  const args = ["--data", other.data, "--out", other.out, "--folder", other.folder, "--template", other.template];
  const {code, said} = await saying(() => run(["--year", "2024", "--draft", "没有.docx", ...args]));
  expect(code).toBe(1);
  expect(said).toMatch(/核稿 {2}没有做成.*\n.*草稿“没有\.docx”不存在或打不开/);
  expect(said).toMatch(/文稿 {2}1份/);
  expect(existsSync(join(other.out, "2024", "试稿.docx"))).toBe(true);
  const draft = join(other.root, "断行.txt");
  writeFileSync(draft, "一年来,共收到提案26\n5件。\n");
  const broken = await saying(() => run(["--year", "2024", "--draft", draft, ...args]));
  expect(broken.said).toMatch(/^ +“26 ?5件”（提交提案）应为261件$/m);
  other.close();
});
