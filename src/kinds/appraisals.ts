import {atMost, contradicts, yearOr} from "../intake/derive.js";
import type {Value} from "../intake/values.js";
import {kind} from "./kind.js";

/** Where votes are left that none of the columns has, what is blank may be some of them. */
const unsaidVotes =
  "returned > coalesce(satisfied, 0) + coalesce(basic, 0) + coalesce(dissatisfied, 0) + coalesce(abstained, 0)";

/** Where every column of votes is filled, they are all that came back. */
function votesLeft([returned, ...votes]: readonly Value[]): string | null {
  if (typeof returned !== "number" || votes.some(each => typeof each !== "number")) return null;
  const sum = (votes as number[]).reduce((total, each) => total + each, 0);
  const [satisfied, basic, dissatisfied, abstained] = votes;
  const parts = `满意${satisfied}、基本满意${basic}、不满意${dissatisfied}、弃权${abstained}`;
  return sum === returned ? null : `${parts},合计${sum},与收回的${returned}不符,各按写的计`;
}

/** 民主评议: one row a unit that was appraised in a vote. */
export const appraisals = kind(
  "appraisals",
  {
    year: {type: "integer", reads: "year", merges: true, adds: false, names: ["年度", "年份", "评议年度"]},
    unit: {
      type: "text",
      reads: "unit",
      required: true,
      names: ["单位", "被评议单位", "评议单位", "单位名称", "测评单位", "被测评单位"]
    },
    held: {type: "date", merges: true, names: ["评议日期", "测评日期", "评议会日期"]},
    issued: {type: "integer", unsaid: true, names: ["发出票数", "发出测评票", "发票数", "发出"]},
    returned: {
      type: "integer",
      required: true,
      names: ["收回票数", "收回测评票", "收回有效票数", "有效票数", "收回"]
    },
    satisfied: {type: "integer", required: true, names: ["满意", "满意票数", "满意票"]},
    basic: {type: "integer", unsaid: unsaidVotes, names: ["基本满意", "基本满意票数", "基本满意票"]},
    dissatisfied: {type: "integer", unsaid: unsaidVotes, names: ["不满意", "不满意票数", "不满意票"]},
    abstained: {type: "integer", unsaid: unsaidVotes, names: ["弃权", "弃权票数", "弃权票"]},
    rate: {type: "number", adds: false, names: ["测评满意率", "满意率"]}
  },
  {
    label: "民主评议",
    needs: [["unit"], ["returned"], ["satisfied"], ["year", "held"]],
    key: ["unit"],
    identity: {
      keys: [{of: ["year", "unit"], also: ["held"]}],
      title: ["issued", "returned", "satisfied", "basic", "dissatisfied", "abstained"],
      who: "unit",
      words: {same: "单位和年度", title: "票数", who: "单位", one: "次评议"},
      remedy: "一年评议几次的，各写评议日期来区分；否则只留一行"
    },
    called: {number: ["year", "unit"], title: "unit"},
    derivations: [
      yearOr("held"),
      atMost([["returned", "收回"]], ["issued", "发出"]),
      atMost(
        [
          ["satisfied", "满意"],
          ["basic", "基本满意"],
          ["dissatisfied", "不满意"]
        ],
        ["returned", "收回"]
      ),
      contradicts(["returned", "satisfied", "basic", "dissatisfied", "abstained"], votesLeft)
    ],
    basis: "calendar",
    date: "held",
    events: ["held"],
    known: [
      {
        fields: ["unit", "issued", "returned", "satisfied", "basic", "dissatisfied", "abstained"],
        by: ["held"],
        undated: "year"
      }
    ],
    derived: {
      approving: {
        label: "计入满意的票",
        type: "integer",
        of: ["satisfied"],
        under: {rule: "测评基本满意计入满意", fields: {是: ["basic"]}},
        unsaid: true,
        sql: `satisfied + case
    when rule('测评基本满意计入满意') <> '是' then 0
    when basic is not null then basic
    when not coalesce(${unsaidVotes}, false) then 0
  end`
      }
    },
    facts: "appraisal_facts",
    dimensions: [{id: "unit", label: "被评议单位", column: "unit"}],
    items: "held",
    shown: {
      dimensions: ["held", "issued", "returned", "satisfied", "basic", "dissatisfied", "abstained", "satisfaction"]
    },
    rules: [
      {
        rule: "测评基本满意计入满意",
        value: "否",
        says: {是: "投票基本满意的计入满意。", 否: "投票基本满意的不计入满意。"},
        note: "民主评议测评投“基本满意”票的,是否算作满意"
      }
    ]
  }
);
