import {grammar} from "../grammar/grammar.js";

/** A stretch of the canonical text whose numbers are no figures, and why. */
export interface Skip {
  start: number;
  end: number;
  reason: string;
}

/** Numbers between quotation marks are names, unless a unit says that they count: “四个意识”, “1453”. */
const quoted = /[“"‘]([^“”"‘’\n]{1,16})[”"’]/g;
const numeric = /[\d零〇一二两三四五六七八九十百千万亿]/;
const counted = /\d+(?:余|多)?(?:[件篇条场名次项家%]|人次)|^一[^一二三四五六七八九十]*$/;

/** The stretches that hold numbers which are no figures, in order, without overlap; earlier rows of the table win. */
export function findSkips(text: string): Skip[] {
  const found: Skip[] = [];
  const taken = new Uint8Array(text.length);
  const add = (start: number, end: number, reason: string) => {
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    found.push({start, end, reason});
  };
  for (const {reason, pattern} of grammar().skips)
    for (const match of text.matchAll(pattern))
      if (numeric.test(match[0]) || /[①-⑳]/.test(match[0])) add(match.index, match.index + match[0].length, reason);
  for (const match of text.matchAll(quoted))
    if (numeric.test(match[1]!) && !counted.test(match[1]!))
      add(match.index, match.index + match[0].length, "引号内的专用名称");
  return found.sort((a, b) => a.start - b.start);
}
