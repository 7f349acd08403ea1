import {expect, test} from "vitest";
import {typeset, typesetBehind, typesetLabel, typesetPieces} from "../../src/text/typeset.js";

test.each([
  ["第 3 行,共 12 处", "第3行，共12处"],
  ["请用 Excel 或 WPS 打开,另存为“CSV UTF-8(逗号分隔)”", "请用Excel或WPS打开，另存为“CSV UTF-8(逗号分隔)”"],
  ["读取 1/14 台账.csv:82 行", "读取 1/14 台账.csv：82行"],
  ["请先运行 npm run freeze -- --year 2024 --name 送审稿", "请先运行 npm run freeze -- --year 2024 --name 送审稿"],
  ["再用 npm run build 生成,加 --filters 可以筛选", "再用 npm run build 生成，加 --filters 可以筛选"],
  ["在 data/reference 的 targets.csv 中填写", "在 data/reference 的 targets.csv 中填写"],
  ["写“2024 年”的那一列", "写“2024 年”的那一列"],
  ["比率为 0 到 1。98% 应写成 98", "比率为0到1。98%应写成98"],
  ["--data 文件夹      使用该文件夹", "--data 文件夹      使用该文件夹"]
])("%s is set %s", (text, set) => expect(typeset(text)).toBe(set));

test("a thin space parts a name in a chart from its number", () =>
  expect(typesetLabel("立案 249件,编报率 69.2%")).toBe("立案\u2009249件，编报率\u200969.2%"));

test("a mark or a space that begins a text belongs to what stands before it", () => {
  expect(typesetBehind("全年收到提案261件", ",较上年增加29件;立案249件")).toBe("，较上年增加29件；立案249件");
  expect(typesetBehind("a", ", b")).toBe(", b");
  expect(typesetBehind("提案", " 75项")).toBe("75项");
});

test("words in bold are set as part of their sentence", () =>
  expect(typesetPieces(["收到 ", "261件", "提案 A,较上年(", "232件", ")增加 3"])).toEqual([
    ...["收到", "261件", "提案A，较上年（", "232件", "）增加3"]
  ]));
