import {type KindName, kinds} from "../kinds/index.js";
import {countedParts} from "../metrics/catalogue.js";
import {basisLabels, kindLabels, type Metric} from "../metrics/index.js";
import {needsOf} from "../metrics/needs.js";
import {writeNumeral} from "../text/numerals.js";
import type {Book} from "./book.js";
import type {Figure} from "./figure.js";
import {notesOn, noteWords} from "./notes.js";
import {ranges} from "./periods.js";
import {unreadWords} from "./unknown.js";

/** What stands beneath a chart. */
export interface Caption {
  rule: string;
  /** ISO date of the latest figure. */
  asOf: string;
  source: string;
  /** What the years cover where they are cut, events without dates, changed rules. */
  note: string;
  /** What must be seen at once: files that were not read. */
  warning: string;
}

/** Rule, as-of date and source of the metrics in a chart. */
export function captionOf(book: Book, ids: string[]): Caption {
  const shown = ids.map(id => book.metric(id));
  const dates = ids.map(id => book.figure(id)?.as_of).filter(date => date !== undefined);
  return {
    rule: sentences(ids.map(id => book.rule(id))),
    warning: unreadNote(book, ids),
    note: [
      samePeriodNote(book, ids),
      undatedNote(book, ids),
      ...new Set(ids.flatMap(id => book.ruleNote(id) ?? []).map(note => `口径有变:${note}`))
    ]
      .filter(Boolean)
      .join(" · "),
    asOf: dates.sort().at(-1) ?? book.tables.about[0]!.as_of,
    source: sourceOf(kindsOf(book, shown))
  };
}

/** What stands beneath a figure. */
export const captionFor = (figure: Pick<Figure, "metrics" | "caption">, book: Book): Caption =>
  figure.caption?.(book) ?? captionOf(book, figure.metrics(book));

/** 截至2024年12月31日 · 来源:提案导出, in one line, as it stands beneath every chart. */
export const captionLine = ({asOf, source}: {asOf?: string; source?: string}): string =>
  [asOf ? `截至${asOf}` : "", source ? `来源:${source}` : ""].filter(Boolean).join(" · ");

/** How it is counted, with what else belongs to that, as sentences. */
export const ruleSentences = ({rule = "", note = ""}: {rule?: string; note?: string}): string =>
  `${rule}${note && rule && !/。$/.test(rule) ? "。" : ""}${note && !/。$/.test(note) ? `${note}。` : note}`;

/** The files and the cells that were not read although they may hold what is shown; empty where all were. */
export function unreadNote(book: Book, ids: string[], years: readonly number[] = [book.year, book.versus]): string {
  const files = new Set(ids.flatMap(id => book.unread(id).map(unreadWords)));
  const cells = years.flatMap(year => ids.flatMap(id => book.unreadCells(id, year)?.split("；") ?? []));
  const said = [...files, ...new Set(cells)];
  return said.length ? `数据不完整：${said.join("；")}` : "";
}

/** The years of a chart that are not known and why, 2023年无数据（2023年的导出文件没有「批示级别」列）. */
export function gapNote(book: Book, ids: readonly string[]): string {
  const reasons = ids.flatMap(id => {
    const years = book.series(id);
    // Before the first year of which the exports tell anything there is no gap.
    const first = years.findIndex(({value, year}) => value !== null || tells(book, id, year));
    return years
      .filter(({value}, i) => first >= 0 && i >= first && value === null)
      .map(({year}) => {
        const why = book.reason(id, year);
        const what = ids.length > 1 ? book.metric(id).label : "";
        return `${year}年${what}无数据${why ? `（${why}）` : ""}`;
      });
  });
  return [...new Set(reasons)].join("；");
}

/** Whether the exports tell something else of a year of what a metric counts. */
function tells(book: Book, id: string, year: number): boolean {
  const counted = new Set(countedParts(book.catalogue, book.metric(id)).map(({kind}) => kind));
  return book.catalogue.all.some(other => counted.has(other.kind) && book.value(other.id, year) !== null);
}

/** The steps of a funnel that are not known and why: 编报社情民意无数据（2024年的导出文件没有「编报日期」列）. */
export const stepsLeft = (book: Book, steps: readonly string[]): string =>
  steps
    .filter(id => book.value(id) === null)
    .map(id => {
      const why = book.reason(id);
      return `${book.metric(id).label}无数据${why ? `（${why}）` : ""}`;
    })
    .join("；");

/** What is said beneath a figure of itself: the years that it leaves blank, its note, the items that are not drawn, and what the office notes. */
export const noteOf = (figure: Figure, book: Book): string[] => [
  ...[figure.gaps, figure.note, figure.leaves].flatMap(say => say?.(book) || []),
  ...noteWords(notesOn(book, figure))
];

/** 同期 with both ranges of each basis among the metrics, as captions print it; empty for whole years. */
export function samePeriodNote(book: Book, ids: string[]): string {
  const shown = new Set(ids.filter(id => book.isCut(id)).map(id => book.basisOf(id)));
  if (shown.size === 0) return "";
  const said: string[] = [];
  if (shown.has("session") || shown.has("mixed")) said.push(`届次年度:${ranges(book, "session")}`);
  const calendar = shown.has("calendar") || shown.has("mixed") ? ranges(book, "calendar") : "";
  if (calendar) said.push(`自然年:${calendar}`);
  return `同期,${said.join(";")}`;
}

/**
 * What exports date no event of, and from when it counts instead; empty for whole years. At the data's own date all that
 * they say is known of the year, and this holds of those before.
 */
export function undatedNote(book: Book, ids: string[]): string {
  const cut = ids.filter(id => book.isCut(id));
  if (cut.length === 0) return "";
  const [about] = book.tables.about;
  const own = book.view === about?.as_of && about.as_of >= (about.data_as_of ?? about.as_of);
  const before = own ? "往年" : "";
  const needs = cut.flatMap(id => needsOf(book.catalogue, book.metric(id), kinds, book.rules));
  const said = kinds.flatMap(({name, known = []}) =>
    known.filter(({fields}) => needs.some(need => need.kind === name && fields.includes(need.field)))
  );
  return [...new Set(said.flatMap(rule => (rule.said ? `${before}${rule.said}` : [])))].join(";");
}

/** 按届次年度 or 按自然年. */
export function basisWords(book: Book, id: string): string {
  const basis = book.basisOf(id);
  const chosen = basis === "calendar" && book.metric(id).basis === "session";
  return chosen ? "按提交日期所在自然年" : `按${basisLabels[basis]}`;
}

/** The kinds of export that metrics are counted from, in their order; of parts of several, and of facts that several tell, theirs. */
export const kindsOf = (book: Book, metrics: readonly Metric[]): KindName[] => {
  const counted = new Set(
    metrics.flatMap(metric => [
      ...countedParts(book.catalogue, metric).map(({kind}) => kind as string),
      ...book.madeOf(metric.id).flatMap(fact => fact.kinds)
    ])
  );
  return kinds.map(({name}) => name).filter(name => counted.has(name));
};

/** 提案导出; 提案、社情民意导出; 三类导出、其他指标台账: names of more would not stand in one line. */
function sourceOf(kinds: readonly KindName[]): string {
  const exports = kinds.filter(kind => kind !== "indicators").map(kind => kindLabels[kind]);
  const named =
    exports.length > 2 ? `${writeNumeral(exports.length)}类导出` : exports.length ? `${exports.join("、")}导出` : "";
  return [named, kinds.includes("indicators") ? kindLabels.indicators : ""].filter(Boolean).join("、");
}

/** Rules one after another, each sentence once. */
function sentences(rules: string[]): string {
  return [...new Set(rules.flatMap(rule => rule.match(/[^。]+。?/g) ?? []))].join("");
}
