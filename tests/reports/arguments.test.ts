import {expect, test, vi} from "vitest";
import {run as check} from "../../reports/check.js";
import {run as diff} from "../../reports/commands/diff.js";
import {run as freeze} from "../../reports/commands/freeze.js";
import {run as plenary} from "../../reports/commands/plenary.js";
import {run as report} from "../../reports/commands/report.js";
import {run as verify} from "../../reports/commands/verify.js";

import {missetIn} from "../punctuation.js";

const sample = ["--data", "data/sample"];

test("a date before all data is said in a sentence", () =>
  expect(report([...sample, "--as-of", "2019-01-01"])).rejects.toThrow(
    "截至2019-01-01,还没有任何年度的数据;请改写 --as-of"
  ));

test("a date that has not come is refused", () =>
  expect(report([...sample, "--as-of", "2930-01-01"])).rejects.toThrow("日期 2930-01-01 还没有到"));

test.each([
  ["report", report, ["2024"]],
  ["plenary", plenary, ["2024"]],
  ["freeze", freeze, ["--name", "送审稿", "2024"]],
  ["verify", verify, ["送审稿", "2024"]]
])("%s says what a stray word is", (_, run, args) =>
  expect(run([...sample, ...args])).rejects.toThrow("看不懂的参数“2024”:年度应写成 --year 2024")
);

test("what commands say of themselves has no half-width mark beside a Han character", async () => {
  const said: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation(text => said.push(String(text)) > 0);
  try {
    for (const run of [check, diff, freeze, plenary, report, verify]) await run(["--help"]);
  } finally {
    write.mockRestore();
  }
  expect(said.length).toBe(6);
  expect(said.join("\n").split("\n").flatMap(missetIn)).toEqual([]);
});
