import {readFileSync} from "node:fs";
import {beforeAll, expect, test} from "vitest";
import {chart, publication} from "../reports/documents/picture.js";
import {records} from "../reports/documents/records.js";
import {story} from "../reports/story/story.js";
import {checkDraft, knownTo} from "../src/check/index.js";
import type {Book} from "../src/figures/book.js";
import {comparison} from "../src/figures/comparison.js";
import {figuresOf} from "../src/figures/index.js";
import {notesOn} from "../src/figures/notes.js";
import {elsewhere, moved, ownFigures, ownOn} from "../src/figures/own.js";
import {targetsOf} from "../src/figures/targets.js";
import {asked, bookOf, type Office} from "./office.js";

/** Two years of a small office with figures of its own, mapped by tables only. */
const office: Office = {
  exports: {
    "提案.csv": [
      "提案编号,届次,案由,提案者类型,提案人,联名人,类别,提交日期,审查结果,主办单位,配合单位,交办日期,答复日期,办理结果,委员意见,公开与否,评分",
      ...[
        "1,十一届二次,甲,委员个人,张一,,教育,2023-01-08,立案,区教委,,2023-02-01,2023-03-01,A,满意,是,90",
        "2,十一届二次,乙,委员联名,张二,王三、李四,教育,2023-01-08,立案,区教委,区财政局,2023-02-01,2023-03-11,B,满意,否,80",
        "3,十一届二次,丙,界别,教育界,,民生保障,2023-01-08,不立案,,,,,,,,",
        "1,十一届三次,丁,委员个人,张一,,教育,2024-01-14,立案,区教委,,2024-02-01,2024-03-01,A,满意,是,0.1",
        "2,十一届三次,戊,委员联名,张二,王三、赵五,民生保障,2024-01-14,立案,区民政局,区教委、区财政局,2024-02-01,2024-04-01,A,满意,是,",
        "3,十一届三次,己,委员个人,张二,,民生保障,2024-01-14,立案,区民政局,,2024-02-01,2024-03-21,B,基本满意,否,0.1",
        "4,十一届三次,庚,民主党派,民盟,,教育,2024-01-14,并案,,,,,,,,",
        "5,十一届三次,辛,委员个人,孙六,,教育,2024-01-14,立案,区教委,,2024-02-01,2024-03-31,C,不满意,是,0.4"
      ]
    ],
    "台账.csv": [
      "指标,年度,数值,单位,口径,来源",
      "委员总数,2023,4,名,年末在册,名册",
      "委员总数,2024,5,名,年末在册,名册",
      "捐款捐物,2023,120.5,万元,,慈善会",
      "捐款捐物,2024,150,万元,,慈善会",
      "投资额,2024,2.35,亿元,,统计局",
      "委员出席率,2024,95%,,,登记",
      "宣传信息名次,2024,第2,名,全市政协系统,通报",
      "走访困难户,2024,230,户,,机关党委"
    ]
  },
  reference: {
    "metrics.csv": [
      "指标,单位,来源,统计,条件,维度,年度,印法,说法,口径",
      "联名两人以上提案,件,提案,件数,联名人 有;提案者类型 = 委员联名,,,,多人联名提案,",
      "联名委员数,名,提案,去重 联名人,,,,,,",
      "人均提案,件,指标,提交提案 ÷ 委员总数,,,,保留1位,委员人均提案,",
      "解决率,%,指标,解决提案 ÷ 立案提案,,,,,,",
      "解决提案,件,提案,件数,立案 = 是;办理结果 = 已解决或采纳,,,,,",
      "未解决提案,件,指标,立案提案 − 解决提案,,,,,,",
      "平均答复天数,天,提案,平均 答复用时,立案 = 是;提案答复时间 有,,,保留1位,,",
      "有配合单位提案,件,提案,件数,配合单位 有,,,,,",
      "公开提案,件,提案,件数,公开与否 = 是,,,,公开的提案,",
      "公开率,%,指标,公开提案 ÷ 提交提案,,,,,,",
      "评分平均数,分,提案,平均 评分,,,,,,",
      "评分合计,分,提案,合计 评分,,,,,,",
      "两年提案,件,提案,件数,,,两年累计,,近两年提案,",
      "两年解决率,%,指标,解决提案 ÷ 立案提案,,,两年累计,,,",
      "各类提案,件,提案,件数,,类别,,,{值}类提案,"
    ],
    "columns.csv": [
      "种类,表头,对应,类型",
      "提案,公开与否,自定义,是否",
      "提案,评分,自定义,数字",
      "提案,配合单位,会办单位,"
    ],
    "charts.csv": [
      "图表,形状,指标,维度,年数,页面,标题",
      "自己的走势,走势,人均提案,,3,提案,",
      "会办排行,排行,立案提案,会办单位,,提案,",
      "类别占比,占比,提交提案,类别,,,提案都写什么",
      "层层办理,漏斗,提交提案、立案提案、解决提案,,,概览,",
      "变化一览,变化,提交提案、立案提案,,,,",
      "月度累计,累计,联名两人以上提案,,,提案,",
      "公开矩阵,矩阵,提交提案,公开与否,,提案,",
      "公开日历,日历,公开提案,,,提案,",
      "公开排行,排行,立案提案,公开与否,,,",
      "公开占比,占比,立案提案,公开与否,,,",
      "公开累计,累计,公开提案,,,,",
      "公开走势,走势,公开率,,2,,",
      "层层公开,漏斗,提交提案、公开提案,,,,",
      "公开变化,变化,公开提案、公开率,,,,",
      "评分排行,排行,评分合计,类别,,,"
    ],
    "notes.csv": [
      "图表或指标,年度,文字",
      "自己的走势,2023,名册重新登记",
      "提交提案,2024,网上提交",
      "提案趋势,2023,补录"
    ],
    "targets.csv": ["年度,指标,目标,比较", "2024,人均提案,1,以上", "2024,捐款捐物,200,以上"]
  }
};

/** One chart of each shape over the own column 公开与否. */
const shapes = ["公开矩阵", "公开日历", "公开排行", "公开占比", "公开累计", "公开走势", "层层公开", "公开变化"];
let book: Book;
beforeAll(async () => {
  book = await bookOf(office, {year: 2024, versus: 2023}, "2025-01-31");
});

const value = (label: string, year?: number) => book.value(book.catalogue.byLabel(label)!.id, year);

test("figures of the office's own rows are what a hand counts", () => {
  expect([value("联名两人以上提案", 2023), value("联名两人以上提案")]).toEqual([1, 1]);
  expect([value("联名委员数", 2023), value("联名委员数")]).toEqual([2, 2]);
  expect([value("人均提案", 2023), value("人均提案")]).toEqual([3 / 4, 5 / 5]);
  expect([value("解决率", 2023), value("解决率")]).toEqual([1 / 2, 2 / 4]);
  expect([value("未解决提案", 2023), value("未解决提案")]).toEqual([1, 2]);
  expect(value("平均答复天数")).toBe((29 + 60 + 49 + 59) / 4);
});

test("columns of the office's own count as any other", () => {
  expect([value("公开提案", 2023), value("公开提案")]).toEqual([1, 3]);
  expect(value("公开率")).toBe(3 / 5);
  expect(value("评分平均数")).toBeCloseTo(0.2, 12);
  // 0.1 + 0.1 + 0.4 is 0.6000000000000001 in binary, 0.1 + 0.4 + 0.1 is not: the sum by category is the sum.
  expect(value("评分合计")).toBe(0.6);
  expect([value("有配合单位提案", 2023), value("有配合单位提案")]).toEqual([1, 1]);
});

test("over several years counts add and rates are recomputed; where the data do not reach back there is none", () => {
  expect([value("两年提案", 2023), value("两年提案")]).toEqual([null, 8]);
  expect(value("两年解决率")).toBe(3 / 6);
});

test("the ledger's numbers add over several years of which each has one; shares do not, and it is told why", async () => {
  const several = [
    "指标,单位,来源,统计,条件,维度,年度,印法,说法,口径",
    "两年捐款,万元,指标,捐款捐物,,,两年累计,,,",
    "两年人均捐款,万元,指标,捐款捐物 ÷ 委员总数,,,两年累计,,,",
    "两年投资,亿元,指标,投资额,,,两年累计,,,",
    "两年出席率,%,指标,委员出席率,,,两年累计,,,",
    "本届收到提案,件,指标,提交提案,,,两年累计,,,"
  ];
  const exports = {...office.exports, "台账.csv": [...office.exports["台账.csv"]!, "委员出席率,2023,93%,,,登记"]};
  const read = await bookOf({exports, reference: {"metrics.csv": several}}, undefined, "2024-12-31");
  const of = (label: string, year?: number) => read.value(read.catalogue.byLabel(label)!.id, year);
  expect([of("两年捐款"), of("两年人均捐款"), of("本届收到提案")]).toEqual([270.5, 270.5 / 9, 8]);
  // Of one of the two years nothing is told.
  expect([of("两年投资"), of("两年捐款", 2023)]).toEqual([null, null]);
  expect(of("两年出席率")).toBeNull();
  expect(read.reason(read.catalogue.byLabel("两年出席率")!.id)).toContain("跨年不能相加");
});

test("one row gives a figure for each value of its dimension, with its share", () => {
  expect(value("各类提案：教育")).toBe(3);
  expect(value("各类提案：民生保障占比")).toBe(2 / 5);
});

test("an indicator of the ledger is a metric; words of it are printed, never computed", () => {
  expect(value("捐款捐物")).toBe(150);
  const id = book.catalogue.byLabel("宣传信息名次")!.id;
  expect([book.value(id), book.printed(id), book.change(id).reason]).toEqual([null, "第2名", "是文字，不作比较"]);
  expect(book.rule(book.catalogue.byLabel("委员总数")!.id)).toBe("年末在册。");
});

test("notes stand on the charts that they name, ours and its own, and on those that show their metric", () => {
  const said = (name: string) =>
    notesOn(book, figuresOf(book).find(figure => figure.name === name)!).map(({year, text}) => `${year}${text}`);
  expect(said("自己的走势")).toEqual(["2023名册重新登记"]);
  expect(said("提案趋势")).toEqual(["2023补录", "2024网上提交"]);
  expect(said("类别占比")).toEqual(["2024网上提交"]);
});

test("they are in the list of figures, the comparison and the targets", () => {
  const found = records(book).find(({label}) => label === "人均提案")!;
  expect(found).toMatchObject({unit: "件", value: 1, previous: 0.75, printed: "1件", rule: "提交提案除以委员总数。"});
  expect(records(book).find(({label}) => label === "宣传信息名次")).toMatchObject({value: null, printed: "第2名"});
  const rows = comparison(book).rows;
  expect(rows.find(([label]) => label === "捐款捐物")).toEqual([
    "捐款捐物",
    "万元",
    120.5,
    150,
    "+29.5",
    "+24.5%",
    "2024年捐款捐物150万元,较上年增加29.5万元,增长24.5%。"
  ]);
  expect(rows.find(([label]) => label === "宣传信息名次")?.at(-1)).toBe("2024年宣传信息名次为第2名。");
  expect(targetsOf(book).map(({metric, words}) => [metric.label, words])).toEqual([
    ["人均提案", "已完成"],
    ["捐款捐物", "滞后"]
  ]);
});

test("templates say them", () => {
  const text = "# 甲\n\n人均提案{{人均提案}}，解决率{{解决率}}，名次{{宣传信息名次}}，教育类{{各类提案：教育}}。\n";
  const {blocks} = story("甲", text, book, []);
  expect(JSON.stringify(blocks)).toContain("人均提案1件，解决率50%，名次第2名，教育类3件。");
});

test("a draft is checked against them", () => {
  const {figures, ...known} = knownTo(book);
  const verdicts = (draft: string) =>
    checkDraft(draft, figures, {year: 2024, ...known}).map(({text, verdict}) => `${text} ${verdict}`);
  expect(verdicts("全年解决率50%。")).toEqual(["50% 一致"]);
  expect(verdicts("全年解决率60%。")).not.toEqual(["60% 一致"]);
  expect(verdicts("捐款捐物150万元。")).toEqual(["150万元 一致"]);
  expect(verdicts("教育类提案4件。")).not.toEqual(["4件 一致"]);
  // A quotient with a unit is a number of its own, not some of what it is made of.
  expect(verdicts("人均提案1件。")).toEqual(["1件 一致"]);
  expect(verdicts("委员人均提案1.2件。")).toEqual(["1.2件 不一致"]);
  expect(verdicts("投资额2.35亿元。")).toEqual(["2.35亿元 一致"]);
  expect(verdicts("投资额23500万元。")).toEqual(["23500万元 一致"]);
  expect(verdicts("投资额2.53亿元。")).toEqual(["2.53亿元 不一致"]);
  // The unit at the end of its name is part of the name.
  expect(verdicts("走访困难户230户。走访困难户240户。")).toEqual(["230户 一致", "240户 不一致"]);
  expect(verdicts("委员出席率达95%。")).toEqual(["95% 一致"]);
  expect(verdicts("宣传信息名次第2名。")).toEqual(["第2名 一致"]);
  expect(verdicts("宣传信息名次居全市第三。")).toEqual(["第三 不一致"]);
  expect(verdicts("宣传信息名次由2023年的第五名升至第二名。")).not.toContain("第五名 不一致");
  expect(verdicts("近两年提案8件。")).toEqual(["近两年 不是数据", "8件 一致"]);
});

test("charts of the office stand on their pages, in templates and in the folder of charts", () => {
  expect(ownFigures(book).map(({name}) => name)).toEqual([
    "自己的走势",
    "会办排行",
    "类别占比",
    "层层办理",
    "变化一览",
    "月度累计",
    ...shapes,
    "评分排行"
  ]);
  expect(ownOn(book, "proposals").map(({name}) => name)).toEqual(["自己的走势", "会办排行", "月度累计", "公开矩阵"]);
  expect(ownOn(book, "charts").map(({name}) => name)).toEqual([
    "类别占比",
    "变化一览",
    "公开日历",
    ...shapes.filter(name => !["公开矩阵", "公开日历"].includes(name)),
    "评分排行"
  ]);
  // The page 提案 has no days: it says where the calendar stands.
  expect(elsewhere(book, "proposals").map(({name}) => name)).toEqual(["公开日历"]);
  const named = (name: string) => figuresOf(book).find(figure => figure.name === name)!;
  expect(named("会办排行").table(book).rows).toEqual([
    ["区教委", 1, 0],
    ["区财政局", 1, 1],
    ["未填", 3, 1]
  ]);
  expect(named("类别占比").title(book)).toBe("提案都写什么");
  expect(named("层层办理").table(book).rows).toEqual([
    ["提交提案", 5, 3],
    ["立案提案", 4, 2],
    ["解决提案", 2, 1]
  ]);
  for (const figure of ownFigures(book).filter(({has}) => has?.(book) ?? true))
    expect(chart(figure, book), figure.name).toContain("<svg");
  const {blocks} = story("甲", "# 甲\n\n![[类别占比]]\n", book, figuresOf(book));
  expect(blocks[0]!.type).toBe("figures");
});

test("every shape is drawn over the office's own column, stands in a template and can be downloaded", () => {
  const named = (name: string) => figuresOf(book).find(figure => figure.name === name)!;
  const rows = (name: string) => named(name).table(book).rows;
  expect(rows("公开矩阵")).toEqual([
    ["是", 1, 3],
    ["否", 1, 1],
    ["未填", 1, 1]
  ]);
  expect(rows("公开日历").filter(([, count]) => count !== 0)).toEqual([["1月", 3]]);
  expect(named("公开日历").title(book)).toBe("1天有公开提案,1月最多,3件");
  expect(rows("公开排行")).toEqual([
    ["是", 3, 1],
    ["否", 1, 1]
  ]);
  expect(rows("公开占比")).toEqual([
    ["是", 1, 3],
    ["否", 1, 1]
  ]);
  expect(rows("公开走势").at(-1)).toEqual(["2024年", 60]);
  expect(rows("层层公开").map(([label, now]) => [label, now])).toEqual([
    ["提交提案", 5],
    ["公开提案", 3]
  ]);
  expect(named("公开累计").has!(book)).toBe(true);
  const text = `# 甲\n\n${shapes.map(name => `![[${name}]]`).join("\n\n")}\n`;
  const drawn = story("甲", text, book, figuresOf(book)).blocks.flatMap(block =>
    block.type === "figures" ? block.figures.map(({name}) => name) : []
  );
  // Bases of less than ten have no percentage: nothing of 公开变化 can be drawn, and its line is left out.
  expect(drawn).toEqual(shapes.filter(name => name !== "公开变化"));
  for (const name of drawn) {
    expect(publication(named(name), book), name).toContain("<svg");
    expect(publication(named(name), book), name).not.toMatch(/NaN|undefined|null/);
  }
});

test("the wrong rows of charts.csv stop together, each with its line", async () => {
  const wrong: [row: string, message: string][] = [
    ["甲,日历,立案率,,,,", "「立案率」没有每一件的日期，不能画日历"],
    ["乙,饼图,提交提案,,,,", "形状「饼图」不认识"],
    ["丙,排行,提交提案,,,,", "排行要写维度"],
    ["丁,排行,提交提按,类别,,,", "指标「提交提按」不认识，是否为「提交提案」"],
    ["戊,排行,提交提案,类型别,,,", "提案的字段「类型别」不认识"],
    ["己,走势,提交提案、立案率,,,,", "一张走势图里的指标要同一个单位"],
    ["庚,走势,提交提案,,,封面,", "页面「封面」不认识"],
    ["辛,排行,提交提案,案由,,,", "「案由」是题目，不能作维度，公布的数字里不能有题目和编号；请改用分类的列"],
    ["壬,矩阵,立案提案,提案编号,,,", "「提案编号」是编号，不能作维度"]
  ];
  const rows = ["图表,形状,指标,维度,年数,页面,标题", ...wrong.map(([row]) => row)];
  const said = await bookOf({...office, reference: {"charts.csv": rows}}).catch((error: Error) => error.message);
  for (const [i, [, message]] of wrong.entries())
    expect(said).toContain(`参考表 charts.csv 第 ${i + 2} 行：${message}`);
});

test("the kinds beside proposals, opinions and activities count by any aggregate, condition and dimension, own columns too", async () => {
  const others = await bookOf(
    {
      exports: {
        "监督意见.csv": [
          "意见编号,意见建议,交办单位,交办日期,办理状态,答复日期,采纳情况,整改经费,督办领导级别",
          "1,甲,区教育局,2024-03-01,已办结,2024-03-11,采纳,1.5,市级",
          "2,乙,区财政局,2024-04-01,办理中,2024-04-21,部分采纳,2.5,区级",
          "3,丙,区教育局,2024-05-01,未答复,,,,区级"
        ],
        "线索.csv": [
          "线索编号,方向,移送日期,是否立案,检察建议份数,挽回损失",
          "X1,提案转线索,2024-03-01,是,2,30",
          "X2,线索转提案,2024-04-01,否,,12"
        ],
        "评议.csv": [
          "年度,单位,评议日期,发出票数,收回票数,满意,基本满意,不满意,现场提问",
          "2024,区教育局,2024-11-01,50,48,40,6,2,3",
          "2024,区财政局,2024-11-02,40,40,38,2,0,5"
        ],
        "出席.csv": [
          "会议编号,名称,日期,类别,委员编号,姓名,出席情况,发言分钟",
          "M1,全会,2024-01-08,全会,W1,甲某,出席,5",
          "M1,全会,2024-01-08,全会,W2,乙某,请假,",
          "M2,常委会,2024-03-08,常委会,W1,甲某,出席,7"
        ],
        "名册.csv": [
          "委员编号,姓名,性别,界别,党派,届次,任职日期,学历",
          "W1,甲某,男,教育界,民盟,十一届,2022-01-09,博士",
          "W2,乙某,女,教育界,中共,十一届,2022-01-09,本科"
        ]
      },
      reference: {
        "columns.csv": [
          "种类,表头,对应,类型",
          "民主监督意见,整改经费,自定义,数字",
          "民主监督意见,督办领导级别,自定义,文字(可公开)",
          "公益诉讼线索,挽回损失,自定义,数字",
          "民主评议,现场提问,自定义,数字",
          "出席记录,发言分钟,自定义,数字",
          "委员名册,学历,自定义,文字"
        ],
        "metrics.csv": [
          "指标,单位,来源,统计,条件,维度,年度",
          "意见经费,万元,民主监督意见,合计 整改经费,,,",
          "意见经费平均,万元,民主监督意见,平均 整改经费,采纳情况 = 采纳、部分采纳,,",
          "意见单位数,个,民主监督意见,去重 交办单位,答复日期 有,,",
          "未答复意见,条,民主监督意见,件数,答复日期 无；督办领导级别 含 区,,",
          "意见按督办,条,民主监督意见,件数,,督办领导级别,",
          "挽回损失最大,万元,公益诉讼线索,最大 挽回损失,,,",
          "立案线索损失,万元,公益诉讼线索,合计 挽回损失,是否立案 = 是,,",
          "线索按方向,件,公益诉讼线索,件数,,方向,",
          "评议提问中位,次,民主评议,中位数 现场提问,,,",
          "多提问单位,个,民主评议,件数,现场提问 >= 4,,",
          "发言时间,分钟,出席记录,合计 发言分钟,出席情况 = 出席,,",
          "会议数,次,出席记录,去重 会议或活动编号,,,",
          "博士委员,名,委员名册,件数,学历 = 博士,,",
          "每人发言,分钟,指标,发言时间 ÷ 博士委员,,,"
        ]
      }
    },
    {year: 2024, versus: 2023},
    "2025-01-31"
  );
  const of = (label: string) => others.value(others.catalogue.byLabel(label)!.id);
  expect(["意见经费", "意见经费平均", "意见单位数", "未答复意见"].map(of)).toEqual([4, 2, 2, 1]);
  expect(["挽回损失最大", "立案线索损失"].map(of)).toEqual([30, 30]);
  expect(["评议提问中位", "多提问单位"].map(of)).toEqual([4, 1]);
  expect(["发言时间", "会议数", "博士委员", "每人发言"].map(of)).toEqual([12, 2, 1, 12]);
  expect(["意见按督办：区级", "意见按督办：区级占比", "线索按方向：提案转线索"].map(of)).toEqual([2, 2 / 3, 1]);
  // Of a year without an export nothing is known.
  expect(others.value(others.catalogue.byLabel("意见经费")!.id, 2023)).toBeNull();
});

test("a chart whose page there is not stands on 自选图表, which says why, and it is told", async () => {
  const charts = [
    "图表,形状,指标,维度,年数,页面,标题",
    "甲,走势,公开率,,,提案,",
    "乙,日历,公开提案,,,履职活动,",
    "丙,走势,公开提案,,,目标进度,",
    "丁,走势,公开提案,,,公益诉讼线索,",
    "戊,走势,公开提案,,,民主监督意见,"
  ];
  const pages = ["页面,显示", "目标进度,否", "民主监督,否", "提案,是"];
  const {"notes.csv": _, ...reference} = office.reference!;
  const files = {...office, reference: {...reference, "charts.csv": charts, "pages.csv": pages}};
  const placed = await bookOf(files, {year: 2024}, "2024-12-31");
  expect(ownOn(placed, "proposals").map(({name}) => name)).toEqual(["甲"]);
  expect(ownOn(placed, "charts").map(({name}) => name)).toEqual(["乙", "丙", "戊"]);
  expect(["activities", "targets", "suggestions", "leads"].flatMap(page => ownOn(placed, page))).toEqual([]);
  // Leads have no page of their own: what is said of them stands on 年度对比.
  expect(ownOn(placed, "compare").map(({name}) => name)).toEqual(["丁"]);
  expect(moved(placed)).toEqual([
    "「乙」应在「履职活动」页，没有履职活动的数据，没有这一页",
    "「丙」应在「目标进度」页，pages.csv 里写明不显示「目标进度」页",
    "「戊」应在「民主监督」页，pages.csv 里写明不显示「民主监督」页"
  ]);
  // What a check finds is said while the files are read.
  const told = await asked(files, "2024-12-31", open =>
    open.rows(readFileSync("loaders/checks/23-charts-placed.sql", "utf8"))
  );
  expect(told.map(each => Object.values(each).join(" "))).toEqual([
    "乙 履职活动 没有履职活动的数据，没有这一页",
    "丙 目标进度 pages.csv 里写明不显示「目标进度」页",
    "戊 民主监督 pages.csv 里写明不显示「民主监督」页"
  ]);
});

test("a value of several has one share: of all items, in the metric, the chart and its table", async () => {
  const tagged = (year: number, session: string, tags: string[]) =>
    tags.map((tag, i) => `${i + 1},${session},${year}事${i},${year}-01-14,立案,${tag}`);
  const files: Office = {
    exports: {
      "提案.csv": [
        "提案编号,届次,案由,提交日期,审查结果,领域标签",
        ...tagged(2023, "十一届二次", ["环保", "教育"]),
        ...tagged(2024, "十一届三次", ["教育、环保", "教育", "环保", "医疗", ""])
      ]
    },
    reference: {
      "columns.csv": ["种类,表头,对应,类型", "提案,领域标签,自定义,多项"],
      "metrics.csv": ["指标,单位,来源,统计,条件,维度", "领域分,件,提案,件数,,领域标签"],
      "charts.csv": ["图表,形状,指标,维度,年数,页面,标题", "领域占比,占比,提交提案,领域标签,,,"]
    }
  };
  const several = await bookOf(files, {year: 2024}, "2024-12-31");
  expect(several.value(several.catalogue.byLabel("领域分：环保占比")!.id)).toBe(0.4);
  const [figure] = ownFigures(several);
  const {columns, rows} = figure!.table(several);
  expect([columns, ...rows]).toEqual([
    ["领域标签", "2024年（件）", "2024年占比（%）", "2023年（件）", "2023年占比（%）"],
    ["教育", 2, 40, 1, 50],
    ["环保", 2, 40, 1, 50],
    ["医疗", 1, 20, 0, 0],
    ["未填", 1, 20, 0, 0]
  ]);
  expect(chart(figure!, several)).toContain("40%");
  expect(chart(figure!, several)).not.toContain("33.3%");
  expect(figure!.note!(several)).toBe("一项可归几类，各类之和大于总数");
  expect(figure!.subtitle(several)).toBe("2024年同期各领域标签占提交提案5件的比例，%；短线为上年同期");
});
