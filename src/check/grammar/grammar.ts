import {rowsOf} from "./csv.js";
import * as tables from "./tables.js";

/**
 * How a word takes part in deciding what a number speaks of.
 * - `topic`: the kind of item that is counted; the nearest one is in force until another is named
 * - `thing`: a noun or verb that a figure must account for
 * - `narrow`: makes a part of the whole: a figure that does not name it is another figure
 * - `either`: means one thing or another (报送: 转报, or to hand in); a figure that one of them names is meant
 * - `whole`: the whole district, not the office alone: takes away what only the ledger knows
 * - `actor`: who did it; narrows figures of items, not of activities
 * - `scope`: some of the items, or a body that is not the whole; no figure of the whole is meant
 * - `body`: such a body as the subject of what follows in the sentence
 * - `self`: the author, who is such a body; the subject of the paragraph from there on
 * - `other`: another office, level or place
 * - `own`: the office itself; ends what a scope or another body began
 * - `item`: a category, unit, party, committee or the like by which figures are split: those of it, not of the whole
 * - `free`: helps to name a figure and takes no other away
 * - `plain`: known, and says nothing of which figure it is
 * - `light`: says so little that the number goes on with what was named before
 */
export type Kind =
  | "topic"
  | "thing"
  | "narrow"
  | "either"
  | "whole"
  | "actor"
  | "scope"
  | "body"
  | "self"
  | "other"
  | "own"
  | "item"
  | "free"
  | "plain"
  | "light";

/** Words of the language, by spelling; a compound has several concepts. */
export interface Entry {
  concepts: readonly string[];
  kind: Kind;
}

export interface Frame extends Entry {
  pattern: RegExp;
}

export interface Grammar {
  words: ReadonlyMap<string, Entry>;
  kinds: ReadonlyMap<string, Kind>;
  frames: readonly Frame[];
  skips: readonly {reason: string; pattern: RegExp}[];
  /** Units by spelling, with those of the same grain, the nearest first; those that share a class stand by mistake for one another. */
  units: ReadonlyMap<string, {kin: readonly string[]; classes: readonly string[]}>;
  lookalikes: ReadonlyMap<string, string>;
  /** Who else may be the author of a draft, by its title. */
  speakers: readonly {speaker: string; pattern: RegExp}[];
  periods: readonly {meaning: string; pattern: RegExp}[];
  /** What tells when a draft is read: after the year that it reports on (later), or in it. */
  perspectives: readonly {meaning: string; pattern: RegExp}[];
  /** How drafts call the items by which figures are split. */
  items: ReadonlyMap<string, readonly string[]>;
  /** What was not done, by how it is said, with the concepts of what was. */
  complements: ReadonlyMap<string, readonly string[]>;
  /** Parts of a year, with their first and last month: numbers, or the group of the pattern that has it. */
  stretches: readonly {pattern: RegExp; every: RegExp; from: string; to: string}[];
  /** What the words over and beside the cells of a table mean. */
  headers: ReadonlyMap<string, RegExp>;
}

let read: Grammar | undefined;

/** The tables of this folder, read once. */
export function grammar(): Grammar {
  read ??= compiled();
  return read;
}

function compiled(): Grammar {
  const words = new Map<string, Entry>();
  const kinds = new Map<string, Kind>();
  const rows = rowsOf(tables.words);
  const simple = rows.filter(each => each.kind !== "compound" && each.kind !== "either");
  for (const {concept = "", kind, words: spelled = ""} of simple) {
    if (concept) kinds.set(concept, kind as Kind);
    for (const word of spelled.split(" "))
      if (!words.has(word)) words.set(word, {concepts: concept ? [concept] : [], kind: kind as Kind});
  }
  for (const {concept = "", kind, words: spelled = ""} of rows)
    if (kind === "compound" || kind === "either")
      for (const word of spelled.split(" "))
        words.set(word, {concepts: concept.split(" "), kind: kind === "either" ? kind : "thing"});
  const frames = rowsOf(tables.frames).map(({concept = "", kind, pattern = ""}) => ({
    concepts: concept ? concept.split(" ") : [],
    kind: kind as Kind,
    pattern: new RegExp(pattern, "g")
  }));
  return {
    words,
    kinds,
    frames,
    skips: rowsOf(tables.skips).map(({reason = "", pattern = ""}) => ({reason, pattern: new RegExp(pattern, "g")})),
    units: new Map(
      rowsOf(tables.units).map(each => [
        each.unit ?? "",
        {kin: each.kin?.split(" ") ?? [], classes: each.classes?.split(" ").filter(Boolean) ?? []}
      ])
    ),
    lookalikes: new Map(rowsOf(tables.lookalikes).map(({seen = "", meant = ""}) => [seen, meant])),
    speakers: rowsOf(tables.speakers).map(({speaker = "", pattern = ""}) => ({
      speaker,
      pattern: new RegExp(pattern, "m")
    })),
    periods: rowsOf(tables.periods).map(({meaning = "", pattern = ""}) => ({
      meaning,
      pattern: new RegExp(pattern, "g")
    })),
    perspectives: rowsOf(tables.perspectives).map(({meaning = "", pattern = ""}) => ({
      meaning,
      pattern: new RegExp(pattern)
    })),
    items: new Map(rowsOf(tables.items).map(({item = "", words: spelled = ""}) => [item, spelled.split(" ")])),
    complements: new Map(
      rowsOf(tables.complements).flatMap(({words = "", concepts = ""}) =>
        words.split(" ").map((word): [string, string[]] => [word, concepts.split(" ")])
      )
    ),
    stretches: rowsOf(tables.stretches).map(({pattern = "", from = "", to = ""}) => ({
      pattern: new RegExp(pattern),
      every: new RegExp(pattern, "g"),
      from,
      to
    })),
    headers: new Map(rowsOf(tables.headers).map(({meaning = "", pattern = ""}) => [meaning, new RegExp(pattern)]))
  };
}
