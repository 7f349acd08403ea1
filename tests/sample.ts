import {type Warehouse, warehouse} from "../loaders/query.js";
import {readTables} from "../reports/tables.js";
import {Book} from "../src/figures/book.js";
import type {Scope} from "../src/figures/scope.js";

const data = "data/sample";

/** The sample's warehouse, whatever data/exports holds. */
export const sample = (): Promise<Warehouse> => warehouse({data});

/** The sample as a book of one year. */
export const sampleBook = async (scope?: Partial<Scope>): Promise<Book> => new Book(await readTables({data}), scope);
