import {chineseNumber} from "../../text/numerals.js";
import {changeWords} from "../claims/changes.js";
import {everyOf} from "../claims/every.js";
import {targetWords} from "../claims/goals.js";
import {mentionsOf} from "../claims/mentions.js";
import {type Page, startingIn} from "../claims/page.js";
import {type Phrase, phrasesOf} from "../claims/phrase.js";
import {shareWords} from "../claims/share.js";
import {headed, itemOf, pass, type State} from "../claims/spoken-of.js";
import {sums} from "../claims/sums.js";
import {unitFit} from "../claims/units.js";
import type {Period} from "../clauses/periods.js";
import type {Cell} from "../clauses/tables.js";
import {grammar} from "../grammar/grammar.js";
import type {Numeral} from "../tokens/numbers.js";
import {cellReading} from "./cells.js";
import {changeReading} from "./changes.js";
import {tellingWord} from "./naming.js";
import {inParallel} from "./parallel.js";
import {addressOf, keyOf, type Quantity, valuesOf} from "./quantity.js";
import {type Alternative, type Chart, type Reading, ranked} from "./reading.js";
import {leadWords, type Said, saidIn} from "./said.js";
import {shareAlternatives} from "./shares.js";
import {time, timesOf} from "./times.js";
import {valueAlternatives} from "./values.js";
import {agreedBy} from "./verdict.js";
import {vouch} from "./vouched.js";

const memory = 60;
/** No draft has more numbers: what has is read once only. */
const most = 5000;

/** What every number of a draft may mean, by where its digits begin. */
export function readingsOf(page: Page, cells: ReadonlyMap<Numeral, Cell | null>): Map<number, Reading> {
  const account = itemOf(page)?.name ?? null;
  const chart: Chart = {page, mentions: mentionsOf(page), cells, told: [], account};
  const found = new Map<number, Reading>();
  if (page.numbers.length > most) return found;
  for (const paragraph of page.paragraphs) {
    const state: State = {
      topic: null,
      topicAt: -1,
      said: [],
      scope: null,
      own: false,
      subject: null,
      item: itemOf(page)
    };
    headed(paragraph, state, page);
    for (const sentence of paragraph.sentences)
      for (const clause of sentence.clauses) {
        let at = 0;
        const passed = (until: number) => {
          for (; at < clause.words.length && clause.words[at]!.start < until; at++)
            pass(clause.words[at]!, clause, state, page);
        };
        for (const phrase of phrasesOf(page.text, clause)) {
          passed(phrase.numeral.start);
          const cell = cells.get(phrase.numeral);
          const reading = cell ? cellReading(phrase, cell, chart) : cell === null ? null : read(phrase, chart, state);
          if (!reading) continue;
          reading.agreed = agreedBy(reading, page.figures);
          found.set(phrase.numeral.digitsStart, reading);
          chart.told.push(reading);
          if (chart.told.length > memory) chart.told.splice(0, memory / 2);
        }
        passed(clause.end + 1);
      }
  }
  vouch([...found.values()], page.text, page.figures);
  return found;
}

function read(phrase: Phrase, chart: Chart, state: State): Reading {
  const {page} = chart;
  const {numeral, clause} = phrase;
  const reading: Reading = {
    numeral,
    phrase,
    role: "value",
    alternatives: [],
    change: null,
    bases: () => [],
    agreed: new Set(),
    foreign: foreignTo(phrase, chart, state),
    words: [...leadWords(phrase), ...phrase.left, ...phrase.right].filter(tellingWord),
    named: false,
    cell: null
  };
  if (numeral.value === null || strangeUnit(phrase, page)) return reading;
  const change = changeWords(numeral, clause, page);
  if (change) return changeReading(reading, change, chart, state);
  if (/百分点|倍/.test(numeral.unit)) return {...reading, role: "change"};
  const share = shareWords(page.text, numeral, clause);
  if (share) return {...reading, role: "share", alternatives: shareAlternatives(phrase, share, chart, state)};
  const period = page.periods.get(numeral)!;
  const goal = targetWords(numeral, clause, page.text);
  const times = period.plan ? [time(page.year)] : timesOf(phrase, chart);
  const said = saidIn(phrase, chart, state, times);
  const alternatives = [
    ...perAlternatives(phrase, said, chart),
    ...sumAlternatives(phrase, chart),
    ...restAlternatives(phrase, chart, state),
    ...(inParallel(phrase, said, chart) ?? valueAlternatives(said, chart))
  ];
  again(alternatives, phrase, chart);
  const called = goal ? null : everyOf(phrase, page.text);
  if (called) return {...reading, alternatives: ranked(alternatives.flatMap(each => eachOf(each, called, page)))};
  if (goal || period.plan) {
    const subject = ranked(alternatives);
    return {...reading, role: "target", alternatives: targets(subject, period, chart), subject};
  }
  return {...reading, alternatives: ranked(alternatives), named: said.rows.length > 0};
}

/** 各单位满意率均在95%以上: of every unit, where the figure of each is known. */
function eachOf(each: Alternative, called: string, {figures}: Page): Alternative[] {
  if (each.quantity.kind !== "figure" || each.quantity.of.items.length > 0) return [];
  const {of} = each.quantity;
  const all = figures
    .itemsCalled(called, of.metric, of.year, of.cut)
    .map((item): Quantity => ({kind: "figure", of: {...of, items: [item]}}));
  return all.length > 0 && all.every(one => valuesOf(one, figures).length > 0)
    ? [{...each, quantity: {kind: "each", of: all}}]
    : [];
}

/** 3对: a number of what no unit is known of. */
function strangeUnit({numeral, right}: Phrase, {text, words}: Page): boolean {
  if (numeral.unit !== "" || numeral.kind === "fraction") return false;
  const next = text[numeral.end] ?? "";
  if (!/[一-龥]/.test(next)) return false;
  return (
    !right.some(({start}) => start === numeral.end) && startingIn(words, numeral.end, numeral.end + 1).length === 0
  );
}

/** The same figure a second time in a sentence is some of it. */
function again(alternatives: Alternative[], {clause, numeral}: Phrase, {told}: Chart): void {
  const before = told.filter(
    each => each.role === "value" && each.phrase.clause.sentence === clause.sentence && each.alternatives.length > 0
  );
  for (const each of alternatives) {
    const key = keyOf(each.quantity);
    const first = before.find(({alternatives: [best]}) => keyOf(best!.quantity) === key);
    if (!first || (numeral.value ?? 0) >= (first.numeral.value ?? 0)) continue;
    each.score -= 0.4;
    each.explained = false;
  }
}

/** Goals of the metrics that the words name: only those that are set. */
function targets(all: readonly Alternative[], {year}: Period, {page}: Chart): Alternative[] {
  const years = year === null ? [page.year] : [year];
  return all.flatMap(each =>
    each.quantity.kind === "figure" && each.quantity.of.items.length === 0
      ? years
          .filter(at => page.figures.target(addressOf(each.quantity).metric.id, at))
          .map(at => ({...each, quantity: {kind: "target" as const, of: {...addressOf(each.quantity), year: at}}}))
      : []
  );
}

const spells: [RegExp, number][] = [
  [/(?:平均每个?月|每月平均|月均)[^,。;\d]{0,8}$/, 12],
  [/(?:平均每个?季度|季均)[^,。;\d]{0,8}$/, 4],
  [/(?:平均每周|每周平均|周均)[^,。;\d]{0,8}$/, 52],
  [/(?:平均每天|日均|每天平均)[^,。;\d]{0,8}$/, 365]
];

/** 平均每月8.9次: a figure parted over the months, the years. */
function perAlternatives({numeral, clause}: Phrase, said: Said, {page}: Chart): Alternative[] {
  const lead = page.text.slice(Math.max(clause.start, numeral.start - 30), numeral.start);
  const spell = spells.find(([pattern]) => pattern.test(lead))?.[1];
  const yearly = /(?:年均|平均每年)[^,。;\d]{0,8}$/.test(lead);
  if (!spell && !yearly) return [];
  return said.before.slice(0, 2).flatMap(({reading, cost}) =>
    reading.alternatives.slice(0, 2).flatMap(each => {
      const {years} = addressOf(each.quantity);
      const by = spell ?? years;
      return by > 1
        ? [{quantity: {kind: "per" as const, of: each.quantity, by}, score: 1.3 - cost, explained: false}]
        : [];
    })
  );
}

/** Why a number is of somebody else. */
function foreignTo(
  {clause, from, numeral}: Phrase,
  {page, mentions, account}: Chart,
  {scope, own}: State
): string | null {
  const {sentence} = clause;
  if (page.speaker && !own && !account) return `文稿是${page.speaker}的`;
  if (!scope || scope.kind === "scope") return null;
  if (startingIn(mentions, from, numeral.start).some(each => !each.weak)) return null;
  // 由贵局主办: whose account it is.
  if (account && /^[一-龥]{0,4}[贵我本]/.test(page.text.slice(scope.at, scope.at + 5))) return null;
  if (scope.kind === "body") return scope.sentence === sentence ? "说的只是其中一部分" : null;
  if (scope.kind === "self") return account ? null : "说的只是其中一部分";
  return "说的是别的单位或层级";
}

/** 三类合计69件: the numbers right before, added. */
function sumAlternatives(phrase: Phrase, {page, told}: Chart): Alternative[] {
  const {numeral, clause} = phrase;
  const values = told.filter(each => each.role === "value" && each.phrase.clause.sentence === clause.sentence);
  const last = values.at(-1);
  if (!last || told.at(-1) !== last) return [];
  const between = page.text.slice(last.numeral.end, numeral.start);
  const match =
    sums.exec(between) ??
    /^[,;、—]*(?:[两三四五六七八九十]家单位|[两三四五六七八九十][者家项类个]|[两三四五六七八九十]大?[类项])?(?:单位|活动)?(?:合计|共计|总计|相加|加起来|合起来|一共|共)(?:为|是|有|达)?$/.exec(
      between
    );
  if (!match) return [];
  const count = chineseNumber(/[两二三四五六七八九]/.exec(match[0])?.[0] ?? "");
  const row: Reading[] = [];
  for (
    let i = values.length - 1;
    i >= 0 && values[i]!.alternatives.length > 0 && values[i]!.numeral.unit === numeral.unit;
    i--
  )
    row.unshift(values[i]!);
  const lengths = count ? [count] : Array.from({length: Math.max(0, row.length - 1)}, (_, i) => row.length - i);
  return lengths
    .filter(length => length <= row.length && length > 1)
    .map((length, i) => {
      const of = row.slice(-length).flatMap((each): Quantity[] => {
        // What the parts are right by is what is added.
        const right = each.alternatives.find(a => each.agreed.has(addressOf(a.quantity).metric.id));
        const {quantity} = right ?? each.alternatives[0]!;
        return quantity.kind === "each" ? [...quantity.of] : [quantity];
      });
      return {quantity: {kind: "sum" as const, of}, score: 1.4 - 0.1 * i, explained: false};
    });
}

/** Whether a phrase bears the whole label of a figure: 超期提案 of an office that counts them itself. */
const ownLabel = (label: string, {from, to, left, right}: Phrase, {text}: Page): boolean =>
  text.slice(from, to).includes(label) &&
  [...left, ...right].some(
    ({start, end}) => grammar().complements.has(text.slice(start, end)) && label.includes(text.slice(start, end))
  );

/** 未答复10件: what is left of a whole. */
function restAlternatives(phrase: Phrase, chart: Chart, state: State): Alternative[] {
  const {page} = chart;
  const {names, figures, text} = page;
  const near = [...phrase.left, ...phrase.right];
  const told =
    near.map(({start, end}) => grammar().complements.get(text.slice(start, end))).find(Boolean) ?? leftIn(phrase, page);
  if (!told || [...figures.metrics.values()].some(({label}) => ownLabel(label, phrase, page))) return [];
  const said = saidIn(phrase, chart, state, timesOf(phrase, chart));
  return names.all.flatMap(({metric, concepts}) => {
    const topic = names.topics.get(metric.id);
    if (!topic || (said.topic && said.topic !== topic) || unitFit(metric, phrase.numeral.unit) < 2) return [];
    if (concepts.filter(c => c !== topic).join() !== told.join()) return [];
    const rate = [...figures.metrics.values()].find(
      ({formula}) => formula?.type === "ratio" && formula.numerator === metric.id
    );
    const whole = rate?.formula?.type === "ratio" ? figures.metrics.get(rate.formula.denominator) : undefined;
    if (!whole) return [];
    const item = said.rows.at(-1)?.[0].item ?? said.body;
    return said.times.map(({year, years, months, cut}) => {
      const of = (each: typeof metric): Quantity => ({
        kind: "figure",
        of: {metric: each, items: item ? [item] : [], year, years, months, cut}
      });
      return {quantity: {kind: "rest" as const, part: of(metric), whole: of(whole)}, score: 1.6, explained: false};
    });
  });
}

const undone: [RegExp, string][] = [
  [/(?:没有|未|尚未)(?:书面)?[答回]复/, "回复"],
  [/(?:没有|未|尚未)办结/, "办结"]
];

/** 还有11件没有答复. */
function leftIn({clause, numeral, from}: Phrase, {text}: Page): string[] | undefined {
  if (!/(?:还有|尚有|仍有|还剩|剩余|剩下)[约近]?$/.test(text.slice(from, numeral.start))) return undefined;
  const behind = text.slice(numeral.end, Math.min(clause.end, numeral.end + 14));
  const found = undone.find(([pattern]) => pattern.test(behind));
  return found ? [found[1]] : undefined;
}
