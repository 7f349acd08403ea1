import type {Metric} from "../metrics/index.js";
import type {Book} from "./book.js";
import {cutDay} from "./periods.js";
import {type Target, targetsOf} from "./targets.js";

/** A base under this makes no headline: four more of ten are no news of a year. */
export const headlineBase = 30;
/** The least 分量 of what leads a year: 2, or 1 where the office has nothing of so much. */
export const main = ({known}: Pick<Book, "known">): number => (known.some(metric => weightOf(metric) >= 2) ? 2 : 1);

/** How much a metric counts when a year is told, by its row of the tables; what is a part of another never leads unasked. */
export const weightOf = ({weight, subsetOf, minor, part}: Metric): number =>
  weight ?? (subsetOf || minor || part ? 0 : 1);

/** How a metric moved against the year compared with: in percent, a rate in percentage points. */
export interface Moved {
  metric: Metric;
  percent: number;
}

export const byPercent = (a: Moved, b: Moved) => b.percent - a.percent || (a.metric.id < b.metric.id ? -1 : 1);

/** The counts of at least a weight whose base allows a percentage to lead, largest rise first. */
export const counts = (book: Book, least = main(book)): Moved[] =>
  book.known
    .filter(metric => weightOf(metric) >= least && (book.value(metric.id, book.versus) ?? 0) >= headlineBase)
    .flatMap(metric => {
      const {percent} = book.change(metric.id);
      return percent === null ? [] : [{metric, percent}];
    })
    .sort(byPercent);

/** The rates of at least a weight that can be compared, by percentage points. */
const rates = (book: Book, least = main(book)): Moved[] =>
  book.known
    .filter(metric => metric.unit === "%" && weightOf(metric) >= least)
    .flatMap(metric => {
      const {difference} = book.change(metric.id);
      return difference === null ? [] : [{metric, percent: difference}];
    });

/** A part of a sentence: plain, or words with figures of a metric; the year's own figure of it stands out. */
export type SentencePart = string | {value: string; metric: string; quiet?: true};

/**
 * The year in three sentences, each with its numbers: what grew most among what matters, what fell, and which target is
 * at risk. Left out is what the exports do not tell.
 */
export const lead = (book: Book): SentencePart[] => [...grown(book), ...fallen(book), ...targets(book)];

const firstOf = "proposals.submitted";

function grown(book: Book): SentencePart[] {
  const {reason, words} = book.change(firstOf);
  const known = book.value(firstOf) !== null;
  const until = book.isCut(firstOf) ? `${book.year}年截至${cutDay(book, book.year, book.basisOf(firstOf))}` : "全年";
  const opening: SentencePart[] = known
    ? [`${until}收到提案`, {value: book.exact(firstOf), metric: firstOf}, ...(reason ? [] : quiet(words, firstOf))]
    : [];
  const [most] = counts(book);
  if (!most || most.percent <= 0) return known ? [...opening, "。"] : [];
  if (most.metric.id === firstOf) return [...opening, ",在主要指标中增长最快。"];
  return [
    ...opening,
    `${known ? ";" : ""}增长最快的是${most.metric.label},`,
    {value: book.exact(most.metric.id), metric: most.metric.id},
    ...quiet(book.change(most.metric.id).words, most.metric.id),
    "。"
  ];
}

function fallen(book: Book): SentencePart[] {
  const weighed = ({metric, percent}: Moved) => weightOf(metric) * -percent;
  // The first sentence has told of this one.
  const all = [...counts(book), ...rates(book)].filter(d => d.metric.id !== firstOf);
  const [worst] = all.filter(d => d.percent <= -0.05).sort((a, b) => weighed(b) - weighed(a));
  if (!worst) return all.length > 2 ? [`其他主要指标与${book.against}相比没有下降。`] : [];
  const {id, label, unit} = worst.metric;
  return [
    `${label}${unit === "%" ? "为" : ""}`,
    {value: book.exact(id), metric: id},
    ...quiet(book.change(id).words, id),
    "。"
  ];
}

function targets(book: Book): SentencePart[] {
  const told = targetsOf(book).filter(d => d.value !== null);
  const all = told.filter(d => d.verdict !== "unknown");
  const partly = told.length - all.length;
  if (!all.length) return partly ? [`${partly}项年度目标的数字不完整,不作判断。`] : [];
  const unjudged = partly ? `;另有${partly}项数字不完整,不作判断。` : "。";
  const margin = ({share}: Target) => Math.abs((share ?? 1) - 1);
  const behind = all.filter(d => d.verdict === "behind").sort((a, b) => margin(b) - margin(a));
  const others = all.filter(d => d.verdict !== "behind");
  const [worst] = behind;
  if (worst)
    return [
      `目标中${worst.metric.label}滞后,`,
      {value: worst.actual, metric: worst.metric.id},
      ...quiet(aim(worst), worst.metric.id),
      behind.length > 1 ? `,滞后的共${behind.length}项` : "",
      others.length ? `;其余${others.length}项${standing(others)}` : "",
      unjudged
    ];
  const nearest = all.toSorted((a, b) => margin(a) - margin(b))[0]!;
  return [
    `${all.length}项年度目标${standing(all)}${all.length > 1 ? ",离目标最近的是" : ":"}${nearest.metric.label},`,
    {value: nearest.actual, metric: nearest.metric.id},
    ...quiet(aim(nearest), nearest.metric.id),
    unjudged
  ];
}

/** What more is said of a metric, behind a comma. */
const quiet = (value: string, metric: string): SentencePart[] => [{value: `，${value}`, metric, quiet: true}];

/** 目标20次以上,完成75%,时间已过83%: what a target's words say besides the verdict and the value. */
const aim = ({said, words, actual}: Target): string => said.slice(words.length + actual.length + 2, -1);

/** Where targets stand of which none lags. */
function standing(all: Target[]): string {
  const open = all.filter(d => d.verdict === "on_course").length;
  if (!open) return all.length > 1 ? "都已完成" : "已完成";
  return open === all.length ? "按进度" : `${all.length - open}项完成、${open}项按进度`;
}
