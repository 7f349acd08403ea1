import {Book} from "../../src/figures/book.js";
import type {ChangedSentence} from "../../src/figures/versions.js";
import {StaffError} from "../../src/intake/problem.js";
import {stories, textOf} from "../freeze/state.js";
import {namedIn} from "../views/index.js";
import type {Version} from "./version.js";

/**
 * The sentences of the documents that read differently, in the documents' order. A sentence counts as edited where
 * today's template, filled with the figures of before, says it as well: then the template changed, not a figure.
 */
export function changedSentences(before: Version, after: Version): ChangedSentence[] {
  return [...after.texts].flatMap(([template, text]) => {
    const old = before.texts.get(template);
    if (old === undefined || old === text) return [];
    const edited = before.templates.get(template) !== after.templates.get(template);
    const between = edited ? refilled(template, before, after) : null;
    const same = new Set(between === null ? [] : sentencesOf(between));
    return pairs(sentencesOf(old), sentencesOf(text)).map(([was, is]) => ({
      template,
      before: was,
      after: is,
      edited: edited && (is === null ? between === null || !same.has(was!) : same.has(is))
    }));
  });
}

/** The later template filled with the earlier figures; null where they do not fit. */
function refilled(name: string, before: Version, after: Version): string | null {
  try {
    const book = new Book(before.tables, {year: before.year});
    return textOf(stories([{name, text: after.templates.get(name)!}], book, namedIn(book, after.tables.kept))[0]!);
  } catch (error) {
    if (error instanceof StaffError) return null;
    throw error;
  }
}

/** Headings and sentences, one each. */
const sentencesOf = (text: string) => text.split(/\n|(?<=[。！？])/).filter(sentence => sentence.trim());

/** What is in only one of two lists, in order; what stands in the same place is a pair. */
export function pairs(before: string[], after: string[]): [string | null, string | null][] {
  // Longest common subsequence, from the end.
  const longest = Array.from({length: before.length + 1}, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      longest[i]![j] =
        before[i] === after[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const found: [string | null, string | null][] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const close = () => {
    for (let k = 0; k < Math.max(gone.length, come.length); k++) found.push([gone[k] ?? null, come[k] ?? null]);
    gone = [];
    come = [];
  };
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      close();
      i++;
      j++;
    } else if (j === after.length || (i < before.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      gone.push(before[i++]!);
    } else come.push(after[j++]!);
  }
  close();
  return found;
}
