import {change} from "../metrics/change.js";
import {exact} from "../metrics/format.js";
import type {Metric} from "../metrics/index.js";
import {type Claim, type Draft, nothing, say, type Text} from "./claim.js";
import {speaks} from "./said-change.js";
import type {Subject} from "./subject.js";

/** What is said of a figure's course without a number: 与上年持平, 连续三年增长, 翻了一番. */
export function judgeTrends(text: Text, claims: readonly Claim[]): Draft[] {
  return [...levels(text, claims), ...runs(text, claims), ...doublings(text, claims)];
}

/** The figure that words at a place are said of, and its year; null where none can be told. */
function spokenOf(at: number, text: Text, claims: readonly Claim[]): {subject: Subject; year: number} | null {
  const place = text.subjects.locate(at);
  if (!place) return null;
  const before = claims.filter(each => each.numeral.end <= at && each.numeral.start >= place.sentence.start);
  const number = text.numerals.findLast(each => each.end <= at && each.start >= place.sentence.start);
  const from = Math.max(place.clause.start, number?.end ?? 0);
  const values = before.filter(each => each.role === "value");
  const last = before.findLast(each => each.subject);
  const own = speaks(from, at, text);
  if (!own && values.length > 0 && !values.at(-1)!.subject) return null;
  const subject = own ? text.subjects.named(from, at, null) : (last?.subject ?? null);
  if (!subject) return null;
  const scoped = !own && last?.scoped ? {...subject, evidence: "maybe" as const} : subject;
  return {subject: scoped, year: (own ? null : last?.year) ?? text.periods.at(at).year ?? text.year};
}

function drafted(match: RegExpMatchArray, {id, label}: Metric): Draft {
  const at = match.index!;
  return {...nothing, from: at, to: at + match[0].length, metric: id, label};
}

const sure = ({evidence, partial}: Subject) => evidence !== "maybe" && !partial;

function levels(text: Text, claims: readonly Claim[]): Draft[] {
  const found: Draft[] = [];
  for (const match of text.text.matchAll(
    /(?:与|和|同|较|比)(上年|去年|上一年度?|上年度|((?:19|20)\d{2})年)(?:同期)?(?:的?\d+[一-龥]{1,2})?(?:相比|相较)?,?(基本|大体|总体)?(?:上)?(?:保持)?持平/g
  )) {
    const said = spokenOf(match.index, text, claims);
    if (!said) continue;
    const {subject, year} = said;
    const {metric} = subject;
    const base = match[2] ? Number(match[2]) : year - 1;
    const [value, previous] = [text.figures.value(metric.id, year), text.figures.value(metric.id, base)];
    const draft = drafted(match, metric);
    found.push(draft);
    if (value === null || previous === null) say(draft, "无法核对", `没有可比较的${metric.label}`);
    else if (value === previous || (match[3] && Math.abs(value - previous) <= 0.05 * previous))
      say(draft, "一致", `${base}年为${exact(metric, previous)}`);
    else if (!sure(subject)) say(draft, "无法核对", `不能确定说的是${metric.label}`);
    else {
      draft.should_read = change({metric, value, previous}).words;
      say(draft, "不一致", `${base}年为${exact(metric, previous)},${year}年为${exact(metric, value)}`);
    }
  }
  return found;
}

const rising = "增长|上升|提高|增加|攀升|递增|提升|走高";
const falling = "下降|减少|回落|走低";
const steadily = "(?:保持|实现|呈现|呈|稳步|稳定|持续|大幅)*";
/**
 * 连续三年增长 may count the years that grew or the years compared: wrong only where it is in both. 三年来逐年增长 has
 * one step fewer than years, and each must hold.
 */
const courses: [RegExp, (years: number) => {steps: number; loose: number}][] = [
  [
    new RegExp(`连续([两二三四五六七八九]|[2-9])年${steadily}(${rising}|${falling})`, "g"),
    years => ({steps: years, loose: 1})
  ],
  [
    new RegExp(`([三四五])年(?:来|间|里)?${steadily}(?:逐年|连年|年年)${steadily}(${rising}|${falling})`, "g"),
    years => ({steps: years - 1, loose: 0})
  ]
];

function runs(text: Text, claims: readonly Claim[]): Draft[] {
  const found: Draft[] = [];
  for (const [pattern, extent] of courses)
    for (const match of text.text.matchAll(pattern)) {
      const said = spokenOf(match.index, text, claims);
      if (!said) continue;
      const {metric} = said.subject;
      const years = Number(match[1]!.replace("两", "2")) || "零一二三四五六七八九".indexOf(match[1]!);
      const {steps, loose} = extent(years);
      const sign = new RegExp(falling).test(match[2]!) ? -1 : 1;
      const values = Array.from({length: steps + 1}, (_, i) => text.figures.value(metric.id, said.year - i));
      const held = values.slice(0, -1).map((value, i) => {
        const before = values[i + 1]!;
        return value === null || before === null ? null : Math.sign(value - before) === sign;
      });
      const draft = drafted(match, metric);
      found.push(draft);
      const told = values.flatMap((value, i) => (value === null ? [] : `${said.year - i}年${exact(metric, value)}`));
      const row = told.reverse().join("、");
      if (held.slice(0, steps - loose).includes(false)) {
        if (sure(said.subject)) say(draft, "不一致", row);
        else say(draft, "无法核对", `不能确定说的是${metric.label}`);
      } else if (held.every(each => each === true)) say(draft, "一致", row);
      else say(draft, "无法核对", `更早的数据不全(${row})`);
    }
  return found;
}

function doublings(text: Text, claims: readonly Claim[]): Draft[] {
  const found: Draft[] = [];
  for (const match of text.text.matchAll(/翻(?:了)?(一|两)?番/g)) {
    const said = spokenOf(match.index, text, claims);
    if (!said) continue;
    const {metric} = said.subject;
    const sentence = text.subjects.locate(match.index)?.sentence.start ?? match.index;
    const named = [
      ...text.text.slice(sentence, match.index).matchAll(/[较比与同和]((?:19|20)\d{2})年(?:同期)?(?:相比|相较)?/g)
    ];
    const base = Number(named.at(-1)?.[1] ?? said.year - 1);
    const [value, before] = [text.figures.value(metric.id, said.year), text.figures.value(metric.id, base)];
    const draft = drafted(match, metric);
    found.push(draft);
    const times = match[1] === "两" ? 4 : 2;
    if (value === null || !before) say(draft, "无法核对", `没有可比较的${metric.label}`);
    else if (value / before >= 0.95 * times && value / before <= 1.25 * times)
      say(draft, "一致", `${base}年为${exact(metric, before)},${said.year}年为${exact(metric, value)}`);
    else if (!sure(said.subject) || said.subject.evidence !== "sure")
      say(draft, "无法核对", `不能确定说的是${metric.label}`);
    else {
      draft.should_read = change({metric, value, previous: before}).words;
      say(draft, "不一致", `${base}年为${exact(metric, before)},${said.year}年为${exact(metric, value)}`);
    }
  }
  return found;
}
