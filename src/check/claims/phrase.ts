import type {Clause} from "../clauses/clauses.js";
import type {Numeral} from "../tokens/numbers.js";
import {dull, type Word} from "../tokens/words.js";
import {alike} from "./alike.js";

/** A number with the words of its clause that are its own. */
export interface Phrase {
  numeral: Numeral;
  clause: Clause;
  /** Where its own words begin and end. */
  from: number;
  to: number;
  left: Word[];
  right: Word[];
}

const listed = /^(?:的?[、,/]|和|与|及|以及|或|至|到|—+|→)?$/;
const strong = /[、→|]/;
const weak = /(?<=[一-龥])(?:以及|和|及|与|并且|并|而)(?=[一-龥\d])/;
/** What begins the words of the next number: 占, 较上年, 均, 全部; 79篇转报信息中未被采用的 is of others. */
const turning =
  /由(?=区|市|县|主席|副主席|党政|领导)|中(?=[未没不])|全部|均|悉数|已经?(?=[办回答])|占|较|比(?!例)|同比|环比|增[长加至幅]|提高|上升|下降|减少/;

/** The phrases of a clause, one a number. What stands between two numbers goes to the one it belongs to. */
export function phrasesOf(text: string, clause: Clause): Phrase[] {
  const {numbers, words} = clause;
  const phrases: Phrase[] = [];
  let from = clause.start;
  let at = 0;
  numbers.forEach((numeral, i) => {
    const next = numbers[i + 1];
    const left: Word[] = [];
    while (at < words.length && words[at]!.start < numeral.start) {
      const word = words[at++]!;
      if (word.start >= from) left.push(word);
    }
    while (at < words.length && words[at]!.start < numeral.end) at++;
    const behind: Word[] = [];
    for (let k = at; k < words.length && words[k]!.end <= (next?.start ?? clause.end); k++) behind.push(words[k]!);
    const to = next ? divided(text, numeral, next, left, behind) : turned(text, numeral.end, clause.end);
    phrases.push({numeral, clause, from, to, left, right: behind.filter(each => each.end <= to)});
    from = next ? begun(text, to, next) : clause.end;
  });
  return phrases;
}

function turned(text: string, start: number, end: number): number {
  const match = turning.exec(text.slice(start, Math.min(end, start + 40)));
  return match ? start + match.index : end;
}

/** After a separator that stands first. */
function begun(text: string, at: number, next: Numeral): number {
  const match = /^(?:[、,→|/]|以及|和|及|与|并且|并|而)/.exec(text.slice(at, next.start));
  return match ? at + match[0].length : at;
}

const noun = ({kind}: Word) => kind === "topic" || kind === "thing";
export const telling = ({kind}: Word) => !dull(kind) && kind !== "free" && kind !== "own";

/** Where the words of a number end that another follows in its clause. */
function divided(
  text: string,
  numeral: Numeral,
  next: Numeral,
  left: readonly Word[],
  behind: readonly Word[]
): number {
  const before = next.start - (/[↑↓▲▼+−—-]+$/.exec(text.slice(numeral.end, next.start))?.[0].length ?? 0);
  const gap = text.slice(numeral.end, before);
  if (listed.test(gap)) return numeral.end;
  const cut = Math.min(turned(text, numeral.end, next.start), separated(gap, numeral.end, next.start));
  // The run of words right behind the number: 44条建议|采纳17条, 8篇调研报告|7篇.
  let end = numeral.end;
  let nouns = end;
  for (const word of behind) {
    if (word.end > cut || word.start > end + (text[end] === "的" ? 1 : 0)) break;
    end = word.end;
    if (noun(word)) nouns = end;
  }
  if (nouns === numeral.end) return cut < next.start ? cut : numeral.end;
  const named = left.some(telling);
  if (nouns === before && named) return alike(numeral.unit, "家") ? nouns : numeral.end;
  return end === before ? nouns : cut < next.start ? cut : end;
}

function separated(gap: string, start: number, end: number): number {
  // 44条常委会和主席会议协商建议、17条被采纳: a joint inside a name parts only where nothing stronger does.
  const match = strong.exec(gap) ?? weak.exec(`${gap}1`);
  return match ? Math.min(end, start + match.index) : end;
}

const rating = /评|打分|阅卷|满意/;

/** 给承办单位打分: who is rated. */
const rated = /[给为对向]各?(?:承办|办理|主办)?$/;

/** Whose opinion is told of: 承办单位对提案的质量作出评价. */
export function sideOf({clause: {sentence}, numeral}: Phrase, text: string, until = numeral.start): "member" | "unit" {
  const before = text.slice(Math.max(sentence.start, until - 120), until);
  const after = text.slice(numeral.end, Math.min(sentence.end, numeral.end + 20));
  let unit = -1;
  for (const match of before.matchAll(/单位(?!数|的?个数)/g))
    if (
      rating.test(before.slice(match.index, match.index + 24) + after) &&
      !rated.test(before.slice(Math.max(0, match.index - 4), match.index))
    )
      unit = match.index;
  const member = Math.max(...["委员", "提案者", "提案人"].map(each => before.lastIndexOf(each)));
  return unit > member ? "unit" : "member";
}
