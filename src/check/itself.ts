import {rounded} from "../metrics/round.js";
import type {Claim} from "./claim.js";
import type {Figures} from "./figures.js";

/** The draft against itself: figures told twice, parts larger than the whole, rates that their own denominators forbid. */
export function againstItself(claims: readonly Claim[], figures: Figures): void {
  const values = claims.filter(
    each => each.role === "value" && !each.plan && each.numeral.value !== null && each.numeral.upper === null
  );
  told(values);
  for (const claim of values) {
    partOfWhole(claim, values);
    subset(claim, values, figures);
    feasible(claim, values, figures);
  }
}

/** The same figure twice with different numbers, where no data say which is right. */
function told(values: readonly Claim[]): void {
  const seen = new Map<string, Claim>();
  for (const claim of values) {
    if (
      !claim.subject ||
      claim.subject.evidence === "maybe" ||
      claim.subject.partial ||
      claim.subject.slip ||
      claim.year === null
    )
      continue;
    if (claim.numeral.word !== "" || claim.finding.verdict !== "无法核对" || claim.finding.computed !== null) continue;
    const key = `${claim.subject.metric.id} ${claim.year}`;
    const first = seen.get(key);
    if (!first) seen.set(key, claim);
    else if (first.numeral.value !== claim.numeral.value)
      for (const [each, other] of [
        [first, claim],
        [claim, first]
      ] as const)
        accuse(each, `前后不一:别处为${other.numeral.value}${other.numeral.unit}`);
  }
}

/** 30条,其中45条被采纳. */
function partOfWhole(claim: Claim, values: readonly Claim[]): void {
  const {numeral, place, finding} = claim;
  if (finding.verdict !== "无法核对" || numeral.unit === "%" || numeral.unit === "") return;
  if (!claim.partOf) return;
  const whole = values
    .filter(
      each =>
        each.place.sentence === place.sentence &&
        each.numeral.end <= claim.partOf! &&
        each.numeral.unit === numeral.unit
    )
    .at(-1);
  if (!whole || whole.numeral.word === "超" || whole.numeral.word === "逾" || whole.numeral.word === "以上") return;
  const bound =
    whole.numeral.word === "余" || whole.numeral.word === "多"
      ? whole.numeral.value! + step(whole.numeral.value!)
      : whole.numeral.value!;
  if (numeral.value! > bound)
    accuse(claim, `其中的${numeral.value}${numeral.unit}多于总数${whole.numeral.value}${numeral.unit}`);
}

/** A figure larger than the one it is part of, as the draft tells both. */
function subset(claim: Claim, values: readonly Claim[], figures: Figures): void {
  if (
    claim.finding.verdict !== "无法核对" ||
    claim.subject?.evidence !== "sure" ||
    claim.subject.slip ||
    claim.finding.computed !== null
  )
    return;
  const parents = new Set<string>();
  for (let id = claim.subject.metric.subsetOf; id; id = figures.metrics.get(id)?.subsetOf) parents.add(id);
  const whole = values.find(
    each =>
      each.subject &&
      each.subject.evidence !== "maybe" &&
      parents.has(each.subject.metric.id) &&
      each.year === claim.year &&
      each.year !== null &&
      each.numeral.word === ""
  );
  if (whole && claim.numeral.value! > whole.numeral.value!)
    accuse(claim, `多于${whole.subject!.metric.label}${whole.numeral.value}${whole.numeral.unit}`);
}

/** A rate of a year without data, over the denominator that the draft itself tells. */
function feasible(claim: Claim, values: readonly Claim[], figures: Figures): void {
  const {numeral, subject, finding} = claim;
  if (finding.verdict !== "无法核对" || finding.computed !== null || !subject || subject.evidence === "maybe") return;
  const formula = subject.metric.formula;
  if (formula?.type !== "ratio" || numeral.word !== "" || numeral.kind === "fraction") return;
  const over = figures.metrics.get(formula.denominator);
  const ids = over?.part ? ["proposals.filed"] : [formula.denominator];
  if (over?.part) return;
  const whole = values.find(
    each => each.subject && ids.includes(each.subject.metric.id) && each.year === claim.year && each.numeral.word === ""
  );
  const n = whole?.numeral.value;
  if (!n) return;
  const k = Math.round((numeral.value! * n) / 100);
  if (![k - 1, k, k + 1].some(each => rounded((100 * each) / n, numeral.decimals) === numeral.value))
    accuse(claim, `分母为${n}时不会得出${numeral.value}%`);
}

function accuse(claim: Claim, reason: string): void {
  claim.finding.verdict = "不一致";
  claim.finding.reason = reason;
}

const step = (n: number) => 10 ** (String(Math.trunc(n)).length - String(Math.trunc(n)).replace(/0+$/, "").length);
