import type {Answers} from "../finding.js";
import type {Claim, Page} from "./page.js";

/**
 * What a number is known by, whatever its digits: the words around it within its line, in the canonical text. The
 * same words a second time are told apart by their count.
 */
export function keysOf(claims: readonly Claim[], {text}: Page): Map<Claim, string> {
  const seen = new Map<string, number>();
  return new Map(
    claims.map(claim => {
      const {numeral, sentence} = claim;
      const before = text.slice(Math.max(sentence.paragraph.start, numeral.digitsStart - 14), numeral.digitsStart);
      const after = text.slice(numeral.digitsEnd, Math.min(sentence.paragraph.end, numeral.digitsEnd + 6));
      const words = `${before}#${after}`;
      const times = (seen.get(words) ?? 0) + 1;
      seen.set(words, times);
      return [claim, times > 1 ? `${words}#${times}` : words];
    })
  );
}

/** Reads the numbers that staff told of as they told: 这是这个指标 settles the metric, 不是 takes it away. */
export function answered(
  claims: readonly Claim[],
  keys: ReadonlyMap<Claim, string>,
  page: Page,
  answers: Answers
): void {
  for (const claim of claims) {
    const answer = answers[keys.get(claim)!];
    const metric = answer && page.figures.metrics.get(answer.metric);
    if (!metric) continue;
    if (answer.is) {
      claim.reading = {metric, level: "settled", open: "", slip: false, others: []};
      claim.all = [];
      claim.scope = null;
      claim.period = {...claim.period, or: null};
    } else if (claim.reading?.metric === metric || claim.reading?.others.includes(metric)) {
      claim.reading = null;
      claim.share = null;
      claim.why = `已说明不是${metric.label}`;
    }
  }
}
