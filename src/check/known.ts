import type {Book} from "../figures/book.js";
import type {ItemRow, MonthRow} from "../figures/tables.js";
import {itemSets} from "../kinds/index.js";
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
 * also up to its last day, by items as `splits` (else what the book itself shows) has them, and the targets.
 */
export function knownTo(book: Book, splits: readonly Split[] = splitsIn(book)) {
  const {catalogue} = book;
  const added = countedIn(book);
  const figures = book.tables.figures.flatMap((row): Figure[] => {
    const {metric: id, year, value, numerator, denominator, view} = row;
    if ((view !== "year" && view !== book.view) || !book.counts(row) || !catalogue.has(id)) return [];
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
        ...(book.complete(id, year) ? {} : {incomplete: true}),
        ...(view === "year" ? {} : {cut: true}),
        ...withoutAdded(added.get(id), value, part => book.value(part, year))
      }
    ];
  });
  const targets: DraftTarget[] = (book.tables.targets ?? []).flatMap(({label, ...rest}) => {
    const metric = catalogue.byLabel(label);
    return metric ? [{metric: metric.id, year: rest.year, target: rest.target, comparison: rest.comparison}] : [];
  });
  const termStart = book.tables.years.filter(each => each.new_term && each.year <= book.year).at(-1)?.year;
  const until = book.samePeriod ? (book.period(book.year)?.until ?? null) : null;
  return {figures: [...figures, ...splits] as Figure[], targets, catalogue, termStart, until};
}

/** The splits that a book shows: fewer than the warehouse has. */
function splitsIn(book: Book): Split[] {
  const {tables} = book;
  const shown = itemSets.flatMap(name => tables[name] ?? []);
  const counted = <T extends ItemRow | MonthRow>(rows: readonly T[]) =>
    rows.filter(row => row.view === "year" && book.counts(row));
  return [
    ...counted(shown).map(({metric, year, dimension, item, value}) => ({metric, year, dimension, item, value})),
    ...counted(tables.months ?? []).map(({metric, year, month, value}) => ({
      metric,
      year,
      dimension: "month",
      item: `${month}月`,
      value
    }))
  ];
}

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
