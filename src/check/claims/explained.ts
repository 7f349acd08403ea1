import type {Metric} from "../../metrics/index.js";
import type {Word} from "../tokens/words.js";
import {type Claim, openIn, type Page} from "./page.js";
import {telling} from "./phrase.js";
import {type Reading, readingOf} from "./reading.js";
import type {Said} from "./said.js";
import {unitFit} from "./units.js";

/** Settles what the number speaks of. */
export function read(claim: Claim, said: Said, page: Page) {
  const {numeral, phrase} = claim;
  const {names} = page;
  const fits = (metric: Metric) => unitFit(metric, numeral.unit);
  const bare = !said.left.some(telling);
  const alone =
    bare &&
    !said.frame.some(({kind}) => kind === "narrow" || kind === "actor") &&
    said.left.some(each => each.concepts.length > 0)
      ? readingOf({...said, bridged: []}, names, fits)
      : null;
  const reading = alone && !alone.slip ? alone : readingOf(said, names, fits);
  const inherited = reading !== alone && said.bridged.length > 0 && said.bridged[0]!.start < claim.clause.start;
  claim.reading = reading && !(reading.slip && inherited) ? {...reading, ...opened(reading, claim, said, page)} : null;
  if (claim.reading && countsElse(claim, claim.reading, page)) claim.reading = null;
  if (claim.reading && dropped(claim.reading, claim, said, page)) {
    claim.why = "前面有没有读懂的限定";
    claim.reading = null;
  }
  // 办结率、回复率均为100%
  const lead = page.text.slice(Math.max(phrase.from, numeral.start - 10), numeral.start).replace(/[“"]$/, "");
  if (claim.reading && /(?:均|都|各)(?:已|为|是|达到?|在|保持在?|要|应|提前|完成|实现)*[约近超]?过?$/.test(lead)) {
    const all: Reading[] = [];
    for (const word of said.left) {
      const other =
        telling(word) && word.kind !== "topic"
          ? readingOf({...said, left: [word], right: [], bridged: []}, names, fits)
          : null;
      if (other?.metric.unit === claim.reading.metric.unit && !all.some(each => each.metric === other.metric))
        all.push(other);
    }
    if (all.length > 1) claim.all = all;
  }
}

/** Words that no table knows, where they matter: between name and number, and before it in its own clause. */
function opened(reading: Reading, {phrase, numeral}: Claim, said: Said, page: Page): Partial<Reading> {
  const concepts = page.names.own.get(reading.metric.id)!;
  const last = said.left.findLast(each => each.concepts.some(c => concepts.has(c)));
  const gap = last ? openIn(page, last.end, numeral.start) : 0;
  const before = openIn(page, phrase.from, numeral.start);
  const of = /^[的之]/.test(page.text.slice(numeral.end, numeral.end + 1));
  const behind = of ? 0 : openIn(page, numeral.end, Math.min(phrase.to, numeral.end + 6));
  const first = said.right.find(each => each.concepts.some(c => concepts.has(c)));
  const between = last || !first ? 0 : openIn(page, numeral.end, first.start);
  // 12件未予立案(含并案): counted otherwise than usual.
  const otherwise = defined.test(page.text.slice(numeral.end, numeral.end + 16));
  // 网上办理率: a rate of something else.
  const rated =
    reading.metric.unit === "%" &&
    last !== undefined &&
    openIn(page, Math.max(phrase.from, last.start - 2), last.start) > 0;
  // 12480公益活动76场: what stands behind a number without a unit may be what the next counts.
  const loose = numeral.unit === "" && !last && phrase.to < phrase.clause.end;
  const words = rated || loose || gap > 0 || before > 1 || behind > 1 || between > 1 || otherwise;
  return words && reading.level === "settled" ? {level: "likely", open: "有没有读懂的词语"} : {};
}

const defined = /^[^,。;()]{0,8}\((?:含|不含|包括|包含|剔除|扣除)/;

/** An open word right before the items, or between a number and the noun behind it, makes it some of them: 旅游提案. */
function dropped(reading: Reading, {phrase, numeral}: Claim, said: Said, page: Page): boolean {
  const topic = page.names.topics.get(reading.metric.id);
  const own = page.names.own.get(reading.metric.id)!;
  const matched = (each: Word) => each.concepts.some(c => own.has(c));
  const behind = said.right.find(matched);
  if (
    behind &&
    !said.left.some(matched) &&
    !said.bridged.some(matched) &&
    (openIn(page, numeral.end, behind.start) > 4 || /[“《]/.test(page.text.slice(numeral.end, behind.start)))
  )
    return true;
  const part = [...said.left, ...said.right].find(each => each.kind === "item" && matched(each));
  if (part && openIn(page, part.start < numeral.start ? phrase.from : numeral.end, part.start) > 0) return true;
  if (!topic) return false;
  const words = [...said.left, ...said.right];
  const noun = words.find(each => each.kind === "topic" && each.concepts.includes(topic));
  if (!noun || noun.start < phrase.from || noun.end > phrase.to) return false;
  const start = noun.start < numeral.start ? phrase.from : numeral.end;
  // 好提案, 星级提案, but not 报告、提案.
  const before = /[一-龥]{0,2}$/.exec(page.text.slice(Math.max(start, noun.start - 2), noun.start))![0];
  return openIn(page, noun.start - before.length, noun.start) > 0;
}

/** 整整3个档案柜, 列8个党派团体: a number whose unit is not the figure's own counts the noun behind it. */
function countsElse({phrase, numeral}: Claim, {metric}: Reading, page: Page): boolean {
  const fit = unitFit(metric, numeral.unit);
  // 卖出3800单: a unit that no table knows.
  if (numeral.unit === "" && openIn(page, numeral.end, numeral.end + 1) > 0) return true;
  if (fit >= 3 || fit <= 1) return false;
  const [next] = phrase.right;
  if (next && next.start === numeral.end)
    return (
      ((next.kind === "actor" || next.kind === "narrow") && phrase.right[1]?.kind !== "topic") ||
      // 42个委员工作室解决难题26件
      (next.kind === "thing" && fit < 2.9 && phrase.right.slice(1).some(telling) && phrase.to > next.end)
    );
  const end = next ? Math.min(next.start, phrase.to) : phrase.to;
  return openIn(page, numeral.end, Math.min(end, numeral.end + 4)) > 1;
}
