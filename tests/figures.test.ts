import {describe, expect, test} from "vitest";
import {chart, publication} from "../reports/documents/picture.js";
import {contrast, dark, paper, print} from "../src/charts/theme.js";
import {seriesColors} from "../src/charts/trend.js";
import {captionOf} from "../src/figures/caption.js";
import {figures} from "../src/figures/index.js";
import {newTerms} from "../src/figures/periods.js";
import {targetTrends} from "../src/figures/target-trends.js";
import {targetsOf} from "../src/figures/targets.js";
import {printedTarget} from "../src/metrics/format.js";
import {metrics} from "./catalogue.js";
import {missetIn, textsOf} from "./punctuation.js";
import {sampleBook} from "./sample.js";
import {expectCommitted} from "./snapshot.js";

const book = await sampleBook({year: 2024});
const partial = await sampleBook({year: 2025});

/** Seven small charts have a line each; the days of a calendar are in shades. */
const together: Record<string, number> = {"proposals-proposer-trends": 7, "activities-calendar": 9};

describe.each(figures.map(figure => [figure.id, figure] as const))("figure %s", (id, figure) => {
  test("is drawn as committed, with full-width marks", () => {
    const drawn = publication(figure, book);
    expectCommitted(`figures/${id}.svg`, drawn);
    expect(
      textsOf("a.svg", Buffer.from(drawn))
        .flatMap(text => text.split("\n"))
        .flatMap(missetIn)
    ).toEqual([]);
  });

  test("has a finding, a unit and a basis, and numbers behind it", () => {
    expect(figure.title(book)).not.toMatch(/undefined|null|NaN|没有/);
    expect(figure.subtitle(book)).not.toMatch(/undefined|null|NaN/);
    const {columns, rows} = figure.table(book);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.length).toBe(columns.length);
    expect(rows.flat().some(value => typeof value === "number" && value > 0)).toBe(true);
  });

  test("has one thing in this year's colour: a line, a bar, those that its title names together", () => {
    const svg = chart(figure, book);
    const red = (mark: string) => svg.match(new RegExp(`<${mark.replace("now", `"${print.now}"`)}`, "g"))?.length ?? 0;
    const things = red('g [^>]*stroke=now stroke-width="2') + red("path [^>]*stroke=now") + red("rect fill=now");
    const title = figure.title(book);
    const named = figure.table(book).rows.filter(([item]) => title.includes(String(item))).length;
    expect(things).toBeLessThanOrEqual(together[id] ?? Math.max(1, named));
  });

  test("says that an unfinished year is compared at the same point", () => {
    expect(partial.samePeriod).toBe(true);
    expect(publication(figure, partial)).not.toMatch(/NaN|undefined|⚠/);
    const caption = captionOf(partial, figure.metrics(partial));
    expect(caption.asOf <= "2025-10-31").toBe(true);
  });
});

/** The SVG of a figure for a book, as text. */
const drawn = (id: string, of = partial) => chart(figures.find(figure => figure.id === id)!, of);

test.each([
  "proposals-cumulative",
  "proposals-categories",
  "proposals-units",
  "opinions-funnel",
  "proposals-outcomes",
  "activities-types",
  "proposals-proposer-trends",
  "proposals-trend"
])("%s draws the year that is not over as such, whole years without", id => {
  const dashes = (svg: string) => svg.match(/stroke-dasharray="4/g)?.length ?? 0;
  expect(dashes(drawn(id))).toBeGreaterThan(0);
  expect(dashes(drawn(id, book))).toBe(0);
});

test("a year cut at the same point is called 同期 where a chart names it", () => {
  for (const id of ["proposals-categories", "opinions-funnel", "proposals-cumulative", "proposals-outcomes"]) {
    expect(drawn(id)).toContain("2025年同期");
    expect(drawn(id)).toContain("2024年同期");
    expect(drawn(id, book)).not.toContain("2024年同期");
  }
});

test("the first session of a new term is marked wherever years run on", () => {
  expect(newTerms(book)).toContain(2022);
  for (const id of ["proposals-trend", "proposals-proposer-trends", "activities-types"]) {
    expect(drawn(id, book)).toMatch(/新一届/);
    expect(drawn(id, book)).toContain('stroke-dasharray="3 3"');
  }
});

test("a caption has the rule of everything that its chart shows", () => {
  for (const figure of figures) {
    const {rule} = captionOf(book, figure.metrics(book));
    for (const id of figure.metrics(book))
      expect([figure.id, rule]).toEqual([figure.id, expect.stringContaining(metrics.get(id)!.rule.split("。")[0]!)]);
  }
  const named = (id: string) => figures.find(figure => figure.id === id)!;
  expect(named("opinions-funnel").metrics(book)).toEqual(
    expect.arrayContaining(["opinions.adopted", "opinions.instructed", "opinions.adopted_rate"])
  );
  expect(named("proposals-outcomes").note!(book)).toContain("A为已解决或采纳");
});

test("a trend of a metric with a target draws the target of each year that has one", () => {
  const trends = targetTrends(book);
  expect(trends.length).toBeGreaterThan(0);
  for (const of of [book, partial])
    for (const {metric, target, comparison} of targetsOf(of)) {
      const figure = targetTrends(of).find(({id}) => id.endsWith(metric.name))!;
      expect(chart(figure, of)).toContain(`目标${printedTarget(metric, target, comparison)}</text>`);
    }
  expect(drawn("activities-trend", book)).not.toContain("目标");
});

test("a ranking whose items are counted several times says how many it leaves out, and its table does not", () => {
  const units = figures.find(({id}) => id === "proposals-units")!;
  const {rows} = units.table(book);
  // What only the year before had stands below, and is not among what the drawing leaves out.
  const {length} = rows.filter(row => row[1] !== 0);
  expect(length).toBeGreaterThan(13);
  expect(units.leaves!(book)).toContain(`另有${length - 12}个没有列出`);
  expect(units.note!(book)).not.toContain("没有列出");
});

test("no two lines of a chart share a colour", () => {
  for (const theme of [paper, dark, print]) {
    const colors = [0, 1, 2, 3].map(i => seriesColors(theme, i));
    expect(new Set(colors.map(d => d.line)).size).toBe(4);
    for (const {text} of colors) expect(contrast(text, theme.paper)).toBeGreaterThanOrEqual(4.5);
  }
});

test("the title of 委员满意率 says the rate once", () => {
  const title = figures.find(({id}) => id === "proposals-satisfaction")!.title(book);
  expect(title.match(/\d+(\.\d+)?%/g)).toHaveLength(1);
  expect(title).toMatch(/个百分点|持平/);
});

test("every share of 办理结果 is written, of small parts behind the bar", () => {
  const {rows} = figures.find(({id}) => id === "proposals-outcomes")!.table(book);
  const texts = drawn("proposals-outcomes", book)
    .match(/>[^<>]*%[^<>]*<\/text>/g)!
    .join("、");
  const counts = rows.flat().filter(value => typeof value === "number" && value > 0);
  expect(texts.match(/[\d.]+%/g)).toHaveLength(counts.length);
});

test("every figure names metrics of the catalogue", () => {
  for (const figure of figures) for (const id of figure.metrics(book)) expect(metrics.has(id), id).toBe(true);
});
