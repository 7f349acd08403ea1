import type {Making} from "../loaders/site/datasets.js";
import {comparisons} from "./diff/comparisons.js";

/** Datasets that no SQL makes, by the ending of their source. */
export const makers: NonNullable<Making["makers"]> = {
  ".freezes": async ({warehouse, data, asOf, edition}) =>
    JSON.stringify(await comparisons({data, asOf, items: edition === "analyst"}, warehouse))
};
