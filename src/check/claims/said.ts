import type {Metric} from "../../metrics/index.js";
import type {Word} from "../tokens/words.js";

/** The words that a reading is made of. */
export interface Said {
  /** The number's own, before and behind it. */
  left: readonly Word[];
  right: readonly Word[];
  /** Words of the rest of the clause, and of the clauses before where the number has none of its own. */
  near: readonly Word[];
  bridged: readonly Word[];
  /** Words of the clause before, where it has no number. */
  frame: readonly Word[];
  /** The items spoken of (提案), and whether this very sentence names them. */
  topic: string | null;
  topicNear: boolean;
  /** Told before in the same breath, the latest first: what is said now may be a part of it. */
  wholes: readonly {metric: Metric; concepts: ReadonlySet<string>; near: boolean}[];
  /** The activity right before whose number no figure has: 听取情况通报9次,提出建议33条. */
  held: ReadonlySet<string>;
  /** What else the sentence names before: a name that others share is no figure of the whole after it. */
  before: ReadonlySet<string>;
  /** Whether a word that no table knows stands among its own. */
  open: boolean;
  /** Whether 等 sums up what stands before the name. */
  listed: boolean;
  /** Words behind 与, 对, 向 and the like: with whom, not what. */
  beside: ReadonlySet<Word>;
  /** Whose opinion is told of, where both sides rate. */
  side: "member" | "unit";
  /** 对81件提案开展评议: what stands behind the number goes on with some that were told of. */
  restated: boolean;
  /** 涉及提案81件: those that something was done to. */
  involved?: boolean;
}

/** Nothing but what is added to it. */
export const plainly: Said = {
  left: [],
  right: [],
  near: [],
  frame: [],
  bridged: [],
  topic: null,
  topicNear: false,
  wholes: [],
  before: new Set(),
  held: new Set(),
  side: "member",
  restated: false,
  listed: false,
  open: false,
  beside: new Set()
};
