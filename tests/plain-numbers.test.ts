import {expect, test} from "vitest";
import {differenceWords} from "../reports/diff/compare.js";
import {partsSaid} from "../reports/diff/parts.js";
import {sinceLast} from "../reports/diff/since.js";
import type {FigureRecord} from "../reports/documents/records.js";
import {plain} from "../src/text/plain.js";
import {metricByLabel} from "./catalogue.js";
import {asked} from "./office.js";

test.each([
  [0.1 + 0.2, "0.3"],
  [100 / 3, "33.33"],
  [1e-7, "0.0000001"],
  [1e-12 / 3, "0.0000000000003"],
  [-2 / 3, "-0.67"],
  [1234567.89, "1234567.89"],
  [0.125, "0.125"],
  [1.1 * 3, "3.3"],
  [249, "249"],
  [0, "0"]
])("%s is told as %s", (value, said) => {
  expect(plain(value)).toBe(said);
});

test("what differs is told without what binary arithmetic adds", () => {
  expect(partsSaid({numerator: 0.1 + 0.2, denominator: 10 / 3})).toBe("(0.3/3.33)");
  expect(partsSaid({numerator: null, denominator: null})).toBe("");
  const ledger = {...metricByLabel("提交提案")!, kind: "indicators" as const, unit: "亿元"};
  expect(differenceWords(ledger, 0.1 + 0.2 - 0.1, 0.1, 0.1 + 0.2)).toBe("+0.2亿元");
  expect(differenceWords(ledger, 0.006 - 0.004, 0.004, 0.006)).toBe("+0.002亿元");
  const record = (value: number) =>
    ({metric: "甲", label: "甲", unit: "万元", year: 2024, value, printed: String(value)}) as FigureRecord;
  expect(sinceLast([record(0.004)], [record(0.1 + 0.2)])[1]).toBe("  甲：0.004万元 → 0.3万元");
});

test("a total of the export's own is held against the rows in decimals", async () => {
  const files = (total: string, first = "0.1") => ({
    exports: {
      "活动.csv": [
        "活动编号,活动名称,活动类型,活动日期,支出",
        `H1,甲,视察,2024-02-01,${first}`,
        "H2,乙,视察,2024-02-02,0.2",
        `合计,,,,${total}`
      ]
    },
    reference: {"columns.csv": ["种类,表头,对应,类型", "履职活动,支出,自定义,数字"]}
  });
  const told = (total: string, first?: string) =>
    asked(files(total, first), undefined, open =>
      open.rows<{message: string}>("select message from problems where code = 'control-total'")
    );
  expect((await told("0.4")).map(({message}) => message)).toEqual([
    "活动.csv 第 4 行「支出」:合计为 0.4,读到的各行相加为 0.3,请核对导出是否完整"
  ]);
  // 987654321.1 + 0.2 is a little beside 987654321.3 in binary.
  expect(await told("987654321.3", "987654321.1")).toEqual([]);
});
