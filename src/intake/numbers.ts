import {readNumeral} from "../text/numerals.js";
import type {Fault} from "./problem.js";
import {narrow} from "./text.js";

const vague =
  /^(约|大约|近|超|逾|超过|不少于|至少|将近|大概|左右)|[余多来几数](?=[\p{Script=Han}]*$)|(左右|以上|以下|上下)$|\+$|^[<>≥≤~≈]/u;

const written = (text: string) => narrow(text).replace(/^'/, "");
const measured = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:(万|亿)(?!元))?(%|‰|[\p{Script=Han}()/²]{0,8})$/u;

/** The unit that stands behind a number, or nothing: % of 95.5%, 万元 of 12.3万元. */
export const unitBehind = (text: string): string => measured.exec(written(text))?.[3] ?? "";

/**
 * A number as staff type it: `12件`, `1,234`, `98.4%` (98.4), `1.2万` (12000), full-width digits, `十二`.
 * A unit behind it is dropped; amounts in 万元 or 亿元 stay in that unit. `约30` and `30余` are no exact numbers.
 */
export function readNumber(text: string, whole: boolean): {value: number | null; fault?: Fault} {
  const word = written(text);
  const parts = measured.exec(word);
  if (parts && !/[余多来几数约近超]/.test(parts[3]!) && !(whole && /[%‰]/.test(parts[3]!))) {
    const value = scale(parts[1]!.replaceAll(",", ""), parts[2]);
    return judge(value, whole);
  }
  if (/\d/.test(word) && vague.test(word)) return {value: null, fault: notExact};
  const numeral = /^([〇零一二两三四五六七八九十百千]+)([\p{Script=Han}]{0,3})$/u.exec(word);
  const value = numeral ? readNumeral(numeral[1]!) : null;
  if (value !== null && !/[余多来几数]/.test(numeral![2]!)) return judge(value, whole);
  if (numeral || /^(几|数|若干|多)[\p{Script=Han}]*$/u.test(word)) return {value: null, fault: notExact};
  return {value: null, fault: {code: "number", what: "看不懂的数", remedy: "应写成数字,如 12"}};
}

/** A whole year: `2024`, `2024年`, `二〇二四年度`. A half of it, a quarter or a month is no year. */
export function readYear(text: string): {value: number | null; fault?: Fault} {
  const word = written(text).replace(/(?<=\d)\.0+$/, "");
  const [, digits, rest = ""] = /^(\d{4}|[〇零一二三四五六七八九]{4})年?度?(.*)$/su.exec(word) ?? [];
  const value = digits === undefined ? null : /^\d/.test(digits) ? Number(digits) : readNumeral(digits);
  if (value === null || value < 1949 || value > 2099) return {value: null, fault: notYear};
  return /^(?:全年)?$/.test(rest.trim()) ? {value} : {value: null, fault: /^\d+$/.test(rest) ? notYear : partOfYear};
}

const notYear: Fault = {code: "year-number", what: "看不懂的年度", remedy: "应写成四位数字,如 2024"};
const partOfYear: Fault = {
  code: "part-year",
  what: "不是整年",
  remedy: "这里只写整年,如 2024;半年、季度的数请另起指标名称(如 上半年走访企业)"
};

/** Decimal arithmetic on the text, since 1.13 × 10000 is not 11300 in binary. */
function scale(text: string, unit: string | undefined): number {
  if (!unit) return Number(text);
  return Number(`${text}e${unit === "万" ? 4 : 8}`);
}

function judge(value: number, whole: boolean): {value: number | null; fault?: Fault} {
  if (!whole) return Math.abs(value) < 1e15 ? {value} : {value: null, fault: tooLarge};
  if (!Number.isInteger(value))
    return {value: null, fault: {code: "whole", what: "不是整数", remedy: "应写成整数,如 12"}};
  if (value < 0)
    return {value: null, fault: {code: "negative", what: "件数不能为负", remedy: "请核对,应写成 0 或正整数"}};
  if (value > 2_000_000_000) return {value: null, fault: tooLarge};
  return {value};
}

const tooLarge: Fault = {code: "range", what: "数太大", remedy: "请核对位数"};
const notExact: Fault = {code: "vague", what: "不是准确的数", remedy: "应写成准确的数字,如 30"};
