import {copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {warehouse} from "../loaders/query.js";
import {buildWarehouse} from "../loaders/warehouse.js";
import {exact} from "../src/metrics/format.js";
import {metricOf} from "./catalogue.js";
import {office} from "./office.js";

const checks = readdirSync("loaders/checks").map(file => file.replace(".sql", ""));

/** What breaks each check in the sample's warehouse, and what it must name. */
const breaks: Record<string, [title: string, statements: string, named: Record<string, unknown>][]> = {
  "01-records": [
    [
      "a record lost",
      "update files set accepted = accepted - 1 where kind = 'opinions'",
      {文件: expect.stringMatching(/\.csv$/)}
    ]
  ],
  "02-proposal-identity": [["a proposal twice", "insert into proposals from proposals limit 1", {次数: "2"}]],
  "03-activity-identity": [["an activity twice", "insert into activities from activities limit 1", {次数: "2"}]],
  "04-opinion-identity": [["an entry twice", "insert into opinions from opinions limit 1", {次数: "2"}]],
  "05-years": [
    [
      "a record of no year",
      "update activities set year = null where file = (select min(file) from activities) and line = (select min(line) from activities)",
      {文件: expect.stringMatching(/活动|履职/), 行: expect.anything()}
    ]
  ],
  "06-subsets": [
    [
      "more appraised than submitted",
      "update figures set value = 500 where metric = 'proposals.appraised' and view = 'year' and year = 2024 and basis = 'session'",
      {指标: "民主评议提案", 年度: 2024, 数值: 500, 整体: "提交提案", 整体数值: 261}
    ],
    [
      "at a date as well",
      "update figures set value = 500 where metric = 'opinions.adopted' and view = '2025-06-30' and year = 2023",
      {指标: "采用社情民意", 视角: "2025-06-30", 年度: 2023}
    ]
  ],
  "17-rate-range": [
    [
      "a rate over 100%",
      "update figures set value = 1.2, numerator = 12, denominator = 10 where metric = 'proposals.reply_rate' and view = 'year' and year = 2024 and basis = 'session'",
      {指标: "回复率", 年度: 2024, 分子: 12, 分母: 10}
    ]
  ],
  "07-rates": [
    [
      "100% that is not exact",
      "update figures set value = 1, numerator = 2499, denominator = 2500 where metric = 'proposals.reply_rate' and view = 'year' and year = 2024 and basis = 'session'",
      {指标: "回复率", 分子: 2499, 分母: 2500}
    ]
  ],
  "08-parts": [
    [
      "a category lost",
      `delete from proposals_by_dimension where dimension = 'category' and item = '教育' and view = 'year' and year = 2024`,
      {指标: expect.stringMatching(/提案/), 年度: 2024, 维度: "category"}
    ],
    [
      "units that hold less than all",
      `update proposals_by_dimension set "proposals.filed" = 0 where dimension = 'main_unit' and view = 'year' and year = 2024`,
      {指标: "立案提案", 维度: "main_unit", 分项之和: 0}
    ]
  ],
  "09-targets": [
    [
      "a target of no metric",
      "insert into targets values (2025, '协商活动次数', 20, '以上')",
      {年度: 2025, 目标表中的指标: "协商活动次数", 最接近的指标: "协商活动"}
    ]
  ],
  "10-ledger": [
    [
      "two values of one indicator",
      "insert into indicators from (select * replace (value + 1 as value) from indicators where indicator = '工作制度' and year = 2024)",
      {指标: "工作制度", 年度: 2024}
    ]
  ],
  "11-rule-changes": [
    [
      "a change of no metric",
      "insert into rule_changes values ('委员满意度', 2024, '分母改变')",
      {口径变化表中的指标: "委员满意度", 最接近的指标: "委员满意率"}
    ]
  ],
  "12-funnels": [
    [
      "more closed than assigned",
      "update figures set value = 200 where metric = 'proposals.assigned' and view = 'year' and year = 2024 and basis = 'session'",
      {前一步: "交办提案", 前一步数值: 200, 后一步: expect.stringMatching(/办结提案|回复提案/), 年度: 2024}
    ],
    [
      "more forwarded than compiled",
      "update figures set value = 1 where metric = 'opinions.compiled' and view = 'year' and year = 2024",
      {前一步: "编报社情民意", 前一步数值: 1, 后一步: "转报社情民意"}
    ]
  ],
  "13-months": [
    [
      "a month that counts too much",
      "update months set value = value + 1 where metric = 'opinions.received' and view = 'year' and year = 2024 and month = 5",
      {指标: "收到社情民意", 年度: 2024, 各月之和: 147, 全年: 146}
    ]
  ],
  "14-ledger-agrees": [
    [
      "a count of its own",
      "insert into indicators by name select '提交提案' as indicator, 2024 as year, 262 as value, '件' as unit",
      {指标: "提交提案", 年度: 2024, 台账写的: "262件", 按导出文件算的: "261件"}
    ],
    [
      "a rate that rounds to another",
      "insert into indicators by name select '委员满意率' as indicator, 2024 as year, 98.5 as value, '%' as unit",
      {指标: "委员满意率", 台账写的: "98.5%", 按导出文件算的: "98.39%（245÷249）"}
    ],
    [
      "100% of what is not all",
      "insert into indicators by name select '委员满意率' as indicator, 2024 as year, 100 as value, '%' as unit",
      {指标: "委员满意率", 台账写的: "100%"}
    ]
  ],
  "15-ledger-feasible": [
    [
      "a percentage that 20 ballots cannot give",
      "insert into indicators by name select '民主评议测评满意率参评数' as indicator, 2024 as year, 20 as value, '张' as unit",
      {指标: "民主评议测评满意率", 台账: "98.0%", 分母: 20}
    ]
  ],
  "16-activity-types": [
    [
      "a type that counts toward no metric",
      "insert into activity_types values ('视察', '监督活动')",
      {计入: "监督活动", 活动类型: "视察", 可以写的: "协商活动、民主监督活动"}
    ]
  ],
  "18-appraisal-rates": [
    [
      "a rate that the votes do not give",
      "update appraisals set rate = 12.3 where year = 2024",
      {年度: 2024, 写的: "12.3%"}
    ],
    [
      "a percentage that Excel keeps as a fraction, with what it should be",
      "update appraisals set returned = 40, satisfied = 30, rate = 0.75 where year = 2024",
      {年度: 2024, 写的: "0.75%", 改法: "像是百分数存成的小数，应写成 75"}
    ],
    [
      "a figure of the ledger that all votes do not give",
      "insert into indicators by name select '民主评议测评满意率' as indicator, 2024 as year, 12.3 as value, '%' as unit",
      {位置: "其他指标台账", 单位: "各单位合计", 年度: 2024, 写的: "12.3%"}
    ]
  ],
  "19-point-conditions": [
    [
      "a sort of meeting that no record has",
      "insert into points by name select '出席' as event, '主席团会议' as condition, 5 as value",
      {事项: "出席", 条件: "主席团会议", 出席记录里的类别: expect.stringContaining("、")}
    ]
  ],
  "20-ledger-absent": [
    [
      "a line of a ledger that is not there",
      `delete from indicators;
       insert into metrics by name select 'indicators.委员之家' as id, '委员之家' as label, 'indicators' as kind`,
      {指标: expect.stringContaining("委员之家")}
    ]
  ],
  "21-appraisal-blanks": [
    [
      "a row of votes without those handed out, which others of its year have",
      "update appraisals set issued = null where year = 2024 and unit = (select min(unit) from appraisals where year = 2024)",
      {没有写: "发出票数"}
    ],
    [
      "votes that are left when the rest are counted, of which no column says what they were",
      "update appraisals set abstained = 1; update appraisals set abstained = null, returned = 60, satisfied = 50, basic = 4, dissatisfied = 3 where year = 2024 and unit = (select min(unit) from appraisals where year = 2024)",
      {没有写: "弃权"}
    ]
  ],
  "22-suggestion-days": [
    [
      "a time limit before the day of handing over",
      "update suggestions set due = handed - 1 where handed = (select max(handed) from suggestions)",
      {不合理: expect.stringContaining("早于交办日期")}
    ],
    [
      "a reply after the end",
      "update suggestions set replied = closed + 1 where closed = (select max(closed) from suggestions)",
      {不合理: expect.stringContaining("晚于办结日期")}
    ]
  ],
  "24-absent-and-listed": [
    [
      "who was absent by the record and came by the list",
      `update attendances set attended = 'absent' where (file, line) in (
         select n.file, n.line from member_names as n join attendances as a on a.file = n.file and a.line = n.line
         join activities as b on b.number = a.meeting and b.year = a.year where n.kind = 'attendances' order by all limit 1);
       insert into member_names select 'activities', 0, b.file, b.line, n.number from member_names as n
         join attendances as a on a.file = n.file and a.line = n.line join activities as b on b.number = a.meeting and b.year = a.year
         where n.kind = 'attendances' order by n.file, n.line limit 1`,
      {名单: expect.stringMatching(/第\d+行$/)}
    ]
  ],
  "25-roster-renewed": [
    [
      "who stands in no newer roster",
      `insert into replacements select 'members', m.file, m.line, 1, m.line, [] from members as m;
       delete from members where line <> (select max(line) from members where ended > date '2025-12-31' or ended is null)`,
      {较新的名册: expect.anything()}
    ]
  ],
  "26-states-blank": [
    [
      "a suggestion of which nobody wrote how far it got",
      "update suggestions set status = null, answer = null where line = (select min(line) from suggestions)",
      {没有写: "办理状态"}
    ],
    [
      "a lead of which nobody wrote whether it was filed",
      "update leads set filed = null where number = (select min(number) from leads)",
      {没有写: "是否立案"}
    ]
  ],
  "23-charts-placed": [
    [
      "a chart whose page there is not",
      `insert into charts values (0, '{"name": "甲", "page": "charts", "moved": {"page": "履职活动", "why": "没有这一页"}}')`,
      {图表: "甲", 页面: "履职活动", 说明: "没有这一页"}
    ]
  ]
};

/** What may look wrong and is not. */
const holds: [check: string, title: string, statements: string][] = [
  [
    "14-ledger-agrees",
    "a rate as the ledger rounds it",
    "insert into indicators by name select '委员满意率' as indicator, 2024 as year, 98.4 as value, '%' as unit"
  ],
  [
    "18-appraisal-rates",
    "rates of other decimals beside each other",
    `update appraisals set rate = round(100.0 * satisfied / returned, 2) where year = 2024;
     update appraisals set rate = round(100.0 * satisfied / returned, 0) where year = 2024 and satisfied < returned
       and unit = (select min(unit) from appraisals where year = 2024 and satisfied < returned and round(100.0 * satisfied / returned, 0) < 100)`
  ],
  [
    "14-ledger-agrees",
    "a year that is not over",
    "insert into indicators by name select '提交提案' as indicator, 2025 as year, 1 as value, '件' as unit"
  ],
  [
    "15-ledger-feasible",
    "49 of 50 are 98%",
    "insert into indicators by name select '民主评议测评满意率参评数' as indicator, 2024 as year, 50 as value, '张' as unit"
  ]
];

const folder = mkdtempSync(join(tmpdir(), "checks-"));
const path = join(folder, "copy.duckdb");
let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  copyFileSync(await buildWarehouse({data: "data/sample"}), path);
  instance = await DuckDBInstance.create(path);
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, {recursive: true});
});

async function broken(check: string, statements = ""): Promise<Record<string, unknown>[]> {
  const sql = readFileSync(`loaders/checks/${check}.sql`, "utf8");
  await connection.run("begin");
  try {
    if (statements) await connection.run(statements);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    await connection.run("rollback");
  }
}

test("every check is broken by a case here", () => expect(Object.keys(breaks).sort()).toEqual(checks));

describe.each(checks)("%s", check => {
  test("says its rule in Chinese and holds in the sample", async () => {
    expect(readFileSync(`loaders/checks/${check}.sql`, "utf8")).toMatch(/^-- \p{Script=Han}/u);
    expect(await broken(check)).toEqual([]);
  });

  test.each(breaks[check] ?? [])("names %s", async (_title, statements, named) => {
    const rows = await broken(check, statements);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toContainEqual(expect.objectContaining(named));
  });
});

test.each(holds)("%s accepts %s", async (check, _title, statements) => {
  expect(await broken(check, statements)).toEqual([]);
});

describe("from the exports on", () => {
  const head = "流水号,届次,案由,第一提案人,提交日期,审查结果,主办单位,交办日期,答复日期,办结日期";
  const refused = (exports: Record<string, string[]>) =>
    office({exports}, async data => (await warehouse({data})).close()).then(
      () => "",
      (error: Error) => error.message
    );

  test("a ledger that contradicts the exports stops the build and names both numbers", async () => {
    const said = await refused({
      "p.csv": [
        head,
        "A1,十一届三次,关于甲的提案,委员1,2024-01-15,立案,区教育局,2024-02-01,2024-03-01,2024-03-01",
        "A2,十一届三次,关于乙的提案,委员2,2024-01-15,立案,区教育局,2024-02-01,2024-12-31,2024-12-31"
      ],
      "台账.csv": ["指标,年度,数值,单位,口径,来源,填报人", "提交提案,2024,3,件,,,", "办结率,2024,98,%,,,"]
    });
    expect(said).toContain("文件 台账.csv,行 2,指标 提交提案,年度 2024,台账写的 3件,按导出文件算的 2件,改法 ");
    expect(said).toContain("行 3,指标 办结率,年度 2024,台账写的 98%,按导出文件算的 100%（2÷2）");
    expect(said).not.toContain("null");
    expect(said).toContain("请按上面的提示核对导出文件或参考表");
  });

  test("steps without a date do not turn a funnel round", async () => {
    const said = await refused({
      "p.csv": [head, "A1,十一届三次,关于甲的提案,委员1,2024-01-15,立案,区教育局,,2024-03-01,2024-03-01"],
      "o.csv": [
        "流水号,标题,来源类型,提交者,收到日期,编报日期,报送去向",
        "S1,关于甲的建议,委员,委员1,2024-05-01,,全国政协"
      ]
    });
    expect(said).toBe("");
  });
});

test("a rate prints 100% and 0% only when exact", () => {
  const metric = metricOf("proposals.closing_rate");
  expect([2499 / 2500, 1, 1 / 2500, 0].map(value => exact(metric, value))).toEqual(["99.9%", "100%", "0.04%", "0%"]);
});
