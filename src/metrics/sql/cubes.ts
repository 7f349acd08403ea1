import {kindOf} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import type {Count} from "../count.js";
import {type CubeKind, cubeDimensions, cubeKinds, cubeMonths} from "../filters.js";
import {cubeColumns} from "../remade.js";
import {countSql, decimal} from "./count.js";
import {itemSql, monthSql} from "./dimensions.js";
import {facts} from "./facts.js";
import {name as quoted} from "./text.js";

/**
 * Views `proposals_cube`, `opinions_cube`, `activities_cube`: the counts of a kind that add, for every combination of
 * its dimensions that occurs, by year; what a page sums up again under a filter. Views, so that a warehouse whose
 * pages are not built does not pay for them. Columns:
 * - `basis`, `year`: which year, counted how
 * - `step`: the cut-off, counted within the year from the earliest (see `years`). A row holds what changed at its step:
 *   a figure as of a view is the sum over the steps up to the view's own. An item changes a few times in its life, so
 *   the cube hardly grows with the number of views offered
 * - the dimensions, as labels; where an item can have several values, all of them in one text, parted by line breaks,
 *   so that it stays one item
 * - `<event>_month`: 1 to 12, 0 without the event; `days`: from assignment to reply, -32768 without
 * - one column for each metric, named as in its kind
 *
 * What is published is a trade: a district's combinations are so many that most hold a single item. They carry no
 * title, number, name or day, only the words of the list of dimensions; whoever finds that too much leaves the
 * dataset files of the cubes away, and the pages say that they cannot be filtered.
 */
export function cubes(catalogue: Catalogue): string[] {
  return cubeKinds.map(kind => cube(catalogue, kind));
}

/** Days are of replies only; a proposal without one has this. */
const none = -32768;

const total = (name: string, {field}: Count) =>
  `sum(${field?.type === "number" ? decimal(quoted(name)) : quoted(name)})`;

function cube(catalogue: Catalogue, kind: CubeKind): string {
  const counted = cubeColumns(catalogue, kind);
  const {days} = kindOf(kind);
  const names = counted.map(({name}) => quoted(name));
  const sums = counted.map(({name, count}) => `(${countSql(count)})::double as ${quoted(name)}`);
  const keys = [
    ...cubeDimensions(kind).map(
      dimension =>
        `${dimension.multiple ? `coalesce(array_to_string(list_sort(${dimension.column}), chr(10)), '')` : itemSql(dimension)} as ${quoted(dimension.id)}`
    ),
    ...cubeMonths(kind).map(at => `coalesce(${monthSql(at)}, 0)::integer as ${at}_month`),
    ...(days
      ? [`coalesce(if(${days.where}, date_diff('day', ${days.from}, ${days.to}), null), ${none})::integer as days`]
      : [])
  ];
  return `create view ${kind}_cube as
with steps as (
  select view, basis, year, row_number() over (partition by basis, year order by cutoff, view) as step,
    count(*) over (partition by basis, year) as steps
  from periods
), placed as (
  select basis, year, step, steps, ${keys.join(", ")},
    ${sums.join(",\n    ")}
  from ${facts[kind]} join steps using (view, basis, year)
  group by all
)
select * exclude (steps, ${names.join(", ")}),
  ${counted.map(({name, count}) => `${total(name, count)}::${count.aggregate === "count" ? "integer" : "double"} as ${quoted(name)}`).join(", ")}
from (
  select * exclude (after) replace (step + after as step, ${names.map(column => `if(after = 1, -${column}, ${column}) as ${column}`).join(", ")})
  from (select *, unnest(if(step < steps, [0, 1], [0])) as after from placed)
)
group by all having ${counted.map(({name, count}) => `${total(name, count)} <> 0`).join(" or ")}
order by all`;
}
