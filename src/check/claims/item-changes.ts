import type {Cell} from "../clauses/tables.js";
import {baseOf, elsewhere, named, underTitle} from "./items.js";
import type {Claim, Page} from "./page.js";
import {telling} from "./phrase.js";
import {unitFit} from "./reading.js";

/** Reads the changes that are of some items, after the numbers that they change from or to. */
export function itemChanges(
  claims: readonly Claim[],
  cells: ReadonlyMap<Claim["numeral"], Cell | null>,
  page: Page
): void {
  if (page.figures.items.size === 0) return;
  for (const [i, claim] of claims.entries()) if (claim.role === "change") changeOfItem(claim, claims, i, cells, page);
}

/** 卫生健康类则减少15件, 民进12篇,比上年多2篇: of the item that its own words or the number before name. */
function changeOfItem(
  claim: Claim,
  claims: readonly Claim[],
  i: number,
  cells: ReadonlyMap<Claim["numeral"], Cell | null>,
  page: Page
): void {
  const {phrase, sentence, change, numeral} = claim;
  if (!change || change.words.goal || change.words.base === null) return;
  const cell = cells.get(numeral);
  if (cell) {
    claim.item = underTitle(claim, cell, page);
    return;
  }
  const left = phrase.left.filter(each => each.end <= change.words.start || change.words.start < claim.clause.start);
  const own = left.filter(named);
  if (own.length > 1 || left.some(elsewhere)) return;
  const near = claims
    .slice(Math.max(0, i - 8), i)
    .filter(each => each.sentence.paragraph === sentence.paragraph && each.role !== "share");
  const last = near.at(-1);
  const from =
    own.length > 0
      ? near.findLast(each => each.item)?.item
      : last && last.sentence === sentence && !left.some(telling)
        ? (last.item ?? last.perhaps)
        : null;
  if (!from || (own.length === 0 && from.items.length > 1)) return;
  // 提案类别:教育 is a figure of its own.
  const topic = page.names.topics.get(from.metrics[0]!.id);
  if (
    from !== last?.perhaps &&
    claim.reading?.level === "settled" &&
    topic !== undefined &&
    baseOf(topic, page) === from.metrics[0]
  )
    return;
  const items = own.length > 0 ? [own[0]!.concepts[0]!] : from.items;
  const counted = numeral.unit !== "" && !/%|百分点|倍/.test(numeral.unit);
  const metrics = from.metrics.filter(each => !counted || unitFit(each, numeral.unit) >= 2);
  const year = last?.item && own.length === 0 ? from.year : (claim.period.year ?? from.year);
  const found = {items, metrics, year, own: own.length > 0, settled: false};
  if (metrics.length > 0 && page.figures.of(metrics[0]!.id, year, items[0]!).length > 0)
    claim[own.length === 0 && !last?.item ? "perhaps" : "item"] = found;
  // Whose change it is stands in no table.
  else if (own.length > 0 && claim.reading) claim.reading = {...claim.reading, level: "likely", open: "说的是其中一项"};
}
