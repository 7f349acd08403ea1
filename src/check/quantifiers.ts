import {holdsForAll} from "../metrics/format.js";
import {rounded} from "../metrics/round.js";
import type {Figures} from "./figures.js";
import type {Finding} from "./finding.js";
import type {Periods} from "./period.js";
import type {Reading, Subjects} from "./subject.js";

type Draft = Omit<Finding, "text" | "start" | "end"> & {from: number; to: number};

/** What 全部 and 均 say of proposals, and the counts that must then be equal. */
const claims: Record<string, [part: string, whole: string, rate: string]> = {
  办结: ["proposals.closed", "proposals.filed", "proposals.closing_rate"],
  回复: ["proposals.replied", "proposals.filed", "proposals.reply_rate"],
  按期: ["proposals.replied_on_time", "proposals.due", "proposals.on_time_rate"],
  满意: ["proposals.satisfied", "proposals.rating_base", "proposals.satisfaction"]
};

/** 均, 所有, 全部 办结 (回复, 满意): true only when numerator and denominator are equal. */
export function quantified(
  {text, tags, book}: Reading,
  subjects: Subjects,
  periods: Periods,
  figures: Figures
): Draft[] {
  const found: Draft[] = [];
  for (const match of text.matchAll(
    /全部(?!办理(?:工作|质量))|均(?![衡等匀值可])|所有|全数|悉数|都已?|100%(?=地?(?:已|得到|实现)?(?:办结|回复|答复|办复))/g
  )) {
    const place = subjects.locate(match.index);
    if (!place) continue;
    const to = Math.min(place.clause.end, match.index + match[0].length + 14);
    if (/全部|均|悉数|全数|都已/.test(text.slice(match.index + match[0].length, to))) continue;
    const after = subjects.between(match.index, to);
    const verbs = after
      .flatMap(each => (each.concepts.length === 1 || each.concepts.includes("回复") ? each.concepts : []))
      .filter(c => c in claims);
    if (verbs.length === 0) continue;
    if (
      /\d/.test(
        text.slice(match.index + match[0].length, after.find(each => each.concepts.some(c => c in claims))!.start)
      )
    )
      continue;
    if (/[未没不]|尚/.test(text.slice(Math.max(place.clause.start, match.index - 4), match.index))) continue;
    const period = periods.at(match.index);
    if (period.plan || period.year === null) continue;
    const around = tags.filter(each => each.start >= place.paragraph.start && each.start < to);
    if (!around.some(each => each.concepts.includes("提案"))) continue;
    const clause = subjects.between(place.clause.start, to).flatMap(each => each.concepts);
    const nearest = around.filter(each => each.concepts.some(c => c === "提案" || c === "社情民意")).at(-1);
    if (nearest?.concepts.includes("社情民意")) continue;
    const narrow = clause.some(c => book.vocabulary.kinds.get(c) === "narrow" && !(c in claims) && c !== "立案");
    const wanted = [...new Set(verbs)].filter(c => c !== "满意" || clause.includes("委员") || clause.includes("提案"));
    for (const verb of wanted) {
      const [part, whole, rate] = claims[verb]!;
      const year = period.year;
      const figure = figures.get(rate, year);
      const [a, b] = [
        figures.value(part, year) ?? figure?.numerator ?? null,
        figures.value(whole, year) ?? figure?.denominator ?? null
      ];
      const metric = figures.metrics.get(part) ?? figures.metrics.get(rate);
      const ratio = figure?.value ?? (a !== null && b ? a / b : null);
      const base = {
        from: match.index,
        to: match.index + match[0].length,
        number: null,
        metric: metric?.id ?? null,
        label: metric?.label ?? null,
        computed: a,
        should_read: null
      };
      if (ratio === null) found.push({...base, verdict: "无法核对", reason: `没有${year}年的数据`});
      else if (a !== null && b !== null ? holdsForAll(a, b) : ratio === 1)
        found.push({...base, verdict: "一致", reason: a === null ? "率为100%" : `${b}件中${a}件`});
      else if (narrow || period.or !== null || period.part)
        found.push({...base, verdict: "无法核对", reason: "说的是其中一部分"});
      else
        found.push({
          ...base,
          verdict: "不一致",
          should_read: a === null ? `${rounded(ratio * 100, 1)}%` : `${a}件(共${b}件)`,
          reason:
            a === null
              ? `实为${rounded(ratio * 100, 2)}%,不能说“${match[0]}”`
              : `${b}件中只有${a}件,不能说“${match[0]}”`
        });
      if (found.at(-1)!.verdict === "不一致") break;
    }
    dedupe(found);
  }
  return found;
}

/** One finding for one word: the one that is wrong, else the first. */
function dedupe(found: Draft[]): void {
  const last = found.at(-1);
  if (!last) return;
  const same = found.filter(each => each.from === last.from);
  if (same.length < 2) return;
  const kept = same.find(each => each.verdict === "不一致") ?? same[0]!;
  for (const each of same) if (each !== kept) found.splice(found.indexOf(each), 1);
}
