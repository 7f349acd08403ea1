import * as Plot from "@observablehq/plot";
import {type ChartOptions, type ChartSpec, draw, settings} from "./chart.js";
import {linear} from "./scale.js";

export interface SparkRow {
  year: number;
  value: number | null;
}

export interface SparkSpec extends ChartSpec {
  /** Years whose session was the first of a new term: a thin dashed line before each. */
  newTerms?: number[];
  /** The last year while it is not over: its piece of the line dashed, its point hollow. */
  unfinished?: {year: number};
}

/** A line of word size, 72 × 24, with its last point marked: shape only, no scale. */
export function spark(rows: SparkRow[], spec: SparkSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings({width: 72, ...options});
  const {width, theme} = set;
  const height = Math.round(width / 3);
  const known = rows.filter(d => d.value !== null);
  const values = known.map(d => d.value!);
  const years = rows.map(d => d.year);
  const flat = Math.max(...values) === Math.min(...values);
  const x = linear([Math.min(...years), Math.max(...years, Math.min(...years) + 1)], [4, width - 4]);
  const room = flat ? 1 : 0;
  const y = linear([Math.min(...values) - room, Math.max(...values) + room], [height - 5, 5]);
  const {newTerms = [], unfinished} = spec;
  const terms = newTerms.filter(year => year > Math.min(...years) && year <= Math.max(...years));
  const open = (d: SparkRow) => d.year === unfinished?.year;
  const finished = rows.map(d => (open(d) ? {...d, value: null} : d));
  const pen = {x: "year", y: "value", stroke: theme.mute, strokeWidth: 1.25};
  return draw(spec, set, {
    height,
    x,
    y,
    marks: [
      ...(terms.length
        ? [
            Plot.ruleX(
              terms.map(year => year - 0.5),
              {stroke: theme.mute, strokeWidth: 0.75, strokeDasharray: "2 2"}
            )
          ]
        : []),
      Plot.line(finished, pen),
      ...(known.length > 1 && open(known.at(-1)!)
        ? [Plot.line(known.slice(-2), {...pen, strokeDasharray: "2 2"})]
        : []),
      Plot.dot(
        known.slice(-1),
        known.slice(-1).some(open)
          ? {x: "year", y: "value", r: 2.75, fill: theme.paper, stroke: theme.now, strokeWidth: 1.5}
          : {x: "year", y: "value", r: 3, fill: theme.now}
      )
    ]
  });
}
