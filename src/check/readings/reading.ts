import type {ChangeWords} from "../claims/changes.js";
import type {Mention} from "../claims/mentions.js";
import type {Page} from "../claims/page.js";
import type {Phrase} from "../claims/phrase.js";
import type {Cell} from "../clauses/tables.js";
import type {Numeral} from "../tokens/numbers.js";
import type {Word} from "../tokens/words.js";
import {keyOf, type Quantity} from "./quantity.js";

/** One of the things that a number may mean. */
export interface Alternative {
  quantity: Quantity;
  /** How well the words license it. */
  score: number;
  /** Whether no word beside the number is left over. */
  explained: boolean;
  /** Something beside it is open: whoever differs from it is not asked. */
  open?: boolean;
  /** The items or months are named beside the number, not carried to it. */
  stated?: boolean;
  /** Of whom the sentence or the whole draft is an account. */
  account?: "sentence" | "draft";
  /** Others of the list that it stands in say that it is this. */
  vouched?: boolean;
}

/** What a number may mean, settled before it is looked at. */
export interface Reading {
  numeral: Numeral;
  phrase: Phrase;
  role: "value" | "change" | "share" | "target";
  /** The likeliest first; of a change, what changed. */
  alternatives: Alternative[];
  /** What those that follow may go on with, where it is not the same: of a goal, the figure that it is set for. */
  subject?: Alternative[];
  /** The metrics by which the number is right, once it is read. */
  agreed: ReadonlySet<string>;
  /** Of a change: how it is said, and what it may be measured from, by alternative. */
  change: ChangeWords | null;
  bases: (now: Quantity) => Quantity[];
  /** Why it is nothing of ours. */
  foreign: string | null;
  /** The number's own telling words, for those that follow. */
  words: readonly Word[];
  /** Its own items. */
  named: boolean;
  cell: Cell | null;
}

/** What readings are made with. */
export interface Chart {
  page: Page;
  mentions: readonly Mention[];
  cells: ReadonlyMap<Numeral, Cell | null>;
  /** Those of the numbers before, the latest last; only the last few matter. */
  told: Reading[];
  /** The unit, committee or party whose account the whole draft is. */
  account: string | null;
}

/** Without those that say the same, the likeliest of each; the likeliest first. */
export function ranked(all: readonly Alternative[], most = 12): Alternative[] {
  const best = new Map<string, Alternative>();
  for (const each of all) {
    const key = keyOf(each.quantity);
    const known = best.get(key);
    if (!known || each.score > known.score) best.set(key, each);
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, most);
}
