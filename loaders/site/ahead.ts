import type {Edition} from "../edition.js";
import {warehouse} from "../query.js";
import {datasetOf} from "./datasets.js";
import {statements} from "./sources.js";

/**
 * The statements among the datasets, run while the pages of this version of the code are still being made, which
 * leaves half of the processor free: until `pages` settles. Pages that stand leave no time for any: `making` says
 * whether they are made. One that fails rejects for whoever asks for it.
 */
export async function datasetsAhead(
  path: string,
  pages: Promise<unknown>,
  making: Promise<boolean>,
  edition: Edition
): Promise<ReadonlyMap<string, Promise<Uint8Array>>> {
  const made = new Map<string, Promise<Uint8Array>>();
  let settled = false;
  const settle = () => {
    settled = true;
  };
  pages.then(settle, settle);
  if (!(await making) || settled) return made;
  const open = await warehouse({path});
  try {
    for (const dataset of await statements()) {
      if (settled) break;
      const bytes = datasetOf(dataset, {open, warehouse: path, places: null, beside: new Map(), edition});
      made.set(dataset.name, bytes);
      await Promise.allSettled([bytes]);
    }
  } finally {
    open.close();
  }
  return made;
}
