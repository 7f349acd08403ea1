import {createHash} from "node:crypto";
import type {DuckDBConnection} from "@duckdb/node-api";
import {mask} from "../../src/intake/mask.js";
import {kinds} from "../../src/kinds/index.js";
import {dimensionsOf} from "../../src/metrics/dimensions.js";
import {kindLabels, type Metric, readCatalogue} from "../../src/metrics/index.js";
import {text} from "../../src/metrics/sql/index.js";
import type {
  Delivered,
  Lack,
  PlaceCell,
  PlaceMetric,
  PlacesIndex,
  PlacesPart,
  SitePlace
} from "../../src/places/data.js";
import {splitsOf} from "./splits.js";

/** So many places go into one file; more are cut by the places below the highest. */
const together = 150;

/** So many years are shown. */
const most = 8;

/** What the pages of an upper level read: the index, and the pieces that it names, by their path in the site. */
export interface PlacesFiles {
  index: PlacesIndex;
  beside: Map<string, Uint8Array>;
}

interface PlaceRow {
  place: string;
  parent: string | null;
  level: string | null;
  cohort: string | null;
  members: number | null;
  expected: boolean;
  state: string | null;
  reason: string | null;
  until: string | null;
}

/** Makes them of the figures of places (`openPlaces`); `whole`: in one piece however many places there are. */
export async function placesFiles(
  connection: DuckDBConnection,
  {whole = false}: {whole?: boolean} = {}
): Promise<PlacesFiles> {
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  const found = await rows<PlaceRow>(
    "select place, parent, level, cohort, members, expected, state, reason, until::varchar as until from places order by position"
  );
  const catalogue = readCatalogue(
    await rows<{catalogue: string}>(
      "select '[' || string_agg(entry, ',' order by position) || ']' as catalogue from metrics"
    )
  );
  const years = (await rows<{year: number}>("select distinct year from place_years order by year"))
    .map(({year}) => Number(year))
    .slice(-most);
  const complete = await rows<{year: number}>(
    "select year from place_years where complete group by year order by count(distinct place) desc, year desc limit 1"
  );
  const known = new Set(
    (await rows<{metric: string}>("select distinct metric from place_figures where value is not null")).map(
      ({metric}) => metric
    )
  );
  const metrics = catalogue.all.filter(({id, part, item}) => known.has(id) && !part && !item);
  const told = {found, metrics, years, rows};
  const there = new Set(
    (await rows<{kind: string}>("select distinct unnest(coalesce(likely, []) || [kind]) as kind from files")).map(
      ({kind}) => kind
    )
  );
  const head = {
    years,
    year: Number(complete[0]?.year ?? years.at(-1) ?? 0),
    until: found.flatMap(({until}) => until ?? []).reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null),
    metrics: metrics.map(asPrinted),
    kinds: kinds.filter(({name}) => there.has(name)).map(({name}) => ({name, label: kindLabels[name]})),
    dimensions: kinds
      .filter(({name}) => there.has(name))
      .flatMap(({name: kind, shown: {by} = {}}) =>
        dimensionsOf(kind)
          .filter(({id}) => by?.includes(id) ?? true)
          .map(({id, label}) => ({kind, id, label}))
      )
  };
  const beside = new Map<string, Uint8Array>();
  const put = (name: string, value: unknown) => {
    const bytes = Buffer.from(JSON.stringify(value));
    const file = `_file/datasets/${name}.${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.json`;
    beside.set(file, bytes);
    return file;
  };
  /** A part with the files that split its metrics. */
  const partWith = async (wanted: readonly string[]): Promise<PlacesPart> => {
    const part = await partOf(told, wanted);
    for (const [metric, split] of await splitsOf(told, wanted)) part.splits[metric] = put("places-split", split);
    return part;
  };
  const all = found.map(({place}) => place);
  if (whole) return {index: {...head, top: await partOf(told, all), parts: []}, beside};
  if (all.length <= together) return {index: {...head, top: await partWith(all), parts: []}, beside};
  const roots = found.filter(({parent}) => parent === null).map(({place}) => place);
  const next = found.filter(({parent}) => parent !== null && roots.includes(parent)).map(({place}) => place);
  const within = new Map<string, string[]>();
  for (const {place, ancestor} of await rows<{place: string; ancestor: string}>("from within"))
    within.set(ancestor, [...(within.get(ancestor) ?? []), place]);
  const parts: PlacesIndex["parts"] = [];
  for (const place of next.filter(place => within.has(place))) {
    const wanted = new Set([place, ...within.get(place)!]);
    parts.push({place, file: put("places-part", await partWith(all.filter(each => wanted.has(each))))});
  }
  const high = new Set([...roots, ...next]);
  return {
    index: {
      ...head,
      top: await partOf(
        told,
        all.filter(each => high.has(each))
      ),
      parts
    },
    beside
  };
}

const asPrinted = ({id, kind, label, unit, rule, adds, print, tile, minor, basis}: Metric): PlaceMetric => ({
  ...{id, kind, label, unit, rule, adds, print, tile},
  minor: Boolean(minor),
  session: basis !== "calendar"
});

/** What pieces are made of. */
export interface Told {
  found: readonly PlaceRow[];
  metrics: readonly Metric[];
  years: readonly number[];
  rows: <T>(sql: string) => Promise<T[]>;
}

interface FigureRow {
  place: string;
  metric: string;
  year: number;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  places: number | null;
}

async function partOf({found, metrics, years, rows}: Told, wanted: readonly string[]): Promise<PlacesPart> {
  const at = new Map(wanted.map((place, i) => [place, i]));
  const yearAt = new Map(years.map((year, i) => [year, i]));
  const metricAt = new Map(metrics.map(({id}, i) => [id, i]));
  const here = `where place in (${wanted.map(text).join(", ") || "''"})`;
  const blank = <T>(of: readonly T[]) => of.map((): null => null);
  const values: PlacesPart["values"] = {};
  const counted: PlacesPart["counted"] = {};
  const put = (all: Record<string, unknown[][]>, {metric, year, place}: FigureRow, value: unknown) => {
    all[metric] ??= years.map(() => blank(wanted));
    all[metric][yearAt.get(Number(year))!]![at.get(place)!] = value;
  };
  const columns = "place, metric, year, value, numerator, denominator";
  const figures = await rows<FigureRow>(
    `select ${columns}, null as places from place_figures ${here} union all select ${columns}, places from place_sums ${here}`
  );
  for (const row of figures)
    if (metricAt.has(row.metric) && yearAt.has(Number(row.year))) {
      put(values, row, cellOf(row));
      if (row.places !== null) put(counted, row, row.places);
    }
  const reasons = new Map<string, number>();
  const lacks = (
    await rows<{place: string; year: number; reason: string; partly: boolean; metrics: string}>(
      `select place, year, reason, partly, to_json(list(distinct metric order by metric))::varchar as metrics from lacking ${here} group by all order by place, year, reason`
    )
  ).flatMap(({place, year, reason, partly, metrics: ids}): Lack[] => {
    const numbers = (JSON.parse(ids) as string[]).flatMap(id => metricAt.get(id) ?? []);
    if (numbers.length === 0 || !yearAt.has(Number(year))) return [];
    if (!reasons.has(reason)) reasons.set(reason, reasons.size);
    return [
      {
        place: at.get(place)!,
        year: Number(year),
        reason: reasons.get(reason)!,
        partly,
        metrics: numbers.toSorted((a, b) => a - b)
      }
    ];
  });
  const kindsOf = await kindsDelivered(rows, here);
  const open = new Map<string, number[]>();
  for (const {place, year} of await rows<{place: string; year: number}>(
    `select distinct place, year from place_years ${here} and not complete order by all`
  ))
    open.set(place, [...(open.get(place) ?? []), Number(year)]);
  const below = new Map(
    (
      await rows<{place: string; below: number}>(
        "select ancestor as place, count(*)::integer as below from within join places using (place) where expected group by all"
      )
    ).map(({place, below}) => [place, below])
  );
  const byName = new Map(found.map(row => [row.place, row]));
  return {
    places: wanted.map((place): SitePlace => {
      const {parent, level, cohort, members, expected, state, reason, until} = byName.get(place)!;
      const delivery: Delivered | null = expected
        ? {
            state: state!,
            reason: state === "不完整" ? null : reason && mask(reason),
            until,
            kinds: kindsOf.get(place) ?? {}
          }
        : null;
      return {
        ...{name: place, parent, level, cohort, members, delivery},
        below: below.get(place) ?? 0,
        open: open.get(place) ?? []
      };
    }),
    values,
    counted,
    lacks,
    reasons: [...reasons.keys()],
    splits: {}
  };
}

/** A rate travels as its parts where they give it back to the last digit. */
function cellOf({value, numerator, denominator}: FigureRow): PlaceCell {
  if (value === null || numerator === null || denominator === null) return value;
  return Number.isInteger(numerator) && Number.isInteger(denominator) && numerator / denominator === value
    ? [numerator, denominator]
    : value;
}

/** What each place has given of each kind. */
async function kindsDelivered(rows: Told["rows"], here: string): Promise<Map<string, Delivered["kinds"]>> {
  const told = new Map<string, Delivered["kinds"]>();
  const files = await rows<{
    place: string;
    kind: string;
    accepted: number | null;
    bundle: boolean;
    reason: string | null;
    partly: boolean;
  }>(
    `select place, kind, sum(accepted)::integer as accepted, bool_or(name is null) as bundle,
  string_agg(coalesce(shown, name) || '：' || coalesce(refused, partly), '；' order by name) as reason
from (select * exclude (kind), unnest(if(kind is null, coalesce(likely, []), [kind])) as kind from files ${here})
where name is null or not regexp_matches(name, '(^|/)~\\$') group by place, kind order by all`
  );
  for (const {place, kind, accepted, bundle, reason} of files)
    told.set(place, {
      ...told.get(place),
      [kind]: {
        state: reason === null ? "已报送" : accepted ? "不完整" : "未读入",
        records: bundle ? null : (accepted ?? 0),
        reason
      }
    });
  return told;
}
