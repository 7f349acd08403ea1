import type {Metric} from "../../metrics/index.js";
import type {Mention, Row} from "../claims/mentions.js";
import {unitFit} from "../claims/units.js";
import {once} from "../once.js";
import type {Word} from "../tokens/words.js";
import {type Evidence, named, tellingWord} from "./naming.js";
import {addressOf, type Quantity, valuesOf} from "./quantity.js";
import {type Alternative, type Chart, ranked} from "./reading.js";
import type {Said} from "./said.js";

const worth = {
  item: 0.35,
  weakItem: 0.2,
  leadItem: 0.15,
  body: 0.05,
  carried: -0.22,
  through: 0.2,
  noBody: -0.12,
  noBodyWhole: -0.25,
  goesOn: 0.85,
  sibling: 0.2,
  part: 0.25,
  root: 0.45,
  open: -0.06,
  mostOpen: -0.4,
  none: 0.3
};

/** All that the words license, the likeliest first. */
export function valueAlternatives(said: Said, chart: Chart): Alternative[] {
  const found: Alternative[] = [];
  const {rows, leadRows, own, body} = said;
  const strong = rows.filter(row => row.some(each => !each.weak));
  const opened = Math.max(worth.mostOpen, Math.max(0, said.open - 1) * worth.open) - said.doubt;
  const words = strong.length > 0 ? beside(own, strong.flat()) : own;
  if (strong.length === 0) {
    const plain = counted(said, own, chart);
    for (const each of plain) {
      if (body) {
        const account =
          said.carried && !said.carried[0].weak
            ? {}
            : {account: said.bodyWhole ? ("draft" as const) : ("sentence" as const)};
        found.push(...addressed(each, [body], said, chart, worth.body).map(a => ({...a, ...account})));
        found.push(
          ...addressed(each, [], said, chart, said.whole ? 0.1 : said.bodyWhole ? worth.noBodyWhole : worth.noBody)
        );
      } else found.push(...addressed(each, [], said, chart, 0));
      if (said.carried && rows.length === 0 && !said.whole)
        found.push(
          ...ofRow(
            each,
            said.carried,
            said,
            chart,
            goesThrough(each.metric, said, chart) ? worth.through : worth.carried
          )
        );
    }
    const last = rows.length === 0 ? leadRows.at(-1) : undefined;
    if (last)
      for (const each of plain)
        found.push(...ofRow(each, last, said, chart, last.some(m => m.weak) ? 0 : worth.leadItem));
    if (!own.some(clear)) {
      found.push(...goingOn(said, null, chart));
      // 交通出行类增加最多,由17件增至35件
      if (last) found.push(...goingOn(said, last, chart).map(each => ({...each, explained: false})));
    }
  }
  for (const row of strong.length > 0 ? strong.slice(-1) : rows.slice(-1)) {
    const weak = !row.some(each => !each.weak);
    const rest = beside(weak ? own : words, row);
    const counts = counted(said, rest, chart, row);
    const stated = counts.flatMap(each => ofRow(each, row, said, chart, weak ? worth.weakItem : worth.item));
    if (!rest.some(clear)) stated.push(...goingOn(said, row, chart));
    found.push(...stated.map(each => ({...each, stated: true})));
  }
  return ranked(
    found.map(each => (opened < 0 ? {...each, score: each.score + opened, explained: false, open: true} : each))
  );
}

/** A word that says what is counted, and no other thing. */
const clear = (word: Word) => tellingWord(word) && word.kind !== "either";

const beside = (words: readonly Word[], row: readonly {start: number; end: number}[]) =>
  words.filter(({start, end}) => !row.some(each => each.start < end && start < each.end));

function counted(said: Said, own: readonly Word[], {page}: Chart, row?: Row) {
  const evidence: Evidence = {
    ...said,
    counted: countedBefore(said),
    own,
    lead: row ? beside(said.lead, row) : said.lead
  };
  return named(evidence, page.names);
}

/** The figure that the number right before in the sentence is likeliest of. */
function countedBefore({before: [last]}: Said): string | null {
  const best = last && last.cost < 0.05 ? last.reading.alternatives[0] : undefined;
  return best ? addressOf(best.quantity).metric.id : null;
}

/** 委员报送35篇,编报23篇,采用8篇: what became of those that were told right before; not 其中委员35篇,编报101篇. */
function goesThrough({subsetOf}: Metric, {before: [last], part}: Said, {page: {figures}}: Chart): boolean {
  if (!last || last.cost >= 0.05 || part >= 0) return false;
  const told = last.reading.alternatives.slice(0, 3).map(({quantity}) => addressOf(quantity));
  const above = (id: string | undefined): string[] => (id ? [id, ...above(figures.metrics.get(id)?.subsetOf)] : []);
  const of = new Set(told.flatMap(({items, metric}) => (items.length > 0 ? above(metric.id) : [])));
  return above(subsetOf).some(each => of.has(each));
}

interface Counted {
  metric: Metric;
  score: number;
  explained: boolean;
  open?: boolean;
}

/** A metric of some items, or of all, at each of the times that it has a figure of. */
function addressed(
  {metric, score, explained, open = false}: Counted,
  items: readonly string[],
  {times}: Said,
  {page: {figures, names}}: Chart,
  more: number
): Alternative[] {
  if (items.some(item => item.includes(names.topics.get(metric.id) ?? "?"))) return [];
  return times.flatMap(({year, years, months, cut, cost}) => {
    const quantity: Quantity = {kind: "figure", of: {metric, items, year, years, months, cut}};
    const values = valuesOf(quantity, figures);
    if (values.length === 0) return [];
    // Of many items no figure is told: 0 is the last thing that a number means.
    const none = items.length > 0 && values.every(value => value === 0);
    const clear = explained && more >= 0 && cost === 0;
    return [{quantity, score: score + more - cost - (none ? worth.none : 0), explained: clear && !none, open}];
  });
}

/** A metric of the items of a row: of them together, and of each. */
function ofRow(each: Counted, row: Row, said: Said, chart: Chart, more: number): Alternative[] {
  const months = row.every(({months}) => months !== null);
  const of = (some: readonly Mention[]) => {
    const items = months ? [] : some.map(({item}) => item);
    const within = months
      ? {...said, times: said.times.map(t => ({...t, months: some.flatMap(m => m.months!)}))}
      : said;
    return addressed(each, items, within, chart, more);
  };
  const one = of(row);
  if (row.length === 1) return one;
  const parts = row.map(mention => of([mention])[0]);
  const all = parts.every(Boolean)
    ? [
        {
          quantity: {kind: "each", of: parts.map(part => part!.quantity)} as Quantity,
          score: parts[0]!.score,
          explained: parts[0]!.explained,
          open: parts[0]!.open ?? false
        }
      ]
    : [];
  return [...all, ...one.map(each => ({...each, explained: false}))];
}

/** A number without words of its own: what was told before, of the row's items or of another time. */
function goingOn(said: Said, row: Row | null, chart: Chart): Alternative[] {
  const found: Alternative[] = [];
  const fits = (metric: Metric) => (said.unit === "" ? true : unitFit(metric, said.unit) >= 2);
  for (const {reading, cost} of said.before)
    for (const before of (reading.subject ?? reading.alternatives).slice(0, 6)) {
      if (before.quantity.kind !== "figure" && before.quantity.kind !== "each") continue;
      const {items, months, metric: told} = addressOf(before.quantity);
      const metric = fits(told) ? told : cost < 0.15 ? twinOf(told, said.unit, chart.page.figures.metrics) : undefined;
      if (!metric) continue;
      const off = reading.agreed.size > 0 && !reading.agreed.has(metric.id);
      const behind = off
        ? 0.4
        : reading.agreed.size > 0
          ? 0
          : Math.min(0.4, (reading.subject ?? reading.alternatives)[0]!.score - before.score);
      const score = worth.goesOn - cost - behind;
      const counted = {
        metric,
        score: score - (said.own.length > 0 ? 0.08 : 0),
        explained: before.explained && cost < 0.1 && behind === 0 && said.own.length === 0
      };
      if (row) {
        // 意见建议397条,其中专题协商63条、调研52条
        const whole = said.part >= 0 && items.length === 0 && reading.numeral.end <= said.part ? worth.part : 0;
        const sibling = items.length > 0 && row[0].months === null && sameKind(items[0]!, row[0].item, chart);
        found.push(
          ...ofRow(
            {...counted, open: whole > 0 && row[0].weak},
            row,
            said,
            chart,
            (sibling ? worth.sibling : whole) - (row[0].weak ? 0.1 : 0)
          )
        );
      } else {
        const own = said.timed
          ? said.times
          : said.times.map(t => ({...t, months: t.months ?? (t.years === 1 ? months : null)}));
        found.push(
          ...addressed(counted, items, {...said, times: own}, chart, said.whole && items.length > 0 ? -0.25 : 0)
        );
        if (items.length > 0) found.push(...addressed(counted, [], said, chart, said.whole ? 0 : -0.25));
      }
    }
  if (row)
    for (const {metric, score} of rootsOf(said, chart))
      found.push(...ofRow({metric, score: score + (row[0].weak ? 0 : 0.1), explained: false}, row, said, chart, 0));
  return found;
  function sameKind(a: string, b: string, {page: {figures}}: Chart) {
    const [one, other] = [figures.items.get(a), figures.items.get(b)];
    return one && other ? [...one].some(each => other.has(each)) : false;
  }
}

/** 履职活动42项、67场次、1055人次: the same things counted in another unit. */
function twinOf(metric: Metric, unit: string, metrics: ReadonlyMap<string, Metric>): Metric | undefined {
  const {kind, count} = metric;
  if (!unit || !count) return undefined;
  const where = JSON.stringify(count.where);
  return [...metrics.values()].find(
    each =>
      each.kind === kind &&
      each.count &&
      unitFit(each, unit) === 3 &&
      !each.part &&
      JSON.stringify(each.count.where) === where
  );
}

interface Root {
  metric: Metric;
  score: number;
}

const roots = once((_: Chart["page"]["names"]) => new Map<string, Root[]>());

function rootsOf({topic, unit}: Said, {page}: Chart): Root[] {
  const known = roots(page.names);
  const key = `${topic} ${unit}`;
  const found = known.get(key) ?? rootsIn(topic, unit, page);
  known.set(key, found);
  return found;
}

/** What items are counted of, where nothing says it: all of the kind that is spoken of, or what others are measured by. */
function rootsIn(topic: string | null, unit: string, {names, figures}: Chart["page"]): Root[] {
  const fits = (metric: Metric) => unit === "" || unitFit(metric, unit) >= 2;
  const found: Root[] = [];
  for (const {metric, concepts, weak} of names.all) {
    const counts = metric.adds && !metric.formula && !metric.part && fits(metric);
    if (!counts || metric.subsetOf || weak) continue;
    if (
      topic !== null
        ? concepts.length === 1 && concepts[0] === topic
        : concepts.includes("活动") || concepts.includes("履职活动")
    )
      found.push({metric, score: worth.root});
  }
  const [base] = found;
  if (topic !== null && base)
    for (const {formula} of figures.metrics.values()) {
      const whole = formula?.type === "ratio" ? figures.metrics.get(formula.denominator) : undefined;
      if (
        whole &&
        whole.subsetOf === base.metric.id &&
        fits(whole) &&
        !found.some(each => each.metric === whole) &&
        names.all.some(each => each.metric === whole && !whole.part && each.concepts.length < 3)
      )
        found.push({metric: whole, score: worth.root - 0.05});
    }
  return found;
}
