import {buildSite} from "../../loaders/site/build.js";

/** Builds the analysts' edition of the site into `analyst`. */
export async function run(): Promise<number> {
  await buildSite({edition: "analyst", output: "analyst"});
  return 0;
}
