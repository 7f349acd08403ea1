import {describe, expect, test} from "vitest";
import {chart, publication} from "../reports/picture.js";
import {figures} from "../src/figures/index.js";
import {metrics} from "../src/metrics/index.js";
import {sampleBook} from "./sample.js";
import {expectCommitted} from "./snapshot.js";

const book = await sampleBook({year: 2024});
const partial = await sampleBook({year: 2025});

describe.each(figures.map(figure => [figure.id, figure] as const))("figure %s", (id, figure) => {
  test("is drawn as committed", () => {
    expectCommitted(`figures/${id}.svg`, publication(figure, book));
  });

  test("has a finding, a unit and a basis, and numbers behind it", () => {
    expect(figure.title(book)).not.toMatch(/undefined|null|NaN|没有/);
    expect(figure.subtitle(book)).not.toMatch(/undefined|null|NaN/);
    const {columns, rows} = figure.table(book);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.length).toBe(columns.length);
    expect(rows.flat().some(value => typeof value === "number" && value > 0)).toBe(true);
  });

  test("says that an unfinished year is compared at the same point", () => {
    expect(partial.samePeriod).toBe(true);
    expect(publication(figure, partial)).not.toMatch(/NaN|undefined|⚠/);
    const caption = partial.caption(figure.metrics(partial));
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
  expect(book.newTerms).toContain(2022);
  for (const id of ["proposals-trend", "proposals-proposer-trends", "activities-types"]) {
    expect(drawn(id, book)).toMatch(/新一届/);
    expect(drawn(id, book)).toContain('stroke-dasharray="3 3"');
  }
});

test("a caption has the rule of everything that its chart shows", () => {
  for (const figure of figures) {
    const {rule} = book.caption(figure.metrics(book));
    for (const id of figure.metrics(book))
      expect([figure.id, rule]).toEqual([figure.id, expect.stringContaining(metrics.get(id)!.rule.split("。")[0]!)]);
  }
  const named = (id: string) => figures.find(figure => figure.id === id)!;
  expect(named("opinions-funnel").metrics(book)).toEqual(
    expect.arrayContaining(["opinions.adopted", "opinions.instructed", "opinions.adopted_rate"])
  );
  expect(named("proposals-outcomes").note!(book)).toContain("A为已解决或采纳");
});

test("every figure names metrics of the catalogue", () => {
  for (const figure of figures) for (const id of figure.metrics(book)) expect(metrics.has(id), id).toBe(true);
});
