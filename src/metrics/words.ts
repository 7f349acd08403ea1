import {chineseNumber} from "../text/numerals.js";

/** A change as its words say it. Numbers as printed; null where the words do not say. */
export interface SaidChange {
  /** 上年, 上年同期, 同比, 2021年 … */
  against: string | null;
  direction: "up" | "down" | "flat" | null;
  /** In `unit`, signed. */
  difference: number | null;
  unit: string | null;
  /** Of 增长12.5%, signed. */
  percent: number | null;
  /** Of 提高1.4个百分点, signed. */
  points: number | null;
  /** 是上年的2.3倍: the value over the previous one. */
  times: number | null;
  /** 增长2.3倍: the difference over the previous value. */
  grownTimes: number | null;
  /** Both rates in percent: 由97%升至98.4%. */
  from: number | null;
  to: number | null;
  /** 上年为0. */
  fromZero: boolean;
  note: string | null;
}

const number = String.raw`(\d+(?:\.\d+)?)`;
const rises = "增加|增长|提高|上升|多|升高|提升";
const falls = "减少|下降|降低|回落|少|下滑";
const periods = String.raw`上年同期|去年同期|上一年|上年|去年|\d{4}年同期|\d{4}年`;

const patterns = {
  against: new RegExp(`(?:较|比|与|是)(${periods})|(${periods})为0|(同比)`),
  points: new RegExp(`(${rises}|${falls})(不足)?${number}个百分点`),
  percent: new RegExp(`(${rises}|${falls})(?:了)?(不足)?${number}%`),
  grownTimes: new RegExp(`(?:${rises})(?:了)?${number}倍`),
  times: new RegExp(`(?:是|为|达到?)(?:${periods})的${number}倍`),
  difference: new RegExp(`(${rises}|${falls})(?:了)?${number}(?!\\d|\\.|%|个百分点|倍)([\\p{Script=Han}()]+)`, "u"),
  rates: new RegExp(`由${number}%(?:升至|降至|提高到|下降到)${number}%`),
  level: new RegExp(`均为${number}%`),
  note: /[(（](口径有变[:：].+)[)）]$/
};

const chinese = "[一两二三四五六七八九十]";

/** Changes said in Chinese numerals, in digits: 翻一番 → 增长1倍, 减少一半 → 减少50%, 增长两成半 → 增长25%. */
function inDigits(text: string): string {
  return text
    .replace(/翻了?(?:一番|番)/g, "增长1倍")
    .replace(/翻了?[两二]番/g, "增长3倍")
    .replace(/减半/g, "减少50%")
    .replace(new RegExp(`(?<=(?:${falls})了?)一半`, "g"), "50%")
    .replace(new RegExp(`(${chinese})成(半?)`, "g"), (_, n, half) => `${chineseNumber(n)! * 10 + (half ? 5 : 0)}%`)
    .replace(new RegExp(`(${chinese})倍`, "g"), (_, n) => `${chineseNumber(n)}倍`);
}

/** Reads the words of a change back, as `change` prints them and as reports vary them; null when they tell none. */
export function parseChange(words: string): SaidChange | null {
  const note = patterns.note.exec(words);
  const plain = (note ? words.slice(0, note.index) : words).replace(/[\s　]/g, "");
  const text = inDigits(plain.replaceAll("，", ",").replaceAll("％", "%"));
  const against = patterns.against.exec(text);
  const points = patterns.points.exec(text);
  const percent = patterns.percent.exec(text);
  const difference = patterns.difference.exec(text);
  const times = patterns.times.exec(text);
  const grown = patterns.grownTimes.exec(text);
  const rates = patterns.rates.exec(text);
  const level = patterns.level.exec(text);
  const flat = text.includes("持平");
  const verb = (difference ?? points ?? percent)?.[1];
  if (!flat && !verb && !times && !grown) return null;
  const sign = verb !== undefined && new RegExp(`^(?:${falls})$`).test(verb) ? -1 : 1;
  return {
    against: against ? (against[1] ?? against[2] ?? against[3] ?? null) : null,
    direction: flat ? "flat" : verb ? (sign < 0 ? "down" : "up") : times ? compared(Number(times[1])) : "up",
    difference: flat ? 0 : difference ? sign * Number(difference[2]) : null,
    unit: difference?.[3] ?? null,
    percent: signed(percent),
    points: signed(points),
    times: times ? Number(times[1]) : null,
    grownTimes: grown ? Number(grown[1]) : null,
    from: rates ? Number(rates[1]) : level ? Number(level[1]) : null,
    to: rates ? Number(rates[2]) : level ? Number(level[1]) : null,
    fromZero: new RegExp(`(?:${periods})为0`).test(text),
    note: note?.[1] ?? null
  };
}

/** The signed number; 不足0.1 reads as 0 with the sign kept in the direction. */
function signed(match: RegExpExecArray | null): number | null {
  if (!match) return null;
  const size = match[2] ? 0 : Number(match[3]);
  return new RegExp(`^(?:${falls})$`).test(match[1]!) ? -size : size;
}

const compared = (times: number) => (times > 1 ? "up" : times < 1 ? "down" : "flat");
