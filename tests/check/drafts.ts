import {readdirSync, readFileSync} from "node:fs";
import type {Finding} from "../../src/check/index.js";

/**
 * A number marked in a draft: ⟦261件|ok|提交提案⟧ is right, ⟦270件|bad|提交提案|261件⟧ is planted, ⟦46件|none⟧ is
 * of something that no figure has, ⟦十四五|skip⟧ is no data.
 */
export interface DraftMark {
  start: number;
  end: number;
  text: string;
  kind: "ok" | "bad" | "none" | "skip";
  label: string;
  should: string;
}

export interface MarkedDraft {
  name: string;
  year: number;
  text: string;
  marks: DraftMark[];
}

/** The drafts of a folder, written by people who had not seen the checker, with what is true of each number. */
export function drafts(where: "drafts" | "unseen" = "drafts"): MarkedDraft[] {
  const folder = new URL(`${where}/`, import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith(".txt"))
    .sort()
    .flatMap(name => readFileSync(new URL(name, folder), "utf8").split(/^=== /m).slice(1).map(parsed));
}

function parsed(part: string): MarkedDraft {
  const [head = "", ...lines] = part.split("\n");
  const [name = "", year] = head.split(" ");
  const marks: DraftMark[] = [];
  let text = "";
  let at = 0;
  const raw = lines.join("\n");
  for (const match of raw.matchAll(/⟦([^⟧]*)⟧/g)) {
    const [words = "", kind, label = "", should = ""] = match[1]!.split("|");
    text += raw.slice(at, match.index);
    marks.push({
      start: text.length,
      end: text.length + words.length,
      text: words,
      kind: kind as DraftMark["kind"],
      label,
      should
    });
    text += words;
    at = match.index + match[0].length;
  }
  return {name, year: Number(year), text: text + raw.slice(at), marks};
}

/** How many marks of each kind got each verdict, and where those of `accused` stand. */
export interface Rates {
  marks: Record<DraftMark["kind"], number>;
  verdicts: Record<string, number>;
  accused: string[];
}

/** What a checker says of drafts; a finding that touches no mark of a planted error accuses. */
export function ratesOf(all: readonly MarkedDraft[], check: (draft: MarkedDraft) => Finding[]): Rates {
  const marks = {ok: 0, bad: 0, none: 0, skip: 0};
  const verdicts: Record<string, number> = {};
  const accused: string[] = [];
  for (const draft of all) {
    const findings = check(draft);
    for (const mark of draft.marks) {
      marks[mark.kind]++;
      const said = findings.filter(each => each.start < mark.end && each.end > mark.start).map(each => each.verdict);
      const verdict = (["不一致", "请核对", "一致", "无法核对"] as const).find(each => said.includes(each)) ?? "";
      verdicts[`${mark.kind} ${verdict}`] = (verdicts[`${mark.kind} ${verdict}`] ?? 0) + 1;
    }
    for (const each of findings) {
      const planted = draft.marks.some(m => m.kind === "bad" && m.start < each.end && m.end > each.start);
      if (each.verdict === "不一致" && !planted)
        accused.push(
          `${draft.name}: ${draft.text.slice(Math.max(0, each.start - 20), each.start)}【${each.text}】 ${each.reason}`.replaceAll(
            "\n",
            "/"
          )
        );
    }
  }
  return {marks, verdicts, accused};
}
