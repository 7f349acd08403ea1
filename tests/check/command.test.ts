import {execFileSync} from "node:child_process";
import {mkdtemp, readFile, rm, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {run} from "../../reports/check.js";

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
