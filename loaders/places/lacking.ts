import type {DuckDBConnection} from "@duckdb/node-api";
import type {Kind} from "../../src/kinds/kind.js";
import {type Catalogue, countedParts, type Metric} from "../../src/metrics/index.js";
import {type BasisOf, leavesOf, together} from "../../src/metrics/sql/place-counts.js";
import {needItems} from "../../src/metrics/sql/places.js";
import {text} from "../../src/metrics/sql/text.js";
import {append} from "../ingest/tables.js";
import {type Present, unknownOf} from "../unknown.js";
import {countedAs} from "./bundle.js";

/** A figure of a place that is not known, or known but not whole, and why. */
interface Lack {
  place: string;
  metric: string;
  year: number;
  reason: string;
  /** Something is known, but not all of it. */
  partly: boolean;
  /** It is known of the place, but cannot be added to what others have. */
  alone?: boolean;
}

/**
 * Writes `lacking` (place, metric, year, reason, partly, alone), a view: the figures that are in no sum over places. Those that the
 * exports of a place do not carry, those that leave out cells which nobody understood, and, of every year, those of a
 * kind of which a file was not read; of the year in which the data of a place must reach a day and do not, all.
 * And `unsplit` (place, metric, year, dimension): what cannot be told by the items of a dimension.
 */
export async function writeLacking(
  connection: DuckDBConnection,
  catalogue: Catalogue,
  kinds: readonly Kind[],
  basisOf: BasisOf
): Promise<void> {
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  const lacks: Lack[] = [];
  // Places whose exports carry the same are many: what follows from it is worked out once, and told of each in SQL.
  const alike = await rows<{places: string[]}>(
    `select list(place order by place) as places
from (select place, sum(hash(kind, basis, year, field, carried, stands, unread, lacks)::hugeint) as present, bit_xor(hash(lacks, kind, unread, basis, carried, year, stands, field)) as again, count(*) as rows from presence group by place)
left join (select place, list(year order by year) as years from terms group by place) using (place)
left join (select place, list([rule, value] order by rule) as rules from place_rules group by place) using (place)
group by present, again, rows, years, rules order by min(place)`
  );
  const ofOne = async (place: string) => {
    const [found] = await rows<{present: string; years: string; rules: string}>(
      `select (select to_json(list({kind: kind, basis: basis, year: year, field: field, carried: carried, stands: stands, unread: unread, lacks: lacks} order by kind, basis, year, field))::varchar from presence where place = ${text(place)}) as present,
  coalesce((select to_json(list(year order by year))::varchar from terms where place = ${text(place)}), '[]') as years,
  coalesce((select to_json(list([rule, value] order by rule))::varchar from place_rules where place = ${text(place)}), '[]') as rules`
    );
    return found!;
  };
  const members = alike.flatMap(({places}, pattern) => places.map(place => [pattern, place] as const));
  const followed: (string | number | boolean | null)[][] = [];
  for (const [pattern, {places}] of alike.entries()) {
    const {years, rules, present} = await ofOne(places[0]!);
    const found = unknownOf(
      catalogue,
      kinds,
      JSON.parse(present) as Present[],
      (JSON.parse(years) as number[]).map(Number),
      new Map(JSON.parse(rules) as [string, string][])
    );
    const all = [
      ...found.unknown.map(each => ({...each, partly: false})),
      ...found.partial.map(each => ({...each, partly: true}))
    ];
    for (const {metric, basis, year, dimension, reason, partly} of all)
      if (basis === comparedBy(catalogue.get(metric), basisOf))
        followed.push([pattern, metric, year, dimension, reason, partly]);
  }
  await connection.run("create or replace table alike (pattern integer, place varchar)");
  await append(connection, "alike", ["integer", "text"], members.length, (row, column) => members[row]![column]!);
  await connection.run(
    "create or replace table followed (pattern integer, metric varchar, year integer, dimension varchar, reason varchar, partly boolean)"
  );
  await append(
    connection,
    "followed",
    ["integer", "text", "integer", "text", "text", "flag"],
    followed.length,
    (row, column) => followed[row]![column]!
  );
  const unread = await rows<{
    place: string;
    kind: string;
    name: string;
    year: number;
  }>(`select distinct d.place, d.kind, d.name, y.year
from (select place, coalesce(shown, name) as name, unnest(coalesce(likely, []) || [kind]) as kind from files where coalesce(refused, partly) is not null) as d
join place_years as y using (place) where d.kind is not null order by all`);
  const counting = new Map(
    kinds.map(({name}) => [
      name,
      catalogue.all.filter(metric => countedParts(catalogue, metric).some(part => part.kind === name))
    ])
  );
  for (const {place, kind, name, year} of unread)
    for (const {id: metric} of counting.get(kind as Kind["name"] as never) ?? [])
      lacks.push({place, metric, year, reason: `${name}没有读到或没有读全`, partly: true});
  const late = await rows<{place: string; year: number; reason: string}>(
    "select place, year(due) as year, reason from places where state = '迟报' order by position"
  );
  for (const each of late)
    for (const {id: metric} of catalogue.all) lacks.push({...each, metric, year: Number(each.year), partly: true});
  lacks.push(...(await ofBundles(rows, catalogue)));
  await connection.run(
    "create or replace table lacking_besides (place varchar, metric varchar, year integer, reason varchar, partly boolean, alone boolean)"
  );
  await append(
    connection,
    "lacking_besides",
    ["text", "text", "integer", "text", "flag", "flag"],
    lacks.length,
    (row, column) => {
      const {place, metric, year, reason, partly, alone = false} = lacks[row]!;
      return [place, metric, year, reason, partly, alone][column]!;
    }
  );
  const ranked = catalogue.all.flatMap(metric =>
    leavesOf(catalogue, metric).flatMap(({part}) =>
      together(part) === "none"
        ? [[metric.id, part.id, part.label, `“${part.label}”是比率、平均数或名次，各地的数不能相加`]]
        : []
    )
  );
  await connection.run(
    "create or replace table not_adding (metric varchar, part varchar, indicator varchar, reason varchar)"
  );
  await append(
    connection,
    "not_adding",
    ["text", "text", "text", "text"],
    ranked.length,
    (row, column) => ranked[row]![column]!
  );
  await connection.run(`create or replace view lacking as
select place, metric, year, reason, partly, false as alone from alike join followed using (pattern) where dimension is null
union all from lacking_besides
union all select distinct place, metric, year, reason, false, true from not_adding join indicator_facts using (indicator) where year is not null
union all select distinct b.place, n.metric, b.year, n.reason, false, true from not_adding as n join bundled as b on b.metric = n.part`);
  await connection.run(
    "create or replace view unsplit as select place, metric, year, dimension from alike join followed using (pattern) where dimension is not null"
  );
}

/** The way to count years by which a metric is compared over places. */
const comparedBy = ({kind, basis}: Metric, basisOf: BasisOf) => (kind === "multi" ? basis : basisOf(kind));

/**
 * What is not known of places that gave figures in place of rows: what they say themselves, what is counted otherwise
 * there than here, and what their figures are not made for: sums that need the items.
 */
async function ofBundles(rows: <T>(sql: string) => Promise<T[]>, catalogue: Catalogue): Promise<Lack[]> {
  const told = await rows<Lack>("select place, metric, year, reason, partly from bundle_lacking order by all");
  const years = await rows<{place: string; year: number}>(
    "select distinct place, year from place_years semi join bundle_metrics using (place) order by all"
  );
  const there = new Map(
    (
      await rows<{place: string; metric: string; counted: string}>(
        "select distinct place, metric, counted from bundle_metrics"
      )
    ).map(({place, metric, counted}) => [`${place}\n${metric}`, counted])
  );
  const anew = new Set(needItems(catalogue).map(({id}) => id));
  const own = years.flatMap(({place, year}) =>
    catalogue.all.flatMap((metric): Lack[] => {
      const other = countedParts(catalogue, metric).find(part => there.get(`${place}\n${part.id}`) !== countedAs(part));
      const at = {place, metric: metric.id, year, partly: false};
      if (other) {
        const counted = there.has(`${place}\n${other.id}`);
        return [{...at, reason: counted ? `报送包里“${other.label}”的口径与本级不同` : `报送包里没有“${other.label}”`}];
      }
      return anew.has(metric.id) ? [{...at, reason: "报送包只有汇总数，合计要用记录重新计算", alone: true}] : [];
    })
  );
  // What a figure is made of and is not known there, the figure is not known either.
  const by = new Map(
    catalogue.all.map(metric => [
      metric.id,
      catalogue.all.filter(each => each === metric || countedParts(catalogue, each).some(({id}) => id === metric.id))
    ])
  );
  return [...told.flatMap(lack => (by.get(lack.metric) ?? []).map(({id}) => ({...lack, metric: id}))), ...own];
}
