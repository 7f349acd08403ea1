import type {Book} from "../figures/book.js";
import {leadFigures as figures} from "../figures/leads.js";
import {everUnknown} from "../figures/unknown.js";
import {h} from "./h.js";
import {grid} from "./page.js";
import {figureCard} from "./yearbook.js";

/** 提案与公益诉讼衔接 on the page of proposals; nothing where the office has no export of leads. */
export function leadSection(book: Book): HTMLElement {
  if (everUnknown(book, ["leads.all"])) return h("div", {hidden: true});
  return h(
    "section",
    null,
    h("h2", null, "与公益诉讼衔接"),
    h("p", null, "提案转为线索移送检察机关的，和由公益诉讼线索转为提案的，按移送日期所在的自然年统计。"),
    grid(figureCard(figures.trend, book), figureCard(figures.directions, book)),
    grid(figureCard(figures.advices, book), figureCard(figures.cumulative, book))
  );
}
