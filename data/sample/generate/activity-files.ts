import {type Columns, columns} from "./columns.js";
import type {Layout} from "./csv.js";

const ACTIVITY = columns(`
活动编号 number
活动名称 name
活动类型 type
活动子类 subtype
是否年度计划 planned
开始日期 started
结束日期 ended
场次 sessions
承办部门 committee
参与政协组织 partners
参加委员人数 members
参加人次 attendances
服务人次 people_served
建议条数 suggestions
采纳条数 adopted
成果类型 output_type
成果数量 outputs
解决问题数 problems_solved
发言人次 speeches
党派团体 party
批示级别 instruction_level
批示件次 instructions
完成状态 status`);

function activity(headers: Record<string, string>): Columns {
  return ACTIVITY.map(([header, field]) => [headers[field] ?? header, field]);
}

/** How activities were exported, two years a file. */
export const ACTIVITY_FILES: {years: number[]; layout: Layout}[] = [
  {
    years: [2020, 2021],
    layout: {
      name: "履职活动_2020-2021.csv",
      encoding: "utf-8-bom",
      eol: "\r\n",
      columns: [...activity({name: "主题"}), ["录入员", "clerk"]],
      dates: "han",
      separator: "、"
    }
  },
  {
    years: [2022, 2023],
    layout: {
      name: "履职活动_2022-2023.csv",
      encoding: "utf-8-bom",
      eol: "\r\n",
      columns: activity({name: "议题", planned: "重点任务", started: "活动时间", committee: "专委会"}),
      dates: "slash",
      stamped: "started",
      separator: ";"
    }
  },
  {
    years: [2024, 2025],
    layout: {
      name: "履职活动_2024-2025_20251031.csv",
      encoding: "utf-8-bom",
      eol: "\r\n",
      columns: activity({started: "活动日期"}),
      dates: "dash",
      separator: "、"
    }
  }
];
