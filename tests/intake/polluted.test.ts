import {expect, test} from "vitest";
import {type Context, emptyContext} from "../../src/intake/context.js";
import {readExport} from "../../src/kinds/read.js";
import {some} from "../random.js";
import {type Clean, pollutions, written} from "./pollutions.js";

const context: Context = {
  ...emptyContext(),
  sessions: [{session: "十一届三次", term: 11, ordinal: 3, opens: "2024-01-13", closes: "2024-01-16", year: 2024}]
};

const short: Clean = {
  header: ["提案编号", "届次", "提交日期", "案由", "第一提案人", "界别", "备注"],
  rows: [
    ["0001", "十一届三次", "2024-01-15", "关于老旧小区改造的建议", "甲某", "教育界", ""],
    ["0002", "十一届三次", "2024-01-15", "关于发展养老,托育服务的建议", "乙某", "医卫界", "附件一份"],
    ["0003", "十一届三次", "2024-01-16", '关于"十四五"规划的建议', "丙某", "", ""],
    ["0004", "十一届三次", "2024-01-16", "关于加强消防的建议\n(第二次)", "", "科技界", ""]
  ]
};

const long: Clean = {
  header: [
    "流水号",
    "案由",
    "提案者类型",
    "第一提案人",
    "界别",
    "提案人数",
    "提交日期",
    "审查结果",
    "交办日期",
    "答复日期",
    "委员意见"
  ],
  rows: [
    [
      "TA001",
      "关于老旧小区改造的建议",
      "委员个人",
      "甲某",
      "教育界",
      "1",
      "2024-01-15",
      "立案",
      "2024-02-01",
      "2024-05-01",
      "满意"
    ],
    [
      "TA002",
      "关于发展养老,托育服务的建议",
      "委员联名",
      "乙某",
      "医卫界",
      "3",
      "2024-01-15",
      "立案",
      "2024-02-01",
      "",
      ""
    ],
    ["TA003", "关于示例产业的建议", "党派", "某党派", "", "", "2024-01-16", "不立案", "", "", ""]
  ]
};

const activities: Clean = {
  header: ["活动编号", "活动名称", "活动类型", "开始日期", "承办部门", "参加人次", "建议条数", "完成状态"],
  rows: [
    ["H1", "视察养老机构", "视察", "2024-03-05", "提案委", "12", "3", "已完成"],
    ["H2", "关于教育,卫生的调研", "调研", "2024-03-06", "社会法制委", "8", "", ""],
    ["H3", "座谈会", "对口协商", "2024-04-01", "", "20", "5", "已完成"]
  ]
};

const opinions: Clean = {
  header: ["流水号", "标题", "来源类型", "提交者", "界别", "收到日期", "状态", "编报日期", "报送去向"],
  rows: [
    ["S1", "反映路面积水", "委员", "甲某", "教育界", "2024-03-01", "已编发", "2024-03-09", "市政协"],
    ["S2", "关于加装电梯", "党派", "某党派", "", "2024-03-02", "留存", "", ""],
    ["S3", "建议,两条", "委员", "乙某", "科技界", "2024-03-03", "已采用", "2024-03-10", "区委办;区政府办"]
  ]
};

const ledger: Clean = {
  header: ["指标", "年度", "数值", "单位", "口径", "来源"],
  rows: [
    ["走访企业", "2024", "12", "次", "口径甲", "办公室"],
    ["走访村社", "2024", "8", "次", "", ""],
    ["文史资料,万字", "2024", "12.5", "万字", "口径丙", "文史委"]
  ]
};

/** What a file gives, without the lines. */
async function read(name: string, bytes: Uint8Array) {
  const {refused, problems, records} = await readExport(name, bytes, context);
  return {
    refused,
    records: JSON.stringify(records.map(({values}) => values)),
    told: problems.map(({code, line, column}) => `${code} ${line} ${column}`)
  };
}

test.each([
  ["few columns, text at the end", "提案.csv", short],
  ["many columns, dates and codes at the end", "提案.csv", long],
  ["activities", "活动.csv", activities],
  ["opinions", "社情民意.csv", opinions],
  ["a ledger", "台账.csv", ledger]
])("no pollution of a file changes a record without a word: %s", async (_, file, table) => {
  const clean = await read(file, new TextEncoder().encode(written(table)));
  expect(clean.refused).toBeNull();
  const counts = {exact: 0, told: 0, refused: 0, silent: [] as string[]};
  for (const {name, bytes} of some([...pollutions(table)])) {
    const polluted = await read(file, bytes);
    if (polluted.records === clean.records && polluted.refused === null) counts.exact++;
    else if (polluted.refused !== null) counts.refused++;
    else if (polluted.told.some(problem => !clean.told.includes(problem))) counts.told++;
    else counts.silent.push(name);
  }
  if (process.env.COUNTS) process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(counts.silent).toEqual([]);
  expect(counts.exact).toBeGreaterThan(counts.refused);
});
