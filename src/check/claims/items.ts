import type {Metric} from "../../metrics/index.js";
import type {Span} from "../clauses/clauses.js";
import type {Cell} from "../clauses/tables.js";
import {dull, type Word} from "../tokens/words.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {readingOf, unitFit} from "./reading.js";

/** A figure of some items only: what is counted, of which category, unit, party or month. */
export interface ItemClaim {
  item: string;
  /** The likeliest first; the tables hold each of them for the item. */
  metrics: Metric[];
  year: number;
}

/** Where a draft names an item of the tables (区教育局, 城乡建设, 民盟), in order, without overlap. */
export function itemsIn({text, figures, names}: Pick<Page, "text" | "figures" | "names">): (Span & {item: string})[] {
  const known = [...figures.items].filter(item => !isName(item, names.vocabulary.words));
  const all = known.flatMap(item => [item, ...short(item)].map(words => ({item, words})));
  const found = all.flatMap(({item, words}) =>
    occurrences(text, words).map(start => ({start, end: start + words.length, item}))
  );
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter(each => {
    if (each.start < end) return false;
    end = each.end;
    return true;
  });
}

/** 区教育局 is called 教育局 too. */
const short = (item: string) => (/^[区县市].{3,}/.test(item) ? [item.slice(1)] : []);

/** 满意, 立案: words that name figures of their own. */
function isName(item: string, words: Page["names"]["vocabulary"]["words"]): boolean {
  const entry = words.get(item[0]!)?.find(([word]) => word === item)?.[1];
  if (item.length < 2) return true;
  return entry !== undefined && !dull(entry.kind) && (entry.kind !== "actor" || entry.concepts.includes(item));
}

function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) found.push(at);
  return found;
}

/** 民盟区总支, 教育局机关: a part of the item, or a body of its own. */
const longer =
  /^(?:(?:区|县|市|省)?(?:委会|总支|工委|支部|基层委|支社|委员会|委)|机关|系统|[一二三四五六七八九]支部|一家|街道|镇|别?(?:委员)?(?:小组|活动组))/;

/** What may stand between an item and the words of the figure: 城乡建设类, 教育界委员. */
const suffix = /^(?:(?:类|方面|领域|界|别|界别|委员|员会)的?|的)/;

/** Reads the numbers that are of some items, and of which the tables hold a figure; the others stay as they are. */
export function itemClaims(
  claims: readonly Claim[],
  cells: ReadonlyMap<Claim["numeral"], Cell | null>,
  page: Page
): void {
  if (page.figures.items.size === 0) return;
  const items = itemsIn(page);
  for (const [i, claim] of claims.entries()) {
    if (claim.role !== "value" || claim.goal || claim.period.plan || claim.period.sum || claim.period.year === null)
      continue;
    const cell = cells.get(claim.numeral);
    if (cell === null || (page.speaker && !cell)) continue;
    const month = monthOf(claim, page);
    if (month !== null && claim.reading && !claim.scope) claim.item = of(month, [claim.reading.metric], claim, page);
    else if (!claim.reading || claim.scope)
      claim.item = cell
        ? inTable(claim, cell, items, page)
        : inText(claim, claims.slice(Math.max(0, i - 12), i), items, page);
  }
}

/** 3月 of 3月收到; months on end (1—6月) and days are none. */
function monthOf({period, clause}: Claim, {text}: Page): string | null {
  const month = /^(?:1[0-2]|[1-9])月/.exec(period.part ?? "")?.[0];
  const span = new RegExp(`(?:[—至到-]|截至|截止|前)${month}`);
  return month &&
    period.since >= clause.start &&
    /^\d+月(?:份)?$/.test(period.part!) &&
    !span.test(text.slice(clause.sentence.paragraph.start, clause.end))
    ? month
    : null;
}

function of(item: string, metrics: readonly Metric[], {period}: Claim, {figures}: Page): ItemClaim | null {
  const held = metrics.filter(({id}) => figures.of(id, period.year, item).length > 0);
  return held.length > 0 ? {item, metrics: held, year: period.year!} : null;
}

function inText(
  claim: Claim,
  before: readonly Claim[],
  items: readonly (Span & {item: string})[],
  page: Page
): ItemClaim | null {
  const {phrase, numeral, sentence} = claim;
  const own = startingIn(items, phrase.from, phrase.to).filter(each => each.end <= phrase.to);
  const [named] = own;
  if (!named || own.length > 1 || (named.start < numeral.start && named.end > numeral.start)) return null;
  if (longer.test(page.text.slice(named.end, named.end + 6))) return null;
  const end = named.end + (suffix.exec(page.text.slice(named.end, named.end + 4))?.[0].length ?? 0);
  if (named.start < numeral.start && openIn(page, phrase.from, named.start) + openIn(page, end, numeral.start) > 0)
    return null;
  const all = [...phrase.left, ...phrase.right];
  const words = all.filter(each => each.end <= named.start || each.start >= end);
  // 某街道委员小组, 教育卫生类: the item is a part of a longer name.
  if (all.some(each => !words.includes(each) && (each.start < named.start || each.end > end))) return null;
  if (words.some(({kind}) => kind === "body" || kind === "self" || kind === "other" || kind === "scope")) return null;
  const metrics = words.some(each => each.concepts.length > 0)
    ? metricsOf(words, claim, page)
    : before.findLast(
        each =>
          each.sentence.paragraph === sentence.paragraph &&
          each.role === "value" &&
          each.reading &&
          !each.scope &&
          each.numeral.unit === numeral.unit
      )?.reading;
  if (!metrics) return null;
  const read = (words.length > 0 ? [metrics.metric, ...metrics.others] : [metrics.metric]).filter(
    each => numeral.unit === "" || unitFit(each, numeral.unit) >= 3
  );
  return read.length > 0 ? of(named.item, words.length > 0 ? withBase(read, page) : read, claim, page) : null;
}

/** 民盟报送12篇 may be what it handed in: the items of the kind, however they are called. */
function withBase(metrics: readonly Metric[], {names}: Page): Metric[] {
  const topic = names.topics.get(metrics[0]!.id);
  const base = names.all.find(each => each.concepts.length === 1 && each.concepts[0] === topic && !each.weak)?.metric;
  return base && base.unit === metrics[0]!.unit && !metrics.includes(base) ? [...metrics, base] : [...metrics];
}

function inTable(
  claim: Claim,
  {row, column}: Cell,
  items: readonly (Span & {item: string})[],
  page: Page
): ItemClaim | null {
  const named = row.flatMap(each => startingIn(items, each.start, each.end))[0];
  const label = named && row.find(each => each.start <= named.start && named.end <= each.end);
  if (!named || !label || openIn(page, label.start, named.start) + openIn(page, named.end, label.end) > 0) return null;
  const words = column.flatMap(({start, end}) => startingIn(page.words, start, end).filter(each => each.end <= end));
  const metrics = metricsOf(words, claim, page);
  return metrics && of(named.item, [metrics.metric, ...metrics.others], claim, page);
}

function metricsOf(words: readonly Word[], {numeral, sentence}: Claim, page: Page) {
  const topic =
    words.findLast(each => each.kind === "topic") ??
    startingIn(page.words, sentence.paragraph.start, numeral.start).findLast(each => each.kind === "topic");
  const said = {
    left: words.filter(each => telling(each) || each.kind === "free"),
    right: [],
    near: [],
    bridged: [],
    frame: [],
    topic: topic?.concepts[0] ?? null,
    topicNear: true,
    wholes: [],
    before: new Set<string>(),
    held: new Set<string>(),
    open: false,
    listed: false,
    beside: new Set<Word>(),
    side: "member" as const,
    restated: false
  };
  const fits = (metric: Metric) => (numeral.unit === "" && metric.unit !== "%" ? 2.9 : unitFit(metric, numeral.unit));
  return readingOf(said, page.names, fits);
}
