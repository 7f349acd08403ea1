import {describe, expect, test} from "vitest";
import {publication} from "../reports/picture.js";
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

test("every figure names metrics of the catalogue", () => {
  for (const figure of figures) for (const id of figure.metrics(book)) expect(metrics.has(id), id).toBe(true);
});
