import {copyFileSync, rmSync} from "node:fs";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {expect} from "vitest";
import {countElsewhere, type Engine} from "../../loaders/places/engine.js";
import {gather} from "../../loaders/places/gather.js";
import type {FieldType} from "../../src/intake/source.js";
import {type KindName, kindOf} from "../../src/kinds/index.js";
import type {Aggregate, Condition, Operand, Test} from "../../src/metrics/count.js";
import {dimensionsOf} from "../../src/metrics/dimensions.js";
import {type Catalogue, type Metric, readCatalogue} from "../../src/metrics/index.js";
import {facts} from "../../src/metrics/sql/index.js";
import {type BasisOf, countedOf, createAnew, kindsCounted} from "../../src/metrics/sql/place-counts.js";
import {type PlaceSplit, splitSql} from "../../src/metrics/sql/place-splits.js";
import {runs} from "../random.js";

/**
 * Counts every metric of the catalogue, and others drawn at random, by every dimension of their kind and by the months of
 * every event, in years of either basis, in an engine and in DuckDB; what they give must be the same.
 */
export async function expectSameSplits(data: string, engine: Engine): Promise<void> {
  const path = `${data}/copy.duckdb`;
  copyFileSync(await gather({data}), path);
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    const [[entries] = []] = await rowsOf(
      connection,
      "select '[' || string_agg(entry, ',' order by position) || ']' from metrics"
    );
    const catalogue = readCatalogue([{catalogue: String(entries)}]);
    for (const basis of [
      kind => kindOf(kind).basis,
      kind => kindOf(kind).alternative ?? kindOf(kind).basis
    ] as BasisOf[])
      await expectSame(connection, engine, catalogue, basis);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(path);
  }
}

async function expectSame(connection: DuckDBConnection, engine: Engine, catalogue: Catalogue, basis: BasisOf) {
  for (const [table] of await rowsOf(
    connection,
    "select table_name from duckdb_tables() where regexp_matches(table_name, '^(wide|values|spans|split)') or table_name = 'anew'"
  ))
    await connection.run(`drop table "${table}"`);
  await connection.run(createAnew);
  const splits = await everySplit(connection, catalogue);
  await countElsewhere(connection, engine, catalogue, basis, splits);
  let compared = 0;
  for (const [table, by] of [
    ["split_months", "month"],
    ["split_items", "dimension, item"]
  ] as const) {
    const here = splits
      .filter(split => "at" in split === (by === "month"))
      .map(split => splitSql(split, basis(split.kind)));
    const select = (from: string) =>
      rowsOf(connection, `select kind, place, metric, year, ${by}, value from (${from}) order by all`);
    const all = (list: readonly string[]) =>
      list.map(sql => `select *, split_part(metric, '.', 1) as kind from (${sql})`).join("\nunion all by name\n");
    const [expected, found] = [await select(all(here)), await select(all([`from ${table}`]))];
    compared += expected.length;
    expect(found.map(told)).toEqual(expected.map(told));
  }
  expect(compared).toBeGreaterThan(20_000);
}

/** Sums of fractions differ in the last digits. */
const told = (row: unknown[]) =>
  row
    .map(each => (typeof each === "number" ? Number(each.toPrecision(12)) : each === null ? null : String(each)))
    .join("|");

const rowsOf = async (connection: DuckDBConnection, sql: string) =>
  (await connection.runAndReadAll(sql)).getRows() as unknown[][];

/** Every way to split the metrics of each kind, with as many drawn ones beside them. */
async function everySplit(connection: DuckDBConnection, catalogue: Catalogue): Promise<PlaceSplit[]> {
  const splits: PlaceSplit[] = [];
  for (const kind of kindsCounted(catalogue)) {
    const counted = countedOf(catalogue, kind);
    const metrics = [...counted, ...(await drawn(connection, kind, counted[0]!))];
    splits.push(
      ...dimensionsOf(kind).map(dimension => ({kind, metrics, dimension})),
      ...kindOf(kind).events.map((at, i) => ({
        kind,
        at,
        // What is counted by the months of two dates would be told twice.
        metrics: metrics.filter((_, each) => each % kindOf(kind).events.length === i)
      }))
    );
  }
  return splits;
}

/** A column with values that stand in it. */
interface Column extends Operand {
  there: (string | number)[];
}

/** Metrics of a kind, drawn at random: every aggregate, every condition on a column of every type. */
async function drawn(connection: DuckDBConnection, kind: KindName, like: Metric): Promise<Metric[]> {
  const {fields, derived = {}} = kindOf(kind);
  const types: Record<string, FieldType> = {};
  for (const [name, field] of Object.entries(fields))
    if (!("contact" in field && field.contact)) types[name] = field.type as FieldType;
  for (const [name, {type}] of Object.entries(derived)) types[name] = type;
  const columns: Column[] = [];
  for (const [name, type] of Object.entries(types)) {
    const value = type === "list" ? `unnest("${name}")` : `"${name}"${type === "date" ? "::varchar" : ""}`;
    const there = await rowsOf(connection, `select distinct ${value} as v from ${facts[kind]} order by v limit 40`);
    columns.push({
      ...{name, type, label: name},
      there: there.flatMap(([v]) => (typeof v === "string" || typeof v === "number" ? [v] : []))
    });
  }
  const filled = columns.filter(({there, type}) => there.length > 0 || type === "flag");
  const amounts = filled.filter(({type}) => type === "integer" || type === "number");
  const aggregates: Aggregate[] = ["count", "distinct", ...(amounts.length ? measured : [])];
  const count = fc.constantFrom(...aggregates).chain(aggregate =>
    fc.record({
      aggregate: fc.constant(aggregate),
      field:
        aggregate === "count" ? fc.constant(null) : fc.constantFrom(...(aggregate === "distinct" ? filled : amounts)),
      where: fc.array(fc.constantFrom(...filled).chain(conditionOn(filled)), {maxLength: 3})
    })
  );
  return fc
    .sample(count, {numRuns: runs(12), seed: Number(process.env.SEED)})
    .map((count, i) => ({...like, id: `${kind}.drawn_${i}`, unit: "件", count}));
}

const measured: Aggregate[] = ["sum", "mean", "max", "median"];

const conditionOn =
  (columns: readonly Column[]) =>
  (field: Column): fc.Arbitrary<Condition> => {
    const {type, there} = field;
    const ordered: Test[] = [">=", "<=", ">", "<"];
    const by: Partial<Record<string, Test[]>> = {
      flag: ["is", "filled", "blank"],
      date: ["filled", "blank", ...ordered],
      integer: ["is", "not", "filled", "blank", ...ordered],
      number: ["is", "not", "filled", "blank", ...ordered]
    };
    const tests = by[type] ?? (["is", "not", "filled", "blank", "contains", "lacks"] as Test[]);
    const others = columns.filter(other => other !== field && other.type === type && type === "date");
    const alone = fc.record({
      field: fc.constant<Operand>(field),
      test: fc.constantFrom(...tests),
      values:
        type === "flag"
          ? fc.array(fc.boolean(), {minLength: 1, maxLength: 1})
          : fc.array(fc.constantFrom(...there), {minLength: 1, maxLength: 3})
    });
    if (others.length === 0) return alone;
    const compared = fc.record({
      field: fc.constant<Operand>(field),
      test: fc.constantFrom<Test>("is", "not", ...ordered),
      values: fc.constant<Condition["values"]>([]),
      other: fc.constantFrom<Operand[]>(...others)
    });
    return fc.oneof(alone, compared);
  };
