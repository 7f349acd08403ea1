import {installBrowser, installedBrowser, launch} from "../loaders/browser.js";
import {buildWarehouse} from "../loaders/warehouse.js";

/**
 * The sample's warehouse stands before any test asks for it, so that workers do not wait for each other; so does a
 * browser.
 */
export default async function setup() {
  if (!installedBrowser()) await launch().then(browser => browser.close(), installBrowser);
  await buildWarehouse({data: "data/sample"});
}
