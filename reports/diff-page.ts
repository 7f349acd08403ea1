import {editionOf} from "../loaders/edition.js";
import {environment} from "../loaders/warehouse.js";
import type {Comparison} from "../src/figures/versions.js";
import {StaffError} from "../src/intake/problem.js";
import {freezes} from "./frozen.js";

/** So many freezes, the newest, are compared on the page. */
const shown = 5;

/**
 * The dataset of the page 版本对比 on standard output: every freeze compared with what the site is built from. Items
 * are in it in the analyst edition only. A freeze that cannot be compared is named with the reason.
 */
const compared: (Comparison | {name: string; fault: string})[] = [];
const found = (await freezes()).slice(0, shown);
if (found.length) {
  const {compare} = await import("./diff-compare.js");
  const {[environment.data]: data, [environment.asOf]: asOf} = process.env;
  for (const frozen of found)
    try {
      compared.push(await compare(frozen, null, {data, asOf, items: editionOf() === "analyst"}));
    } catch (error) {
      if (!(error instanceof StaffError)) throw error;
      compared.push({name: frozen.manifest.name, fault: error.message});
    }
}
process.stdout.write(JSON.stringify(compared));
