import type {Fault} from "./problem.js";
import {cleanId} from "./text.js";

/** An identifier as written, half width; null where Excel has made a number or a day of it. */
export function readId(text: string): {value: string | null; fault?: Fault} {
  const value = cleanId(text);
  if (/^\d+(\.\d+)?E\+?\d+$/i.test(value))
    return {
      value: null,
      fault: {
        code: "scientific",
        what: "编号变成了科学计数法,位数已丢失:",
        remedy: "请从系统重新导出,不要用 Excel 打开后再保存"
      }
    };
  if (turnedDate.test(value)) return {value: null, fault: idDate};
  if (/["'“”‘’`]/.test(value)) return {value, fault: idQuote};
  return {value: value === "" ? null : value};
}

const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const year = "(19|20)?\\d{2}";

/** `1-2` opened in Excel, in whatever way it shows days: `1月2日`, `2-Jan`, `2-Jan-24`, `2024/1/2`, `2024-01-02 00:00:00`. */
const turnedDate = new RegExp(
  [
    "\\d{1,2}月(\\d{1,2}日)?",
    "[〇零一二三四五六七八九十]{1,3}月[〇零一二三四五六七八九十]{1,3}日",
    `\\d{1,2}[- ]${month}([- ,]+${year})?`,
    `${month}[- ]\\d{1,2}`,
    "(19|20)\\d{2}(/\\d{1,2}/\\d{1,2}|年\\d{1,2}月(\\d{1,2}日)?)",
    "\\d{1,2}/\\d{1,2}/(19|20)\\d{2}",
    "(19|20)\\d{2}-\\d{1,2}-\\d{1,2}[ T]?0{1,2}:00(:00)?(\\.0+)?",
    "\\d{1,2}:\\d{2}(:\\d{2})?( ?[AP]M)?"
  ]
    .map(shape => `^${shape}$`)
    .join("|"),
  "i"
);

const idDate: Fault = {
  code: "id-date",
  what: "编号变成了日期,原来的编号已丢失:",
  remedy: "请从系统重新导出,不要用 Excel 打开后再保存"
};

const idQuote: Fault = {code: "id-quote", what: "编号里有引号", remedy: "请核对编号,去掉多余的引号"};
