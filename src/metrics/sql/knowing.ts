import type {Unknown} from "../needs.js";
import {text} from "./text.js";

/** Gives an expression that is null in the years for which a metric is not known; `mixed`: the years of several kinds. */
export type Knowing = (metric: string, sql: string, mixed?: boolean) => string;

/** By the figures that are not known. */
export function knowing(unknown: readonly Unknown[]): Knowing {
  const lacking = new Map<string, Unknown[]>();
  for (const each of unknown.filter(({dimension}) => dimension === null))
    lacking.set(each.metric, [...(lacking.get(each.metric) ?? []), each]);
  return (metric, sql, mixed) => {
    const years = (lacking.get(metric) ?? []).map(({basis, year}) => (mixed ? `${year}` : `(${text(basis)}, ${year})`));
    return years.length ? `if(${mixed ? "year" : "(basis, year)"} in (${years.join(", ")}), null, ${sql})` : sql;
  };
}

/** Whether a year lacks the column of a dimension: nothing can be said of its items. */
export function unsaid(unknown: readonly Unknown[], kind: string): string {
  const places = unknown
    .filter(({metric, dimension}) => dimension !== null && metric.startsWith(`${kind}.`))
    .map(({basis, year, dimension}) => `(${text(dimension!)}, ${text(basis)}, ${year})`);
  return places.length ? `(dimension, basis, year) in (${[...new Set(places)].join(", ")})` : "false";
}
