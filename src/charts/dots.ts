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
  /** The one spoken of, in this year's colour; where none is, the first that is not grey. */
  named?: boolean;
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

/** How far a value stands from the middle of its point, and a ring reaches from its own, with some air. */
const away = 10;
const ringReach = 8;
const isKnown = (value: number | null | undefined): value is number => value !== null && value !== undefined;

/** A point for each item in the order given, the one spoken of in colour, the year before as a ring on the same line. */
export function dots(rows: DotRow[], spec: DotsSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, zero = true} = spec;
  // Any of them may be the one in bold.
  const wide = (text: string) => textWidth(text, {bold: true});
  const room = Math.max(...rows.map(d => wide(format(d.value))));
  const itemWidth = Math.min(Math.ceil(Math.max(...rows.map(d => wide(d.item)))), Math.max(84, width * 0.34));
  const left = itemWidth + 16;
  const ringed = rows.some(d => isKnown(d.previous));
  const greyed = rows.some(d => d.few);
  const head = [
    ...(spec.now ? [{text: spec.now, kind: "now" as const}] : []),
    ...(ringed && spec.previous ? [{text: spec.previous, kind: "ring" as const}] : []),
    ...(greyed && spec.few ? [{text: spec.few, kind: "few" as const}] : [])
  ];
  const header = head.length ? 24 : 4;
  const row = 24;
  const height = header + rows.length * row + 4;
  const known = rows.flatMap(d => [d.value, ...(isKnown(d.previous) ? [d.previous] : [])]);
  const low = zero ? Math.min(0, ...known) : Math.min(...known);
  const scale = (start: number) =>
    linear([low, Math.max(...known, low + 1e-9)], [start, Math.max(start + 20, width - room - 14)]);
  // A value stands beside its own point: where the ring would come between, on the other side, for which there is room.
  const crossed = (d: DotRow, x: (value: number) => number) =>
    isKnown(d.previous) &&
    x(d.previous) > x(d.value) &&
    x(d.previous) - ringReach < x(d.value) + away + wide(format(d.value));
  const tight = rows.some(d => {
    const x = scale(left);
    return crossed(d, x) && x(d.value) - away - wide(format(d.value)) < left;
  });
  const x = scale(tight ? left + room + away : left);
  // No line through the words at its end.
  const end = x(Math.max(...known, low + 1e-9));
  const middle = (i: number) => header + (i + 0.5) * row;
  const data = rows.map((d, i) => ({...d, i}));
  const line = (d: (typeof data)[number]) => middle(d.i);
  const before = data.filter(d => isKnown(d.previous));
  const spoken = data.find(d => d.named) ?? data.find(d => !d.few);
  const color = (d: DotRow) => (d.few ? theme.past : d === spoken ? theme.now : theme.prev);
  const labels: Label[] = data.flatMap((d): Label[] => {
    const before = crossed(d, x);
    return [
      {
        x: itemWidth,
        y: middle(d.i),
        text: ellipsis(d.item, itemWidth, {bold: d === spoken}),
        anchor: "end",
        bold: d === spoken,
        fill: d.few ? theme.mute : theme.ink
      },
      {
        x: x(d.value) + (before ? -away : away),
        y: middle(d.i),
        text: format(d.value),
        anchor: before ? "end" : "start",
        bold: d === spoken,
        fill: d.few ? theme.mute : theme.ink
      }
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
    `${d.item} ${format(d.value)}${isKnown(d.previous) ? `，${spec.previous ?? "上年"}${plain(d.previous)}` : ""}`;
  const ring = {r: 4, fill: theme.paper, stroke: theme.prev, strokeWidth: 1.5};
  const pens = {now: {r: 5, fill: theme.prev}, few: {r: 5, fill: theme.past}, ring};
  return draw(spec, set, {
    height,
    x,
    marks: [
      Plot.link(data, {
        ...{x1: px(() => left), x2: px(() => end), y1: line, y2: line},
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
