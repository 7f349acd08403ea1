import type pptxgen from "pptxgenjs";
import {print, textWidth} from "../../../src/charts/index.js";

export type Slide = ReturnType<InstanceType<typeof pptxgen>["addSlide"]>;

const hex = (color: string) => color.slice(1).toUpperCase();
export const colors = {
  ink: hex(print.ink),
  mute: hex(print.mute),
  rule: hex(print.rule),
  now: hex(print.now),
  prev: hex(print.prev),
  past: hex(print.past)
};
export const sans = "Microsoft YaHei";
export const serif = "SimSun";

/** A slide of 13.33 × 7.5 inches: what stands left and right, and between them. */
export const margin = 0.7;
export const width = 13.33 - 2 * margin;

/** Where a text stands, inches; its letters in points, as large as asked where there is room. */
export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
  size: number;
  /** No smaller than this: what does not fit then is cut at a clause. */
  least?: number;
  bold?: boolean;
  color?: string;
  face?: string;
  align?: "left" | "center" | "right";
  valign?: "top" | "middle" | "bottom";
}

/** Distance of lines, of the size of letters; PowerPoint and LibreOffice set Chinese fonts so. */
const leading = 1.35;
/** Offices set Han and digits apart, and their fonts differ. */
const slack = 1.06;

/** How many lines a text takes at a size in a width (inches). */
const linesOf = (text: string, size: number, w: number, bold: boolean) =>
  Math.ceil((textWidth(text, {size, bold}) * slack) / (w * 72));

/** The largest size, in points, at which a text stays within its place; the least one where none does. */
export function sized(text: string, {w, h, size, least = 12, bold = false}: Place): number {
  for (let points = size; points > least; points--)
    if (linesOf(text, points, w, bold) * points * leading <= h * 72) return points;
  return least;
}

/** The text, without its last clauses, or letters, where even the least size leaves no room for them. */
export function within(text: string, place: Place): string {
  const {w, h, least = 12, bold = false} = place;
  const fits = (text: string) => linesOf(text, least, w, bold) * least * leading <= h * 72;
  if (fits(text)) return text;
  let rest = text;
  while (!fits(`${rest}……`) && /[，。；]./.test(rest)) rest = rest.replace(/[，。；][^，。；]*。?$/, "");
  while (!fits(`${rest}……`) && rest.length > 1) rest = rest.slice(0, -1);
  return `${rest}……`;
}

/** Writes a text that overruns neither its place nor the slide. */
export function write(slide: Slide, text: string, place: Place): void {
  const {x, y, w, h, bold = false, color = colors.ink, face = sans, align = "left", valign = "top"} = place;
  const shown = within(text, place);
  slide.addText(shown, {
    ...{x, y, w, h, bold, color, align, valign},
    fontFace: face,
    fontSize: sized(shown, place),
    margin: 0
  });
}

/** The message of a slide, between a rule and what shows it; `over` names what it belongs to. */
export function heading(slide: Slide, message: string, over = ""): void {
  slide.addShape("rect", {x: margin, y: 0.45, w: width, h: 0.03, fill: {color: colors.ink}});
  if (over) write(slide, over, {x: margin, y: 0.54, w: width, h: 0.3, size: 13, color: colors.mute});
  write(slide, message, {
    ...{x: margin, y: over ? 0.84 : 0.6, w: width, h: 0.72},
    ...{size: 28, least: 16, bold: true, face: serif, valign: "middle" as const}
  });
}

/** What stands at the foot of a slide. */
export const foot = (slide: Slide, text: string): void =>
  write(slide, text, {x: margin, y: 6.95, w: width, h: 0.3, size: 12, least: 9, color: colors.mute});
