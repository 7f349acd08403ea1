import type {Metric} from "../../metrics/index.js";
import type {Clause, Paragraph, Sentence} from "../clauses/clauses.js";
import type {Period} from "../clauses/periods.js";
import type {Series} from "../clauses/series.js";
import type {Numeral} from "../tokens/numbers.js";
import type {Word} from "../tokens/words.js";
import type {Figures} from "../verdicts/figures.js";
import type {ChangeWords} from "./changes.js";
import type {Names} from "./names.js";
import type {Phrase} from "./phrase.js";
import type {Reading} from "./reading.js";

/** The draft as cut and tagged. */
export interface Page {
  /** Canonical. */
  text: string;
  paragraphs: readonly Paragraph[];
  words: readonly Word[];
  numbers: readonly Numeral[];
  periods: ReadonlyMap<Numeral, Period>;
  series: ReadonlyMap<Numeral, Series>;
  names: Names;
  figures: Figures;
  /** Another body than the office, where the draft is its own. */
  speaker: string | null;
  /** The year that the draft reports on. */
  year: number;
  /** Read after that year: 去年 is that year. */
  later: boolean;
  /** The report year is not over: it is compared with the same part of others. */
  unfinished: boolean;
  /** The first year of the term, where it is known. */
  termStart: number | undefined;
  /** The items (提案) that the headings over a paragraph speak of, else the title. */
  topicOf: (paragraph: Paragraph) => string | null;
  /** How many open characters (Han, of no known word) lie before each place. */
  open: Int32Array;
}

/** What one number of the draft claims. */
export interface Claim {
  numeral: Numeral;
  clause: Clause;
  sentence: Sentence;
  phrase: Phrase;
  role: "value" | "change" | "share";
  reading: Reading | null;
  /** All that it is said of, where it is several: 办结率和回复率均为100%. */
  all: Reading[];
  period: Period;
  /** The whole label of the metric stands right before the number. */
  labelled: boolean;
  /** Said of some items or another body, whatever its own words are: why. */
  scope: string | null;
  /** The words it was read from; numbers that follow may go on with them. */
  words: Word[];
  /** After 其中: a part of what was told before. */
  part: boolean;
  /** A target, not an account. */
  goal: boolean;
  /** Of a change: how it is said, and the years that it may be measured from, the likeliest first. */
  change: {
    words: ChangeWords;
    year: number | null;
    bases: number[];
    from?: Numeral | undefined;
    /** What it is compared with, of the same year. */
    versus?: Reading | null;
  } | null;
  /** Of a share: what may be the whole. */
  share: ShareClaim | null;
  /** Another body or place is spoken of. */
  elsewhere: boolean;
  /** The unit, committee or party whose account the sentence gives. */
  subject: string | null;
  /** Of a sum: the numbers told right before that it adds up. */
  parts: Claim[] | null;
  /** What was not done: those of the whole that are not among the part. */
  rest: {whole: Metric; part: Metric} | null;
  /** Why there is no reading, or what is open. */
  why: string;
}

/** A part over a whole: figures, or numbers of the draft where the figures do not know them. */
export interface ShareClaim {
  part: {metric: Metric; year: number | null} | {number: number} | null;
  /** The likeliest first; a share that fits any of them is right. */
  wholes: ({metric: Metric; year: number | null} | {number: number})[];
  /** The number that the draft tells of the part, where the figure is meant by it. */
  told?: number;
  /** What the numbers add up to that the part is told to be the sum of. */
  added?: number;
  /** Whether the draft says of what. */
  named: boolean;
  goal: boolean;
}

/** How many open characters lie in a stretch. */
export const openIn = ({open}: Page, start: number, end: number) => (end > start ? open[end]! - open[start]! : 0);

/** Known words, numbers and marks cover a text; what is left of its Han characters is open. */
export function openness(text: string, covered: readonly {start: number; end: number}[]): Int32Array {
  const known = new Uint8Array(text.length);
  for (const {start, end} of covered) known.fill(1, start, end);
  const open = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    const han = text[i]! >= "一" && text[i]! <= "龥";
    open[i + 1] = open[i]! + (han && !known[i] ? 1 : 0);
  }
  return open;
}

/** The items that the headings over a paragraph speak of, the nearest first, else what alone the title does. */
export function topics(paragraphs: readonly Paragraph[], words: readonly Word[]) {
  const topicsIn = ({start, end}: {start: number; end: number}) =>
    startingIn(words, start, end).flatMap(each => (each.kind === "topic" ? each.concepts[0]! : []));
  const title = new Set(paragraphs.slice(0, 2).flatMap(each => (each.heading ? topicsIn(each) : [])));
  const titled = title.size === 1 ? [...title][0]! : null;
  return (paragraph: Paragraph): string | null => {
    for (let heading = paragraph.under, far = 0; heading && far < 4; heading = heading.under, far++) {
      const topic = topicsIn(heading).at(-1);
      if (topic) return topic;
    }
    return titled;
  };
}

/** Those of a sorted list that begin in a stretch, found without walking the list. */
export function startingIn<T extends {start: number}>(sorted: readonly T[], start: number, end: number): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < sorted.length && sorted[i]!.start < end; i++) found.push(sorted[i]!);
  return found;
}
