import type {Claim} from "../claims/page.js";
import type {Paragraph} from "../clauses/clauses.js";
import type {Draft} from "./judged.js";

type Told = {claim: Claim; finding: Draft};

/** So many numbers that are far off, and so large a part of those that were read, are no slips. */
const [few, most] = [3, 0.5];
/** A number that is further from the figure than this part of it is no slip of a digit. */
const slip = 0.25;

const isFar = ({finding: {number, computed}}: Told) =>
  number !== null && computed !== null && Math.abs(number - computed) > slip * Math.abs(computed);

/**
 * A draft, a section or a paragraph most of whose numbers differ speaks of somebody else, or of another time: nothing
 * in it is called wrong.
 */
export function ofOthers(told: readonly Told[]): void {
  const parts = new Map<Paragraph | null, Told[]>();
  // 教育类提案46件 says itself of what it is.
  for (const each of told.filter(({claim}) => !claim.item?.own)) {
    const {paragraph} = each.claim.sentence;
    for (const part of new Set([paragraph, paragraph.under, null])) {
      const list = parts.get(part);
      if (list) list.push(each);
      else parts.set(part, [each]);
    }
  }
  for (const list of parts.values()) {
    const differing = list.filter(({finding}) => finding.verdict === "不一致");
    const agreeing = list.filter(({finding}) => finding.verdict === "一致").length;
    const far = differing.filter(isFar).length;
    if (far < few || far < most * (differing.length + agreeing)) continue;
    for (const {finding} of differing) {
      finding.verdict = "无法核对";
      finding.reason = `${finding.reason}(这一部分多数数字与系统不同,说的可能是别的单位或别的时段)`;
    }
  }
}
