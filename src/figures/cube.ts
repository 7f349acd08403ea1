import {type Column, tableFromIPC} from "@uwdata/flechette";
import {kindOf} from "../kinds/index.js";
import {type CubeKind, cubeDimensions, cubeMonths, type Filter, filterFields} from "../metrics/filters.js";
import type {Catalogue} from "../metrics/index.js";
import {cubeColumns} from "../metrics/remade.js";
import {blank, type Coded, coded, distinct, type Numbers, numbers, type Patterns, patterns} from "./cube-columns.js";
import {Selection} from "./selection.js";
import type {PeriodRow} from "./tables.js";

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
    catalogue: Catalogue,
    bytes: ArrayBuffer | Uint8Array,
    periods: PeriodRow[],
    readonly basis: "session" | "calendar" = kindOf(kind).basis
  ) {
    const table = tableFromIPC(bytes);
    const column = <T>(name: string): Column<T> => {
      const found = table.getChild(name);
      if (!found) throw new Error(`invalid cube of ${kind}: no column ${name}`);
      return found;
    };
    this.rows = table.numRows;
    for (const {id, multiple} of cubeDimensions(kind)) this.dimensions.set(id, coded(column(id), multiple ?? false));
    for (const at of cubeMonths(kind)) this.events.set(at, Uint16Array.from(numbers(column(`${at}_month`))));
    this.days = kindOf(kind).days ? distinct(numbers(column("days"))) : {codes: new Uint8Array(), values: []};

    for (const {view, basis, year, step} of periods) if (basis === this.basis) this.stepOf.set(`${view} ${year}`, step);
    const [year, step] = [numbers(column("year")), numbers(column("step"))];
    this.years = [...new Set(year)].sort((a, b) => a - b);
    this.steps = Math.max(1, ...this.stepOf.values());
    const place = new Map(this.years.map((year, i) => [year, i * this.steps]));
    const slots = new Uint16Array(this.rows);
    for (let i = 0; i < this.rows; i++) slots[i] = place.get(year[i]!)! + step[i]! - 1;
    this.patterns = patterns(
      slots,
      new Map(cubeColumns(catalogue, kind).map(({name}) => [name, numbers(column(name))]))
    );
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
