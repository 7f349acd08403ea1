import {exact, holds, printed} from "../../metrics/format.js";
import type {Metric} from "../../metrics/index.js";
import {rounded, roundedTo} from "../../metrics/round.js";
import {spokenIn} from "../claims/units.js";
import {type Numeral, redundant} from "../tokens/numbers.js";

export interface Judgement {
  holds: boolean;
  should: string;
  reason: string;
}

/** A value in the unit that drafts are compared in: rates as percentages, 亿元 as 万元. */
export const inPrint = (metric: Metric, value: number) =>
  metric.unit === "%" ? value * 100 : plain(value * spokenIn(metric).times);

const plain = (x: number) => (Number.isInteger(x) ? x : Number(x.toPrecision(15)));

/** Whether what the draft says of a value is so, with how it should read. `value` is a ratio for rates. */
export function judge(numeral: Numeral, metric: Metric, value: number): Judgement {
  const x = inPrint(metric, value);
  const should = wording(numeral, metric, value);
  const twice = redundant(numeral.words);
  const ok = agrees(numeral, x) || isPrinted(numeral, metric, value);
  if (ok && twice) return {holds: false, should, reason: `“${twice}”用词重复,只用一个`};
  if (ok) return {holds: true, should, reason: ""};
  return {holds: false, should, reason: why(numeral, metric, x)};
}

/** Whether a number is what the office itself prints: 46.1% of 46.15%, where it cuts off. */
function isPrinted({value: told, word, upper, unit}: Numeral, metric: Metric, value: number): boolean {
  const spoken = spokenIn(metric);
  if (word !== "" || upper !== null || told === null || (unit !== metric.unit && unit !== spoken.unit)) return false;
  const shown = Number(/^[\d.]+(?=[^\d.]|$)/.exec(exact(metric, value))?.[0]);
  return (unit === metric.unit && shown === told) || plain(shown * spoken.times) === told;
}

/** Whether the words and digits are true of x, in the printed unit. */
export function agrees(numeral: Numeral, x: number): boolean {
  const n = numeral.value;
  if (n === null) return false;
  if (numeral.upper !== null) return x >= n && x <= numeral.upper;
  if (numeral.kind === "fraction") return nearly(numeral, n, x);
  switch (numeral.word) {
    case "不足":
      return x < n;
    case "不超过":
      return x <= n;
    case "":
      if (numeral.unit === "%") return holds("", n, x, {decimals: numeral.decimals});
      // 12480人次 is 1.2万人次, 300元 are 0.03万元.
      if (numeral.scale < 1 || (numeral.scale >= 10_000 && numeral.decimals > 0))
        return rounded(x / numeral.scale, numeral.decimals) === rounded(n / numeral.scale, numeral.decimals);
      // A quotient that is no percentage, 人均1.2件, is said as it rounds.
      return holds("", n, x, Number.isInteger(x) ? {} : {decimals: numeral.decimals});
    default:
      return holds(numeral.word, n, x);
  }
}

/** Shares in words (三分之一, 九成) are said of values that lie near them. */
function nearly({word}: Numeral, n: number, x: number): boolean {
  if (word === "超" || word === "逾") return x > n;
  if (word === "以上") return x >= n;
  if (word === "余" || word === "多") return x > n && x < n + 10;
  if (word === "近") return x < n && x >= n - 5;
  if (word === "不足") return x < n;
  if (word === "以下" || word === "不超过") return x <= n;
  return Math.abs(x - n) <= Math.max(2.5, n * 0.05);
}

/** As the draft would say it if it were right: 150余篇 of 146 → 140余篇, of 150 → 150篇. */
function wording(numeral: Numeral, metric: Metric, value: number): string {
  const {value: n, word} = numeral;
  if (n !== null && n > 0 && (word === "余" || word === "多") && metric.unit !== "%") {
    if (metric.print?.word || value < 10) return printed(metric, value);
    const place = 10 ** (String(Math.trunc(n)).length - String(Math.trunc(n)).replace(/0+$/, "").length);
    const base = Math.floor(value / place) * place;
    if (place > 1 && base > 0 && value > base) return `${base}${word}${metric.unit}`;
  }
  return exact(metric, value);
}

/** A number at two decimals, or as many as it takes to tell it from another: 1.996 from 2. */
function toldFrom(x: number, other: number | null): number {
  for (let decimals = 2; decimals < 12; decimals++) {
    const shown = roundedTo(x, decimals);
    if (other === null || shown !== plain(other) || plain(x) === plain(other)) return shown;
  }
  return plain(x);
}

function why(numeral: Numeral, metric: Metric, x: number): string {
  const {value: n, word} = numeral;
  const {times} = metric.unit === "%" ? {times: 1} : spokenIn(metric);
  const actual = `${toldFrom(x / times, n === null ? null : n / times)}${metric.unit}`;
  if (n === null) return "";
  if ((word === "余" || word === "多") && x === n) return `恰为${actual},不能说“${word}”`;
  if (word === "余" || word === "多") return `实为${actual},不在“${n}${word}”的范围`;
  if ((word === "超" || word === "逾") && x === n) return `恰为${actual},不能说“${word}”`;
  if (word === "近" && x >= n) return `实为${actual},不能说“近”`;
  if (word === "近") return `实为${actual},离${n}较远`;
  return `实为${actual}`;
}
