import * as Plot from "@observablehq/plot";
import {typeset, typesetLabel} from "../text/typeset.js";
import type {Scale} from "./scale.js";
import {type Label, texts} from "./text.js";
import {fonts, paper, type Theme} from "./theme.js";

/** Where and how a chart is drawn. In Node a `document` must be given. */
export interface ChartOptions {
  /** Px; text stays 12 px at every width. */
  width?: number;
  /** Px to be filled where the shape can: an axis is as high, rows stand nearer or farther. By default as suits the width. */
  height?: number;
  /** Years stand as 2024, without 年: charts side by side say them alike. */
  shortYears?: boolean;
  document?: Document;
  theme?: Theme;
  /** Font families, as in CSS. */
  font?: string;
}

/** What every chart must be told. */
export interface ChartSpec {
  /** One sentence for those who do not see the chart: aria-label and `<title>`. */
  label: string;
  /** More of it: `<desc>`. */
  description?: string;
}

/** How a chart prints numbers. It never formats by itself. */
export interface NumberSpec extends ChartSpec {
  /** A value with its unit, 261件, 98.4%. */
  format: (value: number) => string;
  /** A value without its unit, for axes and value labels; by default as `format`. */
  plain?: (value: number) => string;
}

/** The options with their defaults. Throws where there is no document to draw in. */
export function settings({
  width = 640,
  height,
  shortYears = false,
  document,
  theme = paper,
  font = fonts.page
}: ChartOptions) {
  const owner = document ?? globalThis.document;
  if (!owner) throw new Error("invalid document: missing");
  if (!(width > 0)) throw new Error(`invalid width: ${width}`);
  return {width: Math.round(width), height, shortYears, document: owner, theme, font};
}

/** The distance of rows, px: as usual, or so that they fill a height without standing too close or too far. */
export function rowHeight(usual: number, count: number, room: number | undefined, least: number): number {
  return room === undefined ? usual : Math.max(least, Math.min(usual * 1.7, room / Math.max(1, count)));
}

/** The height of a chart with an axis, so that charts side by side end on one line. */
export function usualHeight(width: number): number {
  return Math.max(216, Math.min(330, Math.round(width * 0.3) + 64));
}

/** What a chart is drawn of. */
export interface Drawing {
  /** Px, as are the margins, where an axis has its labels; none where none is given. */
  height: number;
  marginTop?: number;
  marginRight?: number;
  marginBottom?: number;
  marginLeft?: number;
  /** Where its marks stand: values of a scale; px where none is given. */
  x?: Scale;
  y?: Scale;
  marks: Plot.Markish[];
  /** Its texts, in px, above all marks. */
  labels?: Label[];
}

/** Px as they are, to two decimals. */
const pixels = {type: "identity", transform: (value: number) => Math.round(value * 100) / 100} as const;

/** What Plot is told of a scale of ours. */
const scaled = (scale: Scale | undefined): Plot.ScaleOptions =>
  scale ? {type: "linear", domain: scale.domain, range: scale.range} : pixels;

/**
 * Draws with Plot and makes the result stand alone: no margin, axis or stylesheet of Plot's, no class, no inherited
 * colour; a name and a description for screen readers. No option that would wrap the SVG in a figure is passed.
 */
export function draw(
  spec: ChartSpec,
  {width, document, theme, font}: ReturnType<typeof settings>,
  {x, y, marks, labels = [], ...size}: Drawing
): SVGSVGElement {
  const svg = Plot.plot({
    ...{margin: 0, ...size, width, document, axis: null, x: scaled(x), y: scaled(y)},
    marks: [...marks, ...texts(labels, theme.ink)]
  }) as unknown as SVGSVGElement;
  if (svg.tagName.toLowerCase() !== "svg") throw new Error("invalid drawing: Plot made a figure");
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    element.removeAttribute("class");
    // Plot names its groups after its marks, in English, and those names would be read aloud.
    element.removeAttribute("aria-label");
    element.removeAttribute("aria-description");
    for (const name of ["fill", "stroke"])
      if (element.getAttribute(name) === "currentColor") element.setAttribute(name, theme.ink);
  }
  for (const text of svg.querySelectorAll("text, tspan, title"))
    for (const node of text.childNodes) if (node.nodeType === 3) node.nodeValue = typesetLabel(node.nodeValue!);
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", typeset(spec.label));
  svg.setAttribute("font-family", font);
  svg.setAttribute("font-size", "12");
  svg.setAttribute("fill", theme.ink);
  const named = (name: string, text: string) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.textContent = typeset(text);
    return element;
  };
  svg.prepend(named("title", spec.label), ...(spec.description ? [named("desc", spec.description)] : []));
  return svg;
}
