import {calendarYear, oneAtLeast} from "../intake/derive.js";
import {instructionLevels} from "./codes.js";
import {kind} from "./kind.js";

/** A word that is its own code: the canonical spelling is what figures count by. */
const words = (...list: string[]) => Object.fromEntries(list.map(word => [word, [word]]));

/** 履职活动: one row an activity (or one an attendee, folded later by 活动编号). */
export const activities = kind(
  "activities",
  {
    number: {type: "text", reads: "id", names: ["活动编号"]},
    name: {type: "text", required: true, names: ["活动名称", "主题", "议题", "活动主题"]},
    type: {
      type: "code",
      open: true,
      table: "activity_types",
      merges: true,
      names: ["活动类型", "活动类别", "活动形式"],
      values: {
        ...words("全会协商", "常委会协商", "主席会议协商", "专题协商", "对口协商", "小微协商", "基层协商"),
        ...words("视察", "调研", "民主监督", "民主评议", "听取通报", "走访委员", "议政发言", "学习交流", "公益活动"),
        ...words("讲座义诊", "直播助农", "学习培训")
      }
    },
    subtype: {type: "text", names: ["活动子类"]},
    planned: {type: "flag", names: ["是否年度计划", "重点任务"]},
    started: {
      type: "date",
      required: true,
      names: ["开始日期", "活动日期", "活动时间", "日期", "时间", "活动开始日期", "举办日期", "开展日期"]
    },
    ended: {type: "date", names: ["结束日期", "活动结束日期"]},
    sessions: {type: "integer", blank: 1, names: ["场次"]},
    committee: {
      type: "text",
      merges: true,
      names: ["承办部门", "专委会", "主办单位", "举办部门", "组织部门", "主办部门", "承办单位"]
    },
    partners: {type: "list", names: ["参与政协组织"]},
    members: {type: "integer", names: ["参加委员人数", "参加委员数", "参与委员人数", "参与委员数"]},
    attendees: {type: "list", personal: true, reads: "person", names: ["参加委员", "参加委员名单", "参加委员姓名"]},
    attendances: {type: "integer", names: ["参加人次", "参与人次"]},
    people_served: {
      type: "integer",
      names: ["服务人次", "服务群众人次", "服务群众", "受益人次", "受益群众", "惠及群众"]
    },
    suggestions: {type: "integer", names: ["建议条数", "建议数", "意见建议条数", "意见建议数"]},
    adopted: {type: "integer", names: ["采纳条数", "采纳数", "采纳建议条数", "采纳建议数"]},
    output_type: {
      type: "code",
      open: true,
      names: ["成果类型"],
      values: words("大会发言材料", "专题报告", "调研报告", "建议案")
    },
    outputs: {type: "integer", names: ["成果数量"]},
    problems_solved: {type: "integer", names: ["解决问题数"]},
    speeches: {type: "integer", names: ["发言人次"]},
    party: {type: "text", names: ["党派团体"]},
    instruction_level: {type: "code", names: ["批示级别"], values: instructionLevels},
    instructions: {type: "integer", names: ["批示件次"]},
    status: {
      type: "code",
      names: ["完成状态"],
      values: {
        done: ["已完成", "完成", "已办结"],
        planned: ["未开始", "计划中", "未启动"],
        ongoing: ["进行中", "正在进行", "推进中"],
        cancelled: ["已取消", "取消"]
      }
    }
  },
  {
    label: "履职活动",
    speaks: ["活动"],
    needs: [["name"], ["started"], ["type", "number"]],
    key: ["number", "name"],
    identity: {
      keys: [{of: ["year", "number"]}, {of: ["started", "name"], also: ["type", "committee", "party"]}],
      title: ["name"],
      who: "committee",
      each: ["members", "attendances"]
    },
    called: {number: ["number"], title: "name"},
    derivations: [calendarYear("started"), oneAtLeast("instruction_level", "instructions")],
    basis: "calendar",
    date: "started",
    events: ["started"],
    known: [
      {fields: ["adopted"], by: ["ended"], said: "采纳建议没有日期,活动结束即计入"},
      {fields: ["instruction_level", "instructions"], by: ["ended"], said: "活动批示没有日期,活动结束即计入"}
    ],
    never: {status: ["cancelled", "planned"]},
    derived: {
      done: {
        label: "已完成",
        type: "flag",
        of: ["status"],
        sql: "coalesce(status, 'done') = 'done' and coalesce(ended <= cutoff, true)"
      },
      counts_toward: {
        label: "计入的活动大类",
        type: "list",
        of: ["type"],
        sql: "coalesce((select list(t.counts_toward order by t.rowid desc) from activity_types as t where t.type = cut.type /*@ and t.whose = cut.whose */ and t.counts_toward is not null), [])"
      }
    },
    facts: "activity_facts",
    dimensions: [
      {id: "type", label: "活动类型", column: "type", filter: "activity_type"},
      {id: "party", label: "党派", column: "party", filter: "party", only: "filters"},
      {id: "committee", label: "承办部门", column: "committee", filter: "committee"},
      {id: "instruction_level", label: "批示级别", column: "instruction_level", filter: "level", only: "filters"},
      {id: "output_type", label: "成果类型", column: "output_type", filter: "output_type"}
    ],
    people: [{field: "attendees", day: "started", event: "出席", says: ["活动"], once: "number", tags: {type: ""}}],
    items: "held",
    months: ["started"],
    daily: ["held", "sessions"],
    shown: {months: ["held", "sessions"], dimensions: ["sessions"]}
  }
);
