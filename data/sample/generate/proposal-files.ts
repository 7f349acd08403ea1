import {type Columns, columns, OLD_CATEGORIES} from "./columns.js";
import type {Layout} from "./csv.js";

const title = (session: string, date: string) => `某区政协${session}会议提案一览表(示例数据) 导出日期:${date}`;

/** Parentheses and colons full-width, as a Chinese keyboard gives them. */
const wide = (text: string) => text.replace(/[():]/g, mark => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

/** Old exports spell out what later ones give as letters. */
const OUTCOMES = {A: "已解决或采纳", B: "列入计划解决", C: "因条件限制暂不能解决", D: "留作参考"};

const WHOLE = columns(`
流水号 serial
提案编号 number
届次 session
会上/平时 meeting
案由 title
提案者类型 proposer_type
第一提案人 proposer
联名人 co_proposers
提案人数 proposer_count
界别 sector
党派 party
专委会 committee
类别 category
提交日期 submitted
审查结果 review
审查日期 reviewed
并案主号 merged_into
办理方式 handling
主办单位 main_units
会办单位 co_units
交办日期 assigned
要求办结日期 due
答复日期 replied
办结日期 closed
办理结果 outcome
委员意见 rating
提案质量评价 unit_rating
是否民主评议 appraised
重点提案 key
优秀提案 excellent
批示级别 instruction_level
批示件次 instructions`);

/** The same columns under other headers; a field without a header is not in that export. */
function renamed(headers: Record<string, string | undefined>): Columns {
  return WHOLE.filter(([, field]) => !(field in headers) || headers[field]).map(([header, field]) => [
    headers[field] ?? header,
    field
  ]);
}

/** One column for all units, each with the part it plays. */
function withUnits(headers: Record<string, string | undefined>): Columns {
  return renamed(headers).flatMap(column =>
    column[1] === "assigned" ? [["办理单位", "units_by_part"], column] : [column]
  );
}

/** How the proposals of each year were exported. */
export const PROPOSAL_FILES: Record<number, Layout> = {
  2020: {
    name: "十届四次会议提案导出_20210108.csv",
    encoding: "gb18030",
    eol: "\r\n",
    above: [[wide(title("十届四次", "2021年1月8日"))]],
    columns: renamed({
      serial: "系统编号",
      meeting: "会议标识",
      title: "案               由",
      proposer_type: "提案人类别",
      co_proposers: "附议提案者",
      proposer_count: "联名人数",
      category: "内容分类",
      submitted: "提交时间",
      review: "审查意见",
      merged_into: "合并提案",
      handling: "办理类型",
      main_units: "承办单位",
      co_units: "协办单位",
      due: "办理时限",
      replied: "复函日期",
      closed: "实际办结日期",
      outcome: "解决程度 ",
      unit_rating: "单位评价",
      appraised: "民主评议"
    }),
    dates: "slash",
    stamped: "submitted",
    separator: "、",
    spell: {
      review: {立案: "予以立案", 不立案: "不予立案"},
      handling: {独办: "单办"},
      outcome: OUTCOMES,
      category: OLD_CATEGORIES,
      main_units: {区发展改革委: "区发改委", 区教育局: "区教委", 区住房城乡建设委: "区住建委"},
      co_units: {区发展改革委: "区发改委", 区教育局: "区教委", 区住房城乡建设委: "区住建委"}
    }
  },
  2021: {
    name: "十届五次会议提案导出_20220105.csv",
    encoding: "gb18030",
    eol: "\r\n",
    above: [[title("十届五次", "2022年1月5日")]],
    columns: withUnits({
      serial: undefined,
      number: "提案号",
      title: "提案题目",
      proposer_type: "提案类型",
      proposer: "提案人",
      co_proposers: "联名委员",
      category: "分类",
      submitted: "提案时间",
      review: "立案状态",
      reviewed: "立案日期",
      due: undefined,
      main_units: undefined,
      co_units: undefined,
      outcome: "答复类别",
      rating: "委员满意度"
    }),
    dates: "han",
    separator: "、",
    spell: {
      outcome: OUTCOMES,
      category: OLD_CATEGORIES,
      units_by_part: {区发展改革委: "区发展和改革委员会", 区卫生健康委: "区卫健委"}
    }
  },
  2022: {
    name: "十一届一次会议提案导出_20230104.csv",
    encoding: "gb18030",
    eol: "\r\n",
    above: [[title("十一届一次", "2023年1月4日")]],
    columns: [
      ...renamed({
        number: "案号",
        meeting: "提案时段",
        title: "提案标题",
        proposer_type: "提案形式",
        proposer: "领衔人",
        party: "政治面貌",
        category: "提案类别",
        review: "是否立案",
        handling: "承办方式",
        closed: "实际办结日期",
        rating: "提案人意见"
      }),
      ["联系电话", "contact"]
    ],
    dates: "dash",
    separator: ";",
    spell: {
      session: {十一届一次: "十一届一次会议"},
      meeting: {会上: "会议期间", 平时: "闭会期间"},
      main_units: {区人力社保局: "区人力资源和社会保障局"},
      co_units: {区人力社保局: "区人力资源和社会保障局"}
    }
  },
  2023: {
    name: "十一届二次会议提案导出_20240108.csv",
    encoding: "gb18030",
    eol: "\r\n",
    above: [["", wide(title("十一届二次", "2024年1月8日"))]],
    columns: renamed({
      serial: "系统编号",
      number: "编号",
      proposer: "提案者",
      committee: "所属专委",
      replied: "办复日期",
      rating: "满意度"
    }),
    dates: "slash",
    stamped: "submitted",
    separator: "；"
  },
  2024: {
    name: "十一届三次会议提案导出_20250110.csv",
    encoding: "gb18030",
    eol: "\r\n",
    above: [[title("十一届三次", "2025年1月10日")]],
    columns: renamed({}),
    dates: "slash",
    stamped: "submitted",
    separator: "、",
    spell: {main_units: {区发展改革委: "区发改委"}}
  },
  2025: {
    name: "十一届四次会议提案导出_20251031.csv",
    encoding: "gb18030",
    eol: "\r\n",
    above: [[title("十一届四次", "2025年10月31日")]],
    columns: renamed({title: "标题", rating: "委员满意度"}),
    dates: "dash",
    separator: "、"
  }
};
