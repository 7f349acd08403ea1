import {createHash} from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {locked} from "../loaders/lock.js";
import {runHere} from "./here.js";
import {House, type Said} from "./house.js";

/** Builds the warehouse where it is not up to date, and prints when it stands. */
const warehouse = ["loaders/main.ts", "src/datasets/about.arrow.sql"];
const root = process.getuid?.() === 0;
const own = root ? ["unshare", "-m"] : ["unshare", "-rm"];
let house: House;

beforeAll(async () => {
  house = new House("faults");
  house.useLittle();
  expect((await house.run(warehouse)).code).toBe(0);
});
afterAll(() => house.close());

const warehouses = () => house.names(".cache").filter(name => /^warehouse-\w+\.duckdb$/.test(name));
const leftovers = () => house.names(".cache").filter(name => /tmp|wal|lock|dead|\.duckdb\./.test(name));
const sums = () =>
  new Map(
    warehouses().map(name => [
      name,
      createHash("sha256")
        .update(readFileSync(house.path(".cache", name)))
        .digest("hex")
    ])
  );

/** Every warehouse that stood still stands, byte for byte. */
function kept(before: Map<string, string>): void {
  const after = sums();
  for (const [name, sum] of before) expect(after.get(name)).toBe(sum);
}

function inChinese({stderr}: Said): void {
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr.trim().split("\n").at(-1)).toMatch(/\p{Script=Han}.*[。.]$/u);
}

async function nextRunSucceeds(): Promise<void> {
  const next = await runHere(house, warehouse);
  expect(next.stderr).toBe("");
  expect(next.code).toBe(0);
  expect(leftovers()).toEqual([]);
}

describe("killed at any moment", () => {
  test.each([200, 500, 800, 1200])("after %i ms", async ms => {
    house.addEntry();
    const before = sums();
    const {child, said} = house.start(warehouse);
    const timer = setTimeout(() => child.kill("SIGKILL"), ms);
    await said;
    clearTimeout(timer);
    kept(before);
    await nextRunSucceeds();
  });

  test("while it writes the warehouse", async () => {
    house.addEntry();
    const before = sums();
    const {child, said} = house.start(warehouse);
    const watching = setInterval(() => {
      if (house.names(".cache").some(name => name.endsWith(".tmp"))) child.kill("SIGKILL");
    }, 5);
    expect((await said).signal).toBe("SIGKILL");
    clearInterval(watching);
    expect(leftovers().some(name => name.endsWith(".tmp"))).toBe(true);
    kept(before);
    await nextRunSucceeds();
  });
});

describe("the lock of a process that is gone", () => {
  const lock = () => house.path(".cache/left.lock");
  const longAgo = () => {
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(lock(), long, long);
  };
  const taken = async () => {
    expect(await locked(lock(), async () => "done")).toBe("done");
    expect(house.names(".cache").filter(name => name.startsWith("left.lock"))).toEqual([]);
  };

  test("whose number another process has by now", async () => {
    writeFileSync(lock(), `${process.pid} 1`);
    await taken();
  });

  test("that could not say when it started, and has been silent for long", async () => {
    writeFileSync(lock(), String(process.pid));
    longAgo();
    await taken();
  });

  test("that was killed before it wrote its number", async () => {
    writeFileSync(lock(), "");
    longAgo();
    await taken();
  });
});

test("of many tasks of one process each has the lock alone, and all have it", async () => {
  const lock = house.path(".cache/many.lock");
  let [holding, most, done] = [0, 0, 0];
  const task = () =>
    locked(lock, async () => {
      most = Math.max(most, ++holding);
      await new Promise(setImmediate);
      holding--;
      done++;
    });
  await Promise.all(Array.from({length: 12}, task));
  expect([most, done]).toEqual([1, 12]);
  expect(house.names(".cache").filter(name => name.startsWith("many.lock"))).toEqual([]);
});

test("a lock of a living process that shows no life: after a while a sentence, not a wait without end", async () => {
  const lock = house.path(".cache/other.lock");
  writeFileSync(lock, String(process.ppid));
  const ahead = new Date(Date.now() + 3_600_000);
  utimesSync(lock, ahead, ahead);
  await expect(locked(lock, async () => {}, undefined, 200)).rejects.toThrow(
    new RegExp(`另一个任务（进程号 ${process.ppid}）占着 .*other.lock，一直没有动静；请关闭其他正在运行的窗口`)
  );
  rmSync(lock);
});

describe("a damaged warehouse is made anew by itself", () => {
  test.each([
    ["one byte", (bytes: Buffer) => bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte))],
    ["the end cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ["nothing left", () => Buffer.alloc(0)]
  ])("%s", async (_, harm) => {
    house.addEntry();
    const whole = await house.run(warehouse);
    const [newest] = warehouses().sort(
      (a, b) => statSync(house.path(".cache", b)).mtimeMs - statSync(house.path(".cache", a)).mtimeMs
    );
    const path = house.path(".cache", newest!);
    writeFileSync(path, harm(readFileSync(path)));
    const mended = await house.run(warehouse);
    expect([mended.code, mended.stderr, mended.stdout]).toEqual([0, "", whole.stdout]);
    expect(leftovers()).toEqual([]);
  });
});

test("a full disk: the reason and the remedy, the last warehouse whole, the next run succeeds", async () => {
  house.addEntry();
  const before = sums();
  // A disk of its own, with the last warehouses on it and hardly any room, is put in the place of .cache.
  const script = `set -e
    cp -a .cache saved
    room=$(($(du -sk saved | cut -f1) + 400))
    mount -t tmpfs -o size=\${room}k tmpfs .cache
    cp -a saved/. .cache/
    set +e
    "$@"
    code=$?
    rm -rf after && mkdir after && cp -a .cache/. after/
    exit $code`;
  const full = await house.run(warehouse, [...own, "sh", "-c", script, "sh"]);
  expect(full.code).toBe(1);
  expect(full.stderr).toContain("磁盘已满，写不下；原有的数据和网站保持不变。请清理磁盘");
  inChinese(full);
  for (const [name, sum] of before)
    expect(
      createHash("sha256")
        .update(readFileSync(house.path("after", name)))
        .digest("hex")
    ).toBe(sum);
  expect(house.names("after").filter(name => /tmp|wal|lock/.test(name))).toEqual([]);
  await nextRunSucceeds();
});

test("a folder that cannot be written", async () => {
  house.addEntry();
  const script = 'mount --bind .cache .cache && mount -o remount,ro,bind .cache && "$@"';
  const refused = await house.run(warehouse, [...own, "sh", "-c", script, "sh"]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("磁盘是只读的，写不进去；原有的数据和网站保持不变。");
  inChinese(refused);
  await nextRunSucceeds();
});

test.runIf(root)("an export that cannot be read", async () => {
  house.addEntry();
  const before = sums();
  const secret = house.path("data/exports/机密.csv");
  writeFileSync(secret, "编号,标题,收到日期\n");
  chmodSync(secret, 0o000);
  chmodSync(house.folder, 0o755);
  const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
  const refused = await house.run(warehouse, nobody);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toBe("机密.csv：没有读取权限；请在文件属性中允许读取，或复制一份再放入。\n");
  kept(before);
  rmSync(secret);
  await nextRunSucceeds();
});

test("a folder named as an export is no file, and hides none", async () => {
  mkdirSync(house.path("data/exports/某单位.csv"), {recursive: true});
  await nextRunSucceeds();
  expect(existsSync(house.path("data/exports/某单位.csv"))).toBe(true);
});

test("an export that is being written while it is read", async () => {
  const path = house.path("data/exports/提案.csv");
  const header = "提案编号,届次,案由,提案者类型,第一提案人,类别,提交日期,审查结果,主办单位\n";
  let row = 0;
  const more = (count: number) =>
    Array.from(
      {length: count},
      () => `9${++row},十一届三次,持续写入${row},委员个人,委员0001,其他,2024-01-10,立案,区教育局\n`
    ).join("");
  writeFileSync(path, header + more(3000));
  const before = sums();
  const writing = setInterval(() => appendFileSync(path, more(3)), 10);
  const refused = await house.run(warehouse);
  clearInterval(writing);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("提案.csv：在读取时被改动；请等它保存完毕，再运行一次。");
  inChinese(refused);
  kept(before);
  await nextRunSucceeds();
});

test("two builds at once: both succeed, one waits and says so, one warehouse", async () => {
  house.addEntry();
  const before = warehouses();
  const both = await Promise.all([house.run(warehouse), house.run(warehouse), house.run(warehouse)]);
  for (const {code, stderr} of both) expect([code, stderr]).toEqual([0, ""]);
  expect(new Set(both.map(({stdout}) => stdout)).size).toBe(1);
  expect(warehouses().filter(name => !before.includes(name))).toHaveLength(1);
  expect(leftovers()).toEqual([]);
});
