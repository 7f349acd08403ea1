import {beforeAll, expect, test} from "vitest";
import {story} from "../reports/story/story.js";
import {checkDraft, knownTo} from "../src/check/index.js";
import type {Book} from "../src/figures/book.js";
import {comparison} from "../src/figures/comparison.js";
import {bookOf, type Office} from "./office.js";

/** A ledger whose years are written in several units, and with more digits than two. */
const office: Office = {
  exports: {
    "提案.csv": [
      "提案编号,届次,案由,提交日期,审查结果",
      ...[1, 2, 3, 4, 5].map(number => `${number},十一届三次,关于示例${number}的建议,2024-01-14,立案`)
    ],
    "台账.csv": [
      "指标,年度,数值,单位",
      "捐款捐物,2022,30000000,元",
      "捐款捐物,2023,9800,万元",
      "捐款捐物,2024,1.2,亿元",
      "带动群众增收,2023,0.1,亿元",
      "带动群众增收,2024,1130,万元",
      "群众人次,2023,8000,人次",
      "群众人次,2024,1.2,万人次",
      "培训时长,2023,90,分钟",
      "培训时长,2024,2,小时",
      "走访企业,2023,12,件",
      "走访企业,2024,15,个",
      "差错,2023,0.4%,%",
      "差错,2024,3,件",
      "表彰委员,2023,20,人",
      "表彰委员,2024,25,名",
      "招商引资,2023,1.2,亿元",
      "招商引资,2024,1.996,亿元",
      "投资额,2024,0.004,亿元",
      "投诉率,2023,0.41%,%",
      "投诉率,2024,0.433%,%",
      "委员总数,2024,210,名",
      "投诉,2024,3000,件",
      "投诉受理,2024,1,件",
      "外地招商,2024,1.996,亿元"
    ]
  },
  reference: {
    "sessions.csv": [
      "届次,届,次,开幕日期,闭幕日期,年度",
      "十一届二次,11,2,2023-01-09,2023-01-12,2023",
      "十一届三次,11,3,2024-01-15,2024-01-18,2024",
      "十一届四次,11,4,2025-01-15,2025-01-18,2025"
    ],
    "rules.csv": ["规则,取值", "数据截至,2025-03-01"],
    "metrics.csv": [
      "指标,单位,来源,统计,条件,维度,年度,印法,说法,口径",
      "两年捐款和招商,亿元,指标,捐款捐物 + 招商引资,,,两年累计,,,",
      "两年走访企业,个,指标,走访企业 + 走访企业,,,两年累计,,,",
      "受理率,%,指标,投诉受理 ÷ 投诉,,,,保留0位,,",
      "外地招商,亿元,台账,,,,,保留0位,,"
    ]
  }
};

let book: Book;
const id = (label: string) => book.catalogue.byLabel(label)!.id;
const words = (label: string) => `${book.printed(id(label))}，${book.change(id(label)).words}`;

beforeAll(async () => {
  book = await bookOf(office, {year: 2024});
});

test("years in several units are compared in that of the last one, or in that of our table", () => {
  expect(words("捐款捐物")).toBe("1.2亿元，较上年增加0.22亿元,增长22.4%");
  expect([2022, 2023, 2024].map(year => book.printed(id("捐款捐物"), year))).toEqual([
    "0.3亿元",
    "0.98亿元",
    "1.2亿元"
  ]);
  expect(book.value(id("带动群众增收"), 2023)).toBe(1000);
  expect(words("带动群众增收")).toBe("1000余万元，较上年增加130万元,增长13.0%");
  expect(words("群众人次")).toBe("1.2万人次，较上年增加0.4万人次,增长50.0%");
  expect(words("培训时长")).toBe("2小时，较上年增加0.5小时");
  expect(words("表彰委员")).toBe("25名，较上年增加5名,增长25.0%");
});

test("units that do not convert are printed as they are written and not compared", () => {
  expect(words("走访企业")).toBe("15个，上年为12件，单位不同，不作比较");
  expect(words("差错")).toBe("3件，上年为0.4%，单位不同，不作比较");
  expect(book.value(id("走访企业"), 2023)).toBeNull();
  expect(book.printed(id("走访企业"), 2023)).toBe("12件");
  const row = comparison(book, [book.metric(id("走访企业"))]).rows[0]!;
  expect(row.slice(0, 5)).toEqual(["走访企业", "个", "12件", 15, null]);
});

test("numbers of the ledger print with the digits that the office wrote", () => {
  expect(words("招商引资")).toBe("1.996亿元，较上年增加0.796亿元,增长66.3%");
  expect(book.printed(id("投资额"))).toBe("0.004亿元");
  expect(words("投诉率")).toBe("0.433%，较上年提高0.023个百分点(由0.41%升至0.433%)");
  const {blocks} = story("甲", "# 甲\n\n招商{{招商引资}}，{{招商引资|精确}}。\n", book, []);
  expect(JSON.stringify(blocks)).toContain("招商1.996亿元，1.996亿元。");
});

test("years are added in one unit, and not where one of them does not convert", () => {
  expect(book.printed(id("两年捐款和招商"))).toBe("5.38亿元");
  expect(book.value(id("两年走访企业"))).toBeNull();
});

test("what is not 0 does not print as 0, nor as more than it is", () => {
  expect(book.printed(id("人均提案"))).toBe("0.02件");
  expect(book.printed(id("受理率"))).toBe("0.03%");
});

test("a draft is told what is right in other words than what is wrong", () => {
  const {figures, ...known} = knownTo(book);
  const verdicts = (draft: string) =>
    checkDraft(draft, figures, {year: 2024, ...known}).map(
      ({text, verdict, should_read, reason}) => `${text} ${verdict} ${should_read ?? ""} ${reason ?? ""}`
    );
  expect(verdicts("招商引资1.996亿元。")[0]).toContain("1.996亿元 一致");
  expect(verdicts("招商引资2亿元。")).toEqual(["2亿元 不一致 1.996亿元 实为1.996亿元"]);
  // As the office has it printed.
  expect(verdicts("外地招商2亿元。")[0]).toContain("2亿元 一致");
  expect(verdicts("捐款捐物1.2亿元，较上年增长22.4%。").map(each => each.split(" ")[1])).toEqual(["一致", "一致"]);
});

test("a line that the ledger lacks, or that was not taken, is the reason why its figure is not known", async () => {
  const book = await bookOf(
    {
      exports: {
        "其他指标台账.csv": [
          "指标,年度,数值,单位",
          "走访企业,2023,30,家",
          "走访企业,2024,35,家",
          "书屋,2023,8,个",
          "书屋,2024,,个",
          "书屋走访,2024,1,次"
        ]
      },
      reference: {"metrics.csv": ["指标,单位,来源,统计", "平均书屋,个,指标,书屋 ÷ 走访企业"]}
    },
    {year: 2024}
  );
  expect(book.reason("indicators.书屋")).toBe("台账里没有2024年的“书屋”，台账有1行没有采用");
  const {id} = book.catalogue.all.find(({label}) => label === "平均书屋")!;
  expect(book.reason(id)).toBe("台账里没有2024年的“书屋”，台账有1行没有采用");
  expect(book.reason("indicators.书屋", 2023)).toBeNull();
  expect(book.reason("indicators.走访企业")).toBeNull();
});
