import * as Plot from "@observablehq/plot";
import {type ChartOptions, type ChartSpec, draw, settings} from "./chart.js";
import {px} from "./px.js";
import {linear} from "./scale.js";
import {type Label, textWidth, wrap} from "./text.js";

/** One measure: the value spoken of among those of all. */
export interface StripRow {
  item: string;
  value: number;
  /** Those of all, the one spoken of among them. */
  values: number[];
  middle: number;
  /** What stands at the end of the row: 261件 第3/13名. */
  text: string;
  format: (value: number) => string;
}

export interface StripsSpec extends ChartSpec {
  /** What the red point, the grey points and the stroke are. */
  now: string;
  others: string;
  middle: string;
}

/** Of each measure the values of all on a line of its own scale, from the least to the most, one of them set off. */
export function strips(rows: StripRow[], spec: StripsSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const room = Math.ceil(Math.max(...rows.map(d => textWidth(d.text)))) + 14;
  const longest = Math.ceil(Math.max(...rows.map(d => textWidth(d.item))));
  const itemWidth = Math.min(longest, Math.max(72, width * 0.3));
  const left = itemWidth + 16;
  const right = Math.max(left + 40, width - room);
  const header = 26;
  const names = rows.map(d => wrap(d.item, itemWidth));
  const row = names.some(lines => lines.length > 1) ? 36 : 28;
  const height = header + rows.length * row + 4;
  const middle = (i: number) => header + (i + 0.5) * row;
  const scales = rows.map(({values}) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return linear([low, high === low ? low + 1 : high], [left + 5, right - 5]);
  });
  const points = rows.flatMap((d, i) => d.values.map(value => ({value, i})));
  const spoken = rows.map((d, i) => ({...d, i}));
  const key: Label[] = [];
  const keyed = (["now", "others", "middle"] as const).map(kind => {
    const x = 5 + key.reduce((sum, {text}) => sum + textWidth(text) + 28, 0);
    key.push({x: x + 10, y: 9, text: spec[kind], fill: theme.ink});
    return {x, kind};
  });
  const labels: Label[] = [
    ...key,
    ...names.flatMap((lines, i) =>
      lines.map(
        (text, k): Label => ({x: itemWidth, y: middle(i) + (k - (lines.length - 1) / 2) * 14.5, text, anchor: "end"})
      )
    ),
    ...rows.map((d, i): Label => ({x: right + 8, y: middle(i), text: d.text, fill: theme.ink}))
  ];
  const x = px((d: {value: number; i: number}) => scales[d.i]!(d.value));
  const y = px((d: {i: number}) => middle(d.i));
  const tick = {stroke: theme.ink, strokeWidth: 2};
  return draw(spec, set, {
    height,
    marks: [
      Plot.link(spoken, {
        ...{x1: px(() => left), x2: px(() => right), y1: y, y2: y},
        stroke: theme.rule
      } as Plot.LinkOptions),
      Plot.dot(points, {x, y, r: 3.5, fill: theme.past, fillOpacity: 0.75} as unknown as Plot.DotOptions),
      Plot.link(spoken, {
        x1: px((d: (typeof spoken)[number]) => scales[d.i]!(d.middle)),
        x2: px((d: (typeof spoken)[number]) => scales[d.i]!(d.middle)),
        y1: px((d: {i: number}) => middle(d.i) - 8),
        y2: px((d: {i: number}) => middle(d.i) + 8),
        ...tick
      } as unknown as Plot.LinkOptions),
      Plot.dot(spoken, {
        ...{x, y, r: 5, fill: theme.now},
        title: (d: (typeof spoken)[number]) => `${d.item} ${d.text}，${spec.middle}${d.format(d.middle)}`
      } as unknown as Plot.DotOptions),
      Plot.dot(
        keyed.filter(({kind}) => kind !== "middle"),
        {
          ...{x: px((d: (typeof keyed)[number]) => d.x), y: px(() => 9)},
          r: 4.5,
          fill: (d: (typeof keyed)[number]) => (d.kind === "now" ? theme.now : theme.past)
        } as unknown as Plot.DotOptions
      ),
      Plot.link(
        keyed.filter(({kind}) => kind === "middle"),
        {
          ...{x1: px((d: (typeof keyed)[number]) => d.x), x2: px((d: (typeof keyed)[number]) => d.x)},
          ...{y1: px(() => 2), y2: px(() => 16), ...tick}
        } as unknown as Plot.LinkOptions
      )
    ],
    labels
  });
}
