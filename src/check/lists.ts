import type {Claim, Text} from "./claim.js";
import type {Numeral} from "./numbers.js";
import {startingIn} from "./sentences.js";
import type {Subject} from "./subject.js";

/** 分别为261件、249件: a number as one of several that belong to as many names, years or numbers before. */
export interface Respective {
  index: number;
  numbers: Numeral[];
  /** Where the words before 分别 begin and end. */
  start: number;
  end: number;
  /** The year of each, where the numbers are of one figure in several years. */
  years?: number[];
}

/** The list behind 分别 that a number is in; null where there is none, or only one number. */
export function respective({numeral, place}: Claim, text: Text, following = false): Respective | null {
  const {clause} = place;
  const row = text.series.get(numeral);
  if (row)
    return {
      index: row.numbers.indexOf(numeral),
      numbers: row.numbers,
      start: row.start,
      end: row.end,
      years: row.years
    };
  const lead = text.text.slice(clause.start, numeral.start);
  const at = Math.max(lead.lastIndexOf("分别"), lead.lastIndexOf("依次"));
  // …分别增加20次和6次,增长23.0%和23.1%: the next clause goes on with the same names.
  const goesOn = at < 0 && following && /分别|依次/.test(text.text.slice(place.sentence.start, clause.start));
  if (at < 0 && !goesOn) return null;
  const end = clause.start + Math.max(0, at);
  const numbers = startingIn(text.numerals, end, clause.end);
  const index = numbers.indexOf(numeral);
  return index < 0 || numbers.length < 2 ? null : {index, numbers, start: clause.start, end};
}

/** The names before 分别, where there are as many as numbers. */
export function namesOf({numbers, start, end}: Respective, text: Text): {start: number; end: number}[] {
  const words = text.text.slice(start, end).replace(/(?:数量?|三者|两者|比上年|较上年|同比)$/, "");
  const own = [/(、)/, /(、|以及|和|与|及)/].map(pattern => split(words, pattern, start));
  return (
    own.find(each => each.length === numbers.length) ??
    own.map(each => each.slice(-numbers.length)).find(each => each.length === numbers.length) ??
    []
  );
}

function split(words: string, pattern: RegExp, start: number): {start: number; end: number}[] {
  const names: {start: number; end: number}[] = [];
  let at = start;
  for (const part of words.split(pattern)) {
    if (!/^(?:、|以及|和|与|及|)$/.test(part)) names.push({start: at, end: at + part.length});
    at += part.length;
  }
  return names;
}

/**
 * The numbers told before 分别, where there are as many: 提案261件、立案249件(上年分别为232件、219件). With `once` each figure
 * counts once, whatever years were told of it: 由221项增至251项,由340场次增至397场次,增幅分别为….
 */
export function toldBefore({index, numbers, end}: Respective, {place}: Claim, text: Text, once = false): Claim | null {
  const all = text.recent.filter(
    each =>
      each.role === "value" && each.subject && each.numeral.end <= end && each.numeral.start >= place.sentence.start
  );
  const told = once
    ? all.filter((each, i) => !all.slice(i + 1).some(later => later.subject!.metric === each.subject!.metric))
    : all;
  return told.length >= numbers.length ? (told.slice(-numbers.length)[index] ?? null) : null;
}

/** What 前者 or 后者 means: the last two figures told before. */
export function oneOfTwo(
  pronoun: string,
  {numeral, place}: Claim,
  text: Text
): {subject: Subject; year: number | null} | null {
  const told = text.recent
    .filter(each => each.subject && each.numeral.end <= numeral.start && each.role !== "change")
    .filter(
      each =>
        each.numeral.start < place.clause.start ||
        !/[前后]者/.test(text.text.slice(place.clause.start, each.numeral.start))
    )
    .flatMap(each => (each.all ?? [each.subject!]).map(subject => ({subject, year: each.year})));
  const distinct = told.filter(
    (each, i) => !told.slice(i + 1).some(later => later.subject.metric === each.subject.metric)
  );
  return distinct.length < 2 ? null : (distinct.at(pronoun === "前者" ? -2 : -1) ?? null);
}

/** The years named before 分别, in its clause or before it in the sentence, where there are as many. */
export function yearsOf({numbers, end, years: known}: Respective, {place}: Claim, text: Text): number[] {
  if (known) return known;
  for (const clause of [...place.sentence.clauses].filter(each => each.start < end).reverse()) {
    const years = yearsIn(text.text.slice(clause.start, Math.min(clause.end, end)));
    if (years.length === numbers.length) return years;
    if (years.length > 0 || clause.start < place.clause.start - 40) return [];
  }
  const series = [...new Set(text.recent.flatMap(each => each.series ?? []))];
  const last = text.recent.findLast(each => each.series !== undefined);
  const joined = last && !/[。!?]/.test(text.text.slice(last.numeral.end, end));
  return joined && series.length === numbers.length ? series : [];
}

/** 2020年至2024年, or 2022年、2023年、2024年, one by one. */
function yearsIn(text: string): number[] {
  const span = /((?:19|20)\d{2})年?(?:至|到|—+|-)((?:19|20)\d{2})年/.exec(text);
  if (!span) return [...text.matchAll(/((?:19|20)\d{2})年?(?=[、和及与]|年)/g)].map(match => Number(match[1]));
  const [from, to] = [Number(span[1]), Number(span[2])];
  return to > from && to - from < 12 ? Array.from({length: to - from + 1}, (_, i) => from + i) : [];
}

/** 共计31件次 after its parts: the sum that they are parts of. */
export function sumOfParts(claim: Claim, text: Text): Subject | null {
  const {numeral, place} = claim;
  const parts = text.recent.filter(each => each.place.sentence === place.sentence && each.role === "value");
  const last = parts.at(-1);
  if (
    !last ||
    !/^[,;—]*(?:共计|合计|总计|合为|共|加起来|三项合计)(?:为|达|是)?$/.test(
      text.text.slice(last.numeral.end, numeral.start)
    )
  )
    return null;
  const told = new Set(parts.flatMap(each => each.subject?.metric.id ?? []));
  const sum = [...text.figures.metrics.values()].find(
    ({formula, unit}) => formula?.type === "sum" && unit === numeral.unit && formula.of.every(id => told.has(id))
  );
  return sum ? {metric: sum, evidence: "sure", slip: false, partial: false, ties: []} : null;
}

/** What the parts of a sum are called by: 批示31件次,其中提案11件次、社情民意10件次. */
export const kinds: Record<string, string[]> = {
  proposals: ["提案"],
  opinions: ["社情民意"],
  activities: ["活动", "履职活动"]
};

/** The part of a sum told before that a number is: the sum's metric of the kind that its own words name. */
export function partOfSum({numeral, place}: Claim, text: Text): Subject | null {
  const before = text.recent.filter(
    each => each.role === "value" && each.subject && each.numeral.start >= place.sentence.start
  );
  const sum = before.findLast(each => each.subject!.metric.formula?.type === "sum");
  const formula = sum?.subject?.metric.formula;
  if (!sum || formula?.type !== "sum" || numeral.unit !== sum.numeral.unit) return null;
  const between = text.text.slice(sum.numeral.end, numeral.start);
  if (!/^[,;(:]?(?:其中|包括|含|即|分别是)/.test(between)) return null;
  const last = startingIn(text.numerals, sum.numeral.end, numeral.start).at(-1)?.end ?? sum.numeral.end;
  const after = startingIn(text.numerals, numeral.end, place.sentence.end)[0]?.start ?? place.clause.end;
  const own = text.subjects.between(last, numeral.start).flatMap(each => each.concepts);
  const plain = text.text.slice(last, numeral.start);
  if (/活动/.test(plain)) own.push("活动");
  const words = own.length > 0 ? own : text.subjects.between(numeral.end, after).flatMap(each => each.concepts);
  const id = formula.of.find(each => kinds[each.split(".")[0]!]?.some(c => words.includes(c)));
  const metric = id ? text.figures.metrics.get(id) : undefined;
  return metric ? {metric, evidence: "sure", slip: false, partial: false, ties: []} : null;
}
