import {mkdir, rm, utimes, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import type {Edition} from "../edition.js";
import {programPath} from "../paths.js";
import {warehouse} from "../query.js";
import {datasetOf} from "./datasets.js";
import {frameworkCache} from "./libraries.js";
import {statements} from "./sources.js";

/**
 * Writes the datasets of a warehouse, and none of another, into the cache that Framework's preview reads, which would
 * start an interpreter for each statement, a second apiece.
 */
export async function prepareDatasets(path: string, edition: Edition): Promise<void> {
  await rm(frameworkCache("datasets"), {recursive: true, force: true});
  const open = await warehouse({path});
  try {
    for (const dataset of await statements()) {
      const place = frameworkCache(dataset.name);
      await mkdir(dirname(place), {recursive: true});
      await writeFile(
        place,
        await datasetOf(dataset, {open, warehouse: path, places: null, beside: new Map(), edition})
      );
    }
  } finally {
    open.close();
  }
}

/** Makes a running preview run every dataset again. */
export async function touchDatasets(): Promise<void> {
  for (const {source} of await statements()) await utimes(programPath("src", source), new Date(), new Date());
}
