import type {Metric} from "../../metrics/index.js";
import type {Claim} from "../claims/page.js";
import type {Finding, Verdict} from "../finding.js";

/** A finding before its place in the draft is known: offsets are those of the canonical text. */
export type Draft = Omit<Finding, "text" | "start" | "end"> & {from: number; to: number};

/** What a comparison found; `metric` where one is meant. */
export interface Judged {
  verdict: Verdict;
  metric?: Metric | null;
  computed?: number | null;
  should?: string | null;
  reason: string;
}

export const unknown = (reason: string, metric: Metric | null = null): Judged => ({
  verdict: "无法核对",
  metric,
  reason
});

/** What differs from a settled reading is wrong; from a likely one it is worth a look. */
export function differs(claim: Claim, judged: Omit<Judged, "verdict">): Judged {
  const {reading, numeral, clause} = claim;
  // 发出测评票412张、收回405: its unit was told of another number.
  const bare = numeral.unit === "" && clause.numbers.some(each => each.unit !== "" && each.start < numeral.start);
  if (reading?.level === "settled" && !bare) return {verdict: "不一致", ...judged};
  const {metric, should} = judged;
  const reason = metric
    ? `可能是${metric.label},${claim.period.year ?? ""}年为${should ?? judged.computed}`
    : judged.reason;
  return {verdict: "请核对", ...judged, reason: reading?.open ? `${reason}(${reading.open})` : reason};
}
