import {print} from "../charts/theme.js";
import {h, verbatim} from "./h.js";
import {onTheme} from "./scheme.js";
import {fillUnseen} from "./unseen.js";

/**
 * What a page has on paper only: at the foot of each sheet its title, the date of its figures and the page number, and
 * at its end the rules of its charts, each once, with the number that stands beneath its charts. Where the browser has no
 * margin boxes, the foot stands without a page number.
 */
export function onPaper({title, asOf}: {title: string; asOf: string}): HTMLElement {
  const name = `履职数据年报 · ${title}`;
  const date = `数据截至${asOf}`;
  const boxes = "CSSMarginRule" in globalThis;
  const foot = boxes
    ? h("div", {hidden: true}, h("style", null, verbatim(marginBoxes(name, date))))
    : h("div", {class: "print-foot", "aria-hidden": "true"}, h("span", null, name), h("span", null, date));
  onTheme(foot, theme => theme === print && numberRules());
  return foot;
}

const marginBoxes = (name: string, date: string) => `@page {
  @bottom-left {content: ${quoted(name)}; font-size: 8pt; white-space: nowrap}
  @bottom-center {content: ""}
  @bottom-right {content: ${quoted(`${date}  ·  `)} counter(page) "/" counter(pages); font-size: 8pt; white-space: nowrap}
}`;

/** Gives each rule of the page's charts a number and lists the rules at the end of the page. */
function numberRules() {
  fillUnseen();
  const main = document.querySelector("main");
  const rules = new Map<string, number>();
  for (const card of document.querySelectorAll<HTMLElement>("[data-rule]")) {
    const rule = card.dataset.rule!;
    if (!rules.has(rule)) rules.set(rule, rules.size + 1);
    card.querySelector(".note-number")!.textContent = ` · 注${rules.get(rule)}`;
  }
  main?.querySelector(".print-notes")?.remove();
  if (!rules.size) return;
  main?.append(
    h(
      "section",
      {class: "print-notes"},
      h("h2", null, "口径"),
      h(
        "ol",
        null,
        [...rules.keys()].map(rule => h("li", null, rule))
      )
    )
  );
}

/** A text as a CSS string. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\n<]/g, c => `\\${c.charCodeAt(0).toString(16)} `)}"`;
}
