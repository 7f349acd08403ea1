import {officeTerm} from "../intake/terms.js";
import {kind} from "./kind.js";

/** 委员名册: one row a member and term of office; who stays on has another row. */
export const members = kind(
  "members",
  {
    number: {type: "text", reads: "id", personal: true, names: ["委员编号", "委员号", "编号"]},
    name: {type: "text", required: true, personal: true, reads: "person", names: ["姓名", "委员姓名"]},
    gender: {type: "text", names: ["性别"]},
    ethnicity: {type: "text", names: ["民族"]},
    sector: {type: "text", merges: true, names: ["界别"]},
    party: {type: "text", names: ["党派", "政治面貌"]},
    committee: {type: "text", merges: true, names: ["专委会", "所属专委", "专门委员会"]},
    office: {type: "text", names: ["职务", "政协职务"]},
    term: {type: "text", merges: true, names: ["届次", "政协届次", "届"]},
    appointed: {
      type: "date",
      names: ["任职日期", "任职时间", "增补日期"],
      meanwhile: "按届次表里这一届开始的那天算"
    },
    ended: {type: "date", names: ["离任日期", "离任时间", "卸任日期"], meanwhile: "按任满这一届算"},
    reason: {type: "text", names: ["离任原因"]}
  },
  {
    label: "委员名册",
    speaks: ["委员"],
    needs: [
      ["name"],
      ["term", "appointed"],
      ["number", "sector", "party", "committee", "office", "ended", "appointed"]
    ],
    key: ["number", "name"],
    oneOf: ["term", "appointed"],
    identity: {
      keys: [
        {of: ["number", "term"]},
        {of: ["number", "appointed"]},
        // Without numbers a namesake is another member; only a row that says all the same is the same.
        {of: ["name", "appointed"], also: ["gender", "ethnicity", "sector", "party", "committee", "office"]}
      ],
      title: ["name", "gender", "ethnicity", "sector", "party", "committee", "office", "appointed", "ended"],
      who: "name",
      once: true,
      words: {same: "委员和届次（任职日期）", title: "名册里写的", who: "姓名", one: "名委员"},
      remedy: "同一届里一名委员一段任职写一行，前一段要写离任日期；请核对编号和任职、离任日期，只留正确的"
    },
    called: {number: ["term"], title: "name"},
    derivations: [officeTerm("term", "appointed", "ended")],
    basis: "calendar",
    date: null,
    events: [],
    stands: {from: "appointed", to: "ended", by: {number: "number", name: "name"}},
    beside: {
      table: "member_duties",
      by: ["year", "number"],
      columns: {
        active: {made: "活动的出席记录", asks: {event: "出席", conditions: ["活动"]}},
        excellent: {made: "计分表和它要用的各种记录"}
      }
    },
    derived: {
      attending: {label: "参加活动", type: "flag", of: ["active"], sql: "active"},
      outstanding: {label: "考核优秀", type: "flag", of: ["excellent"], sql: "excellent"}
    },
    facts: "member_facts",
    internal: true
  }
);
