import type {Metric} from "../../src/metrics/index.js";
import {fullWidth} from "../../src/text/punctuation.js";

/** What a placeholder prints, and the metric it speaks of. */
export interface Filled {
  text: string;
  metric: Metric | null;
}

/** Why a placeholder prints nothing: what is not known, or is zero where zeros are left out. */
export interface Missing {
  metric: Metric | null;
  reason: string;
  zero: boolean;
}

/** A piece of a paragraph that was left out, as it would read: what is not known stands by its name in 「」. */
export interface LeftOut extends Missing {
  text: string;
}

/** A paragraph filled: the words that are left, the metrics in them, and what was left out. */
export interface FilledText {
  text: string;
  metrics: Metric[];
  left: LeftOut[];
}

/** Placeholders while sentences are taken apart: one character each, of those that no text has. */
const first = 0xe000;
const token = /[\uE000-\uF8FF]/g;

/**
 * Fills the placeholders of a paragraph. What speaks of something that is not known is left out by itself, and no more:
 * a part of a sentence up to its semicolon where the first figure of it is missing, but for clauses that name what they
 * say (回复率98%); a clause behind a comma with what follows from it; words in brackets. `look` gives what `{{…}}` prints, or why it prints nothing.
 */
export function fillText(paragraph: string, look: (inner: string) => Filled | Missing): FilledText {
  const looked: (Filled | Missing)[] = [];
  const typed: string[] = [];
  const text = paragraph.replace(/\{\{\s*(.*?)\s*\}\}/g, (_, inner: string) => {
    looked.push(look(inner));
    typed.push(`「${inner.replace(/\s*\|\s*精确$/, "").replace(/\s*\|\s*/, "·")}」`);
    return String.fromCharCode(first + looked.length - 1);
  });
  const of = (piece: string) =>
    [...piece.matchAll(token)].map(([character]) => looked[character.charCodeAt(0) - first]!);
  const missing = (piece: string) => of(piece).find(each => "reason" in each) as Missing | undefined;
  const metrics = (piece: string) => of(piece).flatMap(({metric}) => metric ?? []);
  const leftOut = (piece: string, why: Missing): LeftOut => ({
    ...why,
    // It will be quoted, and what is quoted is set no more.
    text: fullWidth(
      piece
        .replace(token, character => {
          const each = looked[character.charCodeAt(0) - first]!;
          return "text" in each ? each.text : typed[character.charCodeAt(0) - first]!;
        })
        .replaceAll("**", "")
        .trim()
        .replace(/^[，,]|[，,]$/g, "")
    )
  });
  const left: LeftOut[] = [];
  const kept = split(text, /[。！？!?]/)
    .map(sentence)
    .join("");
  return {text: kept.replace(token, character => (of(character)[0] as Filled).text), metrics: metrics(kept), left};

  function sentence({text, mark}: Piece): string {
    let gone = false;
    const kept = split(text, /[；;]/).flatMap(part => {
      // A part without a figure of its own says more of the one before: 转报不等于采用.
      if (gone && !metrics(part.text).length) return [];
      const filled = partOf(part.text);
      left.push(...filled.left);
      gone = filled.text === "";
      return gone ? [] : [{...part, text: filled.text}];
    });
    return kept.length ? balanced(joined(kept)) + mark : "";
  }

  /** What is left of a part of a sentence: without its first figure only clauses that can stand alone. */
  function partOf(whole: string): {text: string; left: LeftOut[]} {
    const left: LeftOut[] = [];
    const kept: Piece[] = [];
    let head = false;
    let dropped: Metric[] | null = null;
    /** Without its first figure: why, and the clauses that go with it. */
    let headless: {why: Missing; text: string} | null = null;
    for (const clause of split(whole, /[，,]/)) {
      const text = clause.text.replace(/[（(][^（）()]*[）)]/g, inside => {
        const why = missing(inside);
        if (why) left.push(leftOut(inside, why));
        return why ? "" : inside;
      });
      const own = metrics(text);
      const why = missing(text);
      if (own.length && !head && (why || (headless && !text.includes(own[0]!.label)))) {
        headless ??= {why: why!, text: ""};
        headless.text += clause.text + clause.mark;
        continue;
      }
      head ||= own.length > 0;
      const follows: boolean | null =
        dropped && (/^\s*其中/.test(text) || own.every(metric => dropped!.includes(metric)));
      if (why && !follows) left.push(leftOut(text, why));
      dropped = why || follows ? [...(follows ? dropped! : []), ...own] : null;
      // Of a condition that is not known nothing is left but the comma behind it.
      if (!dropped && text.trim() !== "") kept.push({...clause, text});
    }
    if (!headless) return {text: joined(kept), left};
    return head
      ? {text: joined(kept), left: [leftOut(headless.text, headless.why), ...left]}
      : {text: "", left: [leftOut(whole, headless.why)]};
  }
}

interface Piece {
  text: string;
  /** What stood behind it; empty at the end. */
  mark: string;
}

/** Takes a text apart at marks that stand in no brackets or quotation marks, nor between digits. */
function split(text: string, marks: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (/[（(“《「]/.test(character)) depth++;
    else if (/[）)”》」]/.test(character)) depth = Math.max(0, depth - 1);
    const between = /\d/.test(text[i - 1] ?? "") && /\d/.test(text[i + 1] ?? "");
    if (depth > 0 || between || !marks.test(character)) continue;
    pieces.push({text: text.slice(start, i), mark: character});
    start = i + 1;
  }
  if (start < text.length) pieces.push({text: text.slice(start), mark: ""});
  return pieces;
}

/** Pieces one after another with the marks between them; that behind the last goes. */
const joined = (pieces: readonly Piece[]) =>
  pieces.map(({text, mark}, i) => text + (i < pieces.length - 1 ? mark : "")).join("");

/** Without the signs of emphasis where one of a pair went. */
const balanced = (text: string) => ((text.match(/\*\*/g)?.length ?? 0) % 2 ? text.replaceAll("**", "") : text);
