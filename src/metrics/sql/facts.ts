import {type KindName, kinds} from "../../kinds/index.js";
import {factsOf} from "../../kinds/kind.js";
import type {Metric} from "../metric.js";

/** The facts that a kind's metrics are aggregates of: one row an item, as it stood at each cut-off. */
export const facts = Object.fromEntries(kinds.map(kind => [kind.name, factsOf(kind)])) as Record<Counted, string>;

export type Counted = KindName;

/**
 * The facts of a kind by the years of figures. With a span, the items of each year of it, those of earlier years as they
 * stand at the end of the data (`of_year`: its own); a year is left out where the data do not reach back to the first year of its span.
 */
export function factsSql(kind: Metric["kind"], span?: Metric["span"]): string {
  const table = facts[kind as Counted];
  if (!span) return table;
  const first =
    span === "term"
      ? "(select max(s.year) from sessions as s where s.ordinal = 1 and s.year <= p.year)"
      : `(p.year - ${span - 1})`;
  return `(
  select p.view, p.main, p.basis, p.year, p.cutoff, p.until, f.year as of_year, f.* exclude (view, main, basis, year, cutoff, until)
  from periods as p
  join ${table} as f on f.basis = p.basis and f.year between ${first} and p.year
    and f.view = if(f.year < p.year, 'year', p.view)
  where (
    select count(distinct k.year) from ${table} as k
    where k.view = 'year' and k.basis = p.basis and k.year between ${first} and p.year
  ) = p.year - ${first} + 1
)`;
}
