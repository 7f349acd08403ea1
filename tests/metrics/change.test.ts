import {describe, expect, it, test} from "vitest";
import {type Against, type Change, change} from "../../src/metrics/change.js";
import {parseChange, type SaidChange} from "../../src/metrics/words.js";
import {metricByLabel} from "../catalogue.js";

const metric = (label: string) => metricByLabel(label)!;

/** label, previous, value, against, words, and what the words say when read back. */
const cases: [string, number, number, Against, string, Partial<SaidChange>][] = [
  [
    "提交提案",
    232,
    261,
    "上年",
    "较上年增加29件,增长12.5%",
    {difference: 29, unit: "件", percent: 12.5, direction: "up"}
  ],
  ["编报社情民意", 91, 101, "上年", "较上年增加10篇,增长11.0%", {difference: 10, percent: 11}],
  ["编报社情民意", 91, 101, "同比", "同比增加10篇,增长11.0%", {against: "同比", percent: 11}],
  ["提交提案", 232, 261, "同比", "较上年增加29件,增长12.5%", {against: "上年"}],
  ["视察调研", 38, 36, "上年", "较上年减少2次,下降5.3%", {difference: -2, percent: -5.3, direction: "down"}],
  ["提交提案", 261, 261, "上年", "与上年持平", {difference: 0, direction: "flat"}],
  ["提交提案", 261, 261, "上年同期", "与上年同期持平", {against: "上年同期", direction: "flat"}],
  ["编报社情民意", 91, 91, "同比", "与上年同期持平", {direction: "flat"}],
  ["提交提案", 200, 210, "上年同期", "较上年同期增加10件,增长5.0%", {against: "上年同期", difference: 10, percent: 5}],
  ["提交提案", 212, 261, "2020年", "较2020年增加49件,增长23.1%", {against: "2020年", difference: 49}],
  ["市领导批示", 3, 5, "上年", "较上年增加2篇", {difference: 2, unit: "篇", percent: null}],
  ["市领导批示", 9, 3, "上年", "较上年减少6篇", {difference: -6, percent: null}],
  ["市领导批示", 0, 5, "上年", "上年为0,增加5篇", {against: "上年", fromZero: true, difference: 5, percent: null}],
  ["市领导批示", 0, 0, "上年", "与上年持平", {direction: "flat"}],
  [
    "直播助农",
    50,
    115,
    "上年",
    "较上年增加65场,是上年的2.3倍",
    {difference: 65, times: 2.3, grownTimes: null, percent: null}
  ],
  ["直播助农", 50, 100, "上年", "较上年增加50场,是上年的2倍", {times: 2}],
  ["直播助农", 50, 99, "上年", "较上年增加49场,增长98.0%", {times: null, percent: 98}],
  ["直播助农", 50, 115, "上年同期", "较上年同期增加65场,是上年同期的2.3倍", {times: 2.3}],
  ["直播助农", 40, 0, "上年", "较上年减少40场,下降100.0%", {difference: -40, percent: -100}],
  ["服务群众", 12480, 12481, "上年", "较上年增加1人次,增长不足0.1%", {difference: 1, percent: 0, direction: "up"}],
  [
    "委员满意率",
    0.97,
    0.984,
    "上年",
    "较上年提高1.4个百分点(由97%升至98.4%)",
    {points: 1.4, from: 97, to: 98.4, percent: null}
  ],
  ["委员满意率", 0.984, 0.97, "上年", "较上年下降1.4个百分点(由98.4%降至97%)", {points: -1.4, direction: "down"}],
  ["办结率", 1, 1, "上年", "与上年持平,均为100%", {direction: "flat", from: 100, to: 100}],
  ["办结率", 0, 0.05, "上年", "较上年提高5.0个百分点(由0%升至5%)", {points: 5, from: 0}],
  // 97.04 and 98.45: printed 97 and 98.5, yet the difference is 1.4
  [
    "委员满意率",
    0.98412,
    0.98441,
    "上年",
    "较上年提高不足0.1个百分点(由98.41%升至98.44%)",
    {points: 0, from: 98.41, to: 98.44}
  ],
  ["委员满意率", 0.9704, 0.9845, "上年", "较上年提高1.4个百分点(由97%升至98.5%)", {points: 1.4}]
];

describe("a change and its words", () => {
  it.each(cases)("%s from %d to %d (%s)", (label, previous, value, against, words, said) => {
    const result = change({metric: metric(label), value, previous, against});
    expect(result.words).toBe(words);
    expect(result.reason).toBeNull();
    expect(parseChange(words)).toMatchObject({direction: result.direction, ...said});
  });
});

test("the numbers stay unrounded", () => {
  const counts = change({metric: metric("提交提案"), value: 261, previous: 252});
  expect(counts).toMatchObject({difference: 9, direction: "up", short: "增加9件,增长3.6%"});
  expect(counts.percent).toBeCloseTo(3.571428, 5);
  const rates = change({metric: metric("委员满意率"), value: 245 / 249, previous: 0.97});
  expect(rates.difference).toBeCloseTo(1.393574, 5);
  expect(rates.percent).toBeNull();
});

test("both rates stand in the places in which the metric prints", () => {
  const said = (print: object) =>
    change({metric: {...metric("委员满意率"), print}, value: 19 / 41, previous: 0.4168}).words;
  expect(said({decimals: 2})).toBe("较上年提高4.66个百分点(由41.68%升至46.34%)");
  expect(said({cut: true})).toBe("较上年提高4.7个百分点(由41.6%升至46.3%)");
  const heads = {...metric("提交提案"), unit: "人次", print: {decimals: 1}};
  expect(change({metric: heads, value: 28.24, previous: 26.98}).words).toBe("较上年增加1.3人次,增长4.7%");
});

test("a changed counting rule carries its note", () => {
  const result = change({metric: metric("委员满意率"), value: 0.99, previous: 0.97, ruleNote: "基本满意计入满意"});
  expect(result.words).toBe("较上年提高2.0个百分点(由97%升至99%)(口径有变:基本满意计入满意)");
  expect(result.note).toBe("口径有变:基本满意计入满意");
  expect(parseChange(result.words)).toMatchObject({points: 2, note: "口径有变:基本满意计入满意"});
});

describe("no change to tell", () => {
  const none = {difference: null, percent: null, direction: null} satisfies Partial<Change>;
  const pair = {metric: metric("提交提案"), value: 261, previous: 232};
  it.each([
    ["上年无数据", {...pair, previous: null}],
    ["2019年无数据", {...pair, previous: null, against: "2019年" as const}],
    ["本年无数据", {...pair, value: null}],
    ["年度口径不同,不作比较", {...pair, basis: "calendar" as const}],
    ["一方为不完整年度,不与全年比较", {...pair, partial: true}]
  ])("%s", (reason, given) => {
    expect(change(given)).toMatchObject({...none, reason, words: reason});
    expect(parseChange(reason)).toBeNull();
  });
  it("compares parts of years with each other", () =>
    expect(change({...pair, partial: true, previousPartial: true, against: "上年同期"}).difference).toBe(29));
});

describe("words as reports vary them", () => {
  it.each<[string, Partial<SaidChange>]>([
    ["比上年多29件", {against: "上年", difference: 29, unit: "件"}],
    ["同比增长12.5%", {against: "同比", percent: 12.5, difference: null}],
    ["比去年同期减少了3篇，下降 4.2％", {against: "去年同期", difference: -3, percent: -4.2}],
    ["增长2.3倍", {grownTimes: 2.3, times: null}],
    ["是上年的2.3倍", {times: 2.3, grownTimes: null, direction: "up"}],
    ["较上年回落0.8个百分点", {points: -0.8, percent: null}],
    ["比上年翻了一番", {against: "上年", direction: "up", grownTimes: 1}],
    ["较上年增加两倍", {grownTimes: 2, direction: "up"}],
    ["比2021年减少一半", {against: "2021年", direction: "down", percent: -50}],
    ["同比增长两成半", {against: "同比", percent: 25}]
  ])("%s", (words, said) => expect(parseChange(words)).toMatchObject(said));

  it("is silent about a sentence without a change", () => expect(parseChange("全年收到提案261件。")).toBeNull());
});
