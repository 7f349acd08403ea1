import type {NumberWord} from "../../metrics/format.js";
import {chineseNumber} from "../../text/numerals.js";
import {grammar} from "../grammar/grammar.js";

/** A number of the draft with the words and the unit around it. Positions are in the canonical text. */
export interface Numeral {
  start: number;
  end: number;
  /** Where the digits begin, and where they, their 余 and their 万 end. */
  digitsStart: number;
  digitsEnd: number;
  /** In `unit`, 万 and 亿 of counts multiplied out; null for 多篇, 数十场. */
  value: number | null;
  /** The upper end of 二三十, 20—30. */
  upper: number | null;
  /** What is true of the value: 余, 近, 以上 … */
  word: NumberWord | "不足" | "不超过";
  /** Every such word as written, in order; two that say the same are a fault of style. */
  words: string[];
  /** As compared: 件, 万元, %, or empty. */
  unit: string;
  /** Digits after the point as printed, and the scale that they stand before: 1.2万 → 1, 10000. */
  decimals: number;
  scale: number;
  significant: number;
  kind: "digits" | "chinese" | "fraction" | "vague";
}

const before =
  "约为|大约|大概|约|将近|接近|近|超过|超|逾|突破|不少于|不低于|至少|不足|不到|低于|少于|最多|不超过|不高于|上|过|达到|多达|高达|达";
const after = "以上|以下|左右|上下|以内|之多|有余|余";
const arabic = String.raw`\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
const han = "[零〇一二两三四五六七八九十百千万亿]";
const chinese = `${han}+(?:点[零〇一二三四五六七八九]+)?`;
const more = "余|多|来|几";

let made: RegExp | undefined;

function finder(): RegExp {
  made ??= pattern();
  return made;
}

function pattern(): RegExp {
  const unitPattern = [...grammar().units.keys()].map(unit => unit.replace(/[()]/g, "\\$&")).join("|");
  const patterns = [
    // 百分之九十八点四, 三分之一
    String.raw`(?<percent>百分之(?<percentOf>百|${chinese}|${arabic}))`,
    `(?<fraction>(?<den>${chinese})分之(?<num>${chinese}))`,
    `(?<tenths>(?<tenthsOf>[一二两三四五六七八九]|\\d)成(?<half>半)?(?!功|立|员|果|为|效|绩|长|都|就|本|熟|型|千|套|渝|人|份|交|品|分|因|语|见|文|了|年))`,
    "(?<half1>过半数?(?!径)|半数|一半|对半)",
    `(?<vague>(?:好几|几|数)(?:十|百|千|万)(?<vagueMore>余|多)?|若干|一大批|大批|数|多(?=${unitPattern}))`,
    // 20—30, 二三十, 十几
    String.raw`(?<range>(?<low>${arabic})(?:—+|-|至|到|~)(?<high>${arabic}))(?<rangeScale>万|亿)?`,
    `(?<pair>(?<pairs>一二|二三|三四|五六|六七|七八|八九)(?<pairScale>十|百|千)?)`,
    `(?<dozen>(?<dozens>${han}*十)几)`,
    String.raw`(?<digits>${arabic})(?<scale>[十百千]?[万亿]|[百千](?=余|多|${unitPattern}))?(?<more>${more})?(?<scale2>[万亿])?`,
    `(?<word>${chinese})(?<wordMore>${more})?(?<wordScale>[万亿])?`
  ];
  return new RegExp(
    `(?<pre>(?:${before})*)(?<body>${patterns.join("|")})(?<unitMore>)(?<unit>${unitPattern})?(?<unitAfter>余|多(?!了|于|出|[\\d一二两三四五六七八九十]))?(?<post>(?:${after})*)`,
    "g"
  );
}

/** Every run of digits, and Chinese numerals that count something (with a unit, 余, or as a share). */
export function findNumerals(text: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(finder())) {
    const numeral = read(match, text);
    if (numeral) found.push(numeral);
  }
  for (let i = found.length - 2; i >= 0; i--) {
    const [numeral, next] = [found[i]!, found[i + 1]!];
    if (
      numeral.unit === "个" &&
      /百分点/.test(next.unit) &&
      /^(?:、|和|与|及)$/.test(text.slice(numeral.end, next.start))
    )
      numeral.unit = next.unit;
    if (
      numeral.unit === "" &&
      numeral.kind === "digits" &&
      next.unit !== "" &&
      /^(?:[、,]|和|与|及|以及)$/.test(text.slice(numeral.end, next.start))
    )
      numeral.unit = next.unit;
  }
  return found;
}

function read(match: RegExpMatchArray, text: string): Numeral | null {
  const g = match.groups as Record<string, string | undefined>;
  const start = match.index!;
  let pre = g.pre ?? "";
  let unit = g.unit ?? "";
  let post = `${g.unitAfter ?? ""}${g.post ?? ""}`;
  const bodyStart = start + pre.length;
  const bodyEnd = bodyStart + g.body!.length;
  let end = start + match[0].length;
  let words: string[] = [];
  let value: number | null = null;
  let upper: number | null = null;
  let decimals = 0;
  let scale = 1;
  let significant = 1;
  let kind: Numeral["kind"] = "digits";

  if (g.digits !== undefined) {
    const digits = g.digits.replaceAll(",", "");
    decimals = digits.split(".")[1]?.length ?? 0;
    significant = digits.replace(".", "").replace(/^0+/, "").length;
    scale = times(g.scale) * times(g.scale2);
    value = Number(digits);
    if (g.more === "来" || g.more === "几") return null;
    if (g.more) words.push(g.more);
  } else if (g.word !== undefined) {
    kind = "chinese";
    const read = chineseNumber(g.word);
    if (read === null) return null;
    if (!unit && !g.wordMore && !post && !/^(?:上|近|超|逾|过)$/.test(pre)) return null;
    decimals = g.word.split("点")[1]?.length ?? 0;
    significant = String(read).replace(/0+$|\./g, "").length;
    scale = times(g.wordScale);
    value = read;
    if (g.wordMore === "来" || g.wordMore === "几") return null;
    if (g.wordMore) words.push(g.wordMore);
  } else if (g.percentOf !== undefined) {
    const read = /\d/.test(g.percentOf) ? Number(g.percentOf.replaceAll(",", "")) : chineseNumber(g.percentOf);
    if (read === null) return null;
    decimals = (/\d/.test(g.percentOf) ? g.percentOf.split(".")[1] : g.percentOf.split("点")[1])?.length ?? 0;
    significant = 3;
    value = read;
    if (unit && unit !== "%") end -= unit.length + post.length;
    if (unit !== "%") post = text.slice(bodyEnd, end) === "" ? trailing(text, bodyEnd) : "";
    unit = "%";
    end = Math.max(end, bodyEnd + post.length);
  } else if (g.fraction !== undefined) {
    const [num, den] = [chineseNumber(g.num!), chineseNumber(g.den!)];
    if (!num || !den) return null;
    kind = "fraction";
    value = (100 * num) / den;
    unit = "%";
    end = bodyEnd;
    post = trailing(text, bodyEnd);
    end += post.length;
  } else if (g.tenths !== undefined) {
    const read = /\d/.test(g.tenthsOf!) ? Number(g.tenthsOf) : chineseNumber(g.tenthsOf!);
    if (read === null) return null;
    kind = "fraction";
    value = read * 10 + (g.half ? 5 : 0);
    unit = "%";
    end = bodyEnd;
    post = trailing(text, bodyEnd);
    end += post.length;
  } else if (g.half1 !== undefined) {
    kind = "fraction";
    value = 50;
    unit = "%";
    end = bodyEnd;
    if (g.half1.startsWith("过")) pre = "超";
    post = trailing(text, bodyEnd);
    end += post.length;
  } else if (g.range !== undefined) {
    scale = times(g.rangeScale);
    value = Number(g.low!.replaceAll(",", "")) * scale;
    upper = Number(g.high!.replaceAll(",", "")) * scale;
    if (upper <= value) return null;
    scale = 1;
  } else if (g.pair !== undefined) {
    if (!unit) return null;
    kind = "chinese";
    const step = g.pairScale ? chineseNumber(g.pairScale)! : 1;
    value = chineseNumber(g.pairs![0]!)! * step;
    upper = chineseNumber(g.pairs![1]!)! * step;
  } else if (g.dozen !== undefined) {
    if (!unit) return null;
    kind = "chinese";
    value = (chineseNumber(g.dozens!) ?? 10) + 1;
    upper = value + 8;
  } else {
    kind = "vague";
    if (!unit && !/批|十|百|千|万/.test(g.vague!)) return null;
  }

  // 上 and 过 are words of quantity only before a round Chinese number: 上百场.
  if (/^[上过]$/.test(pre) && !(kind === "chinese" && /^[百千万]/.test(g.word ?? ""))) pre = "";
  let from = bodyStart - pre.length;
  words.unshift(...(pre.match(new RegExp(before, "g")) ?? []));
  words.push(...(post.match(new RegExp(`${after}|多`, "g")) ?? []));
  if (unit === "余元") [unit] = ["元", words.push("余")];
  if (value !== null) value *= scale;
  if (value !== null && (unit === "万元" || unit === "元" || unit === "亿元")) {
    const factor = {万元: 1, 元: 1e-4, 亿元: 1e4}[unit];
    if (kind === "digits" && unit === "元" && scale >= 1e4) scale /= 1e4;
    else scale *= factor;
    value *= factor;
    unit = "万元";
    value = Number(value.toPrecision(12));
    if (upper !== null) upper *= factor;
  }
  if (g.half1?.startsWith("过")) [from, words] = [bodyStart, ["超"]];
  if (from < 0) from = 0;
  return {
    start: from,
    end,
    digitsStart: bodyStart,
    digitsEnd: bodyEnd,
    value,
    upper,
    word: wordOf(words, value),
    words,
    unit: /^[百千]/.test(unit) ? unit : unit,
    decimals,
    scale,
    significant,
    kind
  };
}

function trailing(text: string, at: number): string {
  return new RegExp(`^(?:${after}|多)+`).exec(text.slice(at, at + 6))?.[0] ?? "";
}

function times(scale: string | undefined): number {
  if (!scale) return 1;
  return chineseNumber(scale.length > 1 ? scale : scale === "百" || scale === "千" ? scale : scale) ?? 1;
}

/** The one word that decides what is true; 达 and 多达 say nothing of their own. */
function wordOf(words: string[], value: number | null): Numeral["word"] {
  if (value === null) return "";
  const meanings = words.map(word => meaning[word] ?? "").filter(word => word !== "");
  return meanings.find(word => word === "余" || word === "多") ?? meanings[0] ?? "";
}

const meaning: Record<string, Numeral["word"]> = {
  约: "约",
  约为: "约",
  大约: "约",
  大概: "约",
  左右: "左右",
  上下: "左右",
  近: "近",
  将近: "近",
  接近: "近",
  超: "超",
  超过: "超",
  突破: "超",
  逾: "逾",
  余: "余",
  有余: "余",
  多: "多",
  不少于: "以上",
  不低于: "以上",
  至少: "以上",
  以上: "以上",
  上: "以上",
  过: "超",
  以下: "以下",
  以内: "不超过",
  最多: "不超过",
  不超过: "不超过",
  不高于: "不超过",
  不足: "不足",
  不到: "不足",
  低于: "不足",
  少于: "不足"
};

const pairs: [string[], string[], string][] = [
  [["约", "约为", "大约", "大概"], ["左右", "上下", "余", "多", "有余", "以上"], "约"],
  [["近", "将近", "接近"], ["左右", "上下", "余", "多", "有余", "以上"], "近"],
  [["超", "超过", "逾", "突破"], ["余", "多", "有余", "以上", "左右"], "超"],
  [["至少", "不少于", "不低于"], ["以上", "余", "多", "左右"], "至少"],
  [["最多", "不超过", "不足", "不到"], ["以内", "以下", "左右", "余", "多"], "不超过"],
  [["余", "多"], ["左右", "上下", "以上"], "余"]
];

/** 约…左右, 近…余 and their like: two words where one is enough or that contradict each other; null when there are none. */
export function redundant(words: string[]): string | null {
  for (const [first, second] of pairs) {
    const a = words.find(word => first.includes(word));
    const b = a && words.slice(words.indexOf(a) + 1).find(word => second.includes(word));
    if (a && b) return `${a}…${b}`;
  }
  return null;
}
