import {join} from "node:path";
import {replaceFile} from "../../loaders/publish.js";
import {docx} from "../documents/docx.js";
import {withFonts} from "../documents/font.js";
import {png} from "../documents/picture.js";
import {plates} from "../documents/plates.js";
import {story} from "../story/story.js";
import {placesTemplates} from "../story/templates.js";
import {typesetStory} from "../story/typeset.js";
import {placesOf, sumsBook} from "./book.js";
import {placeCharts} from "./charts.js";
import {upperFigures} from "./figures.js";
import type {PlaceYear} from "./tables.js";
import {placesWorkbook} from "./workbook.js";

/** Writes the figures of a year of all places into a folder: for machines, as a workbook, as documents, as charts. */
export async function writePlaces(year: PlaceYear, folder: string): Promise<void> {
  await replaceFile(join(folder, "places.json"), `${JSON.stringify(records(year), null, 2)}\n`);
  await replaceFile(join(folder, "各地指标.xlsx"), await placesWorkbook(year));
  for (const [name, bytes] of await placesDocuments(year)) await replaceFile(join(folder, name), bytes);
  const charts = placeCharts(year);
  await withFonts(charts.map(({svg}) => svg).join(""), async fonts => {
    for (const {name, svg} of charts) {
      await replaceFile(join(folder, `${name}.svg`), svg);
      await replaceFile(join(folder, `${name}.png`), await png(svg, fonts));
    }
  });
}

/** The documents of an upper level, by the name of their file, as its templates say; none where no place lies in another. */
async function placesDocuments(year: PlaceYear): Promise<[name: string, bytes: Uint8Array][]> {
  const {book, area} = placesOf(year);
  if (area === null) return [];
  const sums = sumsBook(year, book, area);
  const figures = upperFigures(book, area, year.year, year.metrics);
  return Promise.all(
    (await placesTemplates()).map(async ({name, text}): Promise<[string, Uint8Array]> => {
      const told = typesetStory(story(name, text, sums, figures));
      return [`${name}.docx`, await docx(told, sums, await plates(told, sums))];
    })
  );
}

/** What `places.json` holds: who delivered what, every figure by place, and what all places within one make. */
function records({year, places, metrics, figures, sums, lacking, months, items}: PlaceYear) {
  const byId = new Map(metrics.map(metric => [metric.id, metric]));
  const named = ({metric: id}: {metric: string}) => {
    const {label, unit} = byId.get(id)!;
    return {metric: id, label, unit};
  };
  const order = new Map(places.map(({place}, i) => [place, i]));
  const rank = new Map(metrics.map(({id}, i) => [id, i]));
  const sorted = <T extends {place: string; metric: string}>(rows: readonly T[]) =>
    rows.toSorted((a, b) => order.get(a.place)! - order.get(b.place)! || rank.get(a.metric)! - rank.get(b.metric)!);
  return {
    year,
    places,
    figures: sorted(figures).map(({place, value, numerator, denominator, ...row}) => ({
      place,
      ...named(row),
      value,
      numerator,
      denominator
    })),
    sums: sorted(sums).map(({place, value, numerator, denominator, places, ...row}) => ({
      place,
      ...named(row),
      value,
      numerator,
      denominator,
      places
    })),
    months: months.map(({metric, ...row}) => ({...row, ...named({metric})})),
    items: items.map(({metric, ...row}) => ({...row, ...named({metric})})),
    lacking: sorted(lacking).map(({place, reason, ...row}) => ({place, ...named(row), reason}))
  };
}
