import {readFileSync} from "node:fs";
import type {DraftTarget, Figure} from "../../src/check/index.js";

type Row = [metric: string, year: number, value: number | null, numerator: number | null, denominator: number | null];

const rows = JSON.parse(readFileSync(new URL("figures.json", import.meta.url), "utf8")) as Row[];

/** The figures of the sample, 2022 to 2024. */
export const figures: Figure[] = rows.map(([metric, year, value, numerator, denominator]) => ({
  metric,
  year,
  value,
  numerator,
  denominator
}));

export const targets: DraftTarget[] = [
  {metric: "activities.consultations", year: 2025, target: 20, comparison: "以上"},
  {metric: "activities.supervision", year: 2025, target: 20, comparison: "以上"},
  {metric: "proposals.two_way_satisfaction", year: 2025, target: 95, comparison: "以上"}
];
