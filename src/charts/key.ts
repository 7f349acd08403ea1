import * as Plot from "@observablehq/plot";
import {px} from "./px.js";
import {type Label, textWidth} from "./text.js";

/** One entry of a key: what a colour or a line means. */
export interface KeyEntry {
  text: string;
  fill: string;
  /** Shown as a thin mark, not as a square. */
  thin?: boolean;
}

/** The mark before a text, 10 px high; `y` is its top. */
export interface Swatch {
  x: number;
  y: number;
  width: number;
  fill: string;
}

export interface Key {
  labels: Label[];
  swatches: Swatch[];
  height: number;
}

/** A key above a chart, on as many lines as it needs. */
export function key(entries: KeyEntry[], width: number, ink: string): Key {
  const labels: Label[] = [];
  const swatches: Key["swatches"] = [];
  let x = 0;
  let y = 8;
  for (const {text, fill, thin} of entries) {
    const room = 15 + textWidth(text);
    if (x > 0 && x + room > width) {
      x = 0;
      y += 18;
    }
    swatches.push({x: thin ? x + 4 : x, y: y - 5, width: thin ? 2.5 : 10, fill});
    labels.push({x: x + 15, y, text, fill: ink});
    x += room + 14;
  }
  return {labels, swatches, height: entries.length ? y + 12 : 0};
}

/** The marks of a key. */
export function keyMarks(swatches: Swatch[]): Plot.Markish {
  return Plot.rect(swatches, {
    x1: px((d: Swatch) => d.x),
    x2: px((d: Swatch) => d.x + d.width),
    y1: px((d: Swatch) => d.y),
    y2: px((d: Swatch) => d.y + 10),
    fill: {value: (d: Swatch) => d.fill, scale: null}
  } as Plot.RectOptions);
}
