import {parseHTML} from "linkedom";
import {print} from "../../src/charts/index.js";
import {publication} from "../../src/charts/publication.js";
import {type PlaceFigure, rankingFigure} from "../../src/figures/places.js";
import {fullDay} from "../../src/text/days.js";
import {font} from "../documents/font.js";
import {printWidth} from "../documents/picture.js";
import {placesOf} from "./book.js";
import type {PlaceYear} from "./tables.js";

/** A chart of places, under the name of its file. */
export interface PlaceChart {
  name: string;
  svg: string;
}

/** A ranking of places by each metric that stands among the tiles, with the year before as a ring; as SVG text. */
export function placeCharts(told: PlaceYear): PlaceChart[] {
  const {book, area} = placesOf(told);
  return told.index.metrics
    .filter(({tile}) => tile !== undefined)
    .flatMap(({id}) => {
      const figure = rankingFigure(book, {area, all: true, metric: id, year: told.year});
      return figure ? [{name: figure.name, svg: drawn(figure)}] : [];
    });
}

const drawn = ({draw, title, subtitle, warning, asOf, rule}: PlaceFigure): string =>
  publication(
    draw({
      width: printWidth.px,
      theme: print,
      font: font.family,
      document: parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document
    }),
    {
      ...{title, subtitle, warning},
      caption: `${asOf ? `截至${fullDay(asOf)}。` : ""}来源：各地报送的数据`,
      rule: `口径：${rule}`,
      font: font.family
    }
  );
