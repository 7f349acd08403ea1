import type {Catalogue} from "./catalogue.js";
import type {Metric} from "./metric.js";

/** A metric made from other metrics, by their ids. Ratios are recomputed at every grain from their parts, never averaged. */
export type Formula =
  | {type: "ratio"; numerator: string; denominator: string}
  /** `times`: of terms in another unit, how many of the sum's one of theirs is. */
  | {type: "sum"; of: string[]; minus?: string[]; times?: Readonly<Record<string, number>>}
  | {type: "least"; of: string[]};

/** A value with the parts it was divided from; the parts of a count are null. */
export interface Parts {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** The ids that a formula refers to. */
export function references(formula: Formula): string[] {
  if (formula.type === "ratio") return [formula.numerator, formula.denominator];
  return formula.type === "sum" ? [...formula.of, ...(formula.minus ?? [])] : formula.of;
}

/** A formula as staff write it: A ÷ B. */
export function formulaText(formula: Formula, label: (id: string) => string): string {
  if (formula.type === "ratio") return `${label(formula.numerator)} ÷ ${label(formula.denominator)}`;
  if (formula.type === "least") return `较低(${formula.of.map(label).join(", ")})`;
  return `${formula.of.map(label).join(" + ")}${(formula.minus ?? []).map(id => ` − ${label(id)}`).join("")}`;
}

/**
 * Computes a metric from the counted ones it is made of (null: not known). What has a part that is not known is not
 * known; a ratio over nothing is null; the least is that of those that are known, with its parts.
 */
export function evaluate(catalogue: Catalogue, metric: Metric, counted: (metric: Metric) => number | null): Parts {
  const {formula} = metric;
  if (!formula) return {value: counted(metric), numerator: null, denominator: null};
  const of = (id: string) => evaluate(catalogue, catalogue.get(id), counted);
  if (formula.type === "ratio") {
    const [numerator, denominator] = [of(formula.numerator).value, of(formula.denominator).value];
    return {value: numerator !== null && denominator ? numerator / denominator : null, numerator, denominator};
  }
  if (formula.type === "sum") {
    const [plus, minus] = [formula.of, formula.minus ?? []].map(ids =>
      total(
        ids.map(id => ({value: inTheSum(of(id).value, formula.times?.[id]), spare: spares(metric, catalogue.get(id))}))
      )
    );
    return {value: plus === null || minus === null ? null : plus! - minus!, numerator: null, denominator: null};
  }
  const all = formula.of.map(of);
  const known = all.filter(({value}) => value !== null);
  return known.length ? known.reduce((least, each) => (each.value! < least.value! ? each : least)) : all[0]!;
}

const inTheSum = (value: number | null, times = 1) =>
  value === null || times === 1 ? value : Number((value * times).toPrecision(15));

/** Whether a sum over several kinds of export can do without one of them: an office may not have it at all. */
export const spares = (sum: Metric, term: Metric) =>
  sum.kind === "multi" && term.kind !== "multi" && term.kind !== "indicators";

/** A sum of terms; null where one is not known that cannot be spared, or none is. */
function total(terms: {value: number | null; spare: boolean}[]): number | null {
  const known = terms.filter(({value}) => value !== null);
  const lacking = terms.some(({value, spare}) => value === null && !spare);
  return lacking || (terms.length > 0 && known.length === 0) ? null : known.reduce((sum, {value}) => sum + value!, 0);
}
