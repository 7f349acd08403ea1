import type {Field, FieldType} from "../../intake/source.js";
import {kindOf, kinds} from "../../kinds/index.js";
import {labels} from "../../kinds/labels.js";
import {type CubeKind, cubeKinds} from "../filters.js";
import type {OwnField} from "../table/fields.js";
import {facts} from "./facts.js";
import {column, text} from "./text.js";

/** A column of a kind's items that an analyst may see. */
interface Shown {
  name: string;
  label: string;
  type: FieldType;
  sql: string;
  own: boolean;
}

/**
 * What analysts ask, for the analyst edition only: no name of a person, no way to reach one. Creates
 * - views `proposals_items`, `opinions_items`, `activities_items`: one row an item as it stands now, in its own year:
 *   the columns of its export and the facts that follow from them, codes as their labels, lists as lists
 * - views `…_states`: the same by every way to count its year, one row for each stretch of cut-offs (`from_step` to
 *   `to_step` of `years`) over which nothing of the item changes
 * - `item_columns` (kind, name, label, type, own): what those columns are
 */
export function seen(own: readonly OwnField[]): string[] {
  return [
    "create table item_columns (kind varchar, name varchar, label varchar, type varchar, own boolean, place integer)",
    ...cubeKinds.flatMap(kind => seenOf(kind, columnsOf(kind, own)))
  ];
}

function seenOf(kind: CubeKind, columns: Shown[]): string[] {
  const values = columns.map(({name, label, type, own}, i) =>
    [text(kind), text(name), text(label), text(type), String(own), String(i)].join(", ")
  );
  const selected = columns.map(({name, sql}) => `${sql} as ${column(name)}`).join(", ");
  const files = "join (select file, shown as file_name from files) using (file)";
  return [
    `insert into item_columns values ${values.map(row => `(${row})`).join(", ")}`,
    `create view ${kind}_items as
select year::integer as year, ${selected}, file_name, line
from ${facts[kind]} ${files} where view = 'year' and basis = ${text(kindOf(kind).basis)}`,
    `create view ${kind}_states as
with steps as (
  select view, basis, year, row_number() over (partition by basis, year order by cutoff, view)::integer as step from periods
)
select basis, year::integer as year, min(step) as from_step, max(step) as to_step, ${selected}, file_name, line
from ${facts[kind]} join steps using (view, basis, year) ${files}
group by all`
  ];
}

/** The fields of an export that may be seen: neither names of people nor ways to reach them; the year stands before all. */
export const fieldsShown = (kind: CubeKind): [name: string, field: Field][] =>
  Object.entries(kinds.find(({name}) => name === kind)!.fields).filter(
    ([name, {personal, contact}]) => !personal && !contact && name !== "year"
  );

/** A column of codes as the labels that staff read. */
export function labelSql(kind: CubeKind, name: string): string {
  const cases = labels({kind, column: name}).map(([code, label]) => `when ${text(code)} then ${text(label)}`);
  return cases.length ? `case ${name} ${cases.join(" ")} else ${name} end` : name;
}

function columnsOf(kind: CubeKind, own: readonly OwnField[]): Shown[] {
  const declared = fieldsShown(kind).map(
    ([name, {names, type}]): Shown => ({
      ...{name, label: names[0]!, type, own: false},
      sql: type === "code" ? labelSql(kind, name) : column(name)
    })
  );
  const derived = Object.entries(kindOf(kind).derived ?? {}).map(
    ([name, {label, type}]): Shown => ({name, label, type, sql: column(name), own: false})
  );
  const further = own
    .filter(field => field.kind === kind && !field.personal)
    .map(({field, label, type}): Shown => ({name: field, label, type, sql: column(field), own: true}));
  return [...declared, ...derived, ...further];
}
