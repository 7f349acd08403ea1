import {commentDocx as comment, type Docx} from "../docx/index.js";
import type {Finding, Verdict} from "./finding.js";

const authors: Partial<Record<Verdict, string>> = {请核对: "核稿（请核对）", 无法核对: "核稿（无法核对）"};

/** A copy of a draft with a comment at each finding of the given verdicts; the text stays as it is. */
export function commentDocx(
  docx: Docx,
  findings: readonly Finding[],
  verdicts: readonly Verdict[] = ["不一致", "请核对", "无法核对"]
): Uint8Array {
  const shown = findings.filter(({verdict}) => verdicts.includes(verdict));
  return comment(
    docx,
    shown.map(finding => ({
      start: finding.start,
      end: finding.end,
      // Word gives each author a colour of its own.
      author: authors[finding.verdict],
      lines: place =>
        [
          place ? `${place}中的“${finding.text}”` : "",
          `${finding.verdict}${finding.label ? `：${finding.label}` : ""}`,
          finding.should_read ? `应为：${finding.should_read}` : "",
          finding.reason
        ].filter(Boolean)
    })),
    "核稿"
  );
}
