import {readFileSync, writeFileSync} from "node:fs";

/** Writes an export of 10 MB: the rows of one of the sample again and again, each with a number and title of its own. */
export function writeLargeExport(path: string): void {
  const gb = "data/sample/exports/十一届三次会议提案导出_20250110.csv";
  const text = new TextDecoder("gb18030").decode(readFileSync(gb));
  const [title, header, ...rows] = text.split(/\r?\n/).slice(0, -1);
  const lines = [title, header];
  for (let size = 0, i = 1; size < 10_500_000; i++) {
    const row = rows[i % rows.length]!.replace(/^[^,]*/, String(i).padStart(7, "0")).replace("(示例)", `(示例${i})`);
    lines.push(row);
    size += Buffer.byteLength(row);
  }
  writeFileSync(path, lines.join("\r\n"));
}
