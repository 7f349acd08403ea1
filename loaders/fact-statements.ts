import {kinds} from "../src/kinds/index.js";
import type {Kind} from "../src/kinds/kind.js";
import {factViews} from "./facts.js";
import {duties} from "./members/duties.js";

/**
 * The statements that make the views of all facts over staged records: `views` of what exports say alone, `made` what is
 * to follow these (`make`), so that later statements ask a table and not the view again; `later` the same of those that
 * have something beside them made of the others. `there`: the kinds that have records; without it all. `known`: the kinds
 * with the columns of the office's own. Where none of them has something beside it, nothing follows and no view of the others is made.
 */
export function factStatements(
  make: (kind: Kind) => readonly string[],
  there: ReadonlySet<string> = new Set(kinds.map(({name}) => name)),
  known: readonly Kind[] = kinds
): {views: string[]; made: string[]; later: string[]} {
  const later = known.filter(({beside}) => beside);
  const first = known.filter(({beside}) => !beside);
  if (!later.some(({name}) => there.has(name)))
    return {views: first.filter(({name}) => there.has(name)).flatMap(factViews), made: [], later: []};
  return {
    views: first.flatMap(factViews),
    made: first.flatMap(make),
    later: [...duties(known), ...later.flatMap(factViews), ...later.flatMap(make)]
  };
}
