import {change} from "../../metrics/change.js";
import {exact, holdsForAll} from "../../metrics/format.js";
import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import {plain} from "../../text/plain.js";
import type {Page} from "../claims/page.js";
import {falling, type Wording} from "../claims/wordings.js";
import type {Draft, Judged} from "./judged.js";
import {unknown} from "./judged.js";

const judges = {all, level, course, double};

/** The verdict on what is said without a number. */
export function wordingVerdict(wording: Wording, page: Page): Draft {
  const {reading, scope, year} = wording;
  const judged = judges[wording.kind](wording, page);
  const doubt = judged.verdict === "不一致" && (reading.level === "likely" || scope);
  const verdict = doubt ? (scope ? "无法核对" : "请核对") : judged.verdict;
  return {
    from: wording.start,
    to: wording.end,
    number: null,
    metric: (judged.metric ?? reading.metric).id,
    label: (judged.metric ?? reading.metric).label,
    verdict,
    computed: judged.computed ?? null,
    should_read: judged.should ?? null,
    reason: doubt ? `${judged.reason}(${scope ?? reading.open})` : judged.reason,
    scope,
    period: `${year}年`,
    candidates: [reading.metric, ...reading.others].map(each => each.label)
  };
}

/** 均, 所有, 全部: true only when the part is the whole that its rate divides by, or that it is among. */
function all({reading, year, match}: Wording, {figures}: Page): Judged {
  const {metric} = reading;
  const rate = [...figures.metrics.values()].find(
    ({formula}) => formula?.type === "ratio" && formula.numerator === metric.id
  );
  const wholeId = rate?.formula?.type === "ratio" ? rate.formula.denominator : metric.subsetOf;
  const figure = rate && figures.get(rate.id, year);
  const part = figures.value(metric.id, year) ?? figure?.numerator ?? null;
  const whole = (wholeId ? figures.value(wholeId, year) : null) ?? figure?.denominator ?? null;
  const {unit} = metric;
  if (part === null || whole === null) {
    if (figure?.value === 1) return {verdict: "一致", metric, reason: "率为100%"};
    if (figure?.value === null || figure?.value === undefined) return unknown(`没有${year}年的数据`, metric);
    const percent = `${rounded(figure.value * 100, 2)}%`;
    return {verdict: "不一致", metric, should: percent, reason: `实为${percent},不能说“${match[0]}”`};
  }
  if (holdsForAll(part, whole))
    return {verdict: "一致", metric, computed: part, reason: `${plain(whole)}${unit}中${plain(part)}${unit}`};
  return {
    verdict: "不一致",
    metric,
    computed: part,
    should: `${plain(part)}${unit}(共${plain(whole)}${unit})`,
    reason: `${plain(whole)}${unit}中只有${plain(part)}${unit},不能说“${match[0]}”`
  };
}

function level({reading, year, match}: Wording, page: Page): Judged {
  const {metric} = reading;
  const base = match[2] ? Number(match[2]) : year - 1;
  const told = two(metric, year, base, page);
  if (!told) return unknown(`没有可比较的${metric.label}`, metric);
  const {value, previous, reason} = told;
  if (value === previous || (match[3] && Math.abs(value - previous) <= 0.05 * previous))
    return {verdict: "一致", metric, reason};
  return {verdict: "不一致", metric, should: change({metric, value, previous}).words, reason};
}

/**
 * 连续三年增长 may count the years that grew or the years compared: wrong only where it is in both. 三年来逐年增长 has one step fewer than
 * years, and each must hold.
 */
function course({reading, year, match}: Wording, {figures}: Page): Judged {
  const {metric} = reading;
  const years = Number(match[1]!.replace("两", "2")) || "零一二三四五六七八九".indexOf(match[1]!);
  const loose = match[0].startsWith("连续") ? 1 : 0;
  const steps = loose ? years : years - 1;
  const sign = new RegExp(falling).test(match[2]!) ? -1 : 1;
  const values = Array.from({length: steps + 1}, (_, i) => figures.value(metric.id, year - i));
  const held = values.slice(0, -1).map((value, i) => {
    const before = values[i + 1]!;
    return value === null || before === null ? null : Math.sign(value - before) === sign;
  });
  const told = values.flatMap((value, i) => (value === null ? [] : [`${year - i}年${exact(metric, value)}`]));
  const row = told.reverse().join("、");
  if (held.slice(0, steps - loose).includes(false)) return {verdict: "不一致", metric, reason: row};
  return held.every(each => each === true)
    ? {verdict: "一致", metric, reason: row}
    : unknown(`更早的数据不全(${row})`, metric);
}

function double({reading, year, match, from}: Wording, page: Page): Judged {
  const {metric} = reading;
  const lead = page.text
    .slice(Math.max(0, match.index! - 120), match.index)
    .split(/[。;]/)
    .at(-1)!;
  const base = Number(
    [...lead.matchAll(/[较比与同和]((?:19|20)\d{2})年(?:同期)?(?:相比|相较)?/g)].at(-1)?.[1] ??
      from ??
      year - spanOf(lead)
  );
  const told = two(metric, year, base, page);
  if (!told || told.previous === 0) return unknown(`没有可比较的${metric.label}`, metric);
  const {value, previous, reason} = told;
  const times = match[1] === "两" ? 4 : 2;
  const more = /^还?(?:多|余|有余)|^以上/.test(
    page.text.slice(match.index! + match[0].length, match.index! + match[0].length + 3)
  );
  const ratio = value / previous;
  if (more ? ratio > times : ratio >= 0.95 * times && ratio <= 1.25 * times) return {verdict: "一致", metric, reason};
  return {verdict: "不一致", metric, should: change({metric, value, previous}).words, reason};
}

/** 两年间翻了一番 is measured from two years before. */
function spanOf(lead: string): number {
  const words = /([两二三四五])年(?:间|来|内|里)?[^,。]{0,4}$/.exec(lead)?.[1];
  return words ? "零一二三四五".indexOf(words.replace("两", "二")) : 1;
}

function two(metric: Metric, year: number, base: number, {figures, unfinished, year: report}: Page) {
  const cut = unfinished && year === report;
  const [value, previous] = [figures.value(metric.id, year, cut), figures.value(metric.id, base, cut)];
  if (value === null || previous === null) return null;
  return {value, previous, reason: `${base}年为${exact(metric, previous)},${year}年为${exact(metric, value)}`};
}
