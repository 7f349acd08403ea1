import {expect, test} from "vitest";
import {textTable} from "../../reports/documents/text-table.js";

test("a column of words is as wide as its longest cell asks, so that a row stays one line; numbers stay alike", () => {
  const words = textTable("主要数字", {
    columns: ["指标", "2024年", "2023年", "变化"],
    rows: [["编报率", "69.7%", "66.1%", "较上年提高3.5个百分点（由66.1%升至69.7%）"]]
  });
  expect(words.widths[3]).toBeGreaterThan(0.5);
  expect(words.widths.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  const numbers = textTable("各年", {columns: ["指标", "2023年", "2024年"], rows: [["提交提案", "232", "261"]]});
  expect(numbers.widths[1]).toBe(numbers.widths[2]);
});

test("where columns alike would break a heading, each is as wide as its own", () => {
  const columns = [
    "单位",
    "发出（张）",
    "收回（张）",
    "满意（张）",
    "基本满意（张）",
    "不满意（张）",
    "测评满意率（%）"
  ];
  const {widths} = textTable("测评票", {columns, rows: [["区住房城乡建设委", "52", "51", "50", "1", "0", "98"]]});
  // Of the 84 half-width cells of a line 基本满意 takes eight and the name of the unit sixteen, and three are kept free.
  expect(widths[4]! * 84).toBeGreaterThanOrEqual(11);
  expect(widths[0]! * 84).toBeGreaterThanOrEqual(19);
  expect(widths.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
});
