import {execFile, spawn} from "node:child_process";
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, expect, inject, test} from "vitest";
import {filesIn} from "../../loaders/publish.js";

const run = promisify(execFile);
const {home} = inject("unpacked")["win-x64"]!;
const prefix = mkdtempSync(join(tmpdir(), "yearbook-wine-"));
const env = {
  ...process.env,
  ...{WINEDEBUG: "-all", WINEPREFIX: prefix, LANG: "C.UTF-8", LC_ALL: "C.UTF-8"},
  // wine answers as a Windows that Node does not know.
  NODE_SKIP_PLATFORM_CHECK: "1"
};
const said = join(prefix, "said.txt");

/** Runs a program under wine in the program's folder; what it says goes to a file, since a pipe fails there. */
async function wine(...args: string[]): Promise<string> {
  await run("sh", ["-c", 'cd "$1" && shift && exec wine "$@" >"$0" 2>&1', said, home, ...args], {env}).catch(() => {});
  return readFileSync(said, "utf8");
}

beforeAll(async () => {
  await run("wineboot", ["-i"], {env});
  await run("winecfg", ["-v", "win10"], {env});
});
afterAll(async () => {
  await run("wineserver", ["-k"], {env}).catch(() => {});
  rmSync(prefix, {recursive: true, force: true});
});

test("its own Node reads the sample and writes figures and documents; without a browser a sentence says so", async () => {
  const text = await wine("program/node.exe", "program/main.mjs", "report", "--year", "2024", "--template", "一页通");
  const names = await filesIn(join(home, "输出/报告/2024"));
  for (const name of ["一页通.docx", "一页通.html", "figures.json", "figures.xlsx"]) expect(names).toContain(name);
  expect(text).toContain("没有找到能打印PDF的浏览器");
  const figures: {metric: string; year: number; value: number}[] = JSON.parse(
    readFileSync(join(home, "输出/报告/2024/figures.json"), "utf8")
  );
  expect(figures.find(({metric}) => metric === "proposals.submitted")).toMatchObject({
    ...{year: 2024, value: 261, unknown: null}
  });
  expect((await filesIn(join(home, "输出/.cache"))).some(name => name.endsWith(".duckdb"))).toBe(true);
});

test("启动.bat on a machine that cannot run its Node, or in an archive that was not unpacked, says so", async () => {
  const alone = join(prefix, "只有启动");
  mkdirSync(alone);
  copyFileSync(join(home, "启动.bat"), join(alone, "启动.bat"));
  await run("sh", ["-c", 'cd "$1" && exec wine cmd /c 启动.bat </dev/null >"$0" 2>&1', said, alone], {env}).catch(
    () => {}
  );
  // The console of wine knows no UTF-8: what it said is known by what of it is ASCII, the words stand in the file.
  expect(readFileSync(said, "latin1")).toMatch(/64[^\n]*Windows 10[^\n]*Windows[^\n]*\r?\n[^\n]+\r?\nPress any key/);
  const batch = readFileSync(join(home, "启动.bat"), "utf8");
  expect(batch).toContain(
    "这台电脑不能运行本程序：它是给 64 位的 Windows 10 或更新的 Windows 的，请换用适合本机的一份。"
  );
  expect(batch).toContain("请先把压缩包里的文件全部解压出来再双击");
});

test("启动.bat starts it, and workbench and site answer", async () => {
  const file = openSync(said, "w");
  const child = spawn("wine", ["cmd", "/c", "启动.bat", "--port", "4796"], {
    ...{cwd: home, env, stdio: ["ignore", file, file], detached: true}
  });
  const address = () => /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(readFileSync(said, "utf8"))?.[0] ?? "";
  await expect.poll(address, {timeout: 240_000, interval: 200}).toContain("http");
  const {headers} = await fetch(address(), {redirect: "manual"});
  const cookie = headers.get("set-cookie")!.split(";")[0]!;
  const page = async (path: string) => (await fetch(new URL(path, address()), {headers: {cookie}})).text();
  expect(await page("/workbench")).toContain("工作台 | 履职数据年报");
  await expect.poll(() => page("/"), {timeout: 240_000, interval: 200}).toContain("概览 | 履职数据年报");
  process.kill(-child.pid!, "SIGTERM");
  await run("wineserver", ["-k"], {env}).catch(() => {});
  expect(existsSync(join(home, "输出/.cache"))).toBe(true);
});
