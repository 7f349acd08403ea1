import {calendarYear, contradicts, type Derivation, notBefore} from "../intake/derive.js";
import type {Value} from "../intake/values.js";
import {kind} from "./kind.js";

/** What the columns say against each other, before one is taken for the other. */
function clash([status, answer, replied, closed, adoption]: readonly Value[]): string | null {
  const day = closed ? `写了办结日期${closed}` : replied ? `写了答复日期${replied}` : null;
  if (closed && (status === "unanswered" || status === "ongoing"))
    return `写的是${status === "ongoing" ? "办理中" : "未答复"},却${day},按已办结计`;
  if (replied && status === "unanswered") return `写的是未答复,却${day},按办理中计`;
  if (answer === false && (day || status === "done")) return `是否答复写的是否,却${day ?? "写了已办结"},按已答复计`;
  if (status === "unanswered" && answer === true) return "写的是未答复,是否答复却写了是,按已答复计";
  const silent = (status ?? null) === null;
  const open =
    !day && (status === "unanswered" || (silent && answer !== true) || (answer === false && status !== "ongoing"));
  return open && adoption ? "没有答复,却写了采纳情况,采纳情况照写的计" : null;
}

/** Whether there was an answer: a day of one says so, and a state beyond 未答复 where no column says otherwise. */
const answer: Derivation = {
  from: ["answer", "replied", "closed", "status"],
  to: ["answer"],
  enough: ["replied", "closed", "status"],
  compute([written, replied, closed, status]) {
    if (replied || closed || status === "done") return {values: [true]};
    return {values: [written ?? (status === null || status === undefined ? null : status === "ongoing")]};
  }
};

/** The state that follows from the days, where it is not further. */
const status: Derivation = {
  from: ["status", "closed", "replied"],
  to: ["status"],
  enough: ["closed"],
  compute: ([written, closed, replied]) => ({
    values: [closed ? "done" : written === "done" ? written : replied ? "ongoing" : (written ?? null)]
  })
};

/** 民主监督意见建议: one row a suggestion that was made at an activity and handed to units. */
export const suggestions = kind(
  "suggestions",
  {
    number: {type: "text", reads: "id", names: ["意见编号", "编号", "意见建议编号", "建议编号", "序列号"]},
    activity: {type: "text", reads: "id", names: ["来源活动编号", "活动编号", "监督活动编号"], refers: "activities"},
    text: {
      type: "text",
      required: true,
      names: ["意见建议", "意见建议内容", "建议内容", "意见内容", "监督意见", "监督建议"]
    },
    units: {
      type: "list",
      reads: "unit",
      names: ["交办单位", "承办单位", "办理单位", "责任单位", "主办单位"]
    },
    handed: {type: "date", required: true, names: ["交办日期", "转办日期", "移交日期"]},
    due: {type: "date", names: ["办理时限", "办结时限", "要求办结日期", "办理期限"]},
    status: {
      type: "code",
      names: ["办理状态", "办理情况", "办理进度"],
      values: {
        unanswered: ["未答复", "待答复", "未办理"],
        ongoing: ["办理中", "正在办理", "已答复", "整改中"],
        done: ["已办结", "办结", "已完成", "已整改"]
      }
    },
    answer: {type: "flag", names: ["是否答复"], values: {true: ["是", "已答复"], false: ["否", "未答复"]}},
    replied: {type: "date", names: ["答复日期", "回复日期", "反馈日期"]},
    closed: {type: "date", names: ["办结日期", "实际办结日期", "整改完成日期"]},
    adoption: {
      type: "code",
      names: ["采纳情况", "是否采纳"],
      values: {
        adopted: ["采纳", "已采纳", "全部采纳", "是"],
        partly: ["部分采纳"],
        refused: ["未采纳", "不采纳", "不予采纳", "否"]
      }
    },
    result: {type: "text", names: ["整改结果", "整改情况", "办理结果", "整改落实情况"]}
  },
  {
    label: "民主监督意见",
    speaks: ["意见", "建议", "监督意见"],
    needs: [["text"], ["units"], ["handed"]],
    key: ["number", "text"],
    identity: {
      keys: [{of: ["year", "number"]}, {of: ["handed", "text"]}],
      alias: ["handed", "text"],
      title: ["text"],
      all: ["replied", "closed"],
      last: ["due"],
      slowest: {status: ["unanswered", "ongoing", "done"], answer: ["false", "true"]},
      mixed: {adoption: {whole: "adopted", part: "partly"}}
    },
    called: {number: ["number"], title: "text"},
    derivations: [
      calendarYear("handed"),
      contradicts(["status", "answer", "replied", "closed", "adoption"], clash),
      answer,
      status,
      notBefore(["replied", "答复日期"], ["handed", "交办日期"]),
      notBefore(["closed", "办结日期"], ["handed", "交办日期"])
    ],
    basis: "calendar",
    date: "handed",
    events: ["handed", "replied", "closed"],
    known: [
      {fields: ["replied"], by: ["replied"]},
      {fields: ["closed"], by: ["closed"]},
      {fields: ["answer"], by: ["replied", "closed"], undated: "year"},
      {
        fields: ["status", "adoption", "result"],
        by: ["closed", "replied"],
        undated: "year",
        said: "采纳情况没有日期,办结后才计入;没有办结日期的,答复后计入"
      }
    ],
    derived: {
      answered: {label: "已答复", type: "flag", of: ["answer"], sql: "coalesce(answer, false)"},
      done: {label: "已办结", type: "flag", of: ["status"], sql: "coalesce(status = 'done', false)"},
      taken: {
        label: "计入采纳",
        type: "flag",
        of: ["adoption"],
        sql: "coalesce(adoption = 'adopted' or (adoption = 'partly' and rule('部分采纳计入采纳') = '是'), false)"
      },
      late: {
        label: "逾期",
        type: "flag",
        of: ["due", "status"],
        // What is done on a day that nobody wrote down is not said to be late.
        sql: "coalesce(due < coalesce(closed, if(status = 'done', due, cutoff)), false)"
      },
      stage: {
        label: "办理进展",
        type: "text",
        of: ["status"],
        sql: `case
    when status = 'done' then '已办结'
    when status = 'ongoing' or coalesce(answer, false) then '办理中'
    else '未答复'
  end`
      },
      activity_type: {
        label: "来源活动类型",
        type: "text",
        of: ["activity"],
        looks: "activities",
        // Of activities of several years that bear the number, the last before it was handed over.
        sql: `(select arg_max(a.type, a.started) from activities as a
    where a.number = cut.activity and a.started <= cut.handed /*@ and a.whose = cut.whose */)`
      }
    },
    facts: "suggestion_facts",
    dimensions: [
      {id: "unit", label: "交办单位", column: "units", multiple: true},
      {id: "activity_type", label: "来源活动类型", column: "activity_type"},
      {id: "stage", label: "办理进展", column: "stage"},
      {id: "adoption", label: "采纳情况", column: "adoption", only: "figures"}
    ],
    items: "handed",
    months: ["handed", "closed"],
    shown: {
      months: ["handed", "closed"],
      dimensions: ["handed", "replied", "closed", "taken", "late", "open_late"]
    },
    rules: [
      {
        rule: "部分采纳计入采纳",
        value: "是",
        says: {是: "部分采纳的计入采纳。", 否: "部分采纳的不计入采纳。"},
        note: "民主监督意见“部分采纳”的,是否算作采纳"
      }
    ]
  }
);
