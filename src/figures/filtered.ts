import {kindOf} from "../kinds/index.js";
import {
  applies,
  type CubeKind,
  chosenFields,
  cubeDimensions,
  cubeKinds,
  type Filter,
  filterWords,
  itemCount
} from "../metrics/filters.js";
import {type Catalogue, countedParts, evaluate, kindLabels, type Metric} from "../metrics/index.js";
import {remaking} from "../metrics/remade.js";
import type {Book} from "./book.js";
import type {Cube} from "./cube.js";
import {remade} from "./remake.js";
import type {Selection} from "./selection.js";
import type {FigureRow, ItemRow, MonthRow, Tables} from "./tables.js";

/**
 * The tables that a book would have if only what the filter leaves had been exported: the same rows, computed anew
 * from cubes by the same metrics. What cannot be computed is left out; `filtered` says why.
 */
export function filteredTables(book: Book, cubes: Cube[], filter: Filter): Tables {
  const selections = new Map<CubeKind, Selection>(
    cubes.filter(cube => applies(filter, cube.kind)).map(cube => [cube.kind, cube.select(filter)])
  );
  const {catalogue} = book;
  const views = new Set(["year", book.view]);
  const years = new Set([...filter.years, book.year, book.versus]);
  const shown = ({view, year}: {view: string; year: number}) =>
    views.has(view) && (filter.years.length === 0 || years.has(year));
  const reason = (id: string) => whyNot(catalogue, id, filter, cubes);
  // Cubes count years one way: what is counted otherwise, or of kinds counted each its own way, is not made of them.
  const counted = (metric: Metric, basis = metric.basis) =>
    metric.kind === "multi"
      ? cubes.every(({kind, basis}) => basis === kindOf(kind).basis)
      : cubes.some(cube => cube.kind === metric.kind && cube.basis === basis);

  const figures = book.tables.figures
    .filter(row => shown(row) && book.counts(row))
    .flatMap((row): FigureRow[] => {
      const metric = catalogue.get(row.metric);
      if (!counted(metric, row.basis) || reason(row.metric) !== null) return [];
      const parts = remade(catalogue, metric, kind => selections.get(kind as CubeKind), row.view, row.year);
      return parts.value === null ? [] : [{...row, ...parts, value: parts.value}];
    });
  const months = () =>
    (book.tables.months ?? [])
      .filter(row => shown(row) && book.counts(row))
      .flatMap((row): MonthRow[] => {
        const metric = catalogue.get(row.metric);
        const {kind, name, at} = metric;
        const selection = selections.get(kind as CubeKind);
        const value = at && counted(metric, row.basis) ? selection?.months(name, at, row.view, row.year)[row.month] : 0;
        return value ? [{...row, value}] : [];
      });
  const replies = () => {
    const selection = selections.get("proposals");
    const tens = new Map<string, Map<number, number>>();
    const sum = (name: string, view: string, year: number, days: number) => {
      const key = `${name} ${view} ${year}`;
      const counts = tens.get(key) ?? new Map<number, number>();
      if (!tens.has(key))
        for (const [day, count] of selection?.replies(view, year, name) ?? []) {
          const ten = Math.trunc(day / 10) * 10;
          counts.set(ten, (counts.get(ten) ?? 0) + count);
        }
      tens.set(key, counts);
      return counts.get(days) ?? 0;
    };
    const counted = (book.tables.replies ?? []).filter(row => (row.basis ?? "session") === book.yearBasis);
    return counted
      .filter(row => shown(row) && (row.basis ?? "session") === selection?.cube.basis)
      .flatMap(row => {
        const replied = sum("replied", row.view, row.year, row.days);
        const late = replied - sum("replied_on_time", row.view, row.year, row.days);
        return replied ? [{...row, replied, late}] : [];
      });
  };
  const left = [...selections].map(([kind, selection]) => {
    const {name} = catalogue.get(itemCount(kind));
    return {
      kind,
      count: selection.total(name, book.view, book.year) ?? 0,
      of: book.value(itemCount(kind)) ?? 0
    };
  });
  const items = (id: string, dimension: string, view: string, year: number) =>
    itemsOf(catalogue, selections, catalogue.get(id), {dimension, view, year});

  return lazily(
    {
      ...book.tables,
      figures,
      days: [],
      filtered: {
        filter,
        words: filterWords(filter),
        left,
        items,
        reason: needed => (needed === "days" ? noDates : catalogue.has(needed) ? reason(needed) : null),
        withheld: withheld(book, cubes, reason)
      }
    },
    {months, replies}
  );
}

const noDates = "筛选所用的分组数据只到月份,不含日期,筛选后不提供活动日历";

/** Adds members that are made when first asked for: a page draws only some. */
function lazily(tables: Tables, members: Record<string, () => unknown>): Tables {
  for (const [name, make] of Object.entries(members)) {
    let made: unknown;
    Object.defineProperty(tables, name, {get: () => (made ??= make()), enumerable: true});
  }
  return tables;
}

function itemsOf(
  catalogue: Catalogue,
  selections: Map<CubeKind, Selection>,
  metric: Metric,
  {dimension, view, year}: {dimension: string; view: string; year: number}
): ItemRow[] {
  const selection = selections.get(metric.kind as CubeKind);
  const known = selection && cubeDimensions(selection.cube.kind).some(({id}) => id === dimension);
  if (!selection || !known) return [];
  const {basis} = selection.cube;
  const values = (name: string) =>
    new Map(selection.items(name, dimension, view, year).map(({item, value}) => [item, value]));
  const present = values(catalogue.get(itemCount(selection.cube.kind)).name);
  // Only what adds up is told by its items: how many there are of something under an item, a cube of counts cannot say.
  const added = countedParts(catalogue, metric).filter(part => remaking(catalogue, part)?.from === "sum");
  const columns = new Map(added.map(({id, name}) => [id, values(name)]));
  return [...present].flatMap(([item, count]) => {
    const made = count ? evaluate(catalogue, metric, ({id}) => columns.get(id)?.get(item) ?? null) : null;
    return made?.value == null
      ? []
      : [{view, basis, metric: metric.id, year, dimension, item, ...made, value: made.value}];
  });
}

/** Why a metric is not offered under a filter; null where it is. */
function whyNot(catalogue: Catalogue, id: string, filter: Filter, cubes: Cube[]): string | null {
  const metric = catalogue.get(id);
  if (metric.kind === "indicators") return "台账只有合计数,没有可筛选的条目";
  const kinds = [...new Set(countedParts(catalogue, metric).map(({kind}) => kind as CubeKind))];
  for (const kind of cubeKinds) {
    if (!kinds.includes(kind)) continue;
    if (!cubes.some(cube => cube.kind === kind)) return `本页不筛选${kindLabels[kind]}`;
    if (!applies(filter, kind)) {
      const lacking = chosenFields(filter).filter(({dimensions}) => !dimensions[kind]);
      return `${kindLabels[kind]}没有「${lacking.map(({label}) => label).join("」「")}」`;
    }
  }
  const parts = countedParts(catalogue, metric);
  if (metric.span || parts.some(({span}) => span)) return "跨几年累计,分组数据按年度计,不能算出";
  if (parts.some(part => !remaking(catalogue, part))) return "去重计数,各组之和不等于总数,不能由分组数据算出";
  return null;
}

/** The reasons for the metrics of the kinds that the page filters; the ledger's where it filters all. */
function withheld(book: Book, cubes: Cube[], reason: (id: string) => string | null) {
  const kinds = cubes.map(({kind}) => kind as Metric["kind"]);
  const listed = kinds.length < cubeKinds.length ? kinds : [...kinds, "multi", "indicators"];
  const reasons = new Map<string, string[]>();
  for (const metric of book.known.filter(({kind}) => listed.includes(kind))) {
    const why = reason(metric.id);
    if (why !== null) reasons.set(why, [...(reasons.get(why) ?? []), metric.label]);
  }
  return [...reasons].map(([reason, labels]) => ({reason, labels}));
}
