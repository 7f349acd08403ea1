import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, settings} from "./chart.js";
import {linear, nice} from "./scale.js";
import {type Box, boxOf, type Label, overlap, textWidth} from "./text.js";

/** One item by two measures. */
export interface ScatterRow {
  item: string;
  x: number;
  y: number;
  /** Made of so few that it says little: in grey. */
  few?: boolean;
  tip?: string;
}

export interface ScatterSpec extends NumberSpec {
  /** What the axes are, with their units: 立案提案（件）. */
  across: string;
  up: string;
  /** A value of the axis across; `format` is of the other. */
  formatX: (value: number) => string;
}

/** Items as points of two measures, named where names do not collide. */
export function scatter(rows: ScatterRow[], spec: ScatterSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, formatX} = spec;
  const [xs, ys] = [rows.map(d => d.x), rows.map(d => d.y)];
  const across = nice(Math.min(...xs), Math.max(...xs), width < 420 ? 3 : 5);
  const up = nice(Math.min(...ys), Math.max(...ys), 4);
  const left = Math.ceil(Math.max(...up.ticks.map(tick => textWidth(format(tick))))) + 10;
  const height = Math.round(Math.max(280, Math.min(420, width * 0.6)));
  const half = Math.max(...across.ticks.map(tick => textWidth(formatX(tick)))) / 2;
  const x = linear(across.domain, [left + 4, width - Math.max(12, half + 2)]);
  const y = linear(up.domain, [height - 44, 28]);
  const labels: Label[] = [
    {x: 0, y: 9, text: spec.up, fill: theme.mute},
    {x: width - 1, y: height - 9, text: spec.across, anchor: "end", fill: theme.mute},
    ...up.ticks.map((tick): Label => ({x: left - 6, y: y(tick), text: format(tick), anchor: "end", fill: theme.mute})),
    ...across.ticks.map((tick): Label => {
      return {x: x(tick), y: height - 29, text: formatX(tick), anchor: "middle", fill: theme.mute};
    })
  ];
  const taken: Box[] = [
    ...labels.map(boxOf),
    ...rows.map(d => ({x1: x(d.x) - 5, x2: x(d.x) + 5, y1: y(d.y) - 5, y2: y(d.y) + 5}))
  ];
  for (const d of rows) {
    const [cx, cy] = [x(d.x), y(d.y)];
    const fill = d.few ? theme.mute : theme.ink;
    const tried: Label[] = [
      {x: cx + 9, y: cy, text: d.item, fill},
      {x: cx - 9, y: cy, text: d.item, anchor: "end", fill},
      {x: cx, y: cy - 13, text: d.item, anchor: "middle", fill},
      {x: cx, y: cy + 13, text: d.item, anchor: "middle", fill}
    ];
    const fits = tried.find(label => {
      const box = boxOf(label);
      const inside = box.x1 >= left && box.x2 <= width && box.y1 >= 18 && box.y2 <= height - 38;
      return inside && !taken.some(other => overlap(box, other));
    });
    if (!fits) continue;
    labels.push(fits);
    taken.push(boxOf(fits));
  }
  return draw(spec, set, {
    height,
    ...{marginTop: 0, marginBottom: 44, marginLeft: left, marginRight: 0},
    ...{x, y, labels},
    marks: [
      Plot.ruleY(up.ticks, {stroke: theme.rule}),
      Plot.dot(rows, {
        ...{x: "x", y: "y", r: 4.5, stroke: theme.paper},
        fill: d => (d.few ? theme.past : theme.now),
        title: d => d.tip ?? `${d.item} ${spec.across} ${formatX(d.x)},${spec.up} ${format(d.y)}`
      })
    ]
  });
}
