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
