import * as Plot from "@observablehq/plot";
import {type ChartOptions, type ChartSpec, draw, settings} from "./chart.js";
import {px} from "./px.js";
import {linear, nice} from "./scale.js";
import {boxOf, type Label, overlap, within} from "./text.js";

/** One target on its own scale. */
export interface ProgressSpec extends ChartSpec {
  /** What is reached; null where it is not known. */
  value: number | null;
  goal: number;
  /** How a value prints on the scale. */
  plain: (value: number) => string;
  /** A rate has no bar from zero: its scale lies around the target. Up to this value at most. */
  max?: number;
  rate?: boolean;
  /** Share of the year elapsed; left out when it is over or does not matter. */
  elapsed?: number | null;
  /** Whether it lags: then it stands out. */
  behind?: boolean;
  tip?: string;
}

/**
 * A value against its target on a scale that holds both: a bar from zero, or for a rate a point on a line around the
 * target; the target a line across, the share of the year elapsed a small triangle.
 */
export function progress(spec: ProgressSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {value, goal, plain, rate = false, max = Infinity, elapsed, behind = false} = spec;
  const tip = spec.tip ?? spec.label;
  const known = value === null ? [] : [value];
  const middle = 10;
  const height = 34;
  const [low, high] = [Math.min(goal, ...known), Math.max(goal, ...known)];
  // Around the target, at least as wide as a twentieth of it, so that a small gap stays small.
  const room = Math.max((high - low) * 0.5, goal * 0.025);
  const {domain} = rate
    ? nice(Math.max(0, low - room), Math.min(max, high + room), 2, {max})
    : {domain: [0, high * 1.04] as [number, number]};
  const x = linear(domain, [rate ? 5 : 0, width - (rate ? 5 : 0)]);
  const color = behind ? theme.now : theme.prev;

  const goalLabel = within(
    {x: x(goal), y: height - 7, text: `目标${plain(goal)}`, anchor: "middle", fill: theme.goal},
    0,
    width
  );
  const ends: Label[] = rate
    ? [
        {x: 0, y: height - 7, text: plain(domain[0]), fill: theme.mute},
        {x: width, y: height - 7, text: plain(domain[1]), anchor: "end", fill: theme.mute}
      ]
    : [{x: 0, y: height - 7, text: "0", fill: theme.mute}];
  const labels = [goalLabel, ...ends.filter(label => !overlap(boxOf(label), boxOf(goalLabel), 6))];
  const paced = elapsed !== undefined && elapsed !== null && elapsed < 1 && !rate;
  const bar = {y1: middle - 5, y2: middle + 5};
  return draw(spec, set, {
    height,
    x,
    marks: [
      ...(rate
        ? [
            Plot.link([domain], {
              x1: px(() => 0),
              x2: px(() => width),
              y: middle,
              stroke: theme.rule,
              strokeWidth: 2
            } as Plot.LinkOptions),
            Plot.link(known, {x1: goal, x2: d => d, y: middle, stroke: color, strokeWidth: 2.5})
          ]
        : [
            Plot.rect([0], {x1: px(() => 0), x2: px(() => width), ...bar, fill: theme.rule} as Plot.RectOptions),
            Plot.rect(known, {x1: 0, x2: d => d, ...bar, fill: color, title: () => tip})
          ]),
      ...[
        {stroke: theme.paper, strokeWidth: 5.5},
        {stroke: theme.goal, strokeWidth: 2.5}
      ].map(pen => Plot.link([goal], {x: d => d, y1: middle - 9, y2: middle + 9, ...pen})),
      ...(rate ? [Plot.dot(known, {x: d => d, y: middle, r: 5, fill: color, title: () => tip})] : []),
      ...(paced
        ? [
            Plot.dot([goal * elapsed], {
              ...{x: d => d, y: middle - 8, r: 3, fill: theme.ink},
              ...{symbol: "triangle", rotate: 180}
            })
          ]
        : [])
    ],
    labels
  });
}
