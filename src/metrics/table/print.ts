import type {Print} from "../metric.js";
import {fail} from "./fault.js";

/**
 * Reads 印法: 精确, 余10, 多10, 余10000, 保留1位, 四舍五入, 截断, 多 (no number at all), 单位 篇(条), 全部 立案提案 (printed
 * 全部 when it equals that metric); several are parted by semicolons. `idOf` finds a metric by its label.
 */
export function parsePrint(text: string, idOf: (label: string) => string): Print | undefined {
  const print: Print = {};
  for (const part of text.split(/[;\uff1b]/)) {
    const word = part.trim();
    if (word === "" || word === "精确" || word === "四舍五入") continue;
    const rounded = /^(余|多)\s*(10+)$/.exec(word.normalize("NFKC"));
    const kept = /^保留\s*(整数|[0-4])\s*(?:位(?:小数)?)?$/.exec(word.normalize("NFKC"));
    const unit = /^单位\s*[:：]?\s*(\S+)$/.exec(word);
    const all = /^全部\s*[:：]?\s*(\S+)$/.exec(word);
    if (rounded) {
      print.word = rounded[1] as "余" | "多";
      print.place = Number(rounded[2]);
    } else if (kept) print.decimals = kept[1] === "整数" ? 0 : Number(kept[1]);
    else if (word === "截断") print.cut = true;
    else if (word === "多") print.vague = true;
    else if (unit) print.unit = unit[1]!;
    else if (all) print.all = idOf(all[1]!);
    else
      fail(
        `看不懂的印法“${word}”，可写：精确、余10、多10、余10000、保留0位、保留1位、保留2位、四舍五入、截断、多、单位 篇(条)、全部 指标名`
      );
  }
  return Object.keys(print).length ? print : undefined;
}
