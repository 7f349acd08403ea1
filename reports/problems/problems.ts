import writeExcelFile from "write-excel-file/node";
import {type Checked, problemSheets} from "../../src/components/problem-list.js";
import {settled} from "../documents/zip.js";

/** `问题清单.xlsx`: what was read of every file and a sheet for each with problems. `date` is the data's own. */
export async function problemWorkbook(files: readonly Checked[], date: string): Promise<Uint8Array> {
  const bytes = await writeExcelFile(problemSheets(files), {fontFamily: "Microsoft YaHei", fontSize: 10}).toBuffer();
  return settled(bytes, date);
}
