import {basename} from "node:path";

/** `published`: aggregates only. `analyst`: items too, on this machine only, without a personal column. */
export type Edition = "published" | "analyst";

/** The edition that a build hands to the loaders it starts; published where nothing is said. */
export const editionOf = (env: NodeJS.ProcessEnv = process.env): Edition =>
  env.YEARBOOK_EDITION === "analyst" ? "analyst" : "published";

/** What a dataset of items gives outside the analyst edition: no row, and no column that says anything. */
const nothing = "select true as withheld where false";

/** The statement that may run for a dataset file in an edition: those named `rows-…` hold items. */
export function permitted(file: string, sql: string, edition: Edition): string {
  return edition === "analyst" || !basename(file).startsWith("rows-") ? sql : nothing;
}
