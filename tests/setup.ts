import {execFileSync} from "node:child_process";
import {buildWarehouse} from "../loaders/warehouse.js";
import {bundleProgram} from "./program.js";

/** What tests want is there, and the sample's warehouse stands before any asks for it, so that none waits for another. */
export default async function setup() {
  execFileSync(".ci/tools", {stdio: ["ignore", "ignore", "inherit"]});
  await Promise.all([bundleProgram(), buildWarehouse({data: "data/sample"})]);
}
