import type {DerivedFact} from "../kinds/kind.js";
import {type Catalogue, countedParts} from "./catalogue.js";
import type {Metric} from "./metric.js";
import {type RulesInForce, settings} from "./rules.js";

/** A column that a figure needs: that it is there, or that some value stands in it. */
export interface Need {
  kind: string;
  field: string;
  need: "column" | "value";
}

/** A figure that is not known: what it is counted from was not exported. `dimension`: only its parts are not. */
export interface Unknown {
  metric: string;
  basis: Metric["basis"];
  year: number;
  dimension: string | null;
  reason: string;
}

/** What a derived fact follows from. */
interface Declared {
  name: string;
  fields: Readonly<Record<string, {type: string}>>;
  derived?: Readonly<Record<string, Followed>>;
}

type Followed = Pick<DerivedFact, "of" | "under" | "looks">;

/** The fields that a derived fact follows from under the rules in force. */
export function followedBy({of, under}: Followed, rules: RulesInForce): readonly string[] {
  if (!under) return of;
  const value = rules.get(under.rule) ?? settings.find(({rule}) => rule === under.rule)!.value;
  return [...of, ...(under.fields[value] ?? [])];
}

/**
 * The columns that a metric needs. Sums, medians, means, largest values, dates and numbers need a value; counts under a
 * condition need the column. Facts that follow from columns need those that the rules in force ask.
 */
export function needsOf(catalogue: Catalogue, metric: Metric, kinds: readonly Declared[], rules: RulesInForce): Need[] {
  const needs = countedParts(catalogue, metric).flatMap(({kind, count, split}) => {
    const declared = kinds.find(({name}) => name === kind);
    const of = (field: string, need: Need["need"]): Need[] => {
      const fact = declared?.derived?.[field];
      if (fact) return followedBy(fact, rules).flatMap(other => of(other, need));
      // Nobody knows how many of a blank column are over 100.
      const measured = ["date", "number", "integer"].includes(declared?.fields[field]?.type ?? "");
      return [{kind, field, need: measured ? "value" : need}];
    };
    const {aggregate, field, where} = count!;
    return [
      ...(field ? of(field.name, aggregate === "distinct" || aggregate === "count" ? "column" : "value") : []),
      ...(split ? of(split, "column") : []),
      ...where.flatMap(({field, other}) => [field, ...(other ? [other] : [])].flatMap(({name}) => of(name, "column")))
    ];
  });
  const best = new Map<string, Need>();
  for (const need of needs) {
    const key = `${need.kind} ${need.field}`;
    if (best.get(key)?.need !== "value") best.set(key, need);
  }
  return [...best.values()];
}

/** The kinds among whose records is looked up what a metric counts: who is in the roster, which activity a suggestion came of. */
export function lookedUpOf(catalogue: Catalogue, metric: Metric, kinds: readonly Declared[]): Set<string> {
  const found = new Set<string>();
  const look = (derived: Declared["derived"], field: string) => {
    const fact = derived?.[field];
    if (fact?.looks) found.add(fact.looks);
    for (const other of fact?.of ?? []) look(derived, other);
  };
  for (const {kind, count} of countedParts(catalogue, metric)) {
    const {field, where} = count!;
    for (const operand of [field, ...where.flatMap(each => [each.field, each.other])])
      if (operand) look(kinds.find(({name}) => name === kind)?.derived, operand.name);
  }
  return found;
}
