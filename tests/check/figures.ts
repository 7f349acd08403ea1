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

/** 2023 to 2025, as the sample's reference table has them. */
export const targets: DraftTarget[] = [
  [2023, 16, 92],
  [2024, 18, 93],
  [2025, 20, 95]
].flatMap(([year, times, rate]) => [
  {metric: "activities.consultations", year: year!, target: times!, comparison: "以上"},
  {metric: "activities.supervision", year: year!, target: times!, comparison: "以上"},
  {metric: "proposals.two_way_satisfaction", year: year!, target: rate!, comparison: "以上"}
]);
