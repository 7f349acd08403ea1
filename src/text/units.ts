/**
 * A number as sentences have it, with what belongs to it: 261件, 2000余万元, 98.4%, 220余篇（条）, 1.2个百分点, 10月,
 * and the bracket that opens before it: （由59.1%.
 */
const measure =
  /(?:[（(]\p{Script=Han}{0,2})?\d[\d.,]*(?:[%％]|[余多]?[百千万亿]*[余多]?(?:个百分点|[件篇场人批户]次|\p{Script=Han}))?(?:[（(]\p{Script=Han}{1,2}[)）])?/gu;

/** A piece of a text: a line may break within it, unless it is a number with its unit. */
export interface Piece {
  text: string;
  whole: boolean;
}

/** Takes a text apart at its numbers: no line may leave a number's unit, or the bracket behind it, alone. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const {0: whole, index} of text.matchAll(measure)) {
    if (index > at) found.push({text: text.slice(at, index), whole: false});
    found.push({text: whole, whole: true});
    at = index + whole.length;
  }
  return at < text.length ? [...found, {text: text.slice(at), whole: false}] : found;
}
