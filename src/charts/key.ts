import * as Plot from "@observablehq/plot";
import {px} from "./px.js";
import {type Label, textWidth} from "./text.js";
import {mix, type Theme} from "./theme.js";

/** One entry of a key: what a colour or a line means. */
export interface KeyEntry {
  text: string;
  fill: string;
  /** Shown as a thin mark, not as a square. */
  thin?: boolean;
  /** Shown as an outline: of a year that is not over. */
  open?: boolean;
}

/** The mark before a text, 10 px high; `y` is its top. */
export interface Swatch {
  x: number;
  y: number;
  width: number;
  fill: string;
  open?: boolean;
}

export interface Key {
  labels: Label[];
  swatches: Swatch[];
  height: number;
}

/** A key above a chart, on as many lines as it needs. */
export function key(entries: KeyEntry[], width: number, theme: Theme): Key {
  const labels: Label[] = [];
  const swatches: Key["swatches"] = [];
  let x = 0;
  let y = 8;
  for (const {text, fill, thin, open} of entries) {
    const room = 15 + textWidth(text);
    if (x > 0 && x + room > width) {
      x = 0;
      y += 18;
    }
    swatches.push({x: thin ? x + 4 : x, y: y - 5, width: thin ? 2.5 : 10, fill, ...(open ? {open} : {})});
    labels.push({x: x + 15, y, text, fill: theme.ink});
    x += room + 14;
  }
  return {labels, swatches, height: entries.length ? y + 12 : 0};
}

/** How a bar of a year that is not over is painted: a pale ground within an outline of its colour. */
export function outlined<T>(theme: Theme, color: (d: T) => string) {
  return {
    fill: (d: T) => mix(theme.paper, color(d), 0.16),
    stroke: color,
    strokeWidth: 1.5,
    strokeDasharray: "4 2.5",
    inset: 0.75
  };
}

/** The marks of a key. */
export function keyMarks(swatches: Swatch[], theme: Theme): Plot.Markish[] {
  const marks = (own: Swatch[], paint: object) => (own.length ? [rects(own, paint)] : []);
  return [
    ...marks(
      swatches.filter(d => !d.open),
      {fill: "fill"}
    ),
    ...marks(
      swatches.filter(d => d.open),
      outlined(theme, (d: Swatch) => d.fill)
    )
  ];
}

function rects(swatches: Swatch[], paint: object): Plot.Markish {
  return Plot.rect(swatches, {
    x1: px((d: Swatch) => d.x),
    x2: px((d: Swatch) => d.x + d.width),
    y1: px((d: Swatch) => d.y),
    y2: px((d: Swatch) => d.y + 10),
    ...paint
  } as Plot.RectOptions);
}
