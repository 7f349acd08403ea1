import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, settings} from "./chart.js";
import {px} from "./px.js";
import {linear} from "./scale.js";
import {ellipsis, type Label, textWidth} from "./text.js";

/** One item, with its value of the year before where there is one. */
export interface DotRow {
  item: string;
  value: number;
  previous?: number | null;
  /** Made of so few that it says little: in grey. */
  few?: boolean;
  tip?: string;
}

export interface DotsSpec extends NumberSpec {
  /** What the points and the rings are: 2024年, 2023年. */
  now?: string;
  previous?: string;
  /** What grey points are: 不足5件. */
  few?: string;
  /** Whether the scale starts at zero: true for counts, false for rates and days. */
  zero?: boolean;
}

/** A point for each item in the order given, the year before as a ring on the same line. */
export function dots(rows: DotRow[], spec: DotsSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, zero = true} = spec;
  const room = Math.max(...rows.map(d => textWidth(format(d.value))));
  const itemWidth = Math.min(Math.ceil(Math.max(...rows.map(d => textWidth(d.item)))), Math.max(84, width * 0.34));
  const left = itemWidth + 16;
  const ringed = rows.some(d => d.previous !== undefined && d.previous !== null);
  const greyed = rows.some(d => d.few);
  const head = [
    ...(spec.now ? [{text: spec.now, kind: "now" as const}] : []),
    ...(ringed && spec.previous ? [{text: spec.previous, kind: "ring" as const}] : []),
    ...(greyed && spec.few ? [{text: spec.few, kind: "few" as const}] : [])
  ];
  const header = head.length ? 24 : 4;
  const row = 24;
  const height = header + rows.length * row + 4;
  const known = rows.flatMap(d => [d.value, ...(d.previous === undefined || d.previous === null ? [] : [d.previous])]);
  const low = zero ? Math.min(0, ...known) : Math.min(...known);
  const x = linear([low, Math.max(...known, low + 1e-9)], [left, Math.max(left + 20, width - room - 14)]);
  const middle = (i: number) => header + (i + 0.5) * row;
  const data = rows.map((d, i) => ({...d, i}));
  const line = (d: (typeof data)[number]) => middle(d.i);
  const before = data.filter(d => d.previous !== undefined && d.previous !== null);
  const color = (d: DotRow) => (d.few ? theme.past : theme.now);
  const labels: Label[] = data.flatMap((d): Label[] => {
    const end = Math.max(x(d.value), d.previous === undefined || d.previous === null ? 0 : x(d.previous));
    return [
      {
        x: itemWidth,
        y: middle(d.i),
        text: ellipsis(d.item, itemWidth),
        anchor: "end",
        fill: d.few ? theme.mute : theme.ink
      },
      {x: end + 10, y: middle(d.i), text: format(d.value), fill: d.few ? theme.mute : theme.ink}
    ];
  });
  let at = 5;
  const marks = head.map(({text, kind}) => {
    const mark = {x: at, kind};
    labels.push({x: at + 10, y: 9, text, fill: theme.ink});
    at += textWidth(text) + 30;
    return mark;
  });
  const tip = (d: DotRow) =>
    d.tip ??
    `${d.item} ${format(d.value)}${d.previous === undefined || d.previous === null ? "" : `,${spec.previous ?? "上年"}${plain(d.previous)}`}`;
  const ring = {r: 4, fill: theme.paper, stroke: theme.prev, strokeWidth: 1.5};
  const pens = {now: {r: 5, fill: theme.now}, few: {r: 5, fill: theme.past}, ring};
  return draw(spec, set, {
    height,
    x,
    marks: [
      Plot.link(data, {
        ...{x1: px(() => left), x2: px(() => width - 1), y1: line, y2: line},
        stroke: theme.rule
      } as Plot.LinkOptions),
      Plot.dot(before, {x: "previous", y: line, ...ring}),
      Plot.dot(data, {x: "value", y: line, r: 5, fill: color, title: tip}),
      ...(["now", "few", "ring"] as const).map(kind =>
        Plot.dot(
          marks.filter(d => d.kind === kind),
          {x: px((d: (typeof marks)[number]) => d.x), y: 9, ...pens[kind]} as Plot.DotOptions
        )
      )
    ],
    labels
  });
}
