import type {DuckDBConnection} from "@duckdb/node-api";
import type {Kind} from "../../src/kinds/kind.js";
import {type Catalogue, countedParts} from "../../src/metrics/index.js";
import {append} from "../ingest/tables.js";
import {type Present, unknownOf} from "../unknown.js";

/** A figure of a place that is not known, or known but not whole, and why. */
interface Lack {
  place: string;
  metric: string;
  year: number;
  reason: string;
  /** Something is known, but not all of it. */
  partly: boolean;
}

/**
 * Writes `lacking` (place, metric, year, reason, partly): the figures that are in no sum over places. Those that the
 * exports of a place do not carry, those that leave out cells which nobody understood, and, of every year, those of a
 * kind of which a file was not read.
 */
export async function writeLacking(
  connection: DuckDBConnection,
  catalogue: Catalogue,
  kinds: readonly Kind[]
): Promise<void> {
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  const lacks: Lack[] = [];
  // Places whose exports carry the same are many: what follows from it is worked out once.
  const patterns = new Map<string, ReturnType<typeof unknownOf>>();
  const terms = new Map(
    (
      await rows<{place: string; years: number[]}>(
        "select place, list(year order by year) as years from terms group by place"
      )
    ).map(({place, years}) => [place, years.map(Number)])
  );
  const carried = await rows<{place: string; present: string}>(
    "select place, to_json(list({kind: kind, basis: basis, year: year, field: field, carried: carried, stands: stands, unread: unread} order by kind, basis, year, field))::varchar as present from presence group by place order by place"
  );
  for (const {place, present} of carried) {
    const years = terms.get(place) ?? [];
    const key = `${years} ${present}`;
    const found = patterns.get(key) ?? unknownOf(catalogue, kinds, JSON.parse(present) as Present[], years);
    patterns.set(key, found);
    for (const [list, partly] of [
      [found.unknown, false],
      [found.partial, true]
    ] as const)
      for (const {metric, basis, year, dimension, reason} of list)
        if (dimension === null && basis === catalogue.get(metric).basis)
          lacks.push({place, metric, year, reason, partly});
  }
  const unread = await rows<{
    place: string;
    kind: string;
    name: string;
    year: number;
  }>(`select distinct d.place, d.kind, d.name, y.year
from (select place, name, unnest(if(len(likely) > 0, likely, [kind])) as kind from delivered where coalesce(refused, partly) is not null) as d
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
  await connection.run(
    "create or replace table lacking (place varchar, metric varchar, year integer, reason varchar, partly boolean)"
  );
  await append(connection, "lacking", ["text", "text", "integer", "text", "flag"], lacks.length, (row, column) => {
    const {place, metric, year, reason, partly} = lacks[row]!;
    return [place, metric, year, reason, partly][column]!;
  });
}
