import {kinds} from "../src/kinds/index.js";
import type {Kind} from "../src/kinds/kind.js";
import {factViews} from "./facts.js";
import {duties} from "./members/duties.js";

/**
 * The statements that make the views of all facts over staged records: `first` those of what exports say alone, `later`
 * those that have something beside them made of the others. `make`: what is to follow a view, so that later statements
 * ask a table and not the view again. `there`: the kinds that have records; without it all. Where none of them has
 * something beside it, no view of the others is made.
 */
export function factStatements(
  make: (kind: Kind) => readonly string[],
  there: ReadonlySet<string> = new Set(kinds.map(({name}) => name))
): {first: string[]; later: string[]} {
  const later = kinds.filter(({beside}) => beside);
  const first = kinds.filter(({beside}) => !beside);
  const made = (some: readonly Kind[]) => [...some.flatMap(factViews), ...some.flatMap(make)];
  if (!later.some(({name}) => there.has(name)))
    return {first: first.filter(({name}) => there.has(name)).flatMap(factViews), later: []};
  return {first: made(first), later: [...duties(kinds), ...made(later)]};
}
