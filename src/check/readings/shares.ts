import type {Metric} from "../../metrics/index.js";
import {chineseNumber} from "../../text/numerals.js";
import {startingIn} from "../claims/page.js";
import type {Phrase} from "../claims/phrase.js";
import {inOneRow, type ShareWords, together} from "../claims/share.js";
import type {State} from "../claims/spoken-of.js";
import {dull} from "../tokens/words.js";
import {tellingWord} from "./naming.js";
import {addressOf, keyOf, type Quantity, valuesOf} from "./quantity.js";
import {type Alternative, type Chart, type Reading, ranked} from "./reading.js";
import {saidIn} from "./said.js";
import {timesOf} from "./times.js";
import {valueAlternatives} from "./values.js";

const worth = {goesOn: 0.9, step: 0.16, named: 0.25, all: 0.2, parent: 0.12, told: 0.1};

/** 占提案总数的60.5%: of what, over what. */
export function shareAlternatives(phrase: Phrase, share: ShareWords, chart: Chart, state: State): Alternative[] {
  const {page, told} = chart;
  const {numeral, clause} = phrase;
  const times = timesOf(phrase, chart);
  const said = saidIn(phrase, chart, state, times, Math.max(phrase.from, Math.min(share.start, numeral.start)));
  const here = told.filter(
    each => each.phrase.clause.sentence === clause.sentence && each.role === "value" && !each.foreign
  );
  const between = told.at(-1);
  // 占全会83项的9.6%: the whole is told as a number.
  const number =
    between && between.numeral.start >= share.start && between.numeral.end <= numeral.start ? between : undefined;
  const row = inOneRow(page.text, numeral, clause);
  const beside = here.filter(each => each.numeral.end <= row[0]!.start).slice(-row.length);
  const partsFrom =
    row.length > 1 && beside.length === row.length
      ? [beside[row.indexOf(numeral)]!]
      : number
        ? here.filter(each => each !== number)
        : here;
  // 协商活动107次, and under it 其中基层协商57场次,占53.3%
  const {paragraph} = clause.sentence;
  const above =
    here.length === 1 && /^[^一-龥\d]*其中/.test(page.text.slice(paragraph.start, numeral.start))
      ? told.filter(
          each => each.phrase.clause.sentence.paragraph.index === paragraph.index - 1 && each.role === "value"
        )
      : [];
  const found: Alternative[] = [];
  const own = said.own.some(tellingWord) || said.rows.length > 0 ? valueAlternatives({...said, unit: ""}, chart) : [];
  const parts: Alternative[] = own.filter(each => addressOf(each.quantity).metric.unit !== "%").slice(0, 4);
  const lead = page.text.slice(Math.max(clause.start, numeral.start - 40), numeral.start);
  const group = together.exec(lead);
  const many = chineseNumber(group?.[1] ?? "") ?? 0;
  const added = group
    ? here.filter(each => each.numeral.end <= numeral.start - lead.length + group.index).slice(-many)
    : [];
  if (added.length > 1 && added.length === many && added.every(each => each.alternatives.length > 0))
    parts.unshift({
      quantity: {kind: "sum", of: added.map(each => each.alternatives[0]!.quantity)},
      score: 1.4,
      explained: false
    });
  if (parts.length === 0 || said.own.every(({kind}) => kind === "free"))
    for (const [i, reading] of partsFrom.slice(-3).reverse().entries())
      for (const each of reading.alternatives.slice(0, 3))
        if (addressOf(each.quantity).metric.unit !== "%")
          parts.push({...each, score: worth.goesOn - worth.step * i - (reading.alternatives[0]!.score - each.score)});
  const words = startingIn(page.words, share.wholeAt, share.wholeAt + share.whole.length).filter(
    each => !dull(each.kind) && each.kind !== "own"
  );
  const named = words.some(tellingWord)
    ? valueAlternatives(
        {...said, own: words, lead: [], rows: [], leadRows: [], unit: "", open: 0, before: []},
        chart
      ).filter(each => addressOf(each.quantity).metric.unit !== "%")
    : [];
  const goals = share.goal ? parts : [];
  for (const part of goals)
    found.push({
      quantity: {kind: "share", part: part.quantity, whole: {kind: "target", of: addressOf(part.quantity)}},
      score: part.score,
      explained: part.explained
    });
  if (!share.goal)
    for (const part of parts)
      for (const whole of wholesOf(part, number, named, [...above, ...partsFrom], chart)) {
        if (keyOf(part.quantity) === keyOf(whole.quantity) || !within(part.quantity, whole.quantity, page.figures))
          continue;
        const quantity: Quantity = {kind: "share", part: part.quantity, whole: whole.quantity};
        const other = named.length > 0 && !whole.named ? 0.3 : 0;
        found.push({
          ...part,
          quantity,
          score: part.score + whole.score - other,
          explained: part.explained && whole.score >= worth.parent - 0.001
        });
      }
  for (const each of own) if (addressOf(each.quantity).metric.unit === "%") found.push(each);
  return ranked(found);
}

/** No part is more than its whole. */
function within(part: Quantity, whole: Quantity, figures: Chart["page"]["figures"]): boolean {
  const [a] = valuesOf(part, figures);
  const [b] = valuesOf(whole, figures);
  return a === undefined || b === undefined || a <= b;
}

/** What a part may be a part of, with how likely it is. */
export function wholesOf(
  part: Alternative,
  number: Reading | undefined,
  named: readonly Alternative[],
  before: readonly Reading[],
  {page}: Chart
): {quantity: Quantity; score: number; named?: boolean}[] {
  const {figures} = page;
  const of = addressOf(part.quantity);
  const {metric} = of;
  const at = (each: Metric, more: Partial<typeof of> = {}): Quantity => ({
    kind: "figure",
    of: {...of, metric: each, items: [], months: null, ...more}
  });
  if (number)
    return number.alternatives
      .slice(0, 3)
      .map(({quantity}, i) => ({quantity, score: worth.named - i * 0.1, named: true}));
  const found: {quantity: Quantity; score: number; named?: boolean}[] = [];
  for (const [i, each] of named.slice(0, 3).entries())
    found.push(
      {quantity: at(addressOf(each.quantity).metric), score: worth.named - i * 0.08, named: true},
      ...(of.months
        ? [{quantity: at(addressOf(each.quantity).metric, {months: of.months}), score: worth.named, named: true}]
        : [])
    );
  if (of.items.length > 0 || of.months) found.push({quantity: at(metric), score: worth.all});
  for (let id = metric.subsetOf, far = 0; id; id = figures.metrics.get(id)?.subsetOf, far++) {
    found.push({quantity: at(figures.metrics.get(id)!), score: worth.parent - 0.06 * far});
    if (of.items.length > 0)
      found.push({quantity: at(figures.metrics.get(id)!, {items: of.items}), score: worth.parent - 0.1});
    if (of.months) found.push({quantity: at(figures.metrics.get(id)!, {months: of.months}), score: worth.parent});
  }
  for (const {formula} of figures.metrics.values())
    if (formula?.type === "ratio" && formula.numerator === metric.id)
      found.push({quantity: at(figures.metrics.get(formula.denominator)!), score: worth.parent});
  for (const [i, reading] of [...before].reverse().slice(0, 5).entries()) {
    const whole = reading.alternatives[0]?.quantity;
    if (whole && whole.kind === "figure" && whole !== part.quantity && whole.of.metric.unit === metric.unit)
      found.push({quantity: whole, score: worth.told - 0.06 * i});
  }
  return found;
}
