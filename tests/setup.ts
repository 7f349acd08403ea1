import {buildWarehouse} from "../loaders/warehouse.js";

/** The sample's warehouse stands before any test asks for it, so that workers do not wait for each other. */
export default async function setup() {
  await buildWarehouse({data: "data/sample"});
}
