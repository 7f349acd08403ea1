import {grammar} from "../grammar/grammar.js";
import type {Span} from "./clauses.js";

/** Words that say when: where they stand, and what they mean. */
export interface Mark extends Span {
  meaning: string;
  year: number | null;
  sum: number | "term" | null;
  /** 两年提高: the years that a change took. */
  took: number;
  /** 从2022年: where something began. */
  origin: boolean;
  /** 较上年: what is compared with. */
  against: boolean;
  /** Stands right before a number. */
  attached: boolean;
  /** 上年同期: up to the same day. */
  same: boolean;
  /** −1 and 0 of 由A增至B. */
  step: number | null;
  opens: boolean;
}

const number = String.raw`[约近超逾]{0,2}过?(?:\d|[一二两三四五六七八九]?[十百千]|[一二两三四五六七八九][件篇条场次名])`;
const attachedTo = new RegExp(
  `^(?!\\d{1,2}月)(?:同期|度)?(?:的|仅为?|只有?|才|就?是|则?为|也?为|也?有|共|合计|达到?|:)*\\(?${number}`
);
/** 较上年232件增加29件: the number is of the year compared with, what follows it is the change. */
const measured =
  /^(?:同期)?的?[约近超]?[\d一二两三四五六七八九十百千][\d.一二三四五六七八九十百千万余多]*(?:%|[一-龥]{1,2}(?:次)?)?(?:相比)?,?(?:增|减|多|少|提|缩|延|快|慢|压|下降|上升|高|低|翻|升|降|有所|基本|大体|持平)/;
export const grown =
  "(?:稳步|大幅|逐步|持续|进一步|小幅|逐年|一路|再|猛|微)*(?:增加|增长|提高|上升|提升|上涨|攀升|跃升|扩大|拓展|升|增|涨|跃|扩|发展|调整|下降|回落|降|减少|降低|缩短|缩|减|跌|充实|壮大|扩充)(?:到了|到|至|为)";
const steps = new RegExp(`${grown}(?:了)?(?=${number})`, "g");
const origins = new RegExp(
  `(?:从|由)(?:原来的?|最初的?|过去的?)?(?=${number}[\\d.十百千万余多]{0,6}[^,。;\\d]{0,5}(?:、${number}[\\d.十百千万余多]{0,6}[^,。;\\d]{0,5})?(?:,?${grown}|到(?=${number})|,?起步))`,
  "g"
);
const changing = /^[^,。;\d]{0,4}(?:净?增|提高|提升|下降|减少|上升|缩短|[升降翻])/;

/** The marks of a text, in order; `later`: read after the year, so that 去年 is that year. */
export function marksOf(text: string, report: number, later: boolean): Mark[] {
  const found: Mark[] = [];
  const add = (start: number, end: number, mark: Partial<Mark>) =>
    found.push({
      start,
      end,
      meaning: "",
      year: null,
      sum: null,
      took: 0,
      origin: false,
      against: false,
      attached: false,
      same: false,
      step: null,
      opens: false,
      ...mark
    });
  for (const {meaning, pattern} of grammar().periods)
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const before = text.slice(Math.max(0, start - 3), start);
      const after = text.slice(end, end + 16);
      const year = yearOf(meaning, match, report, later);
      const against =
        /(?:较之?|(?<![占对])比之?|高于|低于|多于|少于|高出|不及|相当于|是|为)$/.test(before) &&
        !/(?:就|正|这|也)[是为]$/.test(before)
          ? /[是为]$/.test(before)
            ? /^(?:同期)?(?:那?的?[\d一二两三四五六七八九十百]{0,5}[一-龥]{0,2})?的[\d.一二两三四五六七八九十]+倍/.test(
                after
              )
            : true
          : (/[与同和]$/.test(before) && /^(?:同期)?[^,。;]{0,8}(?:相比|比(?=[,，])|持平|相当|一致)/.test(after)) ||
            /^(?:同期)?(?:相比|持平)/.test(after);
      const years = sumOf(meaning, match, report);
      const took = meaning === "years" && changing.test(after);
      const whole = {meaning, year, sum: took ? null : years, took: took ? Number(years) : 0, against};
      const direct =
        /[较比与同和]之?$/.test(before) && against
          ? measured.test(text.slice(end, end + 24))
          : !against || /^(?:同期)?(?:仅|那)?的?\d[\d.]*[^\d.倍]/.test(after);
      const attached = year !== null && direct && attachedTo.test(after);
      add(start, end, {
        ...whole,
        origin: /[从由自]$/.test(before),
        attached,
        same: after.startsWith("同期"),
        step: meaning === "step" ? 0 : null,
        opens: /(?:^|[。;:!?\n])[^,。;:!?\n]{0,3}$/.test(text.slice(Math.max(0, start - 5), start))
      });
    }
  for (const match of text.matchAll(steps)) add(match.index, match.index + match[0].length, {step: 0});
  for (const match of text.matchAll(origins))
    add(match.index, match.index + match[0].length, {step: -1, attached: true});
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((mark, i) => !inside(mark, found, i));
}

/** 2020—2024年 swallows the years inside it. */
function inside(mark: Mark, all: readonly Mark[], i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 4); k--)
    if (all[k]!.end >= mark.end && all[k]!.end - all[k]!.start > mark.end - mark.start) return true;
  return false;
}

function yearOf(meaning: string, match: RegExpMatchArray, report: number, later: boolean): number | null {
  if (meaning === "this") return later ? report + 1 : report;
  if (meaning === "before") return later ? report - 1 : report - 2;
  if (meaning === "last") return later ? report : report - 1;
  if (meaning === "year") return Number(match[1]);
  if (meaning === "hanyear") return 2000 + 10 * digit(match[1]!) + digit(match[2]!);
  if (meaning === "span") return Number(match[0].match(/\d{4}/g)![1]);
  return /^[+-]?\d$/.test(meaning) ? report + Number(meaning) : null;
}

function sumOf(meaning: string, match: RegExpMatchArray, report: number): number | "term" | null {
  if (meaning === "years") return numberOf(match.slice(1).find(Boolean)!);
  if (meaning === "span") {
    const [from, to] = match[0].match(/\d{4}/g)!.map(Number);
    return to! - from! + 1;
  }
  if (meaning === "since") {
    const years = report - Number(match.slice(1).find(Boolean)) + 1;
    return years > 1 ? years : null;
  }
  return meaning === "term" ? "term" : null;
}

const digit = (char: string) => Math.max(0, "零一二三四五六七八九".indexOf(char === "〇" ? "零" : char));
const numberOf = (words: string) =>
  Number(words.replace("两", "二").replace("十", "10")) || digit(words.replace("两", "二"));
