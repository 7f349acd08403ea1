import {dark, paper, print, type Theme} from "../charts/theme.js";

const media = (query: string) => globalThis.matchMedia?.(query);

/** The theme of the page as it is now: on paper, dark or light. */
export function currentTheme(): Theme {
  if (media("print")?.matches) return print;
  return media("(prefers-color-scheme: dark)")?.matches ? dark : paper;
}

/**
 * Calls back with the theme whenever the page turns dark, light or to paper, until the callback returns false, which
 * it does once its element has left the page.
 */
export function onTheme(callback: (theme: Theme) => boolean): void {
  const targets = ["print", "(prefers-color-scheme: dark)"].flatMap(query => media(query) ?? []);
  const listen = () => {
    if (callback(currentTheme())) return;
    for (const target of targets) target.removeEventListener("change", listen);
  };
  for (const target of targets) target.addEventListener("change", listen);
  // Some browsers lay out the printed page before they announce the medium.
  const onPrint = () => {
    if (!callback(print)) globalThis.removeEventListener("beforeprint", onPrint);
  };
  globalThis.addEventListener?.("beforeprint", onPrint);
  const afterPrint = () => {
    if (!callback(currentTheme())) globalThis.removeEventListener("afterprint", afterPrint);
  };
  globalThis.addEventListener?.("afterprint", afterPrint);
}
