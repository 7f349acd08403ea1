import type {Book} from "../figures/book.js";
import type {ItemRow, MonthRow} from "../figures/tables.js";
import {unreadWords} from "../figures/unknown.js";
import {itemSets} from "../kinds/index.js";
import {ownLevel} from "../kinds/rules.js";
import type {DraftTarget, Figure} from "./finding.js";

/** A figure of some items: of a category, a unit, a month. */
export interface Split {
  metric: string;
  year: number;
  dimension: string;
  item: string;
  value: number;
  /** Else of the whole year: up to the last day that the book knows of. */
  cut?: boolean;
}

/**
 * What a draft is checked against: every figure of every year that the book has, of an unfinished year and those before
 * also up to its last day, by items as `splits` (else what the book itself shows) has them, the targets, and by what other names
 * the office's table of units knows the items. `unread`: the files and cells that were not read.
 */
export function knownTo(
  book: Book,
  splits: readonly Split[] = splitsIn(book),
  names: readonly {item: string; name: string}[] = []
) {
  const {catalogue} = book;
  const added = countedIn(book);
  const figures = book.tables.figures.flatMap((row): Figure[] => {
    const {metric: id, year, value, numerator, denominator, view} = row;
    if (!catalogue.has(id) || (view !== "year" && view !== book.viewOf(book.basisOf(id))) || !book.counts(row))
      return [];
    const {label, unit} = catalogue.get(id);
    const missing = value === null ? book.reason(id, year) : null;
    return [
      {
        metric: id,
        label,
        unit,
        year,
        value,
        numerator,
        denominator,
        ...(missing ? {missing} : {}),
        ...(row.said ? {said: book.said(id, year)!} : {}),
        ...(book.complete(id, year) ? {} : {incomplete: leftOut(book, id, year)}),
        ...(view === "year" ? {} : {cut: true}),
        ...withoutAdded(added.get(id), value, part => book.value(part, year))
      }
    ];
  });
  const told = new Set(figures.map(({metric, year}) => `${metric} ${year}`));
  const years = [...new Set(book.tables.years.map(({year}) => year))];
  // What has no row says why not, too.
  const lacking = catalogue.all.flatMap(({id: metric, label, unit}) =>
    years.flatMap((year): Figure[] => {
      const missing = told.has(`${metric} ${year}`) ? null : book.reason(metric, year);
      return missing
        ? [{...{metric, label, unit, year, value: null, numerator: null, denominator: null}, missing}]
        : [];
    })
  );
  const targets: DraftTarget[] = (book.tables.targets ?? []).flatMap(({label, ...rest}) => {
    const metric = catalogue.byLabel(label);
    return metric ? [{metric: metric.id, year: rest.year, target: rest.target, comparison: rest.comparison}] : [];
  });
  const termStart = book.tables.years.filter(each => each.new_term && each.year <= book.year).at(-1)?.year;
  const until = book.samePeriod ? (book.period(book.year)?.until ?? null) : null;
  return {
    figures: [...figures, ...lacking, ...splits] as Figure[],
    targets,
    called: byItem(names),
    catalogue,
    termStart,
    until,
    unread: [...book.incomplete.map(unreadWords), ...book.cellsUnread],
    level: book.rules.get(ownLevel.rule)
  };
}

/** 提案补.csv没有读；2024年「办理结果」有2处没有读懂 */
const leftOut = (book: Book, id: string, year: number): string =>
  [...book.unread(id).map(unreadWords), book.unreadCells(id, year)].filter(Boolean).join("；");

function byItem(names: readonly {item: string; name: string}[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const {item, name} of names) found.set(item, [...(found.get(item) ?? []), name]);
  return found;
}

/** By what no metric of its own says: 立案 and 满意 are such. */
const said: ReadonlySet<string> = new Set(["review", "rating", "output_type", "instruction_level"]);

/**
 * The figures by item and month that a draft is held against, each once: of whole years, and of an unfinished one as far as it
 * is known.
 */
export function splitsOf(book: Book, items: readonly ItemRow[], months: readonly MonthRow[]): Split[] {
  const {catalogue} = book;
  const found = new Map<string, Split>();
  const add = (row: ItemRow | MonthRow, dimension: string, item: string) => {
    const {metric, year, value, view} = row;
    const cut = view !== "year";
    if (!(value > 0) || !catalogue.has(metric) || !book.counts(row)) return;
    if (cut && view !== book.viewOf(book.basisOf(metric))) return;
    found.set(`${metric} ${year} ${dimension} ${cut} ${item}`, {
      metric,
      year,
      dimension,
      item,
      value,
      ...(cut ? {cut} : {})
    });
  };
  for (const row of items) if (row.item !== "未填" && !said.has(row.dimension)) add(row, row.dimension, row.item);
  for (const row of months) if (row.view === "year") add(row, "month", `${row.month}月`);
  return [...found.values()];
}

/** The splits that a book shows: fewer than the warehouse has. */
const splitsIn = (book: Book): Split[] =>
  splitsOf(
    book,
    itemSets.flatMap(name => book.tables[name] ?? []),
    book.tables.months ?? []
  );

interface Added {
  rule: string;
  part: string;
}

/** 基本满意计入满意, 并案计入立案: the counts that hold another one, where such a rule is in force, by metric. */
function countedIn({catalogue, rules}: Book): Map<string, Added> {
  const found = new Map<string, Added>();
  for (const [rule, value] of rules) {
    const [, part, whole] = /^(.+)计入(.+)$/.exec(rule) ?? [];
    if (value !== "是" || !part || !whole) continue;
    const counts = catalogue.all.filter(({count, settings}) => count?.aggregate === "count" && settings);
    const inner = counts.find(({label}) => label.startsWith(part));
    for (const {id, label} of counts) if (inner && label.startsWith(whole)) found.set(id, {rule, part: inner.id});
  }
  return found;
}

function withoutAdded(added: Added | undefined, value: number | null, of: (id: string) => number | null) {
  const part = added && of(added.part);
  return added && value !== null && part ? {without: {value: value - part, rule: added.rule}} : {};
}
