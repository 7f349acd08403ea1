import {expect, test} from "vitest";
import {fullWidth, fullWidthBehind} from "../../src/text/punctuation.js";

test.each([
  ["较上年增加29件,增长12.5%", "较上年增加29件，增长12.5%"],
  ["立案249件;办结率100%,回复率100%", "立案249件；办结率100%，回复率100%"],
  ["来源:提案导出6个文件", "来源：提案导出6个文件"],
  ["不用的写“提案,备注,不用,”,另存", "不用的写“提案,备注,不用,”，另存"],
  ["共12,480人次,时间9:30", "共12,480人次，时间9:30"],
  ["100余人(次)", "100余人（次）"],
  ["提案(1).csv:第 3 行", "提案(1).csv：第 3 行"],
  ["读取 1/14 台账.csv:82 行,另有2024.xlsx,a.csv", "读取 1/14 台账.csv：82 行，另有2024.xlsx，a.csv"],
  ["见 reports/out/问题清单.xlsx,共3处", "见 reports/out/问题清单.xlsx，共3处"],
  ["在 http://127.0.0.1:3000 打开", "在 http://127.0.0.1:3000 打开"],
  ["数据截至2024-12-31;共3处", "数据截至2024-12-31；共3处"],
  ["满意率98.4%(参评率100%)", "满意率98.4%（参评率100%）"],
  ["(一)办理", "（一）办理"],
  ["f(x) (12)", "f(x) (12)"],
  ["a, b; c", "a, b; c"]
])("%s is set %s", (text, set) => expect(fullWidth(text)).toBe(set));

test("a mark that begins a text belongs to what stands before it", () => {
  expect(fullWidthBehind("全年收到提案261件", ",较上年增加29件;立案249件")).toBe("，较上年增加29件；立案249件");
  expect(fullWidthBehind("a", ", b")).toBe(", b");
});
