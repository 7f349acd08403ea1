import type {Figures} from "../verdicts/figures.js";
import {judge} from "../verdicts/judge.js";
import {addressOf, keyOf, metricOf, type Quantity, valuesOf} from "./quantity.js";
import {type Alternative, type Reading, ranked} from "./reading.js";

/** So many others of a list have to be right, so many times those that are not, before they say what it is a list of. */
const [enough, times] = [2, 2];
/** An alternative that is so much less likely than the best says nothing against a list; what a list says is worth so much. */
const [margin, worth] = [0.33, 0.6];

/** What ends a list: a full stop; lines of a list have none. */
const stop = /[。!?]/;

/** A number of a list, and what it would be as one of that list. */
interface Place {
  reading: Reading;
  alternatives: Alternative[];
  holds: boolean;
}

/**
 * 区教育局28件、区文化旅游委27件、区农业农村委25件: numbers of one breath or column that tell a figure item by item. What the others
 * are says what each is, whatever it says itself.
 */
export function vouch(readings: readonly Reading[], text: string, figures: Figures): void {
  const lists = new Map<string, Place[]>();
  let breath = 0;
  let at = 0;
  for (const reading of readings) {
    const {start} = reading.phrase.clause.sentence;
    if (stop.test(text.slice(at, start))) breath++;
    at = start;
    if (reading.role !== "value" || reading.foreign || reading.numeral.value === null) continue;
    for (const alternative of reading.alternatives)
      for (const key of listsOf(reading, alternative, breath, figures)) {
        const list = lists.get(key) ?? [];
        lists.set(key, list);
        const right = holds(reading, alternative.quantity, figures);
        const place = list.at(-1);
        if (place?.reading === reading) {
          place.alternatives.push(alternative);
          place.holds ||= right;
        } else list.push({reading, alternatives: [alternative], holds: right});
      }
  }
  const found = new Map<Alternative, number>();
  for (const [key, list] of lists) {
    const account = key.startsWith("account");
    const right = list.filter(each => each.holds).length;
    const wrong = list.filter(each => !each.holds && !isElse(each, figures));
    for (const place of list) {
      const others = right - (place.holds ? 1 : 0);
      const against = wrong.length - (wrong.includes(place) ? 1 : 0);
      if (others < enough || others < times * against || (account && isToldBefore(place, list, figures))) continue;
      const share = others / (others + against);
      for (const each of place.alternatives) found.set(each, Math.max(found.get(each) ?? 0, share));
    }
  }
  for (const reading of readings)
    reading.alternatives = ranked(
      reading.alternatives.map(each => {
        const share = found.get(each);
        return share === undefined ? each : {...each, score: each.score + worth * share, vouched: true};
      })
    );
}

/** 提出建议90条, and further down 调研3次,提出建议10条: of what the account has told in all, some. */
function isToldBefore(
  {reading, alternatives: [best], holds: right}: Place,
  list: readonly Place[],
  figures: Figures
): boolean {
  const key = keyOf(best!.quantity);
  return (
    !right &&
    metricOf(best!.quantity).unit !== "%" &&
    list.some(
      ({
        reading: {
          numeral,
          alternatives: [first]
        },
        reading: other
      }) =>
        numeral.start < reading.numeral.start &&
        keyOf(first!.quantity) === key &&
        holds(other, first!.quantity, figures)
    )
  );
}

/** Whether the number is right as something else that it may be as well. */
function isElse({reading, alternatives}: Place, figures: Figures): boolean {
  const best = reading.alternatives[0]!.score;
  return reading.alternatives.some(
    each => !alternatives.includes(each) && each.score >= best - margin && holds(reading, each.quantity, figures)
  );
}

const holds = ({numeral}: Reading, quantity: Quantity, figures: Figures) =>
  valuesOf(quantity, figures).some(value => judge(numeral, metricOf(quantity), value).holds);

/** The lists that a number may stand in: of one metric, year and dimension, in one breath or column. */
function listsOf(
  {cell}: Reading,
  {quantity, stated, account, open}: Alternative,
  breath: number,
  figures: Figures
): string[] {
  if (quantity.kind === "figure" && account)
    return [`account ${quantity.of.items[0]} ${account === "draft" ? "" : breath}`];
  if (quantity.kind !== "figure" || !stated || open) return [];
  const {metric, items, year, years, months, cut} = addressOf(quantity);
  const where = cell ? `column ${cell.column.at(-1)?.start ?? ""}` : `breath ${breath}`;
  const of = `${where} ${metric.id} ${years} ${cut}`;
  if (items.length === 1 && !months)
    return [...(figures.items.get(items[0]!) ?? [])].map(dimension => `${of} ${year} ${dimension}`);
  return months && items.length === 0 ? [`${of} ${year} months ${months.length}`] : [];
}
