import {labels} from "../intake/labels.js";
import {type Catalogue, partsOf} from "./catalogue.js";
import {type Dimension, dimensionsOf} from "./dimensions.js";
import {cubeDimensions, type Filter, filterFields} from "./filters.js";
import type {Formula} from "./formula.js";
import type {Metric} from "./metric.js";

/** The facts that a kind's metrics are aggregates of: one row an item, as it stood at each cut-off. */
export const facts = {
  proposals: "proposal_facts_by_basis",
  opinions: "opinion_facts",
  activities: "activity_facts",
  indicators: "indicator_facts"
} as const;

type Counted = keyof typeof facts;

/**
 * Some of a metric's items: those under an item of a dimension, those whose event falls into these months of the year
 * (first and last), or those replied to in this many days or up to nine more.
 */
export type Part = {dimension: string; item: string} | {months: [first: number, last: number]} | {days: number};

/** Which figure is asked for. */
export interface Asked {
  view: string;
  /** Where the metric's year can be counted both ways; else its own. */
  basis?: "session" | "calendar";
  year: number;
  filter?: Filter;
  part?: Part;
}

/** The aggregate of a counted metric, as the warehouse runs it. */
export const aggregate = (metric: Metric) => `(${metric.sql})::double as ${name(metric.id)}`;

/** A formula over columns that hold its metrics. */
export function formulaSql(formula: Formula): {value: string; numerator: string; denominator: string} {
  if (formula.type === "sum") {
    const value = formula.of.map(id => `coalesce(${name(id)}, 0)`).join(" + ");
    return {value, numerator: "null::double", denominator: "null::double"};
  }
  const ratios = formula.type === "ratio" ? [formula] : formula.of;
  const values = ratios.map(ratio => `${name(ratio.numerator)} / nullif(${name(ratio.denominator)}, 0)`);
  const pick = (part: "numerator" | "denominator") => {
    const parts = ratios.map(ratio => name(ratio[part]));
    if (parts.length === 1) return parts[0]!;
    const lowest = `least(${values.join(", ")})`;
    return `case ${ratios.map((_, i) => `when ${values[i]} = ${lowest} then ${parts[i]}`).join(" ")} else ${parts[0]} end`;
  };
  return {
    value: values.length === 1 ? values[0]! : `least(${values.join(", ")})`,
    numerator: pick("numerator"),
    denominator: pick("denominator")
  };
}

/** The item of a dimension that a row falls under, as a label; of several, the list is unnested. */
export function itemSql(dimension: Dimension): string {
  const {column, multiple} = dimension;
  if (multiple) return `unnest(${listSql(dimension)})`;
  const coded = labels(dimension);
  const cases = coded.map(([code, label]) => `when ${text(code)} then ${text(label)}`).join(" ");
  return `coalesce(${coded.length ? `case ${column} ${cases} else ${column} end` : column}, '未填')`;
}

/** The items of a dimension of which a row can have several. */
export const listSql = ({column}: Dimension) => `if(len(${column}) > 0, ${column}, ['未填'])`;

/** The month in which an event counts within its item's year: before the year in January, after it in December. */
export const monthSql = (at: string) =>
  `case when year(${at}) < year then 1 when year(${at}) > year then 12 else month(${at}) end`;

/**
 * The statement that gives a figure (`value`, and for a ratio `numerator` and `denominator`) when it is run on the
 * warehouse. It is made of the same aggregates and formulas as the table of figures.
 */
export function statement(catalogue: Catalogue, metric: Metric, asked: Asked): string {
  if (!metric.formula)
    return `select (${metric.sql})::double as value\n${from(metric.kind as Counted, asked, metric)};`;
  const parts = [...new Set(partsOf(catalogue, metric))];
  const kinds = [...new Set(parts.map(part => part.kind as Counted))];
  const sources = kinds.map(kind => {
    const columns = parts.filter(part => part.kind === kind).map(part => `    ${aggregate(part)}`);
    const own = metric.kind === "multi" ? {...asked, basis: undefined} : asked;
    return `(\n  select\n${columns.join(",\n")}\n  ${from(kind, own, metric).replaceAll("\n", "\n  ")}\n)`;
  });
  const {value, numerator, denominator} = formulaSql(metric.formula);
  const columns =
    metric.formula.type === "sum"
      ? [`${value} as value`]
      : [`${value} as value`, `${numerator} as numerator`, `${denominator} as denominator`];
  return `select ${columns.join(",\n  ")}\nfrom ${sources.join(", ")};`;
}

function from(kind: Counted, {view, basis = "session", year, filter, part}: Asked, metric: Metric): string {
  const conditions = [
    `view = ${text(view)}`,
    ...(kind === "proposals" ? [`basis = ${text(basis)}`] : []),
    `year = ${year}`,
    ...(filter && kind !== "indicators" ? conditionsOf(kind, filter) : []),
    ...(part && kind !== "indicators" ? [partCondition(kind, part, metric)] : [])
  ];
  return `from ${facts[kind]}\nwhere ${conditions.join("\n  and ")}`;
}

/** The dimension that a part is of. Throws where the kind has none of that name. */
export function dimensionOf(kind: Metric["kind"], id: string): Dimension {
  const dimension = dimensionsOf(kind).find(other => other.id === id);
  if (!dimension) throw new Error(`unknown dimension of ${kind}: ${id}`);
  return dimension;
}

function partCondition(kind: Exclude<Counted, "indicators">, part: Part, {id, at}: Metric): string {
  if ("days" in part) return `date_diff('day', assigned, replied) // 10 * 10 = ${part.days}`;
  if ("months" in part) {
    if (!at) throw new Error(`invalid part of ${id}: no months`);
    return `${monthSql(at)} between ${part.months.join(" and ")}`;
  }
  const dimension = dimensionOf(kind, part.dimension);
  return dimension.multiple
    ? `list_contains(${listSql(dimension)}, ${text(part.item)})`
    : `${itemSql(dimension)} = ${text(part.item)}`;
}

/** A filter as conditions on a kind's facts; fields that the kind lacks are left out. */
export function conditionsOf(kind: Exclude<Counted, "indicators">, filter: Filter): string[] {
  return filterFields.flatMap(({id, dimensions}) => {
    const chosen = filter.items[id] ?? [];
    const dimension = cubeDimensions(kind).find(other => other.id === dimensions[kind]);
    if (!dimension || chosen.length === 0) return [];
    const list = chosen.map(text).join(", ");
    return dimension.multiple
      ? [`list_has_any(${listSql(dimension)}, [${list}])`]
      : [`${itemSql(dimension)} in (${list})`];
  });
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const name = (value: string) => `"${value.replaceAll('"', '""')}"`;
