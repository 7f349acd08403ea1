import {chineseNumber, readNumeral} from "../text/numerals.js";
import type {Fault} from "./problem.js";
import {narrow} from "./text.js";
import {converted, isMoney, multipleOf} from "./units.js";

const vague =
  /^(约|大约|近|超|逾|超过|不少于|至少|将近|大概|左右)|[余多来几数](?=[\p{Script=Han}]*$)|(左右|以上|以下|上下)$|\+$|^[<>≥≤~≈]/u;

const written = (text: string) => narrow(text).replace(/^'/, "");
const measured = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([\p{Script=Han}()/²]{0,9}|[万亿]?[%‰])$/u;
const inWords = /^([〇零一二两三四五六七八九十百千]+)((?:[\p{Script=Han}]{0,8}|[%‰]))$/u;
const severalWords = /^([〇零一二两三四五六七八九十百千万亿]+)([\p{Script=Han}]{0,3})$/u;

/** The units of a column: what its bare numbers are in, and what it is counted in. */
export interface Units {
  from: string;
  to: string;
}

/** A number and the unit behind it as written, 12.3 and 万元; nothing is worked out yet. */
export function readMeasure(text: string): {value: number; unit: string} | {value: null; fault: Fault} {
  const word = written(text).replace(/^(百|千)分之(.+)$/, (_, of, rest) => `${rest}${of === "百" ? "%" : "‰"}`);
  if (/\d/.test(word) && vague.test(word)) return {value: null, fault: notExact};
  const parts = measured.exec(word);
  if (parts && !/[余多来几数约近超]/.test(parts[2]!)) return inRange(Number(parts[1]!.replaceAll(",", "")), parts[2]!);
  if (/^(几|数|若干|多)[\p{Script=Han}]*$/u.test(word)) return {value: null, fault: notExact};
  const numeral = inWords.exec(word);
  if (numeral && /[余多来几数]/.test(numeral[2]!)) return {value: null, fault: notExact};
  // 三万五千元: the 万 within it is no unit.
  const several = numeral && /[〇零一二两三四五六七八九十百千]/.test(numeral[2]!) ? severalWords.exec(word) : null;
  const value = several ? chineseNumber(several[1]!) : numeral ? readNumeral(numeral[1]!) : null;
  if (value !== null) return inRange(value, (several ?? numeral)![2]!);
  return {value: null, fault: numeral ? notExact : noNumber};
}

/**
 * A number as staff type it: `12件`, `1,234`, `98.4%` (98.4), `1.2万` (12000), full-width digits, `十二`. In a column that
 * says its unit it is worked out in that (1.5亿元 under 万元: 15000), and one of another unit is not read. In others the
 * unit behind it is dropped; amounts in 万元 or 亿元 stay in that unit. `约30` and `30余` are no exact numbers.
 */
export function readNumber(text: string, whole: boolean, units?: Units): {value: number | null; fault?: Fault} {
  const read = readMeasure(text);
  if (read.value === null) return read;
  const {value, unit} = read;
  if (!units) {
    if (whole && /[%‰]/.test(unit)) return {value: null, fault: noNumber};
    return judge(scaled(value, unit).value, whole);
  }
  const {from, to} = units;
  const found = unit === "" ? converted(value, from, to) : inUnit(value, unit, to, from);
  if (found !== null) return judge(found, whole);
  return {value: null, fault: multipleOf(unit).unit === "" ? unsureUnit(from) : otherUnit(to)};
}

/** A number of a table that staff keep by hand, with nothing behind it but the words that it is counted in. */
export function readCounted(
  text: string,
  whole: boolean,
  counted: readonly string[] = []
): {value: number | null; fault?: Fault} {
  const read = readMeasure(text);
  if (read.value === null) return read;
  const {unit} = multipleOf(read.unit);
  const bare = unit === "" || counted.some(word => converted(1, unit, word) === 1);
  return bare ? judge(converted(read.value, read.unit, unit)!, whole) : {value: null, fault: wordBehind};
}

const wordBehind: Fault = {code: "unit", what: "数后面还有别的字", remedy: "应只写数字,如 12"};

/** A number with the multiple before its unit worked out, 1.2万人次: 12000人次; amounts of money stay as they are. */
export function scaled(value: number, unit: string): {value: number; unit: string} {
  const {times, unit: of} = multipleOf(unit);
  return times === 1 || isMoney(unit) ? {value, unit} : {value: converted(value, unit, of)!, unit: of};
}

/**
 * A number with what stands behind it, in the unit of its column or row; null where that cannot be told. 1.2万 of 元 is
 * 12000, of 万元 it may be 1.2 or 12000.
 */
export function inUnit(value: number, behind: string, unit: string, bare = unit): number | null {
  if (multipleOf(behind).unit !== "") return converted(value, behind, unit);
  return multipleOf(bare).times === 1 ? converted(scaled(value, behind).value, bare, unit) : null;
}

const otherUnit = (unit: string): Fault => ({
  code: "unit",
  what: `单位不是${unit},也不能换算成${unit}`,
  remedy: `应写成以${unit}计的数,单位不写`
});

const unsureUnit = (unit: string): Fault => ({
  code: "unit",
  what: `看不出是否以${unit}计`,
  remedy: `应写成以${unit}计的数,不带万、亿`
});

/** A whole year: `2024`, `2024年`, `二〇二四年度`. A half of it, a quarter or a month is no year. */
export function readYear(text: string): {value: number | null; fault?: Fault} {
  const word = written(text).replace(/(?<=\d)\.0+$/, "");
  if (/届.*次/.test(word)) return {value: null, fault: notSession};
  const [, digits, rest = ""] = /^(\d{4}|[〇零一二三四五六七八九]{4})年?度?(.*)$/su.exec(word) ?? [];
  const value = digits === undefined ? null : /^\d/.test(digits) ? Number(digits) : readNumeral(digits);
  if (value === null || value < 1949 || value > 2099) return {value: null, fault: notYear};
  return /^(?:全年)?$/.test(rest.trim()) ? {value} : {value: null, fault: /^\d+$/.test(rest) ? notYear : partOfYear};
}

const notYear: Fault = {code: "year-number", what: "看不懂的年度", remedy: "应写成四位数字,如 2024"};
const notSession: Fault = {code: "year-number", what: "届次不是年度", remedy: "应写成四位数字的年度,如 2024"};
const partOfYear: Fault = {
  code: "part-year",
  what: "不是整年",
  remedy: "这里只写整年,如 2024;半年、季度的数请另起指标名称(如 上半年走访企业)"
};

const inRange = (value: number, unit: string) =>
  Math.abs(value) < 1e15 ? {value, unit} : {value: null, fault: tooLarge};

function judge(value: number, whole: boolean): {value: number | null; fault?: Fault} {
  if (!whole) return Math.abs(value) < 1e15 ? {value} : {value: null, fault: tooLarge};
  if (!Number.isInteger(value))
    return {value: null, fault: {code: "whole", what: "不是整数", remedy: "应写成整数,如 12"}};
  if (value < 0)
    return {value: null, fault: {code: "negative", what: "件数不能为负", remedy: "请核对,应写成 0 或正整数"}};
  if (value > 2_000_000_000) return {value: null, fault: tooLarge};
  return {value};
}

const noNumber: Fault = {code: "number", what: "看不懂的数", remedy: "应写成数字,如 12"};
const tooLarge: Fault = {code: "range", what: "数太大", remedy: "请核对位数"};
const notExact: Fault = {code: "vague", what: "不是准确的数", remedy: "应写成准确的数字,如 30"};
