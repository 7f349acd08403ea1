import {kindOf} from "../../kinds/index.js";
import {type Catalogue, countedParts} from "../catalogue.js";
import {countsList, dimensionOf} from "../dimensions.js";
import type {Filter} from "../filters.js";
import type {Metric} from "../metric.js";
import {aggregate, metricSql} from "./count.js";
import {conditionsOf, itemSql, listSql, monthSql} from "./dimensions.js";
import {factsSql} from "./facts.js";
import {columnOf, formulaSql} from "./formula.js";
import {text} from "./text.js";

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

/**
 * The statement that gives a figure (`value`, and for a ratio `numerator` and `denominator`) when it is run on the
 * warehouse. It is made of the same aggregates and formulas as the table of figures.
 */
export function statement(catalogue: Catalogue, metric: Metric, asked: Asked): string {
  const {span} = metric;
  if (!metric.formula) return `select (${metricSql(metric)})::double as value\n${from([metric], span, asked, metric)};`;
  const columns = new Map<string, Metric[]>();
  for (const part of countedParts(catalogue, metric)) {
    const source = `${part.kind} ${part.span ?? span ?? ""}`;
    columns.set(source, [...(columns.get(source) ?? []), part]);
  }
  const sources = [...columns.values()].map(parts => {
    const of = parts[0]!.span ?? span;
    const own = metric.kind === "multi" ? {...asked, basis: undefined} : asked;
    const list = parts.map(part => `    ${aggregate(part, columnOf(part, span))}`).join(",\n");
    return `(\n  select\n${list}\n  ${from(parts, of, own, metric).replaceAll("\n", "\n  ")}\n)`;
  });
  const {value, numerator, denominator} = formulaSql(catalogue, metric);
  const selected =
    metric.formula.type === "sum"
      ? [`${value} as value`]
      : [`${value} as value`, `${numerator} as numerator`, `${denominator} as denominator`];
  return `select ${selected.join(",\n  ")}\nfrom ${sources.join(", ")};`;
}

function from(counted: readonly Metric[], span: Metric["span"], asked: Asked, metric: Metric): string {
  const {kind, bases} = counted[0]!;
  const {view, year, filter, part} = asked;
  const basis = asked.basis && bases.includes(asked.basis) ? asked.basis : bases[0]!;
  const filters = kind !== "indicators" && kind !== "multi";
  const conditions = [
    `view = ${text(view)}`,
    ...(kind !== "multi" && kindOf(kind).alternative ? [`basis = ${text(basis)}`] : []),
    `year = ${year}`,
    ...(filter && filters ? conditionsOf(kind, filter) : []),
    ...(part && filters ? [partCondition(kind, part, metric)] : [])
  ];
  const own = part && "dimension" in part ? ownOf(counted, dimensionOf(kind, part.dimension).column) : [];
  const facts = own.length
    ? `(select * replace (${own.map(field => `least(${field}, 1) as ${field}`).join(", ")}) from ${factsSql(kind, span)})`
    : factsSql(kind, span);
  return `from ${facts}\nwhere ${conditions.join("\n  and ")}`;
}

/** Of how many stand in a list, those under one of them count that one. */
const ownOf = (counted: readonly Metric[], column: string): string[] => [
  ...new Set(counted.flatMap(metric => (countsList(metric, column) ? [metric.count!.field!.name] : [])))
];

function partCondition(kind: Exclude<Metric["kind"], "indicators" | "multi">, part: Part, {id, at}: Metric): string {
  const {days} = kindOf(kind);
  if ("days" in part) {
    if (!days) throw new Error(`invalid part of ${id}: no days`);
    return `date_diff('day', ${days.from}, ${days.to}) // 10 * 10 = ${part.days}`;
  }
  if ("months" in part) {
    if (!at) throw new Error(`invalid part of ${id}: no months`);
    return `${monthSql(at)} between ${part.months.join(" and ")}`;
  }
  const dimension = dimensionOf(kind, part.dimension);
  return dimension.multiple
    ? `list_contains(${listSql(dimension)}, ${text(part.item)})`
    : `${itemSql(dimension)} = ${text(part.item)}`;
}
