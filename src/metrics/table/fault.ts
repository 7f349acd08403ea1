import {likest, nearest} from "../../intake/nearest.js";

/** What is wrong with a cell of a table of metrics or charts, in words for staff. */
export class TableFault extends Error {}

export function fail(message: string): never {
  throw new TableFault(message);
}

/** Says that a name is not known, with the nearest one or with all there are, and what else may be meant. */
export function unknown(what: string, name: string, known: readonly string[], hint = ""): never {
  const guess = nearest(name, known);
  const some = likest(name, known).slice(0, 12);
  fail(
    `${what}「${name}」不认识，${guess ? `是否为「${guess}」` : `应为${some.join("、")}${known.length > some.length ? "…" : ""}之一`}${hint}`
  );
}
