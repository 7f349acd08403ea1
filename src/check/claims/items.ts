import type {Metric} from "../../metrics/index.js";
import type {Cell} from "../clauses/tables.js";
import {alike} from "./alike.js";
import {isElsewhere, type Mention, tells} from "./mentions.js";
import {type Claim, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {plainly, type Reading, readingOf, unitFit} from "./reading.js";

/** A figure of some items only: what is counted, of which category, unit, party or months. */
export interface ItemClaim {
  items: string[];
  /** Whether the number is of all of the items, or of each (教育和文化旅游各26件). */
  together: boolean;
  /** The likeliest first; the tables hold each of them for the items. */
  metrics: Metric[];
  year: number;
  /** Of an earlier year, up to the day that the unfinished report year is known to. */
  cut: boolean;
  /** Whether the number's own words name the items. */
  own: boolean;
  /** The items were told further above: nothing is said of a number that is not of them. */
  inherited: boolean;
  /** Whether item and figure are named beside the number, and every word is explained. */
  settled: boolean;
}

/** What the numbers of items are read with. */
export interface Items {
  page: Page;
  claims: readonly Claim[];
  cells: ReadonlyMap<Claim["numeral"], Cell | null>;
  mentions: readonly Mention[];
}

/** The claim, where the tables hold a figure of each item. */
export function itemClaim(
  {items, together = false}: {items: string[]; together?: boolean},
  metrics: readonly Metric[],
  {period}: Claim,
  {figures, names}: Page,
  more: {settled?: boolean; own?: boolean; inherited?: boolean} = {}
): ItemClaim | null {
  const {year, cut} = period;
  const held = metrics.filter(
    ({id, adds, unit}) =>
      items.every(item => figures.of(id, year, item, cut).length > 0 && !item.includes(names.topics.get(id) ?? "?")) &&
      (!together || items.length === 1 || (adds && unit !== "%"))
  );
  const settled = (more.settled ?? false) && period.or === null;
  return held.length > 0
    ? {
        items,
        together,
        metrics: held,
        year: year!,
        cut,
        own: more.own ?? true,
        inherited: more.inherited ?? false,
        settled
      }
    : null;
}

export const fitting = (metrics: readonly Metric[], {numeral}: Pick<Claim, "numeral">) =>
  metrics.filter(each => (numeral.unit === "" ? each.unit !== "%" : unitFit(each, numeral.unit) >= 2.5));

/** 专题协商会4次: activities of a type, counted as the unit says. */
export function heldBy({numeral}: Pick<Claim, "numeral">, {names}: Page) {
  const metrics = names.all.filter(
    ({concepts, metric}) =>
      concepts.length === 1 &&
      concepts[0] === "活动" &&
      (metric.unit === numeral.unit || (alike(numeral.unit, "场次") && metric.unit === "场次"))
  );
  return metrics.length > 0 ? {metrics: metrics.map(({metric}) => metric), settled: false} : null;
}

/** What a list splits: what was named since the number before, else what that number was of, else the items that the draft is about. */
export function headOf(claim: Claim, i: number, {page, claims}: Items): {metrics: Metric[]; settled: boolean} | null {
  const {sentence, phrase, numeral} = claim;
  const {paragraph} = sentence;
  const before = claims.slice(Math.max(0, i - 30), i).filter(each => each.sentence.paragraph === paragraph);
  const since = Math.max(paragraph.start, before.at(-1)?.numeral.end ?? 0);
  const words = startingIn(page.words, since, phrase.from).filter(each => each.kind !== "item" && !isElsewhere(each));
  const told = tells(words) ? metricsOf(words, claim, page) : null;
  if (told) return {metrics: withBase([told.metric, ...told.others], page), settled: false};
  const heads = before.filter(
    each =>
      each.role === "value" &&
      (!each.item || each.item.own) &&
      (each.numeral.unit === numeral.unit || (each.reading && unitFit(each.reading.metric, numeral.unit) >= 2.5))
  );
  // 区交通局主办31件,按期30件、超期1件;区教育局28件: what one of a list is followed by splits nothing.
  const named = heads.findLast(each => each.item?.own);
  const last = heads.at(-1);
  const head =
    named && last !== named && named.sentence === last!.sentence && !last!.reading ? named : beyond(heads, named);
  if (head?.item) {
    const months = page.figures.items.get(head.item.items[0]!)?.has("month") ?? false;
    return {metrics: head.item.metrics, settled: head.item.settled && !months};
  }
  // 尚未办结的13件中,区交通局3件: of what nobody knows.
  if (head && (!head.reading || head.scope)) return null;
  if (head) {
    const {metric, level} = head.reading!;
    const metrics = withBase([metric], page);
    // 按内容分: a new sentence may split all of them.
    return head.sentence === sentence
      ? {metrics, settled: level === "settled" && !tells(words)}
      : {metrics: metrics.reverse(), settled: false};
  }
  if (tells(words)) return null;
  const topic = page.topicOf(paragraph);
  const base = topic === null ? undefined : baseOf(topic, page);
  return base ? {metrics: [base], settled: false} : null;
}

/** The last, unless it only goes on with what the list said of an item. */
function beyond(heads: readonly Claim[], named: Claim | undefined): Claim | undefined {
  const last = heads.at(-1);
  const goesOn =
    named &&
    last &&
    (last.item || !last.reading) &&
    heads
      .slice(heads.indexOf(named) + 1)
      .every(
        each =>
          each.clause.sentence.index - named.sentence.index < 2 &&
          (each.item || !each.reading) &&
          !each.phrase.left.some(({kind}) => kind === "topic")
      );
  return goesOn && last.sentence === named.sentence ? named : last;
}

/** The figure that counts all items of a kind. */
export const baseOf = (topic: string, {names}: Page) =>
  names.all.find(each => each.concepts.length === 1 && each.concepts[0] === topic && !each.weak)?.metric;

/** 民盟报送12篇 may be what it handed in: the items of the kind, however they are called. */
export function withBase(metrics: readonly Metric[], page: Page): Metric[] {
  const topic = page.names.topics.get(metrics[0]!.id);
  const base = topic === undefined ? undefined : baseOf(topic, page);
  return base && base.unit === metrics[0]!.unit && !metrics.includes(base) ? [...metrics, base] : [...metrics];
}

/** What words count, of the items that the draft speaks of there. */
export function metricsOf(
  words: Claim["words"],
  {numeral, sentence}: Pick<Claim, "numeral" | "sentence">,
  page: Page
): Reading | null {
  const topic =
    words.findLast(each => each.kind === "topic")?.concepts[0] ??
    startingIn(page.words, sentence.paragraph.start, numeral.start).findLast(each => each.kind === "topic")
      ?.concepts[0] ??
    page.topicOf(sentence.paragraph);
  const left = words.filter(each => telling(each) || each.kind === "free");
  const fits = (metric: Metric) => (numeral.unit === "" && metric.unit !== "%" ? 2.9 : unitFit(metric, numeral.unit));
  return readingOf({...plainly, left, topic: topic ?? null, topicNear: true}, page.names, fits);
}
