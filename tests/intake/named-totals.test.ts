import {expect, test} from "vitest";
import {emptyContext} from "../../src/intake/context.js";
import {readFile} from "../../src/intake/read.js";
import {references} from "../../src/intake/reference.js";

const table = async (...lines: string[]) => {
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const {records, problems} = await readFile("表.csv", bytes, references, emptyContext());
  return {rows: records.map(({values}) => values), said: problems.map(({line, what}) => `${line} ${what}`)};
};

test("a metric, unit or category whose name ends with 合计, 小计 or 总计 stands in its table like any other", async () => {
  expect(await table("指标,自年度,说明", "字数合计,2024,不再计标点")).toEqual({
    rows: [{metric: "字数合计", since: 2024, note: "不再计标点"}],
    said: []
  });
  const targets = await table("年度,指标,目标,比较", "2024,提交提案,78,以上", "2024,金额合计,80,以上");
  expect(targets.rows.map(({metric, target}) => [metric, target])).toEqual([
    ["提交提案", 78],
    ["金额合计", 80]
  ]);
  expect(targets.said).toEqual([]);
  const categories = await table("类别,归入", "经费小计,财政总计");
  expect(categories.rows).toEqual([{category: "经费小计", canonical: "财政总计"}]);
});

test("one that lacks what its row must have is told, not left out; the header again is no row", async () => {
  const targets = await table("年度,指标,目标,比较", "年度,指标,目标,比较", ",金额合计,80,以上");
  expect(targets).toEqual({rows: [], said: ["3 必填的内容为空"]});
  expect((await table("类别,归入", "教育,教育", "类别,归入")).rows).toEqual([{category: "教育", canonical: "教育"}]);
});
