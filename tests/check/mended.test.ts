import {expect, test} from "vitest";
import {checkFigures} from "../../reports/check-figures.js";
import {checkDraft} from "../../src/check/index.js";
import {check} from "./known.js";

/** The verdicts on the numbers of a draft of 2024, in order. */
const verdicts = (text: string) =>
  check({text: `区政协2024年工作总结\n\n${text}`, year: 2024})
    .filter(({verdict}) => verdict !== "不是数据")
    .map(each => [each.text, each.verdict]);

test.each([
  ["出席率91.8%。", "91.8%", "请核对"],
  ["全年应出席988人次，实际出席897人次，出席率91.8%。", "91.8%", "不一致"],
  ["全年应出席988人次，实际出席897人次，请假57人次。", "57人次", "不一致"],
  ["全年应出席988人次，实际出席987人次。", "987人次", "不一致"],
  ["人均提案1.4件。", "1.4件", "不一致"],
  ["现有委员230名。", "230名", "请核对"],
  ["共有178名委员参与提案，人均提案1.47件。", "1.47件", "请核对"],
  ["3名委员会议出席率不足60%。", "不足60%", "无法核对"],
  ["常委出席率86.3%。", "86.3%", "无法核对"]
])("who attended is told in one way, how many members there are is not: %s", (text, words, verdict) => {
  expect(verdicts(text)).toContainEqual([words, verdict]);
});

test.each([
  "全年收到星级提案3件。",
  "全年收到星级提案250件。",
  "全年评出好提案255件。",
  "收到网上提案255件。",
  "收到热线提案255件。"
])("some proposals are not all of them, whatever word says which: %s", text => {
  for (const [, verdict] of verdicts(text)) expect(["无法核对", "请核对"]).toContain(verdict);
});

test("what a list of things ends with is no kind of it", () => {
  const text = "报告、提案、社情民意等得到区委区政府领导肯定批示31件次，同比增长28%。";
  expect(verdicts(text)).toContainEqual(["28%", "请核对"]);
});

test("a whole label comes before a name that another figure has as well", async () => {
  const {figures, ...known} = await checkFigures({data: "data/sample"}, "2024");
  const other = figures.map(each =>
    each.metric === "appraisals.satisfaction" && each.year === 2024 && !each.dimension ? {...each, value: 0.958} : each
  );
  const told = (text: string) => checkDraft(text, other, known).map(({verdict}) => verdict);
  expect(told("2024年，评议测评满意率98%。").at(-1)).toBe("不一致");
  expect(told("2024年，评议测评满意率95.8%。").at(-1)).toBe("一致");
  expect(told("2024年，民主评议测评满意率98%。").at(-1)).toBe("一致");
  expect(told("2024年，民主评议测评满意率95.8%。").at(-1)).toBe("不一致");
});

test.each([
  ["力争书面请示报告保持在70件次左右，编报信息突破120篇。", "突破120篇"],
  ["今日应到220名，实到206名。收到提案188件。", "188件"],
  ["2025年计划开展专项民主监督6项。", "6项"],
  ["编发参考选题120条，收到提案261件，立案249件，全部办结。", "120条"]
])("what is striven for, of one day or of something else is nobody's: %s", (text, words) => {
  expect(verdicts(text)).toContainEqual([words, "无法核对"]);
});

test.each([
  ["区交通局31件、区教育局28件、区文化旅游委27件，三家合计80件，占全部主办件的30.8%。", "30.8%"],
  ["满意率较上年度的97.2%提高1.2个百分点。", "1.2个百分点"],
  ["本届三年立案680多件，去年立案219件。", "680多件"],
  ["移送线索7条。", "7条"],
  ["社情民意方面，委员个人反映35篇。", "35篇"],
  ["十一届区政协实有委员223名。", "223名"],
  ["会议期间收到大会发言材料11篇。", "11篇"]
])("is right: %s", (text, words) => {
  expect(verdicts(text)).toContainEqual([words, "一致"]);
});

test("a table under 活动情况 is of activities, its 合计 of all", () => {
  const rows = [
    "专委会\t项\t场次\t建议（条）",
    "文化文史委\t50\t67\t84",
    "城建环保委\t42\t67\t90",
    "合计\t251\t397\t397"
  ];
  const found = verdicts(`一、提案\n\n各专门委员会活动情况\n\n${rows.join("\n")}`);
  expect(found.map(([, verdict]) => verdict)).toEqual(Array(9).fill("一致"));
});

test("what an account tells a second time, and less of it, is some", () => {
  const account = (rest: string) =>
    check({
      text: `区政协城建环保委员会2024年工作总结\n\n全年承办履职活动42项、67场次，提出建议90条。\n\n${rest}`,
      year: 2024
    });
  const verdict = account("开展专题调研3次、委员视察1次，提出建议10条。").find(({text}) => text === "10条")?.verdict;
  expect(verdict).toBe("无法核对");
});

test.each([
  ["立案率比办结率低4.6个百分点。", "4.6个百分点", "一致"],
  ["立案率比办结率低1.0个百分点。", "1.0个百分点", "不一致"],
  ["按期回复率低于办结率2.4个百分点。", "2.4个百分点", "一致"],
  ["与办结率相比，立案率低3.6个百分点。", "3.6个百分点", "不一致"],
  ["立案率较上年提高1.0个百分点，比办结率低4.6个百分点。", "4.6个百分点", "一致"],
  ["提案者满意率98.4%，比单位高1.2个百分点。", "1.2个百分点", "一致"],
  ["委员满意率比单位满意率低1.2个百分点。", "1.2个百分点", "不一致"],
  ["提案办结率比答复率高0.9个百分点。", "0.9个百分点", "不一致"],
  ["提案比社情民意信息多115件。", "115件", "一致"],
  ["提案比社情民意信息多29件。", "29件", "不一致"],
  ["社情民意比提案少115件。", "115件", "一致"],
  ["联名提案比个人提案少27件。", "27件", "一致"],
  ["教育类提案比交通出行类少9件。", "9件", "一致"],
  ["教育类提案比城乡建设类提案少29件。", "29件", "不一致"],
  ["区教育局办理提案28件，比区交通局少3件。", "3件", "一致"],
  ["区教育局的提案比区交通局少13件。", "13件", "请核对"],
  ["主办件办结率较会办件低2.3个百分点。", "2.3个百分点", "无法核对"],
  ["网上办结率比线下办结率高0.9个百分点。", "0.9个百分点", "无法核对"],
  ["立案率95.4%，比河口高2.6个百分点。", "2.6个百分点", "无法核对"],
  ["提案比往年多40件。", "40件", "无法核对"],
  ["提案比上年多29件。", "29件", "一致"],
  ["提案比2020年多49件。", "49件", "一致"]
])("two figures of one year are compared with each other, not with the last: %s", (text, words, verdict) => {
  expect(verdicts(text)).toContainEqual([words, verdict]);
});
