import {factsOf, type Kind, type Known} from "../src/kinds/kind.js";
import {text} from "../src/metrics/sql/text.js";
import {ownDates, tookPlace} from "./staged.js";

/**
 * The views of a kind's facts, as its declaration says. The grain: every view (cut-off) of `periods`, way to count the
 * year, and item, as it stood at the cut-off: what had not happened yet is not there, and what is known only later is
 * null. A step without a date is bounded by the next one that has one.
 */
export function factViews(kind: Kind): string[] {
  const {basis, alternative, facts} = kind;
  const view = factsOf(kind);
  const {items, atCuts} = partsOf(kind);
  const whole = `create view ${view} as with told as (
${items}
)
${atCuts("told")}`;
  const own = `create view ${facts} as select * exclude (basis) from ${view} where basis = ${text(basis)}`;
  return alternative ? [whole, own] : [whole];
}

/**
 * Statements that make a kind's facts once, in the database `made`, under the names of their views, and those that
 * another connection says to ask them. What no cut-off changes is made once an item: a year's items at each of its
 * cut-offs are the same rows.
 */
export function factTables(kind: Kind): {making: string[]; asking: string[]} {
  const view = factsOf(kind);
  if (changedByCut(kind).size > 0)
    return {
      making: [`create table made.${view} as from main.${view}`],
      asking: [`create temp view ${view} as from made.${view}`]
    };
  const {items, atCuts} = partsOf(kind);
  return {
    making: [`create table made.${kind.name}_told as ${items}`],
    asking: [`create temp view ${view} as ${atCuts(`made.${kind.name}_told`)}`]
  };
}

/** The fields of a kind's facts that are another thing at each cut-off, but for what follows from them. */
const changedByCut = (kind: Pick<Kind, "known" | "beside" | "fields">): ReadonlySet<string> =>
  new Set([
    ...(kind.known ?? []).flatMap(rule => rule.fields),
    ...ownDates(kind),
    ...Object.keys(kind.beside?.columns ?? {})
  ]);

/** Whether a column of a kind's facts is the same at every cut-off. */
export function isSettled(kind: Kind, column: string): boolean {
  const changed = changedByCut(kind);
  const fact = kind.derived?.[column];
  if (!fact) return !changed.has(column);
  const from = [...fact.of, ...Object.values(fact.under?.fields ?? {}).flat()];
  return !from.some(field => changed.has(field)) && !/\bcutoff\b/.test(fact.sql);
}

/** `items`: one row an item and way to count its year; `atCuts`: these at every cut-off. */
function partsOf(kind: Kind): {items: string; atCuts: (items: string) => string} {
  const {name, date, basis, alternative, known = [], derived = {}, stands, beside} = kind;
  const dated = [
    `select ${text(basis)} as basis, * from ${name}`,
    ...(alternative
      ? [
          `select ${text(alternative)}, * replace (year(${date})::integer as year) from ${name} where ${date} is not null`
        ]
      : [])
  ];
  const happened = [
    stands
      ? `coalesce(i.${stands.from} <= v.until, true) and coalesce(i.${stands.to} >= v.until, true)`
      : date
        ? `(i.${date} is null or i.${date} <= v.cutoff)`
        : // Without dates only years that are over are known at a cut-off, and all there is at the data's own date.
          `(v.complete or ${today})`,
    tookPlace(kind, "i.")
  ];
  const replaced = [
    ...known.flatMap(rule => rule.fields.map(field => `${knownSql(field, rule)} as ${field}`)),
    ...ownDates(kind).map(field => `if(i.${field} > v.cutoff, null, i.${field}) as ${field}`)
  ];
  // What no cut-off changes is worked out once, not at each.
  const settled = Object.entries(derived).filter(([id]) => isSettled(kind, id));
  const selected = (facts: [string, {sql: string}][]) =>
    facts
      .map(([id, {sql}]) => `,\n  ${sql.replace(/\brule\(('[^']*')\)/g, "rule($1 /*@ , cut.whose */)")} as ${id}`)
      .join("");
  const more = beside ? Object.keys(beside.columns).map(column => `, b.${column}`) : [];
  const joined = beside
    ? ` left join ${beside.table} as b on /*@ b.whose = i.whose and */ b.view = v.view and ${beside.by.map(column => `b.${column} = i.${column}`).join(" and ")}`
    : "";
  return {
    items: `with dated as (
  ${dated.join("\n  union all\n  ")}
)
select *${selected(settled)}
from dated as cut`,
    atCuts:
      items => `select *${selected(Object.entries(derived).filter(([id]) => !settled.some(([other]) => other === id)))}
from (
  select v.view, v.main, v.cutoff, v.since, v.until, i.*${replaced.length ? ` replace (\n    ${replaced.join(",\n    ")}\n  )` : ""}${more.join("")}
  from ${items} as i join periods as v on /*@ i.whose = v.whose and */ i.year = v.year and ${alternative ? "i.basis = v.basis" : `v.basis = ${text(basis)}`}${joined}
  where ${happened.join(" and ")}
) as cut`
  };
}

/** Whether a cut-off is the data's own date: all that the exports say is known by then, with a date or without. */
export const today =
  "(v.cutoff = (select as_of from settings /*@ where settings.whose = i.whose */) and (select as_of >= data_as_of from settings /*@ where settings.whose = i.whose */))";

function knownSql(field: string, {by, undated}: Known): string {
  const dates = by.map(date => `i.${date}`);
  const first = dates.length > 1 ? `coalesce(${dates.join(", ")})` : dates[0]!;
  return undated === "year"
    ? `if(coalesce(${first} <= v.cutoff, v.complete or ${today}), i.${field}, null)`
    : `if(${first} > v.cutoff, null, i.${field})`;
}
