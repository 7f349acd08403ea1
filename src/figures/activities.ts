import {barsFigure, calendarFigure, cumulativeFigure, matrixFigure, trendFigure} from "./shapes/index.js";

const sessions = "activities.sessions";

/** The figures of 履职活动. */
export const activityFigures = {
  trend: trendFigure({id: "activities-trend", name: "活动场次趋势", lines: [[sessions, "活动场次"]]}),
  consultations: trendFigure({
    id: "activities-consultations",
    name: "协商与监督",
    lines: [
      ["activities.consultations", "协商活动"],
      ["activities.supervision", "民主监督活动"]
    ]
  }),
  types: matrixFigure({
    id: "activities-types",
    name: "活动类型历年",
    metric: sessions,
    dimension: "type",
    what: "活动类型"
  }),
  calendar: calendarFigure({
    id: "activities-calendar",
    name: "活动日历",
    metric: sessions,
    what: "活动开始",
    subtitle: "每天开始的活动",
    columns: [
      ["activities.held", "活动(项)"],
      [sessions, "场次"]
    ]
  }),
  committees: barsFigure({
    id: "activities-committees",
    name: "承办部门",
    metric: sessions,
    dimension: "committee",
    what: "承办部门"
  }),
  cumulative: cumulativeFigure({id: "activities-cumulative", name: "活动年内进度", metric: sessions}),
  suggestions: trendFigure({
    id: "activities-suggestions",
    name: "协商建议",
    lines: [
      ["activities.key_suggestions", "重点建议"],
      ["activities.standing_suggestions", "常委会和主席会议协商建议"],
      ["activities.adopted", "采纳建议"]
    ]
  }),
  outputs: trendFigure({
    id: "activities-outputs",
    name: "履职成果",
    lines: [
      ["activities.speech_papers", "大会发言材料"],
      ["activities.study_reports", "调研报告"],
      ["activities.special_reports", "专题报告"]
    ]
  })
};
