import {expect, test} from "vitest";
import {causeSentence, causesOf} from "../../src/intake/causes.js";
import type {Problem} from "../../src/intake/problem.js";

const problem = (line: number, what: string, severity: Problem["severity"] = "warning", found = ""): Problem => ({
  ...{line, what, severity, found, code: what.slice(0, 2), column: "类别", remedy: "请核对", personal: false}
});

test("one line a distinct cause, with how often and where, what puts rows aside first", () => {
  const causes = causesOf([
    problem(2, "类别「甲」不在类别表"),
    problem(3, "类别「乙」不在类别表"),
    problem(4, "类别「甲」不在类别表"),
    problem(5, "类别「甲」不在类别表"),
    problem(9, "类别「甲」不在类别表"),
    problem(7, "有 8 列，表头只有 7 列", "error"),
    problem(8, "有 9 列，表头只有 7 列", "error")
  ]);
  expect(causes.map(cause => causeSentence("提案.csv", cause).replace(/:/, "："))).toEqual([
    "提案.csv 第 7 行「类别」：有 8 列，表头只有 7 列,请核对（同样的共 2 处：第 7–8 行）",
    "提案.csv 第 2 行「类别」：类别「甲」不在类别表,请核对（同样的共 4 处：第 2、4–5、9 行）",
    "提案.csv 第 3 行「类别」：类别「乙」不在类别表,请核对"
  ]);
});
