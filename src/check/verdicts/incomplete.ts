import type {Claim, Page} from "../claims/page.js";
import type {Draft} from "./judged.js";

/**
 * What a number is compared with may leave something out: files or cells that were not read. Then it is neither right nor
 * wrong, and why is said. A number of a plan is held against the table of targets, which is whole.
 */
export function ofIncomplete(told: readonly {claim: Claim; finding: Draft}[], page: Page): void {
  for (const {claim, finding} of told)
    if (!(claim.role === "value" && (claim.goal || claim.period.plan)))
      unless(finding, metricsOf(claim), yearsOf(claim, page), page);
}

/** The same of what is said without a number, with as many years before as it compares, and of ranks. */
export function withoutIncomplete(finding: Draft, page: Page, before = 0): Draft {
  const [, year] = /(\d{4})年/.exec(finding.period ?? "") ?? [];
  return unless(
    finding,
    [],
    Array.from({length: before + 1}, (_, i) => Number(year ?? page.year) - i),
    page
  );
}

function unless(finding: Draft, ids: readonly string[], years: readonly number[], {figures}: Page): Draft {
  if (!["一致", "不一致", "请核对"].includes(finding.verdict)) return finding;
  const said = [...years, ...[...(finding.period ?? "").matchAll(/(\d{4})年/g)].map(([, year]) => Number(year))];
  for (const id of [...(finding.metric ? [finding.metric] : []), ...ids])
    for (const year of said) {
      const reason = figures.incomplete(id, year);
      if (!reason) continue;
      const label = figures.metrics.get(id)!.label;
      Object.assign(finding, {
        verdict: "无法核对",
        computed: null,
        should_read: null,
        reason: `「${label}」的数字不完整（${reason}），不能核对`
      });
      return finding;
    }
  return finding;
}

/** All metrics by which a number may have been judged. */
function metricsOf({reading, all, parts, rest, share}: Claim): string[] {
  const shared = share ? [share.part, ...share.wholes] : [];
  return [
    ...(reading ? [reading.metric.id] : []),
    ...all.map(({metric}) => metric.id),
    ...(parts ?? []).flatMap(part => part.reading?.metric.id ?? []),
    ...(rest ? [rest.whole.id, rest.part.id] : []),
    ...shared.flatMap(each => (each && "metric" in each ? [each.metric.id] : []))
  ];
}

/** All years of which a figure may have been taken. */
function yearsOf({period, change}: Claim, {year, termStart}: Page): number[] {
  const last = period.year ?? year;
  const first = period.sum === "term" ? (termStart ?? last) : period.sum ? last - Number(period.sum) + 1 : last;
  return [
    ...Array.from({length: Math.max(1, last - first + 1)}, (_, i) => last - i),
    ...(period.or === null ? [] : [period.or]),
    ...(change?.year ? [change.year, ...change.bases] : [])
  ];
}
