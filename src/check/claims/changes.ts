import {change} from "../../metrics/change.js";
import type {Metric} from "../../metrics/index.js";
import {rounded} from "../../metrics/round.js";
import {parseChange, type SaidChange} from "../../metrics/words.js";
import type {Clause, Span} from "../clauses/clauses.js";
import type {Numeral} from "../tokens/numbers.js";
import {agrees, inPrint} from "../verdicts/judge.js";
import type {Page} from "./page.js";

/** A number that says how much something changed. Years are relative to the subject's where negative. */
export interface ChangeWords {
  said: SaidChange;
  /** Where the words of the change begin: what is before names the subject. */
  start: number;
  /** The year compared with; null where it is one that no figure has (上届, 环比); −1: the year before. */
  base: number | null;
  /** Whether the draft says what it compares with. */
  based: boolean;
  /** 提高6.8个百分点,由91.6%到98.4%: what it is measured from, told behind. */
  from?: number;
  /** Compared with the target of the year. */
  goal: boolean;
  /** 比答复率高3.1个百分点: what it is compared with, of the same year. */
  versus?: Span;
}

const verbs: [RegExp, string][] = [
  // 76场次公益活动+25场次讲座义诊 is a sum.
  [/[↑▲]$|(?<!\d[一-龥“”]{4,12})\+$/, "增加"],
  [/[↓▼−]$|(?<=[较比同上年]|\()[-—]$/, "减少"],
  [/(?:增长率|增长幅度|增幅|涨幅|升幅)$/, "增长"],
  [/(?:降幅|下降幅度|减幅)$/, "下降"],
  [/(?<!新|带动|促|助|农民|群众|引进)(增加|增长|提高|上升|提升|升高)$/, "$1"],
  [/(减少|下降|降低|回落|下滑)$/, "$1"],
  [/(?:高出|高于上年|高于去年)$/, "提高"],
  [/多出$/, "增加"],
  [/(?<=[,;(、]|^)(?:骤|锐|陡|猛|大|微|略|小)(?:增|升|涨)$/, "增加"],
  [/(?<=[,;(、]|^)(?:骤|锐|陡|猛|大|微|略|小)(?:减|降|跌)$/, "减少"],
  [/(?:低于上年|低于去年)$/, "下降"],
  [/(?:同比|[较比](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|\d{4}年)(?:同期)?)(?:净)?(?:增|升)$/, "增加"],
  [/(?:同比|[较比](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|\d{4}年)(?:同期)?)(?:净)?(?:减|降)$/, "减少"],
  [/(?:[较比][^,。;\d]{2,10}?|[较比](?:19|20)\d{2}年(?:同期)?|同比)(?:多|高)[一-龥]{0,2}$/, "增加"],
  [/(?:[较比][^,。;\d]{2,10}?|[较比](?:19|20)\d{2}年(?:同期)?|同比)(?:少|低)[一-龥]{0,2}$/, "减少"],
  [/(?<=[较比同和与](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|\d{4}年)(?:同期)?相[比较].{0,40})多$/, "增加"],
  [/(?<=[较比同和与](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|\d{4}年)(?:同期)?相[比较].{0,40})少$/, "减少"],
  [/超额(?:完成)?$|超(?:过|出)?(?:年度)?(?:目标|计划)$/, "增加"],
  [/[较比](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|\d{4}年)[^,。;]{0,12}多$/, "增加"],
  [/[较比](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|\d{4}年)[^,。;]{0,12}少$/, "减少"],
  [/延长$/, "增加"],
  [/(?:多于|高出|高于|超过)(?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|(?:19|20)\d{2}年)(?:同期)?$/, "增加"],
  [/(?:少于|低于|不及)(?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|(?:19|20)\d{2}年)(?:同期)?$/, "减少"],
  [/(?:缩短|压缩|压减|提速|[较比][^,。;\d]{2,8}快|掉|跌)$/, "减少"],
  [/(?<!上)涨$/, "增加"],
  [/(?<=[,;(]|^)(?:[一二两三四五]年)?(?:净增|增)$/, "增加"],
  [/(?<=[,;(、]|^)(?:也|又|还|就|均|各)?多$/, "增加"],
  [/(?<=[,;(、]|^)(?:也|又|还|就|均|各)?少$/, "减少"],
  [/(?<=[,;(、:]|^)(?:再|又|也)?(?:减|缩)$/, "减少"],
  [/(?<=[,;(、:]|^)(?:再|又|也)?(?:添|增添|新添)$/, "增加"]
];
/** 同比看:提案—6件. */
const dash: [RegExp, string] = [/(?<=[一-龥])[-—]$/, "减少"];
const compared = /同比|增减|[较比](?:上年|去年)/;
const between = /(?:整整|足足|了|分别|达到?|(?<=[幅率别])为|约|近|超过?|逾|将近|接近)+$/;
/** Numbers of one verb: 增长12.5%、13.7%和15.3%. */
const others =
  /(?:[约近超]?[\d.一二两三四五六七八九十百]+(?:%|个百分点|[一-龥]{1,2}(?:\(?次\)?)?)?[一-龥]{0,3}(?:、|和|与|及|以及))+$/;
const bases =
  /(?:(?:较之?|比之?|与|同|和|是|为|相当于|高于|低于)(上年同期|去年同期|上一年度?|上年度?|去年|前年|(?:19|20)\d{2}年(?:同期)?|上次(?:会议|全会|大会)|上届|上次|换届前|任期初|[^,。;\d]{0,6}年前|以往|往年|过去|此前|历[年史]|原来|十[一-龥]{0,2}届[一-龥]{0,2})|(同比)|(环比))/g;

const read = new WeakMap<Numeral, ChangeWords | null>();

/** Reads a numeral as a change (增加29件, 提高1.4个百分点, 是上年的2.3倍); null when it is a value of its own. */
export function changeWords(numeral: Numeral, clause: Clause, {text, later}: Page): ChangeWords | null {
  const known = read.get(numeral);
  if (known !== undefined) return known;
  const found = wordsOf(text, numeral, clause.start, clause.sentence.start, later);
  read.set(numeral, found);
  return found;
}

function wordsOf(text: string, numeral: Numeral, clause: number, sentence: number, later: boolean): ChangeWords | null {
  const clauseStart = Math.max(clause, numeral.start - 80);
  const sentenceStart = Math.max(sentence, numeral.start - 160);
  const stated =
    /[与同和较比](?:上年|去年|上一年|上(?:一)?次(?:会议|全会|大会)|(?:19|20)\d{2}年)(?:同期)?相[比较],/.exec(
      text.slice(sentenceStart, clauseStart)
    ) ?? openingBase(text, sentence);
  const lead = (stated?.[0] ?? "") + text.slice(clauseStart, numeral.start);
  // 提高1.2个百分点、达到98.4%
  const reached = /达/.test(text.slice(numeral.start, numeral.digitsStart));
  const before = (reached ? lead : lead.replace(others, "")).replace(between, "");
  const {unit} = numeral;
  const points = /百分点/.test(unit);
  const size = numeral.value ?? 0;
  const beside = comparedIn(text, clauseStart, sentenceStart, numeral.start, points);
  if (beside) {
    const said = parseChange(`较上年${beside.down ? "减少" : "增加"}${size}${points ? "个百分点" : unit || "个"}`);
    return said && {said, start: beside.start, base: null, based: true, goal: false, versus: beside.versus};
  }
  let phrase: string | null = null;
  const ahead = stated?.[0].length ?? 0;
  let start = clauseStart + before.length - ahead;
  const times =
    /(?:是|为|达|相当于|(?<=倍)[、和,])(上年同期|去年同期|上年|去年|上一年|(?:19|20)\d{2}年)(?:那?的?[\d一二两三四五六七八九十百]+[一-龥]{1,2})?的?$/.exec(
      text.slice(clauseStart, numeral.start).replace(/(?:约|近|超过?|逾)+$/, "")
    );
  if (unit === "倍" && times) {
    phrase = `是上年的${size}倍`;
    start = clauseStart + times.index;
  } else if (/(?:^|[一-龥),;])[多少快慢]了(?:[约近])?$/.test(lead)) {
    const verb = /[多慢]了/.test(lead.slice(-4)) ? "增加" : "减少";
    phrase = `较上年${verb}${size}${points ? "个百分点" : unit}`;
    start = Math.max(clauseStart, clauseStart + lead.length - ahead - 2);
  } else
    for (const [pattern, verb] of compared.test(text.slice(sentenceStart, numeral.start)) ? [dash, ...verbs] : verbs) {
      const match = pattern.exec(before);
      if (!match) continue;
      phrase = `较上年${verb === "$1" ? match[1] : verb}${size}${points ? "个百分点" : unit || "个"}`;
      start = Math.max(clauseStart, clauseStart + match.index - ahead);
      break;
    }
  if (!phrase) return null;
  const said = parseChange(phrase);
  if (!said) return null;
  if (
    /[比较](?:年度|年初|全年)?(?:确定的?|既定|原定)?(?:目标|计划)|超额(?:完成)?$|超(?:过|出)?(?:年度)?(?:目标|计划)$/.test(
      text.slice(clauseStart, numeral.start)
    )
  )
    return {said, start, base: null, based: true, goal: true};
  if (unit === "倍" && times) {
    const year = /(?:19|20)\d{2}/.exec(times[1]!);
    return {said, start, base: year ? Number(year[0]) : -1, based: true, goal: false};
  }
  const here = [...text.slice(sentenceStart, numeral.start).matchAll(bases)].at(-1);
  const told = here ?? [...(stated?.[0] ?? "").matchAll(bases)].at(-1);
  if (here && told && sentenceStart + told.index >= clauseStart) start = Math.min(start, sentenceStart + told.index);
  const from = told
    ? undefined
    : /^[,(](?:由|从)[^,。;\d]{0,6}(\d[\d.]*)/.exec(text.slice(numeral.end, numeral.end + 20))?.[1];
  if (from) return {said, start, base: null, based: false, from: Number(from), goal: false};
  return {said, start, base: told ? baseOf(told, later) : -1, based: Boolean(told), goal: false};
}

const from = "(?:(?<![同环占对相正反类之评])比(?!例|重|较|率|如|分|对)|(?<!比)较(?!大幅|快|好|为|明显|多地))";
const verb = "(?<verb>高出|多出|低出|高|多|低|少|提高|提升|上升|升高|增加|增长|增|下降|降低|减少|减|回落)";
const adverbs = "(?:还|也|又|都|均|则|要|更|略|稍|净|大幅|明显|显著|有所)*";
const closely = "(?:了|达到?|约|近|超过?|逾|将近|接近|整整|足足)*";
const what = "(?<than>\\d{1,2}月份?|[^,。;:、“”\\d比较]{2,16}?)";
/** 比B高, 与B相比,A高, and of points 高于B. */
const comparisons = [
  `${from}${what}${adverbs}${verb}${closely}$`,
  `(?:[与同和](?=[^,。;\\d]{2,16}?相[比较])|(?<=^|[,。;\\n])相[比较]于?)${what}(?:相[比较])?(?:,[^,。;\\d比较]{0,14})?${adverbs}${verb}${closely}$`,
  `(?<verb>[高多低少]于|[高多]出)${what}${closely}$`
].map(each => new RegExp(each));
/** Whose opinion the words compared with tell of. */
export const sideIn = (text: string): "member" | "unit" => (/单位/.test(text) ? "unit" : "member");

/** Of another time, or what was aimed at. */
const when = /年|届|同期|上次|期初|任期|以往|过去|之?前$|此前|原来|历史|分别|目标|计划|预期/;

/** What a number is compared with that is no other time: another figure, or somebody else. */
function comparedIn(text: string, clause: number, sentence: number, end: number, points: boolean) {
  for (const [i, pattern] of comparisons.slice(0, points ? 3 : 2).entries()) {
    const begin = i === 1 ? Math.max(sentence, end - 60) : clause;
    const match = pattern.exec(text.slice(begin, end));
    if (!match || when.test(match.groups!.than!)) continue;
    const {than, verb} = match.groups as {than: string; verb: string};
    const start = begin + match.index;
    const at = text.indexOf(than, start);
    return {start, down: /[低少降减落]/.test(verb), versus: {start: at, end: at + than.length}};
  }
  return null;
}

const opens = /^(?:[与同和较比](?:上年|去年|上一年|(?:19|20)\d{2}年)(?:同期)?相[比较],)/;

/** 与2020年相比,提案增加49件;满意率提高6.8个百分点: what opens the first of the sentences that semicolons join. */
function openingBase(text: string, sentence: number): RegExpExecArray | null {
  let start = sentence;
  while (text[start - 1] === ";" && sentence - start < 200) {
    start--;
    while (start > 0 && !/[。!?;\n]/.test(text[start - 1]!)) start--;
  }
  return start < sentence ? opens.exec(text.slice(start, start + 24)) : null;
}

function baseOf([, period, same, chain]: RegExpMatchArray, later: boolean): number | null {
  if (same) return -1;
  if (chain || !period) return null;
  const year = /(?:19|20)\d{2}/.exec(period);
  if (year) return Number(year[0]);
  if (period === "前年") return later ? -1 : -2;
  return /^(?:上年|去年|上一年|上次[会全大])/.test(period) ? -1 : null;
}

/** Whether a number says by how much a value is above or below another of its time: as they are, or as they are printed. */
function judgeVersus(numeral: Numeral, {direction}: SaidChange, metric: Metric, value: number, other: number) {
  const rate = metric.unit === "%";
  const [a, b] = [inPrint(metric, value), inPrint(metric, other)];
  const percent = !rate && numeral.unit === "%";
  const difference = percent ? (100 * (a - b)) / b : a - b;
  const printed = rate ? rounded(rounded(a, 1) - rounded(b, 1), 1) : difference;
  const size = Math.abs(difference);
  const unit = rate ? "个百分点" : percent ? "%" : metric.unit;
  const verb = rate ? (difference < 0 ? "低" : "高") : difference < 0 ? "少" : "多";
  const holds =
    (!rate || /百分点/.test(numeral.unit)) &&
    (difference === 0 ? numeral.value === 0 : difference < 0 === (direction === "down")) &&
    [size, Math.abs(printed)].some(
      each => agrees(numeral, each) || (numeral.word === "" && rounded(each, numeral.decimals) === numeral.value)
    );
  if (difference === 0) return {holds, computed: 0, should: "相同", reason: holds ? "" : "两者相同"};
  const told = `${verb}${rounded(size, rate || percent ? Math.max(1, numeral.decimals) : 2)}${unit}`;
  return {holds, computed: difference, should: told, reason: holds ? "" : `实际${told}`};
}

/** Whether a stated change is so. Values are ratios for rates. */
export function judgeChange(
  numeral: Numeral,
  {said, versus}: Pick<ChangeWords, "said" | "versus">,
  metric: Metric,
  value: number,
  previous: number
) {
  if (versus) return judgeVersus(numeral, said, metric, value, previous);

  const rate = metric.unit === "%";
  const told = change({metric, value, previous});
  const should = told.words;
  const difference = (value - previous) * (rate ? 100 : 1);
  const fine = (x: number) =>
    agrees(numeral, Math.abs(x)) || (numeral.word === "" && rounded(Math.abs(x), numeral.decimals) === numeral.value);
  const direction = Math.sign(difference) || 0;
  const size = numeral.value;
  const wanted = said.direction === "down" ? -1 : 1;
  const turned = direction !== 0 && direction !== wanted ? `方向相反,实际是${difference > 0 ? "增加" : "减少"}` : "";
  if (said.times !== null || said.grownTimes !== null) {
    if (rate || previous === 0)
      return {holds: false, computed: null, should, reason: rate ? "率的变化应说个百分点" : "上年为0,没有倍数"};
    const ratio = value / previous;
    if (said.times !== null)
      return result(
        fine(ratio),
        ratio,
        fine(ratio - 1) ? `实为增长${rounded(ratio - 1, 1)}倍` : `实为${rounded(ratio, 2)}倍`,
        `是上年的${rounded(ratio, 1)}倍`
      );
    return result(
      fine(ratio - 1),
      ratio - 1,
      fine(ratio)
        ? `是上年的${rounded(ratio, 1)}倍,不是增长${rounded(ratio, 1)}倍`
        : `实为增长${rounded(ratio - 1, 2)}倍`,
      `是上年的${rounded(ratio, 1)}倍`
    );
  }
  if (said.points !== null) {
    if (!rate) return {holds: false, computed: difference, should, reason: "数量的变化不说百分点"};
    return result(
      !turned && direction !== 0 && fine(difference),
      difference,
      turned || `实际相差${rounded(Math.abs(difference), 2)}个百分点`
    );
  }
  if (said.percent !== null) {
    if (rate)
      return {holds: false, computed: difference, should, reason: "率的变化应说“提高(下降)几个百分点”,不说百分之几"};
    if (previous === 0) return {holds: false, computed: null, should, reason: "上年为0,没有百分比"};
    const percent = (difference / previous) * 100;
    return result(
      !turned && direction !== 0 && fine(percent),
      percent,
      turned || `实际变化${rounded(Math.abs(percent), 2)}%`
    );
  }
  if (rate) return {holds: false, computed: difference, should, reason: "率的变化应说个百分点"};
  // 7000元, 2.25亿元: as numerals are compared.
  const spoken = inPrint(metric, difference);
  return result(
    !turned && (direction !== 0 || size === 0) && fine(spoken),
    spoken,
    turned || (direction === 0 ? "与上年持平" : `实际相差${rounded(Math.abs(difference), 2)}${metric.unit}`)
  );

  function result(holds: boolean, computed: number, reason: string, instead = should) {
    return {holds, computed, should: instead, reason: holds ? "" : reason};
  }
}
