import type {Book} from "../../src/figures/book.js";
import {captionOf} from "../../src/figures/caption.js";
import {fullDay} from "../../src/figures/days.js";
import {range} from "../../src/figures/periods.js";
import {targetsOf} from "../../src/figures/targets.js";
import {unreadWords} from "../../src/figures/unknown.js";
import {numeral, printedTarget} from "../../src/metrics/format.js";
import {type Catalogue, kindLabels, type Metric} from "../../src/metrics/index.js";
import {fault, NotKnown, unknownName} from "./fault.js";

/** Words that stand for themselves, without a metric. */
const words: Record<string, (book: Book) => string> = {
  年度: book => String(book.year),
  上年度: book => String(book.versus),
  下年度: book => String(book.year + 1),
  期间: book => range(book).replace("(同期)", ""),
  届次: book => {
    const session = book.period(book.year, "session")?.session;
    if (!session) throw new NotKnown(null, `${book.year}年没有届次,请在届次表中补上`);
    return session;
  },
  范围: book => upper(book).place,
  应报送: book => `${upper(book).due}个地区`,
  数据齐全: book => `${upper(book).whole}个地区`,
  截至日期: book =>
    fullDay(
      captionOf(
        book,
        book.known.map(({id}) => id)
      ).asOf
    )
};

/** The places that a book's figures are sums over. Throws NotKnown in an office's own documents. */
function upper({tables}: Book) {
  if (!tables.upper) throw new NotKnown(null, "只有各地汇总的文稿有范围、报送和计入");
  return tables.upper;
}

/** What can be asked of a metric: `{{提交提案|较上年}}`. Without an asking, as a report prints it. */
const askings: Record<string, (book: Book, metric: Metric) => string> = {
  "": (book, metric) => known(book, metric) && book.printed(metric.id),
  精确: (book, metric) => known(book, metric) && book.exact(metric.id),
  数值: (book, metric) => known(book, metric) && (book.said(metric.id) ?? numeral(metric, book.value(metric.id))),
  上年: (book, metric) => known(book, metric, book.versus) && book.exact(metric.id, book.versus),
  较上年: (book, metric) => {
    const {words, reason} = book.change(metric.id);
    if (reason) throw new NotKnown(metric, `「${metric.label}」${reason},不能与${book.againstOf(metric.id)}比较`);
    return words;
  },
  五年: fiveYears,
  计入: (book, metric) => known(book, metric) && `${upper(book).counted(metric.id, book.year)}/${upper(book).due}`,
  目标: (book, metric) => target(book, metric, book.year),
  下年目标: (book, metric) => target(book, metric, book.year + 1),
  进展: (book, metric) => whole(book, metric) && targetOf(book, metric).words
};

/** Askings that print a value of the report year: where it is zero, a template may leave the sentence out. */
const values = new Set(["", "精确", "数值"]);

/** What `{{…}}` asks for. */
export interface Placeholder {
  metric: Metric | null;
  /** Throws NotKnown where the data do not say. */
  print: (book: Book) => string;
  /** Whether it prints a count of the report year, and that is zero. */
  zero: (book: Book) => boolean;
}

/** Reads `{{…}}`. Throws TemplateFault where it names what does not exist, whether or not there is a value. */
export function placeholder({catalogue}: Book, inner: string): Placeholder {
  const [label = "", asking = ""] = inner.split(/\|(.*)/s).map(part => part.trim());
  const word = words[label];
  if (word && asking) fault(`「${label}」没有别的写法,请写成 {{${label}}}`);
  if (word) return {metric: null, print: word, zero: () => false};
  const metric = metricNamed(catalogue, label, Object.keys(words));
  const print = askings[asking] ?? unknownName("没有写法", asking, Object.keys(askings).filter(Boolean));
  return {
    metric,
    print: book => print(book, metric),
    zero: book => values.has(asking) && metric.unit !== "%" && book.value(metric.id) === 0
  };
}

/** The metric of a label. Throws TemplateFault where there is none, with those most like it. */
export function metricNamed({byLabel, all}: Catalogue, label: string, also: string[] = []): Metric {
  return byLabel(label) ?? unknownName("没有指标", label, [...all.map(metric => metric.label), ...also]);
}

/** True where a year has a value. Throws NotKnown where it has none. */
export function known(book: Book, metric: Metric, year = book.year): true {
  if (!book.has(metric.id, year)) throw new NotKnown(metric, whyUnknown(book, metric, year));
  return true;
}

/** True where a year has a value and all that may count was read. Throws NotKnown elsewhere: nothing is judged by a part. */
export function whole(book: Book, metric: Metric): true {
  known(book, metric);
  if (!book.complete(metric.id)) {
    const why = [...book.unread(metric.id).map(unreadWords), book.unreadCells(metric.id)].filter(Boolean);
    throw new NotKnown(metric, `「${metric.label}」数字不完整（${why.join("；")}），不作判断`);
  }
  return true;
}

/** Why a metric has no value in a year: its whole kind has none, or a column or another kind is lacking, or nothing is said of it. */
export function whyUnknown(book: Book, metric: Metric, year = book.year): string {
  const ofKind =
    !["indicators", "multi"].includes(metric.kind) && book.catalogue.all.filter(({kind}) => kind === metric.kind);
  if (ofKind && !ofKind.some(({id}) => book.has(id, year)))
    return `${year}年没有${kindLabels[metric.kind]}的数据${refusedWords(book, [metric.id])}`;
  const reason = book.reason(metric.id, year);
  return `「${metric.label}」${year}年没有数据${reason ? `（${reason}）` : ""}`;
}

/** （提案.csv没有读）, where files that may hold what is missing were refused. */
const refusedWords = (book: Book, ids: readonly string[]) => {
  const files = ids.flatMap(id => book.unread(id)).filter(({partly}) => !partly);
  return files.length ? `（${[...new Set(files.map(unreadWords))].join("、")}）` : "";
};

/** The target of a metric. Throws NotKnown where the year has none. */
export function targetOf(book: Book, metric: Metric, year = book.year) {
  const found = targetsOf(book, year).find(d => d.metric === metric);
  if (!found) throw new NotKnown(metric, `${year}年没有「${metric.label}」的目标,请在目标表中补上`);
  return found;
}

function target(book: Book, metric: Metric, year: number): string {
  const found = targetOf(book, metric, year);
  return printedTarget(metric, found.target, found.comparison);
}

/** 2020年至2024年分别为…, or each year named where one between has no value. */
function fiveYears(book: Book, metric: Metric): string {
  known(book, metric);
  const series = book.series(metric.id, 5).filter(d => d.value !== null);
  const years = series.map(d => d.year);
  if (years.length < 2) throw new NotKnown(metric, `「${metric.label}」只有${years[0]}年有数据,不能列出历年`);
  const gap = years.at(-1)! - years[0]! !== years.length - 1;
  const list = series.map(d => book.exact(metric.id, d.year)).join("、");
  const period = book.isCut(metric.id) ? "同期" : "";
  return `${gap ? `${years.join("年、")}年` : `${years[0]}年至${years.at(-1)}年`}${period}分别为${list}`;
}
