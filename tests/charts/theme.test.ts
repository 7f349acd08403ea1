import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {partColors} from "../../src/charts/parts.js";
import {contrast, dark, inkOn, mix, paper, print, tint} from "../../src/charts/theme.js";
import {missetIn} from "../punctuation.js";

describe.each([paper, dark, print])("$name", theme => {
  it("has text that reads on its ground (WCAG AA)", () => {
    for (const name of ["ink", "mute", "now", "prev", "goal"] as const)
      expect(contrast(theme[name], theme.paper), name).toBeGreaterThanOrEqual(4.5);
  });

  it("has text that reads on every shade it writes on", () => {
    const tints = Array.from({length: 11}, (_, i) => tint(theme, i / 10));
    for (const shade of [theme.now, ...partColors(theme), ...tints])
      expect(contrast(inkOn(shade, theme), shade), shade).toBeGreaterThanOrEqual(4.5);
  });
});

it("the stylesheet and the charts have the same colours", () => {
  const css = readFileSync("src/style/tokens.css", "utf8");
  const [light, night] = css.split("@media (prefers-color-scheme: dark)") as [string, string];
  for (const [part, theme] of [
    [light, paper],
    [night, dark]
  ] as const)
    for (const name of ["paper", "ink", "mute", "rule", "now", "prev", "past", "goal"] as const)
      expect(part).toContain(`--${name}: ${theme[name]};`);
});

it("what style sheets write is set as print sets it, and no box is round", () => {
  for (const sheet of readdirSync("src", {recursive: true, encoding: "utf8"}).filter(name => name.endsWith(".css"))) {
    const css = readFileSync(`src/${sheet}`, "utf8");
    expect(
      [...css.matchAll(/content:\s*"([^"]*)"/g)].flatMap(([, text]) => missetIn(text!)),
      sheet
    ).toEqual([]);
    expect(css, sheet).not.toMatch(/border-radius:\s*[1-9]|box-shadow:(?!\s*none)|gradient\(/);
  }
});

it("mixes colours", () => {
  expect(mix("#000000", "#ffffff", 0)).toBe("#000000");
  expect(mix("#000000", "#ffffff", 1)).toBe("#ffffff");
  expect(mix("#000000", "#fffefc", 0.5)).toBe("#807f7e");
});
