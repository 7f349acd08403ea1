import {readFileSync} from "node:fs";
import {parse} from "csv-parse/sync";
import {expect, test} from "vitest";
import {targetsOf} from "../src/figures/targets.js";
import {printedTarget} from "../src/metrics/format.js";
import {metricByLabel} from "./catalogue.js";
import {sampleBook} from "./sample.js";

interface Row {
  no: string;
  export: string;
  label: string;
  unit: string;
  printed: string;
  value_in_sample: string;
}

/** What one committee printed in its report: every figure must come out of the sample's exports, value and words. */
const rows: Row[] = parse(readFileSync("tests/figures-2024.csv", "utf8"), {columns: true});
const actual = rows.filter(row => !row.export.startsWith("target"));
const targets = rows.filter(row => row.export.startsWith("target"));
const book = await sampleBook({year: 2024});
const next = await sampleBook({year: 2025});

test("the table has the 54 actual figures and the 3 targets", () => {
  expect([actual.length, targets.length]).toEqual([54, 3]);
});

test.each(actual)("$no $label is $value_in_sample and prints $printed", ({label, unit, printed, value_in_sample}) => {
  const metric = metricByLabel(label);
  expect(metric, label).toBeDefined();
  expect(metric!.unit).toBe(unit);
  const value = book.value(metric!.id)!;
  if (unit === "%") expect(Math.round(value * 1000) / 10).toBe(Number(value_in_sample));
  else expect(value).toBe(Number(value_in_sample));
  expect(book.printed(metric!.id)).toBe(printed);
});

test.each(targets)("$no the target of $label prints $printed", ({label, printed, value_in_sample}) => {
  const found = targetsOf(next, 2025).find(({metric}) => metric.label === label);
  expect(found, label).toBeDefined();
  expect(found!.target).toBe(Number(value_in_sample));
  expect(printedTarget(found!.metric, found!.target, found!.comparison)).toBe(printed);
});
