import type {Metric} from "../../metrics/index.js";
import type {Figures} from "../verdicts/figures.js";

/** A figure that a number may mean: a metric, of some items or of all, of a time. */
export interface Address {
  metric: Metric;
  /** Added up; none means all. */
  items: readonly string[];
  year: number;
  /** So many years up to `year`, added up. */
  years: number;
  /** Some months of the year, added up. */
  months: readonly string[] | null;
  /** Of an earlier year, up to the day that the unfinished report year is known to. */
  cut: boolean;
}

/** What a number may mean: a figure, or what is made of figures. */
export type Quantity =
  | {kind: "figure"; of: Address}
  | {kind: "share"; part: Quantity; whole: Quantity}
  | {kind: "rest"; part: Quantity; whole: Quantity}
  | {kind: "sum" | "each"; of: readonly Quantity[]}
  | {kind: "per"; of: Quantity; by: number}
  | {kind: "target"; of: Address};

/** The figure whose name and unit a quantity is told by. */
export function addressOf(quantity: Quantity): Address {
  switch (quantity.kind) {
    case "figure":
    case "target":
      return quantity.of;
    case "share":
    case "rest":
      return addressOf(quantity.part);
    case "per":
      return addressOf(quantity.of);
    default:
      return addressOf(quantity.of[0]!);
  }
}

/** The metric as its unit is printed: a share is a rate, whatever is shared. */
export function metricOf(quantity: Quantity): Metric {
  const {metric} = addressOf(quantity);
  return quantity.kind === "share" && metric.unit !== "%" ? {...metric, unit: "%", print: {decimals: 1}} : metric;
}

/** The same of another year. */
export function inYear(quantity: Quantity, year: number, cut: boolean): Quantity {
  switch (quantity.kind) {
    case "figure":
    case "target":
      return {...quantity, of: {...quantity.of, year, cut}};
    case "share":
    case "rest":
      return {...quantity, part: inYear(quantity.part, year, cut), whole: inYear(quantity.whole, year, cut)};
    case "per":
      return {...quantity, of: inYear(quantity.of, year, cut)};
    default:
      return {...quantity, of: quantity.of.map(each => inYear(each, year, cut))};
  }
}

/** Its values, a ratio for rates: several where items of one name are of several dimensions; none where it is not known. */
export function valuesOf(quantity: Quantity, figures: Figures): number[] {
  switch (quantity.kind) {
    case "figure":
      return valuesAt(quantity.of, figures);
    case "target": {
      const target = figures.target(quantity.of.metric.id, quantity.of.year)?.target;
      return target === undefined ? [] : [quantity.of.metric.unit === "%" ? target / 100 : target];
    }
    case "share": {
      const wholes = valuesOf(quantity.whole, figures).filter(each => each > 0);
      return valuesOf(quantity.part, figures).flatMap(part => wholes.map(whole => part / whole));
    }
    case "rest": {
      const [whole] = valuesOf(quantity.whole, figures);
      const [part] = valuesOf(quantity.part, figures);
      return whole === undefined || part === undefined ? [] : [whole - part];
    }
    case "per":
      return valuesOf(quantity.of, figures).map(each => each / quantity.by);
    case "sum": {
      const parts = quantity.of.map(each => valuesOf(each, figures)[0]);
      return parts.some(each => each === undefined) ? [] : [parts.reduce<number>((sum, each) => sum + each!, 0)];
    }
    case "each":
      return quantity.of.flatMap(each => valuesOf(each, figures).slice(0, 1));
  }
}

function valuesAt(address: Address, figures: Figures): number[] {
  const {metric, items, year, years, months, cut} = address;
  const {formula} = metric;
  if (years > 1 || (months && formula)) {
    if (formula?.type === "ratio") {
      const of = (id: string) => valuesAt({...address, metric: figures.metrics.get(id)!}, figures)[0];
      const [part, whole] = [of(formula.numerator), of(formula.denominator)];
      return part === undefined || !whole ? [] : [part / whole];
    }
    if (years > 1) {
      if (metric.unit === "%" || !(metric.adds || metric.kind === "indicators")) return [];
      const each = Array.from({length: years}, (_, i) => valuesAt({...address, year: year - i, years: 1}, figures)[0]);
      return each.some(value => value === undefined) ? [] : [each.reduce<number>((sum, value) => sum + value!, 0)];
    }
  }
  if (months) {
    if (items.length > 0) return [];
    const found = months.flatMap(month => figures.of(metric.id, year, month).slice(0, 1));
    if (months.length > 1 && !metric.adds) return [];
    return found.length > 0 ? [found.reduce((sum, each) => sum + each.value!, 0)] : [];
  }
  if (items.length === 0) {
    const value = figures.value(metric.id, year, cut);
    return value === null ? [] : [value];
  }
  const all = items.map(item => figures.of(metric.id, year, item, cut).map(each => each.value!));
  if (all.some(each => each.length === 0)) return [];
  if (all.length === 1) return all[0]!;
  return metric.adds && metric.unit !== "%" ? [all.reduce((sum, [first]) => sum + first!, 0)] : [];
}

/** What tells a quantity from another. */
export function keyOf(quantity: Quantity): string {
  switch (quantity.kind) {
    case "figure":
    case "target": {
      const {metric, items, year, years, months, cut} = quantity.of;
      return `${quantity.kind} ${metric.id} ${items.join("+")} ${year} ${years} ${months?.join("+") ?? ""} ${cut}`;
    }
    case "share":
    case "rest":
      return `${quantity.kind}(${keyOf(quantity.part)}/${keyOf(quantity.whole)})`;
    case "per":
      return `per(${keyOf(quantity.of)}/${quantity.by})`;
    default:
      return `${quantity.kind}(${quantity.of.map(keyOf).join()})`;
  }
}

/** How it is called in a finding: 区教育局的立案提案. */
export function calledAs(quantity: Quantity): string {
  const {metric, items, months} = addressOf(quantity);
  const of = [...items, ...(months ? [months.length > 1 ? `${months[0]}至${months.at(-1)}` : months[0]!] : [])];
  const name = `${of.length > 0 ? `${of.join("、")}的` : ""}${metric.label}`;
  return quantity.kind === "share" ? `${name}占比` : name;
}
