import writeXlsx from "write-excel-file/browser";
import type {Book} from "../figures/book.js";
import {font} from "../sheets/cells.js";
import {comparisonSheets} from "../sheets/comparison.js";

/** 年度对比 as a workbook. Loaded only by who asks for it. */
export const compareBook = (book: Book): Promise<Blob> => writeXlsx(comparisonSheets(book), font).toBlob();
