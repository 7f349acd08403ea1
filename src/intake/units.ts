import {narrow} from "./text.js";

/** A unit of measure as so many times another: 万元 is 10000 of 元, 小时 60 of 分钟. Units of one `of` convert. */
export interface Unit {
  of: string;
  times: number;
}

const digits: Readonly<Record<string, number>> = {"": 1, 十: 10, 百: 100, 千: 1e3};
const places: Readonly<Record<string, number>> = {"": 1, 万: 1e4, 亿: 1e8, 万亿: 1e12};
const multiple = /^(十|百|千)?(万亿|万|亿)?/;

const percent = {of: "‰", times: 10};
const people = {of: "人", times: 1};
const kilogram = {of: "公斤", times: 1};

/** Units that are so many of another, and other names of one. 千米 and 百分点 begin with no multiple. */
const known: Readonly<Record<string, Unit>> = {
  "%": percent,
  百分比: percent,
  "‰": {of: "‰", times: 1},
  成: {of: "‰", times: 100},
  百分点: {of: "百分点", times: 1},
  个百分点: {of: "百分点", times: 1},
  圆: {of: "元", times: 1},
  块: {of: "元", times: 1},
  人民币: {of: "元", times: 1},
  元人民币: {of: "元", times: 1},
  名: people,
  位: people,
  个人: people,
  秒: {of: "秒", times: 1},
  分钟: {of: "秒", times: 60},
  小时: {of: "秒", times: 3600},
  个小时: {of: "秒", times: 3600},
  公斤: kilogram,
  千克: kilogram,
  吨: {of: "公斤", times: 1e3},
  米: {of: "米", times: 1},
  千米: {of: "米", times: 1e3},
  公里: {of: "米", times: 1e3},
  平方公里: {of: "平方米", times: 1e6},
  公顷: {of: "平方米", times: 1e4}
};

/** A unit and the multiple before it: 10000 of 人次 are 万人次; of 千万 alone the unit is empty. */
export function multipleOf(text: string): {times: number; unit: string} {
  const word = narrow(text).replace(/^\((.*)\)$/, "$1");
  if (known[word]) return {times: 1, unit: word};
  const [before, digit = "", place = ""] = multiple.exec(word)!;
  return {times: digits[digit]! * places[place]!, unit: word.slice(before.length)};
}

/** A unit as staff write it. */
export function unitOf(text: string): Unit {
  const {times, unit} = multipleOf(text);
  const {of, times: each} = known[unit] ?? {of: unit, times: 1};
  return {of, times: times * each};
}

export const isMoney = (text: string): boolean => unitOf(text).of === "元";

/** Whether what is counted in a unit is an amount, not so many things: money, time, weight, length, area, a share. */
export const isMeasure = (text: string): boolean =>
  text !== "" && /^(元|秒|公斤|米|平方米|亩|立方米|‰|百分点)$/.test(unitOf(text).of);

/**
 * Whether numbers of two units cannot be numbers of one: of two that do not convert one is an amount, or counted in
 * tens of thousands. 场 and 场次, 件 and 篇 are things that staff count together.
 */
export function differ(one: string, other: string): boolean {
  if (one === "" || other === "" || converted(1, one, other) !== null) return false;
  return isMeasure(one) || isMeasure(other) || unitOf(one).times !== unitOf(other).times;
}

/** So many of one unit in another; null where they do not convert. 12家企业 are 12家. */
export function converted(value: number, from: string, to: string): number | null {
  const [one, other] = [unitOf(from), unitOf(to)];
  if (one.of !== other.of) return one.times === other.times && isOfThem(one.of, other.of) ? value : null;
  // 1.13 × 10000 is not 11300 in binary.
  return one.times === other.times ? value : Number(((value * one.times) / other.times).toPrecision(15));
}

/** How many of the second unit one of the first is; null where they do not convert. */
export function ratioOf(from: string, to: string): number | null {
  const [one, other] = [unitOf(from), unitOf(to)];
  return one.of === other.of ? one.times / other.times : null;
}

/** Whether a unit is another with what is counted behind it: 家企业, but neither 件次 nor 个百分点. */
const isOfThem = (longer: string, unit: string): boolean =>
  /^[件篇条场个家户项份册本期批套台处所座间支组名]$/.test(unit) &&
  longer.startsWith(unit) &&
  /^(?!次|百分|小时|月|年)\p{Script=Han}{2,}$/u.test(longer.slice(1));

/** Words that stand in brackets behind a header and are units: 金额(万元), and no remark as of 数量(必填). */
const units =
  /^(元|人|人次|件|件次|篇|篇次|条|条次|场|场次|次|个|家|户|户次|项|份|册|本|字|期|批|批次|套|台|辆|处|所|座|间|支|组|天|日|月|年|学时|课时|亩|平方米|‰|百分点|秒|公斤|米|美元|港元|欧元|分|票|层|点|倍|棵|株|只|头|吨|立方米)$/;

/** Whether a word is a unit that we know, or begins with one as 家企业; 佳 of 十佳 is none. */
export const isUnit = (text: string): boolean => {
  const {of} = unitOf(text);
  return of === "" || [of, of.slice(0, 2), of.slice(0, 1)].some(word => units.test(word));
};

/** The unit that a header says behind it; nothing where it says none. */
export function unitIn(header: string): string {
  const inner = /[[(【〔<]([^\])】〕>[(【〔<]+)[\])】〕>][^\])】〕>]*$/.exec(narrow(header))?.[1] ?? "";
  const word = inner.replace(/^单位[:：]?/, "");
  return word !== "" && units.test(unitOf(word).of) ? word : "";
}
