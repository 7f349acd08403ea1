import type {KindName} from "../../kinds/index.js";
import type {Operand} from "../count.js";
import type {Metric} from "../metric.js";
import {asShare, conditionSql, decimal, multiplied} from "./count.js";
import {facts} from "./facts.js";
import {column, name} from "./text.js";

/**
 * What is not made of counts but of the values themselves (medians, distinct counts, means) is made of how often each
 * value occurs: grouping goes to disk where it must, and what is grouped of places can be put together for what they
 * belong to. A list of values would have to fit into memory.
 */
export interface Valued {
  kind: KindName;
  field: Operand;
  /** What is made of the same column. */
  parts: readonly Metric[];
  table: string;
}

/** The columns that some metrics of a kind are made of, each once. */
export function valuedOf(kind: KindName, parts: readonly Metric[]): Valued[] {
  const fields = new Map<string, Metric[]>();
  for (const part of parts) {
    const {field} = part.count!;
    fields.set(field!.name, [...(fields.get(field!.name) ?? []), part]);
  }
  return [...fields].map(([field, parts]) => ({
    kind,
    field: parts[0]!.count!.field!,
    parts,
    table: name(`values_${kind}_${field}`)
  }));
}

/** The column of a value: no field of a kind is called so. */
export const item = name("its value");

/** How often each value occurs (place, year, `item`, and a column for each part), of the items for which `where` holds. */
export function valuesSql({kind, field, parts}: Valued, where: string): string {
  const conditions = parts.map(({count}) => count!.where.map(conditionSql).join(" and ") || "true");
  const counted = parts.map(({id}, i) => `count(case when ${conditions[i]} then 1 end) as ${name(id)}`);
  const any = conditions.includes("true") ? "true" : conditions.map(condition => `(${condition})`).join(" or ");
  const of = column(field.name);
  return `select place, year, ${item}, ${counted.join(", ")}
from (select *, ${field.type === "list" ? `unnest(${of})` : of} as ${item} from ${facts[kind]} where (${where}) and (${any}))
where ${item} is not null group by place, year, ${item}`;
}

/** What is made of values: place, year, value; `from`: place, year, `item`, n. */
export function ofValues(metric: Metric, from: string): string {
  return `select place, year, (${asShare(metric, multiplied(metric.count!.field!.times ?? 1, `(${made[metric.count!.aggregate]!})`))})::double as value
from (
  select *, sum(n) over (partition by place, year order by ${item}) as upto, sum(n) over (partition by place, year) as total
  from (${from}) where n > 0
) group by place, year`;
}

const made: Record<string, string> = {
  distinct: "count(*)",
  max: `max(${item})`,
  mean: `sum(${decimal(item)} * n) / sum(n)`,
  // The mean of the two in the middle, which are the same of an odd number.
  median: `(min(${item}) filter (upto * 2 >= total) + min(${item}) filter (upto * 2 > total)) / 2`
};
