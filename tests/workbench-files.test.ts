import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Readable} from "node:stream";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {said} from "../loaders/command.js";
import {settle} from "../loaders/paths.js";
import {Desk} from "../reports/workbench/desk.js";
import {addExport, putBack, takeBack} from "../reports/workbench/exports.js";
import {keptName} from "../reports/workbench/names.js";
import {tablesFor} from "../reports/workbench/office-tables.js";
import {StaffError} from "../src/intake/problem.js";

const folder = mkdtempSync(join(tmpdir(), "yearbook-files-"));
let before: ReturnType<typeof settle>;
beforeAll(() => {
  before = settle({data: join(folder, "数据"), cache: join(folder, "输出/.cache")});
});
afterAll(() => {
  settle(before);
  rmSync(folder, {recursive: true, force: true});
});

const nothing = {figures: [], years: [], about: []};
const exports = () => readdirSync(join(folder, "数据/exports"));

test.each([
  ["../../etc/提案.csv", "提案.csv"],
  ["C:\\Users\\甲\\提案.csv", "提案.csv"],
  ["...隐藏.csv", "隐藏.csv"],
  ["提案\u202evsc.exe", "提案vsc.exe"],
  ['提案<1>:"?.csv', "提案_1____.csv"],
  [`${"长".repeat(200)}.csv`, `${"长".repeat(76)}.csv`]
])("%j is kept as %j", (said, kept) => expect(keptName(said)).toBe(kept));

test.each(["", "..", "/", "con.csv", "NUL", "\u0000"])("%j is no name of a file", said =>
  expect(() => keptName(said)).toThrow("不能作文件名")
);

test("Excel's sign of an open file is no export", () => expect(() => keptName("~$提案.xlsx")).toThrow("临时文件"));

test("a file that is too large, or empty, changes nothing; one that is replaced or taken back lies in 回收", async () => {
  expect(await addExport("提案.csv", Readable.from([Buffer.from("一")]))).toContain("已放入");
  await expect(addExport("提案.csv", Readable.from([Buffer.alloc(60), Buffer.alloc(60)]), 100)).rejects.toThrow(
    "没有放入"
  );
  await expect(addExport("空.csv", Readable.from([]))).rejects.toThrow("空的");
  expect(exports()).toEqual(["提案.csv"]);
  expect(readFileSync(join(folder, "数据/exports/提案.csv"), "utf8")).toBe("一");
  expect(await addExport("提案.csv", Readable.from([Buffer.from("二")]))).toContain("已替换");
  await takeBack("提案.csv");
  expect(exports()).toEqual([]);
  const attic = readdirSync(join(folder, "数据/回收")).sort();
  expect(attic.map(name => readFileSync(join(folder, "数据/回收", name), "utf8"))).toEqual(["一", "二"]);
  await expect(takeBack("../版本.txt")).rejects.toThrow("不在 exports 文件夹里");
  expect(readdirSync(join(folder, "输出/.cache/temporary"))).toEqual([]);
});

test("a file of 回收 is put back where none of its name is there", async () => {
  const [kept = ""] = readdirSync(join(folder, "数据/回收")).sort();
  expect(await putBack(kept)).toBe("提案.csv：已放回");
  expect(readFileSync(join(folder, "数据/exports/提案.csv"), "utf8")).toBe("一");
  const [other = ""] = readdirSync(join(folder, "数据/回收"));
  await expect(putBack(other)).rejects.toThrow("已经有一份同名的文件");
  await expect(putBack("../版本.txt")).rejects.toThrow("不在“回收”文件夹里");
});

test("on a full disk a file is not taken, in one sentence; what was there stays", async () => {
  const full = async function* () {
    yield Buffer.from("三");
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC"});
  };
  const told = await addExport("提案.csv", Readable.from(full())).catch(said);
  expect(told).toContain("磁盘已满，写不下；原有的数据和网站保持不变。");
  expect(readFileSync(join(folder, "数据/exports/提案.csv"), "utf8")).toBe("一");
});

test("one thing is done at a time: what is done, how far it is, and why it came to nothing", async () => {
  const desk = new Desk({figures: async () => nothing, site: async () => {}, watched: () => false});
  let end = () => {};
  const begun = desk.begin("读取文件", async say => {
    say("读取 2/4 提案(补).csv：40%", 0.35);
    await new Promise<void>(done => {
      end = done;
    });
    throw new Error("EACCES: permission denied");
  });
  expect(desk.begin("写报告", async () => null)).toBeNull();
  expect(await desk.state()).toMatchObject({busy: "读取文件", share: 0.35, lines: ["读取 2/4 提案(补).csv：40%"]});
  end();
  await begun;
  expect(await desk.state()).toMatchObject({busy: null, fault: expect.stringContaining("没有写入权限")});
});

test("figures are made whenever the inputs were read; the site when somebody looks at it, or while a page of it is open", async () => {
  const made: string[] = [];
  let [watched, fault] = [false, ""];
  const desk = new Desk({
    figures: async () => {
      made.push("figures");
      return nothing;
    },
    site: async () => {
      if (fault) throw new StaffError(fault);
      made.push("site");
    },
    watched: () => watched
  });
  const read = async () => {
    await desk.refresh(() => {});
    await vi.waitUntil(async () => (await desk.state()).behind === null, {timeout: 60_000});
    return made.splice(0);
  };
  expect(await read()).toEqual(["figures"]);
  expect(await desk.broughtSite()).toBeNull();
  // Asked for again, there is nothing to do.
  expect(await desk.broughtSite()).toBeNull();
  expect(made.splice(0)).toEqual(["site"]);
  expect(await read()).toEqual(["figures"]);
  watched = true;
  expect(await read()).toEqual(["figures", "site"]);
  fault = "磁盘已满，写不下。";
  expect(await read()).toEqual(["figures"]);
  expect(await desk.broughtSite()).toBe(fault);
  fault = "";
  expect(await desk.broughtSite()).toBeNull();
  expect(made).toEqual(["site"]);
  expect((await desk.state()).trouble).toBeNull();
});

test("a table is spare where no export is of the kinds that it is for, until the office keeps it", async () => {
  const spare = async (...kinds: string[]) =>
    (await tablesFor(kinds.map(kind => ({kind})))).flatMap(({label, spare}) => (spare ? [label] : []));
  expect(await spare("提案")).toEqual(["地区表", "计分表"]);
  expect(await spare("提案", "委员名册")).toEqual(["地区表"]);
  mkdirSync(join(folder, "数据/reference"), {recursive: true});
  writeFileSync(join(folder, "数据/reference/places.csv"), "地区,上级,文件夹\n甲区,,甲区\n");
  expect(await spare("提案", "出席记录")).toEqual([]);
});
