import {openPlaces, type PlacesOptions} from "../../loaders/places/gather.js";
import {placesFiles} from "../../loaders/places/site.js";
import {StaffError} from "../../src/intake/problem.js";
import {type Metric, readCatalogue} from "../../src/metrics/index.js";
import type {PlacesIndex} from "../../src/places/data.js";

/** What a place has given: 已报送, 迟报 …; null of one that gives nothing of its own. */
export interface Delivery {
  place: string;
  parent: string | null;
  level: string | null;
  code: string | null;
  expected: boolean;
  state: string | null;
  reason: string | null;
  /** The last day that its data say something of; ISO. */
  until: string | null;
}

/** A figure of a place, or of all places within one (`places` says of how many). */
export interface PlaceFigure {
  place: string;
  metric: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  places?: number;
}

/** Why a figure of a place is not known, or not whole. */
export interface Lacking {
  place: string;
  metric: string;
  reason: string;
}

/** The figures of a year by place. */
export interface PlaceYear {
  year: number;
  places: Delivery[];
  metrics: readonly Metric[];
  figures: PlaceFigure[];
  /** The places' figures of the year before. */
  before: PlaceFigure[];
  sums: PlaceFigure[];
  lacking: Lacking[];
  /** What pages show by month and by item, where it is not zero; null: a small count that the place holds back. */
  months: {place: string; metric: string; month: number; value: number | null}[];
  items: {place: string; metric: string; dimension: string; item: string; value: number | null}[];
  /** The same as pages have it, all places in one. */
  index: PlacesIndex;
  /** The metrics as the warehouse keeps them. */
  catalogue: string;
}

/**
 * Reads the figures of a year of all places; the last year that is over in most places where none is named. Throws
 * StaffError where no place has such a year.
 */
export async function placeYear(options: PlacesOptions, wanted?: string): Promise<PlaceYear> {
  const {connection, close} = await openPlaces(options);
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  try {
    const years = (
      await rows<{year: number}>(
        "select year from place_years where complete group by year order by count(distinct place) desc, year desc"
      )
    ).map(({year}) => Number(year));
    const all = (await rows<{year: number}>("select distinct year from place_years order by year")).map(({year}) =>
      Number(year)
    );
    const year = wanted === undefined ? (years[0] ?? all.at(-1)) : Number(wanted);
    if (year === undefined || !all.includes(year))
      throw new StaffError(
        all.length
          ? `各地都没有${wanted ?? ""}年的数据，--year 可以是${all.join("、")}。`
          : "没有一个地区的数据读得进来，无从汇总；各地的原因：" + (await faults(rows))
      );
    const of = (table: string, extra = "", at = year) =>
      `select place, metric, value, numerator, denominator${extra} from ${table} where year = ${at}`;
    const [catalogue] = await rows<{catalogue: string}>(
      "select '[' || string_agg(entry, ',' order by position) || ']' as catalogue from metrics"
    );
    return {
      year,
      places: await rows<Delivery>(
        "select place, parent, level, code, expected, state, reason, until::varchar as until from places order by position"
      ),
      metrics: readCatalogue([catalogue!]).all,
      index: (await placesFiles(connection, {whole: true})).index,
      catalogue: catalogue!.catalogue,
      figures: await rows<PlaceFigure>(of("place_figures")),
      before: await rows<PlaceFigure>(of("place_figures", "", year - 1)),
      sums: await rows<PlaceFigure>(of("place_sums", ", places")),
      lacking: await rows<Lacking>(
        `select place, metric, string_agg(distinct reason, '；') as reason from lacking where year = ${year} group by all`
      ),
      months: await rows<PlaceYear["months"][number]>(
        `select place, metric, month, value from place_months join places using (place) where year = ${year} order by metric, position, month`
      ),
      items: await rows<PlaceYear["items"][number]>(
        `select place, metric, dimension, item, value from place_items join places using (place) where year = ${year} order by metric, dimension, item, position`
      )
    };
  } finally {
    close();
  }
}

async function faults(rows: <T>(sql: string) => Promise<T[]>): Promise<string> {
  const told = await rows<{place: string; state: string; reason: string | null}>(
    "select place, state, reason from places where expected order by position"
  );
  return told.map(({place, state, reason}) => `${place}${state}${reason ? `（${reason}）` : ""}`).join("；");
}
