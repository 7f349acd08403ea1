import * as Plot from "@observablehq/plot";
import {type ChartOptions, type ChartSpec, draw, settings} from "./chart.js";
import {linear} from "./scale.js";

export interface SparkRow {
  year: number;
  value: number | null;
}

/** A line of word size, 72 × 24, with its last point marked: shape only, no scale. */
export function spark(rows: SparkRow[], spec: ChartSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings({width: 72, ...options});
  const {width, theme} = set;
  const height = Math.round(width / 3);
  const known = rows.filter(d => d.value !== null);
  const values = known.map(d => d.value!);
  const years = rows.map(d => d.year);
  const flat = Math.max(...values) === Math.min(...values);
  const x = linear([Math.min(...years), Math.max(...years, Math.min(...years) + 1)], [4, width - 4]);
  const y = linear([Math.min(...values), Math.max(...values)], flat ? [height / 2, height / 2] : [height - 5, 5]);
  return draw(spec, set, {
    height,
    margin: 0,
    x: {domain: x.domain, range: x.range},
    y: {domain: flat ? [y.domain[0] - 1, y.domain[0] + 1] : y.domain, range: flat ? [height - 5, 5] : y.range},
    marks: [
      Plot.line(rows, {x: "year", y: "value", stroke: theme.mute, strokeWidth: 1.25}),
      Plot.dot(known.slice(-1), {x: "year", y: "value", r: 3, fill: theme.now})
    ]
  });
}
