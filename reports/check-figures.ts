import {warehouse} from "../loaders/query.js";
import type {WarehouseOptions} from "../loaders/warehouse.js";
import {knownTo, splitsOf} from "../src/check/index.js";
import type {ItemRow, MonthRow} from "../src/figures/tables.js";
import {bookOf} from "./edition.js";
import {readTables} from "./tables.js";

const items = `select view, metric, year::integer as year, dimension, item, value from dimensions where main and value > 0`;
const months = `select view, metric, year::integer as year, month::integer as month, value from months
  where main and view = 'year' and value > 0`;

/** What drafts are checked against, by the year that they report on: every figure of every year, by every item and month, and the targets. */
export async function checkedAgainst(options: WarehouseOptions) {
  const tables = await readTables(options);
  const open = await warehouse(options);
  try {
    const [byItem, byMonth] = [await open.rows<ItemRow>(items), await open.rows<MonthRow>(months)];
    const called = await open.dataset<{item: string; name: string}>("unit-names");
    return (wanted?: string) => {
      const book = bookOf(tables, wanted);
      return {...knownTo(book, splitsOf(book, byItem, byMonth), called), year: book.year};
    };
  } finally {
    open.close();
  }
}

/** The same for one year, the last that is over where none is asked for. */
export const checkFigures = async (options: WarehouseOptions, wanted?: string) =>
  (await checkedAgainst(options))(wanted);
