import {rounded} from "../../metrics/round.js";
import {type ChangeWords, sideIn} from "../claims/changes.js";
import {isElsewhere, rowsOf} from "../claims/mentions.js";
import {openIn, startingIn} from "../claims/page.js";
import {sideOf} from "../claims/phrase.js";
import type {State} from "../claims/spoken-of.js";
import {unitFit} from "../claims/units.js";
import type {Span} from "../clauses/clauses.js";
import {monthsIn} from "../clauses/months.js";
import {dull} from "../tokens/words.js";
import {inPrint} from "../verdicts/judge.js";
import {tellingWord} from "./naming.js";
import {groupOf} from "./parallel.js";
import {addressOf, inYear, keyOf, metricOf, type Quantity, valuesOf} from "./quantity.js";
import {type Alternative, type Chart, type Reading, ranked} from "./reading.js";
import {type Said, saidIn} from "./said.js";
import {timesOf} from "./times.js";
import {valueAlternatives} from "./values.js";

/** A name that is so much less likely than the best is not what is compared with. */
const near = 0.1;
const worth = {goesOn: 0.95, step: 0.22, sentence: 0.12};

/** 较上年增加29件: what changed, and what from. */
export function changeReading(reading: Reading, change: ChangeWords, chart: Chart, state: State): Reading {
  const {page, told} = chart;
  const {phrase, numeral} = reading;
  const {clause} = phrase;
  const fits = (quantity: Quantity) => changes(quantity, numeral.unit);
  const times = timesOf(phrase, chart);
  const said = {
    ...saidIn(phrase, chart, state, times, Math.max(phrase.from, Math.min(change.start, numeral.start))),
    ...(change.versus ? {side: sideOf(phrase, page.text, change.start)} : {})
  };
  const versus = change.versus && comparedWith(change.versus, said, chart);
  if (versus === null) return {...reading, role: "change", change, foreign: "是与别的单位或别的数比较"};
  const own = {...said, unit: "", open: said.open};
  const namedHere = said.own.some(tellingWord) || said.rows.length > 0;
  const before = told.filter(
    each => each.phrase.clause.sentence.paragraph === clause.sentence.paragraph && !each.foreign
  );
  const found: Alternative[] = [];
  if (namedHere) found.push(...valueAlternatives(own, chart).filter(each => fits(each.quantity)));
  // What it is measured from, told right before: 比二季度的22篇多3篇.
  const last = before.at(-1);
  const {row, at} = groupOf(phrase, page.text);
  const apart =
    row.length > 1 && /分别/.test(page.text.slice(Math.max(clause.sentence.start, row[0]!.start - 20), row[0]!.start));
  const from =
    last &&
    last.role === "value" &&
    last.phrase.clause === clause &&
    !apart &&
    /[较比]/.test(page.text.slice(Math.max(clause.start, last.numeral.start - 30), last.numeral.start))
      ? last
      : undefined;
  const subjects = from ? before.slice(0, -1) : before;
  if (!namedHere || found.length === 0) {
    const values = subjects.filter(each => each.role === "value" && each.alternatives.length > 0);
    if (apart) {
      const listed = values.filter(each => each.alternatives[0]!.quantity.kind !== "sum").slice(-row.length)[at];
      if (listed)
        found.push(
          ...listed.alternatives
            .slice(0, 3)
            .map(each => ({...each, score: worth.goesOn - (listed.alternatives[0]!.score - each.score)}))
        );
    }
    let steps = 0;
    if (found.length === 0)
      for (let i = subjects.length - 1; i >= 0 && steps < 5; i--) {
        const each = subjects[i]!;
        const usable = each.alternatives.filter(({quantity}) => fits(quantity));
        if (each.alternatives.length === 0 && (each.role === "value" || each.role === "target")) steps += 2;
        if (usable.length === 0) continue;
        const far =
          (said.open > 1 ? 0.3 : 0) +
          worth.step * steps +
          worth.sentence * (clause.sentence.index - each.phrase.clause.sentence.index);
        for (const alternative of usable.slice(0, 3))
          found.push({
            ...alternative,
            score: worth.goesOn - far - (usable[0]!.score - alternative.score),
            explained: alternative.explained && steps === 0
          });
        steps++;
      }
  }
  const period = page.periods.get(numeral)!;
  const stated =
    period.since >= clause.start && period.since < change.start && period.year !== null && !period.attached;
  const now = (quantity: Quantity) => {
    const {metric, year, cut} = addressOf(quantity);
    const years = before.flatMap(each =>
      each.phrase.clause.sentence === clause.sentence
        ? each.alternatives
            .slice(0, 1)
            .filter(a => addressOf(a.quantity).metric === metric)
            .map(a => addressOf(a.quantity).year)
        : []
    );
    const latest = stated ? period.year! : Math.max(year, ...years);
    return latest === year ? quantity : inYear(quantity, latest, cut);
  };
  return {
    ...reading,
    role: "change",
    change,
    alternatives: ranked(
      found.map(each => {
        // 采用率提高1.8%, 建议增长19.4个百分点: a slip of the unit, where nothing else is meant.
        const slip =
          numeral.unit === "%"
            ? metricOf(each.quantity).unit === "%"
            : /百分点/.test(numeral.unit) && metricOf(each.quantity).unit !== "%";
        return {...each, score: each.score - (slip ? 0.25 : 0), quantity: now(each.quantity)};
      })
    ),
    bases: quantity =>
      versus
        ? versus(quantity)
        : change.goal
          ? [{kind: "target", of: addressOf(quantity)}]
          : basesOf(quantity, change, from, reading, chart)
  };
}

/** 比农业类多5件, 比答复率高3.1个百分点: what is compared with, of the same time; null where that is nothing of ours. */
function comparedWith({start, end}: Span, said: Said, chart: Chart): ((quantity: Quantity) => Quantity[]) | null {
  const {page, mentions} = chart;
  const months = monthsIn(page.text.slice(start, end));
  if (months)
    return quantity =>
      quantity.kind === "figure" && quantity.of.months && quantity.of.months.join() !== months.join()
        ? [{kind: "figure", of: {...quantity.of, months}}]
        : [];
  const rows = rowsOf(startingIn(mentions, start, end), page.text);
  const own = startingIn(page.words, start, end).filter(each => !dull(each.kind) && each.kind !== "own");
  const [row] = rows;
  if (rows.length > 1 || (row?.length ?? 0) > 1 || own.some(isElsewhere) || openIn(page, start, end) > 0) return null;
  const rest = own.filter(each => !row?.some(item => item.start < each.end && each.start < item.end));
  if (!rest.some(tellingWord))
    // Of the same figure another item.
    return row
      ? quantity => {
          if (quantity.kind !== "figure" || quantity.of.items.length !== 1) return [];
          const {items, metric, year, cut} = quantity.of;
          const known = ({item}: {item: string}) => page.figures.of(metric.id, year, item, cut).length > 0;
          return row[0].months === null && row[0].item !== items[0] && known(row[0])
            ? [{kind: "figure", of: {...quantity.of, items: [row[0].item]}}]
            : [];
        }
      : null;
  const aside = {
    ...said,
    own,
    rows,
    lead: [],
    leadRows: [],
    before: [],
    open: 0,
    unit: "",
    carried: null,
    body: null,
    side: sideIn(page.text.slice(start, end))
  };
  const found = valueAlternatives(aside, chart);
  const [best] = found;
  if (!best) return null;
  return quantity => {
    const {metric, year, cut} = addressOf(quantity);
    return found
      .filter(each => each.score > best.score - near && metricOf(each.quantity).unit === metricOf(quantity).unit)
      .map(each => inYear(each.quantity, year, cut))
      .filter(each => keyOf(each) !== keyOf(quantity) && (addressOf(each).metric !== metric || row !== undefined));
  };
}

/** Whether a change of that unit can be one of the quantity. */
function changes(quantity: Quantity, unit: string): boolean {
  const metric = metricOf(quantity);
  if (/百分点|%/.test(unit)) return true;
  if (metric.unit === "%") return false;
  return unit === "" || unit === "%" || unit === "倍" || unitFit(metric, unit) >= 2;
}

/** What a quantity may be measured from, the likeliest first. */
function basesOf(
  quantity: Quantity,
  change: ChangeWords,
  from: Reading | undefined,
  {phrase, numeral}: Reading,
  {page, told}: Chart
): Quantity[] {
  const {year, metric, months} = addressOf(quantity);
  const cutOf = (base: number) => page.unfinished && year === page.year && base < year && months === null;
  const years: number[] = [];
  if (change.base !== null && change.based) years.push(change.base < 0 ? year + change.base : change.base);
  else if (change.base !== null) {
    const {sentence} = phrase.clause;
    for (const each of told)
      if (each.phrase.clause.sentence === sentence && each.role === "value")
        for (const {quantity: other} of each.alternatives.slice(0, 2))
          if (addressOf(other).metric === metric && addressOf(other).year < year) years.unshift(addressOf(other).year);
    const {span} = page.periods.get(numeral)!;
    const took = /([两三四五六])年[^,。;\d]{0,8}$/.exec(
      page.text.slice(Math.max(phrase.clause.start, numeral.start - 24), numeral.start)
    )?.[1];
    for (const count of [span, took ? "零一两三四五六".indexOf(took) : 0])
      if (count > 1) years.push(year - count + 1, year - count);
    years.push(year - 1);
  }
  if (change.from !== undefined)
    for (let base = year - 1; base > year - 8; base--) {
      const [value] = valuesOf(inYear(quantity, base, cutOf(base)), page.figures);
      if (value !== undefined && rounded(inPrint(metric, value), 1) === change.from) years.push(base);
    }
  const found = [...new Set(years)].filter(each => each < year).map(each => inYear(quantity, each, cutOf(each)));
  const told2 = from?.alternatives[0]?.quantity;
  const other = told2 && addressOf(told2).metric === metric && keyOf(told2) !== keyOf(quantity) ? [told2] : [];
  return [...other, ...found];
}
