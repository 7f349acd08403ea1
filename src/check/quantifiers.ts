import {holdsForAll} from "../metrics/format.js";
import {rounded} from "../metrics/round.js";
import {type Claim, type Draft, nothing, say, type Text} from "./claim.js";

/** What 全部 and 均 say of proposals, and the counts that must then be equal. */
const wholes: Record<string, [part: string, whole: string, rate: string]> = {
  立案: ["proposals.filed", "proposals.submitted", "proposals.filing_rate"],
  交办: ["proposals.assigned", "proposals.filed", ""],
  参评: ["proposals.rated", "proposals.filed", "proposals.rating_rate"],
  编报: ["opinions.compiled", "opinions.received", "opinions.compiled_rate"],
  转报: ["opinions.forwarded", "opinions.compiled", ""],
  采纳: ["activities.adopted", "activities.standing_suggestions", ""],
  办结: ["proposals.closed", "proposals.filed", "proposals.closing_rate"],
  回复: ["proposals.replied", "proposals.filed", "proposals.reply_rate"],
  按期: ["proposals.replied_on_time", "proposals.due", "proposals.on_time_rate"],
  满意: ["proposals.satisfied", "proposals.rating_base", "proposals.satisfaction"]
};

const topics: Record<string, string> = {proposals: "提案", opinions: "社情民意"};
const words =
  /全部(?!办理(?:工作|质量))|均(?![衡等匀值可])|所有|全数|悉数|都已?|100%(?=地?(?:已|得到|实现)?(?:办结|回复|答复|办复))/g;

/** 均, 所有, 全部 办结 (回复, 满意, 编报): true only when numerator and denominator are equal. */
export function quantified(text: Text, claims: readonly Claim[]): Draft[] {
  return [...text.text.matchAll(words)].flatMap(match => judged(match, text, claims) ?? []);
}

function judged(match: RegExpMatchArray, text: Text, claims: readonly Claim[]): Draft | null {
  const {subjects, figures, book} = text;
  const at = match.index!;
  const end = at + match[0].length;
  const place = subjects.locate(at);
  if (!place) return null;
  const to = Math.min(place.clause.end, end + 14);
  if (/全部|均|悉数|全数|都已/.test(text.text.slice(end, to))) return null;
  if (/[未没不]|尚/.test(text.text.slice(Math.max(place.clause.start, at - 4), at))) return null;
  const after = subjects.between(at, to);
  const predicates = after.filter((each, i) => {
    const own = each.concepts.some(c => c in wholes) && (each.concepts.length === 1 || each.concepts.includes("回复"));
    // 全部立案提案 are those that the sentence goes on about, not all that were filed.
    const described = /^(?:的|后的)/.test(text.text.slice(each.end)) || after[i + 1]?.start === each.end;
    // A definition: 主办单位均已办结的.
    if (/^的(?:[,。;:、)\d]|$)/.test(text.text.slice(each.end, each.end + 2))) return false;
    return own && !(described && each.concepts.some(c => c === "立案" || c === "编报" || c === "转报"));
  });
  const [first] = predicates;
  if (!first || /\d/.test(text.text.slice(end, first.start).replace(/\d+(?=件提案|篇社情)/, ""))) return null;
  const period = text.periods.at(at);
  if (period.plan || period.year === null) return null;
  const {year} = period;
  const before = claims.filter(each => each.numeral.end <= at && each.place.sentence === place.sentence);
  const last = before.findLast(each => each.role === "value");
  const scoped = last !== undefined && (last.scoped || (!last.subject && last.numeral.unit !== "%"));
  const around = subjects.between(place.paragraph.start, to);
  const topic = around.findLast(each => each.concepts.some(c => c === "提案" || c === "社情民意"));
  const sentence = subjects.between(place.sentence.start, to).flatMap(each => each.concepts);
  const clause = subjects.between(place.clause.start, to).flatMap(each => each.concepts);
  const verdicts = [...new Set(predicates.flatMap(each => each.concepts))].flatMap(verb => {
    const [part, whole, rate] = wholes[verb] ?? [];
    if (!part || !whole) return [];
    if (verb === "满意" && !sentence.includes("委员") && !sentence.includes("提案") && !sentence.includes("参评"))
      return [];
    const wanted = topics[part.split(".")[0]!];
    if (wanted && !topic?.concepts.includes(wanted)) return [];
    if (!wanted && last?.subject?.metric.id !== whole) return [];
    const known = new Set([...Object.keys(wholes), "应按期", ...(book.explained.get(part) ?? [])]);
    const narrow = clause.some(c => book.vocabulary.kinds.get(c) === "narrow" && !known.has(c)) || scoped;
    const figure = figures.get(rate!, year);
    const [a, b] = [
      figures.value(part, year) ?? figure?.numerator ?? null,
      figures.value(whole, year) ?? figure?.denominator ?? null
    ];
    const metric = figures.metrics.get(part) ?? figures.metrics.get(rate!);
    const ratio = figure?.value ?? (a !== null && b ? a / b : null);
    const draft: Draft = {
      ...nothing,
      from: at,
      to: end,
      metric: metric?.id ?? null,
      label: metric?.label ?? null,
      computed: a
    };
    const unit = metric?.unit ?? "";
    if (ratio === null) say(draft, "无法核对", `没有${year}年的数据`);
    else if (a !== null && b !== null ? holdsForAll(a, b) : ratio === 1)
      say(draft, "一致", a === null ? "率为100%" : `${b}${unit}中${a}${unit}`);
    else if (narrow || period.or !== null || period.part) say(draft, "无法核对", "说的是其中一部分");
    else if (a === null) {
      draft.should_read = `${rounded(ratio * 100, 1)}%`;
      say(draft, "不一致", `实为${rounded(ratio * 100, 2)}%,不能说“${match[0]}”`);
    } else {
      draft.should_read = `${a}${unit}(共${b}${unit})`;
      say(draft, "不一致", `${b}${unit}中只有${a}${unit},不能说“${match[0]}”`);
    }
    return [draft];
  });
  return verdicts.find(each => each.verdict === "不一致") ?? verdicts[0] ?? null;
}
