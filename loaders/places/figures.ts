import type {DuckDBConnection} from "@duckdb/node-api";
import {widen} from "../../src/intake/columns.js";
import {kindOf, kinds} from "../../src/kinds/index.js";
import type {Setting} from "../../src/kinds/kind.js";
import {placesDue, placesYear} from "../../src/kinds/rules.js";
import {type Catalogue, written} from "../../src/metrics/index.js";
import {name, text} from "../../src/metrics/sql/index.js";
import {
  type BasisOf,
  countTables,
  createAnew,
  kindsCounted,
  placeCounts,
  placesAnew,
  placeYears,
  type Since
} from "../../src/metrics/sql/place-counts.js";
import {placeSplits, splitsShown} from "../../src/metrics/sql/place-splits.js";
import {figureOf, placeMeasures} from "../../src/metrics/sql/places.js";
import {closure, type Place} from "../../src/places/places.js";
import {catalogueOver} from "../catalogue.js";
import type {ReferenceTables} from "../ingest/reference.js";
import {append} from "../ingest/tables.js";
import {countElsewhere, type Engine} from "./engine.js";
import {splitTables} from "./engine-splits.js";
import {writeLacking} from "./lacking.js";

/** A place, and whether it gave anything. */
interface Given {
  place: Place;
  found: object | null;
}

/**
 * Makes the figures of places of what they gave: `places`, `within`, `metrics`, `lacking` and all that is counted. Only
 * what is counted by another statement than the last time is counted of all places, else of those that `changed`.
 */
export async function figures(
  connection: DuckDBConnection,
  given: readonly Given[],
  reference: ReferenceTables,
  engine: Engine | undefined,
  changed: readonly string[]
): Promise<void> {
  const places = given.map(({place}) => place);
  const catalogue = await catalogueOver(connection, reference.metrics);
  await writePlaces(connection, given, ruleOf(reference, placesDue));
  const within = closure(places);
  await connection.run("create or replace table within (place varchar, ancestor varchar)");
  await append(connection, "within", ["text", "text"], within.length, (row, column) => within[row]![column]!);
  await connection.run("create or replace table metrics (position integer, entry varchar)");
  await append(connection, "metrics", ["integer", "text"], catalogue.all.length, (row, column) =>
    column === 0 ? row : written(catalogue.all[row]!)
  );
  const basis: BasisOf = kind => {
    const {basis, alternative} = kindOf(kind);
    return ruleOf(reference, placesYear) === "自然年" ? (alternative ?? basis) : basis;
  };
  await writeLacking(connection, catalogue, widen(kinds, reference.context), basis);
  const since = await standing(connection, catalogue, basis, changed, engine === undefined);
  const computed = (
    await connection.runAndReadAll(
      "select table_name from duckdb_tables() where table_name in ('wide', 'anew', 'place_figures', 'place_sums', 'split_months', 'split_items') or regexp_matches(table_name, '^(wide|values|spans)_')"
    )
  ).getRows();
  for (const [table] of computed)
    if (!since.tables.has(name(String(table)))) await connection.run(`drop table ${name(String(table))}`);
  await connection.run(createAnew);
  if (engine) await countElsewhere(connection, engine, catalogue, basis, splitsShown(catalogue));
  else for (const sql of placeCounts(catalogue, basis, since)) await connection.run(sql);
  for (const sql of [
    ...placeYears(catalogue, since),
    ...placesAnew(catalogue, engine !== undefined),
    ...placeMeasures(catalogue, since),
    ...placeSplits(catalogue, basis, engine ? splitTables : undefined)
  ])
    await connection.run(sql);
}

/**
 * What of the tables of the last time stands, since it was counted by the same statement (`counted_by`), and of which
 * places it does not: those that changed, and those of which another figure is not known now (`lacked`). Writes both
 * tables for the next time.
 */
async function standing(
  connection: DuckDBConnection,
  catalogue: Catalogue,
  basis: BasisOf,
  changed: readonly string[],
  here: boolean
): Promise<Since & {tables: ReadonlySet<string>}> {
  await connection.run("create table if not exists counted_by (what varchar, statement varchar)");
  await connection.run("create table if not exists lacked (place varchar, marks varchar)");
  await connection.run(
    "create temp table lacks_now as select place, concat_ws(' ', count(*), sum(hash(metric, year, alone)::hugeint)) as marks from lacking group by place"
  );
  const counts = kindsCounted(catalogue).map(kind => [kind, countTables(catalogue, kind, basis(kind))] as const);
  const wide = counts.map(([kind, tables]) => [`kind ${kind}`, JSON.stringify(tables)] as const);
  const each = catalogue.all.map(metric => {
    const {value, numerator, denominator, known} = figureOf(catalogue, metric);
    return [metric.id, JSON.stringify([value, numerator, denominator, known])] as const;
  });
  const last = new Map(
    (await connection.runAndReadAll("select what, statement from counted_by"))
      .getRows()
      .map(([what, statement]) => [String(what), String(statement)])
  );
  const others = (
    await connection.runAndReadAll(
      "select place from lacks_now full join lacked as l using (place) where lacks_now.marks is distinct from l.marks"
    )
  ).getRows();
  const made = here ? [...wide, ...each] : [];
  await connection.run("create or replace table lacked as from lacks_now");
  await connection.run("drop table temp.lacks_now");
  await connection.run("create or replace table counted_by (what varchar, statement varchar)");
  await append(connection, "counted_by", ["text", "text"], made.length, (row, column) => made[row]![column]!);
  const now = new Map(made);
  const differs = [...new Set([...last.keys(), ...now.keys()])].filter(what => last.get(what) !== now.get(what));
  const kinds = here ? counts.filter(([kind]) => !differs.includes(`kind ${kind}`)) : [];
  const tables = new Set(kinds.flatMap(([, tables]) => tables.map(([table]) => table)));
  const stands = here && last.size > 0;
  if (stands) tables.add(name("place_figures"));
  return {
    tables,
    kinds: new Set(kinds.map(([kind]) => kind)),
    places: changed,
    figures: stands
      ? {
          places: [...new Set([...changed, ...others.map(([place]) => String(place))])],
          metrics: differs.filter(what => !what.startsWith("kind "))
        }
      : null
  };
}

/** How a rule of the upper level is set. */
const ruleOf = ({tables}: ReferenceTables, {rule, value}: Setting): string =>
  String(tables.get("rules")?.records.find(({values}) => values.rule === rule)?.values.value ?? value);

/** Writes `places`: the table, with what each gave; `due`: the day that their data must reach, or another word. */
async function writePlaces(connection: DuckDBConnection, given: readonly Given[], due: string): Promise<void> {
  await connection.run(
    "create or replace temp table told (place varchar, parent varchar, level varchar, code varchar, cohort varchar, members integer, position integer, expected boolean, given boolean)"
  );
  await append(
    connection,
    "told",
    ["text", "text", "text", "text", "text", "integer", "integer", "flag", "flag"],
    given.length,
    (row, column) => {
      const {place, found} = given[row]!;
      const {name, parent, level, code, folder, cohort, members} = place;
      return [name, parent, level, code, cohort, members ?? null, row, folder !== null, found !== null][column]!;
    }
  );
  await connection.run(`create or replace table places as
select p.* exclude (given),
  case when not expected then null when not given then '未报送' when s.fault is not null then '未读入'
    when d.faults > 0 then '不完整' when y.until < u.due then '迟报' else '已报送' end as state,
  coalesce(s.fault, d.reason, if(expected and y.until < u.due, '数据只到' || y.until || '，应到' || u.due, null)) as reason, y.until, u.due
from told as p
left join staged_places as s using (place)
left join (
  select place, count(*) as faults, string_agg(name || '：' || coalesce(refused, partly), chr(10) order by name) as reason
  from files where coalesce(refused, partly) is not null and not regexp_matches(name, '(^|/)~\\$') group by place
) as d using (place)
left join reach as y using (place)
cross join (select try_cast(${text(due)} as date) as due) as u
order by position`);
  await connection.run("drop table temp.told");
}
