import {chineseNumber} from "../../text/numerals.js";
import {grammar} from "../grammar/grammar.js";

/** The months that words mean, 3月, 1—6月, 截至9月底, 上半年, 二季度; null where they mean days, or none. */
export function monthsIn(words: string): string[] | null {
  for (const {pattern, from, to} of grammar().stretches) {
    const match = pattern.exec(words);
    if (!match) continue;
    const [first, last] = [from, to].map(each => (/\d/.test(each) ? Number(each) : numberOf(match.groups![each]!)));
    return first! > 0 && last! >= first! && last! <= 12
      ? Array.from({length: last! - first! + 1}, (_, i) => `${first! + i}月`)
      : null;
  }
  return null;
}

const numberOf = (words: string) => (/\d/.test(words) ? Number(words) : (chineseNumber(words) ?? 0));
