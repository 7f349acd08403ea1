import {strFromU8, unzipSync} from "fflate";
import {describe, expect, it} from "vitest";
import {chartData, deck} from "../../reports/documents/deck.js";
import {bookOf} from "../../reports/edition.js";
import {story} from "../../reports/story/story.js";
import {trendFigure} from "../../src/figures/shapes/index.js";
import {tables} from "./tables.js";

const book = bookOf(tables(), "2024");
const figure = trendFigure({
  id: "proposals-trend",
  name: "提案趋势",
  lines: [
    ["proposals.submitted", "提交"],
    ["proposals.filed", "立案"]
  ]
});
const told = story("稿", "# 题\n\n## 提案\n\n收到**{{提交提案}}**。\n\n![[提案趋势]]", book, [figure]);

describe("a presentation", () => {
  it("has a cover, what the story says, and a native chart for each figure", async () => {
    const parts = unzipSync(await deck(told, book));
    expect(Object.keys(parts).filter(name => /slides\/slide\d+\.xml$/.test(name)).length).toBe(3);
    const chart = strFromU8(parts["ppt/charts/chart1.xml"]!);
    expect(chart).toContain("<c:lineChart>");
    for (const value of ["209", "261", "249"]) expect(chart).toContain(`<c:v>${value}</c:v>`);
    expect(strFromU8(parts["ppt/slides/slide2.xml"]!)).toContain("261件");
    expect(strFromU8(parts["ppt/slides/slide3.xml"]!)).toContain("来源\uff1a提案导出");
  });
  it("labels the values of the first line only", async () => {
    const chart = strFromU8(unzipSync(await deck(told, book))["ppt/charts/chart1.xml"]!);
    const [, first, second] = chart.split("<c:ser>");
    expect(first).toContain('<c:showVal val="1"/>');
    expect(second).not.toContain('<c:showVal val="1"/>');
  });
  it("labels three lines too, marks a new term, and lists only parts that it has", async () => {
    const three = trendFigure({
      id: "three",
      name: "三线",
      lines: [
        ["proposals.submitted", "提交"],
        ["proposals.filed", "立案"],
        ["proposals.closed", "办结"]
      ]
    });
    const parts = unzipSync(await deck(story("稿", "# 题\n\n文。\n\n![[三线]]", book, [three]), book));
    const chart = strFromU8(parts["ppt/charts/chart1.xml"]!);
    expect(chart.split("<c:ser>")[1]).toContain('<c:showVal val="1"/>');
    expect(chart).toContain("<c:v>2022年\uff08新一届\uff09</c:v>");
    const types = strFromU8(parts["[Content_Types].xml"]!);
    for (const [, part] of types.matchAll(/PartName="\/([^"]+)"/g)) expect(Object.keys(parts)).toContain(part);
  });
  it("is the same bytes every time, also the second in one run", async () => {
    const [one, two] = [await deck(told, book), await deck(told, book)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

describe("the data of a chart", () => {
  it("leaves out words and what is of another unit, and puts the report year first", () => {
    const columns = ["指标", "单位", "2023年", "2024年", "变化(%)"];
    expect(chartData({columns, rows: [["转报", "篇", 10, 14, 40]]})).toEqual({
      names: ["转报"],
      series: [
        {name: "2024年", values: [14]},
        {name: "2023年", values: [10]}
      ],
      time: false
    });
  });
  it("keeps every line over the years, with its gaps", () => {
    const rows = [
      ["2023年", null, 2],
      ["2024年", 3, 4]
    ];
    expect(chartData({columns: ["年度", "甲", "乙"], rows})).toEqual({
      names: ["2023年", "2024年"],
      series: [
        {name: "甲", values: [null, 3]},
        {name: "乙", values: [2, 4]}
      ],
      time: true
    });
  });
});
