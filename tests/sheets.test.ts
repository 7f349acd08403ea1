import {describe, expect, it} from "vitest";
import type {CellObject} from "write-excel-file/browser";
import {bookOf} from "../reports/edition.js";
import {cell, fitted} from "../src/sheets/cells.js";
import {comparisonSheets} from "../src/sheets/comparison.js";
import {missetIn} from "./punctuation.js";
import {tables} from "./reports/tables.js";

const wrapped = (text: string) => ({...cell(text), wrap: true});
const height = (text: string, width: number) => (fitted([wrapped(text)], [width])[0] as CellObject).height;

describe("a row", () => {
  it("is as high as its text", () => {
    expect(height("联名提案计一件", 20)).toBe(19);
    expect(height("联名提案计一件，以届次所属年度计", 20)).toBe(34);
    expect(height("甲\n乙\n丙", 20)).toBe(49);
    // 40 Han characters are nearly 80 digits wide.
    expect(height("计".repeat(40), 84)).toBe(19);
    expect(height("计".repeat(44), 84)).toBe(34);
  });
});

describe("年度对比 as a workbook", () => {
  const [notes, figures] = comparisonSheets(bookOf(tables(), "2024"));
  const texts = (figures!.data as (CellObject | null)[][]).map(row => row.map(each => each?.value ?? null));

  it("begins with a sheet that says how to read it", () => {
    expect(notes!.sheet).toBe("说明");
    expect(JSON.stringify(notes!.data)).toContain("没有数据不等于零");
  });
  it("has the figures in groups, as numbers, the heading frozen", () => {
    const groups = texts.flatMap(row => (row.slice(1).every(each => each === null) ? [row[0]] : []));
    expect(groups).toEqual(["2024年与2023年对比", "提案", "社情民意", "履职活动", "综合", "其他指标台账"]);
    expect(texts.find(row => row[0] === "提交提案")!.slice(0, 4)).toEqual(["提交提案", "件", 245, 261]);
    expect(figures!.stickyRowsCount).toBe(2);
  });
  it("has no half-width mark in a sentence", () =>
    expect(texts.flat().filter(text => typeof text === "string" && missetIn(text).length > 0)).toEqual([]));
});
