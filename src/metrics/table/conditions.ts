import {readDate} from "../../intake/dates.js";
import {cleanText, narrow} from "../../intake/text.js";
import type {Condition, Operand, Test} from "../count.js";
import {fail, TableFault, unknown} from "./fault.js";
import {type NamedField, refuseNames} from "./fields.js";

const signs: Record<string, Test> = {
  "=": "is",
  "!=": "not",
  "<>": "not",
  "≠": "not",
  ">=": ">=",
  "≥": ">=",
  "<=": "<=",
  "≤": "<=",
  ">": ">",
  "<": "<"
};

const compared = /^(.+?)\s*(>=|<=|!=|<>|≥|≤|≠|=|>|<)\s*(.+)$/;
const worded = /^(.+?)\s+(不含|含)\s*(\S.*)$/;
const filled = /^(.+?)\s+(有|无)$/;

/**
 * Reads the conditions of a metric, parted by semicolons: `审查结果 = 立案、并案;联名人数 >= 2;批示级别 有;案由 含 养老`.
 * Marks of half and full width are alike. Throws a TableFault on what does not parse or names what is not there.
 */
export function parseConditions(text: string, find: (header: string) => NamedField): Condition[] {
  return text
    .split(/[;\uff1b]/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => parseCondition(part, find));
}

function parseCondition(text: string, named: (header: string) => NamedField): Condition {
  const plain = text.replace(/[\uff01-\uff5e\u3000]/g, wide => wide.normalize("NFKC"));
  // Conditions parted by a comma stand before a sign as if they were one header.
  const find = (header: string) => (/[,=<>].*\S/.test(header) ? misread(text) : named(header));
  const presence = filled.exec(plain);
  if (presence)
    return {field: operand(find(presence[1]!)), test: presence[2] === "有" ? "filled" : "blank", values: []};
  const holds = worded.exec(plain);
  if (holds) {
    const field = find(holds[1]!);
    if (!["text", "list", "code"].includes(field.type)) fail(`「${field.label}」不是文字，不能用“${holds[2]}”`);
    open(field);
    return {field: operand(field), test: holds[2] === "含" ? "contains" : "lacks", values: list(holds[3]!)};
  }
  const comparison = compared.exec(plain);
  if (!comparison) misread(text);
  const [, header, sign, right] = comparison as unknown as [string, string, string, string];
  return comparedWith(find(header), signs[sign]!, right, find);
}

const misread = (text: string): never =>
  fail(`看不懂的条件“${text}”，应写成“字段 = 值、值”“字段 >= 2”“字段 有”“字段 无”或“字段 含 字”，几个条件用分号隔开`);

function comparedWith(field: NamedField, test: Test, right: string, find: (header: string) => NamedField): Condition {
  open(field);
  const ordered = ["integer", "number", "date"].includes(field.type);
  if (!ordered && test !== "is" && test !== "not") fail(`「${field.label}」不是数或日期，不能比大小，只能写 = 或 !=`);
  const other = ordered ? otherField(field, right, find) : null;
  if (other) return {field: operand(field), test, values: [], other};
  const words = list(right);
  if (words.length > 1 && test !== "is" && test !== "not") fail(`「${field.label}」比大小只能写一个值`);
  const values = words.flatMap(word => valuesOf(field, word));
  return {field: operand(field), test, values, ...(words.join() === values.join() ? {} : {words})};
}

/** `答复日期 <= 办理时限`: a field of the same sort on the right. */
function otherField(field: NamedField, right: string, find: (header: string) => NamedField): Operand | null {
  if (/^[\d.\-/年月日\s]+$/.test(right)) return null;
  try {
    const other = find(right);
    const sort = ({type}: NamedField) => (type === "date" ? "date" : "number");
    if (sort(other) !== sort(field)) fail(`「${field.label}」和「${other.label}」不能相比`);
    return operand(other);
  } catch (error) {
    if (error instanceof TableFault && field.type === "date") throw error;
    return null;
  }
}

/** What the facts hold where staff write this word. */
function valuesOf({label, type, field}: NamedField, word: string): (string | number | boolean)[] {
  switch (type) {
    case "integer":
    case "number": {
      const value = Number(word.replaceAll(",", "").replace(/%$/, ""));
      return Number.isFinite(value) && word !== "" ? [value] : fail(`「${label}」应与一个数相比，不能是“${word}”`);
    }
    case "date": {
      const {value} = readDate(word);
      return typeof value === "string" ? [value] : fail(`「${label}」应与日期相比（如 2024-05-13），不能是“${word}”`);
    }
    case "flag": {
      const {true: yes = [], false: no = []} = field?.values ?? {};
      const same = (words: readonly string[]) => words.some(each => narrow(each) === narrow(word));
      if (same([...yes, "是", "有"])) return [true];
      return same([...no, "否"]) ? [false] : unknown(`「${label}」的值`, word, [...yes, ...no, "是", "否"]);
    }
    case "code": {
      const codes = Object.entries(field?.values ?? {});
      const code = codes.find(([, spellings]) => spellings.some(each => narrow(each) === narrow(word)))?.[0];
      if (code !== undefined) return [code];
      if (field?.open || codes.length === 0) return texts(word);
      return unknown(
        `「${label}」的值`,
        word,
        codes.map(([, spellings]) => spellings[0]!)
      );
    }
    default:
      return texts(word);
  }
}

/** A text as it may stand in the facts: as written, and in half-width forms. */
const texts = (word: string) => [...new Set([cleanText(word), word.normalize("NFKC")])];

/** Names of people stand in no table that is printed. */
const open = (field: NamedField) => refuseNames(field, "条件里只能写“有”“无”");

const operand = ({name, label, type}: NamedField): Operand => ({name, label, type});
const list = (text: string) =>
  text
    .split(/[、,\uff0c|]/)
    .map(word => word.trim())
    .filter(Boolean);
