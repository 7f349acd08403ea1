import {expect, test} from "vitest";
import {fillText} from "../../reports/story/sentences.js";
import type {Metric} from "../../src/metrics/index.js";

const metric = (label: string) => ({label}) as Metric;
/** 甲 and 乙 are known, 丙 and 丁 are not, 零 is zero; the year is a word. */
const look = (inner: string) => {
  const [label = "", asking = ""] = inner.split("|");
  if (label === "年度") return {text: "2024", metric: null};
  if (label === "届次") return {metric: null, reason: "没有届次", zero: false};
  if ("丙丁".includes(label)) return {metric: metric(label), reason: `没有${label}`, zero: false};
  if (label === "零") return {metric: metric(label), reason: "为零", zero: true};
  return asking === "较上年" && label === "乙"
    ? {metric: metric(label), reason: "不可比", zero: false}
    : {text: `${label}1件`, metric: metric(label)};
};
const say = (text: string) => fillText(text, look).text;

test.each([
  ["收到{{甲}},其中{{乙}}。", "收到甲1件,其中乙1件。"],
  ["收到{{丙}}。办结{{甲}}。", "办结甲1件。"],
  ["收到{{甲}},其中{{丙}}。", "收到甲1件。"],
  ["收到{{甲}},其中{{丙}};办结{{乙}}。", "收到甲1件;办结乙1件。"],
  ["收到{{丙}},{{丙|较上年}};办结{{乙}}。", "办结乙1件。"],
  ["办结{{乙}},{{乙|较上年}};收到{{甲}}。", "办结乙1件;收到甲1件。"],
  ["收到{{甲}},交办{{丙}},其中{{乙}},答复{{乙}}。", "收到甲1件,答复乙1件。"],
  ["转报{{丙}};转报不等于采用。", ""],
  ["转报{{甲}};转报不等于采用。", "转报甲1件;转报不等于采用。"],
  ["提案中,交办{{丙}},答复{{甲}}。", ""],
  ["提案办结{{丙}},{{丙|较上年}},甲{{甲}}(乙{{乙}}),答复{{乙}}。", "甲甲1件(乙乙1件),答复乙1件。"],
  ["提案中,办结{{丙}},另有{{乙}},甲{{甲}}。", "提案中,甲甲1件。"],
  ["{{年度}}年,答复{{甲}}(其中{{丙}}),均按期。", "2024年,答复甲1件,均按期。"],
  ["{{届次}}会议以来,收到{{甲}}。", "收到甲1件。"],
  ["收到{{甲}},交办{{丙}},办理认真。", "收到甲1件。"],
  ["收到**{{甲}},交办{{丙}}**。", "收到甲1件。"],
  ["收到1,234件,交办{{甲}}。", "收到1,234件,交办甲1件。"],
  ["收到{{甲}},写了“一;二。三”。", "收到甲1件,写了“一;二。三”。"],
  ["收到{{零}}。交办{{甲}}", "交办甲1件"],
  [",甲{{甲}},,乙{{乙}},。", "甲甲1件,乙乙1件。"],
  ["没有数字,也没有占位符。", "没有数字,也没有占位符。"]
])("%s → %s", (text, words) => expect(say(text)).toBe(words));

test("what is left out is said once, with the reason", () => {
  const {left, metrics} = fillText("收到{{甲}},其中{{丙}};办结{{丁}},{{丁|较上年}}。转报{{零}}。", look);
  expect(left.map(({text, reason}) => [text, reason])).toEqual([
    ["其中「丙」", "没有丙"],
    ["办结「丁」，「丁·较上年」", "没有丁"],
    ["转报「零」", "为零"]
  ]);
  expect(metrics.map(({label}) => label)).toEqual(["甲"]);
});

test("what is left out is shown as it would read: figures that are known by their words, the others by name", () => {
  const {left} = fillText("收到{{甲}},占{{乙}}的{{丙|精确}}。办结{{丁|较上年}}。", look);
  expect(left.map(({text}) => text)).toEqual(["占乙1件的「丙」", "办结「丁·较上年」"]);
});
