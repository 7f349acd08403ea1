import {buildSite} from "../../loaders/site/build.js";
import {makers} from "../../reports/makers.js";

/** Builds the analysts' edition of the site into `analyst`. */
export async function run(): Promise<number> {
  await buildSite({edition: "analyst", output: "analyst", makers});
  return 0;
}
