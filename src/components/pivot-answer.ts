import {captionLine, captionOf, ruleSentences} from "../figures/caption.js";
import {day, fullDay} from "../figures/days.js";
import {notesOn, noteWords} from "../figures/notes.js";
import {ownView} from "../figures/scope.js";
import {kindOf} from "../kinds/index.js";
import {exact} from "../metrics/format.js";
import {kindLabels, type Metric} from "../metrics/index.js";
import {type Answer, answer} from "../pivot/answer.js";
import {publishedAnswer} from "../pivot/figures.js";
import type {Items} from "../pivot/items.js";
import {knowing} from "../pivot/known.js";
import {byYear, type Question} from "../pivot/question.js";
import {type Shape, shapes, shapesFor} from "../pivot/shape.js";
import {card} from "./card.js";
import {csvFile, download} from "./download.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {drawing, few} from "./pivot-chart.js";
import {toggles} from "./pivot-choices.js";
import type {AxisChoice, Ground, PivotData} from "./pivot-data.js";
import {pairsShown} from "./pivot-pairs.js";
import {orderOf, type PivotTable, pivotTable, plainTable, type Show, shows, showsFor} from "./pivot-table.js";

/** What is chosen beside the question: how its answer is shown. */
export interface Look {
  show: Show;
  shape: Shape | null;
  heat: boolean;
  sorted: PivotTable["sorted"];
}

/** An answer with what it is compared with and where its cells come from. */
export interface Answered {
  question: Question;
  measure: Metric;
  answer: Answer;
  previous: Answer | null;
  items: Items | null;
  /** The measure that the rows are held against, and its answer. */
  against: {metric: Metric; answer: Answer} | null;
}

/** Answers a question; where one year is asked for also the year before, at the same point of it. */
export async function answered(
  data: PivotData,
  question: Question,
  measure: Metric,
  against: Metric | null,
  ground: Ground
): Promise<Answered> {
  const {book, tables} = data;
  const [year] =
    question.years.length === 1 && question.rows !== byYear && question.columns !== byYear ? question.years : [];
  const before = year !== undefined && book.years.includes(year - 1) ? year - 1 : null;
  if (ground.from === "figures") {
    const of = (asked: Question, metric = measure) => publishedAnswer(ground.published, metric, asked);
    const whole = before !== null && ownView({tables, year: year!, versus: before}) === "year";
    return {
      question,
      measure,
      answer: of(question),
      previous: whole ? of({...question, years: [before]}) : null,
      items: null,
      against: against && {metric: against, answer: of(question, against)}
    };
  }
  // A year that is not over is compared at the same point of the year before.
  const view =
    question.view === "year" && before !== null ? ownView({tables, year: year!, versus: before}) : question.view;
  const asked = {...question, view};
  const from = await data.ground(asked);
  const {source, items} = from.from === "rows" ? from : {...ground, items: null};
  const {catalogue} = book;
  const of = (each: Question, metric = measure) =>
    answer({
      ...{catalogue, metric, question: each, source},
      unknown: knowing(tables, id => catalogue.has(id), metric, each, source)
    });
  return {
    ...{question: asked, measure, items, answer: of(asked)},
    previous: before === null ? null : of({...asked, years: [before]}),
    against: against && {metric: against, answer: of(asked, against)}
  };
}

/** An answer as chart and table with rule and source, and what opens from its cells. */
export function shownAnswer(
  data: PivotData,
  question: Question,
  look: Look,
  axes: readonly AxisChoice[],
  shown: Answered,
  restyle: (next: Partial<Look>) => void
): HTMLElement[] {
  const {book} = data;
  const {measure, answer, previous, items, against} = shown;
  const labelOf = (id: string | null) => axes.find(({value}) => value === id)?.label ?? "";
  const [rowName, columnName] = [labelOf(question.rows), labelOf(question.columns)];
  const offered = shapesFor(question, measure, {rows: answer.rows.length, columns: answer.columns.length});
  const shape = look.shape && offered.includes(look.shape) ? look.shape : offered[0];
  const ways = showsFor(measure, question, previous !== null);
  const show = ways.includes(look.show) ? look.show : "value";
  const behind = h("div", {class: "pivot-items", "aria-live": "polite"});
  const unfinished = (year: number) =>
    question.view === "year" &&
    book.tables.years.some(
      period => period.view === "year" && period.basis === question.basis && period.year === year && !period.complete
    );
  const table: PivotTable = {
    ...{question, metric: measure, answer, previous, show, heat: look.heat, rowName, columnName, unfinished},
    sorted: look.sorted,
    sort: column => restyle({sorted: {column, down: look.sorted?.column === column ? !look.sorted.down : true}}),
    open: items
      ? async (r, c, words) => {
          const {itemList} = await import("./rows.js");
          const rows = answer.behind(r, c).map(row => items.row(row));
          const filled = items.columns.filter(({name}) => rows.some(row => row[name] !== null && row[name] !== ""));
          const columns = [
            ...filled.map(({name, label}) => ({key: name, label})),
            {key: "file_name", label: "文件"},
            {key: "line", label: "行"}
          ];
          behind.replaceChildren(
            h("h3", {tabindex: -1}, `${words}：${rows.length}条`),
            h("div", {class: "rows"}, itemList(words, columns, rows))
          );
          behind.querySelector("h3")!.focus();
        }
      : undefined
  };
  const limits = limitsOf(question, labelOf);
  const title = [titleOf(question, measure, rowName, columnName), ...limits].join(" · ");
  const caption = captionBelow(data, question, measure);
  const nothing = answer.rows.length === 0 && question.rows !== null;
  if (nothing)
    return [
      empty("没有符合条件的条目。"),
      h("p", {class: "pivot-caption"}, `${captionLine(caption)}。${ruleSentences(caption)}`)
    ];
  const pairs = shape === "scatter" ? pairsShown(measure, answer, against!, rowName) : null;
  const finding = pairs?.finding ?? findingOf(answer, question, measure);
  return [
    ...(shape
      ? [
          card({
            ...{
              id: "pivot-chart",
              name: title,
              title: finding ?? title,
              subtitle: title,
              caption,
              wide: true,
              level: 2
            },
            ...(pairs ? {table: pairs.table} : {}),
            chart: drawing(shape, {
              ...{question, metric: measure, answer, previous, against, book, order: orderOf(table)},
              label: `${title}：${finding ?? ""}`
            })
          })
        ]
      : [h("h2", null, title)]),
    h(
      "div",
      {class: "choices pivot-look"},
      toggles(
        "图形",
        offered.map(value => ({value, label: shapes[value]})),
        shape ? [shape] : [],
        value => restyle({shape: value})
      ),
      toggles(
        "表内",
        ways.map(value => ({value, label: shows[value]})),
        [show],
        value => restyle({show: value})
      ),
      toggles("底色", [{value: "on", label: "深浅"}], look.heat ? ["on"] : [], () => restyle({heat: !look.heat})),
      download("下载CSV", `${title}.csv`, () => {
        const {columns, rows} = plainTable(table);
        return csvFile(columns, rows);
      })
    ),
    pivotTable(table),
    ...notesOf(data, question, measure, shown),
    ...(shape ? [] : [h("p", {class: "pivot-caption"}, `${captionLine(caption)}。${ruleSentences(caption)}`)]),
    behind
  ];
}

/** 2020—2024年立案提案（件）：主办单位 × 党派. */
function titleOf({years}: Question, {label, unit}: Metric, rowName: string, columnName: string): string {
  const [first, last] = [years[0]!, years.at(-1)!];
  const together = last - first === years.length - 1;
  const span = first === last ? `${first}年` : together ? `${first}—${last}年` : `${years.join("、")}年`;
  const by = [rowName, columnName].filter(Boolean).join(" × ");
  return `${span}${label}${unit ? `（${unit}）` : ""}${by ? `：${by}` : ""}`;
}

/** 仅党派为民盟的: what a question leaves out. */
const limitsOf = ({filters}: Question, labelOf: (id: string) => string): string[] =>
  Object.entries(filters).flatMap(([id, labels]) =>
    labels.length ? [`仅${labelOf(id)}为${labels.join("、")}的`] : []
  );

/** The largest cell that is no total, as a sentence. */
function findingOf(answer: Answer, question: Question, metric: Metric): string | null {
  const {rows, columns} = answer;
  if (question.rows === null && question.columns === null) return null;
  const places = (list: readonly string[]) => (list.length ? list.map((_, i) => i) : [0]);
  let best: {r: number; c: number; value: number} | null = null;
  for (const r of places(rows))
    for (const c of places(columns)) {
      if (rows[r] === "未填" || columns[c] === "未填") continue;
      const {value, items} = answer.at(r, c);
      // One reply makes no slowest unit.
      if (!metric.adds && items > 0 && items < few) continue;
      if (value !== null && (best === null || value > best.value)) best = {r, c, value};
    }
  if (!best || best.value <= 0) return null;
  const [row, column] = [rows[best.r], columns[best.c]];
  const year = question.rows === byYear ? row : question.columns === byYear ? column : undefined;
  const others = [question.rows === byYear ? undefined : row, question.columns === byYear ? undefined : column];
  const where = `${year ? `${year}年` : ""}${others.filter(Boolean).join(" × ")}`;
  return `${metric.label}最${metric.adds ? "多" : "大"}的是${where}，${exact(metric, best.value)}`;
}

function captionBelow(data: PivotData, question: Question, measure: Metric) {
  const {book} = data;
  const dated = question.view === "year" ? [] : [`各年均截至${day(question.view.slice(0, 10))}的同期`];
  const asOf = fullDay(book.tables.about[0]!.as_of);
  if (!book.catalogue.has(measure.id))
    return {
      rule: measure.rule,
      note: dated.join("；"),
      asOf,
      source: `${kindLabels[measure.kind]}导出`
    };
  const {note, ...caption} = captionOf(book, [measure.id]);
  return {...caption, asOf, note: [note, ...dated].filter(Boolean).join("；")};
}

/** What must be known beside the numbers: items under several labels, years that are not over, what is not known. */
function notesOf({book}: PivotData, question: Question, measure: Metric, shown: Answered): HTMLElement[] {
  const {answer, items} = shown;
  const dimensions = question.kind === "multi" ? [] : (kindOf(question.kind).dimensions ?? []);
  const several = [question.rows, question.columns].some(
    id =>
      dimensions.some(dimension => dimension.id === id && dimension.multiple) ||
      items?.columns.some(({name, type}) => name === id && type === "list")
  );
  const open = book.tables.years.filter(
    ({view, basis, year, complete}) =>
      view === "year" && basis === question.basis && !complete && question.years.includes(year)
  );
  const unknown = question.years.filter(
    year => book.catalogue.has(measure.id) && book.reason(measure.id, year) !== null
  );
  const notes = [
    ...(several && answer.rows.length ? ["一条可归几类，各类之和大于合计"] : []),
    ...(shown.question.view === "year"
      ? open.map(({year, until}) => `${year}年未完，数到${day(until)}，不与全年比较`)
      : []),
    ...(question.view === "year" && shown.question.view !== "year"
      ? [`${question.years[0]}年未完，与上年同期相比`]
      : []),
    ...unknown.map(year => `${year}年无数据（${book.reason(measure.id, year)}）`),
    ...noteWords(
      notesOn(book, {
        name: "",
        metrics: () => (book.catalogue.has(measure.id) ? [measure.id] : []),
        years: () => [...question.years]
      })
    ),
    ...(shown.against ? ["相关只说明一起变，不说明谁引起谁"] : []),
    ...(measure.adds || !items ? [] : [`灰色的数由不足${few}条得出，只作参考`])
  ];
  return notes.length ? [h("p", {class: "pivot-caption"}, `${notes.join("；")}。`)] : [];
}
