import type {DuckDBConnection} from "@duckdb/node-api";
import type {Kind} from "../src/kinds/kind.js";
import {cubes} from "../src/metrics/sql/cubes.js";
import {facts} from "../src/metrics/sql/index.js";
import {items} from "../src/metrics/sql/items.js";
import {counts, measures} from "../src/metrics/sql/measures.js";
import {seen} from "../src/metrics/sql/seen.js";
import {metricsNamed} from "../src/metrics/table/index.js";
import {catalogueOver, type MetricTables} from "./catalogue.js";
import {chartsOver, type OfficeTable} from "./charts.js";
import {factTables, today} from "./facts.js";
import {inOrder, sideBySide, together} from "./lanes.js";
import {type NamingTable, namingOver} from "./naming.js";
import {notesOver} from "./notes.js";
import {statements} from "./statements.js";
import {unknownIn, writeUnknown} from "./unknown.js";

/** What facts are counted by, and how. */
export interface Counting {
  /** Another connection to the same warehouse. */
  opened: () => Promise<DuckDBConnection>;
  /** The kinds with the columns of the office's own. */
  kinds: readonly Kind[];
  metrics: MetricTables;
  naming: readonly NamingTable[];
  charts: OfficeTable;
  notes: OfficeTable;
  /** Many facts are counted by one dimension after the other. */
  large: boolean;
  /** An upper level: its formulas may name what only its places have. */
  upper: boolean;
  /** When the facts stand that have something beside them, made of the others'. */
  beside: Promise<void>;
}

/**
 * Counts the facts that lie in the database `made` into the tables of figures (`measures`), with the catalogue, charts
 * and notes of the office, and what `loaders/counted` asks of them; what waits for nothing `beside` it is counted until
 * that stands. Gives connections that ask the facts in `made`, as long as it is attached. Throws StaffError on what is
 * wrong in the office's tables.
 */
export async function countFacts(
  connection: DuckDBConnection,
  counting: Counting
): Promise<() => Promise<DuckDBConnection>> {
  const {opened, kinds, metrics, large, beside} = counting;
  // Facts are made before those that have something beside them, and tell nothing of these.
  const [alone, others] = [kinds.filter(kind => !kind.beside), kinds.filter(kind => kind.beside)];
  const asking = (some: readonly Kind[]) => async () => {
    const other = await opened();
    await inOrder(some.flatMap(kind => factTables(kind).asking))(other);
    return other;
  };
  const first = async (other: DuckDBConnection) => {
    const asked = new Set<string>();
    const ready = async (kind: string) => {
      const late = others.find(({name}) => name === kind);
      if (!late || asked.has(kind)) return;
      asked.add(kind);
      await beside;
      await inOrder(factTables(late).asking)(other);
    };
    const catalogue = await catalogueOver(other, metrics, {
      elsewhere: counting.upper,
      named: namedIn(counting),
      ready
    });
    await namingOver(other, counting.naming, catalogue);
    const {dimensions, calendars} = await chartsOver(other, counting.charts, catalogue, metrics, ready);
    await notesOver(other, counting.notes, catalogue);
    const {unknown} = await unknownIn(other, catalogue, kinds, dimensions);
    await sideBySide(asking(alone), counts(catalogue, unknown, namesOf(alone), dimensions, large).map(inOrder), beside);
    return {catalogue, dimensions, calendars};
  };
  const made = sideBySide(asking(alone), [first]);
  await together([made, beside]);
  const {catalogue, dimensions, calendars} = (await made)[0]!;
  const counted = (await statements("loaders/counted")).map(({text}) => [text]);
  const lacking = await unknownIn(connection, catalogue, kinds, dimensions);
  await writeUnknown(connection, lacking);
  const rest = counts(catalogue, lacking.unknown, namesOf(others), dimensions, large);
  const figures = measures(catalogue, lacking.unknown, calendars);
  await inOrder([...rest.flat(), ...figures.first])(connection);
  await together([
    sideBySide(asking(kinds), [...figures.apart, ...counted].map(inOrder)),
    sideBySide(opened, [inOrder([...cubes(catalogue), ...items(catalogue), ...seen(metrics.own)])])
  ]);
  await inOrder(Object.values(facts).map(view => `drop view temp.${view}`))(connection);
  await inOrder(figures.last)(connection);
  if (lacking.undated.length > 0) await connection.run(undated);
  return asking(kinds);
}

/** The metrics that the office's tables of targets, changed rules and charts name. */
const namedIn = ({naming, charts}: Counting): string[] => [
  ...naming
    .filter(({kind}) => kind !== "activity_types")
    .flatMap(({records}) => records.map(({values}) => String(values.metric))),
  ...charts.records.flatMap(({values}) => metricsNamed(String(values.metrics ?? "")))
];

/** What no export dates is known of years that are over and at the data's own date, not of a day in between. */
const undated = `update figures set value = null, numerator = null, denominator = null
where exists (from undated as u where u.metric = figures.metric and u.basis = figures.basis and u.year = figures.year)
  and exists (from periods as v where v.view = figures.view and v.year = figures.year and v.basis in (figures.basis, if(figures.basis = 'mixed', 'calendar', null))
    and not v.complete and not ${today})`;

const namesOf = (kinds: readonly Kind[]) => new Set(kinds.map(({name}) => name as string));
