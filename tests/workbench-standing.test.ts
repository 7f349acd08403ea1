import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {records} from "../reports/documents/records.js";
import {Holding} from "../reports/workbench/holding.js";
import {checkedIn} from "../src/check/checked.js";
import {nextOf, type Stage, standings} from "../src/workbench/standing.js";
import type {Export, State} from "../src/workbench/state.js";
import {sampleBook} from "./sample.js";

const file: Export = {
  ...{name: "提案.csv", file: "提案.csv", kind: "提案", encoding: "UTF-8", years: "2024", from: null, until: null},
  ...{records: 9, accepted: 9, quarantined: 0, duplicates: 0, dropped: "", refused: null, partly: null},
  ...{causes: [], unlisted: [], unknown: []}
};
const table = {name: "sessions", label: "届次表", file: "sessions.csv", spare: false, own: true};
const office = {
  ...{exports: [file], sample: false, doubts: [], tables: [table], years: [2024], documents: [], frozen: []},
  ...{trouble: null, fingerprint: "今"}
} as unknown as State;
const of = (some: Partial<State>, stage: Stage, checked: string | null = null) =>
  standings({...office, ...some}, checkedIn(checked))[stage];

test("each step says what is done, what is wrong, what comes next", () => {
  expect(of({exports: []}, "exports")).toMatchObject({is: "open", short: "还没有文件"});
  expect(of({sample: true}, "exports")).toMatchObject({is: "open", short: "示例数据"});
  expect(of({}, "exports")).toEqual({is: "done", short: "1个文件", words: "已放入1个文件，都读了；接着看“体检”。"});
  const refused = {...file, refused: "不是表格"};
  expect(of({exports: [file, refused]}, "exports")).toMatchObject({is: "wrong", short: "1个没有读"});
  expect(of({exports: [file, refused]}, "checkup")).toMatchObject({is: "wrong", short: "1个文件没有读"});
  const doubtful = {...file, unknown: [{header: "来源类", near: [], doubled: false}]};
  expect(of({exports: [doubtful]}, "checkup")).toEqual({
    ...{is: "wrong", short: "1处要说清楚", words: "还有1处要说清楚：不认识的列1个；在下面逐个选它是什么。"}
  });
  expect(of({exports: [doubtful], sample: true}, "checkup")).toMatchObject({is: "open", short: "示例数据"});
  const cause = (wrong: boolean) => [{...file, causes: [{words: "日期看不懂", wrong}]}];
  expect(of({exports: cause(true)}, "checkup")).toMatchObject({is: "wrong", short: "1个文件有问题"});
  expect(of({exports: cause(false)}, "checkup").is).toBe("open");
  expect(of({}, "checkup")).toMatchObject({is: "done", short: "没有问题"});
  expect(of({doubts: ["届次表：没有"]}, "tables")).toMatchObject({is: "open", short: "1处要核对"});
  expect(of({}, "tables")).toMatchObject({is: "done", short: "自己的表1张"});
  expect(of({tables: []}, "tables").short).toBe("用程序带的表");
  expect(of({years: []}, "report").short).toBe("正在算数字");
  expect(of({years: [], trouble: "目标表第2行"}, "report")).toMatchObject({is: "wrong", short: "数字没有算出"});
  const written = (holds: boolean | null) => ({documents: [{year: "2024", names: [], holds}]});
  expect(of({}, "report").short).toBe("还没有出");
  expect(of(written(true), "report")).toMatchObject({is: "done", short: "2024年已出"});
  expect(of(written(false), "report")).toMatchObject({is: "open", short: "2024年出过，数字后来有变化"});
  const checked = (wrong: number, fingerprint: string) =>
    JSON.stringify({name: "稿.docx", year: 2024, wrong, ask: 0, fingerprint});
  expect(of({}, "draft").short).toBe("还没有核过");
  expect(of({}, "draft", "{").short).toBe("还没有核过");
  expect(of({}, "draft", checked(0, "今"))).toMatchObject({is: "done", short: "核过，都一致"});
  expect(of({}, "draft", checked(2, "今"))).toMatchObject({is: "wrong", short: "2处要看"});
  expect(of({}, "draft", checked(0, "昨"))).toMatchObject({is: "open", short: "核过，数据后来有变化"});
  const kept = (holds: boolean) => ({frozen: [{name: "送审稿", year: 2024, asOf: "2024-12-31", seal: "a", holds}]});
  expect(of({}, "keep").short).toBe("还没有留存");
  expect(of(kept(true), "keep")).toMatchObject({is: "done", short: "已留存1份"});
  expect(of(kept(false), "keep")).toMatchObject({is: "open", short: "留存后数字有变化"});
});

test("what is wrong comes next, then the first step that is not done", () => {
  const next = (some: Partial<State>) => nextOf(standings({...office, ...some}, null));
  expect(next({})).toBe("report");
  expect(next({doubts: ["届次表：没有"]})).toBe("tables");
  expect(next({doubts: ["届次表：没有"], exports: [{...file, refused: "不是表格"}]})).toBe("exports");
});

test("figures that were written are those of now until one of them is another, or its year is gone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yearbook-holding-"));
  const write = (name: string, what: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(what));
    return join(folder, name);
  };
  try {
    const book = await sampleBook({year: 2024});
    const list = records(book);
    const holding = new Holding();
    const place = write("figures.json", list);
    expect(await holding.holds(place)).toBeNull();
    holding.against(book.tables);
    expect(await holding.holds(place)).toBe(true);
    const other = list.map((record, i) => (i === 0 ? {...record, value: 1, printed: "1"} : record));
    expect(await holding.holds(write("other.json", other))).toBe(false);
    expect(await holding.holds(write("gone.json", [{...list[0], year: 1990}]))).toBe(false);
    expect(await holding.holds(join(folder, "absent.json"))).toBeNull();
  } finally {
    rmSync(folder, {recursive: true});
  }
});
