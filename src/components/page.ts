import {type Child, h} from "./h.js";

/** Cards side by side where the page is wide enough, one below the other where it is not. */
export function grid(...cards: Child[]): HTMLElement {
  return h("div", {class: "cards"}, cards);
}

/** A part of the lead: plain text, or a figure that stands out. */
export type LeadPart = string | {value: string};

/** One or two sentences that say the year. */
export function lead(...parts: LeadPart[]): HTMLElement {
  return h(
    "p",
    {class: "lead"},
    parts.map(part => (typeof part === "string" ? part : h("strong", null, part.value)))
  );
}

/** 示例数据: what the page shows is synthetic; with what else is to be known of it. */
export function banner({badge = "示例数据", text}: {badge?: string | null; text?: string} = {}): HTMLElement {
  return h("p", {class: "banner"}, badge ? h("span", {class: "badge"}, badge) : null, badge && text ? " " : null, text);
}

/**
 * The foot of a printed page: its address, the date of its figures and the page number. Not seen on the screen. Where
 * the browser has no margin boxes, it stands at the bottom of each page without a number.
 */
export function printFoot({asOf}: {asOf?: string} = {}): HTMLElement {
  const date = asOf ? `数据截至 ${asOf}` : "";
  const boxes = "CSSMarginRule" in globalThis;
  const address = h("span", null);
  const style = h("style");
  const foot = boxes
    ? h("div", {hidden: true}, style)
    : h("div", {class: "print-foot", "aria-hidden": "true"}, address, h("span", null, date));
  // The address changes with what is chosen on the page.
  const say = () => {
    const href = globalThis.location?.href ?? "";
    address.textContent = href;
    style.textContent = `@page {
      @bottom-left {content: ${quoted(href)}; font-size: 8pt; white-space: nowrap}
      @bottom-center {content: ""}
      @bottom-right {content: ${quoted(`${date}  ·  `)} counter(page) "/" counter(pages); font-size: 8pt; white-space: nowrap}
    }`;
  };
  say();
  const onPrint = () => {
    if (foot.isConnected) say();
    else globalThis.removeEventListener("beforeprint", onPrint);
  };
  globalThis.addEventListener?.("beforeprint", onPrint);
  return foot;
}

/** A text as a CSS string. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\n<]/g, c => `\\${c.charCodeAt(0).toString(16)} `)}"`;
}

/** What stands in the place of a chart or table that has nothing to show, and why. */
export function empty(message: string): HTMLElement {
  return h("p", {class: "empty"}, message);
}
