import * as Plot from "@observablehq/plot";
import {typesetLabel} from "../text/typeset.js";

/** Size of all text in charts, in px, at every width. */
export const fontSize = 12;
/** Height a line of text takes. */
export const lineHeight = 15;

/** Widths of the characters that are not about as wide as a digit, in em, rounded up over the usual fonts. */
const narrow = /[ilI.,:;'|!()[\]{} \u2009]/;
const wide =
  /[\u1100-\u11ff\u2014\u2018-\u201f\u2026\u2190-\u21ff\u25a0-\u25ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Estimated width of a text as it is drawn, in px. A Han character is 1em; Plot would take it for an e. */
export function textWidth(text: string, {size = fontSize, bold = false} = {}): number {
  let em = 0;
  for (const character of typesetLabel(text)) {
    if (wide.test(character) || character > "\uffff") em += 1;
    else if (character === "%" || /[MWmw@]/.test(character)) em += 0.92;
    else if (narrow.test(character)) em += 0.34;
    else if (/[A-Z]/.test(character)) em += 0.68;
    else em += 0.58;
  }
  return em * size * (bold ? 1.04 : 1);
}

/** The text, cut with an ellipsis if it is wider than `width` px. */
export function ellipsis(text: string, width: number, {bold = false} = {}): string {
  if (textWidth(text, {bold}) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, {bold}) > width) characters.pop();
  return `${characters.join("")}…`;
}

/** The text on at most two lines of `width` px, about equal; the second is cut where it still does not fit. */
export function wrap(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text];
  const characters = [...text];
  const first = (count: number) => textWidth(characters.slice(0, count).join(""));
  let count = textWidth(text) / 2 <= width - fontSize ? Math.ceil(characters.length / 2) : characters.length;
  while (count > 1 && first(count) > width) count--;
  return [characters.slice(0, count).join(""), ellipsis(characters.slice(count).join(""), width)];
}

/** A text at a point of the drawing, in px; `y` is the middle of the line. */
export interface Label {
  x: number;
  y: number;
  text: string;
  anchor?: "start" | "middle" | "end";
  fill?: string;
  bold?: boolean;
}

export interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The space a label takes, by estimate. */
export function boxOf({x, y, text, anchor = "start", bold = false}: Label): Box {
  const width = textWidth(text, {bold});
  const x1 = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return {x1, y1: y - 7, x2: x1 + width, y2: y + 7};
}

export function overlap(a: Box, b: Box, gap = 2): boolean {
  return a.x1 < b.x2 + gap && b.x1 < a.x2 + gap && a.y1 < b.y2 && b.y1 < a.y2;
}

/** The label moved sideways so that it lies between `left` and `right`. */
export function within(label: Label, left: number, right: number): Label {
  const box = boxOf(label);
  const shift = Math.max(0, left - box.x1) || Math.min(0, right - box.x2);
  return shift ? {...label, x: label.x + shift} : label;
}

/** Positions at least `gap` apart, in the order of the wished ones and as near to them as fits between lo and hi. */
export function spread(wished: number[], gap: number, lo: number, hi: number): number[] {
  const order = wished.map((y, i) => ({y, i})).sort((a, b) => a.y - b.y || a.i - b.i);
  let floor = lo;
  for (const d of order) {
    d.y = Math.max(d.y, floor);
    floor = d.y + gap;
  }
  let ceiling = hi;
  for (const d of order.reverse()) {
    d.y = Math.min(d.y, ceiling);
    ceiling = d.y - gap;
  }
  const placed: number[] = [];
  for (const d of order) placed[d.i] = d.y;
  return placed;
}

/** The same for labels whose points lie close together: neighbours move apart evenly, not only downwards. */
export function relax(wished: number[], gap: number, lo: number, hi: number): number[] {
  const ys = spread(wished, gap, lo, hi);
  const order = wished.map((y, i) => ({y, i})).sort((a, b) => a.y - b.y || a.i - b.i);
  // Runs that touch are centred on the mean of where they wished to be.
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && ys[order[end + 1]!.i]! - ys[order[end]!.i]! <= gap + 0.01) end++;
    const run = order.slice(start, end + 1);
    const mean = run.reduce((sum, d) => sum + d.y, 0) / run.length;
    const half = ((run.length - 1) * gap) / 2;
    const above = start > 0 ? ys[order[start - 1]!.i]! + gap : lo;
    const top = Math.min(Math.max(mean - half, above), hi - 2 * half);
    for (const [k, d] of run.entries()) ys[d.i] = top + k * gap;
    start = end + 1;
  }
  return ys;
}

/** Marks that draw the labels where they say. Colours must be set: nothing is inherited from a page. */
export function texts(labels: Label[], ink: string): Plot.Markish[] {
  const groups = new Map<string, Label[]>();
  for (const label of labels) {
    if (!label.text) continue;
    const key = `${label.anchor ?? "start"}${label.bold ? " bold" : ""}`;
    groups.set(key, [...(groups.get(key) ?? []), label]);
  }
  return [...groups.values()].map(group =>
    Plot.text(group, {
      x: {value: d => Math.round(d.x * 10) / 10, scale: null},
      y: {value: d => Math.round(d.y * 10) / 10, scale: null},
      text: "text",
      fill: {value: d => d.fill ?? ink, scale: null},
      textAnchor: group[0]!.anchor ?? "start",
      fontWeight: group[0]!.bold ? 700 : undefined,
      fontSize,
      clip: false
    } as Plot.TextOptions)
  );
}
