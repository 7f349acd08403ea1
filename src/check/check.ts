import type {Metric} from "../metrics/index.js";
import {rounded} from "../metrics/round.js";
import {type Canon, canonical, originalRange} from "./canon.js";
import {type Claim, type Draft, nothing, type Text} from "./claim.js";
import {Figures} from "./figures.js";
import type {CheckOptions, Figure, Finding} from "./finding.js";
import {againstItself} from "./itself.js";
import {findNotData} from "./notdata.js";
import {findNumerals, type Numeral} from "./numbers.js";
import {Periods} from "./period.js";
import {type Phrasebook, phrasebook} from "./phrases.js";
import {quantified} from "./quantifiers.js";
import {judgeCell} from "./said-cell.js";
import {judgeSaidChange} from "./said-change.js";
import {judgeTrends} from "./said-trend.js";
import {judgeValue, trimmed} from "./said-value.js";
import {paragraphs, startingIn} from "./sentences.js";
import {seriesOf} from "./series.js";
import {judgeShare} from "./shares.js";
import {type Place, Subjects} from "./subject.js";
import {type Cell, tableCells} from "./tables.js";
import {respelled, straddles, type Tag, tag} from "./tags.js";

const books = new WeakMap<ReadonlyMap<string, Metric>, Phrasebook>();

/**
 * Finds every number of a draft, decides what each speaks of, and says whether the figures agree.
 * `figures` may hold several years; rates are ratios. Offsets of the findings are those of `text`. Never throws on
 * any text; a number that cannot be told to be one figure is 无法核对, not 不一致.
 */
export function checkDraft(text: string, figures: readonly Figure[], options: CheckOptions): Finding[] {
  const known = new Figures(figures, options.metrics, options.targets);
  const book = books.get(known.metrics) ?? phrasebook(known.metrics.values());
  books.set(known.metrics, book);
  const canon = canonical(text, (before, after) => straddles(before, after, book.vocabulary), options.paragraphs);
  const plain = respelled(canon.text, book.vocabulary);
  const skipped = findNotData(plain);
  const tags = tagged(plain, book);
  const numerals = findNumerals(plain).filter(
    each => !skipped.some(s => s.start < each.end && each.digitsStart < s.end) && !names(each, tags)
  );
  const pages = paragraphs(plain);
  const reading = {text: plain, tags, paragraphs: pages, numerals, book};
  const periods = new Periods(plain, pages, options.year);
  const subjects = new Subjects(reading);
  const read: Text = {
    text: plain,
    book,
    numerals,
    subjects,
    periods,
    figures: known,
    series: seriesOf(plain, numerals, pages, options.year),
    year: options.year,
    recent: []
  };
  const cells = tableCells(plain, numerals);
  const claims = numerals.flatMap(numeral => claimed(numeral, cells.get(numeral), read) ?? []);
  const trends = judgeTrends(read, claims);
  const found: Draft[] = [
    ...skipped
      .filter(each => !trends.some(t => t.from < each.end && each.start < t.to))
      .map(each => ({
        ...nothing,
        from: each.start,
        to: each.end,
        verdict: "不是数据" as const,
        reason: each.reason
      })),
    ...claims.map(each => each.finding),
    ...trends,
    ...quantified(read, claims)
  ];
  againstItself(claims, known);
  return placed(found, text, canon);
}

/** 区财政局一家: says who, and counts nothing. */
const names = ({kind, value, digitsStart, end}: Numeral, tags: readonly Tag[]) =>
  kind === "chinese" &&
  value === 1 &&
  startingIn(tags, digitsStart - 20, digitsStart + 1).some(
    each => each.concepts.includes("主体") && each.start <= digitsStart && each.end >= end
  );

/** Reads one number; null where it counts nothing. */
function claimed(numeral: Numeral, cell: Cell | undefined, text: Text): Claim | null {
  const place = text.subjects.locate(numeral.start);
  if (!place) return null;
  const claim: Claim = {
    numeral,
    place,
    subject: null,
    year: text.year,
    plan: false,
    role: "value",
    partOf: among(text.text, numeral, place),
    finding: {
      ...nothing,
      from: trimmed(text.text, numeral),
      to: numeral.end,
      number: numeral.value === null ? null : rounded(numeral.value, 4)
    }
  };
  if (text.recent[0]?.place.paragraph !== place.paragraph) text.recent = [];
  if (cell) return judgeCell(claim, cell, text) ? claim : null;
  if (!judgeSaidChange(claim, text) && !judgeShare(claim, text) && !judgeValue(claim, text)) return null;
  text.recent.push(claim);
  return claim;
}

/** 其中 at the head of the number's clause, or of the clause that enumerates parts. */
function among(text: string, numeral: Numeral, {clause}: Place): number | null {
  return /^[:(]?其中/.test(text.slice(clause.start, numeral.start)) ? clause.start : null;
}

/** The words of the draft, without those of titles and of adverbials. */
function tagged(text: string, book: Phrasebook) {
  const titles = [...text.matchAll(/《[^》\n]*》/g)].map(m => ({start: m.index + 1, end: m.index + m[0].length - 1}));
  return tag(withoutAdverbials(text), book.vocabulary).filter(
    each => !titles.some(t => each.start >= t.start && each.end <= t.end && t.end - t.start > each.end - each.start)
  );
}

function placed(found: Draft[], text: string, canon: Canon): Finding[] {
  return found
    .filter(each => each.to > each.from)
    .map(({from, to, ...rest}) => {
      const [start, end] = originalRange(canon, from, to);
      return {text: text.slice(start, end), start, end, ...rest};
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** 在市政协指导下 and the like say under whom, not who. Blanked, so that places stay. */
function withoutAdverbials(text: string): string {
  return text.replace(
    /(?:在|按照|根据|对照)[^,。;:\n\d]{1,40}?(?:领导|指导|支持|关心|带领|帮助|推动|要求|部署)(?:和[^,。;:\n\d]{1,8})?下?(?=[,、。]|[一-龥])/g,
    match => (/下$|要求|部署/.test(match) ? "·".repeat(match.length) : match)
  );
}
