import {calendarYear, contradicts, type Derivation, notBefore} from "../intake/derive.js";
import {kind} from "./kind.js";

/** A day on which a case was filed says that it was, where nothing else is said. */
const filed: Derivation = {
  from: ["filed", "filed_on"],
  to: ["filed"],
  enough: ["filed_on"],
  compute: ([written, day]) => ({values: [written ?? (day ? true : null)]})
};

/** 提案与公益诉讼衔接: one row a lead, from a proposal to the prosecution or from a case to a proposal. */
export const leads = kind(
  "leads",
  {
    number: {type: "text", reads: "id", required: true, names: ["线索编号", "公益诉讼线索编号"]},
    direction: {
      type: "code",
      required: true,
      names: ["方向", "移送方向", "转化方向", "衔接方向"],
      values: {
        to_prosecution: ["提案转线索", "提案转公益诉讼线索", "提案转化为线索"],
        to_proposal: ["线索转提案", "公益诉讼线索转提案", "线索转化为提案"]
      }
    },
    session: {type: "text", reads: "session", names: ["提案届次", "届次"]},
    proposal: {type: "text", reads: "id", names: ["提案编号", "提案号", "案号", "关联提案编号"], refers: "proposals"},
    handed: {type: "date", required: true, names: ["移送日期", "转化日期"]},
    filed: {
      type: "flag",
      names: ["是否立案", "检察立案", "立案情况"],
      values: {true: ["是", "立案", "已立案"], false: ["否", "不立案", "未立案", "不予立案"]}
    },
    filed_on: {type: "date", names: ["立案日期"]},
    advices: {type: "integer", names: ["检察建议份数", "检察建议", "检察建议数"]},
    closed: {type: "date", names: ["办结日期", "结案日期"]},
    result: {type: "text", names: ["结果", "办理结果", "处理结果"]}
  },
  {
    label: "公益诉讼线索",
    speaks: ["线索"],
    needs: [["number"], ["direction"], ["handed"]],
    key: ["number"],
    // Numbers begin anew each year.
    identity: {keys: [{of: ["year", "number"]}], title: ["number"]},
    called: {number: ["number"], title: "number"},
    derivations: [
      calendarYear("handed"),
      contradicts(["filed", "filed_on"], ([written, day]) =>
        written === false && day ? `写的是不立案,立案日期却写了${day},按没有立案计` : null
      ),
      filed,
      // A case comes before the proposal that is made of it.
      notBefore(["filed_on", "立案日期"], ["handed", "移送日期"], {field: "direction", is: "to_prosecution"}),
      notBefore(["closed", "办结日期"], ["handed", "移送日期"], {field: "direction", is: "to_prosecution"})
    ],
    basis: "calendar",
    date: "handed",
    events: ["handed", "filed_on", "closed"],
    known: [
      {fields: ["filed_on"], by: ["filed_on"]},
      {fields: ["closed"], by: ["closed"]},
      {
        fields: ["filed", "advices"],
        by: ["filed_on", "closed"],
        undated: "year",
        said: "立案和检察建议没有日期的,线索办结后才计入"
      },
      {fields: ["result"], by: ["closed"], undated: "year"}
    ],
    facts: "lead_facts",
    dimensions: [{id: "direction", label: "方向", column: "direction"}],
    items: "all",
    months: ["handed"],
    shown: {months: ["all"], dimensions: ["all"]},
    page: "compare"
  }
);
