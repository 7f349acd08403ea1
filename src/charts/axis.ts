import * as Plot from "@observablehq/plot";
import type {Scale} from "./scale.js";
import {type Label, textWidth} from "./text.js";
import type {Theme} from "./theme.js";

/** The room, in px, that the numbers of an axis take at the left of a chart. */
export function axisWidth(ticks: number[], plain: (value: number) => string): number {
  return Math.ceil(Math.max(...ticks.map(tick => textWidth(plain(tick))))) + 8;
}

/** The numbers of an axis, in px, right-aligned before `left`. */
export function axisLabels(
  ticks: number[],
  {y, left, plain, theme}: {y: Scale; left: number; plain: (value: number) => string; theme: Theme}
): Label[] {
  return ticks.map(tick => ({x: left - 6, y: y(tick), text: plain(tick), anchor: "end", fill: theme.mute}));
}

/** Hairlines at the numbers of an axis; the one at zero stands out. */
export function grid(ticks: number[], theme: Theme): Plot.Markish {
  return Plot.ruleY(ticks, {stroke: (tick: number) => (tick === 0 ? theme.mute : theme.rule)});
}
