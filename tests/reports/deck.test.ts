import {strFromU8, unzipSync} from "fflate";
import {describe, expect, it} from "vitest";
import {chartData} from "../../reports/documents/deck/chart.js";
import {deck} from "../../reports/documents/deck.js";
import {bookOf} from "../../reports/edition.js";
import {story} from "../../reports/story/story.js";
import {textWidth} from "../../src/charts/index.js";
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
    expect(slidesOf(parts).length).toBe(2);
    const chart = strFromU8(parts["ppt/charts/chart1.xml"]!);
    expect(chart).toContain("<c:lineChart>");
    for (const value of ["209", "261", "249"]) expect(chart).toContain(`<c:v>${value}</c:v>`);
    const slide = strFromU8(parts["ppt/slides/slide2.xml"]!);
    for (const words of ["261件", "较上年增加16件，增长6.5%", "来源：提案导出"]) expect(slide).toContain(words);
    expect(strFromU8(parts["ppt/notesSlides/notesSlide2.xml"]!)).toContain("收到261件。");
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
  it("has one thing red in a chart: of lines the first, of bars the one that the title names", async () => {
    const rows = [
      ["收到", 146, 127],
      ["编报", 101, 84]
    ];
    const bars = {
      ...figure,
      name: "流转",
      named: () => ["编报"],
      table: () => ({columns: ["环节", "2024年(篇)", "2023年(篇)"], rows})
    };
    const parts = unzipSync(
      await deck(story("稿", "# 题\n\n文。\n\n![[提案趋势]]\n\n![[流转]]", book, [figure, bars]), book)
    );
    const red = [1, 2].map(n =>
      strFromU8(parts[`ppt/charts/chart${n}.xml`]!)
        .split(/(?=<c:ser>)/)
        .slice(1)
        .map(line =>
          [...line.matchAll(/<c:dPt><c:idx val="(\d)".*?A8322A|A8322A/gs)].map(([, point]) => point ?? "line")
        )
    );
    expect(red.map(lines => lines.map(found => [...new Set(found)]))).toEqual([
      [["line"], []],
      [["1"], []]
    ]);
  });
  it("is the same bytes every time, also the second in one run", async () => {
    const [one, two] = [await deck(told, book), await deck(told, book)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

const emu = 914_400;
const slidesOf = (parts: Record<string, Uint8Array>) =>
  Object.keys(parts)
    .filter(name => /slides\/slide\d+\.xml$/.test(name))
    .map(name => strFromU8(parts[name]!));

/** The texts of a slide with where they stand, inches, and their size, points. */
const boxes = (slide: string) =>
  [...slide.matchAll(/<p:sp>.*?<\/p:sp>/gs)].flatMap(([shape]) => {
    const text = [...shape.matchAll(/<a:t>([^<]*)/g)].map(([, run]) => run).join("");
    const [x, y] = /<a:off x="(\d+)" y="(\d+)"/
      .exec(shape)!
      .slice(1)
      .map(n => Number(n) / emu) as [number, number];
    const [w, h] = /<a:ext cx="(\d+)" cy="(\d+)"/
      .exec(shape)!
      .slice(1)
      .map(n => Number(n) / emu) as [number, number];
    return text ? [{text, x, y, w, h, size: Number(/sz="(\d+)"/.exec(shape)![1]) / 100}] : [];
  });

describe("whatever a story says, a slide", () => {
  const long = "区委区政府主要领导肯定性批示和全会协商专题协商重点建议办理情况".repeat(3);
  const template = `# ${long}\n\n## ${long}\n\n${`${long}，收到**{{提交提案}}**，立案{{立案提案}}，办结率{{办结率}}。`.repeat(4)}\n\n## 其他\n\n${`${long}。`.repeat(8)}\n\n![[甲]]`;
  const titled = {
    ...trendFigure({id: "a", name: "甲", lines: [["proposals.filed", long]]}),
    title: () => `${long}，${long}`
  };
  const slides = deck(story("稿", template, book, [titled]), book).then(bytes => slidesOf(unzipSync(bytes)));

  it("keeps every text within its place and the slide", async () => {
    for (const slide of await slides)
      for (const {text, x, y, w, h, size} of boxes(slide)) {
        expect([text, x + w <= 13.34 && y + h <= 7.5]).toEqual([text, true]);
        const lines = Math.ceil(textWidth(text, {size}) / (w * 72));
        expect([text, lines * size * 1.2 <= h * 72 + 1]).toEqual([text, true]);
      }
  });
  it("sets no text on another, and has one message", async () => {
    for (const slide of await slides) {
      const all = boxes(slide);
      for (const [i, a] of all.entries())
        for (const b of all.slice(i + 1)) {
          const apart =
            a.x + a.w <= b.x + 0.01 || b.x + b.w <= a.x + 0.01 || a.y + a.h <= b.y + 0.01 || b.y + b.h <= a.y + 0.01;
          expect([a.text, b.text, apart]).toEqual([a.text, b.text, true]);
        }
      expect(slide.match(/typeface="SimSun"/g)!.length).toBeGreaterThan(0);
      expect(all.filter(({size, y}) => size >= 16 && y < 1.6).length).toBeLessThanOrEqual(1);
    }
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
