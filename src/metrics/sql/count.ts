import type {Condition, Count} from "../count.js";
import type {Metric} from "../metric.js";
import {written} from "../round.js";
import {column, name, text} from "./text.js";

/** An amount as it is added up: 0.1 ten times is 1, in any order. */
export const decimal = (of: string) => `${of}::decimal(38, 9)`;

/** What is 1 where a condition holds, else null. */
const holds = (condition: string) => `case when ${condition} then 1 end`;

/** A count as an aggregate over the facts of its kind. `held`: what stands for a condition, 1 or null. */
export function countSql({aggregate, field, where}: Count, held: (condition: string) => string = holds): string {
  const condition = where.map(conditionSql).join(" and ");
  // What is counted most often: a filter would copy the rows for each of some sixty counts.
  const counted = condition ? `count(${held(condition)})` : "count(*)";
  const filter = condition ? ` filter (where ${condition})` : "";
  if (!field) return counted;
  // Every one of these grows as its values do.
  if (field.times !== undefined)
    return multiplied(field.times, `(${countSql({aggregate, field: {...field, times: undefined}, where}, held)})`);
  const of = column(field.name);
  const amount = field.type === "number" ? decimal(of) : of;
  switch (aggregate) {
    case "count":
      return counted;
    case "sum":
      return field.unsaid
        ? `if(${counted} = 0, 0, sum(${summed(condition, amount)}))`
        : `coalesce(sum(${summed(condition, amount)}), 0)`;
    case "distinct":
      return field.type === "list"
        ? `coalesce(len(list_distinct(flatten(list(${of})${filter}))), 0)`
        : `count(distinct ${of})${filter}`;
    case "median":
      return `median(${of})${filter}`;
    case "mean":
      return `avg(${amount})${filter}`;
    case "max":
      return `max(${of})${filter}`;
  }
}

const summed = (condition: string, amount: string) =>
  condition ? `case when ${condition} then ${amount} end` : amount;

/** A condition on a row of facts. What is blank holds no comparison, but is other than any value. */
export function conditionSql({field, test, values, other}: Condition): string {
  const of = column(field.name);
  const is = () => isSql(of, field.type, values);
  switch (test) {
    case "is":
      return other ? `${of} = ${column(other.name)}` : is();
    case "not":
      return other ? `${of} is distinct from ${column(other.name)}` : `not coalesce(${is()}, false)`;
    case "filled":
      return field.type === "list" ? `len(${of}) > 0` : field.type === "flag" ? of : `${of} is not null`;
    case "blank":
      return field.type === "list"
        ? `coalesce(len(${of}), 0) = 0`
        : field.type === "flag"
          ? `not coalesce(${of}, false)`
          : `${of} is null`;
    case "contains":
      return containsSql(of, field.type, values);
    case "lacks":
      return `not coalesce(${containsSql(of, field.type, values)}, false)`;
    default:
      return `${of} ${test} ${other ? column(other.name) : literal(field.type, values[0]!)}`;
  }
}

function isSql(of: string, type: string, values: Condition["values"]): string {
  if (type === "flag") return values[0] ? of : `not ${of}`;
  const list = values.map(value => literal(type, value));
  if (type === "list")
    return list.length === 1 ? `list_contains(${of}, ${list[0]})` : `list_has_any(${of}, [${list.join(", ")}])`;
  return list.length === 1 ? `${of} = ${list[0]}` : `${of} in (${list.join(", ")})`;
}

function containsSql(of: string, type: string, values: Condition["values"]): string {
  const each = (what: string) => values.map(value => `contains(${what}, ${text(String(value))})`).join(" or ");
  if (type === "list") return `len(list_filter(${of}, x -> ${each("x")})) > 0`;
  return values.length === 1 ? each(of) : `(${each(of)})`;
}

function literal(type: string, value: string | number | boolean): string {
  if (type === "date") return `date ${text(String(value))}`;
  return typeof value === "string" ? text(value) : String(value);
}

/** The aggregate of a counted metric. */
export const metricSql = (metric: Metric, held = holds): string =>
  asShare(metric, metric.units ? ledgerMax(metric) : countSql(metric.count!, held));

const ledgerMax = (metric: Metric): string =>
  `max(${inItsUnit(metric)}) filter (where ${metric.count!.where.map(conditionSql).join(" and ")})`;

/** A value of the ledger in the unit of its metric; null where it is of another that does not convert. */
export function inItsUnit({unit, units}: Metric): string {
  if (!units) return "value";
  const others = Object.entries(units).map(([other, times]) => ` when unit = ${text(other)} then ${multiplied(times)}`);
  return `case when unit is null or unit = ${text(unit)} then value${others.join("")} end`;
}

/** So many times a value: divided where it is less than once, since 1/10000 is no binary fraction. */
export const multiplied = (times: number, value = "value"): string =>
  times === 1 ? value : times < 1 ? `${value} / ${written(1 / times)}` : `round(${value} * ${times}, 6)`;

/** The ledger holds 98 for 98%. */
export const asShare = ({kind, unit}: Metric, sql: string): string =>
  kind === "indicators" && unit === "%" ? `(${sql}) / 100` : sql;

/** The aggregate of a counted metric, as the warehouse runs it. */
export const aggregate = (metric: Metric, as = metric.id) => `(${metricSql(metric)})::double as ${name(as)}`;
