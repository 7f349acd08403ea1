import {distribution, parts} from "../charts/index.js";
import {rounded, roundedPercentage} from "../metrics/round.js";
import type {Book} from "./book.js";
import {formats, yearNames} from "./cells.js";
import {figure, type Traced, traced} from "./figure.js";
import {changeFinding, comparable} from "./sentences.js";
import {barsFigure, cumulativeFigure, groupedFigure, trendFigure} from "./shapes/index.js";
import {everHasItems, hasItems, itemValue} from "./shapes/items.js";

const submitted = "proposals.submitted";
const filed = "proposals.filed";
const several = "一件提案有几个主办单位,就在几个单位各计一次,各单位之和大于总数";
const outcomes = ["已解决或采纳", "列入计划解决", "因条件限制暂不能解决", "留作参考", "未填"];

/** The figures of 提案. */
export const proposalFigures = {
  trend: trendFigure({
    id: "proposals-trend",
    name: "提案趋势",
    lines: [
      [submitted, "提交"],
      [filed, "立案"]
    ]
  }),
  cumulative: cumulativeFigure({id: "proposals-cumulative", name: "提案年内进度", metric: submitted}),
  categories: barsFigure({
    id: "proposals-categories",
    name: "提案分类",
    metric: submitted,
    dimension: "category",
    what: "类别"
  }),
  proposers: barsFigure({
    id: "proposals-proposers",
    name: "提案者类型",
    metric: submitted,
    dimension: "proposer_type",
    what: "提案者类型"
  }),
  proposerTrends: groupedFigure({
    id: "proposals-proposer-trends",
    name: "提案者类型历年",
    metric: submitted,
    dimension: "proposer_type",
    what: "提案者类型"
  }),
  units: barsFigure({
    id: "proposals-units",
    name: "主办单位",
    metric: filed,
    dimension: "main_unit",
    what: "主办单位",
    top: 12,
    note: several,
    multiple: true
  }),
  replyDays: figure({
    id: "proposals-reply-days",
    name: "答复用时",
    needs: ["replies"],
    metrics: () => ["proposals.reply_days", "proposals.on_time_rate"],
    has: book => book.replies().length > 0,
    title: replyFinding,
    subtitle: book => `${yearNames(book, filed).now}立案提案自交办到答复的天数,件;轮廓线为${book.againstOf(filed)}`,
    draw: (book, options) =>
      distribution(
        bins(book),
        {
          ...formats(book, filed),
          label: `答复用时:${replyFinding(book)}`,
          bound: days => `${days}天`,
          named: book.value("proposals.reply_days") ?? undefined,
          deadline: ruled(book) ? {at: book.deadline, label: `办理时限${book.deadline}天`} : undefined,
          late: `晚于要求办结日期${book.replies().reduce((sum, d) => sum + d.late, 0)}件`,
          ...yearNames(book, filed)
        },
        options
      ),
    table: book => {
      const cell = (year: number, days: number, value: number | null): Traced => ({
        ...{metric: "proposals.replied", year, part: {days}},
        value
      });
      return traced(
        ["用时", `${book.year}年(件)`, `${book.versus}年(件)`],
        bins(book).map(d => [
          `${d.from}至${d.from + 9}天`,
          cell(book.year, d.from, d.value),
          cell(book.versus, d.from, d.previous)
        ])
      );
    }
  }),
  outcomes: figure({
    id: "proposals-outcomes",
    name: "办理结果",
    needs: ["proposals-by"],
    metrics: () => ["proposals.replied"],
    has: book => hasItems(book, "proposals.replied", "outcome"),
    ever: book => everHasItems(book, "proposals.replied", "outcome"),
    title: book => {
      const solved = share(book, "已解决或采纳", book.year);
      const before = share(book, "已解决或采纳", book.versus);
      if (solved === null) return `${book.year}年没有办理结果数据`;
      const mark = book.mark("proposals.replied");
      const value = `回复提案中,已解决或采纳的占${roundedPercentage(solved * 100)}%${mark}`;
      if (before === null || !comparable(book, "proposals.replied", book.year, book.versus)) return value;
      const points = (solved - before) * 100;
      if (Math.abs(points) < 0.05) return `${value},与${book.againstOf("proposals.replied")}持平`;
      return `${value},较${book.againstOf("proposals.replied")}${points > 0 ? "提高" : "下降"}${rounded(Math.abs(points), 1).toFixed(1)}个百分点`;
    },
    note: outcomeNote,
    subtitle: book => `回复提案按办理结果,%${book.isCut("proposals.replied") ? ",各年均截至同期" : ""}`,
    draw: (book, options) =>
      parts(
        wholes(book).flatMap(year =>
          outcomes.map(part => ({whole: wholeName(book, year), part, value: outcome(book, part, year) ?? 0}))
        ),
        {
          ...formats(book, "proposals.replied"),
          label: "办理结果:回复提案按办理结果的构成",
          parts: outcomes.filter(part => wholes(book).some(year => outcome(book, part, year))),
          unfinished: book.isCut("proposals.replied") ? wholeName(book, Math.max(book.year, book.versus)) : undefined,
          share: ratio => `${roundedPercentage(ratio * 100)}%`
        },
        options
      ),
    table: book =>
      traced(
        ["年度", ...outcomes.map(part => `${part}(件)`)],
        wholes(book).map(year => [
          `${year}年`,
          ...outcomes.map(
            (item): Traced => ({
              ...{metric: "proposals.replied", year, part: {dimension: "outcome", item}},
              value: outcome(book, item, year)
            })
          )
        ])
      )
  }),
  satisfaction: trendFigure({
    id: "proposals-satisfaction",
    name: "委员满意率",
    lines: [
      ["proposals.satisfaction", "委员满意率"],
      ["proposals.rating_rate", "参评率"]
    ],
    // Both rates stand in the chart; the title says the change only.
    title: book => changeFinding(book, "proposals.satisfaction").replace(/[((]由[^))]*[))]/, "")
  })
};

/** Whether the days of the rule part the late replies from the others: exports may state days of their own. */
function ruled(book: Book): boolean {
  const {deadline} = book;
  return book.replies().every(({days, replied, late}) => {
    if (days + 9 <= deadline) return late === 0;
    return days <= deadline || late === replied;
  });
}

function bins(book: Book): {from: number; to: number; value: number; previous: number | null; late: number}[] {
  const [now, then] = [book.replies(), book.replies(book.versus)];
  const all = [...now, ...then].map(d => d.days);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const count = (rows: typeof now, from: number) => rows.find(d => d.days === from)?.replied ?? 0;
  return Array.from({length: (last - first) / 10 + 1}, (_, i) => first + i * 10).map(from => ({
    from,
    to: from + 10,
    value: count(now, from),
    late: now.find(d => d.days === from)?.late ?? 0,
    previous: then.length ? count(then, from) : null
  }));
}

function replyFinding(book: Book): string {
  const days = book.value("proposals.reply_days");
  const rate = book.value("proposals.on_time_rate");
  const said = [
    days === null ? "" : `答复用时中位数${book.exact("proposals.reply_days")}`,
    rate === null ? "" : `按期回复率${book.exact("proposals.on_time_rate")}`
  ].filter(Boolean);
  return said.length > 0 ? said.join(",") : `${book.year}年没有答复用时数据`;
}

/** What the codes of 办理结果 mean by the office's table: 办理结果A为已解决或采纳. */
function outcomeNote(book: Book): string {
  const codes = (book.tables.rules ?? []).flatMap(({rule, value}) => {
    const code = /^提案「办理结果」代码 (.+)$/.exec(rule)?.[1];
    return code ? [`${code}为${value.replaceAll(";", "、")}`] : [];
  });
  return codes.length ? `办理结果代码:${codes.join(",")}` : "";
}

const outcome = (book: Book, part: string, year: number) => itemValue(book, "proposals.replied", "outcome", part, year);

function share(book: Book, part: string, year: number): number | null {
  const [replied, some] = [book.value("proposals.replied", year), outcome(book, part, year)];
  return replied && some !== null ? some / replied : null;
}

/** What a bar of outcomes is called, 2025年同期. */
const wholeName = (book: Book, year: number) => `${year}年${book.isCut("proposals.replied") ? "同期" : ""}`;

const wholes = (book: Book) =>
  book
    .series("proposals.replied", 5)
    .map(d => d.year)
    .filter(year => book.items("proposals.replied", "outcome", year).length > 0);
