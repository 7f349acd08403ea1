import {calendar} from "../charts/index.js";
import type {Book} from "./book.js";
import {formats} from "./cells.js";
import {figure, type Traced, traced} from "./figure.js";
import {barsFigure, cumulativeFigure, matrixFigure, trendFigure} from "./shapes/index.js";

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
  calendar: figure({
    id: "activities-calendar",
    name: "活动日历",
    needs: ["days"],
    metrics: () => [sessions],
    has: book => book.has(sessions) && days(book).length > 0,
    title: calendarFinding,
    subtitle: book => `${book.year}年每天开始的活动,场次`,
    draw: (book, options) =>
      calendar(
        days(book).map(({day, sessions: value}) => ({date: day, value})),
        {
          ...formats(book, sessions),
          label: `活动日历:${calendarFinding(book)}`,
          year: book.year,
          until: book.period(book.year)?.until,
          unit: "每日场次"
        },
        options
      ),
    table: book =>
      traced(
        ["月份", "活动(项)", "场次"],
        Array.from({length: 12}, (_, i) => {
          const month = days(book).filter(d => Number(d.day.slice(5, 7)) === i + 1);
          const sum = (key: "held" | "sessions"): Traced => ({
            ...{metric: `activities.${key}`, year: book.year, part: {months: [i + 1, i + 1]}},
            value: month.reduce((total, d) => total + d[key], 0)
          });
          return [`${i + 1}月`, sum("held"), sum("sessions")];
        })
      )
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

function days(book: Book) {
  const until = book.period(book.year)?.until ?? `${book.year}-12-31`;
  return (book.tables.days ?? [])
    .filter(d => d.year === book.year)
    .map(d => ({...d, day: new Date(Date.UTC(d.year, 0, 1 + d.day)).toISOString().slice(0, 10)}))
    .filter(d => d.day <= until);
}

function calendarFinding(book: Book): string {
  const months = new Map<number, number>();
  for (const d of days(book)) {
    const month = Number(d.day.slice(5, 7));
    months.set(month, (months.get(month) ?? 0) + d.sessions);
  }
  const [busiest] = [...months].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!busiest) return `${book.year}年没有活动数据`;
  return `${days(book).length}天有活动开始,${busiest[0]}月最多,${busiest[1]}场次`;
}
