import {readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {runHere} from "./here.js";
import {House, type Said} from "./house.js";

const own = process.getuid?.() === 0 ? ["unshare", "-m"] : ["unshare", "-rm"];
let house: House;

beforeAll(async () => {
  house = new House("faults-output");
  house.useLittle();
  await house.useShell();
  writeFileSync(house.path("草稿.txt"), "2025年,收到社情民意18篇。\n");
  const said = await house.run([
    "reports/commands/freeze.ts",
    "--year",
    "2025",
    "--name",
    "送审稿",
    "--template",
    "一页通"
  ]);
  expect([said.code, said.stderr.match(/^\s+at .*/m)]).toEqual([0, null]);
});
afterAll(() => house.close());

/** Each command that writes, told to write into `out`. */
const commands: [string, string[]][] = [
  ["build", ["reports/commands/build.ts", "--output", "out/site"]],
  ["report", ["reports/commands/report.ts", "--year", "2025", "--template", "一页通", "--out", "out"]],
  [
    "freeze",
    ["reports/commands/freeze.ts", "--year", "2025", "--name", "稿", "--template", "一页通", "--folder", "out"]
  ],
  ["diff", ["reports/commands/diff.ts", "送审稿", "--out", "out"]],
  ["check", ["reports/check.ts", "草稿.txt", "--year", "2025", "--out", "out"]]
];

/** What is wrong with `out`, which holds a file of staff; what stands in it afterwards is listed. */
const inOut = (prepare: string) => `set -e
  rm -rf out listing && mkdir out
  ${prepare}
  set +e
  "$@"
  code=$?
  find out -type f -exec cat {} + > listing
  exit $code`;
const readOnly = inOut("echo last > out/last.txt; mount --bind out out; mount -o remount,ro,bind out");
const full = inOut("mount -t tmpfs -o size=4k tmpfs out; echo last > out/last.txt");

function refusedInChinese({code, stderr, stdout}: Said): string {
  expect(code).toBe(1);
  expect(stderr + stdout).not.toMatch(/^\s+at |\bE(NOSPC|ROFS|NOENT|EXIST|PERM)\b/m);
  const last = stderr.trim().split("\n").at(-1)!;
  expect(last).toMatch(/\p{Script=Han}.*。$/u);
  return last;
}

describe("a folder that cannot be written to: said in Chinese, and what stood there stands", () => {
  test.each(commands)("%s", async (_, args) => {
    const last = refusedInChinese(await house.run(args, [...own, "sh", "-c", readOnly, "sh"]));
    expect(last).toContain("磁盘是只读的，写不进去；原有的数据和网站保持不变。");
    expect(readFileSync(house.path("listing"), "utf8")).toBe("last\n");
  });
});

describe("a full disk: said in Chinese, and what stood there stands", () => {
  test.each(commands)("%s", async (_, args) => {
    const last = refusedInChinese(await house.run(args, [...own, "sh", "-c", full, "sh"]));
    expect(last).toContain("磁盘已满，写不下；原有的数据和网站保持不变。");
    expect(readFileSync(house.path("listing"), "utf8")).toBe("last\n");
  });
});

describe("a link to nowhere: said in Chinese", () => {
  test.each(commands)("%s", async (_, args) => {
    rmSync(house.path("out"), {recursive: true, force: true});
    symlinkSync("没有这里", house.path("out"));
    const last = refusedInChinese(await runHere(house, args));
    expect(last).toMatch(/out.*是一个链接，它指向的地方不存在/);
    expect(readdirSync(house.folder)).not.toContain("没有这里");
    rmSync(house.path("out"));
  });
});

test("a file in the place of the folder: said in Chinese, and it stays", async () => {
  for (const [, args] of commands) {
    rmSync(house.path("out"), {recursive: true, force: true});
    writeFileSync(house.path("out"), "theirs");
    refusedInChinese(await runHere(house, args));
    expect(readFileSync(house.path("out"), "utf8")).toBe("theirs");
  }
  rmSync(house.path("out"));
});

test("a damaged freeze is named and skipped, and the site is made", async () => {
  writeFileSync(house.path("reports/frozen/送审稿/manifest.json"), "{");
  const {code, stderr} = await house.run(["reports/commands/build.ts", "--output", "out"]);
  expect([code, stderr.match(/^\s+at /m)]).toEqual([0, null]);
  const [versions] = readdirSync(house.path("out/_file/datasets")).filter(name => name.startsWith("versions."));
  expect(readFileSync(house.path("out/_file/datasets", versions!), "utf8")).toMatch(/冻结稿.送审稿.不完整/);
});
