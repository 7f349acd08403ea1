import type {Layout, Row} from "./csv.js";
import {earlier, plus} from "./days.js";
import {lastOf, type Year} from "./plan.js";
import {type Random, random} from "./random.js";
import {nameOn, UNITS} from "./units.js";

/** The types of activity whose suggestions are handed to units. */
const SUPERVISING = ["民主监督", "民主评议"];

const ACTS = ["建立", "完善", "公开", "加强", "定期通报", "简化", "督促落实"];
const MATTERS = [
  "问题清单和整改时限",
  "部门之间的信息共享机制",
  "办事指南和收费依据",
  "一线人员培训",
  "群众反映问题的回访",
  "第三方评估结果",
  "日常巡查记录",
  "经费使用情况"
];

/** The suggestions of a year's supervision, as many as its activities made, as they stand at the end of the data. */
export function suggestions(year: Year, activities: readonly Row[]): Row[] {
  const rng = random(`suggestions ${year.year}`);
  const rows = activities
    .filter(({type}) => SUPERVISING.includes(String(type)))
    .flatMap(activity => Array.from({length: Number(activity.suggestions)}, () => handed(rng, year, activity)))
    .sort((a, b) => (String(a.handed) < String(b.handed) ? -1 : 1));
  rows.forEach((row, i) => {
    row.number = `YJ${year.year}-${String(i + 1).padStart(3, "0")}`;
    settle(rng, year, row, i);
  });
  return rows;
}

function handed(rng: Random, year: Year, activity: Row): Row {
  const day = earlier(plus(String(activity.ended), rng.int(3, 12)), year.last);
  const units = rng.sample(UNITS, rng.chance(0.12) ? 2 : 1).map(unit => nameOn(unit, day, rng));
  const topic = String(activity.name).replace(/专项民主监督|提案办理民主评议会/, "");
  return {
    activity: activity.number,
    text: `${rng.pick(ACTS)}${topic.replace("(示例)", "")}的${rng.pick(MATTERS)}(示例)`,
    units,
    handed: day,
    due: plus(day, 60)
  };
}

/** What became of it by the last day of the data. */
function settle(rng: Random, year: Year, row: Row, i: number): void {
  const last = lastOf(year);
  const late = rng.chance(0.1);
  const replied = plus(String(row.handed), late ? rng.int(62, 85) : rng.int(18, 52));
  const closed = plus(replied, rng.int(2, 16));
  const stuck = year.year === 2025 && i % 5 === 2;
  if (replied <= last && !stuck) row.replied = replied;
  if (row.replied && closed <= last && !(year.year >= 2024 && i % 9 === 4)) row.closed = closed;
  row.status = row.closed ? "已办结" : row.replied ? "办理中" : "未答复";
  if (!row.replied) return;
  row.adoption = rng.weighted([
    ["采纳", 70],
    ["部分采纳", 20],
    ["未采纳", 10]
  ]);
  if (row.closed)
    row.result = row.adoption === "未采纳" ? "已作说明" : rng.pick(["已整改", "已建立制度", "列入工作计划"]);
}

const whole: [header: string, field: string][] = [
  ["编号", "number"],
  ["来源活动编号", "activity"],
  ["意见建议", "text"],
  ["交办单位", "units"],
  ["交办日期", "handed"],
  ["办理时限", "due"],
  ["办理状态", "status"],
  ["答复日期", "replied"],
  ["办结日期", "closed"],
  ["采纳情况", "adoption"],
  ["整改结果", "result"]
];

const headers: Record<string, string> = {意见建议: "建议内容", 答复日期: "回复日期", 整改结果: "整改情况"};

/** How the ledger was kept: a file of the years that are over and have other headers, and the running one. */
export const SUGGESTION_FILES: {years: number[]; layout: Layout}[] = [
  {
    years: [2020, 2021, 2022],
    layout: {
      name: "民主监督意见建议_2020-2022.csv",
      encoding: "gb18030",
      eol: "\r\n",
      above: [["民主监督意见建议办理台账（示例数据）"]],
      columns: whole.map(([header, field]) => [headers[header] ?? header, field]),
      dates: "slash",
      separator: "、",
      spell: {units: {区住房城乡建设委: "区住建委"}}
    }
  },
  {
    years: [2023, 2024, 2025],
    layout: {
      name: "民主监督意见建议_2023-2025_20251031.csv",
      encoding: "utf-8-bom",
      eol: "\r\n",
      columns: whole,
      dates: "dash",
      separator: "、"
    }
  }
];

/** One time limit of the oldest file is a word. */
export function blemishSuggestions(layout: Layout, rows: Row[]): [Layout, Row[]] {
  const wrong = layout.name.includes("2020") ? 3 : -1;
  return [layout, rows.map((row, i) => (i === wrong ? {...row, due: "长期"} : row))];
}
