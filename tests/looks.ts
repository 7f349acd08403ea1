import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {expect} from "vitest";
import {violations} from "./axe.js";
import {missetIn} from "./punctuation.js";
import {filled} from "./reports/paper.js";

/** How a page is looked at: in light and dark, and with the colours that a reader forces upon every page. */
const ways = {
  light: {colorScheme: "light", forcedColors: "none"},
  dark: {colorScheme: "dark", forcedColors: "none"},
  forced: {colorScheme: "light", forcedColors: "active"}
} as const;

type Way = keyof typeof ways;

/** What axe finds in a page, looked at in these ways: light 规则: element. */
export async function faults(page: Page, asked: readonly Way[] = ["light", "dark", "forced"]): Promise<string[]> {
  const found: string[] = [];
  for (const way of asked) {
    await page.emulateMedia(ways[way]);
    await page.waitForFunction(
      dark => matchMedia("(prefers-color-scheme: dark)").matches === dark,
      ways[way].colorScheme === "dark"
    );
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
    // What another way changes are colours alone.
    const said = await violations(page, way === asked[0] ? undefined : ["color-contrast", "link-in-text-block"]);
    found.push(...said.map(each => `${way} ${each}`));
  }
  await page.emulateMedia(ways.light);
  return found;
}

/**
 * How a page stands where there is little room, on a phone and at 200 % of 1280 px: nothing is wider, no unit is alone,
 * no chart's date and source take a second line.
 */
export async function crowded(page: Page): Promise<{wider: number[]; torn: string[]; long: string[]}> {
  const wider: number[] = [];
  const torn: string[] = [];
  const long: string[] = [];
  for (const [width, height] of [
    [640, 450],
    [390, 844]
  ] as const) {
    await page.setViewportSize({width, height});
    const own = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect
      .poll(own)
      .toBeLessThanOrEqual(width)
      .catch(async () => wider.push(await own()));
    torn.push(...(await page.evaluate(tornOn)));
    long.push(...(await page.evaluate(longOn)));
  }
  return {wider, torn, long};
}

/** The captions of charts, half a page wide or more, whose words (口径, 分享) stand on a second line. */
export const openersBelow = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("figcaption .openers")]
      .filter(line => line.clientWidth > 420 && line.getBoundingClientRect().height > 30)
      .map(line => line.textContent ?? "")
  );

/** The captions of charts whose words take more than one line. */
function longOn(): string[] {
  return [...document.querySelectorAll("figcaption .openers > :first-child")]
    .filter(words => words.checkVisibility() && words.getBoundingClientRect().height > 30)
    .map(words => words.textContent ?? "");
}

/** The numbers whose unit begins another line, with what stands before them. */
function tornOn(): string[] {
  const measure = /\d[\d.,]*(?:[%％]|(?:个百分点|[件篇场人批户]次|\p{Script=Han}))(?:[（(]\p{Script=Han}{1,2}[)）])?/gu;
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement!.closest("code, pre, script, style, svg, select, textarea, .cm-editor")) continue;
    for (const {0: text, index} of node.data.matchAll(measure)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + text.length);
      const lines = new Set([...range.getClientRects()].map(({top}) => Math.round(top)));
      if (lines.size > 1) found.push(node.data.slice(Math.max(0, index - 12), index + text.length));
    }
  }
  return found;
}

/**
 * What is not set as print sets it in all that a page says, folded or not: of each block its text, of each element its
 * label. Code is left out, and what stands in lists of items as the office wrote it.
 */
export async function misset(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const opener of document.querySelectorAll<HTMLElement>(".opener[aria-expanded=false]"))
      if (opener.textContent !== "分享") opener.click();
  });
  const said = await page.evaluate(() => {
    const inline = ["SPAN", "BUTTON", "A", "STRONG", "B", "U", "LABEL", "TSPAN"];
    const blocks = new Map<Element, string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      let block = walker.currentNode.parentElement!;
      if (block.closest("code, pre, script, style, .cm-editor, .rows td")) continue;
      while (inline.includes(block.tagName.toUpperCase())) block = block.parentElement!;
      blocks.set(block, (blocks.get(block) ?? "") + walker.currentNode.nodeValue);
    }
    const named = [...document.querySelectorAll("[aria-label], [title], [placeholder]")];
    const labels = named.flatMap(element =>
      ["aria-label", "title", "placeholder"].map(name => element.getAttribute(name) ?? "")
    );
    return [...blocks.values(), ...labels];
  });
  return said.flatMap(missetIn);
}

/** The controls of a page, or of a part of it, that the key Tab does not reach, by what they are called. */
export async function unreached(page: Page, part = "body"): Promise<string[]> {
  const kinds = [
    "a[href]",
    "button:enabled",
    "input:enabled:not([type=radio]:not(:checked))",
    "select",
    "summary",
    "[tabindex='0']"
  ];
  const controls = kinds.map(kind => `${part} ${kind}`).join(", ");
  const count = await page.evaluate(controls => {
    const all = [...document.querySelectorAll<HTMLElement>(controls)].filter(one => one.checkVisibility());
    for (const [i, one] of all.entries()) one.dataset.control = String(i);
    (document.activeElement as HTMLElement | null)?.blur();
    return all.length;
  }, controls);
  const reached = new Set<string>();
  for (let pressed = 0; pressed < count + 60 && reached.size < count; pressed++) {
    await page.keyboard.press("Tab");
    const control = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.control);
    if (control !== undefined) reached.add(control);
  }
  return page.evaluate(
    reached =>
      [...document.querySelectorAll<HTMLElement>("[data-control]")]
        .filter(({dataset}) => !reached.includes(dataset.control!))
        .map(one => one.getAttribute("aria-label") ?? one.textContent ?? one.tagName),
    [...reached]
  );
}

/** How many tiles stand in each row. */
export const tilesIn = (page: Page) =>
  page
    .locator(".tiles .tile")
    .evaluateAll(tiles =>
      [...new Set(tiles.map(tile => tile.getBoundingClientRect().top))].map(
        top => tiles.filter(tile => tile.getBoundingClientRect().top === top).length
      )
    );

/** A page on paper: how full each sheet is, and its text. */
export async function printed(page: Page): Promise<{fill: number[]; sheets: string[]}> {
  await page.emulateMedia({media: "print"});
  const folder = mkdtempSync(join(tmpdir(), "yearbook-paper-"));
  const pdf = join(folder, "page.pdf");
  await page.pdf({path: pdf, preferCSSPageSize: true});
  const fill = await filled(pdf, [14 / 297, 17 / 297]);
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], {encoding: "utf8"});
  rmSync(folder, {recursive: true});
  return {fill, sheets: text.split("\f").slice(0, fill.length)};
}

/**
 * The figures printed on a page, folded or not, that neither are nor stand within a link to the page of a metric, with
 * what stands before them. A drawing's are led by the names of its metrics above it.
 */
export async function unlinked(page: Page): Promise<string[]> {
  for (const name of ["口径", "数据表"])
    for (const opener of await page.locator("figure.chart-card .opener", {hasText: name}).all())
      if ((await opener.getAttribute("aria-expanded")) === "false")
        await opener.evaluate(button => (button as HTMLElement).click());
  return page.evaluate(() => {
    const units = "%|％|个百分点|倍|件次|件|篇次|篇|场次|场|人次|人|条|项|批次|次|份|个|家|名|张|票|期|天";
    const figure = new RegExp(`\\d[\\d,]*(?:\\.\\d+)?[余多万亿]*(?:${units})`, "g");
    const linked = (element: Element) => element.closest('a[href*="metric.html?metric="]') !== null;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const {data, parentElement: at} = walker.currentNode as Text;
      if (
        !at ||
        linked(at) ||
        at.closest(
          "code, pre, script, style, select, textarea, button, .opened.rule, .dictionary .long, .provenance-inline, .legend, .group, th, [aria-label=口径设置]"
        )
      )
        continue;
      if (/\d项年度目标|(?:其余|共)\d+项/.test(at.closest(".lead")?.textContent ?? "") && /^\d+项$/.test(data))
        continue;
      const card = at.closest("svg") && at.closest(".chart-card, .target, .tile");
      if (card?.querySelector('a[href*="metric.html?metric="]')) continue;
      const cell = at.closest("td.number");
      if (cell ? /\d/.test(data) : data.match(figure)) found.push(`${at.tagName}.${at.className} ${data.slice(0, 90)}`);
    }
    return found;
  });
}
