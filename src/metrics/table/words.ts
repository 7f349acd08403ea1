import type {Condition, Count} from "../count.js";
import type {Formula} from "../formula.js";
import {spanWords, type YearRule} from "./span.js";

/** 口径 of a count in words, where its row has none: 按提案计，只计类别为教育、批示级别有内容的。 */
export function countWords(kind: string, {aggregate, field, where}: Count, {span}: YearRule): string {
  const of = field ? `「${field.label}」` : "";
  const counted = {
    count: `${kind}的件数`,
    sum: `各${kind}${of}之和`,
    distinct: `${kind}${of}去重计数`,
    median: `${kind}${of}的中位数`,
    mean: `${kind}${of}的平均数`,
    max: `${kind}${of}的最大值`
  }[aggregate];
  const only = where.map(conditionWords);
  return `${counted}${only.length ? `，只计${only.join("、且")}的` : ""}${span ? `；${spanWords(span)}` : ""}。`;
}

/** 口径 of an indicator of the ledger that says none itself. */
export const ledgerWords = (label: string) => `取自其他指标台账「${label}」当年数值，来源见台账。`;

/** 类别为教育 */
function conditionWords({field, test, values, words, other}: Condition): string {
  const said = other ? `「${other.label}」` : (words ?? values.map(valueWords)).join("或");
  const verb = {
    is: "为",
    not: "不为",
    ">=": "不小于",
    "<=": "不大于",
    ">": "大于",
    "<": "小于",
    contains: "含",
    lacks: "不含",
    filled: "",
    blank: ""
  }[test];
  if (test === "filled") return `填有「${field.label}」`;
  if (test === "blank") return `没有「${field.label}」`;
  return `「${field.label}」${verb}${said}`;
}

const valueWords = (value: string | number | boolean) => (typeof value === "boolean" ? (value ? "是" : "否") : value);

/** 口径 of a formula in words. */
export function formulaWords(formula: Formula, label: (id: string) => string, {span}: YearRule = {}): string {
  const years = span ? `；${spanWords(span)}` : "";
  if (formula.type === "ratio") return `${label(formula.numerator)}除以${label(formula.denominator)}${years}。`;
  if (formula.type === "least") return `${formula.of.map(label).join("、")}中较低的一个${years}。`;
  const minus = (formula.minus ?? []).map(id => `减去${label(id)}`);
  return `${formula.of.map(label).join("加")}${minus.join("")}${years}。`;
}
