import writeXlsx from "write-excel-file/browser";
import {font} from "../sheets/cells.js";
import {type Listed, listSheets} from "./problem-list.js";

/** The problems of one file as a workbook to send back to its owner. Loaded only by who asks for it. */
export function problemBook(name: string, lines: readonly Listed[]): Promise<Blob> {
  return writeXlsx(listSheets(name, lines), font).toBlob();
}
