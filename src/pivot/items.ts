import {tableFromIPC} from "@uwdata/flechette";
import type {PeriodRow} from "../figures/tables.js";
import {type KindName, kindOf} from "../kinds/index.js";
import type {Condition, Metric} from "../metrics/index.js";
import {columnOf, type ItemColumn} from "./column.js";
import {holding} from "./conditions.js";
import {type Axis, blank, type Part, type Source} from "./source.js";

/** A column as arrays: labels by codes (-1: blank), or numbers, dates as days since 1970 (NaN: blank), flags as 1 and 0. */
export type Values = {codes: Int32Array; items: string[]; members: number[][] | null} | Float64Array;

const day = 86_400_000;

/**
 * The items of a kind, read from an Arrow stream of `items-<kind>` (as they stand now, in their own years) or of
 * `items-<kind>-dates` (by every way to count years, and as they stood at each cut-off). Columns are read when asked for.
 */
export class Items implements Source {
  readonly length: number;
  private readonly table: ReturnType<typeof tableFromIPC>;
  private readonly read = new Map<string, Values>();
  private readonly axes = new Map<string, Axis>();
  private readonly parts = new Map<string, Part>();
  /** The step of each view by way to count years and year, with the stretch of steps of each row; null of what is now. */
  private readonly stretches: {
    steps: Map<string, number>;
    first: Float64Array;
    last: Float64Array;
    basis: string[];
  } | null;
  private readonly years: Float64Array;

  constructor(
    readonly kind: KindName,
    readonly columns: readonly ItemColumn[],
    bytes: ArrayBuffer | Uint8Array,
    periods: readonly PeriodRow[]
  ) {
    this.table = tableFromIPC(bytes);
    this.length = this.table.numRows;
    this.stretches = this.table.getChild("from_step")
      ? {
          steps: new Map(periods.map(({view, basis, year, step}) => [`${view} ${basis} ${year}`, step])),
          first: this.numbers("from_step"),
          last: this.numbers("to_step"),
          basis: Array.from({length: this.length}, (_, row) => this.table.getChild("basis")!.at(row) as string)
        }
      : null;
    this.years = this.numbers("year");
  }

  has(name: string): boolean {
    return this.columns.some(column => column.name === name);
  }

  values(name: string): Values {
    const known = this.read.get(name);
    if (known) return known;
    const type = this.columns.find(column => column.name === name)?.type;
    const values = type === "text" || type === "code" || type === "list" ? this.labels(name) : this.numbers(name);
    this.read.set(name, values);
    return values;
  }

  rows({view, basis, years}: Parameters<Source["rows"]>[0]): Uint32Array {
    const kept = new Uint32Array(this.length);
    let count = 0;
    const keep = (row: number) => {
      kept[count++] = row;
    };
    const {stretches} = this;
    const steps = new Map(years.map(year => [year, stretches?.steps.get(`${view} ${basis} ${year}`) ?? 0]));
    for (let row = 0; row < this.length; row++) {
      const step = steps.get(this.years[row]!);
      if (step === undefined) continue;
      if (!stretches) keep(row);
      else if (stretches.basis[row] === basis && stretches.first[row]! <= step && step <= stretches.last[row]!)
        keep(row);
    }
    return kept.subarray(0, count);
  }

  year(row: number): number {
    return this.years[row]!;
  }

  /** `id`: a declared dimension's, or the name of a column. */
  axis(id: string): Axis {
    const name = columnOf(this.kind, id);
    const known = this.axes.get(id);
    if (known) return known;
    if (!this.has(name)) throw new Error(`unknown axis of ${this.kind}: ${id}`);
    const axis = this.axisOf(name);
    this.axes.set(id, axis);
    return axis;
  }

  months(at: string): Int32Array {
    const dates = this.values(at) as Float64Array;
    return Int32Array.from(dates, (date, row) => {
      if (Number.isNaN(date)) return 0;
      const then = new Date(date * day);
      const year = then.getUTCFullYear();
      return year < this.years[row]! ? 1 : year > this.years[row]! ? 12 : then.getUTCMonth() + 1;
    });
  }

  reason({count}: Metric): string | null {
    if (!count) return "不是一项计数";
    const fields = [
      ...(count.field ? [count.field] : []),
      ...count.where.flatMap(({field, other}) => [field, ...(other ? [other] : [])])
    ];
    const hidden = fields.find(({name}) => !this.has(name));
    return hidden ? `「${hidden.label}」是姓名，条目里没有，见「指标」页` : null;
  }

  part(metric: Metric): Part {
    const known = this.parts.get(metric.id);
    if (known) return known;
    const {aggregate, field, where} = metric.count!;
    const mask = this.mask(where);
    const of = field && this.values(field.name);
    const times = field?.times ?? 1;
    const own = of instanceof Float64Array ? of : null;
    const numbers = own && times !== 1 && aggregate !== "count" ? own.map(value => value * times) : own;
    const coded = of && !numbers ? (of as Exclude<Values, Float64Array>) : null;
    const weight = Float64Array.from(mask, (held, row) => {
      if (!held || !of) return held;
      return numbers ? (Number.isNaN(numbers[row]!) ? 0 : 1) : coded!.codes[row]! < 0 ? 0 : 1;
    });
    const amount =
      aggregate === "count" || !numbers ? weight : Float64Array.from(weight, (held, row) => (held ? numbers[row]! : 0));
    const values = numbers ?? Float64Array.from(coded?.codes ?? weight);
    const blank = numbers && field?.unsaid ? mask.map((held, row) => (held && !weight[row] ? 1 : 0)) : undefined;
    const part = {amount, weight, values, members: coded?.members ?? null, ...(blank ? {blank} : {})};
    this.parts.set(metric.id, part);
    return part;
  }

  /** The cells of a row by the names of the columns, as the office reads them. */
  row(row: number): Record<string, unknown> {
    const cells = this.columns.map(({name, type}) => {
      const value = this.table.getChild(name)!.at(row) as unknown;
      if (value === null || value === undefined) return [name, null];
      if (type === "date") return [name, new Date(value as number).toISOString().slice(0, 10)];
      if (type === "flag") return [name, this.words(name)[value ? 0 : 1]];
      return [name, type === "list" ? [...(value as Iterable<string>)].join("\n") : value];
    });
    const place = ["file_name", "line"].map(name => [name, this.table.getChild(name)!.at(row)]);
    return Object.fromEntries([...cells, ...place]);
  }

  private axisOf(id: string): Axis {
    const values = this.values(id);
    if (values instanceof Float64Array) {
      const codes = Int8Array.from(values, value => (Number.isNaN(value) ? 2 : value ? 0 : 1));
      return {codes, items: [...this.words(id), blank], members: [[0], [1], [2]]};
    }
    const {codes, items, members} = values;
    const none = members ? members.length : items.length;
    const of = members ?? items.map((_, i) => [i]);
    return {
      codes: codes.map(code => (code < 0 ? none : code)),
      items: [...items, blank],
      members: [...of, [items.length]]
    };
  }

  /** What a flag is called when it is set and when not. */
  private words(name: string): [string, string] {
    const {values} = kindOf(this.kind).fields[name] ?? {};
    return [values?.true?.[0] ?? "是", values?.false?.[0] ?? "否"];
  }

  private mask(where: readonly Condition[]): Uint8Array {
    const mask = new Uint8Array(this.length).fill(1);
    for (const condition of where) {
      const holds = holding(condition, this.kind, name => this.values(name));
      for (let row = 0; row < mask.length; row++) if (mask[row] && !holds(row)) mask[row] = 0;
    }
    return mask;
  }

  private numbers(name: string): Float64Array {
    const column = this.table.getChild(name);
    if (!column) throw new Error(`invalid items of ${this.kind}: no column ${name}`);
    const date = this.columns.some(each => each.name === name && each.type === "date");
    return Float64Array.from({length: this.length}, (_, row) => {
      const value = column.at(row) as number | boolean | null;
      return value === null || value === undefined ? Number.NaN : date ? Number(value) / day : Number(value);
    });
  }

  private labels(name: string): Exclude<Values, Float64Array> {
    const column = this.table.getChild(name);
    if (!column) throw new Error(`invalid items of ${this.kind}: no column ${name}`);
    const places = new Map<string, number>();
    const place = (label: string) => {
      const at = places.get(label) ?? places.size;
      if (at === places.size) places.set(label, at);
      return at;
    };
    const lists = new Map<string, number>();
    const members: number[][] = [];
    const codes = new Int32Array(this.length);
    for (let row = 0; row < this.length; row++) {
      const value = column.at(row) as string | Iterable<string> | null;
      if (value === null || value === undefined) codes[row] = -1;
      else if (typeof value === "string") codes[row] = place(value);
      else {
        const list = [...value];
        const key = list.join("\n");
        const code = list.length ? (lists.get(key) ?? members.length) : -1;
        if (code === members.length) {
          lists.set(key, code);
          members.push([...new Set(list)].map(place));
        }
        codes[row] = code;
      }
    }
    const several = this.columns.some(each => each.name === name && each.type === "list");
    return {codes, items: [...places.keys()], members: several ? members : null};
  }
}
