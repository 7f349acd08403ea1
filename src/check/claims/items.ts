import type {Metric} from "../../metrics/index.js";
import {chineseNumber} from "../../text/numerals.js";
import type {Cell} from "../clauses/tables.js";
import {grammar} from "../grammar/grammar.js";
import {namesOfItem, type Word} from "../tokens/words.js";
import {alike} from "./alike.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {plainly, type Reading, readingOf, unitFit} from "./reading.js";

/** A figure of some items only: what is counted, of which category, unit, party or month. */
export interface ItemClaim {
  /** More than one where the draft says that each has so many: 教育和文化旅游各26件. */
  items: string[];
  /** The likeliest first; the tables hold each of them for the items. */
  metrics: Metric[];
  year: number;
  /** Whether the number's own words name the items. */
  own: boolean;
  /** Whether item and figure are named beside the number, and every word is explained. */
  settled: boolean;
}

/** Reads the numbers that are of some items, and of which the tables hold a figure; the others stay as they are. */
export function itemClaims(
  claims: readonly Claim[],
  cells: ReadonlyMap<Claim["numeral"], Cell | null>,
  page: Page
): void {
  if (page.figures.items.size === 0) return;
  for (const [i, claim] of claims.entries()) {
    const {period} = claim;
    if (claim.role === "share") ofItem(claim, claims[i - 1], page);
    if (claim.role !== "value" || claim.goal || period.plan || period.sum || period.year === null) continue;
    const cell = cells.get(claim.numeral);
    if (cell === null) continue;
    const month = monthOf(claim, page);
    if (cell) {
      const item = inTable(claim, cell, page);
      // 委员 × 收到: the row says of whom, and the column alone what; 委员满意率 × 2024 is one figure's own name.
      if (claim.reading?.level !== "settled" || (item?.metrics[0] === claim.reading.metric && !period.part))
        claim.item = item;
      else {
        const titled = underTitle(claim, cell, page);
        if (titled) claim.item = titled;
      }
    } else if (month !== null) {
      const near = claims[i - 1]?.sentence === claim.sentence;
      const metrics =
        claim.reading && !claim.scope
          ? [claim.reading.metric]
          : near && !claim.phrase.right.some(telling)
            ? headOf(claim, claims, i, page)?.metrics
            : undefined;
      if (metrics) claim.item = of([month], fitting(metrics, claim), claim, page, false);
    } else if (!claim.period.part) claim.item = inText(claim, claims, i, page);
  }
}

/** 城乡建设的45件,占17.2%: a share of what the item is split from. */
function ofItem(claim: Claim, last: Claim | undefined, {figures}: Page): void {
  if (!last?.item || last.item.items.length > 1 || last.sentence !== claim.sentence || claim.share?.named) return;
  if (figures.items.get(last.item.items[0]!)!.has("outcome")) return;
  const {metrics, year, items, settled} = last.item;
  const [part] = figures.of(metrics[0]!.id, year, items[0]!);
  claim.scope = null;
  claim.reading = null;
  claim.share = {
    part: {number: part!.value!},
    wholes: [{metric: metrics[0]!, year}],
    named: settled,
    goal: false
  };
}

/** 立案提案分类对比, 城乡建设 × 2024年: the line above says of what, the row of which, the column when. */
export function underTitle(claim: Claim, {row, column}: Cell, page: Page): ItemClaim | null {
  const title = claim.sentence.paragraph.under;
  const label = row.findLast(each => each.end > each.start);
  const item = label && itemOfCell(label, page);
  const counted = column.some(({start, end}) =>
    startingIn(page.words, start, end).some(each => each.end <= end && telling(each) && each.kind !== "topic")
  );
  if (!title || !item || counted) return null;
  const words = startingIn(page.words, title.start, title.end);
  const told = words.some(telling) ? metricsOf(words, claim, page) : null;
  return told && told.metric.unit !== "%" ? of([item], [told.metric], claim, page, false) : null;
}

/** 3月 of 3月收到; months on end (1—6月) and days are none. */
function monthOf({period, clause}: Claim, {text}: Page): string | null {
  const month = /^(?:1[0-2]|[1-9])月/.exec(period.part ?? "")?.[0];
  const span = new RegExp(`(?:[—至到-]|截至|截止|前)${month}`);
  return month &&
    period.since >= clause.sentence.start &&
    /^\d+月(?:份)?$/.test(period.part!) &&
    !/^(?:[上中下]旬|\d{1,2}[日号])/.test(text.slice(period.since + period.part!.length)) &&
    !span.test(text.slice(clause.sentence.paragraph.start, clause.end))
    ? month
    : null;
}

/** The claim, where the tables hold a figure of each item. */
function of(
  items: string[],
  metrics: readonly Metric[],
  {period}: Claim,
  {figures, names}: Page,
  settled: boolean,
  own = true
): ItemClaim | null {
  const held = metrics.filter(({id}) =>
    items.every(item => figures.of(id, period.year, item).length > 0 && !item.includes(names.topics.get(id) ?? "?"))
  );
  return held.length > 0
    ? {items, metrics: held, year: period.year!, own, settled: settled && period.or === null}
    : null;
}

export const named = ({kind}: Word) => kind === "item";
export const elsewhere = ({kind}: Word) => kind === "scope" || kind === "body" || kind === "self" || kind === "other";

function inText(claim: Claim, claims: readonly Claim[], i: number, page: Page): ItemClaim | null {
  const {phrase, numeral} = claim;
  const all = [...phrase.left, ...phrase.right];
  if (all.some(elsewhere)) return null;
  const own = all.filter(named);
  if (claim.elsewhere) return null;
  if (own.length === 0 && claim.reading?.level !== "settled") {
    const weak = weaklyNamed(claim, claims, i, page);
    if (weak) return weak;
  } else if (own.length === 0 && !claim.scope) claim.perhaps = byWhom(claim, page);
  if (own.length === 0) {
    const subject = claim.subject ?? goneOn(claim, claims, i);
    return subject ? ofSubject(subject, claim, page) : null;
  }
  const each = /各[约近]?$/.test(page.text.slice(phrase.from, numeral.start));
  if (own.length > 1 && !each) return null;
  const [first] = own;
  const last = own.at(-1)!;
  const before = first!.start < numeral.start;
  const open = before
    ? openIn(page, phrase.from, first!.start) + openIn(page, last.end, numeral.start)
    : openIn(page, numeral.end, first!.start) + openIn(page, phrase.from, numeral.start);
  if (open > 0) return null;
  const rest = all.filter(word => !named(word));
  const told = rest.some(telling) ? metricsOf(rest, claim, page) : null;
  if (!told && rest.some(telling)) return null;
  const typed = page.figures.items.get(first!.concepts[0]!)?.has("type");
  const head = told ? null : (headOf(claim, claims, i, page) ?? (typed ? heldBy(claim, page) : null));
  const topic = page.topicOf(claim.sentence.paragraph);
  const base = rest.some(({concepts}) => concepts.includes("办理")) && topic ? baseOf(topic, page) : undefined;
  const metrics = told
    ? withBase([told.metric, ...told.others], page)
    : (head?.metrics ?? (base && page.figures.items.get(first!.concepts[0]!)?.has("main_unit") ? [base] : undefined));
  if (!metrics) return null;
  // What a unit handles is filed.
  const handled = page.figures.items.get(first!.concepts[0]!)?.has("main_unit") ?? false;
  const settled = !handled && (told ? told.level === "settled" : (head?.settled ?? false));
  if (handled)
    for (const {metric, concepts} of page.names.all)
      if (concepts.length === 1 && metric.subsetOf === metrics[0]!.id && !metrics.includes(metric))
        metrics.push(metric);
  return of(
    own.map(word => word.concepts[0]!),
    fitting(metrics, claim),
    claim,
    page,
    settled
  );
}

const fitting = (metrics: readonly Metric[], {numeral}: Claim) =>
  metrics.filter(each => (numeral.unit === "" ? each.unit !== "%" : unitFit(each, numeral.unit) >= 2.5));

/** 党派、委员、专委会 are items only in a list that splits a figure, or right beside its name. */
function weaklyNamed(claim: Claim, claims: readonly Claim[], i: number, page: Page): ItemClaim | null {
  const {phrase, numeral} = claim;
  if (openIn(page, phrase.from, numeral.start) > 0) return null;
  const words = phrase.left.filter(telling);
  const right = phrase.right.filter(each => each.start <= numeral.end + 1 && telling(each));
  for (const word of [...words, ...right, ...phrase.left.filter(each => each.kind === "free")]) {
    const item = itemCalled(page.text.slice(word.start, word.end), page);
    if (!item) continue;
    const rest = words.filter(each => each !== word);
    const told = rest.length > 0 ? metricsOf(rest, claim, page) : null;
    if (told && explains(told, word, page)) continue;
    if (rest.length > 0 && !(told && rest.every(other => explains(told, other, page)))) continue;
    const typed = !page.speaker && page.figures.items.get(item)!.has("type");
    const head = told ? null : (headOf(claim, claims, i, page) ?? (typed ? heldBy(claim, page) : null));
    const metrics = told ? withBase([told.metric, ...told.others], page) : head?.metrics;
    if (!metrics || !(typed || wholeTold(metrics, claims, i) || listed(claim, claims, i, page))) continue;
    const found =
      of([item], fitting(metrics, claim), claim, page, head?.settled ?? false) ??
      (typed && !told ? of([item], heldBy(claim, page)?.metrics ?? [], claim, page, false) : null);
    if (found) return found;
  }
  return null;
}

/** 委员反映社情民意35篇: of those of a kind of whom, or of all, where the figure is not called by the word. */
function byWhom(claim: Claim, page: Page): ItemClaim | null {
  const {phrase, reading} = claim;
  const {metric} = reading!;
  const called = phrase.left
    .map(({start, end}) => page.text.slice(start, end))
    .filter(each => !metric.label.includes(each));
  const item = called.map(each => itemCalled(each, page)).find(each => each && page.figures.named.get(each) === false);
  return item ? of([item], fitting(withBase([metric], page), claim), claim, page, false) : null;
}

/** Whether what is split was told before, of all. */
function wholeTold(metrics: readonly Metric[], claims: readonly Claim[], i: number): boolean {
  const {paragraph} = claims[i]!.sentence;
  return claims
    .slice(Math.max(0, i - 30), i)
    .some(
      each =>
        each.sentence.paragraph === paragraph &&
        (each.item || !each.scope) &&
        (each.item?.metrics.some(metric => metrics.includes(metric)) ||
          (each.reading && !each.item && metrics.includes(each.reading.metric)))
    );
}

const explains = ({metric}: Reading, word: Word, {names}: Page) =>
  word.concepts.some(c => names.known.get(metric.id)?.has(c));

/** 专题协商会4次: activities of a type, counted as the unit says. */
function heldBy({numeral, clause}: Claim, {names}: Page) {
  const metrics = names.all.filter(
    ({concepts, metric}) =>
      concepts.length === 1 &&
      concepts[0] === "活动" &&
      (metric.unit === numeral.unit || (alike(numeral.unit, "场次") && metric.unit === "场次"))
  );
  return metrics.length > 0 && clause ? {metrics: metrics.map(({metric}) => metric), settled: false} : null;
}

/** 党派53篇,委员37篇,人民团体18篇: several that figures are split by, one after another. */
function listed({sentence}: Claim, claims: readonly Claim[], i: number, page: Page): boolean {
  const near = claims.slice(Math.max(0, i - 8), i + 9).filter(each => each.sentence === sentence);
  const called = near.filter(({phrase}) =>
    phrase.left.some(word => named(word) || itemCalled(page.text.slice(word.start, word.end), page) !== undefined)
  );
  return called.length > 2;
}

function itemCalled(words: string, {figures}: Page): string | undefined {
  for (const item of figures.items.keys()) if (namesOfItem(item).includes(words)) return item;
  return undefined;
}

/** 民进12篇,被采用5篇: those of who was told of right before. */
function goneOn({sentence, phrase, words}: Claim, claims: readonly Claim[], i: number): string | undefined {
  const last = claims[i - 1];
  if (!last?.item || last.sentence !== sentence || last.item.items.length > 1) return undefined;
  if (last.clause === phrase.clause || words.some(({kind}) => kind === "topic" || kind === "own")) return undefined;
  return phrase.left.some(({kind}) => kind === "narrow") ? last.item.items[0] : undefined;
}

/** 经济科技委通报:承担活动48场次,公益活动20场次: those of who is spoken of. */
function ofSubject(subject: string, claim: Claim, page: Page): ItemClaim | null {
  const own = [...claim.phrase.left, ...claim.phrase.right];
  const words = own.length > 0 ? own : claim.words.filter(word => !named(word));
  const told = words.some(telling) || words.some(({kind}) => kind === "free") ? metricsOf(words, claim, page) : null;
  const open = openIn(page, claim.phrase.from, claim.numeral.start) > 1;
  return told && !open ? of([subject], fitting([told.metric, ...told.others], claim), claim, page, false, false) : null;
}

/** What a list splits: what was named since the number before, else what that number was of, else the items that the draft is about. */
function headOf(
  claim: Claim,
  claims: readonly Claim[],
  i: number,
  page: Page
): {metrics: Metric[]; settled: boolean} | null {
  const {sentence, phrase} = claim;
  const {paragraph} = sentence;
  const before = claims.slice(Math.max(0, i - 30), i).filter(each => each.sentence.paragraph === paragraph);
  const last = before.at(-1);
  const words = startingIn(page.words, Math.max(paragraph.start, last?.numeral.end ?? 0), phrase.from).filter(
    each => !named(each) && !elsewhere(each)
  );
  if (words.some(telling)) {
    const told = metricsOf(words, claim, page);
    return told && {metrics: withBase([told.metric, ...told.others], page), settled: false};
  }
  const head = before.findLast(
    each =>
      each.role === "value" &&
      (!each.item || each.item.own) &&
      (each.numeral.unit === claim.numeral.unit ||
        (each.reading && unitFit(each.reading.metric, claim.numeral.unit) >= 2.5))
  );
  if (head?.item) return {metrics: head.item.metrics, settled: head.item.settled};
  // 尚未办结的13件中,区交通局3件: of what nobody knows.
  if (head && (!head.reading || head.scope)) return null;
  if (head) {
    const {metric, level} = head.reading!;
    const metrics = withBase([metric], page);
    // 按内容分: a new sentence may split all of them.
    return head.sentence === sentence
      ? {metrics, settled: level === "settled"}
      : {metrics: metrics.reverse(), settled: false};
  }
  const topic = page.topicOf(paragraph);
  const base = topic === null ? undefined : baseOf(topic, page);
  return base ? {metrics: [base], settled: false} : null;
}

export const baseOf = (topic: string, {names}: Page) =>
  names.all.find(each => each.concepts.length === 1 && each.concepts[0] === topic && !each.weak)?.metric;

/** 民盟报送12篇 may be what it handed in: the items of the kind, however they are called. */
function withBase(metrics: readonly Metric[], page: Page): Metric[] {
  const topic = page.names.topics.get(metrics[0]!.id);
  const base = topic === undefined ? undefined : baseOf(topic, page);
  return base && base.unit === metrics[0]!.unit && !metrics.includes(base) ? [...metrics, base] : [...metrics];
}

function inTable(claim: Claim, {row, column}: Cell, page: Page): ItemClaim | null {
  const wordsIn = (spans: Cell["row"]) =>
    spans.flatMap(({start, end}) => startingIn(page.words, start, end).filter(each => each.end <= end));
  const label = (spans: Cell["row"]) => spans.findLast(each => each.end > each.start);
  const items = [row, column].map(spans => {
    const span = label(spans);
    return span ? itemOfCell(span, page) : undefined;
  });
  const at = items.findIndex(Boolean);
  if (at < 0 || items.every(Boolean)) return null;
  const rest = wordsIn(at === 0 ? column : row);
  if (rest.some(each => elsewhere(each) || named(each))) return null;
  const told = rest.some(telling) || rest.some(({kind}) => kind === "free") ? metricsOf(rest, claim, page) : null;
  const counted = label(at === 0 ? column : row);
  const unit = counted && page.text.slice(counted.start, counted.end);
  if (!told && unit && page.figures.items.get(items[at]!)?.has("committee")) {
    const held = heldBy({...claim, numeral: {...claim.numeral, unit}}, page);
    return held && of([items[at]!], held.metrics, claim, page, false);
  }
  return told && of([items[at]!], [told.metric, ...told.others], claim, page, told.level === "settled");
}

function itemOfCell({start, end}: Cell["row"][0], page: Page): string | undefined {
  const text = page.text.slice(start, end);
  if (grammar().headers.get("month")!.test(text)) {
    const month = /\d/.test(text) ? Number.parseInt(text, 10) : chineseNumber(text.replace(/月份?$/, ""));
    return `${month}月`;
  }
  const words = startingIn(page.words, start, end).filter(each => each.end <= end);
  if (words.some(elsewhere) || openIn(page, start, end) > 0) return undefined;
  return words.find(named)?.concepts[0] ?? itemCalled(text, page);
}

/** What words count, of the items that the draft speaks of there. */
function metricsOf(words: readonly Word[], {numeral, sentence}: Claim, page: Page): Reading | null {
  const topic =
    words.findLast(each => each.kind === "topic")?.concepts[0] ??
    startingIn(page.words, sentence.paragraph.start, numeral.start).findLast(each => each.kind === "topic")
      ?.concepts[0] ??
    page.topicOf(sentence.paragraph);
  const left = words.filter(each => telling(each) || each.kind === "free");
  const fits = (metric: Metric) => (numeral.unit === "" && metric.unit !== "%" ? 2.9 : unitFit(metric, numeral.unit));
  return readingOf({...plainly, left, topic: topic ?? null, topicNear: true}, page.names, fits);
}
