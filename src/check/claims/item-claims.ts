import type {Metric} from "../../metrics/index.js";
import type {Span} from "../clauses/clauses.js";
import {breath} from "./breath.js";
import {inCell} from "./item-cells.js";
import {changeOf, shareOf} from "./item-roles.js";
import {baseOf, fitting, headOf, heldBy, type ItemClaim, type Items, itemClaim, metricsOf, withBase} from "./items.js";
import {isElsewhere, mentionsOf, type Row, rowsOf, stretchesIn, tells, wordsBeside} from "./mentions.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {type Reading, unitFit} from "./reading.js";

/** Reads the numbers that are of some items, and of which the tables hold a figure; the others stay as they are. */
export function itemClaims(claims: readonly Claim[], cells: Items["cells"], page: Page): void {
  if (page.figures.items.size === 0) return;
  const items: Items = {page, claims, cells, mentions: mentionsOf(page)};
  for (const [i, claim] of claims.entries()) {
    const {period, role, numeral} = claim;
    // 没有提交过一篇
    if (numeral.kind === "chinese" && numeral.value === 1) continue;
    const cell = cells.get(claim.numeral);
    if (cell === null) continue;
    if (role === "share") shareOf(claim, i, items);
    else if (role === "change") changeOf(claim, i, items);
    else if (claim.goal || period.plan || period.sum || period.year === null) continue;
    else if (cell) inCell(claim, cell, items);
    else claim.item = parted(claim, i, items) ?? (period.part ? inMonths : inText)(claim, i, items);
  }
}

/** 3月收到12篇, 上半年62篇, 5月、6月两个月27场: of the months that the words before mean. */
function inMonths(claim: Claim, i: number, items: Items): ItemClaim | null {
  const {page, claims} = items;
  const {period, clause, numeral, phrase, reading} = claim;
  if (claim.elsewhere) return null;
  const row = rowsOf(stretchesIn(page.text, Math.max(clause.start, numeral.start - 30), numeral.start), page.text).at(
    -1
  );
  const months = row && row.length > 1 ? row.flatMap(each => each.months ?? []) : period.months;
  const near = claims[i - 1]?.sentence === claim.sentence;
  const metrics =
    reading && !claim.scope
      ? [reading.metric]
      : near && !tells(phrase.right) && openIn(page, phrase.from, numeral.start) === 0
        ? headOf(claim, i, items)?.metrics
        : undefined;
  if (!months || !metrics) return null;
  // Items of a session's year may be of months of another.
  const from = Math.max(claim.sentence.start, numeral.start - 120);
  const said = stretchesIn(page.text, from, numeral.start).length > 0;
  const settled = reading?.level === "settled" && metrics[0]!.basis === "calendar" && !reading.slip && said;
  const together = !each.test(page.text.slice(phrase.from, numeral.start));
  return itemClaim({items: months, together}, fitting(metrics, claim), claim, page, {settled, inherited: !said});
}

const each = /(?:各[约近]?|均为?|都[是为有])$/;

function inText(claim: Claim, i: number, items: Items): ItemClaim | null {
  const {phrase, reading} = claim;
  const all = [...phrase.left, ...phrase.right];
  if (claim.elsewhere || all.some(isElsewhere)) return null;
  const settled = reading?.level === "settled" && !reading.slip;
  const rows = ownRows(claim, items);
  const strong = rows.filter(row => row.some(({weak}) => !weak));
  if (strong.length > 1) return null;
  for (const row of strong.length > 0 ? strong : settled ? [] : rows) {
    const found = ofRow(row, claim, i, items);
    if (found || (strong.length > 0 && row[0].start >= phrase.from)) return found;
  }
  if (settled && !claim.scope) claim.perhaps = byWhom(claim, items);
  return continued(claim, i, items);
}

const apart = /(?:分别|依次)[^,。;\d]{0,8}$/;
const quarters = ["1月 2月 3月", "4月 5月 6月", "7月 8月 9月", "10月 11月 12月"].map(each => each.split(" "));

/** 6月和10月最多,分别为745人次和783人次; 各季度依次为33篇、34篇、43篇和27篇: the one of a row that the number is of. */
function parted(claim: Claim, i: number, items: Items): ItemClaim | null {
  const {page, mentions} = items;
  const {numeral, clause, sentence} = claim;
  const {text} = page;
  const [first] = clause.numbers;
  const from = Math.max(sentence.start, first!.start - 80);
  if (clause.numbers.length < 2 || !apart.test(text.slice(Math.max(clause.start, from), first!.start))) return null;
  const at = clause.numbers.indexOf(numeral);
  const rows = rowsOf(
    [...startingIn(mentions, from, first!.start), ...stretchesIn(text, from, first!.start)].sort(
      (a, b) => a.start - b.start
    ),
    text
  );
  const row = rows.findLast(each => each.length === clause.numbers.length);
  const whole =
    /(?:各|四个|逐)季度?[^,。;\d]{0,12}$/.test(text.slice(from, first!.start)) && clause.numbers.length === 4;
  const one = row?.[at];
  const called = whole ? quarters[at] : (one?.months ?? (one && one.item !== "" ? [one.item] : undefined));
  if (!called || (claim.reading?.level === "settled" && !claim.reading.slip && !one?.months)) return null;
  const words = startingIn(page.words, row?.[0].start ?? clause.start, first!.start).filter(each => !isElsewhere(each));
  const rest = wordsBeside(words, row ?? []).filter(({kind}) => kind !== "item");
  const told = tells(rest) || rest.some(({kind}) => kind === "free") ? metricsOf(rest, claim, page) : null;
  const metrics = told ? withBase([told.metric, ...told.others], page) : headOf(claim, i, items)?.metrics;
  return metrics ? itemClaim({items: called, together: true}, fitting(metrics, claim), claim, page) : null;
}

/** The rows of items that a number's own words name, or those of the clause before. */
function ownRows({phrase, numeral, clause, sentence}: Claim, {page, mentions}: Items): Row[] {
  const {text} = page;
  const within = (start: number, end: number) =>
    rowsOf(
      startingIn(mentions, start, end).filter(each => each.end <= end),
      text
    );
  const left = within(phrase.from, numeral.start);
  if (left.length > 0) return left;
  // 8个民主党派 counts them.
  const right = within(numeral.end, phrase.to);
  if (clause.aside || right.length > 0 || numeral !== clause.numbers[0]) return right;
  // 民生保障降幅最大,由23件降至8件; 经济方面(经济发展、科技创新)65件
  const before = sentence.clauses[clause.index - 1];
  return before && before.numbers.length === 0 && !tells(phrase.left) ? within(before.start, before.end).slice(-1) : [];
}

function ofRow(row: Row, claim: Claim, i: number, items: Items): ItemClaim | null {
  const {page} = items;
  const {phrase, numeral} = claim;
  const [first] = row;
  const last = row.at(-1)!;
  const own = first.start >= phrase.from;
  const before = first.start < numeral.start;
  const open = !own
    ? openIn(page, phrase.from, numeral.start)
    : before
      ? openIn(page, phrase.from, first.start) + openIn(page, last.end, numeral.start)
      : openIn(page, numeral.end, first.start) + openIn(page, phrase.from, numeral.start);
  // 城建环保委提建议90条; 有位教育界委员
  if (open > 1 || /[位名]/.test(page.text[first.start - 1] ?? "")) return null;
  const rest = wordsBeside(
    own ? [...phrase.left, ...phrase.right] : startingIn(page.words, clauseOf(first, claim).start, numeral.start),
    row
  );
  const told = tells(rest) || rest.some(({kind}) => kind === "free") ? metricsOf(rest, claim, page) : null;
  if (!told && tells(rest)) return null;
  const {weak} = first;
  if (told && weak && explains(told, row, phrase.left, page)) return null;
  const of = page.figures.items.get(first.item)!;
  const typed = of.has("type") && !page.speaker;
  const head = told ? null : (headOf(claim, i, items) ?? (typed ? heldBy(claim, page) : null));
  const topic = page.topicOf(claim.sentence.paragraph);
  const base = rest.some(({concepts}) => concepts.includes("办理")) && topic ? baseOf(topic, page) : undefined;
  const metrics = told
    ? withBase([told.metric, ...told.others], page)
    : (head?.metrics ?? (base && of.has("main_unit") ? [base] : undefined));
  if (!metrics) return null;
  if (weak && (page.speaker || numeral.upper !== null || numeral.word === "以上") && own) return null;
  if (weak && !own && !clauseOf(first, claim).aside) return null;
  // 全会协商、专题协商等各类协商107次
  if (before && page.text.startsWith("等", last.end)) return null;
  if (weak && !(typed || wholeTold(metrics, i, items) || listed(claim, i, items))) return null;
  // 8个民主党派 counts them.
  const counted = own && !before ? metrics.filter(each => unitFit(each, numeral.unit) === 3) : metrics;
  if (counted.length === 0) return null;
  // What a unit handles is filed.
  const handled = of.has("main_unit");
  // 从内容看,城乡建设44件: what is handed in, or what is filed of it.
  if (handled || !(told || head?.settled))
    for (const {metric, concepts} of page.names.all)
      if (concepts.length === 1 && metric.subsetOf === metrics[0]!.id && !counted.includes(metric))
        counted.push(metric);
  const several = row.length > 1 && !each.test(page.text.slice(phrase.from, numeral.start));
  const called = {items: row.map(({item}) => item), together: several};
  const settled = !handled && !several && !weak && (told ? told.level === "settled" : (head?.settled ?? false));
  return (
    itemClaim(called, fitting(counted, claim), claim, page, {settled}) ??
    (weak && typed && !told ? itemClaim(called, heldBy(claim, page)?.metrics ?? [], claim, page) : null)
  );
}

const clauseOf = ({start}: Span, {sentence}: Claim) => sentence.clauses.findLast(each => each.start <= start)!;

/** Whether the words of the items are what the figure is called by. */
const explains = ({metric}: Reading, row: readonly Span[], words: Claim["words"], {names}: Page) =>
  words.some(
    ({start, end, concepts}) =>
      row.some(each => each.start < end && start < each.end) && concepts.some(c => names.known.get(metric.id)?.has(c))
  );

/** 委员反映社情民意35篇: of those of a kind of whom, or of all, where the figure is not called by the word. */
function byWhom(claim: Claim, {page, mentions}: Items): ItemClaim | null {
  const {metric} = claim.reading!;
  const item = startingIn(mentions, claim.phrase.from, claim.numeral.start).find(
    each =>
      page.figures.named.get(each.item) === false &&
      !claim.phrase.left.some(
        ({start, end}) => each.start <= start && end <= each.end && metric.label.includes(page.text.slice(start, end))
      )
  )?.item;
  return item ? itemClaim({items: [item]}, fitting(withBase([metric], page), claim), claim, page) : null;
}

/** Whether what is split was told before, of all. */
const wholeTold = (metrics: readonly Metric[], i: number, {claims}: Items) =>
  claims
    .slice(Math.max(0, i - 30), i)
    .some(
      ({sentence, item, scope, reading}) =>
        sentence.paragraph === claims[i]!.sentence.paragraph &&
        (item || !scope) &&
        (item?.metrics.some(metric => metrics.includes(metric)) ||
          (reading && !item && metrics.includes(reading.metric)))
    );

/** 党派53篇,委员37篇,人民团体18篇: several that figures are split by, one after another. */
const listed = ({sentence}: Claim, i: number, {claims, mentions}: Items) =>
  claims
    .slice(Math.max(0, i - 8), i + 9)
    .filter(
      each =>
        each.sentence.paragraph === sentence.paragraph &&
        Math.abs(each.sentence.index - sentence.index) < 4 &&
        startingIn(mentions, each.phrase.from, each.numeral.start).length > 0
    ).length > 2;

/** The dimensions whose items have an account of their own. */
const accounted = ["committee", "main_unit", "party", "category", "source_type", "proposer_type", "sector"];

/** Those of who was told of right before, or whose account is given: 民进12篇,被采用5篇. */
function continued(claim: Claim, i: number, items: Items): ItemClaim | null {
  const {page, claims} = items;
  const {phrase, words, period, numeral, sentence} = claim;
  const last = claims[i - 1];
  const own = [...phrase.left, ...phrase.right];
  const goesOn = last?.item && breath(last, sentence, page) ? last.item : null;
  // 转报市政协51篇,上年为38篇
  if (goesOn && !tells(own) && numeral.unit === last!.numeral.unit && period.year !== goesOn.year)
    return itemClaim(goesOn, goesOn.metrics, claim, page, {own: false});
  const acts =
    goesOn?.items.length === 1 && accounted.some(each => page.figures.items.get(goesOn.items[0]!)?.has(each));
  // 全区评议提案81件
  if (own.some(({kind}) => kind === "own" || kind === "whole")) return null;
  const subject =
    claim.subject ??
    (acts &&
    last!.clause !== phrase.clause &&
    !words.some(({kind}) => kind === "topic" || kind === "own") &&
    phrase.left.some(({kind}) => kind === "narrow")
      ? goesOn.items[0]
      : undefined);
  if (!subject || openIn(page, phrase.from, numeral.start) > 1) return null;
  const said = (own.length > 0 ? own : words).filter(({kind}) => kind !== "item");
  const told = tells(said) || said.some(({kind}) => kind === "free") ? metricsOf(said, claim, page) : null;
  return (
    told && itemClaim({items: [subject]}, fitting([told.metric, ...told.others], claim), claim, page, {own: false})
  );
}
