import {type Child, h} from "./h.js";

/** Cards side by side where the page is wide enough, one below the other where it is not. */
export function grid(...cards: Child[]): HTMLElement {
  return h("div", {class: "cards"}, cards);
}

/** A part of the lead: plain text, a figure that stands out, or what more is said of it. */
export type LeadPart = string | {value: Child} | {quiet: Child};

/** One or two sentences that say the year. */
export function lead(...parts: LeadPart[]): HTMLElement {
  return h(
    "p",
    {class: "lead"},
    parts.map(part => (typeof part === "string" ? part : "value" in part ? h("strong", null, part.value) : part.quiet))
  );
}

/** 示例数据: what the page shows is synthetic; with what else is to be known of it. */
export function banner({badge = "示例数据", text}: {badge?: string | null; text?: string} = {}): HTMLElement {
  return h("p", {class: "banner"}, badge ? h("span", {class: "badge"}, badge) : null, badge && text ? " " : null, text);
}

/** What stands in the place of a chart or table that has nothing to show, and why. */
export function empty(message: string): HTMLElement {
  return h("p", {class: "empty"}, message);
}

/** The title of a page of analysts, whether its data are real, how far they reach; `beside`: what stands with it on paper. */
export function pageHeading(
  title: string,
  {sample, asOf}: {sample: boolean; asOf: string},
  beside?: Child
): HTMLElement {
  const about = banner({badge: sample ? "示例数据" : null, text: `数据截至${asOf}`});
  return h("header", {class: "page-heading"}, h("h1", null, title), about, beside);
}
