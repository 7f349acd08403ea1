import type {ChartOptions} from "../charts/chart.js";
import type {Caption} from "../figures/caption.js";
import {day} from "../figures/days.js";
import type {Answered} from "./answered.js";
import type {AxisChoice, PivotData} from "./data.js";
import {drawing} from "./drawing.js";
import type {Look} from "./look.js";
import {pairsShown} from "./pairs-shown.js";
import type {Question} from "./question.js";
import {captionBelow, findingOf, limitsOf, notesOf, remarksOn, titleOf} from "./said.js";
import {type Shape, shapesFor} from "./shape.js";
import {orderOf, type PivotTable, type Show, showsFor} from "./table.js";

/** An answer as it is shown, on a page and in a document. */
export interface Presented {
  /** Metric, unit, years, axes and what is left out: 2020—2024年立案提案（件）：类别 × 年度 · 仅党派为民盟的. */
  title: string;
  /** What the answer says, where it says something. */
  finding: string | null;
  /** Whether no item is left. */
  nothing: boolean;
  shapes: readonly Shape[];
  shape: Shape | undefined;
  shows: readonly Show[];
  table: PivotTable;
  /** Two measures side by side, as a table. */
  pairs: ReturnType<typeof pairsShown>["table"] | null;
  /** Null where a single number is asked for. */
  draw: ((options: ChartOptions) => SVGSVGElement) | null;
  caption: Caption;
  /** What must be known beside the numbers. */
  notes: string[];
  /** What the office notes on the measure. */
  remarks: string[];
}

/** How an answer is shown, as far as pages and documents agree. */
export function presented(
  data: PivotData,
  question: Question,
  look: Look,
  axes: readonly AxisChoice[],
  shown: Answered
): Presented {
  const {book} = data;
  const {measure, answer, previous, against} = shown;
  const labelOf = (id: string | null) => axes.find(({value}) => value === id)?.label ?? "";
  const [rowName, columnName] = [labelOf(question.rows), labelOf(question.columns)];
  const offered = shapesFor(question, measure, {rows: answer.rows.length, columns: answer.columns.length});
  const shape = look.shape && offered.includes(look.shape) ? look.shape : offered[0];
  const ways = showsFor(measure, question, previous !== null);
  const unfinished = (year: number) =>
    question.view === "year" &&
    book.tables.years.some(
      period => period.view === "year" && period.basis === question.basis && period.year === year && !period.complete
    );
  const table: PivotTable = {
    ...{question, metric: measure, answer, previous, rowName, columnName, unfinished},
    ...{show: ways.includes(look.show) ? look.show : "value", heat: look.heat, sorted: look.sorted}
  };
  const limits = limitsOf(question, labelOf);
  const title = [
    titleOf(question, measure, rowName, columnName),
    ...limits.map(words => `仅${words}的`),
    ...(question.view === "year" ? [] : [`各年截至${day(question.view.slice(0, 10))}`])
  ].join(" · ");
  const pairs = shape === "scatter" ? pairsShown(measure, answer, against!, rowName) : null;
  const found = pairs?.finding ?? findingOf(answer, question, measure);
  const finding = found && [...limits.map(words => `${words}的`), found].join("，");
  return {
    ...{title, finding, shape, table},
    nothing: answer.rows.length === 0 && question.rows !== null,
    shapes: offered,
    shows: ways,
    pairs: pairs?.table ?? null,
    draw: shape
      ? drawing(shape, {
          ...{question, metric: measure, answer, previous, against, book, order: orderOf(table)},
          label: `${title}：${finding ?? ""}`
        })
      : null,
    caption: captionBelow(data, question, measure),
    notes: notesOf(data, question, measure, shown),
    remarks: remarksOn(data, question, measure)
  };
}
