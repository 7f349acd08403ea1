import {labels} from "../../kinds/labels.js";
import type {Condition, Count} from "../count.js";
import type {Dimension} from "../dimensions.js";
import type {Metric} from "../metric.js";
import {multiplied} from "./count.js";

/**
 * The catalogue in the dialect of ClickHouse, of 18.16 as of today's: the second emitter beside `count.ts`, made of the
 * same parsed metrics. Columns are nullable but lists, which are empty where nothing stands; flags are 0 and 1.
 */

/** A text as ClickHouse writes it. */
export const engineText = (value: string) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** A column or table as ClickHouse names it. */
export const engineName = (value: string) => `\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;

/** A counted metric as an aggregate over the facts of its kind; the ledger holds 98 for 98%. */
export function engineMetric({count, unit, units, kind}: Metric): string {
  const sql = engineCount(count!, units && inItsUnit(unit, units));
  return kind === "indicators" && unit === "%" ? `(${sql}) / 100` : sql;
}

/** The item of a dimension that a row falls under, as a label; of several, a row for each. */
export function engineItem(dimension: Dimension): string {
  const of = engineName(dimension.column);
  const item = dimension.multiple ? `arrayJoin(if(notEmpty(${of}), ${of}, [${engineText(nothing)}]))` : of;
  const coded = labels(dimension).flatMap(([code, label]) => [
    `ifNull(${item} = ${engineText(code)}, 0)`,
    engineText(label)
  ]);
  const other = `ifNull(${item}, ${engineText(nothing)})`;
  return coded.length ? `multiIf(${[...coded, other].join(", ")})` : other;
}

const nothing = "未填";

/** The value that a part is made of, of several a row for each, and how often it counts; null where there is none. */
export function engineValue({count}: Metric): {value: string; times: string} {
  const {name, type} = count!.field!;
  const of = engineName(name);
  return {
    value: type === "list" ? `arrayJoin(${of})` : type === "number" || type === "integer" ? of : `toString(${of})`,
    times: engineCount({aggregate: "count", field: null, where: count!.where})
  };
}

/** The month in which an event that has a day counts within its item's year, as `monthSql`. */
export function engineMonth(at: string): string {
  const day = `assumeNotNull(${engineName(at)})`;
  return `multiIf(toYear(${day}) < year, 1, toYear(${day}) > year, 12, toMonth(${day}))`;
}

/** A value of the ledger in the unit of its metric, null in one that does not convert. */
function inItsUnit(unit: string, units: NonNullable<Metric["units"]>): string {
  const is = (other: string) => `ifNull(unit = ${engineText(other)}, 0)`;
  const others = Object.entries(units).map(([other, times]) => `${is(other)}, ${multiplied(times)}`);
  return `multiIf(${[`isNull(unit) or ${is(unit)}, value`, ...others, "NULL"].join(", ")})`;
}

/** `amount`: what is counted in place of the field itself. */
function engineCount({aggregate, field, where}: Count, amount?: string): string {
  const conditions = where.map(condition => `ifNull(${conditionIn(condition)}, 0)`);
  const holds = (more: string[] = []) => [...conditions, ...more].join(" and ") || "1";
  if (!field || aggregate === "count") return `toFloat64(countIf(${holds()}))`;
  if (field.times !== undefined)
    return multiplied(field.times, `(${engineCount({aggregate, field: {...field, times: undefined}, where}, amount)})`);
  const of = amount ?? engineName(field.name);
  const there = holds([`isNotNull(${of})`]);
  const value = `assumeNotNull(${of})`;
  const known = (sql: string) => `if(countIf(${there}) = 0, NULL, toFloat64(${sql}))`;
  switch (aggregate) {
    case "sum": {
      const sum = `toFloat64(sumIf(${value}, ${there}))`;
      // Of rows that all leave it blank nothing is known; of no row it is none.
      return field.unsaid ? `if(countIf(${holds()}) > 0 and countIf(${there}) = 0, NULL, ${sum})` : sum;
    }
    case "distinct":
      return field.type === "list"
        ? `toFloat64(uniqExactArrayIf(${of}, ${holds()}))`
        : `toFloat64(uniqExactIf(${value}, ${there}))`;
    case "median": {
      // The mean of the two in the middle, as DuckDB has it; quantileExact takes one of them.
      const sorted = `arraySort(groupArrayIf(${value}, ${there}))`;
      const middle = (at: string) => `arrayElement(${sorted}, toUInt32(${at}))`;
      const half = `intDiv(length(${sorted})`;
      return known(`(${middle(`${half} + 1, 2)`)} + ${middle(`${half}, 2) + 1`)}) / 2`);
    }
    case "mean":
      return known(`avgIf(${value}, ${there})`);
    case "max":
      return known(`maxIf(${value}, ${there})`);
  }
}

/** A condition on a row of facts; null where what is compared is blank. */
function conditionIn({field, test, values, other}: Condition): string {
  const of = engineName(field.name);
  const theirs = other && engineName(other.name);
  const list = field.type === "list";
  const is = () => isIn(of, field.type, values);
  switch (test) {
    case "is":
      return theirs ? `${of} = ${theirs}` : is();
    case "not":
      return theirs
        ? `if(isNull(${of}) or isNull(${theirs}), isNull(${of}) != isNull(${theirs}), ifNull(${of} != ${theirs}, 0))`
        : `not ifNull(${is()}, 0)`;
    case "filled":
      return list ? `notEmpty(${of})` : field.type === "flag" ? `${of} = 1` : `isNotNull(${of})`;
    case "blank":
      return list ? `empty(${of})` : field.type === "flag" ? `not ifNull(${of} = 1, 0)` : `isNull(${of})`;
    case "contains":
      return containsIn(of, list, values);
    case "lacks":
      return `not ifNull(${containsIn(of, list, values)}, 0)`;
    default:
      return `${of} ${test} ${theirs ?? literal(field.type, values[0]!)}`;
  }
}

function isIn(of: string, type: string, values: Condition["values"]): string {
  if (type === "flag") return `${of} = ${values[0] ? 1 : 0}`;
  const all = values.map(value => literal(type, value)).join(", ");
  if (type === "list") return `hasAny(${of}, [${all}])`;
  return `${of} in (${all})`;
}

function containsIn(of: string, list: boolean, values: Condition["values"]): string {
  const each = (what: string) =>
    values.map(value => `position(${what}, ${engineText(String(value))}) > 0`).join(" or ");
  return list ? `arrayExists(x -> (${each("x")}), ${of})` : `(${each(of)})`;
}

function literal(type: string, value: string | number | boolean): string {
  if (type === "date") return `toDate(${engineText(String(value))})`;
  return typeof value === "string" ? engineText(value) : String(Number(value));
}
