import {typeset, typesetBehind} from "../text/typeset.js";
import {pieces} from "../text/units.js";

export type Child = Node | string | number | null | undefined | false | Child[];
export type Props = Record<string, string | number | boolean | null | undefined | EventListener>;

/** Elements of running text: no line parts a number from its unit. */
const running = new Set(["P", "LI", "DD", "FIGCAPTION"]);

/** Attributes that are read, by eye or ear. */
const said = new Set(["aria-label", "title", "placeholder", "alt"]);

/**
 * An element with attributes, listeners (`onclick`) and children. Strings become text nodes, so that the text of an
 * export is text everywhere, with the marks of Chinese sentences full width; what must stand as the office wrote it is
 * given as `verbatim`. null, undefined and false are left out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props?: Props | null,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else element.setAttribute(name, value === true ? "" : said.has(name) ? typeset(String(value)) : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: Child[]) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else if (typeof child !== "string") element.append(typeof child === "number" ? String(child) : child);
    else if (element.tagName === "CODE") element.append(child);
    else {
      const text = typesetBehind(element.lastChild?.textContent ?? "", child);
      element.append(...(running.has(element.tagName) ? whole(text) : [text]));
    }
  }
}

/** A text of which no line parts a number from its unit, wherever it stands. */
export const held = (text: string): Child[] => whole(typeset(text));

const whole = (text: string): (HTMLElement | Text)[] =>
  pieces(text).map(piece => (piece.whole ? h("span", {class: "held"}, verbatim(piece.text)) : verbatim(piece.text)));

/** A text that stands as it is: names of files, cells of an export. */
export const verbatim = (text: string): Text => document.createTextNode(text);
