import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type Bundle, pack} from "../loaders/places/bundle.js";

/** A province: how many places it has, and of how many of its years each gives figures, with those by item or without. */
export interface Province {
  name: string;
  places: number;
  years: number;
  items: boolean;
}

/** Writes the folder of a country whose places all deliver figures: those of one office, each so many times as large. */
export function writeCountry(data: string, like: Bundle, provinces: readonly Province[]): void {
  const table = ["地区,上级,级别,代码,文件夹", "示例国,,国,,"];
  for (const [p, {name, places, years, items}] of provinces.entries()) {
    table.push(`${name},示例国,省,,`);
    const last = like.years.filter(({complete}) => complete).map(({year}) => year);
    const kept = new Set([...new Set(last)].toSorted((a, b) => b - a).slice(0, years));
    for (let i = 0; i < places; i++) {
      const place = `${name}${String(i + 1).padStart(2, "0")}县`;
      const folder = `p${p}-${i}`;
      table.push(`${place},${name},县,,${folder}`);
      mkdirSync(join(data, "places", folder), {recursive: true});
      writeFileSync(join(data, "places", folder, `${place}.zip`), pack(sized(like, place, kept, items, i)).bytes);
    }
  }
  mkdirSync(join(data, "reference"), {recursive: true});
  writeFileSync(join(data, "reference/places.csv"), `${table.join("\n")}\n`);
}

function sized(like: Bundle, place: string, years: ReadonlySet<number>, items: boolean, i: number): Bundle {
  const times = (value: number) => Math.round(value * (0.5 + ((i * 37) % 100) / 100));
  return {
    ...like,
    place,
    values: like.values.flatMap(([metric, year, value]) =>
      years.has(year)
        ? [[metric, year, Number.isInteger(value) ? times(value) : value] as [string, number, number]]
        : []
    ),
    lacking: like.lacking.filter(([, year]) => years.has(year)),
    years: like.years.filter(({year}) => years.has(year)),
    months: items
      ? like.months
          .filter(({year}) => years.has(year))
          .map(split => ({...split, values: split.values.map(value => (value === null ? null : times(value)))}))
      : [],
    dimensions: items
      ? like.dimensions
          .filter(({year}) => years.has(year))
          .map(split => ({
            ...split,
            cells: split.cells.map(({item, value}) => ({item, value: value === null ? null : times(value)}))
          }))
      : []
  };
}
