import {readFile} from "node:fs/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {mistyped} from "../src/intake/nearest.js";
import {holdsNames} from "../src/intake/person-names.js";
import {StaffError} from "../src/intake/problem.js";
import {narrow} from "../src/intake/text.js";
import {type KindName, kinds} from "../src/kinds/index.js";
import {labels} from "../src/kinds/labels.js";
import {type Catalogue, type Metric, references} from "../src/metrics/index.js";
import {facts} from "../src/metrics/sql/index.js";
import {column} from "../src/metrics/sql/text.js";
import {
  type CountedKind,
  expanded,
  type FieldValue,
  fieldsSplit,
  type LedgerIndicator,
  type MetricRow,
  type OwnField,
  type ParsedMetric,
  parseMetrics,
  readMetrics
} from "../src/metrics/table/index.js";
import {lasting} from "./lasting.js";
import {programPath} from "./paths.js";
import {scattered} from "./scattered.js";

const table = () => programPath("src", "metrics", "catalogue.csv");

/** The catalogue as it is shipped: a table like the office's own. */
export const shippedRows = (): Promise<MetricRow[]> => shipped(table());
const shipped = lasting(
  2,
  (path: string) => path,
  async (path: string) => readMetrics("catalogue.csv", await readFile(path))
);

/** The tables of metrics of an office, ours first, with the columns of its own that they may name. */
export interface MetricTables {
  rows: MetricRow[][];
  /** The kinds with the office's own spellings of headers, and the columns of its own. */
  kinds: readonly CountedKind[];
  own: OwnField[];
  /** How values of a kind's field are spoken of besides (A类), by the office's table of codes. */
  spoken: (kind: string, field: string) => {code: string; spoken: string}[];
}

/**
 * The catalogue in force over a warehouse whose facts stand: the tables' metrics, values of dimensions, the ledger.
 * `elsewhere`: indicators stand in other ledgers, of places, and any label may be one. An office whose ledger is not there,
 * or was not read, may name what stands in it, and in `named` too: such figures are not known. `ready`: when the facts of a
 * kind may be asked.
 */
export async function catalogueOver(
  connection: DuckDBConnection,
  tables: MetricTables,
  {elsewhere = false, named = [], ready = async () => {}}: Elsewhere = {}
): Promise<Catalogue> {
  const read = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  const ledger =
    await read<LedgerIndicator>(`select indicator, arg_max(unit, year) as unit, arg_max(rule, year) as rule,
  list_sort(list(distinct unit) filter (where unit is not null)) as units
from indicators group by indicator order by min(file), min(line)`);
  const known = ledger.map(({indicator}) => indicator);
  const there = await read<{kind: string}>("select distinct kind from files where accepted > 0");
  const absent = !elsewhere && known.length === 0;
  const units = new Map(ledger.flatMap(({indicator, unit}) => (unit ? [[indicator, unit] as const] : [])));
  const context = {...tables, ledger: elsewhere || absent ? undefined : known, units, noLedger: absent};
  const parsed = parseMetrics(tables.rows, context);
  const given = byHand(parsed.metrics, known, new Set(there.map(({kind}) => kind)));
  const [ours = [], ...others] = tables.rows;
  const without = () => [ours.filter(({cells}) => !given.has(narrow(cells.label ?? ""))), ...others];
  const {metrics, faults} = given.size ? parseMetrics(without(), context) : parsed;
  if (faults.length) throw new StaffError([...faults, "请改正参考表后重新运行。"].join("\n"));
  const values: FieldValue[] = [];
  const refused: string[] = [];
  for (const {kind, field} of fieldsSplit(metrics)) {
    const of = column(field.name);
    const each = field.type === "list" ? `unnest(${of})` : of;
    await ready(kind);
    const why = await scattered(connection, kind as KindName, field, tables.own);
    if (why !== null) {
      const written = others.flat().filter(row => isBy(row, metrics, kind, field.name));
      refused.push(...written.map(({file, line}) => `参考表 ${file} 第 ${line} 行：${why}。`));
      continue;
    }
    const items = await read<{value: string | boolean}>(`select value, count(*) as items
from (select ${each} as value from ${facts[kind as keyof typeof facts]} where view = 'year')
where value is not null group by value order by items desc, value`);
    const texts = items.flatMap(({value}) => (typeof value === "string" ? [value] : []));
    // Names of people are no figures: an own column says so of itself, one of ours by what stands in it.
    const open = field.type !== "text" || !holdsNames(texts, new Set());
    const found = open || tables.own.some(each => each.kind === kind && each.field === field.name) ? items : [];
    const codes = labels({kind, column: field.name});
    const called = tables.spoken(kind, field.name);
    const named = found.map(({value}) => ({
      kind,
      field: field.name,
      value,
      called: called.filter(({code}) => code === value).map(({spoken}) => spoken),
      label:
        codes.find(([code]) => code === String(value))?.[1] ??
        (typeof value === "boolean" ? (value ? "是" : "否") : value)
    }));
    const place = (value: FieldValue) => codes.findIndex(([code]) => code === String(value.value));
    values.push(...(codes.length ? named.toSorted((a, b) => place(a) - place(b)) : named));
  }
  if (refused.length) throw new StaffError([...refused, "请改正参考表后重新运行。"].join("\n"));
  const all = elsewhere || absent ? [...ledger, ...ledgersNamed(metrics)] : ledger;
  const catalogue = expanded(metrics, values, all, elsewhere);
  // 立案提案数 is 立案提案 written wrong, not a line of a ledger.
  const written = catalogue.all.map(({label}) => label);
  const near = (named: string) =>
    written.some(label => label.includes(named) || named.includes(label)) || mistyped(named, written) !== null;
  const missing = absent ? [...new Set(named.filter(label => !catalogue.byLabel(label) && !near(label)))] : [];
  return missing.length ? expanded(metrics, values, [...all, ...missing.map(unwritten)], elsewhere) : catalogue;
}

/** Whether a row of an office's table is what makes a metric be split by a field. */
const isBy = ({cells}: MetricRow, metrics: readonly ParsedMetric[], kind: string, field: string): boolean =>
  Boolean(cells.dimension) &&
  metrics.some(
    metric => metric.kind === kind && metric.by?.name === field && narrow(metric.label) === narrow(cells.label ?? "")
  );

interface Elsewhere {
  elsewhere?: boolean;
  named?: readonly string[];
  ready?: (kind: string) => Promise<void>;
}

const unwritten = (indicator: string): LedgerIndicator => ({indicator, unit: null, rule: null});

/** The indicators that formulas name and no table has: they stand in ledgers of other offices. */
function ledgersNamed(metrics: readonly Metric[]): LedgerIndicator[] {
  const ids = new Set(metrics.map(({id}) => id));
  const named = new Set(metrics.flatMap(({formula}) => (formula ? references(formula) : [])));
  return [...named]
    .filter(id => id.startsWith("indicators.") && !ids.has(id))
    .map(id => unwritten(id.slice("indicators.".length)));
}

/**
 * What an office counts by hand because it exports no list of people: the ledger's line takes the place of our metric of
 * the same name.
 */
function byHand(metrics: readonly Metric[], ledger: readonly string[], there: ReadonlySet<string>): Set<string> {
  const lines = new Set(ledger.map(narrow));
  const people = new Set<string>(
    kinds.filter(({internal, name}) => internal && !there.has(name)).map(({name}) => name)
  );
  return new Set(
    metrics.filter(({kind, label}) => people.has(kind) && lines.has(narrow(label))).map(({label}) => narrow(label))
  );
}
