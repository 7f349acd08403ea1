import {expect, test} from "vitest";
import {checkDraft, knownTo} from "../../src/check/index.js";
import {bookOf, type Office} from "../office.js";

const head = "提案编号,届次,案由,提交日期,审查结果,类别";
const office: Office = {
  exports: {
    "提案2022.csv": [head, "1,十一届一次,甲,2022-01-08,立案,农业", "2,十一届一次,乙,2022-01-08,立案,农业"],
    "提案2023.csv": [`${head},是否公开,经费`, "1,十一届二次,甲,2023-01-08,立案,农业,是,20"],
    "提案2024.csv": [
      `${head},是否公开,经费`,
      "1,十一届三次,丙,2024-01-14,立案,教育,是,10",
      "2,十一届三次,丁,2024-01-14,立案,教育,是,20",
      "3,十一届三次,戊,2024-01-14,立案,教育,是,",
      "4,十一届三次,己,2024-01-14,立案,教育,否,30"
    ]
  },
  reference: {
    "columns.csv": ["种类,表头,对应,类型", "提案,是否公开,自定义,是否", "提案,经费,自定义,数字"],
    "metrics.csv": [
      "指标,单位,来源,统计,条件,年度",
      "公开提案,件,提案,件数,是否公开 = 是,",
      "无经费提案,件,提案,件数,经费 无,",
      "经费合计,万元,提案,合计 经费,,",
      "三年公开提案,件,提案,件数,是否公开 = 是,三年累计"
    ]
  }
};

const verdicts = async (draft: string) => {
  const {figures, ...known} = knownTo(await bookOf(office, {year: 2024}, "2024-12-31"));
  return checkDraft(draft, figures, {year: 2024, ...known})
    .filter(({verdict}) => verdict !== "不是数据")
    .map(({verdict}) => verdict);
};

test.each([
  ["2024年，公开的提案3件。", "一致"],
  ["2024年，公开提案4件。", "不一致"],
  ["2024年，没有经费的提案1件。", "一致"],
  ["2024年，没有经费的提案2件。", "不一致"]
])("a figure of the office's own is read by its words: %s", async (draft, verdict) => {
  expect(await verdicts(draft)).toEqual([verdict]);
});

test.each([
  "2024年，未公开的提案3件。",
  "2024年，未公开的提案1件。",
  "2024年，非公开提案3件。",
  "2024年，有3件提案没有公开。",
  "2024年，没有公开的提案1件。",
  "2024年，公开以外的提案3件。"
])("what is denied is no figure that it has: %s", async draft => {
  expect(["无法核对", "请核对"]).toContain((await verdicts(draft))[0]);
});

test("a rate over several years is not judged by the denominator of one", async () => {
  const {"metrics.csv": rows, ...rest} = office.reference!;
  const metrics = [...rows!, "公开率,%,指标,公开提案 ÷ 提交提案,,", "本届公开率,%,指标,公开提案 ÷ 提交提案,,本届累计"];
  const {figures, ...known} = knownTo(
    await bookOf({...office, reference: {...rest, "metrics.csv": metrics}}, {year: 2024}, "2024-12-31")
  );
  const said = checkDraft("2024年，共收到提案4件，本届公开率30%。", figures, {year: 2024, ...known});
  expect(said.filter(({text}) => text === "30%").map(({verdict}) => verdict)).toEqual(["无法核对"]);
});

test("what is not known is not confirmed by another figure of that value", async () => {
  expect(await verdicts("2024年，三年公开提案3件。")).toEqual(["无法核对"]);
});

test("months, years and numbers in a name of the office's own are no part of the year", async () => {
  const lines = ["3月走访,2024,15,次", "12345热线答复,2024,35,件", "2024年度书屋,2024,6,个", "上半年慰问,2024,9,人次"];
  const book = await bookOf({...office, exports: {"台账.csv": ["指标,年度,数值,单位", ...lines]}}, {year: 2024});
  const {figures, ...known} = knownTo(book);
  const said = (draft: string) =>
    checkDraft(draft, figures, {year: 2024, ...known})
      .filter(({verdict}) => verdict !== "不是数据")
      .map(({verdict}) => verdict);
  const draft = (more: number) =>
    `3月走访${15 + more}次。12345热线答复${35 + more}件。2024年度书屋${6 + more}个。上半年慰问${9 + more}人次。`;
  expect(said(draft(0))).toEqual(["一致", "一致", "一致", "一致"]);
  expect(said(draft(1))).toEqual(["不一致", "不一致", "不一致", "不一致"]);
});
