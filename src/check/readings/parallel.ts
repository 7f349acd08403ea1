import {type Mention, rowsOf, stretchesIn} from "../claims/mentions.js";
import {startingIn} from "../claims/page.js";
import type {Phrase} from "../claims/phrase.js";
import type {Numeral} from "../tokens/numbers.js";
import {dull} from "../tokens/words.js";
import type {Alternative, Chart} from "./reading.js";
import type {Said} from "./said.js";
import {time} from "./times.js";
import {valueAlternatives} from "./values.js";

const joint = /^(?:、|和|与|及|以及|,)$/;
/** More numbers than these in a row are no list. */
const longest = 24;
const apart = /分别|依次|各为|先后|逐年/;

/** The numbers that stand in a row with one, by place. */
export function groupOf({numeral, clause}: Phrase, text: string): {row: readonly Numeral[]; at: number} {
  const {numbers} = clause;
  let first = numbers.indexOf(numeral);
  let last = first;
  const at = first;
  while (first > 0 && at - first < longest && joint.test(text.slice(numbers[first - 1]!.end, numbers[first]!.start)))
    first--;
  while (
    last < numbers.length - 1 &&
    last - at < longest &&
    joint.test(text.slice(numbers[last]!.end, numbers[last + 1]!.start))
  )
    last++;
  return {row: numbers.slice(first, last + 1), at: at - first};
}

interface Part {
  start: number;
  end: number;
}

/** 民建、民革、民进分别提交19件、12件、12件: each number is of what stands at its place. */
export function inParallel(phrase: Phrase, said: Said, chart: Chart): Alternative[] | null {
  const {page, mentions} = chart;
  const {text} = page;
  const {row, at} = groupOf(phrase, text);
  if (row.length < 2) return null;
  const {sentence} = phrase.clause;
  const from = Math.max(sentence.start, row[0]!.start - 80);
  const lead = text.slice(from, row[0]!.start);
  const word = apart.exec(lead);
  const useful = (start: number, end: number) =>
    startingIn(page.words, start, end).filter(each => each.end <= end && !dull(each.kind) && each.kind !== "own");
  if (word) {
    const end = from + word.index;
    const years = yearsIn(text, from, end, row.length);
    if (years)
      return valueAlternatives(
        {...said, own: useful(from, row[0]!.start), rows: [], times: [time(years[at]!)], timed: true},
        chart
      );
    const spans = quartersIn(text, from, end);
    const stretches = spans.length > 0 ? spans : stretchesIn(text, from, end);
    const told = useful(from, row[0]!.start);
    if (stretches.length === row.length)
      return valueAlternatives({...said, own: told, rows: [[stretches[at]!]], timed: true}, chart);
    const parts = listed(text, from, end, row.length);
    const contents = parts?.map(part => ({
      words: useful(part.start, part.end),
      rows: rowsOf(startingIn(mentions, part.start, part.end), text)
    }));
    if (contents?.every(({words, rows}) => words.length > 0 || rows.length > 0)) {
      const {words, rows} = contents[at]!;
      const behind = useful(end, row[0]!.start);
      const common = rows.length > 0 ? behind : [...behind, ...phrase.right];
      return valueAlternatives(
        {...said, own: [...words, ...common], rows, lead: [...said.lead, ...useful(sentence.start, from)]},
        chart
      );
    }
  }
  // 64次、87次、107次: of years one after another, up to the one that is spoken of.
  if (row.length > 2 && !page.series.has(phrase.numeral) && row.every(each => each.unit === row[0]!.unit)) {
    const own = useful(from, row[0]!.start);
    const year = said.times[0]?.year ?? page.year;
    const times = [0, 1].map(more => time(year - (row.length - 1 - at) - more, {cost: 0.1 * more}));
    return valueAlternatives({...said, own, times, timed: true}, chart).map(each => ({...each, explained: false}));
  }
  return null;
}

/** As many years as there are numbers: 2022年、2023年, 从2022年到2024年. */
function yearsIn(text: string, start: number, end: number, count: number): number[] | null {
  const years = [...text.slice(start, end).matchAll(/((?:19|20)\d{2})年?/g)].map(match => Number(match[1]));
  if (years.length === count) return years;
  const [first, last] = years;
  return years.length === 2 && last! - first! + 1 === count ? Array.from({length: count}, (_, i) => first! + i) : null;
}

/** The last parts of a list before a place, as many as there are numbers. */
function listed(text: string, start: number, end: number, count: number): Part[] | null {
  const parts: Part[] = [];
  let to = end;
  for (let i = end - 1; i >= start - 1 && parts.length < count; i--) {
    const cut = i < start || /[、,;:和与及]/.test(text[i]!);
    if (!cut) continue;
    if (to > i + 1) parts.unshift({start: i + 1, end: to});
    to = i;
    if (i >= start && /[,;:]/.test(text[i]!) && parts.length > 0 && parts.length < count && text[i] !== ",") break;
  }
  return parts.length === count ? parts : null;
}

const quarters: Record<string, number> = {一: 1, 二: 2, 三: 3, 四: 4, "1": 1, "2": 2, "3": 3, "4": 4};

/** 一至四季度: the months of each. */
function quartersIn(text: string, start: number, end: number): Mention[] {
  const match = /([一二三四1-4])(?:个)?(?:季度)?(?:至|到|—+|-)([一二三四1-4])季度/.exec(text.slice(start, end));
  if (!match) return [];
  const [from, to] = [quarters[match[1]!]!, quarters[match[2]!]!];
  const at = start + match.index;
  return Array.from({length: Math.max(0, to - from + 1)}, (_, i) => ({
    start: at,
    end: at + match[0].length,
    item: "",
    months: [1, 2, 3].map(m => `${(from + i - 1) * 3 + m}月`),
    weak: false
  }));
}
