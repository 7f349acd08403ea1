import type {Cube} from "../figures/cube.js";
import {cubeMonths} from "../metrics/filters.js";
import type {Catalogue, Metric} from "../metrics/index.js";
import {blankOf, numberOf, remaking} from "../metrics/remade.js";
import {type Axis, notCombined, type Part, type Source} from "./source.js";

/** The counts by combination of a kind's categories: where no items are, they answer what adds up. */
export class Combinations implements Source {
  private readonly parts = new Map<string, Part>();

  constructor(
    private readonly cube: Cube,
    private readonly catalogue: Catalogue
  ) {}

  rows({view, basis, years}: Parameters<Source["rows"]>[0]): Uint32Array {
    const {cube} = this;
    if (basis !== cube.basis) throw new Error(`invalid basis: ${basis}`);
    const {codes, slots} = cube.patterns;
    const until = cube.years.map(year => (years.includes(year) ? cube.slot(view, year) : -1));
    const kept = new Uint32Array(cube.rows);
    let count = 0;
    for (let row = 0; row < cube.rows; row++) {
      const slot = slots[codes[row]!]!;
      if (slot <= until[Math.floor(slot / cube.steps)]!) kept[count++] = row;
    }
    return kept.subarray(0, count);
  }

  year(row: number): number {
    const {years, steps, patterns} = this.cube;
    return years[Math.floor(patterns.slots[patterns.codes[row]!]! / steps)]!;
  }

  axis(id: string): Axis {
    return this.cube.dimension(id);
  }

  months(at: string): ArrayLike<number> | null {
    return cubeMonths(this.cube.kind).includes(at) ? this.cube.monthsOf(at) : null;
  }

  reason(metric: Metric): string | null {
    return remaking(this.catalogue, metric) ? null : notCombined;
  }

  part(metric: Metric): Part {
    const known = this.parts.get(metric.id);
    if (known) return known;
    const part = this.partOf(metric);
    this.parts.set(metric.id, part);
    return part;
  }

  private partOf(metric: Metric): Part {
    const made = remaking(this.catalogue, metric)!;
    const {cube} = this;
    if (made.from === "item") {
      const amount = this.counts(made.of);
      const {codes, items, members} = cube.dimension(made.dimension);
      const place = items.indexOf(made.item);
      const within = members.map(list => list.includes(place));
      const own = amount.map((value, row) => (within[codes[row]!] ? value : 0));
      return {amount: own, weight: own, values: own, members: null};
    }
    const unsaid = made.from === "sum" && metric.count!.field?.unsaid;
    const weight = this.counts(made.from === "mean" || unsaid ? numberOf(metric.name) : metric.name);
    if (made.from === "distinct") {
      const {codes, members} = cube.dimension(made.dimension);
      return {amount: weight, weight, values: Float64Array.from(codes), members};
    }
    const amount = made.from === "mean" || unsaid ? this.counts(metric.name) : weight;
    const {days} = cube;
    const values = made.from === "median" ? Float64Array.from(days.codes, code => days.values[code]!) : amount;
    return {amount, weight, values, members: null, ...(unsaid ? {blank: this.counts(blankOf(metric.name))} : {})};
  }

  private counts(name: string): Float64Array {
    const {codes, counts} = this.cube.patterns;
    const of = counts.get(name)!;
    return Float64Array.from(codes, code => of[code]!);
  }
}
