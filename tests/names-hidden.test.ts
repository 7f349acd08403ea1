import {expect, test} from "vitest";
import {readExports} from "../reports/problems/list.js";
import {hiding, oneDot} from "../src/intake/person-names.js";
import {sentence} from "../src/intake/problem.js";
import {typeset} from "../src/text/typeset.js";
import {asked, type Office, office, tablesOf} from "./office.js";

const sessions = ["届次,届,次,开幕日期,闭幕日期,年度", "七届二次,7,2,2024-02-20,2024-02-23,2024"];
const roster = (...names: string[]) => [
  "委员编号,姓名,界别,届次,任职日期",
  ...names.map((name, i) => `W${i},${name},教育界,七届,2024-01-01`)
];
const ledger = "指标,年度,数值,单位,口径,来源";

const told = (files: Office): Promise<string[]> =>
  office(files, async data => {
    const {files: read, reference} = await readExports(data);
    return [
      ...read.flatMap(({name, problems}) => problems.map(problem => typeset(sentence(name, problem)))),
      ...reference.map(({name, problem}) => typeset(sentence(name, problem)))
    ];
  });

const named: Office = {
  exports: {
    "名册.csv": roster("欧阳雪", "王小明"),
    "台账.csv": [ledger, "欧阳雪工作室接待群众,2024,300,人次,,", "走访企业,2024,40,家,王小明统计,"]
  },
  reference: {
    "sessions.csv": sessions,
    "targets.csv": ["年度,指标,目标,比较", "2024,欧阳雪工作室接待群众,200,以上"],
    "notes.csv": ["图表或指标,年度,文字", "欧阳雪工作室接待群众,2024,欧阳雪调休三个月"],
    "charts.csv": ["图表,形状,指标,维度,年数,页面,标题", "工作室,走势,欧阳雪工作室接待群众,,,概览,"],
    "metrics.csv": [
      "指标,单位,来源,统计,口径",
      "工作室人均接待,人次,指标,欧阳雪工作室接待群众 ÷ 走访企业,由王小明核对。"
    ],
    "rule_changes.csv": ["指标,自年度,说明", "欧阳雪工作室接待群众,2024,王小明提出改按人次"]
  }
};

test("a member's name in a label of the ledger is another word there and wherever tables name it", async () => {
  const tables = await tablesOf(named);
  const text = JSON.stringify(tables);
  expect(text).not.toMatch(/欧阳雪|王小明/);
  const label = "某委员工作室接待群众";
  expect(tables.targets).toMatchObject([{label, target: 200}]);
  const value = (id: string) => tables.figures.find(row => row.view === "year" && row.metric === id)?.value;
  expect(value(`indicators.${label}`)).toBe(300);
  const catalogue = JSON.parse(tables.about[0]!.catalogue!) as {id: string; label: string; rule: string}[];
  const own = catalogue.find(metric => metric.label === "工作室人均接待")!;
  expect([value(own.id), own.rule]).toEqual([7.5, "由（姓名）核对。"]);
  expect(JSON.parse(tables.about[0]!.notes!)).toMatchObject([{text: "（姓名）调休三个月"}]);
});

test("it is told with file, line, column and remedy", async () => {
  const said = await told(named);
  expect(said).toContain(
    "台账.csv 第2行「指标」：名称里有委员的姓名，网站和文稿里写作“某委员”，小表里写到它的也这样写，请改成不带姓名的名称，小表里一起改"
  );
  for (const [table, column, word] of [
    ["targets.csv 第2行", "指标", "某委员"],
    ["notes.csv 第2行", "文字", "（姓名）"],
    ["charts.csv 第2行", "指标", "某委员"],
    ["metrics.csv 第2行", "口径", "（姓名）"],
    ["rule_changes.csv 第2行", "说明", "（姓名）"]
  ])
    expect(said).toContain(
      `${table}「${column}」：写有委员的姓名，网站和文稿里写作“${word}”，请去掉姓名，或改成不带姓名的名称`
    );
});

test("two labels that would then be one are told apart: the later row counts nowhere", async () => {
  const files: Office = {
    exports: {
      "名册.csv": roster("欧阳雪", "王小明"),
      "台账.csv": [ledger, "欧阳雪工作室接待,2024,300,人次,,", "王小明工作室接待,2024,200,人次,,"]
    },
    reference: {"sessions.csv": sessions}
  };
  expect(await told(files)).toContain(
    "台账.csv 第3行「指标」：名称去掉委员的姓名（写作“某委员”）以后与另一行相同，没有采用，请改成不带姓名、各不相同的名称，小表里一起改"
  );
  await asked(files, undefined, async open =>
    expect(await open.rows("select indicator, value from indicators")).toEqual([
      {indicator: "某委员工作室接待", value: 300}
    ])
  );
});

test("the dot within a name is one, however it is written", async () => {
  expect(["买买提•艾力", "买买提.艾力", "买买提．艾力", "买买提 · 艾力", "买买提・艾力"].map(oneDot)).toEqual(
    Array(5).fill("买买提·艾力")
  );
  expect(oneDot("1.5 甲.1")).toBe("1.5 甲.1");
  expect(hiding(["买买提·艾力"])("听取买买提•艾力的意见")).toBe("听取（姓名）的意见");
  const files: Office = {
    exports: {
      "名册.csv": roster("买买提·艾力"),
      "签到.csv": [
        "会议编号,会议名称,会议日期,会议类别,姓名,出席情况",
        "Q1,全会,2024-02-20,全体会议,买买提•艾力,出席",
        "Q2,常委会,2024-03-20,常委会会议,买买提.艾力,出席"
      ]
    },
    reference: {"sessions.csv": sessions}
  };
  expect(await told(files)).toEqual([]);
  await asked(files, undefined, async open =>
    expect(await open.rows("select count(*)::integer as found from member_names")).toEqual([{found: 2}])
  );
});
