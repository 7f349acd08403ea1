import type {Figure, FigureTable} from "../../src/figures/figure.js";
import type {Metric} from "../../src/metrics/index.js";
import {writeNumeral} from "../../src/text/numerals.js";

/** Text of a paragraph, some of it set off. */
export interface Run {
  text: string;
  bold: boolean;
}

export type Block =
  | {type: "heading"; level: 1 | 2 | 3; text: string}
  /** Text, with the metrics it speaks of in their order. */
  | {type: "paragraph"; runs: Run[]; metrics: readonly Metric[]}
  /** One figure, or several side by side. */
  | {type: "figures"; figures: Figure[]}
  | {type: "table"; caption: string; table: FigureTable; note: string};

/** `**着重**` is set off; the rest is plain. */
export function runs(text: string): Run[] {
  return text
    .replaceAll("****", "")
    .split(/(\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map(piece => (piece.startsWith("**") ? {text: piece.slice(2, -2), bold: true} : {text: piece, bold: false}));
}

/** Numbers headings anew (一、 and (一)) where the template numbers them: one may have been left out. */
export function renumbered(blocks: readonly Block[]): Block[] {
  let first = 0;
  let second = 0;
  return blocks.map(block => {
    if (block.type !== "heading") return block;
    const [, rest] =
      (block.level === 1 ? /^[一二三四五六七八九十]+、(.+)$/ : /^[(（][一二三四五六七八九十]+[)）](.+)$/).exec(
        block.text
      ) ?? [];
    if (!rest || block.level === 3) return block;
    if (block.level === 2) return {...block, text: `(${writeNumeral(++second)})${rest}`};
    second = 0;
    return {...block, text: `${writeNumeral(++first)}、${rest}`};
  });
}
