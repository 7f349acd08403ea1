import {kinds} from "../../src/kinds/index.js";
import {dimensionsOf} from "../../src/metrics/dimensions.js";
import {readCatalogue} from "../../src/metrics/index.js";
import {heldBack} from "../../src/places/cells.js";
import {warehouse} from "../query.js";
import type {WarehouseOptions} from "../warehouse.js";
import {type Bundle, countedAs} from "./bundle.js";

/**
 * The figures of an office, without a row of its exports, as it hands them to the upper level under the name of its
 * place: counted metrics by year, and those that add by month and by dimension with small counts held back.
 */
export async function bundleOf(place: string, options: WarehouseOptions): Promise<Bundle> {
  const open = await warehouse(options);
  try {
    const catalogue = readCatalogue(
      await open.rows<{catalogue: string}>(
        "select '[' || string_agg(entry, ',' order by place) || ']' as catalogue from metrics"
      )
    );
    // What is counted over several years is put together of single ones, by the terms that the upper level knows.
    const yearly = catalogue.all.filter(({span}) => !span);
    const counted = yearly.filter(({count}) => count);
    const told = new Set(yearly.map(({id}) => id));
    const known = new Set(counted.map(({id}) => id));
    const figures = await open.rows<{metric: string; year: number; value: number}>(
      "select metric, year, value from figures where view = 'year' and main and value is not null order by metric, year"
    );
    const files = await open.rows<{name: string; kind: string | null; likely: string[] | null; why: string}>(
      "select name, kind, to_json(likely)::varchar as likely, coalesce(refused, partly) as why from files where coalesce(refused, partly) is not null and not regexp_matches(name, '(^|/)~\\$') order by name"
    );
    const years = await open.rows<{basis: string; year: number; until: string; complete: boolean}>(
      "select basis, year, until::varchar as until, complete from periods where view = 'year' order by basis, year"
    );
    const unread = new Map<string, string>();
    for (const {name, kind, likely} of files)
      for (const each of (JSON.parse(String(likely ?? "[]")) as string[]).concat(kind ?? [])) unread.set(each, name);
    const lacks = async (table: string, partly: boolean) =>
      (
        await open.rows<{metric: string; basis: string; year: number; reason: string}>(
          `select metric, basis, year, reason from ${table} where dimension is null order by metric, year`
        )
      ).flatMap(({metric, basis, year, reason}): Bundle["lacking"] =>
        told.has(metric) && catalogue.get(metric).basis === basis ? [[metric, year, reason, partly]] : []
      );
    const missing = counted.flatMap(({id, kind}): Bundle["lacking"] =>
      unread.has(kind)
        ? [...new Set(years.map(({year}) => year))].map(year => [
            id,
            year,
            `${unread.get(kind)}没有读到或没有读全`,
            true
          ])
        : []
    );
    const [{last}] = (await open.rows<{last: string}>(
      "select least(as_of, data_as_of)::varchar as last from settings"
    )) as [{last: string}];
    const splitting = counted.filter(({adds, part}) => adds && !part).map(({id}) => id);
    return {
      place,
      asOf: last,
      metrics: counted.map(metric => ({
        id: metric.id,
        label: metric.label,
        unit: metric.unit,
        counted: countedAs(metric)
      })),
      values: figures.filter(({metric}) => known.has(metric)).map(({metric, year, value}) => [metric, year, value]),
      lacking: [...(await lacks("unknown", false)), ...(await lacks("partial", true)), ...missing],
      years,
      terms: (
        await open.rows<{year: number}>("select distinct year from sessions where ordinal = 1 order by year")
      ).map(({year}) => Number(year)),
      months: await monthsOf(open, splitting),
      dimensions: await cellsOf(open, splitting),
      faults: files.map(({name, why}) => `${name}：${why}`)
    };
  } finally {
    open.close();
  }
}

async function monthsOf(
  open: Awaited<ReturnType<typeof warehouse>>,
  metrics: readonly string[]
): Promise<Bundle["months"]> {
  const rows = await open.rows<{metric: string; year: number; month: number; value: number}>(
    "select metric, year, month, value from months where view = 'year' and main and value is not null order by metric, year, month"
  );
  const wanted = new Set(metrics);
  const groups = new Map<string, {metric: string; year: number; counts: number[]}>();
  for (const {metric, year, month, value} of rows) {
    if (!wanted.has(metric)) continue;
    const group = groups.get(`${metric} ${year}`) ?? {metric, year, counts: new Array<number>(12).fill(0)};
    group.counts[month - 1] = value;
    groups.set(`${metric} ${year}`, group);
  }
  return [...groups.values()].map(({counts, ...of}) => ({
    ...of,
    values: heldBack(counts.map((value, i) => ({item: `${i + 1}`, value}))).map(({value}) => value)
  }));
}

async function cellsOf(
  open: Awaited<ReturnType<typeof warehouse>>,
  metrics: readonly string[]
): Promise<Bundle["dimensions"]> {
  const split = kinds.filter(({name}) => dimensionsOf(name).length > 0);
  const rows = (
    await Promise.all(
      split.map(({name}) =>
        open.rows<{metric: string; year: number; dimension: string; item: string; value: number}>(
          `select metric, year, dimension, item, value from ${name}_dimensions where view = 'year' and main and value is not null order by metric, year, dimension, item`
        )
      )
    )
  ).flat();
  const wanted = new Set(metrics);
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = JSON.stringify([row.metric, row.year, row.dimension]);
    if (wanted.has(row.metric)) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, cells]) => {
    const [metric, year, dimension] = JSON.parse(key) as [string, number, string];
    return {metric, year, dimension, cells: heldBack(cells)};
  });
}
