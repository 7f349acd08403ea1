import {fullWidth} from "./punctuation.js";
import {closed} from "./spaces.js";

/**
 * A text that we write as it is printed: the marks of its sentences full width, no space between Han characters and
 * Latin words or numbers.
 */
export const typeset = (text: string): string => fullWidth(closed(text));

/** The same of a label in a chart, where a thin space parts a name from its number. */
export const typesetLabel = (text: string): string => fullWidth(closed(text, "\u2009"));

/** The same of a text that goes on behind another: a mark may be the first of it, as behind a number in bold. */
export function typesetBehind(behind: string, text: string): string {
  const last = behind.slice(-1);
  return typeset(last + text).slice(last.length);
}

/** The same of the pieces of one sentence, as of words in bold and others: each keeps what is its own. */
export function typesetPieces(texts: readonly string[]): string[] {
  const pieces = texts.map((text, i) => {
    const [before, after] = [
      texts.slice(0, i).join("").slice(-1),
      texts
        .slice(i + 1)
        .join("")
        .slice(0, 1)
    ];
    return closed(before + text + after).slice(before.length, after ? -1 : undefined);
  });
  const whole = fullWidth(pieces.join(""));
  let at = 0;
  return pieces.map(({length}) => {
    at += length;
    return whole.slice(at - length, at);
  });
}
