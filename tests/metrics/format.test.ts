import {describe, expect, it, test} from "vitest";
import {exact, holds, holdsForAll, type NumberWord, numeral, printed, printedTarget} from "../../src/metrics/format.js";
import {metricByLabel} from "../catalogue.js";

const metric = (label: string) => {
  const found = metricByLabel(label);
  if (!found) throw new Error(`no metric: ${label}`);
  return found;
};

/** The figures that a real report printed for 2024: label, as printed, value. */
const report: [string, string, number][] = [
  ["提交提案", "261件", 261],
  ["立案提案", "249件", 249],
  ["党派团体提案", "158件", 158],
  ["民主评议提案", "81件", 81],
  ["民主评议单位", "6个", 6],
  ["办结率", "100%", 249 / 249],
  ["回复率", "100%", 249 / 249],
  ["委员满意率", "98.4%", 245 / 249],
  ["办结提案", "全部", 249],
  ["收到社情民意", "140余篇", 146],
  ["编报社情民意", "101篇", 101],
  ["转报全国政协", "14篇", 14],
  ["市领导批示", "5篇", 5],
  ["转报市级部门", "6篇", 6],
  ["党派团体反映", "86篇", 86],
  ["区领导批示社情民意", "多篇", 9],
  ["重点履职任务", "83项", 83],
  ["大会发言材料", "11篇", 11],
  ["重点建议", "105条", 105],
  ["常委会协商", "1次", 1],
  ["常委会和主席会议协商建议", "40余条", 44],
  ["采纳建议", "10多条", 17],
  ["对口协商", "20余场次", 24],
  ["对口协商建议", "30余条", 37],
  ["视察调研", "30余次", 36],
  ["专题报告", "7篇", 7],
  ["调研报告", "8篇", 8],
  ["监督性建议", "15条", 15],
  ["情况通报会建议", "30余条", 33],
  ["基层协商活动", "50余场次", 57],
  ["解决基层难题", "20多件", 26],
  ["直播助农", "90多场", 94],
  ["公益活动", "70余场次", 76],
  ["服务群众", "万余人次", 12480],
  ["党派团体议政发言", "100余人(次)", 112],
  ["公益讲座和义诊", "20余场次", 25],
  ["走访委员", "150余人次", 156],
  ["学习交流地区", "多地", 7],
  ["区委区政府领导肯定批示", "31件次", 31],
  ["书面请示报告", "71件次", 71],
  ["特邀监督员和营商环境观察员", "20余名", 23],
  ["表彰委员企业", "16家", 16],
  ["表彰委员", "13名", 13],
  ["民主评议测评满意率", "98%", 0.98],
  ["培育农业市场主体", "40多个", 43],
  ["带动群众增收", "2000余万元", 2310],
  ["住区市政协委员提案", "22件", 22],
  ["文史研究成果", "5篇", 5],
  ["宣传稿件", "220余篇(条)", 227],
  ["短视频推送", "30多条", 34],
  ["宣传委员事迹", "40多名", 46],
  ["工作制度", "8项", 8],
  ["优秀委员", "35名", 35],
  ["委员故事", "19期", 19]
];

test.each(report)("%s prints %s", (label, words, value) => {
  expect(printed(metric(label), value, id => (id === "proposals.filed" ? 249 : null))).toBe(words);
});

test.each([
  ["协商活动", "20次以上", 20],
  ["民主监督活动", "20次以上", 20],
  ["双向评价满意率", "95%以上", 95]
])("the target of %s prints %s", (label, words, target) => {
  expect(printedTarget(metric(label), target, "以上")).toBe(words);
});

describe("printed", () => {
  it.each([
    ["收到社情民意", 140, "140篇"],
    ["收到社情民意", 141, "140余篇"],
    ["收到社情民意", 9, "9篇"],
    ["收到社情民意", 0, "0篇"],
    ["服务群众", 23100, "2万余人次"],
    ["服务群众", 20000, "2万人次"],
    ["服务群众", 10000, "1万人次"],
    ["服务群众", 9876, "9876人次"],
    ["带动群众增收", 3000, "3000万元"],
    ["带动群众增收", 820.5, "820.5万元"],
    ["党派团体议政发言", 100, "100人(次)"],
    ["区领导批示社情民意", 2, "2篇"],
    ["学习交流地区", 1, "1个"],
    ["答复用时中位数", 45.5, "45.5天"]
  ])("%s of %d: %s", (label, value, words) => expect(printed(metric(label), value)).toBe(words));

  it("prints the number where not all were closed", () =>
    expect(printed(metric("办结提案"), 248, () => 249)).toBe("248件"));
  it("says nothing of 全部 without the total", () => expect(printed(metric("办结提案"), 249)).toBe("249件"));
  it("does not call none of none 全部", () => expect(printed(metric("办结提案"), 0, () => 0)).toBe("0件"));
  it("shows a dash for no data", () => expect(printed(metric("提交提案"), null)).toBe("—"));
});

describe("rates", () => {
  it.each([
    [1, "100%"],
    [9999 / 10000, "99.9%"],
    [0, "0%"],
    [1 / 10000, "0.01%"],
    [0.00033, "0.03%"],
    [0.9845, "98.5%"],
    [0.98449, "98.4%"],
    [0.97, "97%"],
    [1.0004, "100.1%"]
  ])("%d prints %s", (value, words) => expect(exact(metric("委员满意率"), value)).toBe(words));
});

test("numerals carry no unit; tables part the thousands from five digits on", () => {
  expect(numeral(metric("委员满意率"), 245 / 249)).toBe("98.4");
  expect(numeral(metric("服务群众"), 12480)).toBe("12480");
  expect(numeral(metric("服务群众"), 12480, {group: true})).toBe("12\u2009480");
  expect(numeral(metric("服务群众"), 9876, {group: true})).toBe("9876");
});

describe("holds", () => {
  const cases: [NumberWord, number, number[], number[]][] = [
    ["", 261, [261], [260, 262]],
    ["余", 140, [141, 149], [140, 150, 139]],
    ["多", 10, [11, 19], [10, 20]],
    ["余", 100, [101, 199], [100, 200]],
    ["余", 10000, [10001, 19999], [10000, 20000]],
    ["余", 2000, [2310, 2999], [2000, 3000]],
    ["余", 2300, [2310], [2400]],
    ["近", 150, [145, 149], [144, 150]],
    ["近", 100, [50, 99], [49, 100]],
    ["超", 140, [141, 300], [140]],
    ["逾", 140, [141], [140]],
    ["以上", 20, [20, 31], [19]],
    ["以上", 95, [95, 95.04], [94.96]],
    ["以下", 5, [5, 0], [6]],
    ["约", 100, [95, 105], [94, 106]],
    ["左右", 20, [19, 21], [18, 22]]
  ];
  it.each(cases)("%s %d", (word, n, good, bad) => {
    for (const x of good) expect([x, holds(word, n, x)]).toEqual([x, true]);
    for (const x of bad) expect([x, holds(word, n, x)]).toEqual([x, false]);
  });
  it("takes a rate at the printed decimals, and 100 only when exact", () => {
    expect(holds("", 98.4, (100 * 245) / 249, {decimals: 1})).toBe(true);
    expect(holds("", 98, (100 * 245) / 249, {decimals: 0})).toBe(true);
    expect(holds("", 98.5, (100 * 245) / 249, {decimals: 1})).toBe(false);
    expect(holds("", 100, 99.97, {decimals: 1})).toBe(false);
    expect(holds("", 99.9, 99.97, {decimals: 1})).toBe(true);
  });
  it("calls all only what is whole", () => {
    expect(holdsForAll(249, 249)).toBe(true);
    expect(holdsForAll(248, 249)).toBe(false);
    expect(holdsForAll(0, 0)).toBe(false);
  });
});
