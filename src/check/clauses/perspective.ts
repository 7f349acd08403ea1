import {grammar} from "../grammar/grammar.js";
import type {Word} from "../tokens/words.js";

/** Whose draft it is, and when it is read. */
export interface Perspective {
  /** Another body than the office: what it counts is its own, unless it says that it speaks of the office. */
  speaker: string | null;
  /** 上半年, 1—6月: the draft is of a part of the year. */
  part: string | null;
  /** The year that a plan is for. */
  planned: number | null;
  /** Read after the year: 去年 is the year reported on. */
  later: boolean;
  /** Nothing says so, but nothing says otherwise: 去年 may be either year. */
  doubtful: boolean;
}

/** Reads title and date of a canonical text. */
export function perspectiveOf(text: string, report: number): Perspective {
  const lines = text.split("\n", 8).filter(line => line !== "" && !line.includes("│"));
  const head = lines.filter(line => line.length <= 60 && !/[。;]/.test(line)).slice(0, 4);
  const title = head.join("\n");
  const speaker =
    grammar()
      .speakers.map(({pattern}) => pattern.exec(title)?.[0])
      .find(Boolean)
      ?.replace(/(?<=..)(?:\n?关于|(?:20\d{2})?年?度?(?:工作|履职|活动)?(?:总结|报告|情况|工作|活动))$/, "") ?? null;
  const parts = [
    ...title.matchAll(
      /(?:上|下)半年|(?:前|一至|1[—-])?[一二三四1-4](?:个)?季度|(?<!\d)1[—-]\d{1,2}月|(?<!\d|年)\d{1,2}月份|截至\d{1,2}月(?!底)/g
    )
  ];
  const last = parts.at(-1);
  const part = last ? title.slice(parts[0]!.index, last.index + last[0].length) : datedIn(text, report);
  const planned = Number(
    /(20\d{2})年?度?(?:重点)?(?:工作|协商|履职)*(?:要点|计划|安排|打算|任务|清单|目标)/.exec(title)?.[1] ?? 0
  );
  return {
    speaker,
    planned: planned >= report ? planned : null,
    part: /回顾|年报|总结大会/.test(title) && !/半年|季度/.test(title) ? null : part,
    ...(part ? {later: false, doubtful: false} : reading(text, report))
  };
}

/** (2024年7月9日) over or under a draft of 2024: it cannot know the year's end. */
function datedIn(text: string, report: number): string | null {
  const lines = text.split("\n").filter(Boolean);
  for (const line of [...lines.slice(0, 6), ...lines.slice(-2).map(each => each.slice(-40))]) {
    const date = /^\(?[^,。;:\d]{0,24}(20\d{2})年(\d{1,2})月\d{1,2}日(?:\)|$)/.exec(line);
    if (date && Number(date[1]) === report && Number(date[2]) < 12) return `截至${date[2]}月`;
  }
  return null;
}

/** When the draft is read, by how it uses 去年 and 今年, and by the years it names. */
function reading(text: string, report: number): {later: boolean; doubtful: boolean} {
  const edge = `${text.slice(0, 300)}\n${text.slice(-120)}`;
  const dated = new RegExp(`${report + 1}年(?:[1-4]月|[,，]|的)|今年是`).test(edge);
  const says = (meaning: string) =>
    grammar().perspectives.some(each => each.meaning === meaning && each.pattern.test(text));
  // 今年力争…, and no account of 今年.
  if (!/去年/.test(text))
    return {
      later: says("after") && !/今年(?![^。;,]{0,6}(?:力争|打算|计划|拟|将|要))[^,。;\n]{0,16}\d/.test(text),
      doubtful: false
    };
  if (says("later")) return {later: true, doubtful: false};
  if (says("earlier")) return {later: false, doubtful: false};
  if (dated || says("after")) return {later: true, doubtful: !dated};
  if (/去年(?:为|是|只有|仅)?[约近]?\d(?!\d?月)/.test(text))
    return {later: false, doubtful: !/今年|本年|同比|上年/.test(text)};
  if (!/今年|本年|一年来/.test(text)) return {later: true, doubtful: false};
  return {later: !/(?:今年|本年度?)[^,。;\n]{0,16}\d/.test(text), doubtful: true};
}

/** What ends no name: 表彰向|区政协, 十一届|区政协. */
const functional =
  /(?:自治|兄弟|[的在向对与和由被经为以及从到给使让就将把是有等各全本我市区县会里内外后前时来届年月日了着过也都又并或但而且])$/;
const level = /([区县市旗州])政协/g;
/** 临江区收到203篇: a district that opens a clause; which one is the draft's own has to be told. */
const district =
  /(?<=^|[,。;:\n│])(?!我|本|全|该|各|城|郊|辖|园|社|景|主)[一-龥]{2}[区县旗](?=[一-龥]{2,3}[共约近]?\d|为?\d)/g;

/**
 * Other offices by name: 江北区政协 is one, 我区政协 and the draft's own name are not. `known` says how many characters before a place
 * belong to known words.
 */
export function offices(text: string, words: readonly Word[]): Word[] {
  const own = ownNames(text);
  const covered = new Uint8Array(text.length);
  for (const {start, end, kind} of words)
    if (end - start > 1 && kind !== "other" && kind !== "own" && kind !== "body" && kind !== "self" && kind !== "scope")
      covered.fill(1, start, end);
  const found: Word[] = [];
  for (const match of text.matchAll(level)) {
    const at = match.index;
    const end = at + match[0].length;
    const name = text.slice(Math.max(0, at - 2), at);
    if (!/^[一-龥]{2}$/.test(name) || functional.test(name)) continue;
    if (covered[at - 1] || covered[at - 2]) continue;
    found.push({start: at - 2, end, concepts: [], kind: own.has(name) ? "own" : "other"});
  }
  if (own.size > 0 || /[我本][区县旗市](?!域)/.test(text))
    for (const {index: start, 0: word} of text.matchAll(district))
      if (!covered[start] && !covered[start + 1])
        found.push({
          start,
          end: start + word.length,
          concepts: [],
          kind: own.has(word.slice(0, 2)) || text.slice(0, 60).includes(word) ? "own" : "other"
        });
  return found.sort((a, b) => a.start - b.start);
}

/** The last two characters of the names by which the draft calls its own district: in the title, by 我代表, or most often. */
function ownNames(text: string): Set<string> {
  const names = new Set<string>();
  const add = (pattern: RegExp, part: string) => {
    for (const match of part.matchAll(pattern)) names.add(match[1]!.slice(-2));
  };
  const head = text.slice(0, 400);
  add(/(?:政协|政治协商会议)([一-龥]{2,6}?)[区县市旗州](?:第[一二三四五六七八九十]+届)?委员会/g, head);
  add(/我(?:谨)?(?:代表|受)(?:政协)?([一-龥]{2,4})[区县市旗州]政协/g, text);
  const [first = ""] = text.split("\n", 1);
  const title = first.length <= 40 && !/[。;,]/.test(first) ? first : "";
  add(/([一-龥]{2,4})[区县市旗州]政协/g, `${title}\n${/\(([^()]{2,16}政协)/.exec(head)?.[1] ?? ""}`);
  if (names.size > 0) return names;
  const counts = new Map<string, number>();
  for (const match of text.matchAll(/([一-龥]{2})[区县旗]政协/g))
    counts.set(match[1]!, (counts.get(match[1]!) ?? 0) + 1);
  for (const [name, count] of counts) if (count >= 3) names.add(name);
  return names;
}

/** Two sorted lists of words as one; those of the second stand instead of what they overlap. */
export function merged(words: readonly Word[], instead: readonly Word[]): Word[] {
  const found: Word[] = [];
  let at = 0;
  for (const word of words) {
    while (at < instead.length && instead[at]!.end <= word.start) found.push(instead[at++]!);
    if (at < instead.length && instead[at]!.start < word.end) continue;
    found.push(word);
  }
  return [...found, ...instead.slice(at)].sort((a, b) => a.start - b.start);
}
