import {parseChange} from "../../metrics/words.js";
import {monthsIn} from "../clauses/months.js";
import type {Cell} from "../clauses/tables.js";
import {fitting, heldBy, type ItemClaim, type Items, itemClaim, metricsOf} from "./items.js";
import {isElsewhere, tells} from "./mentions.js";
import {type Claim, openIn, type Page, startingIn} from "./page.js";
import {telling} from "./phrase.js";

/** A number of a table whose row or column is an item. */
export function inCell(claim: Claim, cell: Cell, items: Items): void {
  const item = crossed(claim, cell, items) ?? underRow(claim, cell, items);
  // 委员 × 收到: the row says of whom, and the column alone what; 委员满意率 × 2024 is one figure's own name.
  if (claim.reading?.level !== "settled" || (item?.metrics[0] === claim.reading.metric && !claim.period.part))
    claim.item = item ?? underTitle(claim, cell, items);
  else claim.item = underTitle(claim, cell, items) ?? claim.item;
}

/** 立案提案, 其中:城乡建设: the row splits the figure of the row above, in the same column. */
function underRow(claim: Claim, {row, column}: Cell, {page, claims, cells, mentions}: Items): ItemClaim | null {
  const label = row.findLast(each => each.end > each.start);
  const called = label && itemsOfCell(label, page, mentions);
  if (!called || column.length === 0) return null;
  const at = claims.indexOf(claim);
  const whole = claims.slice(Math.max(0, at - 40), at).findLast(each => {
    const above = cells.get(each.numeral);
    return above && above.column[0]?.start === column[0]!.start && each.reading && !each.item;
  });
  const {reading, role} = whole ?? {};
  return reading && role === "value" && reading.metric.unit !== "%"
    ? itemClaim({items: called, together: true}, fitting([reading.metric], claim), claim, page)
    : null;
}

function crossed(claim: Claim, {row, column}: Cell, {page, mentions}: Items): ItemClaim | null {
  const label = (spans: Cell["row"]) => spans.findLast(each => each.end > each.start);
  const items = [row, column].map(spans => {
    const span = label(spans);
    return span ? itemsOfCell(span, page, mentions) : undefined;
  });
  const at = items.findIndex(Boolean);
  if (at < 0 || items.every(Boolean)) return null;
  const other = at === 0 ? column : row;
  const rest = other.flatMap(({start, end}) => startingIn(page.words, start, end).filter(each => each.end <= end));
  if (rest.some(each => isElsewhere(each) || each.kind === "item")) return null;
  const told = tells(rest) || rest.some(({kind}) => kind === "free") ? metricsOf(rest, claim, page) : null;
  const called = {items: items[at]!, together: true};
  if (told) return itemClaim(called, [told.metric, ...told.others], claim, page, {settled: told.level === "settled"});
  const counted = label(other);
  const unit = counted && page.text.slice(counted.start, counted.end).replace(/^(?:19|20)\d{2}年?/, "");
  const held =
    unit && page.figures.items.get(items[at]![0]!)?.has("committee")
      ? heldBy({numeral: {...claim.numeral, unit}}, page)
      : null;
  return held && itemClaim(called, held.metrics, claim, page);
}

/** 立案提案分类对比, 城乡建设 × 2024年: the line above says of what, the row of which, the column when. */
function underTitle(claim: Claim, {row, column}: Cell, {page, mentions}: Items): ItemClaim | null {
  const title = claim.sentence.paragraph.under;
  const label = row.findLast(each => each.end > each.start);
  const called = label && itemsOfCell(label, page, mentions);
  const counted = column.some(({start, end}) =>
    startingIn(page.words, start, end).some(each => each.end <= end && telling(each) && each.kind !== "topic")
  );
  if (!title || !called || counted) return null;
  const words = startingIn(page.words, title.start, title.end);
  const told = tells(words) ? metricsOf(words, claim, page) : null;
  return told && told.metric.unit !== "%"
    ? itemClaim({items: called, together: true}, fitting([told.metric], claim), claim, page)
    : null;
}

/** The claims of the row before one, the nearest first: what 增减 and 占比 are of. */
export function besideIn(claim: Claim, i: number, {claims, cells}: Items): Claim[] {
  const row = cells.get(claim.numeral)?.row[0];
  return claims
    .slice(Math.max(0, i - 12), i)
    .filter(each => row && cells.get(each.numeral)?.row[0]?.start === row.start && each.role === "value")
    .reverse();
}

/** How much the item's figure changed, as the cell has it. */
export function changeInCell(claim: Claim, item: ItemClaim, base: number, {text}: Page): void {
  const {numeral} = claim;
  const down = /[-—▼↓−]/.test(text[numeral.digitsStart - 1] ?? "");
  const [metric] = item.metrics;
  const unit = metric!.unit === "%" ? "个百分点" : numeral.unit === "%" ? "%" : metric!.unit;
  const said = parseChange(`较上年${down ? "减少" : "增加"}${numeral.value}${unit}`);
  if (!said) return;
  const words = {said, start: numeral.start, base, based: true, goal: false};
  Object.assign(claim, {item, role: "change", change: {words, year: item.year, bases: [base]}});
}

function itemsOfCell({start, end}: Cell["row"][0], page: Page, mentions: Items["mentions"]): string[] | undefined {
  const text = page.text.slice(start, end);
  const months = /^(?:[一二三四五六七八九十]{1,2}|\d{1,2})月?(?:份)?$/.test(text)
    ? monthsIn(`${chineseMonth(text)}月`)
    : /^[\d月份—至到-]+$|季度$|半年$/.test(text)
      ? monthsIn(text)
      : null;
  if (months) return months;
  const words = startingIn(page.words, start, end).filter(each => each.end <= end);
  if (words.some(isElsewhere) || openIn(page, start, end) > 0) return undefined;
  const [first, second] = startingIn(mentions, start, end);
  return first && !second && (!first.weak || (first.start === start && first.end >= end)) ? [first.item] : undefined;
}

const chineseMonth = (text: string) => text.replace(/月?(?:份)?$/, "");
