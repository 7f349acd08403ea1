import type {Span} from "../clauses/clauses.js";
import {monthsIn} from "../clauses/months.js";
import {grammar} from "../grammar/grammar.js";
import {once} from "../once.js";
import {itemEnd, type Word} from "../tokens/words.js";
import type {Page} from "./page.js";

/** Where the draft calls an item by which figures are split: 城乡建设类, 民盟, 区教育局, 调研, or months. */
export interface Mention extends Span {
  item: string;
  /** All of them, where they are months. */
  months: string[] | null;
  /** The words may mean something else: 党派, 调研. */
  weak: boolean;
}

/** Items that stand in a row, 教育、卫生健康和文化旅游. */
export type Row = readonly [Mention, ...Mention[]];

const joint = /^(?:、|和|与|及|以及)$/;

/** The names of items by their first character, longest first. */
const calledIn = once((figures: Page["figures"]) => {
  const names = new Map<string, {name: string; item: string}[]>();
  for (const [item, called] of figures.named)
    for (const name of called.names) {
      const list = names.get(name[0]!);
      if (list) list.push({name, item});
      else names.set(name[0]!, [{name, item}]);
    }
  for (const list of names.values()) list.sort((a, b) => b.name.length - a.name.length);
  return names;
});

const ranking = /最[多少大高低]|^[其再]次/;

/** The mentions of a page by where they begin; made once. */
export const mentionsOf = once(({text, words, figures}: Page): readonly Mention[] => {
  const names = calledIn(figures);
  const inside = new Uint8Array(text.length + 1);
  for (const {start, end} of words) inside.fill(1, start + 1, end);
  const found: Mention[] = [];
  let word = 0;
  for (let i = 0; i < text.length; i++) {
    while (word < words.length && words[word]!.end <= i) word++;
    const at = words[word];
    if (at?.start === i && at.kind === "item") {
      found.push({start: i, end: at.end, item: at.concepts[0]!, months: null, weak: false});
      i = at.end - 1;
      continue;
    }
    // 公益讲座和义诊: the end of a word may be the item.
    const last = inside[i] ? words[word]!.end : 0;
    // 交通出行类增加最多, 其次是教育: of which it is told.
    const told = at && at.start <= i && at.kind === "scope" && ranking.test(text.slice(at.start, at.end));
    if (last - i === 1 || (at && at.start <= i && isElsewhere(at) && !told)) continue;
    const named = names
      .get(text[i]!)
      ?.find(
        ({name}) =>
          text.startsWith(name, i) &&
          (told || last
            ? told || i + name.length === last
            : !inside[i + name.length] ||
              /^(?:提案|社情民意)/.test(text.slice(i + name.length, i + name.length + 4))) &&
          itemEnd(text, i + name.length) > 0
      );
    if (!named) continue;
    const end = itemEnd(text, i + named.name.length);
    found.push({start: i, end: inside[end] ? i + named.name.length : end, item: named.item, months: null, weak: true});
    i += named.name.length - 1;
  }
  return found;
});

/** Where a stretch of the text means months: 上半年, 二季度, 10月; not the days of one. */
export function stretchesIn(text: string, start: number, end: number): Mention[] {
  const found: Mention[] = [];
  const words = text.slice(start, end);
  for (const {every} of grammar().stretches)
    for (const match of words.matchAll(every)) {
      const at = {start: start + match.index, end: start + match.index + match[0].length};
      if (found.some(each => each.start < at.end && at.start < each.end)) continue;
      const months = monthsIn(match[0]);
      found.push({...at, item: months?.[0] ?? "", months, weak: months === null});
    }
  return found.sort((a, b) => a.start - b.start);
}

/** Another body or some items, whatever they are. */
export const isElsewhere = ({kind}: Word) => kind === "scope" || kind === "body" || kind === "self" || kind === "other";

/** Mentions cut into rows: those that only a joint parts. */
export function rowsOf(mentions: readonly Mention[], text: string): Row[] {
  const rows: [Mention, ...Mention[]][] = [];
  for (const each of mentions) {
    const last = rows.at(-1)?.at(-1);
    if (last && joint.test(text.slice(last.end, each.start))) rows.at(-1)!.push(each);
    else rows.push([each]);
  }
  return rows;
}
