import type {ChartOptions} from "../charts/chart.js";
import {print, type Theme} from "../charts/theme.js";
import {h} from "./h.js";
import {later} from "./later.js";
import {currentTheme, onTheme} from "./scheme.js";
import {tips} from "./tips.js";

/** Draws a chart at a width in a theme: what a figure gives to a page. */
export type Draw = (options: ChartOptions) => SVGSVGElement;

/** Width of a chart on A4, in px: two in a row, or one that takes the whole row. */
function printWidth(element: HTMLElement): number {
  if (element.closest(".target")) return 215;
  return element.closest(".cards > :not(.wide)") ? 340 : 703;
}

const heightOf = (svg: SVGSVGElement) => Number(svg.getAttribute("height"));

/** Heights of charts as last drawn, so that a page does not jump while one is drawn anew. */
const heights = new Map<string, number>();
/** And widths: a chart drawn anew is drawn before the page lays it out. */
const widths = new Map<string, number>();

/** Whether an element is on the screen or about to be. */
function near(element: HTMLElement): boolean {
  const {top, bottom} = element.getBoundingClientRect();
  return bottom > -100 && top < innerHeight + 100;
}

/**
 * A place on the page that holds a chart: drawn anew at the width it gets, and in the colours of the page; its points
 * can be read by pointer, touch and keyboard. What is not on the screen is drawn a moment later. Charts of one `key`
 * keep the height of the last. `opens` is called with the text of a point that is clicked, or entered by keyboard.
 */
export function chart(drawing: Draw, key = "", opens?: (text: string, from: HTMLElement) => void): HTMLElement {
  const stage = h("div", {class: "chart-stage"});
  const height = heights.get(key);
  if (height) stage.style.minHeight = `${height}px`;
  const element = h("div", {class: "chart"}, stage);
  const showTips = tips(element, opens);
  let width = globalThis.ResizeObserver ? (widths.get(key) ?? 0) : 640;
  const redraw = (theme: Theme) => {
    if (width === 0 && theme !== print) return;
    const onPaper = theme === print;
    const options = {theme, width: onPaper ? printWidth(element) : width, document};
    const drawn = drawing(options);
    // On paper lower than on the screen, so that a page holds several.
    const svg = onPaper ? drawing({...options, height: Math.round(heightOf(drawn) * 0.82)}) : drawn;
    stage.replaceChildren(svg);
    stage.style.minHeight = "";
    heights.set(key, heightOf(svg));
    showTips(svg);
  };
  onTheme(element, redraw);
  if (globalThis.ResizeObserver) {
    new ResizeObserver(entries => {
      const next = Math.floor(entries.at(-1)!.contentRect.width);
      const theme = currentTheme();
      if (next === 0 || next === width || theme === print) return;
      width = next;
      if (key) widths.set(key, width);
      if (near(element)) redraw(theme);
      else later(() => element.isConnected && redraw(currentTheme()));
    }).observe(element);
    if (width) redraw(currentTheme());
    // A card off the screen is not laid out, and tells its chart no size; it has its own.
    else
      later(() => {
        const room = element.closest(".chart-card")?.clientWidth ?? 0;
        if (width || !room || currentTheme() === print) return;
        width = room;
        redraw(currentTheme());
      });
  } else redraw(currentTheme());
  return element;
}

/** A small drawing of fixed width, as in a tile: redrawn only when the theme changes. */
export function glyph(drawing: Draw, width?: number): HTMLElement {
  const element = h("span", {class: "glyph"});
  const redraw = (theme: Theme) => {
    const svg = drawing({theme, document, ...(width ? {width} : {})});
    for (const title of [...svg.querySelectorAll("title")]) title.remove();
    element.replaceChildren(svg);
  };
  onTheme(element, redraw);
  redraw(currentTheme());
  return element;
}
