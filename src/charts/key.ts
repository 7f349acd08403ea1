import {type Label, textWidth} from "./text.js";

/** One entry of a key: what a colour or a line means. */
export interface KeyEntry {
  text: string;
  fill: string;
}

export interface Key {
  labels: Label[];
  /** Squares of 10 px before each text. */
  swatches: {x: number; y: number; fill: string}[];
  height: number;
}

/** A key above a chart, on as many lines as it needs. */
export function key(entries: KeyEntry[], width: number, ink: string): Key {
  const labels: Label[] = [];
  const swatches: Key["swatches"] = [];
  let x = 0;
  let y = 8;
  for (const {text, fill} of entries) {
    const room = 15 + textWidth(text);
    if (x > 0 && x + room > width) {
      x = 0;
      y += 18;
    }
    swatches.push({x, y: y - 5, fill});
    labels.push({x: x + 15, y, text, fill: ink});
    x += room + 14;
  }
  return {labels, swatches, height: entries.length ? y + 12 : 0};
}
