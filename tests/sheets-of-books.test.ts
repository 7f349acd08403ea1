import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readReference} from "../loaders/ingest/reference.js";
import {warehouse} from "../loaders/query.js";
import {checkups, verdict} from "../src/components/checkup-read.js";
import {readExport} from "../src/kinds/read.js";
import {bookOfSheets, type Sheet} from "./books.js";

const proposals = "提案编号,届次,案由,提交日期,审查结果";
const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "五届二次,5,2,2023-01-09,2023-01-12,2023",
  "五届三次,5,3,2024-01-15,2024-01-18,2024",
  ""
].join("\n");

/** What comes of workbooks, given by name: the files, the figures of whole years, and what is told. */
async function readBooks(books: Record<string, readonly Sheet[]>, labels: readonly string[]) {
  const data = mkdtempSync(join(tmpdir(), "books-"));
  try {
    for (const folder of ["exports", "reference"]) mkdirSync(join(data, folder));
    writeFileSync(join(data, "reference", "sessions.csv"), sessions);
    for (const [name, sheets] of Object.entries(books))
      writeFileSync(join(data, "exports", name), bookOfSheets(sheets));
    const open = await warehouse({data, asOf: "2024-12-31"});
    try {
      const files = await open.rows<{name: string; accepted: number; partly: string | null}>(
        "select name, accepted, partly from files order by file"
      );
      const figures = await open.rows<{label: string; year: number; value: number}>(
        `select label, year, value from figures join metrics on id = metric where view = 'year' and main and value is not null
         and label in (${labels.map(label => `'${label}'`).join(", ")}) order by label, year`
      );
      const told = await open.rows<{message: string}>(
        "select message from problems where code not in ('no-column', 'lost-column') order by file, line, message"
      );
      return {
        files: files.map(({name, accepted, partly}) => `${name} ${accepted}${partly ?? ""}`),
        figures: figures.map(({label, year, value}) => `${year}年${label}${value}`),
        told: told.map(({message}) => message)
      };
    } finally {
      open.close();
    }
  } finally {
    rmSync(data, {recursive: true});
  }
}

/** Sheets as an office has them: a cover, a sheet a kind, a pivot table, an empty one, an old draft that is hidden. */
const office: readonly Sheet[] = [
  {name: "封面", lines: ["2024年数据", "", "制表：办公室,2024-12-01"]},
  {name: "提案", lines: [proposals, "1,五届三次,甲,2024-01-14,立案", "2,五届三次,乙,2024-01-14,不立按"]},
  {
    name: "社情民意",
    lines: ["2024年社情民意", "编号,标题,来源类型,收到日期", "1,丙,委员,2024-03-01", "2,丁,委员,2024-03-02"]
  },
  {name: "透视表", lines: ["审查结果,件数", "立案,1", "总计,2"]},
  {name: "Sheet3", lines: []},
  {name: "旧稿", hidden: true, lines: [proposals, "9,五届三次,戊,2024-01-14,立案"]},
  {name: "台账", lines: ["指标,年度,数值,单位", "走访企业,2024,30,家"]},
  {name: "活动", lines: ["活动编号,活动名称,活动类型,活动日期"]}
];

test("every sheet that is an export is read under its name; of the others it is told which and why", async () => {
  const {files, figures, told} = await readBooks({"导出.xlsx": office}, [
    "提交提案",
    "立案提案",
    "收到社情民意",
    "走访企业"
  ]);
  expect(files).toEqual([
    "导出.xlsx「提案」 2",
    "导出.xlsx「社情民意」 2",
    "导出.xlsx「台账」 1",
    "导出.xlsx「活动」 0"
  ]);
  expect(figures).toEqual(["2024年提交提案2", "2024年收到社情民意2", "2024年立案提案1", "2024年走访企业30"]);
  expect(told).toEqual([
    "导出.xlsx「提案」:工作表「封面」「透视表」没有认识的表头,没有读,封面、汇总一类不是数据的不必处理;是数据的,请带上表头",
    "导出.xlsx「提案」:读了工作表「提案」,隐藏的工作表「旧稿」(1 行)也像提案,没有读,请把它另存为单独的文件,或删去不用的工作表",
    "导出.xlsx「提案」 第 3 行「审查结果」(E3):说法「不立按」不在代码表,是否为「不立案」?不是的话请补入代码表",
    "导出.xlsx「活动」:只有表头,没有数据行,请确认导出条件(年份、届次)后重新导出"
  ]);
});

test("sheets of years add; what stands on two sheets counts once, as the one with more columns has it; a copy of the file adds nothing", async () => {
  const years: readonly Sheet[] = [
    {name: "立案", lines: ["提案编号,届次,案由,提交日期", "1,五届三次,乙,2024-01-14"]},
    {name: "2023年", lines: [proposals, "1,五届二次,甲,2023-01-08,立案"]},
    {name: "2024年", lines: [proposals, "1,五届三次,乙,2024-01-14,立案", "2,五届三次,丙,2024-01-14,不立案"]}
  ];
  const {files, figures, told} = await readBooks({"提案.xlsx": years, "提案副本.xlsx": years}, [
    "提交提案",
    "立案提案"
  ]);
  expect(files.slice(0, 3)).toEqual(["提案.xlsx「立案」 0", "提案.xlsx「2023年」 1", "提案.xlsx「2024年」 2"]);
  expect(files.slice(3)).toEqual(["提案副本.xlsx「立案」 0", "提案副本.xlsx「2023年」 0", "提案副本.xlsx「2024年」 0"]);
  expect(figures).toEqual(["2023年提交提案1", "2024年提交提案2", "2023年立案提案1", "2024年立案提案1"]);
  expect(told).toContain(
    "提案.xlsx「立案」:有 1 行也在 提案.xlsx「2024年」 中,其中 1 行内容不同:第 2 行「审查结果」,只计一次,以列多的为准"
  );
  expect(told).toContain("提案副本.xlsx「2023年」:与 提案.xlsx「2023年」 内容完全相同,只计一次,多余的一份可以删去");
});

test("导入体检 says of every sheet what counts", async () => {
  const found = await checkups("导出.xlsx", bookOfSheets(office), []);
  expect(found.map(each => `${each.name} ${each.kind} ${each.records}`)).toEqual([
    "导出.xlsx「提案」 proposals 2",
    "导出.xlsx「社情民意」 opinions 2",
    "导出.xlsx「台账」 indicators 1",
    "导出.xlsx「活动」 activities 0"
  ]);
  expect(verdict(found[2]!)).toMatch(/^1行中计入1条/);
});

test("tables of the office may be workbooks; of two tables in one neither is chosen", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  const read = async (sheets: readonly Sheet[]) => {
    const path = join(folder, "参考表.xlsx");
    writeFileSync(path, bookOfSheets(sheets));
    return readReference([{name: "参考表.xlsx", path, bytes: 0, sha256: String(sheets.length)}]);
  };
  const metrics = {name: "指标", lines: ["指标,单位,来源,统计,条件", "重要提案,件,提案,件数,重点提案 = 是"]};
  try {
    const {tables, warnings} = await read([{name: "说明", lines: ["填表说明"]}, metrics, {name: "Sheet3", lines: []}]);
    expect(tables.get("own_metrics")!.records.map(({values}) => values.label)).toEqual(["重要提案"]);
    expect(warnings.map(({problem}) => problem.what)).toEqual(["工作表「说明」没有认识的表头,没有读"]);
    const targets = {name: "目标", lines: ["年度,指标,目标,比较", "2024,提交提案,200,以上"]};
    await expect(read([metrics, targets])).rejects.toThrow(
      /读了工作表「.+」,工作表「.+」\(1 行\)也像.+请把它另存为单独的文件/
    );
  } finally {
    rmSync(folder, {recursive: true});
  }
});

test("where no sheet is an export, the reason names the sheet that comes nearest; one that is needs no name", async () => {
  const {refused} = await readExport(
    "导出.xlsx",
    bookOfSheets([
      {name: "封面", lines: ["甲"]},
      {name: "数据", lines: ["提案编号,提交日期", "1,2024-01-01"]}
    ])
  );
  expect(refused).toMatch(/^工作表「数据」:表头像提案.*缺少「案由」列/);
  const one = await readExport(
    "导出.xlsx",
    bookOfSheets([{name: "数据", lines: [proposals, "1,,甲,2024-01-14,立案"]}])
  );
  expect([one.name, one.sheet]).toEqual(["导出.xlsx", undefined]);
});
