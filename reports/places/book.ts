import {Book} from "../../src/figures/book.js";
import {lastDay} from "../../src/figures/places.js";
import type {FigureRow, PeriodRow, Tables, UnknownRow} from "../../src/figures/tables.js";
import {readCatalogue} from "../../src/metrics/index.js";
import {PlaceBook} from "../../src/places/book.js";
import type {PlaceYear} from "./tables.js";

/** The places of a year, and the highest place that others lie in; null where none lies in another. */
export function placesOf({index}: PlaceYear): {book: PlaceBook; area: string | null} {
  const book = new PlaceBook(index);
  return {book, area: book.areas.find(({parent}) => parent === null)?.name ?? book.areas[0]?.name ?? null};
}

/**
 * The sums over the places of an area as a book, so that a template says them as an office's own figures: a sum is
 * compared with that of another year only where the same places are in both.
 */
export function sumsBook(told: PlaceYear, book: PlaceBook, area: string): Book {
  const {index} = book;
  const places = book.below(area, true);
  const asOf = lastDay(places) ?? `${told.year}-12-31`;
  const catalogue = readCatalogue([{catalogue: told.catalogue}]);
  const figures: FigureRow[] = [];
  const unknown: UnknownRow[] = [];
  const sameIn = (metric: string, year: number) =>
    places.every(
      ({name}) => (book.value(metric, name, year) === null) === (book.value(metric, name, told.year) === null)
    );
  for (const {id: metric} of index.metrics)
    for (const year of index.years) {
      const cell = book.cell(metric, area, year);
      if (cell === null) continue;
      if (!sameIn(metric, year)) {
        unknown.push({
          ...{metric, basis: catalogue.get(metric).basis, year, dimension: null},
          reason: `计入的地区与${told.year}年不同`
        });
        continue;
      }
      const [numerator, denominator] = Array.isArray(cell) ? cell : [null, null];
      figures.push({
        ...{view: "year", metric, year, value: book.value(metric, area, year), numerator, denominator},
        as_of: asOf
      });
    }
  const years = index.years.flatMap(year =>
    (["session", "calendar"] as const).map(
      (basis): PeriodRow => ({
        ...{view: "year", main: true, basis, year, session: null, new_term: false, opens: null, step: 1},
        ...{since: `${year}-01-01`, until: asOf.startsWith(String(year)) ? asOf : `${year}-12-31`},
        complete: !places.some(({open}) => open.includes(year))
      })
    )
  );
  const upper = {
    place: area,
    due: places.length,
    whole: places.filter(({delivery}) => delivery!.state === "已报送").length,
    counted: (metric: string, year: number) => book.counted(metric, area, year)[0]
  };
  const about = [
    {sample: false, as_of: asOf, fingerprint: "", catalogue: told.catalogue, unknown: JSON.stringify(unknown)}
  ];
  return new Book({figures, years, about, upper} as Tables, {year: told.year});
}
