import type {Clause, Sentence} from "../clauses/clauses.js";
import {dull, type Word} from "../tokens/words.js";
import {type Claim, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import type {Reading} from "./reading.js";

/** What a number of a list that 分别 parts from its names is said of. */
interface Apart {
  words: Word[];
  /** Null where the name was not read. */
  reading?: Reading | null;
  year?: number;
}

const joints = [/、/, /、|以及|和|与|及/];

/** 编报、转报分别为101篇、79篇: the words of the name that a number belongs to; null where it is in no such list. */
export function namedApart(claim: Claim, page: Page, said: readonly Claim[]): Apart | null {
  const {numeral, clause, sentence} = claim;
  const start = Math.max(clause.start, numeral.start - 160);
  const lead = page.text.slice(start, numeral.start);
  const at = Math.max(lead.lastIndexOf("分别"), lead.lastIndexOf("依次"));
  if (at < 0) return null;
  const parted = start + at;
  const numbers = startingIn(clause.numbers, parted, clause.end);
  const index = numbers.indexOf(numeral);
  if (index < 0 || numbers.length < 2) return null;
  // 分别为市领导5篇、区领导9篇: each has a name of its own.
  if (startingIn(page.words, numbers[0]!.end, numbers[1]!.start).some(telling)) return null;
  const years = yearsIn(page.text.slice(Math.max(breathStart(sentence, page), start - 90), parted));
  const named = startingIn(page.words, clause.start, parted);
  const names = split(page.text.slice(start, parted), start, numbers.length);
  if (years.length === numbers.length) {
    const words =
      named.length > 0 && named.some(each => !dull(each.kind))
        ? named
        : (said.findLast(each => each.sentence === sentence)?.words ?? []);
    return {words, year: years[index]!};
  }
  const own = names?.[index];
  const verbs = startingIn(page.words, parted, numbers[0]!.start);
  const words = own ? [...startingIn(page.words, own.start, own.end), ...verbs] : [];
  if (words.some(each => each.concepts.length > 0)) {
    const topics = named.filter(each => each.kind === "topic");
    const topic =
      topics.findLast(each => each.start < own!.start) ?? topics.find(each => each.start >= names!.at(-1)!.start);
    return {words: words.some(each => each.kind === "topic") || !topic ? words : [...words, topic]};
  }
  const told = expanded(
    said.filter(
      each =>
        each.sentence === sentence &&
        each.role === "value" &&
        each.numeral.end <= parted &&
        !each.clause.aside &&
        // 两项分别增长
        !(each.numeral.end >= parted - 1 && each.numeral.value === numbers.length)
    )
  );
  const spelled = own && page.text.slice(own.start, own.end);
  const counted = spelled ? told.filter(each => each.unit && spelled.includes(each.unit)) : [];
  if (counted.length > 0 && new Set(told.map(each => each.unit)).size >= numbers.length) {
    const one = counted.sort((a, b) => b.unit.length - a.unit.length)[0]!;
    return {words: one.words, reading: one.reading};
  }
  const alike = told.filter(each => each.unit === numeral.unit);
  const one =
    alike.length >= numbers.length && numbers.every(each => each.unit === numeral.unit)
      ? alike.slice(-numbers.length)[index]
      : told.length >= numbers.length
        ? told.slice(-numbers.length)[index]
        : told.findLast(each => each.unit === numeral.unit);
  return one ? {words: one.words, reading: one.reading} : null;
}

interface ToldBefore {
  reading: Reading | null;
  words: Word[];
  unit: string;
}

/** The figures told, the latest last: each once, several of one number one by one. */
function expanded(said: readonly Claim[]): ToldBefore[] {
  const all = said.flatMap(({reading, all, words, numeral}) =>
    (all.length > 0 ? all : [reading]).map(each => ({reading: each, words, unit: numeral.unit}))
  );
  return all.filter(
    (each, i) => !each.reading || !all.slice(i + 1).some(later => later.reading?.metric === each.reading!.metric)
  );
}

/** Where the first of the sentences begins that semicolons join. */
function breathStart(sentence: Sentence, {text}: Page): number {
  let first = sentence;
  while (text[first.start - 1] === ";" && first.index > 0) first = first.paragraph.sentences[first.index - 1]!;
  return first.start;
}

/** 前者较上年增加1篇: the first or the last of the two figures told before. */
export function oneOfTwo({numeral, phrase, clause}: Claim, page: Page, said: readonly Claim[]): Apart | null {
  const pronoun = /([前后])者[^,。;]{0,12}$/.exec(page.text.slice(phrase.from, numeral.start))?.[1];
  if (!pronoun) return null;
  const named = namedBefore(pronoun, clause, page);
  if (named) return named;
  const told = said
    .filter(
      each =>
        each.reading &&
        each.role !== "share" &&
        !/[前后]者/.test(page.text.slice(Math.max(each.clause.start, each.phrase.from), each.numeral.start))
    )
    .slice(-8);
  const all = told.flatMap(each =>
    (each.all.length > 0 ? each.all : [each.reading!]).map(reading => ({
      reading,
      words: each.words,
      year: each.period.year
    }))
  );
  const once = all.filter((each, i) => !all.slice(i + 1).some(later => later.reading.metric === each.reading.metric));
  if (once.length < 2) return null;
  const {reading, words} = once.at(pronoun === "前" ? -2 : -1)!;
  return {words, reading};
}

/** 立案率与委员满意率双双提升,前者提高1.0个百分点. */
function namedBefore(pronoun: string, clause: Clause, page: Page): Apart | null {
  const before = clause.sentence.clauses
    .slice(Math.max(0, clause.index - 3), clause.index)
    .findLast(each => each.words.some(telling));
  if (!before || before.numbers.length > 0) return null;
  const parts = split(page.text.slice(before.start, before.end), before.start, 2);
  const own = parts?.[pronoun === "前" ? 0 : 1];
  return own ? {words: startingIn(page.words, own.start, own.end)} : null;
}

function split(words: string, start: number, count: number): {start: number; end: number}[] | null {
  for (const joint of joints) {
    const parts: {start: number; end: number}[] = [];
    let at = 0;
    for (const match of words.matchAll(new RegExp(joint, "g"))) {
      parts.push({start: start + at, end: start + match.index});
      at = match.index + match[0].length;
    }
    parts.push({start: start + at, end: start + words.length});
    if (parts.length === count) return parts;
    if (parts.length > count) return parts.slice(-count);
  }
  return null;
}

/** 2020年至2024年, or 2022年、2023年、2024年, one by one. */
function yearsIn(text: string): number[] {
  const span = /((?:19|20)\d{2})年?(?:至|到|—+|-)((?:19|20)\d{2})年/.exec(text);
  if (!span) return [...text.matchAll(/((?:19|20)\d{2})年?(?=[、和及与]|年)/g)].map(match => Number(match[1]));
  const [from, to] = [Number(span[1]), Number(span[2])];
  return to > from && to - from < 12 ? Array.from({length: to - from + 1}, (_, i) => from + i) : [];
}
