import writeXlsx from "write-excel-file/browser";
import {type Listed, listSheet} from "./problem-list.js";

/** The problems of one file as a workbook to send back to its owner. Loaded only by who asks for it. */
export function problemBook(name: string, lines: readonly Listed[]): Promise<Blob> {
  return writeXlsx([listSheet(name, lines)]).toBlob();
}
