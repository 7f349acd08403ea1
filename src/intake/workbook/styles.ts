import {readXml} from "./parts.js";

/** How the number of a cell is shown: as a day, as a percentage, filled up with zeros to so many digits, or as it is. */
export type Shown = "date" | "percent" | number | null;

/** By the index of a cell's style. */
export function shownBy(bytes: Uint8Array | null): Shown[] {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let cells = false;
  if (bytes)
    readXml(bytes, {
      open(name, {numFmtId = "0", formatCode = ""}) {
        if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
        else if (name === "cellXfs") cells = true;
        else if (name === "xf" && cells) shown.push(shownAs(Number(numFmtId), codes));
      },
      close(name) {
        if (name === "cellXfs") cells = false;
      }
    });
  return shown;
}

/** Formats that Excel knows by number alone: days, and those of East Asia. */
const days: readonly [number, number][] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58]
];

function shownAs(id: number, codes: ReadonlyMap<number, string>): Shown {
  const code = codes.get(id);
  if (id === 9 || id === 10) return "percent";
  if (code === undefined) return days.some(([from, until]) => id >= from && id <= until) ? "date" : null;
  if (/^0{2,15}$/.test(code)) return code.length;
  const bare = code.split(";")[0]!.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "");
  if (/%/.test(bare)) return "percent";
  if (/general/i.test(bare)) return null;
  return /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare)) ? "date" : null;
}
