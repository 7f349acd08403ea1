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

/** The vocabulary of the grammar; words that only the catalogue has are concepts of their own. */
export function vocabulary(extra: Iterable<string> = []): Vocabulary {
  const {words, kinds, frames} = grammar();
  const all = new Map<string, Entry>(words);
  const more = new Map(kinds);
  for (const word of extra)
    if (!all.has(word) || dull(all.get(word)!.kind)) {
      all.set(word, {concepts: [word], kind: "thing"});
      more.set(word, "thing");
    }
  const byFirst = new Map<string, (readonly [string, Entry])[]>();
  for (const entry of all) {
    const list = byFirst.get(entry[0][0]!);
    if (list) list.push(entry);
    else byFirst.set(entry[0][0]!, [entry]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length);
  return {words: byFirst, kinds: more, frames};
}

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
    const word = words.get(text[i]!)?.find(([each]) => text.startsWith(each, i));
    const title = text[i] === "《" && frame?.start === i ? titled(text, frame, words) : undefined;
    if (title) {
      found.push(title);
      i = title.end;
    } else if (frame?.start === i && frame.end - i >= (word?.[0].length ?? 0)) {
      found.push(frame);
      i = frame.end;
    } else if (word) {
      found.push({start: i, end: i + word[0].length, ...word[1]});
      i += word[0].length;
    } else i++;
  }
  return found;
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
