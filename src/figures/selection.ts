import {blankOf, numberOf} from "../metrics/remade.js";
import {exact} from "../metrics/round.js";
import type {Cube} from "./cube.js";
import {blank, type Numbers} from "./cube-columns.js";

/** The mark of a proposal without a reply. */
const noDays = -32768;

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

  /**
   * A metric of a year as of a view; 0 where nothing is left, null where the view has no such year or nobody wrote
   * down any of what is left.
   */
  total(name: string, view: string, year: number): number | null {
    const slot = this.cube.slot(view, year);
    return slot < 0 ? null : this.said(name, slot, each => this.sums(each));
  }

  /** A metric by the items of a dimension: 0 where nothing is left, null where nobody wrote it down. */
  items(name: string, dimension: string, view: string, year: number): {item: string; value: number | null}[] {
    const slot = this.cube.slot(view, year);
    if (slot < 0) return [];
    const {items} = this.cube.dimension(dimension);
    const at = (i: number) => i * this.cube.size + slot;
    return items.map((item, i) => ({item, value: this.said(name, at(i), each => this.byItem(each, dimension))}));
  }

  /** A metric by the month of its event: place 0 holds what has no such event. */
  months(name: string, at: string, view: string, year: number): number[] {
    const {size} = this.cube;
    const sums = this.once(`${name} by ${at}`, () =>
      this.running(this.add(name, `${at} month`, 13, this.cube.monthsOf(at)))
    );
    const slot = this.cube.slot(view, year);
    return Array.from({length: 13}, (_, month) => (slot < 0 ? 0 : exact(sums[month * size + slot]!)));
  }

  /** The middle of the days from assignment to reply, as SQL's median; null without replies. */
  medianDays(name: string, view: string, year: number): number | null {
    const days = [...this.replies(view, year, name)].sort((a, b) => a[0] - b[0]);
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
    return list.filter(({item, value}) => (value ?? 0) > 0 && item !== blank).length;
  }

  /** What sums say at a place; null where all that counts there was left blank and blank is no zero. */
  private said(name: string, at: number, sums: (name: string) => Float64Array | Uint32Array): number | null {
    const blanks = this.cube.patterns.counts.has(blankOf(name)) && sums(blankOf(name))[at]! > 0;
    return blanks && sums(numberOf(name))[at] === 0 ? null : exact(sums(name)[at]!);
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
