import {asDistrict, levels} from "../text/level.js";
import {typeset} from "../text/typeset.js";
import {answered, keysOf} from "./claims/answers.js";
import {cellClaim} from "./claims/cells.js";
import {claimsOf} from "./claims/claims.js";
import {type Names, namesOf} from "./claims/names.js";
import {openness, type Page, topics} from "./claims/page.js";
import {wordingsOf} from "./claims/wordings.js";
import {type Paragraph, paragraphsOf} from "./clauses/clauses.js";
import {periodsOf} from "./clauses/periods.js";
import {merged, offices, perspectiveOf} from "./clauses/perspective.js";
import {seriesOf} from "./clauses/series.js";
import {tableCells} from "./clauses/tables.js";
import {writtenSince} from "./clauses/until.js";
import type {CheckOptions, Figure, Finding} from "./finding.js";
import {grammar} from "./grammar/grammar.js";
import {readingsOf} from "./readings/chart.js";
import {readTwice} from "./readings/twice.js";
import {type Canon, canonical, originalRange} from "./tokens/canon.js";
import {withDenied} from "./tokens/denied.js";
import {findNumerals} from "./tokens/numbers.js";
import {findSkips} from "./tokens/skips.js";
import {findWords, respelled, straddles, type Word} from "./tokens/words.js";
import {Figures} from "./verdicts/figures.js";
import {ofIncomplete, withoutIncomplete} from "./verdicts/incomplete.js";
import {againstItself} from "./verdicts/itself.js";
import type {Draft} from "./verdicts/judged.js";
import {ofOthers, slips} from "./verdicts/others.js";
import {rankings, ranksIn} from "./verdicts/ranks.js";
import {verdictOf} from "./verdicts/verdict.js";
import {wordingVerdict} from "./verdicts/wording.js";

/** No figure has so many digits; read as one mark, they cost no time. */
const longRuns = /[\d零〇一二两三四五六七八九十百千万亿]{40,}/g;

/** What is made of figures to look them up: many drafts may be held against the same. */
interface Known {
  targets: CheckOptions["targets"];
  called: CheckOptions["called"];
  catalogue: CheckOptions["catalogue"];
  figures: Figures;
  names: Names;
  ranked: readonly Figure[];
}

const read = new WeakMap<readonly Figure[], Known>();

function knownOf(figures: readonly Figure[], {targets, called, catalogue}: CheckOptions): Known {
  const found = read.get(figures);
  if (found && found.targets === targets && found.called === called && found.catalogue === catalogue) return found;
  const index = new Figures(figures, targets ?? [], catalogue, called);
  const made = {
    targets,
    called,
    catalogue,
    figures: index,
    names: namesOf(index.metrics, index.named),
    ranked: rankings(figures)
  };
  read.set(figures, made);
  return made;
}

/**
 * Finds every number of a draft, decides what each speaks of, and says whether the figures agree: words and numbers
 * become clauses, clauses become claims, claims get verdicts.
 * `figures` may hold several years; rates are ratios. Offsets of the findings are those of `text`. Never throws on
 * any text; time grows with its length.
 */
export function checkDraft(text: string, figures: readonly Figure[], options: CheckOptions): Finding[] {
  const {level = levels[0]} = options;
  const found = findingsIn(asDistrict(text, level), figures, options);
  return level === levels[0] ? found : found.map(each => ({...each, text: text.slice(each.start, each.end)}));
}

function findingsIn(text: string, figures: readonly Figure[], options: CheckOptions): Finding[] {
  const {figures: known, names, ranked} = knownOf(figures, options);
  const canon = canonical(text, (before, after) => straddles(before, after, names.vocabulary), options.paragraphs);
  const endless = [...canon.text.matchAll(longRuns)].map(({index, 0: run}) => ({
    start: index,
    end: index + run.length,
    reason: "编号"
  }));
  const plain = respelled(
    canon.text.replace(longRuns, run => "·".repeat(run.length)),
    names.vocabulary
  );
  const skips = [...findSkips(plain), ...endless].sort((a, b) => a.start - b.start);
  const tagged = withDenied(plain, findWords(plain, names.vocabulary), names.vocabulary);
  const words = merged(tagged, offices(plain, tagged));
  const perspective = perspectiveOf(plain, options.year);
  const numbers = clear(findNumerals(plain), skips);
  const paragraphs = paragraphsOf(plain, words, numbers);
  const dates = grammar().periods.flatMap(({pattern}) =>
    [...plain.matchAll(pattern)].map(m => ({start: m.index, end: m.index + m[0].length}))
  );
  const labels = words.filter(({kind, start, end}) => kind === "thing" && /[年月季]|届/.test(plain.slice(start, end)));
  const periods = periodsOf(plain, paragraphs, options.year, perspective, options.until ?? null, labels);
  const page: Page = {
    text: plain,
    paragraphs,
    words,
    numbers,
    periods,
    series: seriesOf(plain, paragraphs, options.year, periods),
    names,
    figures: known,
    speaker: perspective.speaker ?? titledBy(paragraphs, words, names, plain, known),
    year: options.year,
    later: perspective.later,
    unfinished: Boolean(options.until),
    termStart: options.termStart,
    topicOf: topics(paragraphs, words),
    open: openness(plain, [...words, ...numbers, ...skips, ...dates])
  };
  const cells = tableCells(plain, numbers);
  const claims = claimsOf(page);
  for (const claim of claims) {
    const cell = cells.get(claim.numeral);
    if (cell) cellClaim(claim, cell, page);
    else if (cell === null) Object.assign(claim, {reading: null, change: null, share: null, why: "表中的备注"});
  }
  const keys = keysOf(claims, page);
  answered(claims, keys, page, options.answers ?? {});
  const told = claims.flatMap(claim => {
    const finding = verdictOf(claim, page);
    return finding ? [{claim, finding: {...finding, key: keys.get(claim)!}}] : [];
  });
  readTwice(told, readingsOf(page, cells), page, options.answers ?? {}, cells);
  slips(told, page);
  ofIncomplete(told, page);
  if (writtenSince(perspective, options.until ?? null))
    for (const {claim, finding} of told)
      if (finding.verdict === "不一致" && claim.period.year === page.year)
        Object.assign(finding, {verdict: "请核对", reason: `${finding.reason}(文稿写于数据截止之后)`});
  againstItself(told, page);
  ofOthers(told, page);
  const wordings = wordingsOf(page, claims).map(each =>
    withoutIncomplete(wordingVerdict(each, page), page, {all: 0, level: 1, double: 1, course: 4}[each.kind])
  );
  const ranks = ranksIn(plain, ranked, options).map(each => withoutIncomplete(each, page));
  const found: Draft[] = [
    ...wordings,
    ...ranks,
    ...skips
      .filter(each => ![...wordings, ...ranks].some(w => w.from < each.end && each.start < w.to))
      .map(({start, end, reason}) => ({...nothing, from: start, to: end, verdict: "不是数据" as const, reason})),
    ...told.map(each => each.finding).filter(each => !ranks.some(w => w.from < each.to && each.from < w.to))
  ];
  return placed(found, text, canon);
}

/** Who hands in an account: 总结, 述职, or whom a letter speaks to. */
const accounts = /总结|小结|述职|汇报|报告|情况的函|反馈|要点/;

/** The unit, committee or party that title, signature or salutation name: the draft is its account. */
function titledBy(
  paragraphs: readonly Paragraph[],
  words: readonly Word[],
  names: Names,
  text: string,
  {items}: Figures
): string | null {
  const head = paragraphs
    .slice(0, 4)
    .filter(({start, end}) => end - start <= 48 && !/[。;]/.test(text.slice(start, end - 1)));
  const title = head[0] && text.slice(head[0].start, head[0].end);
  if (!title) return null;
  const account = accounts.test(head.map(({start, end}) => text.slice(start, end)).join());
  const yours = /贵(?:[局委办厅院会]|单位)|[我本][局委办]/.test(text);
  for (const {start, end} of head) {
    const named = words.filter(each => each.kind === "item" && each.start >= start && each.end <= end);
    const item = named.length === 1 ? named[0]!.concepts[0]! : null;
    const of = item === null ? undefined : items.get(item);
    const salutation = text[end - 1] === ":";
    if (!item || !(account || (salutation && yours) || (start === head[0]!.start && named[0]!.start < start + 4)))
      continue;
    if (!(of?.has("committee") || of?.has("main_unit") || of?.has("party"))) continue;
    if ([...names.topics.values()].some(topic => item.includes(topic)) || (salutation && !yours)) continue;
    return item;
  }
  return null;
}

const nothing = {
  number: null,
  metric: null,
  label: null,
  computed: null,
  should_read: null,
  key: null,
  scope: null,
  period: null,
  candidates: []
};

/** Those that no stretch without data holds. Both are in order. */
function clear<T extends {end: number; digitsStart: number}>(
  numbers: readonly T[],
  skips: readonly {start: number; end: number}[]
): T[] {
  let at = 0;
  return numbers.filter(each => {
    while (at < skips.length && skips[at]!.end <= each.digitsStart) at++;
    return !(at < skips.length && skips[at]!.start < each.end);
  });
}

function placed(found: Draft[], text: string, canon: Canon): Finding[] {
  return found
    .filter(each => each.to > each.from)
    .map(({from, to, ...rest}) => {
      const [start, end] = originalRange(canon, from, to);
      const told = {reason: typeset(rest.reason), should_read: rest.should_read && typeset(rest.should_read)};
      return {text: text.slice(start, end), start, end, ...rest, ...told};
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
