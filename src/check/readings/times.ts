import type {Page} from "../claims/page.js";
import type {Phrase} from "../claims/phrase.js";
import type {Period} from "../clauses/periods.js";
import {addressOf} from "./quantity.js";
import type {Chart} from "./reading.js";

/** A time that a number may be of, and what it costs to think so. */
export interface Time {
  year: number;
  years: number;
  months: readonly string[] | null;
  cut: boolean;
  cost: number;
}

const cost = {or: 0.12, total: 0.1, goesOn: 0.08, whole: 0.15, guessed: 0.15};

/** The times that the words allow for a number; none where they name one that no figure is of. */
export function timesOf(phrase: Phrase, {page, told}: Chart): Time[] {
  const {numeral, clause} = phrase;
  const series = page.series.get(numeral);
  const period = page.periods.get(numeral)!;
  if (series) return [time(series.years[series.numbers.indexOf(numeral)]!)];
  const found = timesIn(phrase, period, page);
  const last = told.findLast(each => each.alternatives.length > 0 && each.role === "value");
  const [best] = last?.phrase.clause.sentence.paragraph === clause.sentence.paragraph ? last.alternatives : [];
  if (!best || period.since >= 0 || period.sum !== null) return found;
  const {year, years, months, cut} = addressOf(best.quantity);
  // What was told of some months or of several years goes on, or does not.
  if (months) found.push(time(year, {months, cost: cost.goesOn}));
  if (years > 1) found.push(time(year, {years, cut, cost: cost.goesOn}));
  return found;
}

export const time = (year: number, more: Partial<Time> = {}): Time => ({
  year,
  years: 1,
  months: null,
  cut: false,
  cost: 0,
  ...more
});

function timesIn(phrase: Phrase, period: Period, page: Page): Time[] {
  const {year, sum, part, months, cut, or, total, guessed, span} = period;
  if (year === null || (part !== null && months === null)) return [];
  const whole = months !== null && months.length < 12 ? months : null;
  const found: Time[] = [];
  const yearsOf = (count: number | "term", last: number) =>
    count === "term" ? (page.termStart === undefined ? 0 : last - page.termStart + 1) : count;
  if (sum !== null) {
    const years = yearsOf(sum, year);
    if (years > 1) found.push(time(year, {years}));
    return found;
  }
  found.push(time(year, {months: whole, cut}));
  if (whole && period.since < phrase.clause.start) found.push(time(year, {cost: cost.whole}));
  if (or !== null) found.push(time(or, {months: whole, cost: cost.or}));
  if (guessed) {
    for (const back of new Set([span, ...spansAround(phrase, page)]))
      if (back > 2) found.push(time(page.year - back + 1, {cost: cost.guessed}));
    if (page.termStart) found.push(time(page.termStart, {cost: cost.guessed + 0.02}));
  }
  if (total !== null && !whole) {
    const years = yearsOf(total.sum, total.year);
    if (years > 1) found.push(time(total.year, {years, cost: cost.total}));
  }
  return found;
}

/** The years that the title or the paragraph speak of: 五年对比, 2020—2024年. */
function spansAround({clause, numeral}: Phrase, {text}: Page): number[] {
  const around = `${text.slice(0, 200)}\n${text.slice(Math.max(clause.sentence.paragraph.start, numeral.start - 200), numeral.start)}`;
  return [
    ...[...around.matchAll(/([三四五])年/g)].map(match => "零一二三四五".indexOf(match[1]!)),
    ...[...around.matchAll(/(20\d{2})年?(?:—+|-|至|到)(20\d{2})年?/g)].map(
      match => Number(match[2]) - Number(match[1]) + 1
    )
  ];
}
