import type {Book} from "../../src/figures/book.js";
import {fullDay} from "../../src/figures/days.js";
import {range} from "../../src/figures/periods.js";
import {targetsOf} from "../../src/figures/targets.js";
import {numeral, printedTarget} from "../../src/metrics/format.js";
import type {Catalogue, Metric} from "../../src/metrics/index.js";
import {nearest} from "../nearest.js";

/** What is wrong at a line of a template, as staff read it. */
export class TemplateFault extends Error {}

/** Words that stand for themselves, without a metric. */
const words: Record<string, (book: Book) => string> = {
  年度: book => String(book.year),
  上年度: book => String(book.versus),
  下年度: book => String(book.year + 1),
  期间: book => range(book).replace("(同期)", ""),
  届次: book => book.period(book.year, "session")?.session ?? fail(`${book.year}年没有届次,请在届次表中补上`),
  截至日期: book => fullDay(book.tables.about[0]!.as_of)
};

/** What can be asked of a metric: `{{提交提案|较上年}}`. Without an asking, as a report prints it. */
const askings: Record<string, (book: Book, metric: Metric) => string> = {
  "": (book, metric) => known(book, metric) && book.printed(metric.id),
  精确: (book, metric) => known(book, metric) && book.exact(metric.id),
  数值: (book, metric) => known(book, metric) && numeral(metric, book.value(metric.id)),
  上年: (book, metric) => known(book, metric, book.versus) && book.exact(metric.id, book.versus),
  较上年: (book, metric) => {
    const {words, reason} = book.change(metric.id);
    return reason ? fail(`「${metric.label}」${reason},不能与上年比较;请改用条件句,或删去这一句`) : words;
  },
  五年: (book, metric) => {
    const series = book.series(metric.id, 5).filter(d => d.value !== null);
    if (!series.length) known(book, metric);
    const list = series.map(d => book.exact(metric.id, d.year)).join("、");
    const period = book.samePeriod ? "同期" : "";
    const years = series.map(d => d.year);
    return years.length < 2
      ? `${years[0]}年${period}为${list}`
      : `${years[0]}年至${years.at(-1)}年${period}分别为${list}`;
  },
  目标: (book, metric) => target(book, metric, book.year),
  下年目标: (book, metric) => target(book, metric, book.year + 1),
  进展: (book, metric) => targetOf(book, metric).words
};

/**
 * What a condition can ask: `{{如果 提交提案 增加}}`. Numbers (`>= 95`) are in the printed unit. Where nothing decides it
 * (no value, nothing to compare with) it stops: 否则 would print a sentence that need not be true.
 */
const conditions: Record<string, (book: Book, metric: Metric) => boolean> = {
  有数据: (book, metric) => book.value(metric.id) !== null,
  不为零: (book, metric) => (book.value(metric.id) ?? 0) !== 0,
  可比: (book, metric) => book.change(metric.id).reason === null,
  增加: (book, metric) => direction(book, metric) === "up",
  提高: (book, metric) => direction(book, metric) === "up",
  减少: (book, metric) => direction(book, metric) === "down",
  下降: (book, metric) => direction(book, metric) === "down",
  持平: (book, metric) => direction(book, metric) === "flat",
  全部: (book, metric) =>
    known(book, metric) && (metric.unit === "%" ? book.value(metric.id) === 1 : book.printed(metric.id) === "全部"),
  有目标: (book, metric) => targetsOf(book).some(d => d.metric === metric),
  有下年目标: (book, metric) => targetsOf(book, book.year + 1).some(d => d.metric === metric),
  已完成: (book, metric) => targetOf(book, metric).verdict === "reached"
};

/** The text of `{{…}}`, and the metric it spoke of. Throws TemplateFault where there is none to print. */
export function fill(book: Book, inner: string): {text: string; metric: Metric | null} {
  const {metric, print} = understood(book, inner);
  return {text: print(book), metric};
}

/** Throws TemplateFault where `{{…}}` names what does not exist, whether or not there is a value. */
export function understood({catalogue}: Book, inner: string): {metric: Metric | null; print: (book: Book) => string} {
  const [label = "", asking = ""] = inner.split(/\|(.*)/s).map(part => part.trim());
  const word = words[label];
  if (word && asking) fail(`「${label}」没有别的写法,请写成 {{${label}}}`);
  if (word) return {metric: null, print: word};
  const metric = catalogue.byLabel(label) ?? unknown("没有指标", label, [...labels(catalogue), ...Object.keys(words)]);
  const print = askings[asking] ?? unknown("没有写法", asking, Object.keys(askings).filter(Boolean));
  return {metric, print: book => print(book, metric)};
}

/** Whether the condition in `{{如果 …}}` holds, of all metrics where several are named. Throws TemplateFault where it cannot be understood. */
export function holdsWhen(book: Book, condition: string): boolean {
  return understoodCondition(book, condition)(book);
}

/** What decides a condition. Throws TemplateFault where it cannot be understood, whatever the figures are. */
export function understoodCondition(book: Book, condition: string): (book: Book) => boolean {
  const several = /^(\S+、\S+)\s+(\S+)$/.exec(condition);
  if (several) {
    const any = several[2] === "任一有数据";
    const asked = any ? "有数据" : several[2];
    const each = several[1]!.split("、").map(label => understoodCondition(book, `${label} ${asked}`));
    if (any) return book => each.some(holds => holds(book));
    return book => each.every(holds => holds(book));
  }
  const match =
    /^(\S+?)\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)%?$/.exec(condition) ?? /^([^\s<>=]+)\s+([^\s<>=]+)$/.exec(condition);
  if (!match) return fail(`看不懂的条件“${condition}”,应写成「如果 提交提案 增加」或「如果 委员满意率 >= 95」`);
  const [, label, asked, bound] = match as unknown as [string, string, string, string?];
  const metric = book.catalogue.byLabel(label) ?? unknown("没有指标", label, labels(book.catalogue));
  if (bound === undefined) {
    const holds = conditions[asked] ?? unknown("没有条件", asked, Object.keys(conditions));
    return book => holds(book, metric);
  }
  const n = Number(bound);
  return book => {
    known(book, metric);
    const value = book.value(metric.id)! * (metric.unit === "%" ? 100 : 1);
    return {">=": value >= n, "<=": value <= n, ">": value > n, "<": value < n, "=": value === n}[asked]!;
  };
}

const labels = ({all}: Catalogue) => all.map(metric => metric.label);

function known(book: Book, metric: Metric, year = book.year): true {
  if (book.value(metric.id, year) === null)
    fail(`「${metric.label}」${year}年没有数据,请补上数据,或用「如果 ${metric.label} 有数据」写成条件句`);
  return true;
}

function direction(book: Book, metric: Metric) {
  const {direction, reason} = book.change(metric.id);
  return reason
    ? fail(`「${metric.label}」${reason},不能判断增减;请把这一句放在「如果 ${metric.label} 可比」之内`)
    : direction;
}

function targetOf(book: Book, metric: Metric, year = book.year) {
  const found = targetsOf(book, year).find(d => d.metric === metric);
  return found ?? fail(`${year}年没有「${metric.label}」的目标,请在目标表中补上,或删去这一句`);
}

function target(book: Book, metric: Metric, year: number): string {
  const found = targetOf(book, metric, year);
  return printedTarget(metric, found.target, found.comparison);
}

function unknown(what: string, name: string, choices: string[]): never {
  return fail(`${what}“${name}”,相近的有:${nearest(name, choices).join("、")}`);
}

function fail(message: string): never {
  throw new TemplateFault(message);
}
