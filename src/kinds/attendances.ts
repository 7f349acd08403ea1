import {calendarYear} from "../intake/derive.js";
import {activities} from "./activities.js";
import {kind} from "./kind.js";
import {recorded, registered} from "./people.js";

/** What is held under these names is an activity, whether or not activities are exported. */
const types = Object.keys(activities.fields.type!.values!)
  .map(type => `'${type}'`)
  .join(", ");

/** 出席记录: one row a meeting or activity and member who was to attend or did. */
export const attendances = kind(
  "attendances",
  {
    meeting: {type: "text", reads: "id", names: ["会议或活动编号", "会议编号", "会议活动编号", "活动编号"]},
    name: {type: "text", required: true, names: ["名称", "会议或活动名称", "会议名称", "会议活动名称", "活动名称"]},
    held: {
      type: "date",
      required: true,
      merges: true,
      names: ["日期", "会议或活动日期", "会议日期", "会议时间", "召开日期", "活动日期"]
    },
    category: {type: "text", merges: true, names: ["类别", "会议类别", "会议类型", "会议或活动类别", "活动类型"]},
    number: {type: "text", reads: "id", personal: true, names: ["委员编号", "委员号"]},
    member: {type: "text", personal: true, reads: "person", names: ["姓名", "委员姓名", "委员"]},
    attended: {
      type: "code",
      required: true,
      names: ["出席情况", "出席状态", "参会情况", "到会情况", "签到情况", "出勤情况"],
      values: {
        present: ["出席", "到会", "参会", "参加", "已签到", "实到"],
        leave: ["请假", "事假", "病假", "公假", "因公请假"],
        absent: ["缺席", "未到", "未请假缺席", "无故缺席", "未签到"],
        observer: ["列席"]
      }
    }
  },
  {
    label: "出席记录",
    speaks: ["会议", "活动"],
    needs: [["name"], ["held"], ["attended"], ["number", "member"]],
    key: ["number", "member"],
    oneOf: ["number", "member"],
    identity: {
      keys: [
        {of: ["year", "meeting", "number"]},
        {of: ["year", "meeting", "member"]},
        {of: ["held", "name", "number"]},
        {of: ["held", "name", "member"]}
      ],
      title: ["attended"],
      who: "member",
      once: true,
      words: {same: "委员和会议", title: "出席情况", who: "姓名", one: "名委员的同一次会议"},
      remedy: "每天签到的会议，各天的编号或名称要写得不同；否则只留一行"
    },
    called: {number: ["meeting"], title: "name"},
    derivations: [calendarYear("held")],
    basis: "calendar",
    date: "held",
    events: ["held"],
    derived: {
      registered: {label: "在册", type: "flag", of: [], looks: "members", sql: registered("attendances", 0)},
      missed: {
        label: "没有到会",
        type: "flag",
        of: ["attended"],
        sql: "coalesce(attended in ('absent', 'leave'), false)"
      },
      gathering: {
        label: "会议或活动",
        type: "text",
        of: ["category"],
        looks: "activities",
        words: ["会议", "活动"],
        sql: `if(meeting is not null and (meeting, year) in (select (a.number, a.year) from activities as a /*@ where a.whose = cut.whose */) or category in (select unnest([${types}]) union select a.type from activities as a /*@ where a.whose = cut.whose */ union select t.type from activity_types as t /*@ where t.whose = cut.whose */), '活动', '会议')`
      }
    },
    people: [
      {
        ...{
          field: "member",
          number: "number",
          day: "held",
          once: "meeting",
          without: "出席率",
          says: [recorded],
          tags: {category: "", gathering: ""}
        },
        event: {field: "attended", codes: {present: "出席", leave: "请假", absent: "缺席", observer: "列席"}}
      }
    ],
    facts: "attendance_facts",
    internal: true
  }
);
