import {basename} from "node:path";

/**
 * `published`: figures only. `filters`: also the counts by combinations of categories that filters are computed from,
 * most of which are of one item. `analyst`: items too, on this machine only, without a personal column.
 */
export type Edition = "published" | "filters" | "analyst";

/** The edition that a build hands to the loaders it starts; published where nothing is said. */
export const editionOf = (env: NodeJS.ProcessEnv = process.env): Edition =>
  env.YEARBOOK_EDITION === "analyst" || env.YEARBOOK_EDITION === "filters" ? env.YEARBOOK_EDITION : "published";

/** What a withheld dataset gives: no row, and no column that says anything. */
const nothing = "select true as withheld where false";

/** The statement that may run for a dataset file in an edition: `rows-…` and `items-…` hold items, `members-…` people, `…-cube` counts by combination, `kept-views` what somebody asked. */
export function permitted(file: string, sql: string, edition: Edition): string {
  const name = basename(file).replace(/\.arrow\.sql$/, "");
  if (/^(rows|items?|members)-/.test(name) && edition !== "analyst") return nothing;
  return (name.endsWith("-cube") || name === "kept-views") && edition === "published" ? nothing : sql;
}
