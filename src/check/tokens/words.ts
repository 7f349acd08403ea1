import {type Entry, type Grammar, grammar, type Kind} from "../grammar/grammar.js";

/** A known word where the canonical text has it. */
export interface Word {
  start: number;
  end: number;
  concepts: readonly string[];
  kind: Kind;
}

/** The words of the grammar and of a catalogue, by first character, longest first. */
export interface Vocabulary {
  words: ReadonlyMap<string, readonly (readonly [word: string, entry: Entry])[]>;
  kinds: ReadonlyMap<string, Kind>;
  frames: Grammar["frames"];
}

/** What a word means that is denied: 未公开 of 公开. */
export const denialOf = (concept: string) => `非${concept}`;

/**
 * The vocabulary of the grammar; words that only the catalogue has are concepts of their own. `items` are those by
 * which figures are split: of their names, those that name nothing else are words of their own.
 */
export function vocabulary(extra: Iterable<string> = [], items: ReadonlyMap<string, Named> = new Map()): Vocabulary {
  const {words, kinds, frames} = grammar();
  const all = new Map<string, Entry>(words);
  const more = new Map(kinds);
  for (const word of extra)
    if (!all.has(word) || dull(all.get(word)!.kind)) {
      const kind = letterOf(word) ? "narrow" : "thing";
      all.set(word, {concepts: [word], kind});
      more.set(word, kind);
    }
  for (const [concept, kind] of [...more])
    if (kind === "thing" || kind === "narrow") more.set(denialOf(concept), "narrow");
  const byFirst = new Map<string, (readonly [string, Entry])[]>();
  for (const entry of all) {
    const list = byFirst.get(entry[0][0]!);
    if (list) list.push(entry);
    else byFirst.set(entry[0][0]!, [entry]);
  }
  const longestFirst = () => {
    for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length);
  };
  longestFirst();
  const plain = {words: byFirst, kinds: more, frames};
  const named = [...items].flatMap(([item, {names, proper}]) => names.map(name => ({item, name, proper})));
  for (const {item, name} of named.filter(each => !namesMore(each.name, each.proper, plain))) {
    const entry = [name, {concepts: [item], kind: "item"}] as const;
    byFirst.set(name[0]!, [entry, ...(byFirst.get(name[0]!) ?? [])]);
  }
  longestFirst();
  return plain;
}

/** 立案, 委员联名: the name of an item that the grammar has words for is one only where a list makes it so. */
function namesMore(name: string, proper: boolean, words: Vocabulary): boolean {
  const found = findWords(name, {...words, frames: []});
  const length = found.reduce((sum, each) => sum + each.end - each.start, 0);
  return (
    name.length < 2 ||
    (length === name.length &&
      found.some(({kind}) => !dull(kind) && !(proper && (kind === "actor" || kind === "free"))))
  );
}

/** An item by which figures are split: what it is called, and whether that is a name (民盟) or a kind of whom (党派). */
export interface Named {
  names: readonly string[];
  proper: boolean;
}

/** 区教育局 is called 教育局 too, 经济科技委 also 经济科技委员会; `more` are other names of it. */
export function namesOfItem(item: string, more: readonly string[] = []): string[] {
  const names = [item, ...(grammar().items.get(item) ?? []), ...more];
  for (const name of [item, ...more]) if (/^[区县市].{3,}/.test(name)) names.push(name.slice(1));
  if (/[^常]委$/.test(item)) names.push(...names.filter(each => each.endsWith("委")).map(each => `${each}员会`));
  if (/.{2}界$/.test(item)) names.push(`${item}别`);
  return names;
}

/** What may stand behind an item as a part of its name: 城乡建设类, 民盟界. */
const suffix =
  /(?:类|方面|领域|界别|界|[区县]委会?|[区县]?基层委)?(?:(?<=界别?)委员(?=提交|提出|报送|反映|撰写|\d))?(?:的(?=提案|社情|信息|立案|有|占|各?\d))?/y;
/** 民盟区总支, 教育局机关: a part of the item, or a body of its own. */
const longer =
  /(?:(?:区(?!委)|县(?!委)|市|省)?(?:委会|总支|工委|支部|支社|委员会|委(?!员))|机关|系统|[一二三四五六七八九]支部|一家|街道|镇|别?(?:委员)?(?:小组|活动组))/y;

/** A类: what an office's own class is called, where its catalogue knows it by that. */
export const letterOf = (text: string): string | undefined => /^[A-Z]类/.exec(text)?.[0];

/** Words that say nothing of which figure it is. */
export const dull = (kind: Kind) => kind === "plain" || kind === "light";

/** Every known word of a text, in order, without overlap: a frame before a word of the same beginning unless it is shorter. */
export function findWords(text: string, {words, frames}: Vocabulary): Word[] {
  const framed = frames
    .flatMap(({pattern, concepts, kind}) =>
      [...text.matchAll(pattern)].map(match => ({
        start: match.index,
        end: match.index + match[0].length,
        concepts,
        kind
      }))
    )
    .filter(each => each.end > each.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Word[] = [];
  let next = 0;
  for (let i = 0; i < text.length; ) {
    while (next < framed.length && framed[next]!.start < i) next++;
    const frame = framed[next];
    const word = wordAt(text, i, words);
    const end = word?.[1].kind === "item" ? itemEnd(text, i + word[0].length) : 0;
    const title = text[i] === "《" && frame?.start === i ? titled(text, frame, words) : undefined;
    if (title) {
      found.push(title);
      i = title.end;
    } else if (word && end && end >= (frame?.start === i ? frame.end : 0)) {
      found.push({start: i, end, ...word[1]});
      i = end;
    } else if (
      frame?.start === i &&
      frame.end - i >= (word?.[0].length ?? 0) &&
      !(word && letterOf(word[0])) &&
      !leadsTo(text, frame, words)
    ) {
      found.push(frame);
      i = frame.end;
    } else if (word) {
      found.push({start: i, end: i + word[0].length, ...word[1]});
      i += word[0].length;
    } else i++;
  }
  return found;
}

function wordAt(text: string, at: number, words: Vocabulary["words"]): readonly [string, Entry] | undefined {
  return words
    .get(text[at]!)
    ?.find(([each, {kind}]) => text.startsWith(each, at) && (kind !== "item" || itemEnd(text, at + each.length) > 0));
}

const partial = new Set<Kind>(["body", "scope", "other"]);

/** 其中区交通局: a frame that is an item with nothing but light words before it is that item. */
function leadsTo(text: string, {start, end, kind}: Word, words: Vocabulary["words"]): boolean {
  if (!partial.has(kind)) return false;
  for (let at = start; at < end; ) {
    const word = wordAt(text, at, words);
    if (!word || (word[1].kind !== "item" && !dull(word[1].kind) && word[1].kind !== "free")) return false;
    at += word[0].length;
    if (word[1].kind === "item") return itemEnd(text, at) >= end;
  }
  return false;
}

/** Where the name of an item ends with what belongs to it; 0 where it is a part of another name. */
export function itemEnd(text: string, end: number): number {
  longer.lastIndex = end;
  if (longer.test(text)) return 0;
  suffix.lastIndex = end;
  return end + (suffix.exec(text)?.[0].length ?? 0);
}

/** 《委员故事》19期: a title that is a word of its own. */
function titled(text: string, {start, end}: Word, words: Vocabulary["words"]): Word | undefined {
  const name = text.slice(start + 1, end - 1);
  const entry = words.get(name[0] ?? "")?.find(([each]) => each === name)?.[1];
  return entry && !dull(entry.kind) ? {start, end, ...entry} : undefined;
}

/** Undoes slips of character recognition (满意卒) where that, and only that, makes a word of the vocabulary. */
export function respelled(text: string, {words}: Vocabulary): string {
  const {lookalikes} = grammar();
  const chars = text.split("");
  for (let i = 0; i < chars.length; i++) {
    const meant = lookalikes.get(chars[i]!);
    if (!meant || covered(text.slice(Math.max(0, i - 6), i + 7), Math.min(i, 6))) continue;
    if (covered(text.slice(Math.max(0, i - 6), i) + meant + text.slice(i + 1, i + 7), Math.min(i, 6))) chars[i] = meant;
  }
  return chars.join("");

  function covered(within: string, at: number): boolean {
    for (let start = 0; start <= at; start++)
      for (const [word, {kind}] of words.get(within[start]!) ?? [])
        if (!dull(kind) && word.length > 1 && start + word.length > at && within.startsWith(word, start)) return true;
    return false;
  }
}

/** Whether a word of the vocabulary runs from the end of one text into the start of the next. */
export function straddles(before: string, after: string, {words}: Vocabulary): boolean {
  for (let i = Math.max(0, before.length - 8); i < before.length; i++) {
    const rest = before.slice(i);
    for (const [word, {kind}] of words.get(before[i]!) ?? [])
      if (
        !dull(kind) &&
        word.length > rest.length &&
        word.startsWith(rest) &&
        after.startsWith(word.slice(rest.length))
      )
        return true;
  }
  return false;
}
