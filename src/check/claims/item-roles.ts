import {breath} from "./breath.js";
import {besideIn, changeInCell} from "./item-cells.js";
import {baseOf, headOf, type ItemClaim, type Items, itemClaim, metricsOf} from "./items.js";
import {isElsewhere, rowsOf, tells} from "./mentions.js";
import {type Claim, startingIn} from "./page.js";
import {telling} from "./phrase.js";
import {unitFit} from "./reading.js";

/** 卫生健康类则减少15件, 民进12篇,比上年多2篇: of the item that its own words or the number before name. */
export function changeOf(claim: Claim, i: number, items: Items): void {
  const {page, claims, cells, mentions} = items;
  const {phrase, sentence, change, numeral, clause} = claim;
  if (cells.get(numeral)) {
    const [last, before] = besideIn(claim, i, items);
    const item = last?.item ?? last?.perhaps;
    if (item && claim.reading?.level !== "settled")
      changeInCell(claim, item, before?.item?.year ?? item.year - 1, page);
    return;
  }
  if (!change || change.words.goal || change.words.base === null) return;
  const left = phrase.left.filter(each => each.end <= change.words.start || change.words.start < clause.start);
  if (left.some(isElsewhere)) return;
  const [row, ...more] = rowsOf(
    startingIn(mentions, phrase.from, Math.max(phrase.from, change.words.start)),
    page.text
  );
  const named = row && !row[0].weak ? row : undefined;
  if (more.length > 0 || (named && named.length > 1)) return;
  const near = claims
    .slice(Math.max(0, i - 8), i)
    .filter(each => each.sentence.paragraph === sentence.paragraph && each.role !== "share");
  const last = near.at(-1);
  const from = named
    ? near.findLast(each => each.item)?.item
    : last && breath(last, sentence, page) && !left.some(telling)
      ? (last.item ?? last.perhaps)
      : unitTold(claim, near, items);
  if (!from || (!named && from.items.length > 1 && !from.together)) return;
  // 提案类别:教育 is a figure of its own.
  const topic = page.names.topics.get(from.metrics[0]!.id);
  if (
    from !== last?.perhaps &&
    claim.reading?.level === "settled" &&
    topic !== undefined &&
    baseOf(topic, page) === from.metrics[0]
  )
    return;
  const called = named ? named.map(({item}) => item) : from.items;
  const counted = numeral.unit !== "" && !/%|百分点|倍/.test(numeral.unit);
  const metrics = from.metrics.filter(each => !counted || unitFit(each, numeral.unit) >= 2);
  // 是上年30条的3倍: the number before is of the year compared with.
  const told = near.filter(each => each.item && each.item.metrics[0] === from.metrics[0]).map(each => each.item!.year);
  const year = !named && told.length > 0 ? Math.max(...told) : (claim.period.year ?? from.year);
  const found: ItemClaim = {...from, items: called, metrics, year, own: named !== undefined, settled: false};
  if (metrics.length > 0 && called.every(each => page.figures.of(metrics[0]!.id, year, each).length > 0))
    claim[!named && (claim.reading || (last && !last.item && last.perhaps)) ? "perhaps" : "item"] = found;
  // Whose change it is stands in no table.
  else if (named && claim.reading) claim.reading = {...claim.reading, level: "likely", open: "说的是其中一项"};
}

/** 场次比上年的38场次多出29场次: the item's figure that the words name, or that is counted so. */
function unitTold(claim: Claim, near: readonly Claim[], {page}: Items): ItemClaim | null {
  const {phrase, change, sentence, numeral} = claim;
  const words = phrase.left.filter(each => each.end <= change!.words.start);
  const told = near.filter(each => each.item && each.sentence === sentence);
  if (told.length === 0) return null;
  const reading = tells(words) ? metricsOf(words, {numeral: {...numeral, unit: ""}, sentence}, page) : null;
  return told.findLast(({item}) => reading && item!.metrics.includes(reading.metric))?.item ?? null;
}

/** 占其主办数的64.3% */
const own = (lead: string) => /占(?:其|该[一-龥]|自身|本[一-龥])/.test(lead);
const together = /(?:合计|共计|总计|合共|一共|相加|加起来)(?:起来)?(?:[占共为约近]|全[年区部])*/;

/** 城乡建设的45件,占17.2%; 上半年占52.1%; 前五类合计占69%: a share of what the items are split from. */
export function shareOf(claim: Claim, i: number, items: Items): void {
  const {page, claims, cells, mentions} = items;
  const {figures, text} = page;
  const {share, numeral, phrase, sentence, clause} = claim;
  const lead = text.slice(Math.max(clause.start, numeral.start - 40), numeral.start);
  const last = cells.get(numeral) ? besideIn(claim, i, items)[0] : claims[i - 1];
  const row = cells.get(numeral)
    ? []
    : rowsOf(startingIn(mentions, phrase.from, numeral.start), text)
        .slice(0, 1)
        .flat();
  const near = last?.item && (cells.get(numeral) || (breath(last, sentence, page) && !tells(ownWords(claim, lead))));
  const added = together.test(lead) ? summedUp(claim, i, items) : null;
  const named =
    row.length > 0 && !row[0]!.weak && !claim.reading
      ? rowItem(
          claim,
          i,
          row.map(({item}) => item),
          items
        )
      : null;
  const part = added ?? named ?? (near ? last!.item : null);
  if (!part || (!part.together && part.items.length > 1)) return;
  if (share?.named && share.wholes.length > 0 && !/[其该]/.test(lead) && claim.reading) return;
  if (!added && figures.items.get(part.items[0]!)?.has("outcome")) return;
  const told = last && !added && !named ? last.numeral : null;
  const values = part.metrics.map(({id}) =>
    part.items.reduce((sum, item) => sum + (figures.of(id, part.year, item, part.cut)[0]?.value ?? 0), 0)
  );
  // 57次基层协商 are all of their kind: a share of something larger.
  if (!own(lead) && part.metrics.some(({id}, k) => figures.value(id, part.year) === values[k])) return;
  const at = told ? Math.max(0, values.indexOf(told.value!)) : 0;
  const topic = page.names.topics.get(part.metrics[at]!.id);
  const wholes = own(lead)
    ? part.metrics
        .concat(
          page.names.all
            .filter(({metric}) => topic && metric.subsetOf === baseOf(topic, page)?.id)
            .map(({metric}) => metric)
        )
        .flatMap(({id}) => {
          const whole = figures.of(id, part.year, part.items[0]!, part.cut)[0]?.value;
          return whole && whole >= values[at]! ? [{number: whole}] : [];
        })
    : share?.named && share.wholes.length > 0
      ? share.wholes
      : part.metrics.flatMap(({id}, k) => {
          // Another figure that the items may be of: as much of its whole.
          const whole = figures.value(id, part.year, part.cut);
          return whole && values[k] ? [{number: (whole * values[at]!) / values[k]!}] : [];
        });
  Object.assign(claim, {
    role: "share",
    scope: null,
    reading: null,
    share: {part: {number: values[at]!}, wholes, named: part.settled && !own(lead) && !named, goal: false}
  });
}

const ownWords = ({phrase}: Claim, lead: string) => {
  const at = phrase.numeral.start - lead.length + Math.max(0, lead.search(/占/));
  return phrase.left.filter(each => each.end <= at);
};

/** The items told right before, added. */
function summedUp({sentence}: Claim, i: number, {claims}: Items): ItemClaim | null {
  const told: ItemClaim[] = [];
  for (let k = i - 1; k >= 0 && claims[k]!.sentence.paragraph === sentence.paragraph && claims[k]!.item; k--)
    told.unshift(claims[k]!.item!);
  const [first] = told;
  if (!first || told.length < 2 || told.some(each => each.metrics[0] !== first.metrics[0] || each.year !== first.year))
    return null;
  return {...first, items: told.flatMap(each => each.items), together: true};
}

function rowItem(claim: Claim, i: number, called: string[], items: Items): ItemClaim | null {
  const head = headOf({...claim, numeral: {...claim.numeral, unit: ""}}, i, items);
  return head && itemClaim({items: called, together: true}, head.metrics, claim, items.page);
}
