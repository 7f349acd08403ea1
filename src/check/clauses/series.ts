import type {Numeral} from "../tokens/numbers.js";
import type {Paragraph} from "./clauses.js";
import {grown} from "./marks.js";
import type {Period} from "./periods.js";

/** Numbers in a row that are one figure's in years one after another: 三年分别为236件、232件、261件. */
export interface Series {
  numbers: Numeral[];
  /** The year of each. */
  years: number[];
  /** Where the words before the row begin and end: what they name is the figure. */
  start: number;
  end: number;
}

const year = "(?:19|20)\\d{2}年(?:度)?";
/** What stands between two numbers of a row; its groups are the year before the next, and the verb that ends the row. */
const link = new RegExp(
  `^(?:以上)?(?:、|,|和|与|及|以及|再|又|而|—+|→|>|到|至|直到)*(?:(?:从|由|到|至)?(${year})(?:的|为|是|仅为?|达到?)*)?(${grown}(?:(${year}|今年|去年|上年)的?)?)?(?:的|为|达到?)?$`
);
const arrows = /^(?:—+|→|>|-)+$/;
const span = /(?:[近前过去这]{0,2})([两三四五六])年(?:来|间|里)?(?:的)?[^,。;:\d]{0,8}$/;
const lead = /(?:分别|依次|先后)(?:为|是|有|达到?|:|提交|开展|举办|完成)?$/;
const single = new RegExp(`(${year})(?:的|为|是|仅为?|达到?|有)*$`);
/** More numbers than these in a row are no years of one figure. */
const longest = 20;
const digits = "零一二三四五六";

/** The rows of a draft, by number. */
export function seriesOf(
  text: string,
  pages: readonly Paragraph[],
  report: number,
  periods: ReadonlyMap<Numeral, Period>
): Map<Numeral, Series> {
  const found = new Map<Numeral, Series>();
  for (const {sentences} of pages)
    for (const sentence of sentences) {
      const all = sentence.clauses.flatMap(({numbers}) => numbers);
      for (let first = 0; first < all.length; ) {
        const row = rowFrom(text, all, first, report);
        const series = row && whole(text, row, sentence.start, report, periods.get(row.numbers[0]!)!);
        if (series) for (const each of series.numbers) found.set(each, series);
        first += series ? series.numbers.length : 1;
      }
    }
  return found;
}

interface Row {
  numbers: Numeral[];
  /** Years that the draft names beside them. */
  named: (number | null)[];
  /** Whether the last is what the others grew to. */
  grown: boolean;
  /** Whether only arrows or dashes stand between. */
  drawn: boolean;
}

function rowFrom(text: string, all: readonly Numeral[], first: number, report: number): Row {
  const row: Row = {numbers: [all[first]!], named: [yearBefore(text, all[first]!)], grown: false, drawn: true};
  for (let i = first + 1; i < all.length; i++) {
    const [before, next] = [all[i - 1]!, all[i]!];
    const gap = text.slice(before.end, next.start);
    const match = link.exec(gap);
    if (
      row.numbers.length > longest ||
      !match ||
      !gap ||
      next.value === null ||
      (next.unit !== before.unit && before.unit !== "")
    )
      break;
    row.numbers.push(next);
    const told = match[1] ?? match[3];
    row.named.push(
      told === undefined ? null : /\d/.test(told) ? Number(told.slice(0, 4)) : /今年/.test(told) ? report : report - 1
    );
    if (!arrows.test(gap)) row.drawn = false;
    if (match[2]) {
      row.grown = true;
      break;
    }
  }
  return row;
}

/** The row with its years, where they can be told. */
function whole(
  text: string,
  {numbers, named, grown, drawn}: Row,
  sentence: number,
  report: number,
  {span: years, sum, total}: Period
): Series | null {
  const count = numbers.length;
  const start = numbers[0]!.start;
  const from = Math.max(sentence, start - 80);
  const before = text.slice(from, start);
  const back = () => Array.from({length: count}, (_, i) => report - count + 1 + i);
  const of = (years: number[], end: number): Series => ({numbers, years, start: sentence, end});
  if (count < 2 || count > longest) return null;
  if (named.every(each => each !== null)) {
    const years = named as number[];
    return count > 2 && new Set(years).size === count && years.every(each => each <= report)
      ? of(years, start - (single.exec(before)?.[0].length ?? 0))
      : null;
  }
  const told = named.filter(each => each !== null);
  if (told.length === count - 1 && named.at(-1) === null && grown && told.every(each => each < report))
    return of([...told, report], start - (single.exec(before)?.[0].length ?? 0));
  if (told.length > 0 || count < 3) {
    const two = count === 2 && told.length === 0 && /(近|前|此前|过去|这)两年[^,。;:\d]{0,8}(?:分别|依次)/.exec(before);
    if (!two) return null;
    return of(
      back().map(each => each - (/前/.test(two[1]!) ? 1 : 0)),
      from + two.index
    );
  }
  const said = span.exec(before.replace(lead, ""));
  const aside = said && /(?:分别|依次|先后)[^,。;]{0,4}$/.test(before);
  if (said && digits.indexOf(said[1]!.replace("两", "二")) === count && (aside || /[:为是]$/.test(before)))
    return of(back(), from + said.index);
  const reached = grown || /到|至/.test(text.slice(numbers.at(-2)!.end, numbers.at(-1)!.start));
  if (reached && /(?:从|由)$/.test(before)) return of(back(), start - 1);
  // 三年共收到729件,逐年为236件、232件、261件
  const spoken = [years, sum, total?.sum].includes(count);
  const yearly = /(?:逐年|连年|历年|年年|各年|分年)[^,。;\d]{0,8}[:,]?$/.exec(before);
  if (count > 2 && (yearly || (spoken && /[:为是]$/.test(before))))
    return of(back(), yearly ? from + yearly.index : start);
  if (drawn && (count > 2 || /(?:逐年|连年|连续|[三四五]年|年均)/.test(before))) return of(back(), start);
  return null;
}

/** 2022年 right before a number. */
function yearBefore(text: string, {start}: Numeral): number | null {
  const match = single.exec(text.slice(Math.max(0, start - 12), start));
  return match ? Number(match[1]!.slice(0, 4)) : null;
}
