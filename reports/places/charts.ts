import {parseHTML} from "linkedom";
import {type DotRow, dots, print} from "../../src/charts/index.js";
import {publication} from "../../src/charts/publication.js";
import {fullDay} from "../../src/figures/days.js";
import {exact, numeral} from "../../src/metrics/format.js";
import type {Metric} from "../../src/metrics/index.js";
import {font} from "../documents/font.js";
import {printWidth} from "../documents/picture.js";
import type {PlaceYear} from "./tables.js";

/** A chart of places, under the name of its file. */
export interface PlaceChart {
  name: string;
  svg: string;
}

/** A ranking of places by each metric that stands among the tiles, with the year before as a ring; as SVG text. */
export function placeCharts(year: PlaceYear): PlaceChart[] {
  return year.metrics
    .filter(({tile}) => tile !== undefined)
    .flatMap(metric => {
      const rows = ranking(metric, year);
      // One place alone is no ranking.
      return rows.length < 2 ? [] : [{name: `各地${metric.label}`, svg: drawn(metric, rows, year)}];
    });
}

function ranking({id}: Metric, {places, figures, before}: PlaceYear): DotRow[] {
  const valueIn = (list: PlaceYear["figures"]) =>
    new Map(list.filter(({metric}) => metric === id).map(({place, value}) => [place, value]));
  const [now, then] = [valueIn(figures), valueIn(before)];
  return places
    .flatMap(({place}) => {
      const value = now.get(place) ?? null;
      return value === null ? [] : [{item: place, value, previous: then.get(place) ?? null}];
    })
    .toSorted((a, b) => b.value - a.value);
}

function drawn(metric: Metric, rows: DotRow[], {year, places}: PlaceYear): string {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const expected = places.filter(place => place.expected);
  const absent = expected.filter(({place}) => !rows.some(({item}) => item === place)).map(({place}) => place);
  const chart = dots(
    rows,
    {
      label: `${year}年各地${metric.label}的排行。`,
      format: value => exact(metric, value),
      plain: value => numeral(metric, value),
      now: `${year}年`,
      previous: `${year - 1}年`,
      zero: metric.unit !== "%"
    },
    {
      width: printWidth.px,
      theme: print,
      font: font.family,
      document: parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document
    }
  );
  const until = rows
    .flatMap(({item}) => places.find(({place}) => place === item)?.until ?? [])
    .toSorted()
    .at(-1);
  return publication(chart, {
    title: `${metric.label}：${first.item}最高（${exact(metric, first.value)}），${last.item}最低（${exact(metric, last.value)}）`,
    subtitle: `${year}年各地${metric.label}，${metric.unit === "%" ? "百分比" : metric.unit}`,
    warning: absent.length ? `没有这项数据：${absent.join("、")}` : "",
    caption: `${until ? `截至${fullDay(until)}。` : ""}来源：各地报送的导出文件`,
    rule: `口径：${metric.rule}各地按自己的届次年度和规则计。`,
    font: font.family
  });
}
