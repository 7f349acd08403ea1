import {viewFor} from "../figures/scope.js";
import type {Metric} from "../metrics/index.js";
import {type Answer, answer} from "./answer.js";
import type {Ground, PivotData} from "./data.js";
import {publishedAnswer} from "./figures.js";
import type {Items} from "./items.js";
import {knowing} from "./known.js";
import {byYear, type Question} from "./question.js";

/** An answer with what it is compared with and where its cells come from. */
export interface Answered {
  question: Question;
  measure: Metric;
  answer: Answer;
  previous: Answer | null;
  items: Items | null;
  /** Set where what few items would tell is left out. */
  guarded?: boolean;
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
    const whole = before !== null && viewFor({tables, year: year!, versus: before}, question.basis) === "year";
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
    question.view === "year" && before !== null
      ? viewFor({tables, year: year!, versus: before}, question.basis)
      : question.view;
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
