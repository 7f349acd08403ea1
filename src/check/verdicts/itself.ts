import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import type {Claim, Page} from "../claims/page.js";
import {conceptsOf} from "../claims/reading.js";
import type {Verdict} from "../finding.js";
import type {Draft} from "./judged.js";

type Told = {claim: Claim; finding: Draft};

/** The draft against itself: figures told twice, parts larger than the whole, rates that their own denominators forbid. */
export function againstItself(all: readonly Told[], page: Page): void {
  const values = all.filter(
    ({claim}) =>
      claim.role === "value" &&
      !claim.goal &&
      !claim.period.plan &&
      claim.numeral.value !== null &&
      claim.numeral.upper === null
  );
  const open = values.filter(({finding}) => finding.verdict === "无法核对" && finding.computed === null);
  if (open.length === 0) return;
  const told = settled(values);
  twice(open);
  for (const each of open) {
    partOfWhole(each, values);
    subset(each, told, page);
    feasible(each, told, page);
  }
}

const keyOf = (metric: Metric, year: number | null) => `${metric.id} ${year}`;

/** Exact numbers whose reading is settled, by metric and year. */
function settled(values: readonly Told[]): Map<string, Told> {
  const found = new Map<string, Told>();
  for (const each of values) {
    const {reading, scope, numeral, period} = each.claim;
    if (
      reading?.level !== "settled" ||
      reading.slip ||
      scope ||
      numeral.word !== "" ||
      period.year === null ||
      period.part ||
      period.sum
    )
      continue;
    const key = keyOf(reading.metric, period.year);
    if (!found.has(key)) found.set(key, each);
  }
  return found;
}

/** The same figure twice with different numbers, where no data say which is right. */
function twice(open: readonly Told[]): void {
  const seen = settled(open);
  for (const each of open) {
    const {reading, period, scope, numeral} = each.claim;
    if (
      reading?.level !== "settled" ||
      scope ||
      numeral.word !== "" ||
      period.year === null ||
      period.part ||
      period.sum
    )
      continue;
    const first = seen.get(keyOf(reading.metric, period.year));
    if (!first || first === each || first.claim.numeral.value === numeral.value) continue;
    for (const [a, b] of [
      [first, each],
      [each, first]
    ] as const)
      accuse(
        a,
        `前后不一:别处为${b.claim.numeral.value}${b.claim.numeral.unit}`,
        called(a) === called(b) ? "不一致" : "请核对"
      );
  }
}

/** The words that told which figure it is. */
const called = ({claim}: Told) => [...conceptsOf(claim.words)].sort().join();

/** 30条,其中45条被采纳. */
function partOfWhole(each: Told, values: readonly Told[]): void {
  const {numeral, part, sentence, clause} = each.claim;
  if (!part || numeral.unit === "%" || numeral.unit === "") return;
  if (clause.words.some(({kind}) => kind === "own" || kind === "whole")) return;
  const at = values.indexOf(each);
  const last = values[at - 1]?.claim;
  const told =
    last?.sentence === sentence &&
    last.clause !== clause &&
    last.numeral.unit === numeral.unit &&
    // 26件,比上年的12件多14件,其中17件
    last.period.year === each.claim.period.year;
  const whole = told ? last.numeral : undefined;
  if (!whole || /超|逾|以上/.test(whole.word)) return;
  const bound = /余|多/.test(whole.word) ? whole.value! + step(whole.value!) : whole.value!;
  if (numeral.value! > bound) accuse(each, `其中的${numeral.value}${numeral.unit}多于总数${whole.value}${whole.unit}`);
}

/** A figure larger than the one it is part of, as the draft tells both. */
function subset(each: Told, told: ReadonlyMap<string, Told>, {figures}: Page): void {
  const {reading, period, numeral, scope} = each.claim;
  if (reading?.level !== "settled" || reading.slip || scope) return;
  for (let id = reading.metric.subsetOf; id; id = figures.metrics.get(id)?.subsetOf) {
    const whole = told.get(`${id} ${period.year}`)?.claim;
    if (whole && numeral.value! > whole.numeral.value!)
      return void accuse(each, `多于${whole.reading!.metric.label}${whole.numeral.value}${whole.numeral.unit}`);
  }
}

/** A rate of a year without data, over the denominator that the draft itself tells. */
function feasible(each: Told, told: ReadonlyMap<string, Told>, {figures}: Page): void {
  const {reading, numeral, period, scope} = each.claim;
  const formula = reading?.metric.formula;
  if (
    reading?.level !== "settled" ||
    scope ||
    formula?.type !== "ratio" ||
    numeral.unit !== "%" ||
    numeral.word !== "" ||
    numeral.kind === "fraction"
  )
    return;
  const of = figures.metrics.get(formula.denominator);
  // 本届反馈率 is not over what was submitted in the year.
  if (of?.part || of?.span !== reading.metric.span) return;
  const n = told.get(`${formula.denominator} ${period.year}`)?.claim.numeral.value;
  if (!n) return;
  const k = Math.round((numeral.value! * n) / 100);
  if (![k - 1, k, k + 1].some(count => rounded((100 * count) / n, numeral.decimals) === numeral.value))
    accuse(each, `分母为${n}时不会得出${numeral.value}%`);
}

function accuse({finding}: Told, reason: string, verdict: Verdict = "不一致"): void {
  finding.verdict = verdict;
  finding.reason = reason;
}

const step = (n: number) => 10 ** (String(Math.trunc(n)).length - String(Math.trunc(n)).replace(/0+$/, "").length);
