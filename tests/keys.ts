import type {Page} from "playwright-core";
import {expect} from "vitest";

/** So many presses of Tab lead through any page. */
const most = 500;

/** What has the focus: what it is called, and whether one sees that it has it; null where nothing has. */
function focused(): {name: string; seen: boolean} | null {
  const at = document.activeElement as HTMLInputElement | null;
  if (!at || at === document.body) return null;
  const lined = (one: Element | null, up: number): boolean => {
    if (!one || up < 0) return false;
    const {outlineStyle, outlineWidth} = getComputedStyle(one);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || lined(one.parentElement, up - 1);
  };
  const name = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent ?? "";
  // What is read instead of the field itself has its line: the frame around a hidden choice of files.
  return {name: name.replace(/\s+/g, " ").trim(), seen: at.matches(":focus-visible") && lined(at, 1)};
}

/** A page that is used by keys alone. Wherever they lead, something has the focus and is seen to have it. */
export function keysOf(page: Page) {
  const at = () => page.evaluate(focused);
  const press = (key: string) => page.keyboard.press(key);
  /** Tab until something of this name, or one that begins so, has the focus. */
  const to = async (name: string | RegExp) => {
    let lost = 0;
    for (let pressed = 0; pressed < most; pressed++) {
      const now = await at();
      if (now && (typeof name === "string" ? now.name === name : name.test(now.name))) return;
      await press("Tab");
      const then = await at();
      // Behind its end a page begins again.
      if (then === null) lost++;
      else expect(then).toEqual({name: then.name, seen: true});
      expect(lost).toBeLessThan(3);
    }
    throw new Error(`no key leads to ${name}`);
  };
  return {
    to,
    press,
    at,
    /** Presses what is called so. */
    push: async (name: string | RegExp) => {
      await to(name);
      await press("Enter");
    },
    /** Has a list stand at an option. */
    choose: async (name: string | RegExp, option: string) => {
      await to(name);
      const chosen = () =>
        page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.textContent?.trim());
      for (let pressed = 0; pressed < 80 && (await chosen()) !== option; pressed++) await press("ArrowDown");
      expect(await chosen()).toBe(option);
    },
    /** Writes into a field in place of what stands there. */
    write: async (name: string | RegExp, text: string) => {
      await to(name);
      await press("Control+A");
      await page.keyboard.insertText(text);
    },
    /** What was pressed, or what comes next, has the focus when all is done. */
    kept: async () => expect((await at())?.seen).toBe(true)
  };
}
