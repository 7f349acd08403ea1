import {parseHTML} from "linkedom";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {story} from "../reports/story/story.js";
import {templates} from "../reports/story/templates.js";
import {typesetStory} from "../reports/story/typeset.js";
import {dictionary} from "../src/components/dictionary.js";
import {openItems} from "../src/components/open-items.js";
import {comparison} from "../src/figures/comparison.js";
import {figuresOf} from "../src/figures/index.js";
import type {OpenRow} from "../src/figures/open-suggestions.js";
import {targetsOf} from "../src/figures/targets.js";
import {asked, bookOf, type Office, told} from "./office.js";

/** An office's follow-up: suggestions, leads, appraisals, and who attended what. */
const files: Office = {
  exports: {
    "活动.csv": [
      "活动编号,活动名称,活动类型,活动日期",
      "H1,某项监督,民主监督,2024-01-20",
      "H2,某项评议,民主评议,2024-08-20"
    ],
    "意见.csv": [
      "编号,来源活动编号,意见建议,交办单位,交办日期,办理时限,办理状态,答复日期,办结日期,采纳情况",
      "Y0,H1,上年一条,区教育局,2023-04-01,2023-05-01,已办结,2023-04-01,2023-04-20,采纳",
      "Y1,H1,按期办结的,区教育局,2024-02-01,2024-04-01,已办结,2024-02-20,2024-03-01,采纳",
      "Y2,H1,过期办结的,区教育局、区财政局,2024-02-10,2024-04-10,已办结,2024-05-01,2024-07-10,部分采纳",
      "Y3,H1,过期没有办结的,区财政局,2024-03-01,2024-05-01,办理中,2024-04-01,,",
      "Y4,H2,没有到期的,区财政局,2024-09-01,2025-01-31,未答复,,,"
    ],
    "线索.csv": [
      "线索编号,方向,移送日期,是否立案,立案日期,检察建议份数,办结日期",
      "X0,提案转线索,2023-04-01,是,2023-04-20,1,2023-06-01",
      "X1,提案转线索,2024-03-01,是,2024-03-20,2,2024-08-01",
      "X2,提案转线索,2024-04-01,否,,,2024-07-01",
      "X3,线索转提案,2024-10-01,,,,"
    ],
    "评议.csv": [
      "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意",
      "2023,区教育局,2023-04-01,50,50,45,5,0",
      "2024,区教育局,2024-03-20,50,48,48,0,0",
      "2024,区财政局,2024-10-01,50,50,40,5,5"
    ],
    "委员名册.csv": [
      "委员编号,姓名,届次,任职日期,离任日期",
      "W1,张甲,七届,2022-01-01,",
      "W2,李乙,七届,2022-01-01,2024-07-31",
      "W3,王丙,七届,2024-05-01,"
    ],
    "出席记录.csv": [
      "会议或活动编号,名称,日期,类别,委员编号,姓名,出席情况",
      "Q0,全体会议,2023-04-20,全体会议,W1,张甲,出席",
      "Q1,全体会议,2024-02-20,全体会议,W1,张甲,出席",
      "Q1,全体会议,2024-02-20,全体会议,W2,李乙,缺席",
      "H2,某项评议,2024-08-20,民主评议,W1,张甲,出席",
      "H2,某项评议,2024-08-20,民主评议,W3,王丙,请假"
    ]
  },
  reference: {
    "targets.csv": [
      "年度,指标,目标,比较",
      "2024,监督意见办结率,90,以上",
      "2024,出席率,50,以上",
      "2024,移送线索,4,以上",
      "2024,评议测评满意率,85,以上",
      "2024,委员总数,2,等于"
    ]
  }
};

const suggested = (rows: string[]): Office => ({
  exports: {"意见.csv": ["编号,意见建议,交办单位,交办日期,办理状态,是否答复,答复日期,办结日期,采纳情况", ...rows]},
  reference: files.reference
});

test("what columns of a suggestion or a lead say against each other is told with its line, and as what it counts", async () => {
  const office = suggested([
    "Y1,甲,区教育局,2024-02-01,办理中,是,2024-02-20,2024-03-01,采纳",
    "Y2,乙,区教育局,2024-02-01,未答复,,2024-03-20,,",
    "Y3,丙,区教育局,2024-02-01,已办结,否,,,采纳",
    "Y4,丁,区教育局,2024-02-01,未答复,是,,,",
    "Y5,戊,区教育局,2024-02-01,未答复,否,,,采纳",
    "Y6,己,区教育局,2024-02-01,办理中,否,,,",
    "Y7,庚,区教育局,2024-02-01,已办结,是,2024-03-01,2024-03-02,采纳"
  ]);
  office.exports["线索.csv"] = [
    "线索编号,方向,移送日期,是否立案,立案日期",
    "X1,提案转线索,2024-03-01,否,2024-03-20",
    "X2,提案转线索,2024-03-01,,2024-03-20",
    "X3,提案转线索,2024-03-01,否,"
  ];
  const lines = await told(office);
  const values = await asked(office, undefined, open =>
    open.rows<{number: string; answer: boolean}>("select number, answer from suggestions order by number")
  );
  expect(lines.filter(words => words.includes("请核对") && !words.includes("届次"))).toEqual([
    "意见.csv 第2行「办理状态」：写的是办理中，却写了办结日期2024-03-01，按已办结计，请核对",
    "意见.csv 第3行「办理状态」：写的是未答复，却写了答复日期2024-03-20，按办理中计，请核对",
    "意见.csv 第4行「办理状态」：是否答复写的是否，却写了已办结，按已答复计，请核对",
    "意见.csv 第5行「办理状态」：写的是未答复，是否答复却写了是，按已答复计，请核对",
    "意见.csv 第6行「办理状态」：没有答复，却写了采纳情况，采纳情况照写的计，请核对",
    "线索.csv 第2行「是否立案」：写的是不立案，立案日期却写了2024-03-20，按没有立案计，请核对"
  ]);
  // 办理中 without an answer, where the office says that there was none.
  expect(values.map(({number, answer}) => [number, answer])).toEqual([
    ["Y1", true],
    ["Y2", true],
    ["Y3", true],
    ["Y4", true],
    ["Y5", false],
    ["Y6", false],
    ["Y7", true]
  ]);
  const book = await bookOf(office, {year: 2024});
  expect(book.value("leads.filed")).toBe(1);
});

test("numbers of leads that begin anew each year are as many leads", async () => {
  const office: Office = {
    exports: {
      "线索.csv": [
        "线索编号,方向,移送日期,是否立案",
        "X1,提案转线索,2023-03-01,是",
        "X2,提案转线索,2023-05-01,否",
        "X1,提案转线索,2024-03-01,是"
      ]
    },
    reference: files.reference
  };
  const book = await bookOf(office, {year: 2024}, "2024-12-31");
  expect([2023, 2024].map(year => [book.value("leads.handed", year), book.value("leads.filed", year)])).toEqual([
    [2, 1],
    [1, 1]
  ]);
});

test("of a suggestion of several units what one does not say is not said of all, and is told", async () => {
  const office = suggested([
    "Y1,甲,区教育局,2024-02-01,已办结,是,2024-02-20,2024-03-01,采纳",
    "Y1,甲,区财政局,2024-02-01,,,,,",
    "Y2,乙,区教育局,2024-02-01,已办结,是,2024-02-20,2024-03-01,未采纳",
    "Y2,乙,区财政局,2024-02-01,已办结,是,2024-02-21,2024-03-02,",
    "Y3,丙,区教育局,2024-02-01,已办结,是,2024-02-20,2024-03-01,采纳"
  ]);
  const lines = await told(office);
  const values = await asked(office, undefined, open =>
    open.rows("select number, status, adoption from suggestions order by number")
  );
  expect(values).toEqual([
    {number: "Y1", status: null, adoption: "partly"},
    {number: "Y2", status: "done", adoption: "refused"},
    {number: "Y3", status: "done", adoption: "adopted"}
  ]);
  expect(lines.filter(words => words.includes("同一条"))).toContain(
    "意见.csv 第2行「采纳情况」：第2、3行是同一条，「采纳情况」却不一致：采纳、没有写，按“部分采纳”算，请核对后改为一致"
  );
  expect(lines.filter(words => words.includes("没有写，")).length).toBe(3);
});

/** Of 2024 by label: at the end of the year, on 30 June, on 31 March; null where it is not known. */
const figures: [label: string, ...values: (number | null)[]][] = [
  ["交办意见", 4, 3, 3],
  ["答复监督意见", 3, 3, 1],
  ["办结监督意见", 2, 1, 1],
  ["未办结监督意见", 2, 2, 2],
  ["采纳监督意见", 2, 1, 1],
  ["部分采纳监督意见", 1, 0, 0],
  // Y2 was done after its time, Y3 is not done; in March neither was due.
  ["逾期监督意见", 2, 2, 0],
  ["逾期未办结监督意见", 1, 2, 0],
  ["监督意见答复率", 3 / 4, 1, 1 / 3],
  ["监督意见办结率", 2 / 4, 1 / 3, 1 / 3],
  ["监督意见采纳率", 2 / 4, 1 / 3, 1 / 3],
  ["移送线索", 2, 2, 1],
  ["由线索转提案", 1, 0, 0],
  ["公益诉讼立案", 1, 1, 1],
  ["检察建议", 2, 2, 2],
  ["民主评议测评单位", 2, 1, 1],
  ["测评收回票", 98, 48, 48],
  ["评议测评满意率", 88 / 98, 1, 1],
  ["委员总数", 2, 3, 2],
  ["应出席人次", 4, 2, 2],
  ["出席人次", 2, 1, 1],
  ["出席率", 2 / 4, 1 / 2, 1 / 2],
  ["参加活动的委员", 1, 0, 0]
];
const days = ["2024-12-31", "2024-06-30", "2024-03-31"];

describe.each(days.map((day, i) => [day, i] as const))("as of %s", (day, i) => {
  test.each(figures.map(([label, ...values]) => [label, values[i]!] as const))("%s is %s", async (label, value) => {
    const book = await bookOf(files, {year: 2024}, day);
    const {id} = book.catalogue.byLabel(label)!;
    expect(book.value(id)).toBe(value);
    // A date that is chosen on a page says the same as one that was told to the build.
    const chosen = await bookOf(files, {year: 2024, ...(i ? {asOf: day} : {})}, "2024-12-31");
    expect([label, chosen.value(id)]).toEqual([label, value]);
  });
});

test("a year that has begun, of which an export has no row yet by the day, counts 0: as told to the build and as chosen", async () => {
  const told = await bookOf(files, {year: 2023}, "2023-03-31");
  const chosen = await bookOf(files, {year: 2023, versus: 2022, asOf: "2023-03-31"}, "2024-12-31");
  const values = (book: typeof told) => book.catalogue.all.map(({label, id}) => [label, book.value(id)]);
  expect(values(told)).toEqual(values(chosen));
  const none = ["交办意见", "未办结监督意见", "移送线索", "检察建议", "民主评议测评单位", "测评收回票", "应出席人次"];
  expect(values(told).filter(([label]) => none.includes(String(label)))).toEqual(
    expect.arrayContaining(none.map(label => [label, 0]))
  );
  // No rate is made of nothing, and nothing is said of a year that no export tells of.
  expect([told.value("appraisals.satisfaction"), told.value("attendances.rate"), told.years]).toEqual([
    null,
    null,
    [2023]
  ]);
});

test("at the end of a calendar year whose session goes on, what has no date of its own counts as in the whole year", async () => {
  const office: Office = {
    exports: {
      "提案.csv": ["提案编号,届次,案由,提交日期", "1,七届二次,甲事(例),2024-02-20"],
      "意见.csv": [
        "编号,意见建议,交办单位,交办日期,办理状态,采纳情况",
        "Y1,一条(例),区教育局,2024-06-02,办理中,部分采纳"
      ],
      "线索.csv": ["线索编号,方向,移送日期,是否立案,检察建议份数", "X1,提案转线索,2024-05-01,是,1"]
    },
    reference: {
      "sessions.csv": [
        "届次,届,次,开幕日期,闭幕日期,年度",
        "七届二次,7,2,2024-02-20,2024-02-23,2024",
        "七届三次,7,3,2025-02-20,2025-02-23,2025"
      ],
      "rules.csv": ["规则,取值", "部分采纳计入采纳,否"]
    }
  };
  for (const [day, known] of [
    ["2024-12-31", [1, 1, 1, 1]],
    // Nothing is known to have happened after it: it is the data's own date.
    ["2024-11-30", [1, 1, 1, 1]],
    ["2024-06-01", [null, null, null, null]]
  ] as const) {
    const book = await bookOf(office, {year: 2024}, day);
    expect(book.view).toBe(day);
    const labels = ["答复监督意见", "部分采纳监督意见", "公益诉讼立案", "检察建议"];
    expect(labels.map(label => book.value(book.catalogue.byLabel(label)!.id))).toEqual(known);
  }
  // What the rule does not count as adopted is not said to be among it.
  const book = await bookOf(office, {year: 2024}, "2024-12-31");
  const name = "民主监督意见办理情况通报";
  const [template] = await templates(name);
  const said = JSON.stringify(typesetStory(story(name, template!.text, book, figuresOf(book))).blocks);
  expect([said.includes("另有部分采纳1条"), said.includes("其中部分采纳")]).toEqual([true, false]);
  expect(() => story(name, "# 题\n\n{{如果 部分采纳计入采纳 = 对}}甲{{完}}\n", book, [])).toThrow("不能是“对”");
});

test("how far suggestions are, and at what they were made, is not told where no export says it", async () => {
  const only = (...columns: number[]) =>
    files.exports["意见.csv"]!.map(line =>
      line
        .split(",")
        .filter((_, i) => !columns.includes(i))
        .join(",")
    );
  const book = await bookOf({exports: {"意见.csv": only(6, 7, 8)}}, {year: 2024}, "2024-12-31");
  expect(["stage", "activity_type"].map(dimension => book.reason("suggestions.handed", 2024, dimension))).toEqual([
    "2024年的导出文件没有「办理状态」列",
    "没有履职活动的导出文件"
  ]);
  expect(book.items("suggestions.handed", "activity_type")).toEqual([]);
  const whole = await bookOf(files, {year: 2024}, "2024-12-31");
  expect(whole.items("suggestions.handed", "activity_type").map(({item, value}) => [item, value])).toEqual([
    ["民主监督", 3],
    ["民主评议", 1]
  ]);
});

test("their targets are told like others", async () => {
  const told = targetsOf(await bookOf(files, {year: 2024}, "2024-12-31"));
  expect(told.map(({metric, said}) => `${metric.label}:${said}`)).toEqual([
    "出席率:已完成(50%,目标50%以上)",
    "委员总数:已完成(2名,目标2名,完成100%)",
    "监督意见办结率:滞后(50%,目标90%以上)",
    "移送线索:滞后(2件,目标4件以上,完成50%)",
    "评议测评满意率:已完成(89.8%,目标85%以上)"
  ]);
});

test("年度对比 has a sentence of each", async () => {
  const {rows} = comparison(await bookOf(files, {year: 2024}, "2024-12-31"));
  const of = (label: string) => rows.find(row => String(row[0]).replace(/（.*/, "") === label)?.at(-1);
  expect(["交办意见", "监督意见办结率", "移送线索", "评议测评满意率", "委员总数", "出席率"].map(of)).toEqual([
    "2024年交办意见4条,较上年增加3条。",
    "2024年监督意见办结率为50%,较上年下降50.0个百分点(由100%降至50%)。",
    "2024年移送线索2件,较上年增加1件。",
    "2024年评议测评满意率为89.8%,较上年下降0.2个百分点(由90%降至89.8%)。",
    "2024年委员总数2名,与上年持平。",
    "2024年出席率为50%,较上年下降50.0个百分点(由100%降至50%)。"
  ]);
});

describe("on a page", () => {
  const before = globalThis.document;
  beforeAll(() => {
    globalThis.document = parseHTML("<html><body></body></html>").document as unknown as Document;
  });
  afterAll(() => {
    globalThis.document = before;
  });

  test("口径 has the rule, the formula and the value of each", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-12-31");
    const rows = [...dictionary(book).querySelectorAll("tbody tr")].map(row =>
      [...row.children].map(cell => cell.textContent)
    );
    for (const [label] of figures) {
      const [, rule, formula, printed] = rows.find(([name]) => name === label) ?? [];
      expect([label, rule?.endsWith("。"), formula !== "", printed]).toEqual([
        label,
        true,
        true,
        expect.stringMatching(/\d/)
      ]);
    }
  });

  test("民主监督 counts what is open by the month it was handed over, the oldest first; what no export says is not told", async () => {
    const page = async (office: Office, day: string) => {
      const book = await bookOf(office, {year: 2024}, day);
      const open = await asked(office, day, warehouse => warehouse.dataset<OpenRow>("suggestions-open"));
      book.tables["suggestions-open"] = open;
      return openItems(book).textContent;
    };
    const said = "未办结（条）其中逾期（条）";
    expect([await page(files, "2024-12-31"), await page(files, "2024-06-30")]).toEqual([
      `截至2024年12月31日，各年交办的意见还有2条没有办结，其中1条逾期，最早的是2024年3月交办的。交办月份${said}2024年3月112024年9月10`,
      `截至2024年6月30日，各年交办的意见还有2条没有办结，其中2条逾期，最早的是2024年2月交办的。交办月份${said}2024年2月112024年3月11`
    ]);
    const without = (...columns: number[]) => ({
      exports: {
        "意见.csv": files.exports["意见.csv"]!.map(line =>
          line
            .split(",")
            .filter((_, i) => !columns.includes(i))
            .join(",")
        )
      }
    });
    // Without 办理时限; without anything that says what is done.
    expect(await page(without(5), "2024-12-31")).toBe(
      `截至2024年12月31日，各年交办的意见还有2条没有办结，最早的是2024年3月交办的。交办月份${said}2024年3月1—2024年9月1—`
    );
    expect(await page(without(6, 7, 8), "2024-12-31")).toBe(
      "导出文件没有「办理状态」和「办结日期」列，不知道哪些没有办结。"
    );
  });
});

test("a unit that was handed nothing this year has its row of the year before", async () => {
  const office = suggested([
    "Y1,甲,区教育局,2023-02-01,已办结,是,2023-02-20,2023-03-01,采纳",
    "Y2,乙,区水利局,2023-02-01,已办结,是,2023-02-20,2023-03-01,采纳",
    "Y3,丙,区教育局,2024-02-01,已办结,是,2024-02-20,2024-03-01,采纳"
  ]);
  const book = await bookOf(office, {year: 2024}, "2024-12-31");
  const {rows} = figuresOf(book)
    .find(({id}) => id === "suggestions-units")!
    .table(book);
  expect(rows).toEqual([
    ["区教育局", 1, 1],
    ["区水利局", 0, 1]
  ]);
});

test("a case comes before the proposal that is made of it, and after what it was handed for; votes are all that came back", async () => {
  const office: Office = {
    exports: {
      "线索.csv": [
        "线索编号,方向,移送日期,是否立案,立案日期,办结日期",
        "X1,线索转提案,2024-05-01,是,2024-04-01,2024-04-20",
        "X2,提案转线索,2024-05-01,是,2024-04-01,"
      ],
      "评议.csv": [
        "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意,弃权",
        "2024,区教育局,2024-03-20,50,48,40,5,3,0",
        "2024,区财政局,2024-03-20,50,48,40,5,2,0"
      ]
    },
    reference: files.reference
  };
  const lines = (await told(office)).filter(words => /早于|不符/.test(words));
  expect(lines).toEqual([
    "线索.csv 第3行「立案日期」：2024-04-01早于移送日期2024-05-01，请核对这两个日期",
    "评议.csv 第3行「收回票数」：满意40、基本满意5、不满意2、弃权0，合计47，与收回的48不符，各按写的计，请核对"
  ]);
  const book = await bookOf(office, {year: 2024}, "2024-12-31");
  expect(book.value("leads.to_proposals")).toBe(1);
});
