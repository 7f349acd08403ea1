import type {Catalogue} from "../catalogue.js";
import {spares} from "../formula.js";
import type {Metric} from "../metric.js";
import {multiplied} from "./count.js";
import {name} from "./text.js";

/** A metric over columns that hold the counted metrics by their ids; null where a part is not known. */
export interface FormulaSql {
  value: string;
  /** The parts it was divided from; null of what is no ratio. */
  numerator: string;
  denominator: string;
}

const none = "null::double";

/** The column that holds a counted metric over the years of its own span, or of what it is a part of. */
export const columnOf = ({id, span}: Metric, outer?: Metric["span"]) => {
  const over = span ?? outer;
  return over ? `${id}@${over}` : id;
};

/** A metric as an expression: its own column where it is counted, else its formula over those of its parts. */
export function formulaSql(catalogue: Catalogue, metric: Metric, outer?: Metric["span"]): FormulaSql {
  const {formula, span = outer} = metric;
  if (!formula) return {value: name(columnOf(metric, outer)), numerator: none, denominator: none};
  const of = (id: string) => formulaSql(catalogue, catalogue.get(id), span);
  if (formula.type === "ratio") {
    const [numerator, denominator] = [of(formula.numerator).value, of(formula.denominator).value];
    return {value: `${inner(numerator)} / nullif(${denominator}, 0)`, numerator, denominator};
  }
  if (formula.type === "sum") {
    const term = (id: string) => {
      const value = multiplied(formula.times?.[id] ?? 1, inner(of(id).value));
      return spares(metric, catalogue.get(id)) ? `coalesce(${value}, 0)` : inner(value);
    };
    const value = `${formula.of.map(term).join(" + ")}${(formula.minus ?? []).map(id => ` - ${term(id)}`).join("")}`;
    const all = [...formula.of, ...(formula.minus ?? [])];
    if (!all.every(id => spares(metric, catalogue.get(id)))) return {value, numerator: none, denominator: none};
    const known = `coalesce(${all.map(id => of(id).value).join(", ")})`;
    return {value: `if(${known} is null, null, ${value})`, numerator: none, denominator: none};
  }
  const all = formula.of.map(of);
  const values = all.map(({value}) => value);
  const least = `least(${values.join(", ")})`;
  const pick = (part: "numerator" | "denominator") =>
    `case ${all.map((each, i) => `when ${values[i]} = ${least} then ${each[part]}`).join(" ")} else ${all[0]![part]} end`;
  return {
    value: least,
    numerator: pick("numerator"),
    denominator: pick("denominator")
  };
}

const inner = (sql: string) => (/ [+-] /.test(sql) ? `(${sql})` : sql);
