import {kinds} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import {metricSql} from "./count.js";
import {type Counted, facts} from "./facts.js";
import {text} from "./text.js";

/**
 * Creates `days` (metric, year, day, value): counts by the day of their event, `day` since 1 January of the calendar year
 * that it falls in. Those that kinds name as counted by days, and those of the office's own calendars.
 */
export function daysSql(catalogue: Catalogue, drawn: readonly string[]): string {
  const declared = kinds.flatMap(({name, daily = []}) => daily.map(metric => `${name}.${metric}`));
  const selects = [...new Set([...declared, ...drawn])].flatMap(id => {
    const metric = catalogue.has(id) ? catalogue.get(id) : null;
    if (!metric?.count || !metric.at) return [];
    const {at, basis} = metric;
    return `select ${text(id)} as metric, year(${at})::integer as year, (${at} - make_date(year(${at}), 1, 1))::integer as day,
  (${metricSql(metric)})::double as value
from ${facts[metric.kind as Counted]} where view = 'year' and basis = ${text(basis)} and ${at} is not null
group by ${at} having value > 0`;
  });
  const none =
    "select null::varchar as metric, null::integer as year, null::integer as day, null::double as value where false";
  return `create table days as ${(selects.length ? selects : [none]).join("\nunion all\n")}`;
}
