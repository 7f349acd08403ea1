import {calendarYear, oneAtLeast} from "../intake/derive.js";
import {instructionLevels} from "./codes.js";
import {kind} from "./kind.js";

/** 社情民意: one row an entry. 编号 is empty until an issue is printed. */
export const opinions = kind(
  "opinions",
  {
    serial: {type: "text", reads: "id", names: ["流水号"]},
    number: {type: "text", reads: "id", names: ["编号"]},
    title: {type: "text", required: true, names: ["标题", "社情民意标题", "信息题目", "信息标题", "题目"]},
    source_type: {
      type: "code",
      merges: true,
      names: ["来源类型", "类型", "来源类别", "反映人类别", "反映人类型", "提交者类型"],
      values: {
        member: ["委员", "政协委员"],
        party: ["党派", "民主党派"],
        organisation: ["人民团体", "团体"],
        committee: ["专委会", "专门委员会"],
        sector: ["界别"],
        township: ["乡镇街道", "镇街", "街道乡镇"],
        public: ["社会征集", "社会"]
      }
    },
    submitter: {
      type: "text",
      personal: true,
      reads: "person",
      names: ["提交者", "提交人", "反映人", "报送单位", "报送人", "作者"]
    },
    party: {type: "text", merges: true, names: ["党派"]},
    sector: {type: "text", merges: true, names: ["界别"]},
    category: {type: "text", reads: "category", merges: true, names: ["类别"]},
    received: {type: "date", required: true, names: ["提交日期", "创建时间", "收到日期", "收稿日期", "来稿日期"]},
    status: {type: "text", names: ["状态"]},
    merged: {type: "flag", names: ["是否合并"]},
    compiled: {type: "date", names: ["编报日期", "编发日期"]},
    issue: {type: "text", reads: "id", names: ["期号", "期数", "刊期", "刊物期号", "编报期号"]},
    forwarded_to: {type: "list", names: ["报送去向", "主送"]},
    forwarded: {type: "date", names: ["报送日期"]},
    adopted_by: {type: "list", names: ["采用层级", "采用单位", "录用单位"]},
    adoption_form: {
      type: "code",
      names: ["采用形式"],
      values: {single: ["单篇", "单篇采用"], combined: ["综合", "综合采用"]}
    },
    instruction_level: {type: "code", names: ["批示级别"], values: instructionLevels},
    instructed: {type: "date", names: ["批示日期"]},
    instructions: {type: "integer", names: ["批示件次"]},
    unit: {type: "text", reads: "unit", names: ["办理单位"]},
    replied: {type: "date", names: ["办理回复日期"]}
  },
  {
    label: "社情民意",
    speaks: ["信息"],
    needs: [["title"], ["received"], ["source_type", "submitter", "forwarded_to", "compiled", "adopted_by"]],
    key: ["serial", "number", "title"],
    identity: {
      keys: [{of: ["serial"]}, {of: ["received", "title"], also: ["source_type", "submitter"]}],
      alias: ["received", "title", "submitter"],
      fixed: "serial",
      title: ["title"],
      who: "submitter",
      twins: true
    },
    called: {number: ["number"], title: "title"},
    derivations: [calendarYear("received"), oneAtLeast("instruction_level", "instructions")],
    basis: "calendar",
    date: "received",
    events: ["received", "compiled", "forwarded", "instructed"],
    known: [
      {fields: ["compiled"], by: ["compiled"]},
      {fields: ["forwarded_to", "adopted_by"], by: ["forwarded", "compiled"]},
      {fields: ["instruction_level", "instructions"], by: ["instructed", "compiled"]}
    ],
    derived: {
      adoptions: {label: "采用篇次", type: "integer", of: ["adopted_by"], counts: "adopted_by", sql: "len(adopted_by)"}
    },
    facts: "opinion_facts",
    dimensions: [
      {id: "category", label: "类别", column: "category", filter: "category"},
      {id: "source_type", label: "来源", column: "source_type", filter: "source_type"},
      {id: "party", label: "党派", column: "party", filter: "party"},
      {id: "sector", label: "界别", column: "sector", filter: "sector"},
      {id: "unit", label: "办理单位", column: "unit", filter: "unit", only: "filters"},
      {id: "instruction_level", label: "批示级别", column: "instruction_level", filter: "level"},
      {id: "forwarded_to", label: "报送去向", column: "forwarded_to", multiple: true, filter: "forwarded_to"},
      {id: "adopted_by", label: "采用层级", column: "adopted_by", multiple: true, filter: "adopted_by"}
    ],
    people: [
      {
        ...{field: "submitter", day: "received", only: {source_type: ["member"]}, event: "提交社情民意"},
        tags: {compiled: "编报", forwarded_to: "转报", adopted_by: "采用", instruction_level: "批示"}
      }
    ],
    items: "received",
    months: ["received", "compiled"],
    shown: {
      months: ["received", "compiled"],
      dimensions: ["received", "forwarded", "adopted"],
      by: ["category", "source_type", "forwarded_to", "adopted_by"]
    }
  }
);
