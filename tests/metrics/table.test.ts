import {describe, expect, test} from "vitest";
import {kinds} from "../../src/kinds/index.js";
import {catalogueOf} from "../../src/metrics/catalogue.js";
import {countSql} from "../../src/metrics/sql/index.js";
import {expanded, type OwnField, parseMetrics, readMetrics} from "../../src/metrics/table/index.js";

const own: OwnField[] = [
  {kind: "proposals", field: "own_open", label: "是否公开", type: "flag"},
  {kind: "proposals", field: "own_score", label: "评分", type: "number"},
  {kind: "proposals", field: "own_field", label: "所属领域", type: "text"},
  {kind: "proposals", field: "own_lead", label: "领办人", type: "text", personal: true}
];

const read = async (csv: string) =>
  parseMetrics([await readMetrics("metrics.csv", new TextEncoder().encode(csv))], {kinds, own, ledger: ["委员总数"]});
const head = "指标,单位,来源,统计,条件,维度,年度,印法,说法,口径";
const one = async (row: string) => {
  const {metrics, faults} = await read(`${head}\n${row}\n`);
  expect(faults).toEqual([]);
  return metrics[0]!;
};

describe("a row of the table of metrics", () => {
  test("counts items under all its conditions", async () => {
    const metric = await one("公开提案,件,提案,件数,是否公开 = 是;类别 = 教育、卫生健康,,,余10,公开的提案、公开件,");
    expect(metric).toMatchObject({
      id: "proposals.公开提案",
      kind: "proposals",
      label: "公开提案",
      unit: "件",
      bases: ["session", "calendar"],
      at: "submitted",
      adds: true,
      print: {word: "余", place: 10},
      phrases: ["公开的提案", "公开件"]
    });
    expect(countSql(metric.count!)).toBe("count(case when own_open and category in ('教育', '卫生健康') then 1 end)");
  });

  test.each([
    ["件数", "批示级别 有", "count(case when instruction_level is not null then 1 end)"],
    ["件数", "批示级别 无", "count(case when instruction_level is null then 1 end)"],
    ["件数", "会办单位 有", "count(case when len(co_units) > 0 then 1 end)"],
    ["件数", "会办单位 无", "count(case when coalesce(len(co_units), 0) = 0 then 1 end)"],
    ["件数", "联名人数 >= 2", "count(case when proposer_count >= 2 then 1 end)"],
    ["件数", "联名人数 ≥ 2", "count(case when proposer_count >= 2 then 1 end)"],
    ["件数", "联名人数＞＝２；重点提案＝是", "count(case when proposer_count >= 2 and key then 1 end)"],
    ["件数", "案由 含 养老、托育", "count(case when (contains(title, '养老') or contains(title, '托育')) then 1 end)"],
    ["件数", "案由 不含 养老", "count(case when not coalesce(contains(title, '养老'), false) then 1 end)"],
    ["件数", "主办单位 = 区教委", "count(case when list_contains(main_units, '区教委') then 1 end)"],
    [
      "件数",
      "主办单位 = 区教委、区财政局",
      "count(case when list_has_any(main_units, ['区教委', '区财政局']) then 1 end)"
    ],
    ["件数", "审查结果 = 予以立案", "count(case when review = 'filed' then 1 end)"],
    ["件数", "审查结果 != 立案", "count(case when not coalesce(review = 'filed', false) then 1 end)"],
    ["件数", "会上/平时 = 平时", "count(case when not plenary then 1 end)"],
    ["件数", "交办日期 >= 2024-03-01", "count(case when assigned >= date '2024-03-01' then 1 end)"],
    ["件数", "答复日期 <= 办理时限", "count(case when replied <= due then 1 end)"],
    ["合计 批示件次", "", "coalesce(sum(instructions), 0)"],
    ["合计批示件次", "", "coalesce(sum(instructions), 0)"],
    ["去重 第一提案人", "", "count(distinct proposer)"],
    ["去重 会办单位", "立案 = 是", "coalesce(len(list_distinct(flatten(list(co_units) filter (where filed)))), 0)"],
    ["中位数 评分", "", "median(own_score)"],
    ["平均 评分", "", "avg(own_score::decimal(38, 9))"],
    ["最大 评分", "", "max(own_score)"]
  ])("%s, %s", async (aggregate, conditions, sql) => {
    const metric = await one(`甲,件,提案,${aggregate},${conditions},,,,,`);
    expect(countSql(metric.count!)).toBe(sql);
  });

  test("is a formula over labels of any kinds", async () => {
    const {metrics, faults} = await read(`指标,单位,来源,统计
提交提案,件,提案,件数
收到社情民意,篇,社情民意,件数
人均提案,件,指标,提交提案 ÷ 委员总数
提案和信息,件,指标,提交提案 ＋ 收到社情民意
差,件,指标,提交提案 − 收到社情民意
甲率,%,指标,提交提案/收到社情民意
低者,%,指标,"较低（甲率, 乙率）"
乙率,%,指标,收到社情民意 ÷ 提交提案
`);
    expect(faults).toEqual([]);
    const of = (label: string) => metrics.find(metric => metric.label === label)!;
    expect(of("人均提案")).toMatchObject({
      kind: "multi",
      basis: "mixed",
      formula: {type: "ratio", numerator: "proposals.提交提案", denominator: "indicators.委员总数"},
      rule: "提交提案除以委员总数。"
    });
    expect(of("提案和信息").formula).toEqual({type: "sum", of: ["proposals.提交提案", "opinions.收到社情民意"]});
    expect(of("差").formula).toEqual({type: "sum", of: ["proposals.提交提案"], minus: ["opinions.收到社情民意"]});
    expect(of("低者").formula).toEqual({type: "least", of: ["multi.甲率", "multi.乙率"]});
  });

  test("reads a label that itself holds a sign whole", async () => {
    const {metrics} = await read(
      "指标,单位,来源,统计\n会上/平时件,件,提案,件数\n会上,件,提案,件数\n甲,%,指标,会上/平时件 ÷ 会上\n"
    );
    expect(metrics.at(-1)!.formula).toMatchObject({
      numerator: "proposals.会上/平时件",
      denominator: "proposals.会上"
    });
  });

  test("over one kind belongs to it, under the id that others refer to", async () => {
    const {metrics} = await read(`指标,单位,来源,统计,条件
提案,件,提案,件数,
教育提案,件,提案,件数,类别 = 教育
教育占比,%,指标,教育提案 ÷ 提案,
占比之半,%,指标,教育占比 ÷ 提案,
`);
    expect(metrics.map(({id}) => id)).toEqual([
      "proposals.提案",
      "proposals.教育提案",
      "proposals.教育占比",
      "proposals.占比之半"
    ]);
    expect(metrics[3]!.formula).toMatchObject({numerator: "proposals.教育占比"});
  });

  test.each([
    ["", {basis: "session", bases: ["session", "calendar"]}],
    ["届次年度", {basis: "session", bases: ["session", "calendar"]}],
    ["自然年", {basis: "calendar", bases: ["calendar"]}],
    ["本届累计", {span: "term", at: null}],
    ["三年累计", {span: 3}],
    ["5年累计", {span: 5}]
  ])("年度 %s", async (years, expected) => {
    expect(await one(`甲,件,提案,件数,,,${years},,,`)).toMatchObject(expected);
  });

  test.each([
    ["精确", undefined],
    ["余10", {word: "余", place: 10}],
    ["多100", {word: "多", place: 100}],
    ["余10000", {word: "余", place: 10000}],
    ["保留0位", {decimals: 0}],
    ["保留2位；截断", {decimals: 2, cut: true}],
    ["四舍五入", undefined],
    ["余100;单位 人(次)", {word: "余", place: 100, unit: "人(次)"}]
  ])("印法 %s", async (print, expected) => {
    expect((await one(`甲,件,提案,件数,,,,${print},,`)).print).toEqual(expected);
  });

  test("says its rule in words where none is written", async () => {
    expect((await one("甲,件,提案,件数,类别 = 教育;联名人数 >= 2;批示级别 有,,,,,")).rule).toBe(
      "提案的件数，只计「类别」为教育、且「提案人数」不小于2、且填有「批示级别」的。"
    );
    expect((await one("甲,件,提案,件数,,,,,,本地的口径。")).rule).toBe("本地的口径。");
  });

  test("replaces ours by its label and keeps its id", async () => {
    const ours = await readMetrics(
      "catalogue.csv",
      new TextEncoder().encode("代号,指标,单位,来源,统计\nproposals.joint,联名提案,件,提案,件数\n")
    );
    const theirs = await readMetrics(
      "metrics.csv",
      new TextEncoder().encode("指标,单位,来源,统计,条件\n联名提案,件,提案,件数,联名人数 >= 2\n")
    );
    const {metrics} = parseMetrics([ours, theirs], {kinds});
    expect(metrics.map(({id}) => id)).toEqual(["proposals.joint"]);
    expect(metrics[0]!.count!.where).toHaveLength(1);
  });

  test("without 来源 changes of ours only what it says, by its 代号 also its label; what names it as before means it", async () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    const ours = await readMetrics(
      "catalogue.csv",
      encode(
        "代号,指标,单位,来源,统计,条件,说法\nproposals.joint,联名提案,件,提案,件数,联名人数 >= 2,联名提出\nproposals.all,提交提案,件,提案,件数,,\n"
      )
    );
    const theirs = await readMetrics(
      "metrics.csv",
      encode(
        "代号,指标,单位,来源,统计,口径\nproposals.joint,多人提案,,,,两人以上提出。\n,多人提案占比,%,指标,联名提案 ÷ 提交提案,\n"
      )
    );
    const {metrics, faults} = parseMetrics([ours, theirs], {kinds});
    expect(faults).toEqual([]);
    const catalogue = catalogueOf(metrics);
    expect(catalogue.all.map(({label}) => label)).toEqual(["多人提案", "提交提案", "多人提案占比"]);
    const {rule, unit, phrases, count} = catalogue.get("proposals.joint");
    expect([rule, unit, phrases, count!.where.length]).toEqual(["两人以上提出。", "件", ["联名提出"], 1]);
    expect(catalogue.byLabel("联名提案")!.id).toBe("proposals.joint");
    expect(catalogue.all[2]!.formula).toMatchObject({numerator: "proposals.joint"});
  });

  test("with 维度 gives a figure for each value and its share of the whole", async () => {
    const {metrics} = await read(
      "指标,单位,来源,统计,条件,维度,说法\n办理结果,件,提案,件数,立案 = 是,办理结果,结果为{值}的提案\n"
    );
    const {all} = expanded(
      metrics,
      [{kind: "proposals", field: "outcome", value: "solved", label: "已解决或采纳"}],
      []
    );
    expect(all.map(({label, unit}) => `${label} ${unit}`)).toEqual([
      "办理结果 件",
      "办理结果：已解决或采纳 件",
      "办理结果：已解决或采纳占比 %"
    ]);
    expect(all[1]).toMatchObject({
      id: "proposals.办理结果:solved",
      subsetOf: "proposals.办理结果",
      phrases: ["结果为已解决或采纳的提案"]
    });
    expect(countSql(all[1]!.count!)).toBe("count(case when filed and outcome = 'solved' then 1 end)");
  });
});

test("an indicator of the ledger is a metric by that alone", () => {
  const {all} = expanded([], [], [{indicator: "委员总数", unit: "名", rule: "年末在册人数"}]);
  expect(all[0]).toMatchObject({id: "indicators.委员总数", label: "委员总数", unit: "名", rule: "年末在册人数。"});
});

test.each([
  ["甲,件,提安,件数,,,,,,", "参考表 metrics.csv 第 2 行：来源「提安」不认识"],
  ["甲,件,提案,件数,类型别 = 教育,,,,,", "提案的字段「类型别」不认识"],
  ["甲,件,提案,件数,审查结果 = 立按,,,,,", "「审查结果」的值「立按」不认识"],
  ["甲,件,提案,件数,审查结果,,,,,", "看不懂的条件“审查结果”"],
  ["甲,件,提案,件数,立案 = 是，重点提案 有,,,,,", "看不懂的条件“立案 = 是，重点提案 有”，应写成"],
  ["甲,件,提案,件数,联名人数 >= 两人,,,,,", "「提案人数」应与一个数相比，不能是“两人”"],
  ["甲,件,提案,件数,类别 >= 2,,,,,", "「类别」不是数或日期，不能比大小"],
  ["甲,件,提案,件数,提案人 = 张三,,,,,", "「第一提案人」是姓名，条件里只能写“有”“无”"],
  ["甲,件,提案,总和 批示件次,,,,,,", "看不懂的统计“总和 批示件次”"],
  ["甲,件,提案,合计 类别,,,,,,", "「类别」不是数，不能合计"],
  ["甲,件,提案,件数,,提案人,,,,", "「第一提案人」是姓名，不能作维度"],
  [
    "甲,件,提案,件数,,标题,,,,",
    "参考表 metrics.csv 第 2 行：「案由」是题目，不能作维度，公布的数字里不能有题目和编号；请改用分类的列，如「类别」「提案者类型」「党派」；要数题目里有某些字的，写在指标的条件里，如“案由 含 养老”。"
  ],
  [
    "甲,件,提案,件数,,案号,,,,",
    "「提案编号」是编号，不能作维度，公布的数字里不能有题目和编号；请改用分类的列，如「类别」「提案者类型」「党派」。"
  ],
  ["甲,件,提案,件数,,流水号,,,,", "「流水号」是编号，不能作维度"],
  ["甲,件,提案,件数,,并案主号,,,,", "「并案主号」是编号，不能作维度"],
  ["甲,篇,社情民意,件数,,信息题目,,,,", "「标题」是题目，不能作维度"],
  ["甲,篇,社情民意,件数,,期号,,,,", "「期号」是编号，不能作维度"],
  ["甲,场次,履职活动,合计 场次,,活动名称,,,,", "「活动名称」是题目，不能作维度"],
  ["甲,条,民主监督意见,件数,,意见建议,,,,", "「意见建议」是题目，不能作维度"],
  ["甲,条,民主监督意见,件数,,来源活动编号,,,,", "「来源活动编号」是编号，不能作维度"],
  ["甲,件,公益诉讼线索,件数,,线索编号,,,,", "「线索编号」是编号，不能作维度"],
  [
    "甲,件,提案,件数,,领办人,,,,",
    "「领办人」是姓名，不能作维度；不是姓名或者可以公开的，请在 columns.csv 里把「类型」写成“文字（可公开）”"
  ],
  ["甲,件,提案,件数,领办人 = 张三,,,,,", "「领办人」是姓名，条件里只能写“有”“无”"],
  ["甲,件,提案,件数,,,每年,,,", "看不懂的年度“每年”"],
  ["甲,件,社情民意,件数,,,届次年度,,,", "社情民意没有届次"],
  ["甲,件,提案,件数,,,,大约,,", "看不懂的印法“大约”"],
  ["甲,%,指标,甲 ÷ 甲,,,,,,", "公式里不能有「甲」自己"],
  ["甲,%,指标,乙 ÷ 丙,,,,,,", "指标「乙」不认识"],
  ["甲,%,提案,件数,,,,,,", "单位是 % 的应写成公式"],
  ["甲,件,提案,件数,,,,,,\n甲,件,提案,件数,,,,,,", "参考表 metrics.csv 第 3 行：指标「甲」与第 2 行重复"],
  ["甲,件,指标,乙 + 丙,,,,,,\n乙,件,指标,甲 + 丙,,,,,,\n丙,件,提案,件数,,,,,,", "公式成了一个圈：甲 → 乙 → 甲"]
])("a wrong row stops with its line and what would be right: %s", async (row, message) => {
  const {metrics, faults} = await read(`${head}\n${row}\n`);
  expect(metrics).toEqual([]);
  expect(faults.join("\n")).toContain(message);
});
