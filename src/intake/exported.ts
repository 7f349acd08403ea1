import {readDate} from "./dates.js";

const day = String.raw`(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)`;
const said = new RegExp(
  `(?:导出|制表|打印|统计|生成|下载|填报|报表)(?:日期|时间)?\\s*[:: ]?\\s*${day}|截至\\s*${day}|截止(?:日期|时间|到|至)?\\s*[::]?\\s*${day}`
);
const inName = /(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])日?(?!\d)/;

/** The day an export was made: what a title row or footer says, else a whole date in the file name, else null. */
export function exportDate(notes: readonly string[], name: string): string | null {
  for (const note of notes) {
    const found = said.exec(note.normalize("NFKC"));
    const text = found?.slice(1).find(Boolean);
    if (text) return readDate(text).value;
  }
  const found = inName.exec(name);
  return found ? readDate(`${found[1]}-${found[2]}-${found[3]}`).value : null;
}
