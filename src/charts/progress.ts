import * as Plot from "@observablehq/plot";
import {type ChartOptions, type ChartSpec, draw, settings} from "./chart.js";
import {px} from "./px.js";
import {linear} from "./scale.js";
import {type Label, texts, textWidth} from "./text.js";

/** One target: how much of it is done, as a ratio, and how much of the year is over. */
export interface ProgressRow {
  item: string;
  /** value / target: 1.35 for 27 of 20. */
  share: number;
  /** Share of the year elapsed; left out when it is over or does not matter. */
  elapsed?: number | null;
  /** At the right above the bar: 27次 / 目标20次以上 · 已完成. */
  text?: string;
  tip?: string;
}

export interface ProgressSpec extends ChartSpec {
  /** Only the bars: item and text stand beside them on the page. */
  bare?: boolean;
}

/** Bars towards targets; all targets stand on one line, the share of the year elapsed is a small triangle. */
export function progress(rows: ProgressRow[], spec: ProgressSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {bare = false} = spec;
  const thick = 8;
  const textRow = bare ? 0 : 20;
  const room = (d: ProgressRow) => textWidth(d.item, {bold: true}) + textWidth(d.text ?? "") + 12;
  const wrapped = !bare && rows.some(d => room(d) > width);
  const row = textRow + (bare ? 18 : wrapped ? 36 : 30);
  const height = rows.length * row;
  // Far more than the target is cut off: how far it is beyond says the text.
  const most = Math.min(1.6, Math.max(1.04, ...rows.map(d => d.share)));
  const x = linear([0, most], [0, width]);
  const y = (i: number) => i * row + textRow + (bare ? 9 : 10);
  const done = (d: ProgressRow) => x(Math.max(0, Math.min(most, d.share)));
  const labels: Label[] = [];
  if (!bare)
    for (const [i, d] of rows.entries()) {
      labels.push({x: 0, y: i * row + 9, text: d.item, bold: true});
      if (room(d) <= width)
        labels.push({x: width - 1, y: i * row + 9, text: d.text ?? "", anchor: "end", fill: theme.mute});
      else labels.push({x: 0, y: y(i) + 15, text: d.text ?? "", fill: theme.mute});
    }
  const paced = rows.flatMap((d, i) =>
    d.elapsed === undefined || d.elapsed === null || d.elapsed >= 1 ? [] : [{x: x(d.elapsed), y: y(i) - thick / 2 - 3}]
  );
  const bar = {
    y1: px((_: ProgressRow, i: number) => y(i) - thick / 2),
    y2: px((_: ProgressRow, i: number) => y(i) + thick / 2)
  };
  return draw(spec, set, {
    height,
    margin: 0,
    x: {domain: [0, 1]},
    y: {domain: [0, 1]},
    marks: [
      Plot.rect(rows, {x1: px(() => 0), x2: px(() => width), ...bar, fill: theme.rule} as Plot.RectOptions),
      Plot.rect(rows, {
        x1: px(() => 0),
        x2: px(done),
        ...bar,
        fill: theme.now,
        title: (d: ProgressRow) => d.tip ?? [d.item, d.text].filter(Boolean).join(" ")
      } as Plot.RectOptions),
      ...[
        {stroke: theme.paper, strokeWidth: 5},
        {stroke: theme.goal, strokeWidth: 2.5}
      ].map(pen =>
        Plot.link(rows, {
          x1: px(() => x(1)),
          x2: px(() => x(1)),
          y1: px((_, i) => y(i) - thick / 2 - 4),
          y2: px((_, i) => y(i) + thick / 2 + 4),
          ...pen
        } as Plot.LinkOptions)
      ),
      Plot.dot(paced, {
        x: px((d: {x: number}) => d.x),
        y: px((d: {y: number}) => d.y),
        symbol: "triangle",
        rotate: 180,
        r: 3,
        fill: theme.ink
      } as Plot.DotOptions),
      ...texts(labels, theme.ink)
    ]
  });
}
