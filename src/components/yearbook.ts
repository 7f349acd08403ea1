import {basesDiffer, basesShort} from "../figures/bases.js";
import {Book} from "../figures/book.js";
import {captionOf} from "../figures/caption.js";
import {denominatorOf, denominatorPrinted, denominatorWords, formats} from "../figures/cells.js";
import {fullDay} from "../figures/days.js";
import type {Figure} from "../figures/figure.js";
import {notesOn, noteWords} from "../figures/notes.js";
import {drawnOn, elsewhere, moved, ownOn} from "../figures/own.js";
import {cutOff, newTerms, ranges, unfinished} from "../figures/periods.js";
import type {Scope} from "../figures/scope.js";
import {comparedYears, offeredDates, ownDate} from "../figures/scope.js";
import type {Filtered, Tables, YearBasis} from "../figures/tables.js";
import {targetsOf} from "../figures/targets.js";
import {neverTold, nothingToShow} from "../figures/unknown.js";
import {numeral, printedTarget} from "../metrics/format.js";
import {type Caption, card} from "./card.js";
import {carry} from "./carry.js";
import {h} from "./h.js";
import {afterFrame} from "./later.js";
import {banner, empty, grid} from "./page.js";
import {onPaper} from "./paper.js";
import {metricHref} from "./part-words.js";
import {open, origin, tracedTable} from "./provenance.js";
import {figureIn, named, said} from "./said.js";
import {choices, type Input, select, yearPicker} from "./select.js";
import {type Row, table} from "./table.js";
import {fetchDrawn, notDrawn} from "./tables.js";
import {targets as targetBars} from "./target.js";
import {tile} from "./tile.js";
import {unseenLater} from "./unseen.js";

/**
 * Pickers of the report year, the year compared with and the date, and with `basis` of how the years of proposals are
 * counted. The choice is kept in the address (`?year=2024&versus=2023&asof=2024-06-30&basis=calendar`) and carried
 * along by the links of the navigation.
 */
export function scopeInput(tables: Tables, {basis = false}: {basis?: boolean} = {}): Input<Scope> {
  const query = new URLSearchParams(location.search);
  const asked = {year: Number(query.get("year")), versus: Number(query.get("versus"))};
  let book = new Book(tables, {...asked, asOf: query.get("asof") ?? undefined});
  const years = book.years.toReversed();
  const counted = basis && basesDiffer(book);
  const year = yearPicker({label: "报告年度", years, value: book.year});
  const versus = yearPicker({label: "对比年度", years: comparedYears(book), value: book.versus});
  const count = basisPicker(query.get("basis") === "calendar" ? "calendar" : "session");
  let date = datePicker(book, query.get("asof") ?? "");
  const element = choices(year, versus, date, ...(counted ? [count] : [])) as unknown as Input<Scope>;
  const value = (): Scope => ({
    year: year.value,
    versus: versus.value,
    ...(date.value ? {asOf: date.value} : {}),
    ...(counted ? {basis: count.value} : {})
  });
  const update = () => {
    // Another report year is compared with the year before it, until the reader chooses otherwise.
    if (year.value !== book.year && years.includes(year.value - 1)) versus.value = year.value - 1;
    if (year.value !== book.year || versus.value !== book.versus) {
      const before = offeredDates(book).find(({view}) => view === date.value)?.label;
      book = new Book(tables, {year: year.value, versus: versus.value});
      const other = datePicker(book, offeredDates(book).find(({label}) => label === before)?.view ?? "");
      date.replaceWith(other);
      date = other;
    }
    remember(value());
  };
  element.addEventListener("input", update, true);
  Object.defineProperty(element, "value", {get: value});
  carry(location.search);
  return element;
}

function datePicker(book: Book, value: string): Input<string> {
  const dates = offeredDates(book).map(({view, label}) => ({value: view, label: `截至${label}`}));
  return select({label: "时点", options: [{value: "", label: ownDate(book)}, ...dates], value});
}

function basisPicker(value: YearBasis): Input<YearBasis> {
  const options: {value: YearBasis; label: string}[] = [
    {value: "session", label: "届次年度"},
    {value: "calendar", label: "自然年(按提交日期)"}
  ];
  return select({label: "提案年度", options, value});
}

const names = {year: "year", versus: "versus", asOf: "asof", basis: "basis"} as const;

function remember(scope: Scope) {
  const query = new URLSearchParams(location.search);
  if (!scope.asOf) query.delete("asof");
  for (const [name, value] of Object.entries(scope)) query.set(names[name as keyof Scope], String(value));
  const search = `?${query}`;
  history.replaceState(null, "", `${search}${location.hash}`);
  carry(search);
}

/** Which files and cells were not read and why, above all figures; null where all were. */
function incompleteNote(book: Book): HTMLElement | null {
  const left = [...book.incomplete.map(({name, reason}) => `${name}：${reason}`), ...book.cellsUnread];
  if (left.length === 0) return null;
  return h(
    "div",
    {class: "incomplete", role: "note"},
    h("p", null, "有没有读到的数据，下面标有“不完整”的数字没有算上："),
    h(
      "ul",
      null,
      left.map(reason => h("li", null, reason))
    )
  );
}

/** The page's title with what it shows: sample or not, basis, as-of date, what is compared. */
export function heading(title: string, book: Book): HTMLElement {
  const {sample} = book.tables.about[0]!;
  const asOf = book.samePeriod
    ? cutOff(book)
    : (book.figure("proposals.submitted")?.as_of ?? book.tables.about[0]!.as_of);
  const compared = !book.years.includes(book.versus)
    ? `没有${book.versus}年的数据,不作比较`
    : book.samePeriod
      ? `与${book.versus}年同期相比:${samePeriods(book)}`
      : `与${book.versus}年相比,全年对全年`;
  return h(
    "header",
    {class: "page-heading"},
    h("h1", null, title),
    banner({
      badge: sample ? "示例数据" : null,
      text: `${basesShort(book)} · 数据截至${fullDay(asOf)} · ${compared}${book.only && ` · 仅${book.only.slice(1, -1)}`}`
    }),
    incompleteNote(book),
    onPaper({title, asOf: fullDay(asOf)})
  );
}

/** What the two years cover where both are cut, by how they are counted. */
function samePeriods(book: Book): string {
  if (!basesDiffer(book)) return ranges(book, "calendar");
  const rest = ranges(book, "calendar") || "全年对全年";
  return `提案${ranges(book, book.yearBasis)}${book.yearBasis === "session" ? `;其余${rest}` : ""}`;
}

/** The office's own charts of a page; nothing where it has none. */
export function ownCards(book: Book, page: string): HTMLElement {
  const needed = notDrawn(book, drawnOn(book, page));
  if (needed.length > 0) {
    const place = h("div", {class: "own-charts"});
    fetchDrawn(book, needed).then(() => place.replaceWith(ownCards(book, page)));
    return place;
  }
  const figures = ownOn(book, page);
  const others = page === "charts" ? [] : elsewhere(book, page);
  if (!figures.length && !others.length) return h("div", {hidden: true});
  const cards = figures.map(figure => figureCard(figure, book));
  return h(
    "section",
    {class: "own-charts"},
    page === "charts" ? null : h("h2", null, "自选图表"),
    cards.length ? grid(...cards) : null,
    ...(page === "charts" ? moved(book) : []).map(why => h("p", {class: "remark"}, `${why}，放在这里。`)),
    others.length
      ? h(
          "p",
          {class: "remark"},
          `「${others.map(({name}) => name).join("」「")}」见`,
          h("a", {href: "./charts"}, "自选图表"),
          "。"
        )
      : null
  );
}

/**
 * A figure as a card, or a sentence where there is nothing to draw; nothing at all where the office has no export that
 * tells it. What is not on the screen follows a moment later.
 */
export function figureCard(figure: Figure, book: Book, shape: {wide?: boolean; level?: 2 | 3} = {}): HTMLElement {
  tidySoon();
  if (!book.tables.filtered && neverTold(figure, book)) return h("div", {hidden: true});
  const element = unseenLater(figure.id, () => made(figure, book, shape), shape.wide ? "wide" : "");
  arrive(element);
  return element;
}

let tidying = false;

function tidySoon() {
  if (tidying || !globalThis.requestAnimationFrame) return;
  tidying = true;
  afterFrame(() => {
    tidying = false;
    tidy();
  });
}

/** A heading under which nothing is left goes with the words that belong to it. */
function tidy() {
  for (const head of document.querySelectorAll<HTMLElement>("main > h2")) {
    const below: HTMLElement[] = [];
    for (
      let next = head.nextElementSibling as HTMLElement | null;
      next && !/^H[12]$/.test(next.tagName) && !next.querySelector(".own-charts");
      next = next.nextElementSibling as HTMLElement | null
    )
      below.push(next);
    const words = below.filter(({tagName}) => tagName === "P");
    const rest = below.filter(each => !words.includes(each));
    const gone = rest.length > 0 && rest.every(({children}) => children.length > 0 && [...children].every(isNothing));
    for (const each of [head, ...words]) each.hidden = gone;
  }
}

const isNothing = (element: Element): boolean =>
  Boolean((element as HTMLElement).hidden) || (element.className === "cards" && [...element.children].every(isNothing));

let arrived = false;

/** A link to a chart leads to it: it was not there yet when the browser looked for it. */
function arrive(element: HTMLElement) {
  if (arrived || !element.id || globalThis.location?.hash !== `#${element.id}`) return;
  arrived = true;
  afterFrame(() => element.scrollIntoView());
}

function made(figure: Figure, book: Book, {wide = false, level}: {wide?: boolean; level?: 2 | 3}): HTMLElement {
  const {filtered} = book.tables;
  const withheld = filtered && withheldFrom(figure, book, filtered);
  if (withheld) return empty(`「${figure.name}」:${withheld}。`);
  if (filtered && nothingLeft(figure, book)) return empty(`「${figure.name}」:筛选后没有剩下的条目${book.only}。`);
  const nothing = nothingToShow(figure, book);
  if (nothing) return empty(nothing);
  const ids = figure.metrics(book);
  const data = () => figure.table(book);
  const title = figure.title(book);
  const subtitle = `${figure.subtitle(book)}${filtered?.words ? ` · 仅${filtered.words}` : ""}`;
  return card({
    id: figure.id,
    name: `${figure.name}-${book.year}`,
    title,
    subtitle,
    shown: ids.length ? {title: said(book, title, ids, data), subtitle: named(book, subtitle, ids)} : undefined,
    caption: captionBelow(figure, book),
    chart: options => figure.draw(book, options),
    opens: (text, from) => {
      const found = ids.length ? figureIn(book, text, ids, data) : null;
      if (found) open(book, found.at, found.words, from);
    },
    table: () => tracedTable(book, data()),
    metrics: ids.map(id => ({label: book.metric(id).label, href: metricHref(id, book.year)})),
    wide,
    level
  });
}

/** Whether a filter leaves no item of any kind that a figure counts, in the year or in any other that it would show. */
function nothingLeft(figure: Figure, book: Book): boolean {
  const ids = figure.metrics(book);
  return ids.every(id => book.series(id).every(d => !d.value));
}

/** Why a figure cannot be drawn under the book's filter; null where it can. */
function withheldFrom(figure: Figure, book: Book, {reason}: Filtered): string | null {
  const lacking = figure.needs.map(reason).find(why => why !== null);
  const metrics = figure.metrics(book).map(reason);
  return lacking ?? (metrics.length > 0 && metrics.every(why => why !== null) ? metrics[0]! : null);
}

function captionBelow(figure: Figure, book: Book): Caption {
  const {asOf, note, warning, ...caption} = captionOf(book, figure.metrics(book));
  return {
    ...caption,
    asOf: fullDay(asOf),
    note: [note, figure.note?.(book)].filter(Boolean).join("；"),
    warning: [warning, figure.gaps?.(book)].filter(Boolean).join("；"),
    remarks: noteWords(notesOn(book, figure))
  };
}

/** A metric as a tile: the number, its change in words, its last years. */
export function metricTile(id: string, book: Book, href?: string): HTMLElement {
  const metric = book.metric(id);
  const {short, direction} = book.change(id);
  const unknown = !book.has(id) && book.reason(id) !== null;
  // Where the value says that there is none, the change says no more.
  const change = unknown ? "" : short.replace(/\(由.+?\)/, "");
  const under = book.value(id) === null ? null : denominatorOf(book, id);
  return tile({
    label: metric.label,
    value:
      book.value(id) === null
        ? unknown
          ? origin(book, {metric: id, year: book.year}, "本年无数据")
          : (book.said(id) ?? "—")
        : origin(book, {metric: id, year: book.year}, numeral(metric, book.value(id), {group: true})),
    unknown,
    unit: book.value(id) === null ? undefined : `${metric.unit}${book.mark(id)}`,
    // Both rates would not stand in a line of a tile; the spark shows them.
    change: /\d/.test(change) ? origin(book, {metric: id, year: book.year, versus: book.versus}, change) : change,
    direction: direction === "flat" ? "same" : direction,
    under: under ? said(book, `${denominatorWords(under)}${denominatorPrinted(book, id)}`, [under.id]) : undefined,
    spark: book.series(id, 5),
    marks: {newTerms: newTerms(book), unfinished: unfinished(book, id)},
    href
  });
}

/** How far the year's targets are, each as a bar with its words; a sentence where the year has none. */
export function targetRows(book: Book): HTMLElement {
  const targets = targetsOf(book);
  if (!targets.length) return empty(`${book.year}年没有设定目标。目标在 reference 文件夹的 targets.csv 中填写。`);
  return targetBars(
    targets.map(({metric, target, comparison, value, words, actual, share, elapsed, paced, goal, verdict}) => ({
      label: metric.label,
      value: actual,
      shown: value === null ? actual : origin(book, {metric: metric.id, year: book.year}, actual),
      ...targetWords(book, metric.id, {
        verdict: paced ? `${words} · 完成${whole(share)},时间已过${whole(elapsed)}` : `${words}${why(book, metric.id)}`,
        target: printedTarget(metric, target, comparison)
      }),
      scale: {
        ...{value, goal, plain: formats(book, metric.id).plain},
        ...(metric.unit === "%" ? {rate: true, max: 1} : {}),
        elapsed: paced ? elapsed : null,
        behind: verdict === "behind"
      }
    }))
  );
}

/** Why nothing is known of a metric that has a target. */
function why(book: Book, id: string): string {
  const reason = book.has(id) ? null : book.reason(id);
  return reason ? `（${reason}）` : "";
}

/** The line beneath a target's bar, its numbers with their origin. */
const targetWords = (book: Book, id: string, {verdict, target}: {verdict: string; target: string}) => ({
  verdict,
  target,
  line: said(book, `${verdict} · 目标${target}`, [id])
});

const whole = (ratio: number | null) => (ratio === null ? "—" : `${Math.floor(ratio * 100 + 1e-9)}%`);

/** The targets in numbers: target, actual, share done, share of the year gone, verdict. */
export function targetTable(book: Book): HTMLElement {
  const targets = targetsOf(book);
  if (!targets.length) return empty(`${book.year}年没有设定目标。`);
  const opens = (text: unknown, row: Row) => origin(book, {metric: row.id, year: book.year}, String(text));
  const number = (text: unknown, row: Row) => (row.known && text !== "—" ? opens(text, row) : String(text));
  return table({
    label: `${book.year}年目标与实际`,
    columns: [
      {key: "label", label: "指标"},
      {key: "target", label: "目标", align: "end", format: opens},
      {key: "actual", label: "实际", align: "end", format: number},
      {key: "share", label: "完成比例", align: "end", format: number},
      {key: "elapsed", label: "时间已过", align: "end", format: number},
      {key: "words", label: "进度"}
    ],
    rows: targets.map(({metric, target, comparison, value, actual, accrues, share, elapsed, words}) => ({
      id: metric.id,
      known: value !== null,
      label: metric.label,
      target: printedTarget(metric, target, comparison),
      actual,
      share: accrues ? whole(share) : "—",
      elapsed: accrues ? whole(elapsed) : "—",
      words
    }))
  });
}
