import {kindOf, kinds} from "../../kinds/index.js";
import type {Kind} from "../../kinds/kind.js";
import type {Catalogue} from "../catalogue.js";
import {references} from "../formula.js";
import type {Metric} from "../metric.js";
import {conditionSql, decimal, inItsUnit, metricSql} from "./count.js";
import {type Counted, factsSql} from "./facts.js";
import {columnOf} from "./formula.js";
import type {Knowing} from "./knowing.js";
import {latest, name, text} from "./text.js";

/** The counted metrics of a kind over a span, by the columns that hold them: a table of their own. */
export interface Source {
  kind: Counted;
  span?: Metric["span"];
  columns: Map<string, Metric>;
}

/** Every counted metric by its year, and those over the spans that figures ask for. */
export function sourcesOf(catalogue: Catalogue): Source[] {
  const sources = new Map<string, Source>(
    kinds.map(({name: kind}) => [kind, {kind, columns: new Map<string, Metric>()}])
  );
  for (const metric of catalogue.all)
    for (const [part, span] of leaves(catalogue, metric)) {
      const kind = part.kind as Counted;
      const key = table(kind, span);
      const source = sources.get(span ? key : kind) ?? {kind, span, columns: new Map<string, Metric>()};
      source.columns.set(columnOf(part, span), part);
      sources.set(span ? key : kind, source);
    }
  return [...sources.values()].filter(({columns}) => columns.size);
}

/** The counted metrics that a metric is made of, each with the span that it is counted over there. */
export function leaves(catalogue: Catalogue, metric: Metric, outer?: Metric["span"]): [Metric, Metric["span"]][] {
  const {formula, span = outer} = metric;
  return formula ? references(formula).flatMap(id => leaves(catalogue, catalogue.get(id), span)) : [[metric, span]];
}

const table = (kind: Counted, span?: Metric["span"]) => `${kind}_by_year${span ? `_${span}` : ""}`;

/** The last event of an item: a figure is as of its year's end, or of the last event counted after it. */
function lastEvent({events}: Kind): string {
  return events.length ? `max(least(${latest(events)}, cutoff))` : "null::date";
}

/** Whether a year counted one way is what is shown unless a reader chooses otherwise. */
export const main = (kind: string) => `any_value(main) and basis = ${text(kindOf(kind).basis)} as main, basis`;

/** The counted metrics of a kind by view and year, in one pass over its facts. */
export function wide({kind, span, columns}: Source, known: Knowing): string {
  const sum = (metric: Metric) => {
    if (span) return `(${metric.kind === "indicators" ? ledgerOver(metric) : metricSql(metric)})::double`;
    return known(metric.id, `(${metricSql(metric)})::double`);
  };
  const sums = [...columns].map(([column, metric]) => `${sum(metric)} as ${name(column)}`).join(",\n  ");
  return `create table ${table(kind, span)} as
select view, ${main(kind)}, any_value(main) as shown, year, least(any_value(cutoff), greatest(any_value(until), ${lastEvent(kindOf(kind))})) as as_of,
  ${sums}
from ${factsSql(kind, span)} group by view, basis, year`;
}

/** The ledger holds one number a year: over several they add, where each of them has one. */
function ledgerOver(metric: Metric): string {
  const value = inItsUnit(metric);
  const conditions = metric.count!.where.map(conditionSql);
  const holds = [...conditions, ...(metric.units ? [`(${value}) is not null`] : [])].join(" and ");
  return `if(count(distinct case when ${holds} then of_year end) = count(distinct of_year), sum(case when ${holds} then ${decimal(metric.units ? `(${value})` : value)} end), null)`;
}

/**
 * A year that has begun and of which exports tell items, but none of them by the cut of a view, counts 0 there: that is
 * known, not missing. So it is in the whole year too, where it is cut at the date of the data.
 */
export function none({kind, columns}: Source, known: Knowing): string {
  const zeros = [...columns.values()]
    .filter(({adds, count}) => adds || count?.aggregate === "distinct")
    .map(({id}) => `${known(id, "0")} as ${name(id)}`);
  const own = `p.main and p.basis = ${text(kindOf(kind).basis)}`;
  return `insert into ${kind}_by_year by name
select view, main, shown, basis, year, as_of, ${zeros.join(", ")}
from (
  select p.view, ${own} as main, p.main as shown, p.basis, p.year, p.until as as_of
  from periods as p
  semi join (from items where kind = ${text(kind)}) as i on i.basis = p.basis and i.year = p.year
  anti join ${kind}_by_year as k on k.view = p.view and k.basis = p.basis and k.year = p.year
)`;
}

/** The tables that hold the parts of a metric, side by side; of several kinds, each with its years as it counts them. */
export function sourceOf(catalogue: Catalogue, metric: Metric): Record<"from" | "main" | "basis" | "asOf", string> {
  const {kind, bases} = metric;
  const tables = new Map(leaves(catalogue, metric).map(([part, span]) => [table(part.kind as Counted, span), part]));
  const only = kind !== "multi" && kindOf(kind).alternative !== undefined && bases.length === 1;
  const [first, ...others] = [...tables].map(([table, part], i) => {
    const basis = kind === "multi" ? part.bases[0] : only ? bases[0] : null;
    return basis && kindOf(part.kind).alternative
      ? `(select * replace (shown as main) from ${table} where basis = ${text(basis)}) as s${i}`
      : `${table} as s${i}`;
  });
  const using = kind === "multi" ? "(view, main, year)" : "(view, main, basis, year)";
  const dates = [...tables].map((_, i) => `s${i}.as_of`);
  return {
    from: [first, ...others.map(other => `full join ${other} using ${using}`)].join("\n  "),
    main: "main",
    basis: kind === "multi" ? "'mixed'" : "basis",
    asOf: dates.length > 1 ? `greatest(${dates.join(", ")})` : "as_of"
  };
}
