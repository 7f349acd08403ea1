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
  private readonly slots: Uint16Array;
  /** Days from assignment to reply: a code a row, and the days that each code stands for. */
  readonly days: {codes: Numbers; values: number[]};
  private readonly columns = new Map<string, Numbers>();
  private readonly dimensions = new Map<string, Coded>();
  private readonly stepOf = new Map<string, number>();

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
    for (const at of cubeMonths[kind]) this.columns.set(`${at}_month`, numbers(column(`${at}_month`)));
    this.days = kind === "proposals" ? distinct(numbers(column("days"))) : {codes: new Uint8Array(), values: []};
    for (const {name} of additive(kind)) this.columns.set(name, numbers(column(name)));

    for (const {view, basis, year, step} of periods) if (basis === this.basis) this.stepOf.set(`${view} ${year}`, step);
    const [year, step] = [numbers(column("year")), numbers(column("step"))];
    this.years = [...new Set(year)].sort((a, b) => a - b);
    this.steps = Math.max(1, ...this.stepOf.values());
    const place = new Map(this.years.map((year, i) => [year, i * this.steps]));
    this.slots = Uint16Array.from({length: this.rows}, (_, i) => place.get(year[i]!)! + step[i]! - 1);
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
    const left = new Uint32Array(this.rows);
    let count = this.rows;
    for (let row = 0; row < count; row++) left[row] = row;
    for (const {codes, allowed} of tests) {
      let kept = 0;
      for (let i = 0; i < count; i++) {
        const row = left[i]!;
        left[kept] = row;
        kept += allowed[codes[row]!]!;
      }
      count = kept;
    }
    return new Selection(this, left.subarray(0, count));
  }

  dimension(id: string): Coded {
    const dimension = this.dimensions.get(id);
    if (!dimension) throw new Error(`unknown dimension of ${this.kind}: ${id}`);
    return dimension;
  }

  column(name: string): Numbers {
    const column = this.columns.get(name);
    if (!column) throw new Error(`unknown column of ${this.kind}: ${name}`);
    return column;
  }

  /** Where the totals of a year as of a view stand among the slots; -1 where the view has no such year. */
  slot(view: string, year: number): number {
    const [place, step] = [this.years.indexOf(year), this.stepOf.get(`${view} ${year}`)];
    return place < 0 || step === undefined ? -1 : place * this.steps + step - 1;
  }

  get size(): number {
    return this.years.length * this.steps;
  }

  /** By row: where its change falls. */
  get places(): Uint16Array {
    return this.slots;
  }
}

/** The counted metrics of a kind whose parts sum to the whole: those that a cube holds. */
export const additive = (kind: CubeKind) =>
  [...metrics.values()].filter(metric => metric.kind === kind && metric.sql !== null && metric.adds);

/** Rows of a cube, and their sums. Each sum is made once, for all years and views together. */
export class Selection {
  private readonly made = new Map<string, Float64Array>();

  constructor(
    readonly cube: Cube,
    private readonly rows: Uint32Array
  ) {}

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
    const sums = this.once(`${name} by ${at}`, () => this.running(this.add(name, 13, this.cube.column(`${at}_month`))));
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
    const sums = this.once(`${name} by days`, () => this.running(this.add(name, days.values.length, days.codes)));
    const counted = days.values.map((day, code) => [day, slot < 0 ? 0 : sums[code * size + slot]!] as const);
    return new Map(counted.filter(([day, count]) => day !== noDays && count));
  }

  /** How many different items of a dimension have any of a metric. */
  distinct(name: string, dimension: string, view: string, year: number): number {
    const list = this.items(name, dimension, view, year);
    return list.filter(({item, value}) => value > 0 && item !== blank).length;
  }

  private sums(name: string): Float64Array {
    return this.once(name, () => this.running(this.add(name, 1)));
  }

  private byItem(name: string, dimension: string): Float64Array {
    return this.once(`${name} by ${dimension}`, () => {
      const {size} = this.cube;
      const {codes, items, members} = this.cube.dimension(dimension);
      const coded = this.add(name, members.length, codes);
      const sums = new Float64Array(items.length * size);
      for (const [code, list] of members.entries())
        for (const item of list)
          for (let slot = 0; slot < size; slot++) sums[item * size + slot]! += coded[code * size + slot]!;
      return this.running(sums);
    });
  }

  /** Adds a column up by code and slot: the loops that run over every row left. */
  private add(name: string, count: number, codes?: Numbers): Float64Array {
    const {rows} = this;
    const {size, places} = this.cube;
    const values = this.cube.column(name);
    const sums = new Float64Array(count * size);
    if (codes)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        sums[codes[row]! * size + places[row]!]! += values[row]!;
      }
    else
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        sums[places[row]!]! += values[row]!;
      }
    return sums;
  }

  /** Changes into what stands after each step, within each year. */
  private running(sums: Float64Array): Float64Array {
    for (let i = 0; i < sums.length; i++) if (i % this.cube.steps !== 0) sums[i]! += sums[i - 1]!;
    return sums;
  }

  private once(key: string, make: () => Float64Array): Float64Array {
    const made = this.made.get(key) ?? make();
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
    codes: data ? numbers(vector) : new Int32Array(),
    items,
    members: lists.map(list => list.map(item => place.get(item)!))
  };
}
