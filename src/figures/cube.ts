import {tableFromIPC, type Vector} from "apache-arrow";
import {type CubeKind, cubeDimensions, cubeMonths, type Filter, filterFields} from "../metrics/filters.js";
import {metricOf, metrics} from "../metrics/index.js";
import type {PeriodRow} from "./book.js";

type Numbers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** One dimension: a code a row, and what each code stands for: the places of its items in `items`. */
interface Coded {
  codes: Numbers;
  items: string[];
  /** For each code the items it holds; one, but for dimensions of which an item can have several. */
  members: number[][];
}

/**
 * Rows with the same counts at the same step, of which there are few: a code a row, and for each code the slot and the
 * counts. To count the codes is one pass for all metrics together.
 */
interface Patterns {
  codes: Numbers;
  slots: Numbers;
  counts: Map<string, Numbers>;
}

/** The marks of a proposal without a reply, and of an empty list. */
const noDays = -32768;
const blank = "未填";

/**
 * The additive figures of a kind by all its dimensions, as typed arrays. A row is a change at a step of its year: what
 * a view shows is the sum over the steps up to its own.
 */
export class Cube {
  readonly rows: number;
  readonly years: number[];
  /** Steps of the year that has most. */
  readonly steps: number;
  readonly patterns: Patterns;
  /** Days from assignment to reply: a code a row, and the days that each code stands for. */
  readonly days: {codes: Numbers; values: number[]};
  private readonly events = new Map<string, Uint16Array>();
  private readonly dimensions = new Map<string, Coded>();
  private readonly stepOf = new Map<string, number>();
  /** All of it. */
  readonly whole: Selection;

  /** Reads an Arrow stream of `<kind>-cube`. Throws where a column of the catalogue is missing. */
  constructor(
    readonly kind: CubeKind,
    bytes: ArrayBuffer | Uint8Array,
    periods: PeriodRow[],
    readonly basis: "session" | "calendar" = kind === "proposals" ? "session" : "calendar"
  ) {
    const table = tableFromIPC(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes);
    const column = (name: string): Vector => {
      const vector = table.getChild(name);
      if (!vector) throw new Error(`invalid cube of ${kind}: no column ${name}`);
      return vector;
    };
    this.rows = table.numRows;
    for (const {id, multiple} of cubeDimensions(kind)) this.dimensions.set(id, coded(column(id), multiple ?? false));
    for (const at of cubeMonths[kind]) this.events.set(at, Uint16Array.from(numbers(column(`${at}_month`))));
    this.days = kind === "proposals" ? distinct(numbers(column("days"))) : {codes: new Uint8Array(), values: []};

    for (const {view, basis, year, step} of periods) if (basis === this.basis) this.stepOf.set(`${view} ${year}`, step);
    const [year, step] = [numbers(column("year")), numbers(column("step"))];
    this.years = [...new Set(year)].sort((a, b) => a - b);
    this.steps = Math.max(1, ...this.stepOf.values());
    const place = new Map(this.years.map((year, i) => [year, i * this.steps]));
    const slots = new Uint16Array(this.rows);
    for (let i = 0; i < this.rows; i++) slots[i] = place.get(year[i]!)! + step[i]! - 1;
    this.patterns = patterns(slots, new Map(additive(kind).map(({name}) => [name, numbers(column(name))])));
    this.whole = new Selection(this, null);
  }

  /** The items of a dimension, in the order of their names, blank last. */
  items(dimension: string): string[] {
    return this.dimension(dimension).items.toSorted((a, b) =>
      a === blank ? 1 : b === blank ? -1 : a.localeCompare(b, "zh-CN")
    );
  }

  /** What a filter leaves. Fields that the kind lacks do not count. */
  select(filter: Filter): Selection {
    const tests = filterFields.flatMap(({id, dimensions}) => {
      const chosen = filter.items[id];
      const dimension = dimensions[this.kind];
      if (!chosen?.length || !dimension) return [];
      const {codes, items, members} = this.dimension(dimension);
      const wanted = new Set(chosen.map(item => items.indexOf(item)));
      return [{codes, allowed: Uint8Array.from(members, list => (list.some(item => wanted.has(item)) ? 1 : 0))}];
    });
    // What is not filtered is added up once.
    if (!tests.length) return this.whole;
    const kept = new Uint8Array(this.rows).fill(1);
    for (const {codes, allowed} of tests)
      for (let row = 0; row < kept.length; row++) kept[row]! &= allowed[codes[row]!]!;
    let count = 0;
    for (let row = 0; row < kept.length; row++) count += kept[row]!;
    // The fewer of the rows left and those dropped are walked: what is left is all of it without what is dropped.
    const without = count > this.rows / 2;
    const wanted = without ? 0 : 1;
    const rows = new Uint32Array((without ? this.rows - count : count) + 1);
    let found = 0;
    for (let row = 0; row < kept.length; row++) {
      rows[found] = row;
      found += kept[row] === wanted ? 1 : 0;
    }
    return new Selection(this, rows.subarray(0, found), without);
  }

  dimension(id: string): Coded {
    const dimension = this.dimensions.get(id);
    if (!dimension) throw new Error(`unknown dimension of ${this.kind}: ${id}`);
    return dimension;
  }

  /** Months of an event, 0 where there is none. */
  monthsOf(at: string): Uint16Array {
    const months = this.events.get(at);
    if (!months) throw new Error(`unknown event of ${this.kind}: ${at}`);
    return months;
  }

  /** Where the totals of a year as of a view stand among the slots; -1 where the view has no such year. */
  slot(view: string, year: number): number {
    const [place, step] = [this.years.indexOf(year), this.stepOf.get(`${view} ${year}`)];
    return place < 0 || step === undefined ? -1 : place * this.steps + step - 1;
  }

  get size(): number {
    return this.years.length * this.steps;
  }
}

/** The counted metrics of a kind whose parts sum to the whole: those that a cube holds. */
export const additive = (kind: CubeKind) =>
  [...metrics.values()].filter(metric => metric.kind === kind && metric.sql !== null && metric.adds);

/** Rows of a cube, or all of them, and their sums. Each sum is made once, for all years and views together. */
export class Selection {
  private readonly made = new Map<string, Float64Array | Uint32Array>();

  constructor(
    readonly cube: Cube,
    private readonly rows: Uint32Array | null,
    /** Whether the rows are those that it leaves out. */
    private readonly without = false
  ) {}

  /** Rows left. */
  get count(): number {
    const {rows, without, cube} = this;
    return rows === null ? cube.rows : without ? cube.rows - rows.length : rows.length;
  }

  /** A metric of a year as of a view; 0 where nothing is left, null where the view has no such year. */
  total(name: string, view: string, year: number): number | null {
    const slot = this.cube.slot(view, year);
    return slot < 0 ? null : this.sums(name)[slot]!;
  }

  /** A metric by the items of a dimension, with 0 where nothing is left. */
  items(name: string, dimension: string, view: string, year: number): {item: string; value: number}[] {
    const slot = this.cube.slot(view, year);
    if (slot < 0) return [];
    const {items} = this.cube.dimension(dimension);
    const sums = this.byItem(name, dimension);
    return items.map((item, i) => ({item, value: sums[i * this.cube.size + slot]!}));
  }

  /** A metric by the month of its event: place 0 holds what has no such event. */
  months(name: string, at: string, view: string, year: number): number[] {
    const {size} = this.cube;
    const sums = this.once(`${name} by ${at}`, () =>
      this.running(this.add(name, `${at} month`, 13, this.cube.monthsOf(at)))
    );
    const slot = this.cube.slot(view, year);
    return Array.from({length: 13}, (_, month) => (slot < 0 ? 0 : sums[month * size + slot]!));
  }

  /** The middle of the days from assignment to reply, as SQL's median; null without replies. */
  medianDays(view: string, year: number): number | null {
    const days = [...this.replies(view, year)].sort((a, b) => a[0] - b[0]);
    const count = days.reduce((sum, [, replied]) => sum + replied, 0);
    const at = (place: number) => {
      let seen = 0;
      for (const [day, replied] of days) {
        seen += replied;
        if (seen > place) return day;
      }
      return null;
    };
    const [low, high] = [at(Math.floor((count - 1) / 2)), at(Math.floor(count / 2))];
    return low === null || high === null ? null : (low + high) / 2;
  }

  /** Replies by the days they took: days → replied, or another of the counts of replies. */
  replies(view: string, year: number, name = "replied"): Map<number, number> {
    const {size, days} = this.cube;
    const slot = this.cube.slot(view, year);
    const sums = this.once(`${name} by days`, () =>
      this.running(this.add(name, "days", days.values.length, days.codes))
    );
    const counted = days.values.map((day, code) => [day, slot < 0 ? 0 : sums[code * size + slot]!] as const);
    return new Map(counted.filter(([day, count]) => day !== noDays && count));
  }

  /** How many different items of a dimension have any of a metric. */
  distinct(name: string, dimension: string, view: string, year: number): number {
    const list = this.items(name, dimension, view, year);
    return list.filter(({item, value}) => value > 0 && item !== blank).length;
  }

  private sums(name: string): Float64Array {
    return this.once(name, () => this.running(this.add(name, "all", 1)));
  }

  private byItem(name: string, dimension: string): Float64Array {
    return this.once(`${name} by ${dimension}`, () => {
      const {size} = this.cube;
      const {codes, items, members} = this.cube.dimension(dimension);
      const coded = this.add(name, dimension, members.length, codes);
      const sums = new Float64Array(items.length * size);
      for (const [code, list] of members.entries())
        for (const item of list)
          for (let slot = 0; slot < size; slot++) sums[item * size + slot]! += coded[code * size + slot]!;
      return this.running(sums);
    });
  }

  /** Adds a metric up by code and slot. */
  private add(name: string, by: string, count: number, codes?: Numbers): Float64Array {
    const {size, patterns, whole} = this.cube;
    const {slots} = patterns;
    const values = patterns.counts.get(name);
    if (!values) throw new Error(`unknown metric of ${this.cube.kind}: ${name}`);
    const sums = new Float64Array(count * size);
    if (codes && count * slots.length > this.count) {
      const {rows, without} = this;
      const sign = without ? -1 : 1;
      if (without) sums.set(whole.once(`sums of ${name} by ${by}`, () => whole.add(name, by, count, codes)));
      const walked = rows?.length ?? this.cube.rows;
      for (let i = 0; i < walked; i++) {
        const row = rows ? rows[i]! : i;
        const pattern = patterns.codes[row]!;
        sums[codes[row]! * size + slots[pattern]!]! += sign * values[pattern]!;
      }
      return sums;
    }
    const times = this.counted(by, count, codes);
    for (let code = 0; code < count; code++)
      for (let pattern = 0; pattern < slots.length; pattern++)
        sums[code * size + slots[pattern]!]! += times[code * slots.length + pattern]! * values[pattern]!;
    return sums;
  }

  /** How many rows are left of each pattern, by code: one pass over the rows that serves every metric. */
  private counted(by: string, count: number, codes?: Numbers): Uint32Array {
    return this.once(`rows by ${by}`, () => {
      const {slots, codes: patterns} = this.cube.patterns;
      const {rows, without, cube} = this;
      const left = rows?.length ?? cube.rows;
      const length = slots.length;
      if (rows && without) {
        const times = Uint32Array.from(cube.whole.counted(by, count, codes));
        for (let i = 0; i < left; i++) {
          const row = rows[i]!;
          times[(codes ? codes[row]! * length : 0) + patterns[row]!]!--;
        }
        return times;
      }
      const times = new Uint32Array(count * length);
      if (codes && rows)
        for (let i = 0; i < left; i++) {
          const row = rows[i]!;
          times[codes[row]! * length + patterns[row]!]!++;
        }
      else if (codes) for (let row = 0; row < left; row++) times[codes[row]! * length + patterns[row]!]!++;
      else if (rows) for (let i = 0; i < left; i++) times[patterns[rows[i]!]!]!++;
      else for (let row = 0; row < left; row++) times[patterns[row]!]!++;
      return times;
    });
  }

  /** Changes into what stands after each step, within each year. */
  private running(sums: Float64Array): Float64Array {
    for (let i = 0; i < sums.length; i++) if (i % this.cube.steps !== 0) sums[i]! += sums[i - 1]!;
    return sums;
  }

  private once<T extends Float64Array | Uint32Array>(key: string, make: () => T): T {
    const made = (this.made.get(key) as T | undefined) ?? make();
    this.made.set(key, made);
    return made;
  }
}

/** The metrics that do not add and are made anew from what a cube holds. */
export const remade: Record<string, (selection: Selection, view: string, year: number) => number | null> = {
  "proposals.appraised_units": (selection, view, year) =>
    selection.total("appraised", view, year) ? selection.distinct("appraised", "main_unit", view, year) : null,
  "proposals.reply_days": (selection, view, year) => selection.medianDays(view, year)
};
for (const id of Object.keys(remade)) metricOf(id);

/** The numbers of a column in as few bytes as hold them: at a million rows, memory is what takes time. */
function numbers(vector: Vector): Numbers {
  if (vector.data.length > 1) throw new Error("invalid cube: several batches");
  const values = (vector.data[0]?.values ?? new Int8Array()) as Numbers;
  let [low, high, whole] = [0, 0, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    if (whole && !Number.isInteger(value)) whole = false;
  }
  if (!whole || low < -(2 ** 31) || high >= 2 ** 31) return values;
  if (low >= -(2 ** 7) && high < 2 ** 7) return Int8Array.from(values);
  return low >= -(2 ** 15) && high < 2 ** 15 ? Int16Array.from(values) : Int32Array.from(values);
}

/** Codes in two bytes each where that many suffice: loops over a million of them run at the speed of memory. */
const narrow = (codes: ArrayLike<number>, count: number): Uint16Array | Uint32Array =>
  count < 2 ** 16 ? Uint16Array.from(codes) : Uint32Array.from(codes);

/** Finds the rows that are alike in slot and counts, a column at a time. */
function patterns(slots: Uint16Array, columns: Map<string, Numbers>): Patterns {
  const rows = slots.length;
  let codes = new Uint32Array(rows);
  let [first, count] = [new Uint32Array(1), rows ? 1 : 0];
  for (const column of [slots, ...columns.values()]) {
    const {codes: values, low, range} = ranged(column);
    const known = new Map<number, number>();
    const table = count * range <= 1 << 22 ? new Int32Array(count * range).fill(-1) : null;
    const next = new Uint32Array(rows);
    const seen: number[] = [];
    for (let row = 0; row < rows; row++) {
      const key = codes[row]! * range + values[row]! - low;
      let code = table ? table[key]! : (known.get(key) ?? -1);
      if (code < 0) {
        code = seen.length;
        seen.push(row);
        if (table) table[key] = code;
        else known.set(key, code);
      }
      next[row] = code;
    }
    [codes, first, count] = [next, Uint32Array.from(seen), seen.length];
  }
  const pick = (column: Numbers) => Float64Array.from({length: count}, (_, code) => column[first[code]!]!);
  return {
    codes: narrow(codes, count),
    slots: Uint16Array.from(pick(slots)),
    counts: new Map([...columns].map(([name, column]) => [name, pick(column)]))
  };
}

/** Whole numbers close together as they are, others as codes of their own. */
function ranged(numbers: Numbers): {codes: Numbers; low: number; range: number} {
  let [low, high] = [0, 0];
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(numbers instanceof Float64Array) && high - low < 2 ** 12) return {codes: numbers, low, range: high - low + 1};
  const {codes, values} = distinct(numbers);
  return {codes, low: 0, range: values.length};
}

function distinct(numbers: Numbers): {codes: Numbers; values: number[]} {
  const codes = new Uint16Array(numbers.length);
  const places = new Map<number, number>();
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!;
    let code = places.get(value);
    if (code === undefined) {
      code = places.size;
      places.set(value, code);
    }
    codes[i] = code;
  }
  return {codes, values: [...places.keys()]};
}

/** Codes and labels of a text column; the stream has one batch, so one dictionary. */
function coded(vector: Vector, multiple: boolean): Coded {
  const [data] = vector.data;
  const dictionary: string[] = data?.dictionary ? [...data.dictionary].map(String) : [];
  const lists = dictionary.map(value => (multiple ? (value ? value.split("\n") : [blank]) : [value]));
  const items = [...new Set(lists.flat())];
  const place = new Map(items.map((item, i) => [item, i]));
  return {
    codes: narrow(data ? (data.values as Int32Array) : [], lists.length),
    items,
    members: lists.map(list => list.map(item => place.get(item)!))
  };
}
