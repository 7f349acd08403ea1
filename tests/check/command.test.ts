import {execFileSync} from "node:child_process";
import {mkdtemp, readFile, rm, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {run} from "../../reports/check.js";
import {office} from "../office.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "draft-"));
});
afterAll(() => rm(folder, {recursive: true}));

async function command(name: string, text: string, ...args: string[]) {
  const path = join(folder, name);
  await writeFile(path, text);
  let out = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation(chunk => {
    out += chunk;
    return true;
  });
  const quiet = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  try {
    const code = await run([path, "--year", "2024", "--data", "data/sample", "--out", folder, ...args]);
    return {code, out};
  } finally {
    spy.mockRestore();
    quiet.mockRestore();
  }
}

test("a table on the terminal and a page, exit code 1 when a number is wrong", async () => {
  const {code, out} = await command("草稿.txt", "全年提交提案262件,立案249件。");
  expect(code).toBe(1);
  expect(out).toMatch(/不一致\s+全年提交提案262件,立案249件\s+提交提案\s+261件\s+实为261件/);
  expect(out).toContain("按2024年的数据核对：不一致1处");
  expect(await readFile(join(folder, "草稿_核稿.html"), "utf8")).toContain("262件</mark>");
});

test("machines get every finding, exit code 0 when nothing is wrong", async () => {
  const text = "2024年提交提案261件,较上年增加29件,委员满意率98.4%。2025年开展协商活动20次以上。";
  const {code, out} = await command("草稿.md", text, "--json");
  expect(code).toBe(0);
  const findings = JSON.parse(out) as {text: string; start: number; end: number; verdict: string}[];
  for (const each of findings) expect(text.slice(each.start, each.end)).toBe(each.text);
  expect(findings.map(each => [each.text, each.verdict])).toEqual([
    ["2024年", "不是数据"],
    ["261件", "一致"],
    ["29件", "一致"],
    ["98.4%", "一致"],
    ["2025年", "不是数据"],
    ["20次以上", "一致"]
  ]);
});

test("what cannot be read is said in one sentence", async () => {
  await expect(run([])).rejects.toThrow("请写明一份草稿");
  await expect(run([join(folder, "没有.docx")])).rejects.toThrow("不存在或打不开");
});

test("a draft that is a pipe, a device, a folder or a link to nowhere is refused at once", async () => {
  const pipe = join(folder, "管道.txt");
  execFileSync("mkfifo", [pipe]);
  await symlink(join(folder, "没有"), join(folder, "断.txt"));
  const check = (path: string) => run([path, "--year", "2024", "--data", "data/sample", "--out", folder]);
  for (const path of [pipe, "/dev/zero", folder])
    await expect(check(path)).rejects.toThrow(/草稿“.+”是文件夹、管道或设备，不是文件/);
  await expect(check(join(folder, "断.txt"))).rejects.toThrow(/草稿“.+”不存在或打不开/);
});

describe("of an office of which a file was not read", () => {
  const files = {
    exports: {
      "提案2023.csv": ["提案编号,届次,案由,提交日期,审查结果", "1,十一届二次,甲,2023-01-15,立案"],
      "提案2024.csv": [
        "提案编号,届次,案由,提交日期,审查结果",
        ...[1, 2, 3, 4, 5].map(i => `${i},十一届三次,事${i},2024-01-15,${i < 5 ? "立案" : "不立案"}`)
      ],
      "提案2024平时.csv": ["提案编号,届次,提交日期,审查结果", "9,十一届三次,2024-06-15,立案"],
      "活动.csv": ["活动编号,活动名称,活动类型,开始日期,场次", "H1,座谈,对口协商,2024-03-01,12"]
    }
  };
  const held = (text: string, ...args: string[]) =>
    office(files, async data => {
      const path = join(folder, "稿.txt");
      await writeFile(path, text);
      const lines = {out: "", err: ""};
      const into = (name: "out" | "err") => (chunk: string | Uint8Array) => {
        lines[name] += chunk;
        return true;
      };
      const out = vi.spyOn(process.stdout, "write").mockImplementation(into("out"));
      const err = vi.spyOn(process.stderr, "write").mockImplementation(into("err"));
      try {
        const code = await run([path, "--year", "2024", "--data", data, "--out", folder, ...args]);
        return {code, ...lines, page: await readFile(join(folder, "稿_核稿.html"), "utf8")};
      } finally {
        out.mockRestore();
        err.mockRestore();
      }
    });
  const draft =
    "2024年提交提案5件，立案提案3件，较上年增加4件，立案率80%。立案提案占提交提案的80%。本年不立案提案1件。开展活动12场次。";

  test("it says so first; no number that it may change is right or wrong, on the terminal, the page and in JSON", async () => {
    const {code, err, out, page} = await held(draft, "--json");
    expect(code).toBe(2);
    expect(err).toMatch(/^提案2024平时\.csv：没有读，有关数字不完整。表头像提案.*案由/m);
    const findings = JSON.parse(out) as {text: string; verdict: string; reason: string; should_read: string | null}[];
    const of = (text: string) => findings.find(each => each.text === text)!;
    expect(of("12场次").verdict).toBe("一致");
    for (const text of ["5件", "3件", "4件", "80%", "1件"])
      expect([text, of(text).verdict, of(text).should_read, of(text).reason]).toEqual([
        text,
        "无法核对",
        null,
        expect.stringMatching(/^「.+」的数字不完整（提案2024平时\.csv没有读），不能核对$/)
      ]);
    expect(findings.filter(({verdict}) => verdict === "不一致" || verdict === "请核对")).toEqual([]);
    expect(page).toContain("提案2024平时.csv没有读，有关数字不完整，写“无法核对”。");
    expect(page).toContain("「提交提案」的数字不完整（提案2024平时.csv没有读），不能核对");
  });

  test("a wrong number of what was read is wrong, and the exit code is 1", async () => {
    const {code, out} = await held("2024年提交提案5件。2024年对口协商13场次。");
    expect(code).toBe(1);
    expect(out).toMatch(/不一致\s+.*13场次/);
  });
});
