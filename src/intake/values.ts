import {baseUnit} from "./base-unit.js";
import type {Context} from "./context.js";
import {readDate} from "./dates.js";
import {readId} from "./ids.js";
import {assisting, remark, spacedNames, splitList} from "./lists.js";
import {localCodes, undecided} from "./local-codes.js";
import {mask, maskedFault, reachingAtAll} from "./mask.js";
import {notIn, unitName, unknownWord} from "./named.js";
import {nearest} from "./nearest.js";
import {readCounted, readMeasure, readNumber, readYear, type Units} from "./numbers.js";
import {oneDot} from "./person-names.js";
import type {Fault} from "./problem.js";
import {readSession} from "./session.js";
import type {Field, Source} from "./source.js";
import {cleanText, isBlank, narrow, unknownValue} from "./text.js";
import {isMoney, isUnit, multipleOf, ratioOf, unitIn} from "./units.js";

export type Value = string | number | boolean | string[] | null;

/** A text read: its value, what it says of another field, and what is doubtful or wrong (value null: unreadable). */
export interface Reading {
  value: Value;
  also?: Value;
  fault?: Fault;
}

export type Reader = (text: string) => Reading;

/**
 * The reader of one column; its `header` may say a unit. Pure: the same text gives the same reading, so that it is asked
 * once per distinct text.
 */
export function readerOf(source: Source, id: string, context: Context, header = ""): Reader {
  const field = source.fields[id]!;
  const bareRead = bare(source, id, field, context, header);
  const read = isShown(field) ? masked(bareRead) : bareRead;
  return text => {
    if (text === "" || isBlank(text)) return {value: field.blank ?? null};
    if (text.startsWith("#")) {
      // As where nothing is written, but told.
      const value = field.blank ?? null;
      if (text === unknownValue) return {value, fault: notWorkedOut};
      if (formulaError.test(text.trim())) return {value, fault: brokenFormula};
      if (/^#{2,}$/.test(text.trim())) return {value, fault: tooNarrow};
    }
    const inner = text.includes("'") || text.includes("`") ? wrapped.exec(text) : null;
    if (!inner) return read(text);
    const reading = inner[2] === "" ? {value: field.blank ?? null} : read(inner[2]!);
    return {fault: wrappedText, ...reading};
  };
}

/** Words of the office that may be printed: neither ids nor names of people, nor what has words of its own. */
const isShown = ({type, reads, personal, open}: Field) =>
  !personal &&
  reads !== "id" &&
  reads !== "session" &&
  (type === "text" || type === "list" || (type === "code" && Boolean(open)));

/** What reaches a person is taken out of a text before it is read. */
const masked =
  (read: Reader): Reader =>
  text => {
    const without = mask(text);
    if (without === text) return read(text);
    return {fault: maskedFault, ...read(without)};
  };

/** Marks that some systems write instead of quotes. */
const wrapped = /^\s*(['`])(.*)\1\s*$/s;

const wrappedText: Fault = {
  code: "wrapped",
  what: "内容前后有单引号,已去掉",
  remedy: "请核对,或请系统管理员改用双引号"
};

const formulaError = /^#(REF|DIV\/0|VALUE|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA)[!?]?$/i;

const brokenFormula: Fault = {code: "formula", what: "公式出错的单元格", remedy: "请在 Excel 中改正公式,或填入内容"};

const notWorkedOut: Fault = {
  code: "formula",
  what: "公式没有存下结果的单元格",
  told: true,
  remedy: "请用 Excel 或 WPS 打开文件,保存一次后再放入"
};

const tooNarrow: Fault = {
  code: "hashes",
  what: "列太窄,单元格存成了",
  remedy: "请在 Excel 中把这一列拉宽,重新另存为 CSV"
};

/**
 * The units of a column of numbers that says one, 金额(万元). An own column is counted in the unit of its first name, or in
 * that which a metric wants, whatever a year's header says; of ours 万人次 are counted in 人次.
 */
export function unitsOf(field: Field, header: string): Units | undefined {
  const said = unitIn(header);
  const first = field.own ? unitIn(field.names[0]!) : "";
  const {wanted = ""} = field;
  // What says no unit is in that of the metric.
  const own = first || (field.own && wanted && (!said || ratioOf(said, wanted) !== null) ? wanted : "");
  const from = said || own;
  if (from === "") return undefined;
  return {from, to: own || (field.own || isMoney(from) ? from : multipleOf(from).unit)};
}

function bare(source: Source, id: string, field: Field, context: Context, header: string): Reader {
  if (field.reads === "measure") return measure;
  if (field.behind) return inUnits(field.behind);
  if (source.kept && field.type !== "text" && !field.reads) {
    const whole = field.type === "integer";
    if (whole || field.type === "number") return text => readCounted(text, whole, field.counted);
  }
  const units = field.type === "integer" || field.type === "number" ? unitsOf(field, header) : undefined;
  switch (field.type) {
    case "date":
      return readDate;
    case "integer":
      return field.reads === "year" ? readYear : text => readNumber(text, true, units);
    case "number":
      if (field.also) return numberOrWords;
      if (field.own && !units) return amount;
      if (field.own && units && !unitIn(header)) return amountIn(units);
      return text => readNumber(text, false, units);
    case "flag":
      return flagReader(field);
    case "code":
      return codeReader(source, id, field, context);
    case "list":
      return listReader(field, context);
    case "text":
      return textReader(field, context);
  }
}

/** A number of an own column of which nothing says the unit: amounts that say theirs are worked out in one. */
function amount(text: string): Reading {
  const {value, unit = ""} = readMeasure(text) as {value: number | null; unit?: string};
  const base = value === null ? null : baseUnit(unit);
  if (value === null || base === null) return readNumber(text, false);
  return {...readNumber(text, false, {from: base, to: base}), fault: saysUnit(base)};
}

/** The same where a metric says the unit: a cell that says another is worked out in it, and told. */
const amountIn =
  (units: Units): Reader =>
  text => {
    const reading = readNumber(text, false, units);
    if (reading.value === null || reading.fault) return reading;
    const {unit = ""} = readMeasure(text) as {unit?: string};
    return unit === "" || unit === units.from ? reading : {...reading, fault: saysUnit(units.to)};
  };

const saysUnit = (unit: string): Fault => ({
  code: saidUnit,
  what: `表头没有写单位，这里写了，按${unit}计`,
  remedy: `请在表头写明单位；同一列里没有写单位的数也按${unit}计`
});

/** The code of what is told of an amount that says the unit that its header does not. */
export const saidUnit = "said-unit";

/** A number in one of these units, or so many times of what the row counts. */
const inUnits =
  ({units, times}: NonNullable<Field["behind"]>): Reader =>
  text => {
    const reading = readMeasure(text);
    if (reading.value === null) return reading;
    const {value, unit} = reading;
    if (unit === "" || units.includes(unit)) return {value};
    if (unit === times) return {value: null, also: value};
    const [own] = units;
    const remedy = `应写成以${own}计的数，如 2 或 2${own}${times ? `；限次数的写成 3${times}` : ""}`;
    return {value: null, fault: {code: "unit", what: `不是以${own}计的数`, remedy}};
  };

/** A number and the unit behind it as written. */
function measure(text: string): Reading {
  const reading = readMeasure(text);
  if (reading.value === null) return reading;
  const {value, unit} = reading;
  return unit ? {value, also: unit} : {value};
}

/** A number and the unit behind it as written, or what is written in its place: 名次 第2. */
function numberOrWords(text: string): Reading {
  const reading = readMeasure(text);
  if (reading.value !== null) {
    const {value, unit} = reading;
    // 十佳 is a title, 九成 a number.
    if (unit && !/\d/.test(narrow(text)) && !isUnit(unit)) return {value: null, also: cleanText(text)};
    return unit ? {value, also: unit} : {value};
  }
  if (notThere.test(narrow(text))) return {value: null, fault: notThereYet};
  const words = reading.fault.code === "number" && /\p{Script=Han}/u.test(text);
  return words ? {value: null, also: cleanText(text)} : reading;
}

const notThere =
  /^\(?(待(定|报|核|补|填|统计|核实|公布|确定)|未(定|知|报|公布|统计)|尚?未出|不详|暂?缺|(正在)?统计中)\)?$/;
const notThereYet: Fault = {code: "blank", what: "还没有数", remedy: "有了数再填,现在可以删去这一行"};

/** What tells that a text reads as it is written: more bytes of UTF-8 than these, and each of the patterns. */
export interface Plain {
  bytes: number;
  /** Patterns of RE2 as well as of JavaScript (flag u). */
  patterns: readonly string[];
  /** A pattern that none of them matches. */
  never?: string;
}

/** So that a bulk reader need not ask for each text of a column; null where a field has no plain texts. */
export function plainOf(field: Field): Plain | null {
  if (field.type !== "text") return null;
  // Ends in three digits, so that it is no word for blank and no date; has no e: no scientific notation.
  if (field.reads === "id") return {bytes: 0, patterns: ["^[0-9A-DF-Za-df-z]*(-[0-9A-DF-Za-df-z]*)?[0-9]{3}$"]};
  // Longer than any word for blank; begins and ends with what is never cut off.
  return field.reads
    ? null
    : {bytes: 32, patterns: ["^[^\\s\\p{Z}\\p{C}'`=#]", "[^\\s\\p{Z}\\p{C};,]$"], never: reachingAtAll};
}

function textReader(field: Field, context: Context): Reader {
  switch (field.reads) {
    case "id":
      return readId;
    case "session":
      return text => readSession(text, context);
    case "unit":
      return text => {
        const {name, fault} = unitName(cleanText(text).replace(/[(\uff08]\s*\d+\s*[)\uff09]$/, ""), context);
        return {value: name, ...(fault ? {fault} : {})};
      };
    case "category":
      return text => {
        const value = cleanText(text);
        if (context.categories.size === 0) return {value};
        const known = context.categories.get(value) ?? context.categories.get(narrow(value));
        return known ? {value: known} : {value, fault: notIn("categories", value, context.categories.keys())};
      };
    case "person":
      return text => {
        const spaced = spacedNames(oneDot(cleanText(text)).split(/[\s\u00a0\u3000]+/));
        const value = spaced.join(" ");
        const many = /^(.+?)(等)\s*([\d0-9]+)\s*(名|位)?(人|委员|名委员|位委员)$/.exec(value);
        if (!many) return {value};
        return {value: many[1]!.trim(), also: Number(narrow(many[3]!))};
      };
    default:
      return text => {
        const value = cleanText(text);
        return {value: value === "" ? null : value};
      };
  }
}

const yes = ["是", "有", "√", "✓", "✔", "y", "yes", "true", "t", "1", "对"];
const no = ["否", "不是", "没有", "×", "✗", "x", "n", "no", "false", "f", "0", "非"];

function flagReader(field: Field): Reader {
  const words = new Map<string, boolean>();
  const {true: trues, false: falses} = field.values ?? {};
  for (const word of trues ?? [...yes, field.names[0]!]) words.set(narrow(word).toLowerCase(), true);
  for (const word of falses ?? no) words.set(narrow(word).toLowerCase(), false);
  const remedy = field.values ? `应写成“${trues?.[0]}”或“${falses?.[0]}”` : "应写成“是”或“否”";
  return text => {
    const value = words.get(narrow(text).toLowerCase());
    return value === undefined ? {value: null, fault: {code: "flag", what: "看不懂的是否", remedy}} : {value};
  };
}

function codeReader(source: Source, id: string, field: Field, context: Context): Reader {
  const words = new Map<string, string>();
  for (const [code, spellings] of Object.entries(field.values ?? {}))
    for (const word of spellings) words.set(narrow(word), code);
  if (field.table === "activity_types")
    for (const type of context.activityTypes) if (!words.has(narrow(type))) words.set(narrow(type), type);
  const local = localCodes(source, id, context);
  return text => {
    // A类 is what A is.
    const word = narrow(text).replace(/^([a-z])类$/i, "$1");
    if (local.dated.has(word.toLowerCase())) return {value: undecided(word.toLowerCase())};
    const meaning = local.always.get(word.toLowerCase());
    const code = words.get(meaning === undefined ? word : narrow(meaning));
    if (code !== undefined) return {value: code};
    if (meaning !== undefined && field.open) return {value: meaning};
    const unlisted = {
      ...{table: field.table ?? ("codes" as const), word, near: nearest(word, words.keys())},
      field: field.names[0]!
    };
    if (/^[\dA-Z]{1,3}$/i.test(word))
      return {
        value: null,
        fault: {
          unlisted,
          code: "bare-code",
          what: "代码表没有说明的代码",
          remedy: `请在 codes.csv 中写明${source.label}「${field.names[0]}」的这个代码是什么意思`
        }
      };
    const fault = {...unknownWord("说法", word, field.table ? "活动类型表" : "代码表", words.keys()), unlisted};
    return field.open ? {value: cleanText(text), fault} : {value: null, fault};
  };
}

function listReader(field: Field, context: Context): Reader {
  return text => {
    const parts = splitList(field.reads === "person" ? oneDot(text) : text);
    if (field.reads !== "unit") return {value: [...new Set(parts)]};
    const main: string[] = [];
    const co: string[] = [];
    let fault: Fault | undefined;
    for (const part of parts) {
      const unit = unitName(part.replace(remark, ""), context);
      fault ??= unit.fault;
      const list = field.also && assisting.test(part) ? co : main;
      if (!list.includes(unit.name)) list.push(unit.name);
    }
    return {value: main, ...(co.length > 0 ? {also: co} : {}), ...(fault ? {fault} : {})};
  };
}
