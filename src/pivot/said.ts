import {type Caption, captionOf} from "../figures/caption.js";
import {day} from "../figures/days.js";
import {notesOn, noteWords} from "../figures/notes.js";
import {kindOf} from "../kinds/index.js";
import {countsList, exceeds} from "../metrics/dimensions.js";
import {exact} from "../metrics/format.js";
import {kindLabels, type Metric} from "../metrics/index.js";
import type {Answer} from "./answer.js";
import type {Answered} from "./answered.js";
import type {PivotData} from "./data.js";
import {few} from "./drawing.js";
import {byYear, type Question} from "./question.js";

/** 2020—2024年立案提案（件）：主办单位 × 党派. */
export function titleOf({years}: Question, {label, unit}: Metric, rowName: string, columnName: string): string {
  const [first, last] = [years[0]!, years.at(-1)!];
  const together = last - first === years.length - 1;
  const span = first === last ? `${first}年` : together ? `${first}—${last}年` : `${years.join("、")}年`;
  const by = [rowName, columnName].filter(Boolean).join(" × ");
  return `${span}${label}${unit ? `（${unit}）` : ""}${by ? `：${by}` : ""}`;
}

/** 党派为民盟: what a question is limited to. */
export const limitsOf = ({filters}: Question, labelOf: (id: string) => string): string[] =>
  Object.entries(filters).flatMap(([id, labels]) => (labels.length ? [`${labelOf(id)}为${labels.join("、")}`] : []));

/** The largest cells that are no totals, up to three that are equal, as a sentence. */
export function findingOf(answer: Answer, question: Question, metric: Metric): string | null {
  const {rows, columns} = answer;
  if (question.rows === null && question.columns === null) return null;
  const places = (list: readonly string[]) => (list.length ? list.map((_, i) => i) : [0]);
  let best: {r: number; c: number; value: number}[] = [];
  for (const r of places(rows))
    for (const c of places(columns)) {
      if (rows[r] === "未填" || columns[c] === "未填") continue;
      const {value, items} = answer.at(r, c);
      // One reply makes no slowest unit.
      if (!metric.adds && items > 0 && items < few) continue;
      const most = best[0]?.value ?? 0;
      if (value !== null && value > most) best = [{r, c, value}];
      else if (value !== null && value === most && most > 0) best.push({r, c, value});
    }
  if (!best.length) return null;
  const where = best.slice(0, 3).map(({r, c}) => {
    const [row, column] = [rows[r], columns[c]];
    const year = question.rows === byYear ? row : question.columns === byYear ? column : undefined;
    const others = [question.rows === byYear ? undefined : row, question.columns === byYear ? undefined : column];
    return `${year ? `${year}年` : ""}${others.filter(Boolean).join(" × ")}`;
  });
  const named = `${where.join("、")}${best.length > 3 ? `等${best.length}处` : ""}`;
  const each = best.length > 1 ? "各" : "";
  return `${metric.label}最${metric.adds ? "多" : "大"}的是${named}，${each}${exact(metric, best[0]!.value)}`;
}

/** What stands beneath an answer: rule, what the years cover, as-of date, source. */
export function captionBelow(data: PivotData, question: Question, measure: Metric): Caption {
  const {book} = data;
  const dated = question.view === "year" ? [] : [`各年均截至${day(question.view.slice(0, 10))}的同期`];
  const asOf = book.tables.about[0]!.as_of;
  if (!book.catalogue.has(measure.id))
    return {
      rule: measure.rule,
      note: dated.join("；"),
      warning: "",
      asOf,
      source: `${kindLabels[measure.kind]}导出`
    };
  const {note, ...caption} = captionOf(book, [measure.id]);
  return {...caption, asOf, note: [note, ...dated].filter(Boolean).join("；")};
}

/** What must be known beside the numbers: items under several labels, years that are not over, what is not known. */
export function notesOf({book}: PivotData, question: Question, measure: Metric, shown: Answered): string[] {
  const {answer, items} = shown;
  const dimensions = question.kind === "multi" ? [] : (kindOf(question.kind).dimensions ?? []);
  const several = [question.rows, question.columns].some(
    id =>
      dimensions.some(dimension => dimension.id === id && exceeds(measure, dimension)) ||
      items?.columns.some(({name, type}) => name === id && type === "list" && !countsList(measure, name))
  );
  const open = book.tables.years.filter(
    ({view, basis, year, complete}) =>
      view === "year" && basis === question.basis && !complete && question.years.includes(year)
  );
  const unknown = question.years.filter(
    year => book.catalogue.has(measure.id) && book.reason(measure.id, year) !== null
  );
  return [
    ...(several && answer.rows.length ? ["一条可归几类，各类之和大于合计"] : []),
    ...(shown.question.view === "year"
      ? open.map(({year, until}) => `${year}年未完，数到${day(until)}，不与全年比较`)
      : []),
    ...(question.view === "year" && shown.question.view !== "year"
      ? [`${question.years[0]}年未完，与上年同期相比`]
      : []),
    ...unknown.map(year => `${year}年无数据（${book.reason(measure.id, year)}）`),
    ...(shown.against ? ["相关只说明一起变，不说明谁引起谁"] : []),
    ...(measure.adds || !items
      ? []
      : [shown.guarded ? `由不足${few}条得出的数不列` : `灰色的数由不足${few}条得出，只作参考`])
  ];
}

/** What the office notes on the measure in the years that are asked for. */
export const remarksOn = ({book}: PivotData, question: Question, measure: Metric): string[] =>
  noteWords(
    notesOn(book, {
      name: "",
      metrics: () => (book.catalogue.has(measure.id) ? [measure.id] : []),
      years: () => [...question.years]
    })
  );
