import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseHTML} from "linkedom";
import readSheets from "read-excel-file/node";
import {afterEach, expect, test, vi} from "vitest";
import {editionOf, permitted} from "../loaders/edition.js";
import {hintLines, hintsIn} from "../loaders/hints.js";
import {warehouse} from "../loaders/query.js";
import {unreadOf} from "../loaders/unread.js";
import {run as ingest} from "../reports/commands/ingest.js";
import {problemSheets} from "../src/components/problem-list.js";
import {hintList} from "../src/components/quality.js";
import {type Office, office} from "./office.js";

const files: Office = {
  exports: {
    "评议.csv": [
      "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意",
      "2024,区教育局,2024-05-01,40,40,30,6,4",
      "2024,区民政局,2024-05-01,,20,20,0,0"
    ]
  },
  reference: {
    "sessions.csv": ["届次,届,次,开幕日期,闭幕日期,年度", "七届二次,7,2,2024-02-20,2024-02-23,2024"]
  }
};
const line =
  "请核对「民主评议各行的票数写全（别的行写了而这一行空着的，合计不含这一行）」：位置 评议.csv第3行，单位 区民政局，没有写 发出票数";

/** What is written to standard error meanwhile. */
async function said(work: () => Promise<unknown>): Promise<string> {
  let text = "";
  vi.spyOn(process.stderr, "write").mockImplementation(chunk => {
    text += chunk;
    return true;
  });
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  await work().finally(() => vi.restoreAllMocks());
  return text;
}
afterEach(() => vi.restoreAllMocks());

test("what is to be looked at is told by every command, whoever built the warehouse, once", async () =>
  office(files, async data => {
    for (let i = 0; i < 2; i++) {
      const text = await said(() => unreadOf({data}));
      expect(text.split("\n").filter(each => each === line)).toHaveLength(1);
    }
  }));

test("ingest tells it and lists it", async () =>
  office(files, async data => {
    const out = mkdtempSync(join(tmpdir(), "hints-"));
    try {
      expect(await said(() => ingest(["--data", data, "--out", out]))).toContain(line);
      const sheets = await readSheets(join(out, "问题清单.xlsx"));
      const sheet = sheets.find(({sheet: name}) => name === "请核对");
      expect(sheet?.data.at(-1)).toEqual([
        "民主评议各行的票数写全（别的行写了而这一行空着的，合计不含这一行）",
        "位置 评议.csv第3行，单位 区民政局，没有写 发出票数"
      ]);
    } finally {
      rmSync(out, {recursive: true});
    }
  }));

test("the published pages have rule and count, those of analysts each place", async () =>
  office(files, async data => {
    const open = await warehouse({data});
    const sql = (name: string) => readFileSync(`src/datasets/${name}.arrow.sql`, "utf8");
    expect(permitted("rows-checks.arrow.sql", sql("rows-checks"), editionOf({}))).toContain("where false");
    const checks = await open.dataset<{name: string; rule: string; rows: number}>("checks");
    const rows = await open.dataset<{rule: string; words: string}>("rows-checks");
    open.close();
    Object.assign(globalThis, {document: parseHTML("<body></body>").document});
    try {
      const published = hintList({checks, "rows-checks": []}).textContent!;
      expect(published).toContain("民主评议各行的票数写全");
      expect(published).toContain("1处不符");
      expect(published).not.toContain("区民政局");
      expect(hintList({checks, "rows-checks": rows}).textContent).toContain("区民政局");
      expect(hintList({checks: checks.map(check => ({...check, rows: 0}))}).textContent).toBe("");
    } finally {
      Reflect.deleteProperty(globalThis, "document");
    }
  }));

test("of one rule five places are told, of all twenty lines", () => {
  const hints = ["甲", "乙", "丙", "丁"].flatMap(rule =>
    Array.from({length: 9}, (_, i) => ({rule, words: `第${i}处`}))
  );
  const lines = hintLines(hints);
  expect(lines.slice(4, 7)).toEqual([
    "请核对「甲」：第4处",
    "……「甲」共9处，逐处见问题清单（npm run ingest）",
    "请核对「乙」：第0处"
  ]);
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("……要核对的还有4条，见问题清单（npm run ingest）");
  expect(problemSheets([], hints).map(({sheet}) => sheet)).toContain("请核对");
});

test("an office without doubt is told nothing", async () =>
  office({...files, exports: {"评议.csv": files.exports["评议.csv"]!.slice(0, 2)}}, async data => {
    const open = await warehouse({data});
    expect(await hintsIn(open)).toEqual([]);
    open.close();
  }));
