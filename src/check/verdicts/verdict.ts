import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import type {Claim, Page} from "../claims/page.js";
import {redundant} from "../tokens/numbers.js";
import {changeVerdict} from "./change.js";
import type {Draft} from "./judged.js";
import {shareVerdict} from "./share.js";
import {valueVerdict} from "./value.js";

/** The verdict on a claim; null where the number counts nothing. */
export function verdictOf(claim: Claim, page: Page): Draft | null {
  const {numeral, reading, period} = claim;
  const judged = {value: valueVerdict, change: changeVerdict, share: shareVerdict}[claim.role](claim, page);
  if (!judged) return null;
  const twice = redundant(numeral.words);
  const style = twice && !claim.goal && numeral.value !== null && judged.verdict !== "不一致";
  const metric = judged.metric ?? null;
  if (metric && judged.verdict === "不一致" && toldOtherwise(claim, metric, page)) judged.verdict = "请核对";
  return {
    from: trimmed(page.text, numeral.start, numeral.digitsStart),
    to: numeral.end,
    number: numeral.value === null ? null : rounded(numeral.value, 4),
    metric: metric?.id ?? null,
    label: metric ? `${metric.label}${claim.role === "share" ? (claim.share?.goal ? "完成目标" : "占比") : ""}` : null,
    verdict: style ? (metric ? "不一致" : "请核对") : judged.verdict,
    computed: judged.computed === undefined || judged.computed === null ? null : rounded(judged.computed, 4),
    should_read: judged.should ?? null,
    reason: style ? `“${twice}”用词重复,只用一个` : judged.reason,
    scope: claim.scope,
    period:
      period.year === null
        ? null
        : period.sum
          ? `至${period.year}年累计`
          : `${period.year}年${period.part ? "部分时间" : ""}${claim.goal || period.plan ? "目标" : ""}`,
    candidates: [
      ...new Set(
        [...(metric ? [metric] : []), ...(reading ? [reading.metric, ...reading.others] : [])].map(each => each.label)
      )
    ]
  };
}

/** Whether a figure counts members of the roster: a report counts them in more ways, those invited, newly come, trained. */
const countsMembers = ({kind, formula}: Metric): boolean => !formula && kind === "members";

/** Whether a report may count people otherwise: members; by how many more came, to meetings or to activities; per head of those named. */
export function toldOtherwise({numeral, role, sentence, period}: Claim, metric: Metric, {figures}: Page): boolean {
  const {kind, formula, unit} = metric;
  if (countsMembers(metric)) return true;
  if (role === "change") return !formula && kind === "attendances";
  // 178名委员参与提案,人均1.47件
  if (formula?.type !== "ratio" || unit === "%" || figures.metrics.get(formula.denominator)?.kind !== "members")
    return false;
  const all = figures.value(formula.denominator, period.year);
  return sentence.clauses.some(({numbers}) =>
    numbers.some(each => each.end <= numeral.start && /^[名位人]$/.test(each.unit) && each.value !== all)
  );
}

/** 达261件 is found as 261件; words that say something of the number stay. */
function trimmed(text: string, start: number, digits: number): number {
  return start + (/^(?:达到|多达|高达|达)+/.exec(text.slice(start, digits))?.[0].length ?? 0);
}
