import {expect, test} from "vitest";
import {appendix} from "../../reports/documents/appendix.js";
import {bookOf} from "../../reports/edition.js";
import {story} from "../../reports/story/story.js";
import {tables} from "./tables.js";

const book = bookOf(tables(), "2024");
const told = (head: string) => story("稿", `${head}# 题\n\n收到提案{{提交提案}}，委员满意率{{委员满意率}}。`, book, []);

test("the appendix is one table of short rules, which says where the whole ones stand", () => {
  const found = appendix(told(""), book, [])!;
  expect(found.tables.length).toBe(1);
  expect(found.tables[0]!.columns[2]).toBe("口径摘要");
  expect(found.tables[0]!.rows[0]).toEqual(["提交提案", "261件", "联名提案计一件。"]);
  expect(found.tables[0]!.rows[1]![1]).toBe("98.4%（245/249）");
  expect(found.notes[0]).toMatch(/数字截至2024年12月31日，业务系统数据导出到2025年10月31日.*口径全文见 figures\.xlsx/);
});

test("附录: 全 has every rule to its last word", () => {
  const found = appendix(told("---\n附录: 全\n---\n"), book, [])!;
  expect(found.tables[0]!.rows[0]![2]).toContain("以届次所属年度计");
  expect(found.notes[0]).not.toContain("figures.xlsx");
});

test("there is none where the template wants none, or nothing is known", () => {
  expect(appendix(told("---\n附录: 无\n---\n"), book, [])).toBeNull();
  expect(appendix(story("稿", "# 题\n\n文。", book, []), book, [])).toBeNull();
});
