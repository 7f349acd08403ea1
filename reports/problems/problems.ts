import writeExcelFile from "write-excel-file/node";
import {type Checked, problemSheets} from "../../src/components/problem-list.js";
import {font} from "../../src/sheets/cells.js";
import {printed} from "../documents/sheets/print.js";
import {settled} from "../documents/zip.js";

/** `问题清单.xlsx`: what was read of every file and its problems, grouped by file; it prints on as few pages as it can. `date` is the data's own. */
export async function problemWorkbook(
  files: readonly Checked[],
  date: string,
  hints: readonly {rule: string; words: string}[] = []
): Promise<Uint8Array> {
  const sheets = problemSheets(files, hints);
  const bytes = await writeExcelFile(sheets, font).toBuffer();
  return settled(bytes, date, {part: printed(sheets)});
}
