import type {WarehouseOptions} from "../loaders/warehouse.js";
import {knownTo} from "../src/check/index.js";
import {bookOf} from "./edition.js";
import {readTables} from "./tables.js";

/** What a draft of a year is checked against: every figure of every year, and the targets. */
export async function checkFigures(options: WarehouseOptions, wanted?: string) {
  const book = bookOf(await readTables(options), wanted);
  return {...knownTo(book), year: book.year};
}
