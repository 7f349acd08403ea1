import * as Plot from "@observablehq/plot";
import {type ChartOptions, type ChartSpec, draw, rowHeight, settings} from "./chart.js";
import {linear} from "./scale.js";
import {boxOf, ellipsis, type Label, textWidth, within} from "./text.js";

/** The change of one item against the year before. */
export interface ChangeRow {
  item: string;
  /** A ratio: 0.125 for 增长12.5%. */
  change: number;
  /** Both values: 28 → 37条. */
  values: string;
  /** The change as printed: +32.1%. */
  words: string;
  tip?: string;
}

export interface ChangesSpec extends ChartSpec {
  /** What the line in the middle is: 上年, 2023年. */
  reference?: string;
}

/** Percentage changes to both sides of the year before, in the order given, the first in colour; values at the right. */
export function changes(rows: ChangeRow[], spec: ChangesSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {reference = "上年"} = spec;
  const itemWidth = Math.max(...rows.map(d => textWidth(d.item)));
  const wordsWidth = Math.max(...rows.map(d => textWidth(d.words, {bold: true})));
  const valuesWidth = Math.max(...rows.map(d => textWidth(d.values)));
  // Where the texts leave too little for the lines, they stand above them.
  const stacked = width - itemWidth - wordsWidth - valuesWidth - 50 < width * 0.3;
  const left = stacked ? 6 : Math.ceil(itemWidth) + 16;
  const right = width - (stacked ? 6 : Math.ceil(wordsWidth + valuesWidth) + 30);
  const header = 20;
  const fill = set.height === undefined ? undefined : set.height - header - 4;
  const row = stacked ? rowHeight(42, rows.length, fill, 34) : rowHeight(26, rows.length, fill, 17);
  const height = Math.round(header + rows.length * row + 4);
  const middle = (i: number) => header + i * row + (stacked ? row - 14 : row / 2);
  const lo = Math.min(0, ...rows.map(d => d.change));
  const hi = Math.max(0, ...rows.map(d => d.change));
  const x = linear(hi - lo < 1e-6 ? [-1, 1] : [lo, hi], [left + (lo < 0 ? 5 : 0), right - 5]);

  const labels: Label[] = [
    within({x: x(0), y: 8, text: reference, anchor: lo < 0 ? "middle" : "start", fill: theme.mute}, 0, width)
  ];
  for (const [i, d] of rows.entries()) {
    const y = stacked ? middle(i) - 15 : middle(i);
    const words: Label = {x: width - 1, y, text: d.words, anchor: "end", bold: true};
    const values: Label = {x: width - wordsWidth - 12, y, text: d.values, anchor: "end", fill: theme.mute};
    labels.push(words, values);
    labels.push(
      stacked ? {x: 0, y, text: ellipsis(d.item, boxOf(values).x1 - 8)} : {x: left - 12, y, text: d.item, anchor: "end"}
    );
  }
  const color = (d: ChangeRow) => (d === rows[0] ? theme.now : theme.prev);
  const tip = (d: ChangeRow) => d.tip ?? `${d.item} ${d.values} ${d.words}`;
  const line = (_: unknown, i: number) => middle(i);
  // In the stacked form the line of the year before is broken by the texts.
  const zero = stacked ? rows.map((_, i) => [middle(i) - 7, middle(i) + 7]) : [[header - 2, height]];
  return draw(spec, set, {
    height,
    x,
    marks: [
      Plot.link(zero, {x: 0, y1: "0", y2: "1", stroke: theme.mute}),
      Plot.link(rows, {x1: 0, x2: "change", y: line, stroke: color, strokeWidth: 2.5}),
      Plot.dot(rows, {x: "change", y: line, r: 4.5, fill: color, title: tip})
    ],
    labels
  });
}
