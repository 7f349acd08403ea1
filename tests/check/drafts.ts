import {readdirSync, readFileSync} from "node:fs";

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

/** The drafts of `drafts/`, written by people who had not seen the checker, with what is true of each number. */
export function drafts(): MarkedDraft[] {
  const folder = new URL("drafts/", import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith(".txt") && name !== "missed.txt")
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
