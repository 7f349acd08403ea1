import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import * as charts from "../../src/charts/index.js";
import {dark, fonts, paper, print, serialize} from "../../src/charts/index.js";
import {clipped, collisions} from "./geometry.js";
import {shapes} from "./shapes.js";

const document = parseHTML("<html><body></body></html>").document as unknown as Document;
const folder = "tests/output/charts";

/** The committed drawing; written anew with UPDATE=1, never because it is missing. */
function expectSnapshot(name: string, text: string) {
  const path = `${folder}/${name}.svg`;
  if (process.env.UPDATE) {
    mkdirSync(folder, {recursive: true});
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${path} is missing: run with UPDATE=1 and look at it`).toBe(true);
  expect(text).toBe(readFileSync(path, "utf8"));
}

describe.each(Object.entries(shapes))("%s", (name, shape) => {
  it("draws what was committed", () => {
    const svg = shape({width: 640, document, theme: print, font: fonts.document});
    expectSnapshot(name, serialize(svg, {background: print.paper}));
  });

  it("draws the same bytes twice", () => {
    expect(serialize(shape({document}))).toBe(serialize(shape({document})));
  });

  it.each([300, 340, 390, 480, 640, 800, 1000])("keeps its labels inside and apart at %i px", width => {
    const svg = shape({width, document});
    expect(clipped(svg)).toEqual([]);
    expect(collisions(svg)).toEqual([]);
  });

  it.each([paper, dark, print])("stands alone, outside a page: $name", theme => {
    const svg = shape({document, theme});
    const text = serialize(svg);
    expect(text).not.toMatch(/⚠|NaN|Infinity|undefined|null|currentColor|var\(|class=|<style/);
    expect(text, "a year or number with a thousands separator").not.toMatch(/\d,\d{3}</);
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toBeTruthy();
    expect(svg.querySelector("title")?.textContent).toBe(svg.getAttribute("aria-label"));
    expect(svg.querySelectorAll("[aria-label]").length, "names of Plot's own, in English").toBe(0);
  });
});

it("every shape is drawn here", () => {
  const drawn = new Set(Object.keys(shapes).map(name => name.split("-")[0]));
  const helpers = new Set(["serialize", "textWidth"]);
  const exported = Object.entries(charts).filter(([name, value]) => typeof value === "function" && !helpers.has(name));
  expect(exported.map(([name]) => name).filter(name => !drawn.has(name))).toEqual([]);
});

it("a chart without a document says so", () => {
  expect(() => shapes.trend!({})).toThrow("invalid document: missing");
});
