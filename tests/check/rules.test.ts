import {readdirSync, readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {checkFigures} from "../../reports/check-figures.js";
import {checkDraft} from "../../src/check/index.js";

const folder = "tests/check/cases/outcome-shares-basic";
const {figures, ...known} = await checkFigures({data: folder}, "2024");
const verdicts = (name: string) =>
  checkDraft(readFileSync(`${folder}/${name}`, "utf8"), figures, known).map(each => [each.text, each.verdict]);

it("基本满意计入满意: 满意 may be told with or without those that were counted in", () => {
  const found = verdicts("草稿b.txt");
  expect(found).toContainEqual(["44件", "一致"]);
  expect(found).toContainEqual(["2件", "一致"]);
  expect(found).toContainEqual(["100%", "一致"]);
});

it.each(readdirSync(folder).filter(name => name.endsWith(".txt")))("%s: nothing right is called wrong", name => {
  expect(verdicts(name).filter(([, verdict]) => verdict === "不一致" || verdict === "请核对")).toEqual([]);
});
