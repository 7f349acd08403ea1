import {expect, test} from "vitest";
import {sinceLast} from "../../reports/diff/since.js";
import type {FigureRecord} from "../../reports/documents/records.js";

const record = (metric: string, label: string, value: number | null, unit = "件") =>
  ({metric, label, value, unit, year: 2024, printed: value === null ? null : `${value}${unit}`}) as FigureRecord;

const before = [record("a", "提交提案", 261), record("b", "立案率", 98.36065573770492, "%"), record("c", "旧指标", 3)];

test("what differs from the figures written before is told one by one, with both values", () => {
  const now = [record("a", "提交提案", 263), record("b", "立案率", 98.36065573770492, "%"), record("d", "新指标", 7)];
  expect(sinceLast(before, now)).toEqual([
    "与上次写出的相比，有3个数字不同：",
    "  提交提案：261件 → 263件",
    "  新增：新指标 7件",
    "  不再有：旧指标 3件"
  ]);
  expect(sinceLast(before, [{...before[0]!, value: null, printed: null}, ...before.slice(1)])).toEqual([
    "与上次写出的相比，有1个数字不同：",
    "  提交提案：261件 → 无数据"
  ]);
});

test("nothing differs, nothing was written before, or another year was", () => {
  expect(sinceLast(before, before)).toEqual(["与上次写出的相比，数字没有变化"]);
  expect(sinceLast(null, before)).toEqual([]);
  expect(sinceLast([{...before[0]!, year: 2023}], before, "上次生成")).toEqual([
    "上次生成的是2023年的数字，这次是2024年的"
  ]);
});
