import {text} from "../../src/metrics/sql/index.js";
import type {PlacesSplit} from "../../src/places/data.js";
import type {Told} from "./site.js";

/** The figures of some places by month and by item, each metric by itself: a page shows one at a time. */
export async function splitsOf(
  {metrics, years, rows}: Told,
  wanted: readonly string[]
): Promise<Map<string, PlacesSplit>> {
  const at = new Map(wanted.map((place, i) => [place, i]));
  const yearAt = new Map(years.map((year, i) => [year, i]));
  const known = new Set(metrics.map(({id}) => id));
  const here = `where place in (${wanted.map(text).join(", ") || "''"})`;
  const none = () => years.map(() => wanted.map((): null => null));
  const splits = new Map<string, PlacesSplit>();
  const splitOf = (metric: string) => {
    const found = splits.get(metric) ?? {items: {}};
    splits.set(metric, found);
    return found;
  };
  const months = await rows<{place: string; metric: string; year: number; month: number; value: number | null}>(
    `select place, metric, year, month, value from place_months ${here}`
  );
  for (const {place, metric, year, month, value} of months) {
    const row = yearAt.get(Number(year));
    if (row === undefined || !known.has(metric)) continue;
    const split = splitOf(metric);
    split.months ??= none();
    const cells = split.months[row]!;
    cells[at.get(place)!] ??= Array.from({length: 12}, (): number | null => 0);
    cells[at.get(place)!]![month - 1] = value;
  }
  const items = await rows<{
    place: string;
    metric: string;
    year: number;
    dimension: string;
    item: string;
    value: number | null;
  }>(
    `select place, metric, year, dimension, item, value from place_items ${here} order by metric, dimension, sum(value) over (partition by metric, dimension, item) desc, item`
  );
  for (const {place, metric, year, dimension, item, value} of items) {
    const row = yearAt.get(Number(year));
    if (row === undefined || !known.has(metric)) continue;
    const split = splitOf(metric);
    split.items[dimension] ??= {items: [], values: none()};
    const {items, values} = split.items[dimension];
    if (items.at(-1) !== item) items.push(item);
    const cells = values[row]!;
    cells[at.get(place)!] ??= [];
    cells[at.get(place)!]![items.length - 1] = value;
  }
  for (const {items, values} of [...splits.values()].flatMap(split => Object.values(split.items)))
    for (const cells of values.flat())
      if (cells) for (const i of items.keys()) if (cells[i] === undefined) cells[i] = 0;
  return splits;
}
