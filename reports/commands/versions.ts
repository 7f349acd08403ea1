import {editionOf} from "../../loaders/edition.js";
import {environment} from "../../loaders/warehouse.js";
import {comparisons} from "../diff/comparisons.js";

/** The dataset of the page 版本对比 on standard output; items are in it in the analyst edition only. */
export async function run(): Promise<number> {
  const {[environment.data]: data, [environment.asOf]: asOf, [environment.warehouse]: warehouse} = process.env;
  const list = await comparisons({data, asOf, items: editionOf() === "analyst"}, warehouse);
  process.stdout.write(JSON.stringify(list));
  return 0;
}
