import {countsList} from "../metrics/dimensions.js";
import {type Catalogue, countedParts, evaluate, type Metric, type Parts} from "../metrics/index.js";
import {exact} from "../metrics/round.js";
import {columnOf} from "./column.js";
import {byMonth, byYear, type Question} from "./question.js";
import type {Axis, Part, Source} from "./source.js";

/** One value of an answer; of a ratio with its parts, and of how many rows. */
export interface Cell extends Parts {
  /** Rows that it is made of: few make a rate uncertain. */
  items: number;
}

/** A measure by rows and columns, as a reader sees it. The place after the last of either holds its total. */
export interface Answer {
  rows: readonly string[];
  columns: readonly string[];
  at(row: number, column: number): Cell;
  /** The rows of the source behind a cell. */
  behind(row: number, column: number): number[];
}

export interface Asking {
  catalogue: Catalogue;
  metric: Metric;
  question: Question;
  source: Source;
  /** Why a metric is not known in a year, split by an axis or not; null where it is known. */
  unknown: (metric: string, year: number, axis: string | null) => string | null;
}

const nothing: Cell = {value: null, numerator: null, denominator: null, items: 0};

export const acrossYears = "跨几年累计，不能按条目交叉，见「指标」页";

/** Why a measure cannot be made of a source; null where it can. */
export function refusal(catalogue: Catalogue, metric: Metric, source: Source): string | null {
  if (metric.span || countedParts(catalogue, metric).some(({span}) => span)) return acrossYears;
  return countedParts(catalogue, metric).reduce<string | null>((why, part) => why ?? source.reason(part), null);
}

/** Answers a question from rows: each cell by the metric's own aggregate, ratios from their parts at every grain. */
export function answer({catalogue, metric, question, source, unknown}: Asking): Answer {
  const selected = filtered(source, question);
  const [rows, columns] = [question.rows, question.columns].map(id => split(source, metric, id, question, selected));
  const parts = countedParts(catalogue, metric);
  const grids = new Map(
    parts.map(part => {
      const parted = [question.rows, question.columns].map(
        id => id !== null && part.kind !== "multi" && countsList(part, columnOf(part.kind, id))
      ) as [boolean, boolean];
      return [part.id, grid(part, source.part(part), selected, [rows!, columns!], parted)];
    })
  );
  const [R, C] = [rows!.items.length, columns!.items.length];
  const width = C + 1;
  const raw = (r: number, c: number): Cell => {
    const at = r * width + c;
    const made = evaluate(catalogue, metric, ({id}) => grids.get(id)!.value(at));
    return {...made, items: Math.max(...parts.map(({id}) => grids.get(id)!.items(at)))};
  };
  const yearsOf = (r: number, c: number): readonly number[] => {
    if (question.rows === byYear && r < R) return [Number(rows!.items[r])];
    if (question.columns === byYear && c < C) return [Number(columns!.items[c])];
    return question.years;
  };
  const chosen = Object.keys(question.filters).filter(id => question.filters[id]!.length);
  const lacks = (r: number, c: number) => {
    const axes = [...chosen, r < R ? question.rows : null, c < C ? question.columns : null].filter(id => id !== null);
    return yearsOf(r, c).some(year => [null, ...axes].some(axis => unknown(metric.id, year, axis) !== null));
  };
  const [rowOrder, columnOrder] = [
    order(rows!, question.rows, r => raw(r, C)),
    order(columns!, question.columns, c => raw(R, c))
  ];
  const cells = new Map<number, Cell>();
  const place = (list: number[], i: number, total: number) => (i < list.length ? list[i]! : total);
  return {
    rows: rowOrder.map(r => rows!.items[r]!),
    columns: columnOrder.map(c => columns!.items[c]!),
    at(row, column) {
      const [r, c] = [place(rowOrder, row, R), place(columnOrder, column, C)];
      const at = r * width + c;
      const cell = cells.get(at) ?? (lacks(r, c) ? {...nothing, items: raw(r, c).items} : raw(r, c));
      cells.set(at, cell);
      return cell;
    },
    behind(row, column) {
      const [r, c] = [place(rowOrder, row, R), place(columnOrder, column, C)];
      const under = (axis: Axis, at: number, total: number) => (item: number) =>
        at === total || axis.members[axis.codes[item]!]!.includes(at);
      const [inRow, inColumn] = [under(rows!, r, R), under(columns!, c, C)];
      const own = parts.map(part => source.part(part));
      return [...selected].filter(
        item =>
          inRow(item) && inColumn(item) && own.some(({weight, amount}) => weight[item]! > 0 && counts(amount, item))
      );
    }
  };
  function counts(amount: Float64Array, item: number): boolean {
    const adds = parts.every(({count}) => count!.aggregate === "count" || count!.aggregate === "sum");
    return !adds || amount[item] !== 0;
  }
}

/** The rows of the years and labels asked for. */
function filtered(source: Source, {view, basis, years, filters}: Question): Uint32Array {
  let rows = source.rows({view, basis, years});
  for (const [id, labels] of Object.entries(filters)) {
    if (!labels.length) continue;
    const {codes, items, members} = source.axis(id);
    const wanted = new Set(labels.map(label => items.indexOf(label)));
    const allowed = members.map(list => list.some(place => wanted.has(place)));
    rows = rows.filter(row => allowed[codes[row]!]);
  }
  return rows;
}

/** An axis of the answer; without one all rows are in the total alone. */
function split(source: Source, metric: Metric, id: string | null, question: Question, rows: Uint32Array): Axis {
  if (id === null) return {codes: [], items: [], members: []};
  if (id === byYear) {
    const codes = new Int32Array((rows.at(-1) ?? -1) + 1);
    for (const row of rows) codes[row] = question.years.indexOf(source.year(row));
    return {codes, items: question.years.map(String), members: question.years.map((_, i) => [i])};
  }
  if (id === byMonth) {
    const months = source.months(monthOf(metric))!;
    return {
      codes: months,
      items: Array.from({length: 12}, (_, i) => `${i + 1}月`),
      members: [[], ...Array.from({length: 12}, (_, i) => [i])]
    };
  }
  return source.axis(id);
}

/** The event by which a measure falls into months. */
export const monthOf = (metric: Metric): string => metric.at ?? "";

/** The places of an axis that hold something, the largest first; years and months in their order. */
function order({items}: Axis, id: string | null, total: (place: number) => Cell): number[] {
  const places = items.map((_, place) => place);
  if (id === byYear || id === byMonth) return places;
  const size = new Map(places.map(place => [place, total(place)]));
  const kept = places.filter(place => size.get(place)!.items > 0 && size.get(place)!.value !== null);
  const last = (place: number) => (items[place] === "未填" ? 1 : 0);
  // Of the same size by their names: items, combinations and figures have them in orders of their own.
  const named = (a: number, b: number) => (items[a]! < items[b]! ? -1 : 1);
  return kept.sort((a, b) => last(a) - last(b) || size.get(b)!.value! - size.get(a)!.value! || named(a, b));
}

/** A counted metric in every cell, with totals in the last row and column. */
interface Grid {
  value(at: number): number | null;
  items(at: number): number;
}

/** `parted`: of what a row brings, each label of an axis has its share. */
function grid(
  metric: Metric,
  part: Part,
  rows: Uint32Array,
  [down, across]: [Axis, Axis],
  parted: [boolean, boolean]
): Grid {
  const width = across.items.length + 1;
  const size = (down.items.length + 1) * width;
  const placesOf = (axis: Axis) => axis.members.map(list => [...list, axis.items.length]);
  const [downs, acrosses] = [placesOf(down), placesOf(across)];
  const all = [[down.items.length], [across.items.length]];
  const items = new Float64Array(size);
  const sums = new Float64Array(size);
  const share = (axis: Axis, row: number, place: number, apart: boolean) =>
    apart && place < axis.items.length ? axis.members[axis.codes[row]!]!.length : 1;
  const each = (visit: (at: number, row: number, weight: number, of: number) => void) => {
    for (const row of rows) {
      const weight = part.weight[row]!;
      if (weight === 0 && part.amount[row] === 0 && !part.blank?.[row]) continue;
      const rs = down.items.length ? downs[down.codes[row]!]! : all[0]!;
      const cs = across.items.length ? acrosses[across.codes[row]!]! : all[1]!;
      for (const r of rs)
        for (const c of cs)
          visit(r * width + c, row, weight, share(down, row, r, parted[0]) * share(across, row, c, parted[1]));
    }
  };
  const {aggregate} = metric.count!;
  if (aggregate === "count" || aggregate === "sum" || aggregate === "mean") {
    const blanks = new Float64Array(size);
    each((at, row, weight, of) => {
      items[at]! += weight;
      if (part.blank) blanks[at]! += part.blank[row]!;
      sums[at]! += part.amount[row]! / of;
    });
    const mean = (at: number) => (items[at]! > 0 ? exact(sums[at]!) / items[at]! : null);
    // Of what nobody wrote down there is no sum.
    const sum = (at: number) => (blanks[at]! > 0 && items[at] === 0 ? null : exact(sums[at]!));
    return {items: at => items[at]!, value: aggregate === "mean" ? mean : sum};
  }
  const seen = Array.from({length: size}, (): Map<number, number> | null => null);
  each((at, row, weight) => {
    items[at]! += weight;
    const values = seen[at] ?? new Map<number, number>();
    seen[at] = values;
    const value = part.values[row]!;
    for (const key of part.members ? part.members[value]! : [value]) values.set(key, (values.get(key) ?? 0) + weight);
  });
  const counted = (at: number) => [...(seen[at] ?? [])].filter(([, weight]) => weight > 0);
  const value = (at: number): number | null => {
    const values = counted(at);
    if (aggregate === "distinct") return values.length;
    if (values.length === 0) return null;
    if (aggregate === "max") return values.reduce((most, [value]) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    return median(values);
  };
  return {items: at => items[at]!, value};
}

/** The middle of values, each with how often it occurs; of an even number, halfway between the two. */
function median(values: [value: number, times: number][]): number {
  const sorted = values.sort((a, b) => a[0] - b[0]);
  const count = sorted.reduce((sum, [, times]) => sum + times, 0);
  const at = (place: number) => {
    let seen = 0;
    for (const [value, times] of sorted) {
      seen += times;
      if (seen > place) return value;
    }
    return sorted.at(-1)![0];
  };
  return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
}
