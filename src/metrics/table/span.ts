import {fail} from "./fault.js";

/** Which years a figure of a year covers, and how they are counted. */
export interface YearRule {
  basis?: "session" | "calendar";
  /** Years up to and with its own; `term`: from the first year of the term on. */
  span?: number | "term";
}

const numerals = "零一二三四五六七八九十";

/** Reads 年度: 届次年度, 自然年, 本届累计, 三年累计; blank is the kind's own way. */
export function parseYears(text: string): YearRule {
  const word = text.normalize("NFKC").replace(/\s/g, "");
  if (word === "") return {};
  if (word === "届次年度") return {basis: "session"};
  if (word === "自然年") return {basis: "calendar"};
  if (/^(本届|届内|本届以来)(累计)?$/.test(word)) return {span: "term"};
  const years = /^近?([一二三四五六七八九十]|两|\d{1,2})年(累计)?$/.exec(word);
  const count = years ? (years[1] === "两" ? 2 : numerals.indexOf(years[1]!)) : -1;
  const span = count > 0 ? count : Number(years?.[1]);
  if (span >= 2) return {span};
  return fail(
    `看不懂的年度“${text}”，可写：届次年度、自然年、本届累计、三年累计（几年写几），不写按该类数据自己的年度`
  );
}

/** 本届累计 or 3年累计, as it is printed. */
export const spanWords = (span: number | "term") => (span === "term" ? "本届累计" : `${span}年累计`);
