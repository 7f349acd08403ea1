import {rounded} from "../../metrics/round.js";
import type {Claim, Page} from "../claims/page.js";
import {monthsIn} from "../clauses/months.js";
import type {Answers} from "../finding.js";
import type {Numeral} from "../tokens/numbers.js";
import type {Draft} from "../verdicts/judged.js";
import {addressOf} from "./quantity.js";
import type {Reading} from "./reading.js";
import {type Charted, chartVerdict} from "./verdict.js";

/** An alternative that is so much less likely than the best acquits nothing that a settled reading says is wrong. */
const near = 0.16;

const added = /[和与及、][^,。;\d]{1,12}(?:合计|共计|合共|总共|一共)/;

const caption = /^\s*[表图]\d/;

interface Told {
  claim: Claim;
  finding: Draft;
  named?: boolean;
  likely?: string | null;
}

/**
 * A number is read twice: by rules that settle one reading, and by the chart of all that the words license. Only what the rules settle is
 * wrong; the chart confirms what they do not read, asks where it knows what is likeliest, and takes back what it reads otherwise.
 */
export function readTwice(
  told: readonly Told[],
  readings: ReadonlyMap<number, Reading>,
  page: Page,
  answers: Answers,
  cells: ReadonlyMap<Numeral, unknown>
): void {
  // A table says in heads and rows that the chart knows in part what each number is; its caption names one row of it.
  const quiet = ({numeral, clause}: Claim) =>
    cells.has(numeral) || caption.test(page.text.slice(clause.sentence.paragraph.start, clause.start + 12));
  for (const each of told) {
    const {claim, finding} = each;
    const reading = readings.get(claim.numeral.digitsStart);
    if (!reading || finding.verdict === "一致" || (finding.key && answers[finding.key])) continue;
    const charted = chartVerdict(reading, page);
    each.likely =
      charted.close[0]?.quantity.kind === "figure" || charted.close[0]?.quantity.kind === "share"
        ? addressOf(charted.close[0].quantity).metric.id
        : null;
    const agrees = charted.verdict === "一致";
    const settled = finding.verdict === "不一致";
    const best = charted.close[0] && addressOf(charted.close[0].quantity);
    const ofItems = reading.named && best !== undefined && best.items.length > 0;
    // 由91.5%升至92.7%: of an unfinished year the one before is told as far as that day, which the chart does not know.
    const partly = page.unfinished && best !== undefined && best.year < page.year;
    // 一季度收到31篇: the months stand beside the number, and no other year is compared with.
    const clause = page.text.slice(Math.max(claim.clause.start, claim.numeral.start - 24), claim.numeral.start);
    const ofMonths = best?.months && monthsIn(clause) !== null && !/[较比]/.test(clause);
    // 视察和调研合计520人次: of several items, of which the chart knows each.
    const own = claim.reading?.metric;
    const shown = charted.verdict !== "无法核对" && (charted.metric ?? best?.metric)?.id;
    // 三年公开提案 is named and not known: nothing else stands in for it.
    if (own && shown && shown !== own.id && isMissing(claim, page)) continue;
    // The whole label says more than a name that another figure has as well.
    if (settled && own && claim.labelled && shown && shown !== own.id && best?.items.length === 0) continue;
    if (ofItems && charted.verdict === "不一致" && added.test(clause)) continue;
    if (agrees && (!settled || charted.gap < near)) take(each, charted, "一致");
    else if (settled && agrees) finding.verdict = "请核对";
    else if (settled && ofItems) take(each, charted, charted.verdict === "不一致" ? "不一致" : "请核对");
    else if (charted.vouched) take(each, charted, "不一致");
    else if (ofMonths && charted.verdict === "不一致" && !claim.elsewhere) take(each, charted, "不一致");
    else if (
      finding.verdict === "无法核对" &&
      charted.verdict !== "无法核对" &&
      !claim.scope &&
      !claim.elsewhere &&
      !partly &&
      !/^(?:截至|截止|到|至)|月[底末]$|日$/.test(claim.period.part ?? "") &&
      !quiet(claim)
    )
      take(each, charted, "请核对");
  }
}

/** Whether words settle a figure that is not known, or not known of what it is measured from. */
function isMissing({reading, role, change, period, scope}: Claim, {figures, unfinished, year: report}: Page): boolean {
  if (reading?.level !== "settled" || reading.slip || scope || period.part || (period.sum && !reading.metric.span))
    return false;
  const {id, unit} = reading.metric;
  if (role === "share" || unit === "%") return false;
  const years = role === "change" ? (change ? [change.year, ...change.bases.slice(0, 1)] : []) : [period.year];
  return years.some(
    year =>
      year !== null && figures.value(id, year, unfinished && role === "change" && change?.year === report) === null
  );
}

function take(each: Told, {close, metric, computed, should, reason}: Charted, verdict: Draft["verdict"]): void {
  const best = addressOf(close[0]!.quantity);
  each.named = best.items.length > 0;
  Object.assign(each.finding, {
    metric: (metric ?? best.metric).id,
    label: (metric ?? best.metric).label,
    verdict,
    computed: computed === undefined || computed === null ? null : rounded(computed, 4),
    should_read: verdict === "一致" ? null : (should ?? null),
    reason,
    scope: best.items.length > 0 ? best.items.join("、") : null,
    period: best.years > 1 ? `至${best.year}年累计` : `${best.year}年${best.months ? "部分时间" : ""}`,
    candidates: [...new Set(close.map(({quantity}) => addressOf(quantity).metric.label))]
  });
}
