import {readFileSync} from "node:fs";
import {parse} from "csv-parse/sync";
import {beforeAll, describe, expect, test} from "vitest";
import type {Book} from "../src/figures/book.js";
import {rounded} from "../src/metrics/round.js";
import {bookOf} from "./office.js";
import {sampleBook} from "./sample.js";

type Row = Record<string, string>;

/** The rows of an export of the sample as they stand, by nothing of ours. */
function raw(name: string, encoding = "utf-8", from = 1): Row[] {
  const text = new TextDecoder(encoding).decode(readFileSync(`data/sample/${name}`));
  return parse(text, {columns: true, from_line: from, relax_column_count: true}) as Row[];
}
const split = (text = "") => text.split(/[、，,；;]/).filter(Boolean);
const count = (rows: Row[], column: string) => {
  const found: Record<string, number> = {};
  for (const row of rows) if (row[column]) found[row[column]] = (found[row[column]] ?? 0) + 1;
  return found;
};

let book: Book;
const value = (label: string) => book.value(book.catalogue.byLabel(label)!.id);
const rate = (label: string) => rounded(value(label)! * 100, 2);
const share = (part: number, whole: number) => rounded((part / whole) * 100, 2);
beforeAll(async () => {
  book = await sampleBook({year: 2024});
});

describe("the figures that other places print most, recounted from the export of 2024", () => {
  const proposals = raw("exports/十一届三次会议提案导出_20250110.csv", "gb18030", 2).filter(row => row.流水号);
  const filed = proposals.filter(({审查结果}) => 审查结果 === "立案");
  const of = (column: string, ...words: string[]) => proposals.filter(row => words.includes(row[column]!)).length;

  test("提案 by review, proposer and the time they were handed in", () => {
    expect([value("提交提案"), value("立案提案"), value("并案后立案提案")]).toEqual([
      proposals.length,
      filed.length,
      filed.length
    ]);
    expect([value("不立案提案"), value("并案提案"), value("并案前立案提案")]).toEqual([
      of("审查结果", "不立案", "不予立案"),
      of("审查结果", "并案"),
      filed.length + of("审查结果", "并案")
    ]);
    expect([value("转社情民意提案"), value("作为意见处理提案"), value("撤案提案")]).toEqual([
      of("审查结果", "转社情民意"),
      of("审查结果", "作为意见处理", "转意见建议"),
      of("审查结果", "撤案")
    ]);
    expect([value("委员个人提案"), value("联名提案")]).toEqual([
      of("提案者类型", "委员个人"),
      of("提案者类型", "委员联名")
    ]);
    const organised = of("提案者类型", "党派", "人民团体", "界别", "专委会", "委员小组");
    expect([value("党派团体提案"), rate("集体提案占比")]).toEqual([organised, share(organised, proposals.length)]);
    expect([value("会上提案"), value("平时提案")]).toEqual([of("会上/平时", "会上"), of("会上/平时", "平时")]);
    const people = proposals
      .filter(({提案者类型}) => ["委员个人", "委员联名"].includes(提案者类型!))
      .map(({第一提案人}) => 第一提案人!.replace(/等\d+人$/, ""));
    expect(value("提交提案的委员")).toBe(new Set(people).size);
  });

  test("提案类别 and 办理结果 with their shares", () => {
    for (const [category, number] of Object.entries(count(proposals, "类别"))) {
      expect([category, value(`提案类别：${category}`)]).toEqual([category, number]);
      expect(rate(`提案类别：${category}占比`)).toBe(share(number, proposals.length));
    }
    const words: Row = {A: "已解决或采纳", B: "列入计划解决", C: "因条件限制暂不能解决", D: "留作参考"};
    const done = filed.filter(({办理结果}) => 办理结果);
    for (const [code, number] of Object.entries(count(done, "办理结果"))) {
      expect([code, value(`办理结果：${words[code]}`)]).toEqual([code, number]);
      expect(rate(`办理结果：${words[code]}占比`)).toBe(share(number, done.length));
    }
  });

  test("承办单位, 主办件 and 会办件", () => {
    const now = new Map(raw("reference/units.csv").map(({名称, 规范名称}) => [名称!, 规范名称!]));
    const units = filed.flatMap(({主办单位}) => split(主办单位).map(unit => now.get(unit) ?? unit));
    expect(value("立案提案承办单位")).toBe(new Set(units).size);
    expect([value("主办件"), value("会办件")]).toEqual([
      units.length,
      filed.flatMap(({会办单位}) => split(会办单位)).length
    ]);
  });

  test("what members and leaders said", () => {
    const said = count(filed, "委员意见");
    expect([value("满意提案"), value("基本满意提案"), value("不满意提案")]).toEqual(
      ["满意", "基本满意", "不满意"].map(word => said[word] ?? 0)
    );
    for (const [level, number] of Object.entries(count(proposals, "批示级别"))) {
      const times = proposals.filter(row => row.批示级别 === level).reduce((sum, row) => sum + Number(row.批示件次), 0);
      expect([level, value(`${level}批示提案`), value(`${level}批示提案件次`)]).toEqual([level, number, times]);
    }
  });

  test("社情民意: 期数 and 批示 by level", () => {
    const opinions = raw("exports/社情民意_2024.csv").filter(row => /^2024/.test(row.提交日期!));
    const compiled = opinions.filter(({编报日期}) => 编报日期);
    expect(value("编报期数")).toBe(new Set(compiled.map(({期号}) => 期号)).size);
    for (const [level, number] of Object.entries(count(opinions, "批示级别"))) {
      const times = opinions.filter(row => row.批示级别 === level).reduce((sum, row) => sum + Number(row.批示件次), 0);
      // 区领导批示社情民意 is what the report calls both levels of the district together.
      const label = level === "区领导" ? "区领导批示社情民意（仅区领导）" : `${level}批示社情民意`;
      expect([level, value(label), value(`${level}批示社情民意件次`)]).toEqual([level, number, times]);
    }
  });

  test("活动: the share of suggestions that were taken up", () => {
    const held = new Map(
      raw("exports/履职活动_2024-2025_20251031.csv")
        .filter(row => /^2024/.test(row.活动日期!) && !/^(未开始|已取消)$/.test(row.完成状态!))
        .map(row => [row.活动编号, row])
    );
    const sum = (column: string) => [...held.values()].reduce((total, row) => total + Number(row[column]), 0);
    expect(rate("建议采纳率")).toBe(share(sum("采纳条数"), sum("建议条数")));
  });
});

test("重点提案 by who leads it, where the column exists", async () => {
  const keyed = await bookOf(
    {
      exports: {
        "提案.csv": [
          "提案编号,届次,案由,提交日期,审查结果,重点提案,督办类型",
          "1,十一届三次,甲,2024-01-15,立案,是,主席督办",
          "2,十一届三次,乙,2024-01-15,立案,是,副主席督办",
          "3,十一届三次,丙,2024-01-15,立案,是,主席督办",
          "4,十一届三次,丁,2024-01-15,立案,否,"
        ]
      }
    },
    {year: 2024},
    "2025-01-31"
  );
  const led = (who: string) => keyed.value(keyed.catalogue.byLabel(`重点提案督办：${who}`)!.id);
  expect([led("主席督办"), led("副主席督办")]).toEqual([2, 1]);
});
