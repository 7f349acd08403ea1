import {expect, test} from "vitest";
import {denominatorPrinted} from "../src/figures/cells.js";
import {targetsOf} from "../src/figures/targets.js";
import {asked, bookOf, type Office} from "./office.js";

const proposals = [
  "提案编号,届次,案由,提交日期,审查结果,办结日期",
  "1,十一届二次,甲,2023-01-08,立案,2023-02-01",
  "2,十一届二次,乙,2023-01-08,立案,",
  "1,十一届三次,丙,2024-01-14,立案,2024-02-01",
  "2,十一届三次,丁,2024-01-14,不立案,"
];
const head = "指标,单位,来源,统计,条件,维度,年度,口径";

const office: Office = {
  exports: {
    "提案.csv": proposals,
    "台账.csv": [
      "指标,年度,数值,单位,口径",
      "招商,2023,1.5,亿元,",
      "招商,2024,2,亿元,",
      "捐款,2024,300,万元,",
      "委员读书,2023,4,期,",
      "委员读书,2024,5,期,",
      "全市考核名次,2024,第1,,全市通报。",
      "书画展,2024,3,场,",
      "书画展,2024,5,场,",
      "荣誉,2024,十佳,,",
      "群众,2024,1万2千,人,",
      "工龄,2024,半,年,"
    ]
  },
  reference: {
    "metrics.csv": [
      head,
      "到位资金,万元,指标,招商 + 捐款,,,,",
      "两年招商,亿元,指标,招商,,,两年累计,",
      "两年读书,期,台账,委员读书,,,两年累计,",
      "两年办结率,%,指标,办结提案 ÷ 立案提案,,,两年累计,",
      "全市考核名次,,台账,,,,,"
    ],
    "targets.csv": ["年度,指标,目标,比较", "2024,办结率,七成,以上", "2024,全市考核名次,1,以下", "2024,招商,2亿元,以上"]
  }
};

const read = () => bookOf(office, {year: 2024}, "2024-12-31");

test("terms of a formula in other units are converted; what is cumulative says so, and over what it is divided", async () => {
  const book = await read();
  const id = (label: string) => book.catalogue.byLabel(label)!.id;
  expect(book.value(id("到位资金"))).toBe(20300);
  expect(book.value(id("两年读书"))).toBe(9);
  expect(book.rule(id("两年招商"))).toBe("招商；2年累计。");
  expect(book.rule(id("两年办结率"))).toContain("办结提案除以立案提案；2年累计。");
  expect([book.printed(id("立案提案")), denominatorPrinted(book, id("两年办结率"))]).toEqual(["1件", "3件"]);
  expect(denominatorPrinted(book, id("办结率"))).toBe("1件");
});

test("targets are in the unit that is written behind them; a rank is printed and not compared", async () => {
  const book = await read();
  expect(targetsOf(book).map(({metric, target, said}) => [metric.label, target, said])).toEqual([
    ["全市考核名次", 1, "是文字，不作比较(第1,目标1以下)"],
    ["办结率", 70, "已完成(100%,目标70%以上)"],
    ["招商", 2, "已完成(2亿元,目标2亿元以上,完成100%)"]
  ]);
  expect(book.rule(book.catalogue.byLabel("全市考核名次")!.id)).toBe("全市通报。");
});

test("of two lines of the ledger the first counts and is not sure; words are text, numbers in words numbers", async () => {
  const book = await read();
  const id = (label: string) => book.catalogue.byLabel(label)!.id;
  expect([book.value(id("书画展")), book.complete(id("书画展")), book.complete(id("招商"))]).toEqual([3, false, true]);
  expect([book.value(id("荣誉")), book.printed(id("荣誉")), book.value(id("群众"))]).toEqual([null, "十佳", 12000]);
  const told = await asked(office, "2024-12-31", open =>
    open.rows("select line, message from problems where code in ('same-key', 'ledger-text') order by line")
  );
  expect(told.map(({line, message}) => [line, String(message).replace(/^.*?[:：]/, "")])).toEqual([
    [9, "指标和年度与第 8 行相同,内容却不同,按先写的计，不完整；请核对，只留一行"],
    [12, "单位是年，“半”看不出是多少，照原样印出，不计算、不比较,是数的应写成数字，如 12；本来就是文字的，单位不写"]
  ]);
});

test.each([
  [
    {"metrics.csv": [head, "甲,件,指标,立案提案 − 办结率,,,,"], "targets.csv": []},
    /第 2 行：.*单位是件，「办结率」的单位是%，不能换算，不能相加减/
  ],
  [
    {"metrics.csv": [head, "甲,万元,指标,招商 + 群众,,,,"], "targets.csv": []},
    /第 2 行：.*「群众」的单位是人，不能换算/
  ],
  [{"metrics.csv": [head, "读书,期,台账,委员读书,,,,"], "targets.csv": []}, /第 2 行：台账的指标不写统计/],
  [
    {"metrics.csv": [head], "targets.csv": ["年度,指标,目标,比较", "2024,办结率,七件,以上"]},
    /第 2 行:「目标」里的“7件”不能换算/
  ],
  [
    {"metrics.csv": [head], "targets.csv": [], "charts.csv": ["图表,形状,指标,年数", "甲,走势,提交提案,三成"]},
    /第 2 行「年数」:数后面还有别的字“三成”/
  ]
])("%j stops with file, line and remedy", async (files, message) => {
  const all = Object.fromEntries(Object.entries(files).filter(([, lines]) => lines.length > 0));
  const reference = Object.fromEntries(Object.entries(office.reference!).filter(([name]) => !(name in files)));
  await expect(
    bookOf({exports: office.exports, reference: {...reference, ...all}}, {year: 2024}, "2024-12-31")
  ).rejects.toThrow(message);
});

test.each([
  [{"metrics.csv": [head, "甲,%,指标,立按提案 ÷ 提交提案,,,,"]}, /「立按提案」不认识，是否为「立案提案」/],
  [{"charts.csv": ["图表,形状,指标", "甲,走势,提交题案"]}, /「提交题案」不认识，是否为「提交提案」/],
  [{"targets.csv": ["年度,指标,目标,比较", "2024,提交题案,3,以上"]}, /“提交题案”不在口径目录里，最接近的是提交提案/]
])("without a ledger a name written wrong stops with the nearest: %j", async (reference, message) => {
  await expect(
    bookOf(
      {exports: {"提案.csv": proposals}, reference: reference as unknown as Record<string, string[]>},
      {year: 2024}
    )
  ).rejects.toThrow(message);
});
