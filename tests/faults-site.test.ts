import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join, relative} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {shellOf} from "../loaders/site/shell.js";
import {filesBelow} from "./files.js";
import {House} from "./house.js";
import {noNetwork} from "./made.js";

const build = ["reports/commands/build.ts"];
const own = process.getuid?.() === 0 ? ["unshare", "-m"] : ["unshare", "-rm"];
/** A number that no process has. */
const nobody = 4_194_300;
let house: House;

beforeAll(async () => {
  house = new House("faults-site");
  house.useLittle();
  await house.useShell();
  expect((await house.run(build)).stderr).toContain("网站已生成：dist");
});
afterAll(() => house.close());

/** What is in the site, by name and content. */
function site(folder = "dist"): string {
  const list = execFileSync("find", [".", "-type", "f"], {cwd: house.path(folder), encoding: "utf8"});
  const hash = createHash("sha256");
  for (const name of list.trim().split("\n").sort())
    hash.update(`${name}\0`).update(readFileSync(house.path(folder, name)));
  return hash.digest("hex");
}

const leftovers = () => house.names().filter(name => /\.(tmp|new|old)/.test(name));
/** The processes that a process has started. */
function children(pid: number): number[] {
  try {
    return execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], {encoding: "utf8"})
      .trim()
      .split(/\s+/)
      .map(Number);
  } catch {
    return [];
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("the pages made before, cut off, and killed while they are made anew: the last site stands, nothing goes on in secret, the next run succeeds and makes the same bytes", async () => {
  const before = site();
  const pages = filesBelow(house.path(".cache/shell")).filter(path => path.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(5);
  for (const path of pages) writeFileSync(path, readFileSync(path).subarray(0, 200));
  const {child, said} = house.start(build);
  let started: number[] = [];
  const watching = setInterval(() => {
    started = children(child.pid!);
    if (!started.length) return;
    clearInterval(watching);
    child.kill("SIGKILL");
  }, 20);
  expect((await said).signal).toBe("SIGKILL");
  expect(site()).toBe(before);
  await expect.poll(() => started.filter(runs), {timeout: 30_000}).toEqual([]);
  // Without any cache, where there is no network: the coldest build.
  const next = await house.run(build, noNetwork);
  expect(next.code).toBe(0);
  expect(next.stderr).toContain("dist已是最新");
  expect(site()).toBe(before);
  // Made in another folder, at another time: the same bytes.
  const {folder} = await shellOf();
  const other = house.path(".cache/shell", basename(dirname(folder)), basename(folder));
  const made = filesBelow(folder);
  expect(made.length).toBeGreaterThan(30);
  expect(
    filesBelow(other)
      .map(path => relative(other, path))
      .sort()
  ).toEqual(made.map(path => relative(folder, path)).sort());
  for (const path of made)
    expect(readFileSync(join(other, relative(folder, path))).equals(readFileSync(path)), path).toBe(true);
  expect(leftovers()).toEqual([]);
  expect(house.names(".cache").filter(name => /lock/.test(name))).toEqual([]);
  expect(house.names(".cache/shell").filter(name => /tmp/.test(name))).toEqual([]);
});

test("killed while the files are put in place: those already replaced are put back", async () => {
  const before = site();
  const page = readFileSync(house.path("dist/index.html"));
  mkdirSync(house.path(`.dist.${nobody}.old`));
  renameSync(house.path("dist/index.html"), house.path(`.dist.${nobody}.old/index.html`));
  writeFileSync(house.path("dist/index.html"), "half");
  expect((await house.run(build)).code).toBe(0);
  expect(readFileSync(house.path("dist/index.html"))).toEqual(page);
  expect(site()).toBe(before);
  expect(leftovers()).toEqual([]);
});

test("a damaged file of the site is noticed by its content and mended; what staff put there stays", async () => {
  const before = site();
  const data = house.path("dist/_file/datasets");
  const [name] = readdirSync(data).filter(name => name.startsWith("figures."));
  const bytes = readFileSync(join(data, name!));
  bytes[bytes.length - 9]! ^= 1;
  writeFileSync(join(data, name!), bytes);
  writeFileSync(house.path("dist/公告.pdf"), "%PDF");
  const mended = await house.run(build);
  expect(mended.stderr).toContain("网站已生成：dist");
  expect(readFileSync(house.path("dist/公告.pdf"), "utf8")).toBe("%PDF");
  rmSync(house.path("dist/公告.pdf"));
  expect(site()).toBe(before);
});

test("killed between the two renames: the last site is put back, also when the next build is refused", async () => {
  const before = site();
  renameSync(house.path("dist"), house.path(`dist.${nobody}.old`));
  const broken = house.path("data/reference/metrics.csv");
  writeFileSync(broken, "指标,单位,来源,统计\n面复提案,件,提案,件树\n");
  const refused = await house.run(build);
  expect(refused.code).toBe(1);
  expect(refused.stderr.trim().split("\n").at(-1)).toContain("请改正参考表后重新运行");
  expect(site()).toBe(before);
  expect(leftovers()).toEqual([]);
  rmSync(broken);
});

test("a full disk: the reason and the remedy in Chinese, the last site stands", async () => {
  house.addEntry();
  const before = site();
  const script = `set -e
    mkdir -p small && mount -t tmpfs -o size=600k tmpfs small && mkdir -p small/dist/_observablehq && echo last > small/dist/index.html
    set +e
    "$@"
    code=$?
    ls -A small small/dist > listing
    exit $code`;
  const full = await house.run([...build, "--output", "small/dist"], [...own, "sh", "-c", script, "sh"]);
  expect(full.code).toBe(1);
  expect(full.stderr.trim().split("\n").at(-1)).toMatch(
    /^网站没有写出：磁盘已满，写不下；原有的数据和网站保持不变。请清理磁盘.*再运行一次。$/
  );
  expect(readFileSync(house.path("listing"), "utf8")).toBe("small:\ndist\n\nsmall/dist:\n_observablehq\nindex.html\n");
  expect(site()).toBe(before);
});

test("two builds at once after a full disk: both succeed and the site is whole", async () => {
  const both = await Promise.all([house.run(build), house.run(build)]);
  for (const {code, stderr} of both) expect([code, stderr.match(/^\s+at /m)]).toEqual([0, null]);
  expect(both.map(({stderr}) => stderr).join("")).toMatch(/另一个任务正在(写入网站，|读取导出数据，)等它完成/);
  expect(both.map(({stderr}) => stderr).join("")).toContain("dist已是最新");
  expect(leftovers()).toEqual([]);
});
