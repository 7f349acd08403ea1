import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, settings} from "./chart.js";
import {px} from "./px.js";
import {linear} from "./scale.js";
import {ellipsis, type Label, textWidth} from "./text.js";

/** One item in one year; null where there is no value. */
export interface MultipleRow {
  item: string;
  year: number;
  value: number | null;
}

export interface MultiplesSpec extends NumberSpec {
  /** The items in order; by default in order of appearance. */
  items?: string[];
  /** Whether the scale starts at zero: true for counts, false for rates. */
  zero?: boolean;
}

/** A small line over the years for each item, all on one scale, with the last value at its end. */
export function multiples(rows: MultipleRow[], spec: MultiplesSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, zero = true} = spec;
  const items = spec.items ?? [...new Set(rows.map(d => d.item))];
  const years = [...new Set(rows.map(d => d.year))].sort((a, b) => a - b);
  const room = Math.ceil(Math.max(24, ...rows.map(d => (d.value === null ? 0 : textWidth(plain(d.value)))))) + 10;
  const columns = Math.max(1, Math.min(items.length, Math.floor((width + 20) / (90 + room))));
  const [cell, tall] = [(width + 20) / columns, 78];
  const known = rows.flatMap(d => d.value ?? []);
  const low = zero ? Math.min(0, ...known) : Math.min(...known);
  const high = Math.max(...known, low + 1e-9);
  const foot = 18;
  const height = Math.ceil(items.length / columns) * tall + foot;
  const corner = (i: number) => ({x: (i % columns) * cell, y: Math.floor(i / columns) * tall});
  const scales = items.map((_, i) => {
    const {x, y} = corner(i);
    return {
      x: linear([years[0]!, Math.max(years.at(-1)!, years[0]! + 1)], [x + 5, x + cell - room - 20]),
      y: linear([low, high], [y + tall - 12, y + 24])
    };
  });
  const points = items.flatMap((item, i) =>
    rows
      .filter(d => d.item === item)
      .toSorted((a, b) => a.year - b.year)
      .map(d => ({...d, i}))
  );
  const at = {
    x: px((d: (typeof points)[number]) => scales[d.i]!.x(d.year)),
    // Nothing is drawn where there is no value.
    y: px((d: (typeof points)[number]) => (d.value === null ? Number.NaN : scales[d.i]!.y(d.value)))
  };
  const ends = items.flatMap((_, i) => points.filter(d => d.i === i && d.value !== null).at(-1) ?? []);
  const labels: Label[] = [
    ...items.map(
      (item, i): Label => ({x: corner(i).x, y: corner(i).y + 9, text: ellipsis(item, cell - 24), bold: true})
    ),
    ...ends.map(
      (d): Label => ({
        x: scales[d.i]!.x(d.year) + 8,
        y: scales[d.i]!.y(d.value!),
        text: plain(d.value!),
        fill: theme.now
      })
    ),
    {x: 0, y: height - 7, text: `${years[0]}—${years.at(-1)}年${zero ? "" : "，纵轴不从零起"}`, fill: theme.mute}
  ];
  const base = (d: {i: number}) => scales[d.i]!.y(low);
  return draw(spec, set, {
    height,
    marks: [
      Plot.link(
        items.map((_, i) => ({i})),
        {
          ...{x1: px((d: {i: number}) => corner(d.i).x), x2: px((d: {i: number}) => corner(d.i).x + cell - room - 12)},
          ...{y1: px(base), y2: px(base), stroke: theme.rule}
        } as Plot.LinkOptions
      ),
      Plot.line(points, {...at, z: "i", stroke: theme.prev, strokeWidth: 1.5} as unknown as Plot.LineOptions),
      Plot.dot(
        points.filter(d => d.value !== null),
        {
          ...at,
          r: 2.25,
          fill: (d: (typeof points)[number]) => (ends.includes(d) ? theme.now : theme.prev),
          title: (d: (typeof points)[number]) => `${d.item} ${d.year}年 ${format(d.value!)}`
        } as unknown as Plot.DotOptions
      )
    ],
    labels
  });
}
