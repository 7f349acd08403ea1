import {dark, paper, print, type Theme} from "../charts/theme.js";

const media = (query: string) => globalThis.matchMedia?.(query);

/** The theme of the page as it is now: on paper, dark or light. */
export function currentTheme(): Theme {
  if (media("print")?.matches) return print;
  return media("(prefers-color-scheme: dark)")?.matches ? dark : paper;
}

// Weak, so that drawings that a page has replaced are forgotten.
const redraws = new WeakMap<HTMLElement, (theme: Theme) => void>();
const elements = new Set<WeakRef<HTMLElement>>();
let listening = false;

/** Calls back whenever the page turns dark, light or to paper, as long as the element is on it. */
export function onTheme(element: HTMLElement, redraw: (theme: Theme) => void): void {
  if (!listening) listen();
  redraws.set(element, redraw);
  elements.add(new WeakRef(element));
}

function listen() {
  listening = true;
  for (const query of ["print", "(prefers-color-scheme: dark)"])
    media(query)?.addEventListener("change", () => redrawAll(currentTheme()));
  // Some browsers lay out the printed page before they announce the medium.
  globalThis.addEventListener?.("beforeprint", () => redrawAll(print));
  globalThis.addEventListener?.("afterprint", () => redrawAll(currentTheme()));
}

function redrawAll(theme: Theme) {
  for (const reference of elements) {
    const element = reference.deref();
    if (!element) elements.delete(reference);
    else if (element.isConnected) redraws.get(element)?.(theme);
  }
}
