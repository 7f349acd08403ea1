import {kindOf} from "../../kinds/index.js";
import type {Catalogue} from "../catalogue.js";
import {declaredDimensions} from "../dimensions.js";
import {type CubeKind, cubeKinds} from "../filters.js";
import {aggregate} from "./count.js";
import {facts} from "./facts.js";
import {fieldsShown, labelSql} from "./seen.js";

/**
 * Views `proposals_rows`, `opinions_rows`, `activities_rows`, for the analyst edition only: one row an item as it
 * stood in a view, with every column of its export but the personal ones, as text, and for each metric what the item
 * adds to it (`metric.<name>`), by the metric's own aggregate. Views, so that nothing of them is kept.
 */
export function items({all}: Catalogue): string[] {
  return cubeKinds.map(kind => {
    const counted = all.filter(metric => metric.kind === kind && metric.count && !metric.span);
    const values = counted.map(metric => aggregate(metric, `metric.${metric.name}`));
    const columns = [...shown(kind), ...derivedDimensions(kind)].map(({name, sql}) => `${sql} as "${name}"`);
    return `create view ${kind}_rows as
select view, basis, year, file_name, line, ${columns.join(", ")},
  ${values.join(",\n  ")}
from ${facts[kind]} join (select file, shown as file_name from files) using (file)
group by all`;
  });
}

/** The facts that no column of the export has, by which items are split: a reader who asks for one is shown its rows. */
function derivedDimensions(kind: CubeKind): {name: string; sql: string}[] {
  const {derived = {}} = kindOf(kind);
  const split = declaredDimensions.filter(({kind: of, column}) => of === kind && derived[column]);
  return split.map(({column}) => ({
    name: column,
    sql: derived[column]!.type === "list" ? `array_to_string(${column}, chr(10))` : `${column}::varchar`
  }));
}

/** The columns of an item that may be seen, as text: lists in one, parted by line breaks, flags in the words of the export. */
function shown(kind: CubeKind): {name: string; sql: string}[] {
  return fieldsShown(kind).map(([name, {type, values}]) => {
    if (type === "list") return {name, sql: `array_to_string(${name}, chr(10))`};
    const [yes, no] = [values?.true?.[0] ?? "是", values?.false?.[0] ?? "否"];
    if (type === "flag") return {name, sql: `case ${name} when true then '${yes}' when false then '${no}' end`};
    if (type === "integer" || type === "number") return {name, sql: name};
    return {name, sql: type === "code" ? labelSql(kind, name) : `${name}::varchar`};
  });
}
